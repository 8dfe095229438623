"""Sentences about notices, objections and rewards."""

SENTENCES = {
    "honour.unnamed": "第 {row} 行没有写姓名或者单位名称，整份没有导入。请补填后重新导入。",
    "honour.year_ahead": (
        "第 {row} 行的年度不早于本案卷的 {year} 年。本年度的名单由公示确认产生，请只导入往年的名单。"
    ),
    "honour.year_impossible": (
        "第 {row} 行的年度“{text}”无法识别，整份没有导入。请按“2024”的样子更正后重新导入。"
    ),
    "notice.answer_missing": "请写明调查核实的结论和答复情况，再办结这件反映。",
    "notice.before_decision": "公示日期早于票决日期 {held_on}，请更正。",
    "notice.confirmed": "“{title}”的名单已经确认，不必再次确认。",
    "notice.exists": "“{title}”已经起草过公示，请直接打开那一份。",
    "notice.held_too_long": (
        "暂缓最长 {months} 个月，已于 {last} 期满。请按核实的情况作出结论：保留或者移出名单。"
    ),
    "notice.before_first": "补充公示不能早于原公示的发布日期 {first}，请更正。",
    "notice.no_successor": (
        "所选对象不能递补：递补人选须在票决中票数过半，并且没有在公示上。请重新选择。"
    ),
    "notice.taken_off": "“{name}”已经从公示中移出，不必再次移出。",
    "notice.too_many_successors": "公示中空出 {free} 个名额，递补人选不能多于空出的名额。请减少。",
    "notice.no_round": "还没有结束计票的票决，无从起草公示。请先完成票决。",
    "notice.nobody": "“{title}”没有当选对象，无从公示。请核对票决结果，需要时再次投票。",
    "notice.not_on_it": "所选对象不在“{title}”上，请重新选择。",
    "notice.objection_early": "收到日期早于公示开始日 {published}，请更正。",
    "notice.objection_empty": "请写明反映的内容。",
    "notice.objection_settled": "这件反映已经办结，不能再改。",
    "notice.objection_unknown": "找不到编号为 {id} 的反映，请刷新后再试。",
    "notice.objections_open": "还有 {count} 件反映没有办结。请先办结，再确认名单。",
    "notice.published": "“{title}”已经发布，不能重复发布。已印文书可以再次查看和打印。",
    "notice.round_open": "“{title}”还没有结束计票，不能起草公示。请先结束计票。",
    "notice.round_unfinished": "“{title}”有票数相等，须先在票数相等的对象中再次投票。",
    "notice.running": "公示要到 {last} 才期满。请在期满后确认名单。",
    "notice.unknown": "找不到编号为 {id} 的公示，请刷新后再试。",
    "notice.unpublished": "“{title}”还没有发布，请先发布。",
    "notice.untitled": "请填写公示标题。",
    "reward.empty": "请写明奖励、培训或提拔的具体内容。",
    "reward.nobody": "还没有已确认的名单，无从登记激励。请先在公示期满后确认名单。",
    "reward.not_a_cadre": "“{name}”是单位，只能登记一次性奖励。请改选类别。",
    "reward.not_confirmed": "所选对象不在已确认的名单上，请先确认名单，再登记激励。",
    "reward.too_early": "日期 {on} 早于当选年度 {year} 年，请更正日期。",
}

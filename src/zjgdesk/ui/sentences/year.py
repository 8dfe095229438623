"""Sentences about the stages of the year."""

SENTENCES: dict[str, str] = {
    "candidate.over_quota": (
        "“{organisation}”应推荐 {quota} 个，现在名单上有 {count} 个。"
        "请移出多报的，或者登记同意超额推荐的书面决定。"
    ),
    "opinion.answered": "“{name}”已经反馈齐全，不必催办。请只选还没有反馈的。",
    "opinion.unlike_requests": (
        "所选征求意见函的类别、轮次或者日期不同，不能印在一起。请分批选择后再印。"
    ),
    "opinion.until_past": (
        "反馈截止日 {until} 已经过去，对方无法按期反馈。请填今天（{today}）或者以后的日期。"
    ),
    "conclusion.incomplete": ("请选定干部，并写明结论性意见、党组织书记和纪检负责人的姓名。"),
    "conclusion.not_a_cadre": "“{name}”是单位，不需要廉洁自律结论性意见。请只选好干部候选对象。",
    "conclusion.same_signer": (
        "党组织书记和纪检负责人都写的是“{name}”。结论性意见须由两人分别签字，请更正。"
    ),
    "decision.incomplete": "请写明对“{name}”作出决定的机关、文件或者会议，以及理由。",
    "decision.later_than_today": "决定日期 {on} 晚于今天，请更正。",
    "lead.checked_early": "核查日期早于收到日期 {received}，请更正。",
    "lead.empty": "请写明反映的内容。",
    "lead.finding_missing": "请写明核查的结果。",
    "lead.none": "没有登记过关于“{name}”的反映线索，不必核查。",
    "lead.unknown": "找不到编号为 {id} 的反映，请刷新后再试。",
    "round.not_shortlisted": "“{name}”不在已确定的二次入围名单上，不能列入选票。请重新选择。",
    "scheme.file_foreign": "“{name}”不是本程序导出的方案文件，没有读入任何内容。请另选文件。",
    "scheme.locked": ("这项参数在{lock}之后不再改动。确需改动的，先说明理由退回相应的环节。"),
    "scheme.nothing_chosen": "没有选中任何参数。请勾选要采用的参数。",
    "shortlist.affected": "“{name}”的纪公检法意见为“有影响”，不能入围。请移出；确需保留的，登记写明理由的书面决定。",
    "shortlist.decided_early": "确定日期 {on} 晚于今天，请更正。",
    "shortlist.incomplete": "请写明在哪里、由谁确定，以及确定的依据和理由。",
    "shortlist.not_on_it": "所选对象不在可以入围的名单上，请刷新后再选。",
    "shortlist.number_impossible": "入围数要在 1 和 {most} 之间，请更正。",
    "shortlist.pending": (
        "“{name}”的纪公检法意见为“待核实”，不能进入票决名单。"
        "请催报核实结果；确需保留的，登记写明理由的书面决定。"
    ),
    "shortlist.reason_missing": (
        "“{name}”的选择与排名不一致，请写明理由：排名在前未选，或者排名在后选上。"
    ),
    "shortlist.undecided": "名单还没有确定，不能印公布用的名单。请先确定名单，或者打印情况表。",
    "stage.last": "已经是最后一个环节，没有下一步。请继续登记激励和后续情况。",
    "stage.affected": (
        "有 {count} 名候选对象的纪公检法意见为“有影响”，仍在名单上。"
        "请移出名单；确需保留的，登记写明理由的书面决定。"
    ),
    "stage.ballot_unfinished": "票决还没有结果。请在“票决”中完成投票和计票。",
    "stage.clearance_missing": (
        "纪公检法意见还缺 {count} 项答复。请催报，并在“评审意见”中登记后再进入下一环节。"
    ),
    "stage.conclusions_missing": (
        "有 {count} 名好干部候选对象没有廉洁自律结论性意见。"
        "请由所在单位党组织出具、党组织书记和纪检负责人签字，登记后再进入下一环节。"
    ),
    "stage.group_not_asked": "还没有向{group}征求意见。请在“评审意见”中发出征求意见函。",
    "stage.incomplete": (
        "有 {count} 名候选对象没有写明主要事迹或者事迹类别。请在“候选对象”中补齐。"
    ),
    "stage.ineligible": (
        "有 {count} 名候选对象不符合评选范围。请移出名单；确需破格的，登记写明理由的书面决定。"
    ),
    "stage.initial_undecided": "初审入围名单还没有确定。请在“入围投票”中选定并确定名单。",
    "stage.leads_unchecked": (
        "有 {count} 件线索具体、有可查性的反映没有核查。请核查并登记结果后再进入下一环节。"
    ),
    "stage.list_confirmed": "当选名单已经确认，不能退回到公示以前。名单如有变化，请发布补充公示。",
    "stage.no_votes": "还没有计入任何投票数据。请在“入围投票”中导入报纸、网络的投票数据。",
    "stage.not_back": "现在是“{stage}”环节，不能退回到“{to}”。请选择更早的环节。",
    "stage.not_noticed": "公示还没有发布。请在“公示与激励”中起草并发布公示。",
    "stage.notice_published": (
        "公示已经发布，不能退回到公示以前。个别人选有问题的，请在公示中移出，需要时发布补充公示。"
    ),
    "stage.other": "现在是“{stage}”环节，这一步要在“{needed}”环节进行。请先完成前面的环节。",
    "stage.over_quota": (
        "有 {count} 个单位的推荐数超过应推荐数。"
        "请与单位核实后移出多报的；确需超出的，登记写明理由的书面决定。"
    ),
    "stage.round_open": "还有 {count} 轮票决没有结束。请先结束计票，或者将该轮作废；移交计票机的，等结果带回后读入。",
    "stage.round_stands": (
        "已经有 {count} 轮票决发出选票或者移交计票机，不能退回到票决以前。"
        "请在票决中继续，或者按规则再次投票；移交的先收回。"
    ),
    "stage.second_undecided": "二次入围名单还没有确定。请在“入围投票”中选定并确定名单。",
    "stage.too_early": (
        "现在是“{stage}”环节，“{work}”要从“{first}”环节开始。请先完成前面的环节。"
    ),
    "stage.too_few": (
        "名单上有 {have} 个，名额 {places} 个，按差额要求至少要有 {wanted} 个，还差 {short} 个。"
        "请增加候选对象，或者在方案中核对名额和差额。"
    ),
    "stage.too_late": (
        "现在是“{stage}”环节，“{work}”到“{last}”环节为止。确有必要的，先说明理由退回，再作改动。"
    ),
    "stage.unconfirmed": "公示期满后，请在“公示与激励”中确认名单。",
    "stage.vote_running": "投票还没有截止。请等投票截止并导入数据后，再进入下一环节。",
    "vote.channel_unweighted": (
        "方案给渠道设定了权重，但没有写“{channel}”的权重。请在方案中补上，或者更正渠道名称。"
    ),
    "vote.annulled_exceeds": (
        "第 {row} 行的作废票多于票数 {votes}，整份文件没有计入。请与统计单位核实后重新导入。"
    ),
    "vote.channel_counted": (
        "“{channel}”的投票数据已经计入。"
        "这一份是更正的，请选择它所取代的文件；是另一批的，请选“与已计入的合并”。"
    ),
    "vote.code_unknown": (
        "第 {row} 行的编号 {number} 不在编号表上，整份文件没有计入。请核对编号后重新导入。"
    ),
    "vote.codes_missing": (
        "编号表缺少 {count} 名入围对象：{names}。没有采用任何编号，请补齐后重新导入。"
    ),
    "vote.codes_unknown": (
        "编号 {number} 的“{name}”不在初审入围名单上。没有采用任何编号，请更正后重新导入。"
    ),
    "vote.codes_used": "投票数据已经计入，编号不能再改。确需改动的，先将投票数据设为不计入。",
    "vote.file_unknown": "所选的投票数据已不在计入之列，请刷新后再选。",
    "vote.name_differs": (
        "第 {row} 行编号 {number} 写的是“{told}”，编号表上是“{kept}”，整份文件没有计入。"
        "请核实后重新导入。"
    ),
    "vote.no_codes": "还没有编排投票编号。请先编排编号，或者读入已经用过的编号表。",
    "vote.nobody_listed": "初审入围名单上没有对象，无从编排编号。请先确定初审入围名单。",
    "vote.sum_differs": (
        "合计写的是 {told}，各行相加是 {counted}，整份文件没有计入。请与统计单位核实后重新导入。"
    ),
    "vote.time_column_missing": (
        "“{name}”没有投票时间一列，无法核对投票期。"
        "请向投票平台要带时间的明细，或者在方案中清空投票的起止时间。"
    ),
    "vote.too_many_codes": "入围对象超过 {most} 名，三位数编号不够用。请核对初审入围名单。",
}

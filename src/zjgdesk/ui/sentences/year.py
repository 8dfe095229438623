"""Sentences about the stages of the year."""

SENTENCES: dict[str, str] = {
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
    "stage.round_open": "还有 {count} 轮票决没有结束。请先结束计票，或者将该轮作废。",
    "stage.round_stands": (
        "已经有 {count} 轮票决，不能退回到票决以前。还没有计票的，可以先将该轮作废再退回。"
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
}

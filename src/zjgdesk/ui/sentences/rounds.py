"""Sentences about rounds, keying and settling."""

SENTENCES = {
    "keying.difference_unknown": "第 {paper} 号票上没有这一处差异，可能已经核对过。请刷新后再看。",
    "keying.mark_unknown": "“{mark}”不是票面上的选项，请在同意、不同意、弃权、该项无效中选择。",
    "keying.marks_wrong": "这张票录了 {marks} 行，应为 {rows} 行。请逐行补齐后再存。",
    "keying.number_impossible": "没有第 {paper} 号票：收回的票编号为 1 至 {returned}。请核对票上的号码。",
    "keying.number_taken": "第 {paper} 号票这一遍已经录过。请核对号码，或者用更正功能修改。",
    "keying.number_unknown": "第 {paper} 号票这一遍还没有录入，不能更正。请核对票号。",
    "keying.papers_missing": "只录了 {keyed} 张，收回的是 {returned} 张。请把其余的票录完再结束本遍。",
    "keying.witness_missing": "核对差异须有另一人在场，请填写在场人姓名。",
    "round.candidate_twice": "同一候选对象选了两次，请去掉一个。",
    "round.candidate_withdrawn": "“{name}”已退出名单，不能列入票决。请取消勾选。",
    "round.negative": "张数和人数不能是负数，请更正。",
    "round.no_tellers": "没有填写计票人，请至少填写一名。",
    "round.numbers_impossible": "应选名额 {places}、应到人数 {due} 都必须至少为 1，请更正。",
    "round.other_track": "“{name}”不属于这次票决的类别，请去掉。",
    "round.unknown": "找不到编号为 {id} 的票决，请刷新后再试。",
    "round.untitled": "请填写票决名称和会议名称，报告单上要用。",
}

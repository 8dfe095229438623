"""Sentences about sittings, rounds, their box, keying, settling and the count by hand."""

SENTENCES = {
    "hand_count.nothing_to_explain": "手工计票与录入的结果没有不同，不必说明。请刷新后再看。",
    "hand_count.rows_wrong": "手工计票应有 {rows} 行，现在的行数不对。请逐行补齐后再存。",
    "keying.difference_unknown": "第 {paper} 号票上没有这一处差异，可能已经核对过。请刷新后再看。",
    "keying.mark_unknown": "“{mark}”不是票面上的选项，请在同意、不同意、弃权、该项无效中选择。",
    "keying.marks_wrong": "这张票录了 {marks} 行，应为 {rows} 行。请逐行补齐后再存。",
    "keying.number_impossible": "没有第 {paper} 号票：票的编号为 1 至 {returned}。请核对票上的号码。",
    "keying.number_taken": "第 {paper} 号票这一遍已经录过。请核对号码，或者用更正功能修改。",
    "keying.number_unknown": "第 {paper} 号票这一遍还没有录入，不能更正。请核对票号。",
    "keying.papers_missing": "第 {numbers} 号票还没有录入。请找出这些票，录完再结束本遍。",
    "keying.reason_needed": (
        "第 {paper} 号票不是刚录的那一张，更正须写明理由。请填写更正的理由，理由会留痕。"
    ),
    "keying.witness_missing": "须有另一人在场，请填写在场人姓名；在场人不能是操作的人自己。",
    "keys.no_scrutineer": (
        "{names}都不是本次会议的监票人。两人之中至少要有一名总监票人或监票人，请换人输入口令。"
    ),
    "keys.same_person": "两个口令都是{name}的。须由两名不同的人各自输入口令，请另选一人。",
    "keys.stranger": "两人之中没有正在操作的{name}。请由{name}本人输入口令，再由另一人输入。",
    "meeting.due_impossible": "应到人数 {due} 不对，至少为 1。请核对应到人数。",
    "meeting.unknown": "找不到编号为 {id} 的会议，请刷新后再试。",
    "meeting.untitled": "会议没有名称，报告单上要用。请填写会议名称。",
    "round.candidate_twice": "同一候选对象选了两次，请去掉一个。",
    "round.candidate_withdrawn": "“{name}”已退出名单，不能列入票决。请取消勾选。",
    "round.negative": "张数和人数不能是负数，请更正。",
    "round.none_chosen": "没有选择任何一轮票决。请至少勾选一轮。",
    "round.not_frozen": "选票内容还没有固定，空白计票表上的名单还会变。请先固定选票内容。",
    "round.numbers_impossible": "应选名额 {places} 不对，至少为 1。请更正名额。",
    "round.other_meeting": "“{title}”不是这次会议的票决，不能一起登记。请刷新后再试。",
    "round.other_track": "“{name}”不属于这次票决的类别，请去掉。",
    "round.unknown": "找不到编号为 {id} 的票决，请刷新后再试。",
    "round.untitled": "票决没有名称，选票和报告单上要用。请填写票决名称。",
}

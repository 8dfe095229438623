"""Sentences of the rules: the count, the round's steps, the papers' ledger, tolerance."""

SENTENCES: dict[str, str] = {
    "ledger.counted": (
        "收回 {returned} 张，有效票 {valid} 张与废票 {invalid} 张之和与之不符。请重新清点后更正。"
    ),
    "ledger.printed": (
        "印制 {printed} 张，不等于发出 {issued} 张、剩余 {left_over} 张、作废 {spoiled} 张之和。"
        "请清点选票并更正数字。"
    ),
    "ledger.returned": (
        "收回 {returned} 张，多于发出 {issued} 张。请重新清点；确实多出的，本轮作废，重新投票。"
    ),
    "round.chief_missing": "还没有指定总监票人。请填写总监票人的姓名。",
    "round.close_not_now": "两遍录入都完成并核对一致后，才能结束计票。请先完成录入。",
    "round.differences_open": "两遍录入还有 {count} 处不一致。请两人一起对照选票逐处确认。",
    "round.freeze_not_now": "这一轮的选票内容已经固定，不能再次固定。需要改动的，请另建一轮。",
    "round.has_successor": "这一轮已经有后续轮次，不能再建一轮。请到后续轮次中继续。",
    "round.key_not_now": "现在不能录入选票。请在收回选票、登记张数之后录入，直到两遍完成。",
    "round.must_be_void": (
        "实到 {present} 人，发出 {issued} 张，却收回 {returned} 张，本轮投票无效。"
        "请将本轮作废，重新投票。"
    ),
    "round.no_places": "名额至少为 1。请改正名额。",
    "round.no_quorum": (
        "应到 {due} 人，至少要有 {needed} 人到会，现在实到 {present} 人，不能投票。"
        "请待人数足够后再开始。"
    ),
    "round.no_surplus": (
        "候选对象 {candidates} 个，名额 {places} 个，候选对象必须多于名额。"
        "请增加候选对象或减少名额。"
    ),
    "round.nothing_follows": "这一轮的名额已经选满，不需要再投票。可以打印计票结果报告单。",
    "round.nothing_to_settle": "两遍录入没有不一致之处，可以直接结束计票。",
    "round.officer_on_list": ("{name} 在候选名单上，不能担任监票人或计票人。请另行指定人员。"),
    "round.officer_twice": "{name} 不能同时担任监票人和计票人。请另行指定人员。",
    "round.open_not_now": "请在选票印制之后、投票开始之前登记实到人数和发出张数。",
    "round.other_teller": "这一遍录入由 {teller} 开始，请由同一人录完。",
    "round.pass_done": "这一遍录入已经完成。请进行另一遍录入或核对。",
    "round.passes_missing": "两遍录入还没有都完成，不能结束计票。请先完成录入。",
    "round.present_over_due": "实到 {present} 人多于应到 {due} 人。请核对人数。",
    "round.print_not_now": "选票内容固定之后、投票开始之前，才能印制选票。请先固定选票内容。",
    "round.printed_too_few": (
        "印制 {printed} 张，不够发出 {issued} 张、作废 {spoiled} 张。请核对张数，或先补印选票。"
    ),
    "round.report_not_now": "结束计票之后才能打印计票结果报告单。请先结束计票。",
    "round.same_teller": "{teller} 已经录入过另一遍，两遍录入必须由两个人完成。请换一位计票人。",
    "round.scrutineers_too_few": (
        "监票人（含总监票人）现有 {found} 人，至少要有 {needed} 人。请补充监票人。"
    ),
    "round.settle_not_now": "两遍录入都完成之后，才能核对不一致之处。请先完成录入。",
    "round.succeed_not_now": "请先结束这一轮，或者将它作废，再建后续轮次。",
    "round.take_back_not_now": "请在开始投票之后登记收回的选票；每轮只登记一次。",
    "round.void_not_now": "选票还没有发出，或者已经结束计票，不能作废。请按环节继续，或者退回名单环节。",
    "tolerance.breach_unreasoned": (
        "前置条件第 {numbers} 项不符合，原则上不予容错。"
        "确需继续的，请写明理由；否则请选择“不予容错”。"
    ),
    "tolerance.unclear": "前置条件第 {numbers} 项还没有查清，不能认定。请先记录各项的查核结论。",
    "tolerance.unreasoned": "认定必须写明理由。请填写认定理由。",
}

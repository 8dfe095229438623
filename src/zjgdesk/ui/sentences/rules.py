"""Sentences of the rules: the papers' ledger, tolerance."""

SENTENCES: dict[str, str] = {
    "ledger.counted": (
        "收回 {returned} 张，有效票 {valid} 张与废票 {invalid} 张之和与之不符。请重新清点后更正。"
    ),
    "ledger.present": (
        "收回 {returned} 张，多于实到 {present} 人。请重新清点；确实多出的，本轮作废，重新投票。"
    ),
    "ledger.printed": (
        "印制 {printed} 张，不等于发出 {issued} 张、剩余 {left_over} 张、作废 {spoiled} 张之和。"
        "请清点选票并更正数字。"
    ),
    "ledger.returned": (
        "收回 {returned} 张，多于发出 {issued} 张。请重新清点；确实多出的，本轮作废，重新投票。"
    ),
    "tolerance.breach_unreasoned": (
        "前置条件第 {numbers} 项不符合，原则上不予容错。"
        "确需继续的，请写明理由；否则请选择“不予容错”。"
    ),
    "tolerance.unclear": "前置条件第 {numbers} 项还没有查清，不能认定。请先记录各项的查核结论。",
    "tolerance.unreasoned": "认定必须写明理由。请填写认定理由。",
}

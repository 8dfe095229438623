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
}

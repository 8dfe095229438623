"""Sentences about the year's printed pages."""

SENTENCES: dict[str, str] = {
    "page.no_addressee": "没有要发函的单位。请先发出征求意见，或者选择还没有反馈的单位。",
    "page.no_issuer": "方案中还没有填写落款单位，不能印发。请在“方案参数”中填写。",
    "page.nobody_listed": "名单上没有对象，没有可印的内容。请先确定名单。",
}

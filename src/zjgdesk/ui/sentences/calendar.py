"""Sentences of working days and of the order of names."""

SENTENCES: dict[str, str] = {
    "calendar.count_invalid": "工作日天数“{text}”不是正整数。请写成 5 这样的数字。",
    "calendar.count_too_small": "公示天数 {count} 太少，至少为 1 个工作日。请改正天数。",
    "calendar.date_invalid": "日期“{text}”无法识别。请写成 2022-05-07 这样的形式。",
    "calendar.year_unknown": (
        "没有 {year} 年的放假调休安排，无法推算工作日。"
        "请按国务院办公厅当年的通知，在方案的工作日历中填入该年的放假和调休日期。"
    ),
    "order.not_text": "输入的名单不是 UTF-8 编码的文字，无法排序。请另存为 UTF-8 后再试。",
    "order.unknown_character": (
        "笔画表中没有“{character}”（U+{codepoint}），该字排在同一位置的最后。请人工核对次序。"
    ),
}

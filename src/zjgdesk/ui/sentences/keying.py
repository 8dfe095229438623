"""Sentences about what is typed while a paper is keyed."""

SENTENCES = {
    "shorthand.no_such_row": "票上没有第 {row} 行，只有 1 至 {rows} 行。请核对行号。",
    "shorthand.row_twice": "第 {row} 行写了两种不同的划法。请删去一处。",
    "shorthand.unreadable": (
        "看不懂“{text}”。请录行号，后面可加：＋ 同意、－ 不同意、. 弃权、* 该项无效、/ 待定。"
    ),
}

"""Sentences of the table of strokes and of lists put in order by hand."""

SENTENCES: dict[str, str] = {
    "strokes.none": "还没有录入笔顺。请按书写顺序录入每一笔：横 1、竖 2、撇 3、点 4、折 5。",
    "strokes.not_strokes": (
        "“{sign}”不是笔画。请按书写顺序录入每一笔：横（提）1、竖（竖钩）2、撇 3、点（捺）4、折 5，"
        "也可以直接写横竖撇点折。"
    ),
    "strokes.too_many": "录入了 {count} 画，一个字最多 {most} 画。请核对有没有多录。",
    "strokes.not_one_character": "“{text}”不是一个汉字。请只填一个姓名用字。",
    "strokes.known": (
        "“{character}”在笔画表中已有规定的次序，不能另行录入。"
        "某一份名单确需调整的，请在该名单上人工调整次序并写明理由。"
    ),
    "strokes.source_missing": "请写明笔顺的依据，如所查的字典和页码，或者由谁核定。",
    "strokes.not_entered": "“{character}”没有补录过笔顺。请刷新后再看。",
    "order.list_unknown": "找不到这份{kind}，可能已经删去。请刷新后再看。",
    "order.fixed": "{kind}已经固定，次序不能再改。",
    "order.not_on_it": "这个姓名不在名单上，次序没有改动。请刷新后再看。",
    "order.stale": (
        "票面的次序与现在的规定次序不一致（排列方式或者单位名录改过）。"
        "请先点“恢复规定次序”，看过之后再固定；确需另排的，请人工调整并写明理由。"
    ),
}

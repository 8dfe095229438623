"""Sentences about personnel forms."""

SENTENCES: dict[str, str] = {
    "personnel.dtd": (
        "“{name}”带有外部定义（DTD），为安全起见没有读入。请用任免表编辑器另存后再读入。"
    ),
    "personnel.nameless": "“{name}”没有写姓名，没有读入。请补填后再读入。",
    "personnel.none": "这名候选对象还没有读入任免审批表。请先读入。",
    "personnel.not_a_cadre": "“{name}”是单位，没有任免审批表。请选择好干部候选对象。",
    "personnel.not_a_form": "“{name}”不是干部任免审批表（.lrmx 或 .lrm），没有读入。请另选文件。",
    "personnel.nothing": "没有一份任免审批表对上候选对象。请先在表中选定，再读入。",
    "personnel.photo_bad": "“{name}”中的照片不是 JPEG 或 PNG 图片，没有采用照片，其余内容可以读入。",
    "personnel.too_many": "一次最多读入 {most} 份任免审批表。请分批选择。",
    "personnel.twice": "“{name}”对上了不止一份任免审批表。请只留一份，其余的选“不读入”。",
}

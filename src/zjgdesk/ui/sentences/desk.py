"""Sentences of the window itself: what was typed, what could not be written."""

SENTENCES: dict[str, str] = {
    "choice.missing": "请先在表中选定一行。",
    "form.day_invalid": "“{field}”填的“{text}”不是日期。请写成 2026-11-10 或 20261110。",
    "form.place_missing": "还没有选定存放位置。请选一个文件夹。",
    "job.crashed": "程序出了差错，这一步没有办成，案卷没有改变。请重试；再次出错的，请联系维护人员。",
    "preview.unwritable": "文件“{name}”写不进去。请换一个文件夹，或者检查磁盘是否已满、只读。",
    "undo.nothing": "没有可以撤销的操作：上一步不能撤销，或者之后已有别的改动。请用更正的办法处理。",
}

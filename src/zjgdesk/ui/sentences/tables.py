"""Sentences about tables that are written for a spreadsheet."""

SENTENCES: dict[str, str] = {
    "table.cell_too_long": (
        "第 {row} 行“{title}”超过 {most} 个字，电子表格的一格放不下，没有导出。请改选 CSV 格式。"
    ),
    "table.too_many_rows": (
        "共 {count} 行，电子表格一张表最多 {most} 行，没有导出。请先筛选，或者改选 CSV 格式。"
    ),
    "table.unwritable": (
        "文件“{name}”写不进去，没有导出。请换一个文件夹；这个文件正在表格软件中打开的，先关闭它。"
    ),
}

"""Sentences of printing, of printing again, and of papers that are saved to a file."""

SENTENCES: dict[str, str] = {
    "print.broken": (
        "打印机“{printer}”报告出错，可能缺纸、卡纸或者缺墨，送出 {sent} 页之后中断。"
        "请先核对已经印出的纸张，排除故障后再打印其余各页；也可以另存为 PDF。"
    ),
    "print.copies": "打印份数 {copies} 不对，应当在 0 至 {most} 之间。请改正份数。",
    "print.no_printer": (
        "这台电脑没有可用的打印机。请安装并接通打印机后再打印；也可以另存为 PDF，到别处打印。"
    ),
    "print.page_beyond": "页码 {page} 超出范围，这份文件共 {pages} 页。请改正页码。",
    "print.pages_backwards": "页码“{text}”前大后小。请从小到大写，如 1-3。",
    "print.pages_empty": "没有写明打印哪几页。请写页码，如 1-3,5；要全部打印的，选“全部”。",
    "print.pages_unreadable": "页码“{text}”无法识别。请写成 1-3,5 的样子，几处之间用逗号隔开。",
    "print.refused": (
        "打印机“{printer}”没有接受这份文件。请检查打印机是否接通、有没有缺纸，再打印一次；"
        "也可以另存为 PDF。"
    ),
    "print.vanished": (
        "打印机“{printer}”已经不在，送出 {sent} 页之后中断。请先核对已经印出的纸张，"
        "接通打印机后再打印其余各页；也可以另存为 PDF。"
    ),
    "save.full": "磁盘已满，“{name}”没有保存，原有的文件没有动。请腾出空间或者换一个磁盘再保存。",
    "save.shut": (
        "“{name}”没有保存：这个文件夹只读或者不允许写入，也可能文件正被别的程序打开。"
        "请换一个文件夹，或者关闭那个程序后再保存。"
    ),
    "save.unwritable": "“{name}”没有保存，文件夹可能已经不在。请换一个文件夹再保存。",
}

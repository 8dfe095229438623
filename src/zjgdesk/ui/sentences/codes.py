"""Sentences about the printed codes of a result and what a scanner reads of them."""

SENTENCES: dict[str, str] = {
    "codes.again": "第 {number} 份已经读过，不必再扫。",
    "codes.cut": "第 {number} 份只收到 {got} 个字符，应当有 {length} 个，没有采用。请对正这一份再扫一次。",
    "codes.cut_somewhere": "这一次没有收完整，看不出是第几份，没有采用。请再扫一次。",
    "codes.damaged": "第 {number} 份没有读对，没有采用。请对正这一份再扫一次；反复读不对的，请重新打印这一页。",
    "codes.damaged_somewhere": "这一次没有读对，看不出是第几份，没有采用。请再扫一次。",
    "codes.differs": "各份都已读到，合起来却与总码 {whole} 不符，没有采用。请重新开始，全部再扫一遍。",
    "codes.foreign": "这不是结果码，没有采用。请扫描结果码单上的方形码；扫的就是方形码的，请再扫一次。",
    "codes.incomplete": "还缺第 {missing} 份，请扫完再读入。",
    "codes.newer": "这一份没有读对，或者由更新版本的程序印出，没有采用。请再扫一次；仍然不行的，请用新版本的程序读入。",
    "codes.other": "这一份属于另一份结果（总码 {other}），没有采用；正在读入的是 {own}。要改读那一份，请先重新开始。",
    "codes.too_large": "要印成结果码的内容有 {size} 字节，超过了上限 {most} 字节，没有印出。请改用光盘传递。",
}

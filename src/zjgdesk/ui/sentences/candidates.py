"""Sentences about candidates, imports, opinions and clearance as the desk keeps them."""

SENTENCES = {
    "candidate.on_list": "“{name}”本来就在名单上，不必恢复。",
    "candidate.unknown": "找不到编号为 {id} 的候选对象，请刷新后再试。",
    "candidate.withdrawn": "“{name}”已经退出名单，不必再次退出。",
    "import.nothing": "文件“{name}”没有一行可以导入，案卷没有变化。",
    "import.repeated": "文件“{name}”的内容已经导入过，不再重复导入。如有更正，请修改后另存再导入。",
    "import.unsettled": "还有 {count} 行不符合要求（首先是第 {row} 行）。请更正，或者设为不导入，再全部导入。",
    "opinion.due_before_sent": "反馈截止日 {due} 早于发出日 {sent}，请更正。",
    "opinion.no_addressee": "请至少选择一个征求意见的对象。",
    "opinion.no_candidates": "名单上还没有候选对象，请先导入推荐汇总表再征求意见。",
    "opinion.other_track": "“{name}”不在这次征求意见的名单中，请核对好单位、好干部是否选对。",
    "opinion.request_needed": "请先选定这份反馈表对应的征求意见对象，再导入。",
    "opinion.request_unknown": "找不到编号为 {id} 的征求意见记录，请刷新后再试。",
    "opinion.round_unknown": (
        "征求意见一轮接一轮，这个范围现在最多可以发第 {most} 轮，不能发第 {round} 轮。请重新选择轮次。"
    ),
    "opinion.text_missing": "对“{name}”答复“{answer}”，须写明具体情况。",
}

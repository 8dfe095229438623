"""Sentences about archives of rounds."""

SENTENCES = {
    "archive.at_station": (
        "“{title}”是在计票机上计票的，选票的留痕也在那里。请在计票机的案卷中归档，本案卷存有带回的文书。"
    ),
    "archive.exists": "位置上已经有“{name}”，没有归档。请改用别的名称，或者先移走原来的。",
    "archive.unfinished": (
        "归档“{name}”最后一步没有写成，没有留下归档，但留痕已经记了“归档轮次”。请检查位置和介质，再归档一次。"
    ),
    "archive.not_closed": "“{title}”还没有结束计票，不能归档或者导出选票。请先结束计票。",
    "archive.unreadable": "“{name}”不是归档，或者读不出，没有核对。请核对所选的位置。",
    "archive.unwritable": "归档“{name}”没有写成，已写的部分已经清除。请检查剩余空间和权限后再试。",
}

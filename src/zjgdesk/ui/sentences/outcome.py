"""Sentences of the command that works out a result from a file."""

SENTENCES: dict[str, str] = {
    "outcome.base_unknown": (
        "base 的值“{value}”无法识别，应为 due（应到会）或 present（实到会）。请改正。"
    ),
    "outcome.blank_text": "{field} 是空白，应写明内容。请补上。",
    "outcome.candidate_twice": "候选对象“{name}”在 candidates 中出现了两次。请删去重复的一个。",
    "outcome.duplicate_key": "“{key}”写了两次，无法判断以哪个为准。请只保留一个。",
    "outcome.file_missing": "找不到文件“{path}”或无法读取。请检查文件名和权限。",
    "outcome.issued_over_printed": (
        "发出 {issued} 张，多于印制 {printed} 张。请核对 issued 和 printed。"
    ),
    "outcome.mark_unknown": (
        "第 {paper} 张票第 {row} 行的“{mark}”无法识别，"
        "应为 yes（同意）、no（不同意）、abstain（弃权）或 void（该项无效）。请改正。"
    ),
    "outcome.marks_count": (
        "第 {paper} 张票有 {found} 个划票，候选对象有 {expected} 个，两者应当相等。请核对这张票。"
    ),
    "outcome.missing_keys": "缺少以下内容：{keys}。请补齐后再试。",
    "outcome.no_candidates": "candidates 中没有候选对象。请至少写一个。",
    "outcome.not_json": "文件不是有效的 JSON，无法读取。请检查格式。",
    "outcome.not_list": "{field} 应为列表。请改正。",
    "outcome.not_number": "{field} 应为整数。请改正。",
    "outcome.not_object": "文件的最外层应为一个 JSON 对象（花括号）。请改正。",
    "outcome.not_text": "{field} 应为文字。请改正。",
    "outcome.paper_shape": (
        '第 {paper} 张票应为各行划票的列表，或者写明原因的废票 {{"invalid": "原因"}}。请改正。'
    ),
    "outcome.papers_count": (
        "收回 {returned} 张，papers 中却有 {found} 张。两者应当相等，请核对。"
    ),
    "outcome.present_over_due": "实到 {present} 人多于应到 {due} 人。请核对 present 和 due。",
    "outcome.too_small": "{field} 为 {value}，不能小于 {least}。请改正。",
}

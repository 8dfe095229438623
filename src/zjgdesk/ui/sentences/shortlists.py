"""Sentences about drawing up shortlists."""

SENTENCES: dict[str, str] = {
    "shortlist.too_few": (
        "已选 {have} 个，名额 {places} 个，按差额要求至少要选 {wanted} 个，还差 {short} 个。"
        "请再选定，或者在方案中核对名额和差额。"
    ),
}

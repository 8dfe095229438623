"""What is said when a file of votes is previewed with a list of codes. Rule: PUBLIC-03."""

SENTENCES: dict[str, str] = {
    "preview.code_impossible": (
        "编号表第 {row} 行“{text}”不是三位数编号。每行写一个编号，请更正后再预览。"
    ),
    "preview.code_repeated": (
        "编号表第 {row} 行的编号 {number} 与第 {first_row} 行重复，请更正后再预览。"
    ),
    "preview.codes_none": "“{name}”里没有三位数编号。每行写一个编号，请核对是否选错了文件。",
    "preview.picks_impossible": (
        "--picks 写的是“{text}”，看不出每票可选几个。"
        "请写成“最少-最多”，如 1-30，最少为 1，且不大于最多。"
    ),
    "preview.votes_only": (
        "{option} 只用于投票数据，这里读的是 {kind}。请改用 --as votes，或者去掉 {option}。"
    ),
    "vote.code_unlisted": "编号 {number} 不在编号表上，这一行不计。请核对编号表，或者与平台核对。",
    "vote.too_few_picks": "这一张票选了 {picks} 个，最少要选 {least} 个，不计。请与平台核对。",
}

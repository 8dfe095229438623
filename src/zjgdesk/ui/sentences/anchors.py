"""Sentences about the short code on paper."""

SENTENCES = {
    "anchor.differs": "短码与案卷对不上，还没有打开。请先查明原因；确需继续的，写明理由再点一次。",
    "anchor.length": "短码应有 {all} 位，现在是 {typed} 位。请照纸面逐组输入。",
    "anchor.not_kept": "与短码的最后一组不一致。请把四组都抄在纸上，再看着纸面输入最后一组。",
    "anchor.typo": "第 {group} 组输错了，请照纸面核对这一组。",
}

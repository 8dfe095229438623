"""What the keying page says of the paper in hand; no Qt."""

from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services.keying import KeyedRow
from zjgdesk.ui.ballots.sheet import Sheet

MANY = 12
"""From so many rows on, papers are keyed by their exceptions unless the teller says otherwise."""

DONE = "按回车结束本遍；结束之前还可以更正上一张。两遍都结束之后，只核对不一致的格子。"
TESTED = "按回车与预计结果比对；不一致的可以更正后再比对。"
TEST_BAND = "测 试　　这里录入的是测试票，不计入任何结果"
WORDS = {
    Mark.YES: "同意",
    Mark.NO: "不同意",
    Mark.ABSTAIN: "弃权",
    Mark.VOID: "无效",
    Mark.UNCLEAR: "待定",
}
BASES = {Mark.YES: "全部同意", Mark.NO: "全部不同意", Mark.ABSTAIN: "全部弃权"}


def question(sheet: Sheet) -> str:
    """Say why a paper should be looked at once more before it is kept."""
    if sheet.over_marked:
        return f"{too_many(sheet)}核对票面无误，再按一次回车照实存入。"
    return "这张票还没有划任何一行。确实是整张空白的，再按一次回车，按全部弃权存入。"


def too_many(sheet: Sheet) -> str:
    """Say that more are chosen than there are places. Rule: VOTE-05."""
    return f"同意 {sheet.count(Mark.YES)} 个，超过名额 {sheet.places} 个，整张为废票（依据 VOTE-05）。"


def own_sums(sheet: Sheet) -> str:
    """Count the marks of this one paper; nothing is ever summed over papers."""
    marks = [mark for mark in WORDS if mark is not Mark.UNCLEAR or mark in sheet.marks]
    return "本票：" + "　".join(f"{WORDS[mark]} {sheet.count(mark)}" for mark in marks)


def kept_words(kept: KeyedRow, *, corrected: bool) -> str:
    """Confirm a paper that was kept, with what is to be known of it at once."""
    word = "已更正" if corrected else "已存入"
    aside = f"，{kept.unclear} 项待定" if kept.unclear else ""
    void = "，同意过多，废票" if kept.over_marked else ""
    return f"✓ 第 {kept.paper_no} 号票{word}{aside}{void}"

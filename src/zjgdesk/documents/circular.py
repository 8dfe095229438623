"""The circular of the year's results: names without a single figure of the vote, and the reward."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.attached import attached, note
from zjgdesk.documents.blocks import Block, Paragraph, Title
from zjgdesk.documents.elected import ElectedEntry, list_table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.templates import read_template
from zjgdesk.documents.worded import Filling, refuse_commendation, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

KIND = "circular"
WON = {
    Track.UNIT: "{count}个单位为{year}年度担当作为好单位",
    Track.CADRE: "{count}名同志为{year}年度担当作为好干部",
}
ORDERS = {Track.UNIT: "（按单位名录顺序排列）", Track.CADRE: "（按姓氏笔画为序）"}
FOR_ALL = "按照有关规定，对当选的{who}给予一次性奖励"
FOR_CADRES = "；当选干部优先参加主体班次培训，优先提拔重用"


@dataclass(frozen=True, slots=True)
class CircularFacts:
    """What the circular says; names stand in the order given. Rules: VOTE-11, VOTE-17.

    Args:
        decision: what is given to the winners, in a sentence. Rule: NOTICE-07
        template: the office's own text; "" where the shipped one holds.
        head: the mark of the red head; "" prints none. Rule: PAGE-04
    """

    year: int
    units: tuple[ElectedEntry, ...]
    cadres: tuple[ElectedEntry, ...]
    decision: str
    issuer: str
    issued_on: date
    document: str = ""
    foot: str = ""
    security: str = ""
    template: str = ""
    head: str = ""

    @property
    def lists(self) -> tuple[tuple[Track, tuple[ElectedEntry, ...]], ...]:
        """The lists that have somebody on them, units first."""
        both = ((Track.UNIT, self.units), (Track.CADRE, self.cadres))
        return tuple((track, entries) for track, entries in both if entries)


def build_circular(facts: CircularFacts, fonts: Fonts) -> bytes:
    """Return the circular with its lists as PDF.

    Raises:
        DeskError: `circular.nobody`, `circular.decision_missing`, `page.no_issuer`,
            `notice.forbidden_word`, `page.glyph_missing`, `page.proof_failed`, the `template.…`
            codes of a faulty text.

    Rules: NOTICE-07, SCHEME-07, VOTE-11, VOTE-17
    """
    blocks = circular_blocks(facts)
    frame = Frame(title_of(blocks), facts.foot, facts.security, head=facts.head)
    names = tuple(entry.name for _track, entries in facts.lists for entry in entries)
    return print_proven(blocks, frame, fonts, ProofFacts(names, ordered=True))


def circular_blocks(facts: CircularFacts) -> tuple[Block, ...]:
    """Return what the circular is made of.

    Raises:
        DeskError: as `build_circular`, but for the page itself.

    Rules: NOTICE-07, SCHEME-07
    """
    if not facts.lists:
        raise DeskError("circular.nobody", rule="NOTICE-07")
    if not facts.decision.strip():
        raise DeskError("circular.decision_missing", rule="NOTICE-07")
    if not facts.issuer.strip():
        raise DeskError("page.no_issuer", rule="NOTICE-04")
    refuse_commendation(facts.decision)
    refuse_commendation(facts.template or read_template(f"{KIND}.txt"))
    return worded_blocks(KIND, facts.template, circular_filling(facts))


def circular_filling(facts: CircularFacts) -> Filling:
    """Return what the text of the circular may name. Rules: NOTICE-07, VOTE-17."""
    won = [
        WON[track].format(count=len(entries), year=facts.year) for track, entries in facts.lists
    ]
    fields = {
        "年度": str(facts.year),
        "类别": _both(tuple(track for track, _entries in facts.lists)),
        "文号": facts.document,
        "结果": f"确定{'、'.join(won)}",
        "奖励决定": facts.decision,
        "署名": facts.issuer,
        "日期": chinese_date(facts.issued_on),
    }
    tables = {"附件说明": _note(facts), "名单": _attached(facts)}
    return Filling(fields, tables, ("结果", "奖励决定", "署名", "日期"), ("名单",))


def usual_decision(tracks: Sequence[Track]) -> str:
    """Return the reward in a sentence, for the office to change. Rule: NOTICE-07."""
    who = {Track.UNIT: "单位", Track.CADRE: "干部"}
    told = FOR_ALL.format(who="和".join(who[track] for track in Track if track in tracks))
    return f"{told}{FOR_CADRES if Track.CADRE in tracks else ''}。"


def _both(tracks: Sequence[Track]) -> str:
    """Name one track, or both without saying 担当作为 twice."""
    if len(tracks) == 1:
        return TRACKS[tracks[0]]
    return f"{TRACKS[Track.UNIT]}、{TRACKS[Track.CADRE].removeprefix('担当作为')}"


def _title(facts: CircularFacts, track: Track) -> str:
    return f"{facts.year}年度{TRACKS[track]}名单"


def _note(facts: CircularFacts) -> tuple[Block, ...]:
    return note([_title(facts, track) for track, _entries in facts.lists])


def _attached(facts: CircularFacts) -> tuple[Block, ...]:
    several = len(facts.lists) > 1
    blocks: list[Block] = []
    for number, (track, entries) in enumerate(facts.lists, start=1):
        order = Paragraph(ORDERS[track], Face.KAI, 0, align="center", keep_next=True)
        made = (Title(_title(facts, track)), order, list_table(track, entries))
        blocks += attached(made, number=number if several else 0)
    return tuple(blocks)

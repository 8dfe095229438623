"""The result of a closed round: who got how much, who is elected, what follows."""

from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.vocabulary import Base
from zjgdesk.services.counting import CountRow, OutcomeRow
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.marks import case_words
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

MARKS = 8
VERDICTS = {
    "elected": ("当选", Tone.GOOD),
    "tied": ("票数相等", Tone.WARN),
    "passed": ("过半未当选", Tone.INFO),
    "failed": ("未过半", Tone.MUTED),
}


def verdict(outcome: OutcomeRow, row: CountRow, candidate_id: int) -> tuple[str, Tone]:
    """Say what became of a candidate, in a word and a tone."""
    if candidate_id in outcome.elected_ids:
        return VERDICTS["elected"]
    if candidate_id in outcome.tied_ids:
        return VERDICTS["tied"]
    return VERDICTS["passed" if row.yes >= outcome.needed else "failed"]


def result_words(detail: RoundDetail, outcome: OutcomeRow) -> tuple[str, Tone]:
    """Say the result in a sentence or two with the rules that decided it.

    Rule: VOTE-02, VOTE-12, VOTE-13, VOTE-14
    """
    one = counter(detail.row.track)
    base = "应到会" if detail.base is Base.DUE else "实到会"
    elected = (
        f"当选 {len(outcome.elected)} {one}。"
        f"同意票过{base}人数的半数（{outcome.needed} 票）方可当选（依据 VOTE-02）。"
    )
    rules = "、".join(outcome.rules)
    if detail.reduced_reason:
        more = (
            f"尚缺的 {outcome.places_left} 个名额按会议决定不再补选：{detail.reduced_reason}"
            "（依据 VOTE-14）。"
        )
        return elected + more, Tone.GOOD
    match outcome.next:
        case NextStep.RUNOFF:
            more = (
                f"{len(outcome.tied)} {one}在最后的名额上票数相等，尚余 {outcome.places_left} 个名额，"
                f"须在票数相等者中再次投票（依据 {rules}）。"
            )
        case NextStep.SECOND_BALLOT:
            more = (
                f"过半数的不足名额，尚缺 {outcome.places_left} {one}，"
                f"可在未当选者中再次投票，或按程序减少名额（依据 {rules}）。"
            )
        case _:
            more = f"{word(outcome.next)}（依据 {rules}）。"
    return elected + more, Tone.GOOD if outcome.next is NextStep.DONE else Tone.WARN


class ResultTable(TableView[CountRow]):
    """Candidates with their figures, most votes first; a click on 票序 gives the ballot order."""

    def __init__(self) -> None:
        self._verdicts: dict[int, tuple[str, Tone]] = {}
        self._marks: dict[int, str] = {}
        super().__init__(
            [
                Column("票序", lambda row: str(row.position), lambda row: row.position, RIGHT, 56),
                Column("候选对象", lambda row: row.name, width=100),
                Column("推荐单位", lambda row: row.organisation, width=0),
                Column("同意", lambda row: str(row.yes), lambda row: row.yes, RIGHT, 56),
                Column("不同意", lambda row: str(row.no), lambda row: row.no, RIGHT, 68),
                Column("弃权", lambda row: str(row.abstain), lambda row: row.abstain, RIGHT, 56),
                Column("该项无效", lambda row: str(row.void), lambda row: row.void, RIGHT, 80),
                Column(
                    "结果",
                    lambda row: self._verdicts[row.position][0],
                    width=112,
                    tone=lambda row: self._verdicts[row.position][1],
                ),
                Column(
                    "容错提示",
                    lambda row: self._marks[row.position],
                    width=116,
                    tone=lambda _row: Tone.WARN,
                ),
            ],
            empty=EmptyState("还没有结果"),
            search="搜索姓名、单位",
            name="计票结果",
        )
        self.key_by(lambda row: row.position)

    def show_outcome(self, detail: RoundDetail, outcome: OutcomeRow) -> None:
        """Show the counts in the order of votes, equal ones in ballot order."""
        ids = {entry.position: entry.candidate_id for entry in detail.entries}
        self._verdicts = {
            row.position: verdict(outcome, row, ids[row.position]) for row in outcome.counts
        }
        self._marks = {entry.position: case_words(entry.case) for entry in detail.entries}
        self.show_rows(sorted(outcome.counts, key=lambda row: (-row.yes, row.position)))
        self.view.setColumnHidden(MARKS, not any(self._marks.values()))

"""What the two grids of the opinions tab take when a block is pasted or filled."""

from collections.abc import Callable, Collection, Mapping, Sequence

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, OpinionAnswer
from zjgdesk.services.answer_words import clearance_of, opinion_of
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.opinions import AnswerRow
from zjgdesk.ui.table_edit import Texts
from zjgdesk.ui.words import word

ANSWER, TEXT = 3, 4
ORGANS = {3 + at: organ for at, organ in enumerate(ClearanceOrgan)}
TOLD = {ClearanceAnswer.AFFECTED, ClearanceAnswer.PENDING}
OPINION_WORDS = "、".join(word(answer) for answer in OpinionAnswer)
CLEARANCE_WORDS = "、".join(word(answer) for answer in ClearanceAnswer)

Opinions = Mapping[int, tuple[OpinionAnswer, str]]
Clearances = Mapping[tuple[int, ClearanceOrgan], tuple[ClearanceAnswer, str]]


class AnswersGrid:
    """The answers of one addressee: the opinion and its text."""

    columns: Collection[int] = (ANSWER, TEXT)

    def __init__(self, desk: Desk, record: Callable[[Opinions], None]) -> None:
        self._desk, self._record = desk, record

    def refusal(self) -> Refusal | None:
        """Say why nothing may be recorded."""
        return self._desk.may(Action.RECORD_OPINION)

    def text(self, row: AnswerRow, column: int) -> str:
        """Return the opinion or its text."""
        return word(row.answer) if column == ANSWER else row.text

    def problems(self, row: AnswerRow, texts: Texts) -> Mapping[int, str]:
        """Say which words stand for no opinion, and where a text is missing."""
        if ANSWER in texts and opinion_of(texts[ANSWER]) is None:
            return {ANSWER: f"看不懂，请写{OPINION_WORDS}之一"}
        answer, text = _opinion(row, texts)
        if answer is None:
            return {TEXT: "还没有意见，不能只填说明"}
        if answer is not OpinionAnswer.YES and not text:
            return {ANSWER: f"答复“{word(answer)}”，须写明具体情况（OPINION-01）"}
        return {}

    def keep(self, block: Sequence[tuple[AnswerRow, Texts]]) -> str:
        """Record all opinions in one act."""
        answers = {}
        for row, texts in block:
            answer, text = _opinion(row, texts)
            if answer is not None and (answer, text) != (row.answer, row.text):
                answers[row.candidate_id] = (answer, text)
        if answers:
            self._record(answers)
        return f"已登记 {len(answers)} 条意见。" if answers else "内容与表中相同，没有变化。"


class ClearanceGrid:
    """The answers of the four organs, one a column."""

    columns: Collection[int] = tuple(ORGANS)

    def __init__(self, desk: Desk, record: Callable[[Clearances], None]) -> None:
        self._desk, self._record = desk, record

    def refusal(self) -> Refusal | None:
        """Say why nothing may be recorded."""
        return self._desk.may(Action.RECORD_CLEARANCE)

    def text(self, row: CandidateRow, column: int) -> str:
        """Return an organ's answer; nothing where it has not answered."""
        return word(row.clearance[ORGANS[column]])

    def problems(self, row: CandidateRow, texts: Texts) -> Mapping[int, str]:
        """Say which words stand for no answer."""
        why = f"看不懂，请写{CLEARANCE_WORDS}之一"
        return {
            column: why
            for column, text in texts.items()
            if clearance_of(text) is None and text != self.text(row, column)
        }

    def keep(self, block: Sequence[tuple[CandidateRow, Texts]]) -> str:
        """Record all answers in one act; what is the same already keeps its text."""
        answers = {}
        for row, texts in block:
            for column, text in texts.items():
                answer, organ = clearance_of(text), ORGANS[column]
                if answer is not None and answer is not row.clearance[organ]:
                    answers[row.id, organ] = (answer, "")
        if not answers:
            return "内容与表中相同，没有变化。"
        self._record(answers)
        bare = sum(answer in TOLD for answer, _text in answers.values())
        more = f"其中 {bare} 项为有影响或者待核实，请逐项补写情况。" if bare else ""
        return f"已登记 {len(answers)} 项答复。{more}"


def _opinion(row: AnswerRow, texts: Texts) -> tuple[OpinionAnswer | None, str]:
    """What a row says with its new texts; a plain yes needs no text and drops the old one."""
    if ANSWER not in texts:
        return row.answer, texts.get(TEXT, row.text)
    answer = opinion_of(texts[ANSWER])
    return answer, texts.get(TEXT, "" if answer is OpinionAnswer.YES else row.text)

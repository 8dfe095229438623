"""What the window is told of a tolerance case: rows and pages without a session."""

from dataclasses import dataclass
from datetime import date, datetime

from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.case_terms import Due
from zjgdesk.rules.measures import Threat
from zjgdesk.rules.preconditions import Circumstances, Point, Precondition
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseState,
    CaseStep,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    SpokenAs,
    Subject,
    WorkKind,
)
from zjgdesk.services.issued import IssuedRow


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases; `due` is there where the scheme sets a limit.

    `measure` is what would have been given; older cases know it in `measure_words` alone.
    """

    id: int
    number: str
    subject: Subject
    person: str
    organisation: str
    kind: AccountabilityKind
    organ: str
    measure: Measure | None
    measure_words: str
    notice_on: date
    work: WorkKind
    state: CaseState
    state_on: date
    result: Result | None
    effect_until: date | None
    candidate_id: int | None
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step that was taken."""

    step: CaseStep
    on: date
    led_to: CaseState
    words: str
    document: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A file of evidence; `lost` when its bytes are gone."""

    id: int
    title: str
    file_name: str
    digest: str
    size: int
    source: str
    received_on: date
    actor: str
    lost: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One point of a precondition; `asked` is no where the circumstances free from it."""

    point: Point
    precondition: Precondition
    asked: bool
    finding: Finding | None
    evidence: str
    papers: tuple[int, ...]
    found_by: str
    found_on: date | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to be looked into."""

    id: int
    what: str
    who: str
    until: date | None
    done_on: date | None
    report: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What somebody said."""

    id: int
    name: str
    spoken_as: SpokenAs
    organisation: str
    taken_on: date
    taken_by: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One of those who deliberate."""

    name: str
    post: str
    recused: bool = False
    recusal_reason: str = ""
    opinion: MemberOpinion | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeliberationRow:
    """The sitting that weighs the case."""

    place: str
    chair: str
    question: Result | None
    vote: Vote | None
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class DeterminationRow:
    """A decision; one that no longer stands tells why."""

    result: Result
    reason: str
    breach_reason: str
    departure_reason: str
    given: Measure | None
    effect_until: date | None
    decided_on: date
    organ: str
    document: str
    stands: bool
    set_aside_reason: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What is put right; `done_on` is None until it was."""

    id: int
    what: str
    who: str
    until: date | None
    done_on: date | None
    report: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case's page.

    Args:
        refusals: why each step cannot be taken now; a step that is missing can be tried.
        preconditions: what the points together say of each of the six.
        locked: why nothing can be changed from this page at all: its names are masked.
        review_until: the last day on which a review can be asked for; None without a limit.
    """

    row: CaseRow
    post: str
    notice_document: str
    threat: Threat | None
    circumstances: Circumstances
    applicant: Applicant | None
    applicant_name: str
    applied_on: date | None
    account: str
    grounds: str
    handlers: tuple[str, ...]
    steps: tuple[StepRow, ...]
    findings: tuple[FindingRow, ...]
    preconditions: tuple[tuple[Precondition, Finding], ...]
    tasks: tuple[TaskRow, ...]
    statements: tuple[StatementRow, ...]
    evidence: tuple[PaperRow, ...]
    deliberation: DeliberationRow | None
    determination: DeterminationRow | None
    earlier: tuple[DeterminationRow, ...]
    corrections: tuple[CorrectionRow, ...]
    review_until: date | None
    may_find: Refusal | None
    refusals: tuple[tuple[CaseStep, Refusal], ...]
    papers: tuple[IssuedRow, ...]
    locked: Refusal | None = None

    def refusal(self, step: CaseStep) -> Refusal | None:
        """Return why a step cannot be taken now, None where it can be tried."""
        return dict(self.refusals).get(step)

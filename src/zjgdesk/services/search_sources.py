"""Where the search looks: every kind of thing that is kept, its texts, and the tab that lists it.

Votes are not among them, for who voted how is not kept; nor is the trail, which has its own list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case
from sqlalchemy.orm import InstrumentedAttribute

from zjgdesk.models.candidates import Candidate, Clearance, Opinion, OpinionRequest, Organisation
from zjgdesk.models.honours import Honour, Reward
from zjgdesk.models.notices import Notice, Objection
from zjgdesk.models.personnel import PersonnelForm
from zjgdesk.models.public_vote import VoteCode, VoteFile
from zjgdesk.models.rounds import BallotRound, Meeting
from zjgdesk.models.tolerance import Determination, ToleranceCase
from zjgdesk.models.workspace import ImportRecord, IssuedDocument
from zjgdesk.models.year import IntegrityConclusion, Lead, Shortlist, WrittenDecision
from zjgdesk.rules.vocabulary import (
    DecisionMatter,
    RewardKind,
    ShortlistKind,
    ShortlistState,
    Track,
    VoteFileState,
)
from zjgdesk.services import case_access
from zjgdesk.services.desk import Actor

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Name = Callable[[StrEnum], str]
KEYS: Final = frozenset({"name_key", "person_key"})
SHOWN_OF_FORM: Final = frozenset(
    {"JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", "family", "name"}
)


class HitKind(StrEnum):
    """What was found, in the order in which finds of one rank are listed."""

    CANDIDATE = "candidate"
    ORGANISATION = "organisation"
    CODE = "code"
    FORM = "form"
    DECISION = "decision"
    CONCLUSION = "conclusion"
    LEAD = "lead"
    OPINION = "opinion"
    CLEARANCE = "clearance"
    SHORTLIST = "shortlist"
    VOTE_FILE = "vote_file"
    ROUND = "round"
    NOTICE = "notice"
    OBJECTION = "objection"
    HONOUR = "honour"
    REWARD = "reward"
    CASE = "case"
    SETTING = "setting"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Source:
    """Where to look: the keys are id, parent, track; the first text is the title.

    A column `fields` or `family` holds JSON; `only` names those of its fields that a page shows.
    `beside` leaves out what holds the words in its name alone: the candidate itself is the find.
    """

    kind: HitKind
    tab: str
    keys: tuple[Any, Any, Any]
    texts: tuple[Column, ...]
    joined: Callable[[Select[Any]], Select[Any]] = lambda query: query
    only: frozenset[str] | None = None
    beside: bool = False


def sources(name: Name, actor: Actor) -> Sequence[Source]:
    """Return every place to look at; `name` says a word of a closed set as people read it."""
    return (*_people(), *_said(), *_vote(name), *_ballot(), *_after(name), *_papers(actor))


def _people() -> Sequence[Source]:
    return (
        Source(
            HitKind.CANDIDATE,
            "candidates",
            (Candidate.id, None, Candidate.track),
            (Candidate.name, Candidate.organisation, Candidate.name_key, Candidate.fields),
        ),
        Source(
            HitKind.ORGANISATION, "candidates", (Organisation.id, None, None), (Organisation.name,)
        ),
        Source(
            HitKind.FORM,
            "candidates",
            (Candidate.id, None, Candidate.track),
            (Candidate.name, Candidate.name_key, PersonnelForm.fields, PersonnelForm.family),
            _of_candidate(PersonnelForm),
            only=SHOWN_OF_FORM,
            beside=True,
        ),
    )


def _said() -> Sequence[Source]:
    """What was said and decided of a candidate."""
    return (
        Source(
            HitKind.CONCLUSION,
            "candidates",
            (Candidate.id, None, Candidate.track),
            (
                Candidate.name,
                IntegrityConclusion.text,
                IntegrityConclusion.party_secretary,
                IntegrityConclusion.discipline_secretary,
                Candidate.name_key,
            ),
            _of_candidate(IntegrityConclusion),
            beside=True,
        ),
        Source(
            HitKind.LEAD,
            "candidates",
            (Candidate.id, None, Candidate.track),
            (
                Candidate.name,
                Lead.text,
                Lead.source.label("lead_source"),
                Lead.finding,
                Candidate.name_key,
            ),
            _of_candidate(Lead),
            beside=True,
        ),
        Source(
            HitKind.OPINION,
            "opinions",
            (Candidate.id, OpinionRequest.id, OpinionRequest.track),
            (Candidate.name, Opinion.text, OpinionRequest.addressee, Candidate.name_key),
            lambda query: (
                query.select_from(Opinion)
                .join(Opinion.candidate)
                .join(Opinion.request)
                .where(Opinion.text != "")
            ),
        ),
        Source(
            HitKind.CLEARANCE,
            "opinions",
            (Candidate.id, None, Candidate.track),
            (Candidate.name, Clearance.text, Candidate.name_key),
            lambda query: (
                query.select_from(Clearance).join(Clearance.candidate).where(Clearance.text != "")
            ),
        ),
    )


def _vote(name: Name) -> Sequence[Source]:
    """Written decisions, the two shortlists, and the public vote between them."""
    title = _word(name, Shortlist.track, Track) + "　" + _word(name, Shortlist.kind, ShortlistKind)
    return (
        Source(
            HitKind.DECISION,
            "candidates",
            (Candidate.id, None, Candidate.track),
            (
                Candidate.name,
                WrittenDecision.reason,
                WrittenDecision.organ.label("deciding_organ"),
                WrittenDecision.document,
                _word(name, WrittenDecision.matter, DecisionMatter).label("matter"),
                Candidate.name_key,
            ),
            _of_candidate(WrittenDecision),
            beside=True,
        ),
        Source(
            HitKind.SHORTLIST,
            "shortlists",
            (Shortlist.id, Shortlist.kind, Shortlist.track),
            (
                title.label("title"),
                Shortlist.decided_at,
                Shortlist.reason,
                _word(name, Shortlist.state, ShortlistState).label("state"),
            ),
            lambda query: query.where(Shortlist.state != ShortlistState.SET_ASIDE),
        ),
        Source(
            HitKind.CODE,
            "shortlists",
            (Candidate.id, None, VoteCode.track),
            (VoteCode.code, Candidate.name, Candidate.name_key),
            _of_candidate(VoteCode),
        ),
        Source(
            HitKind.VOTE_FILE,
            "shortlists",
            (VoteFile.id, None, VoteFile.track),
            (
                ImportRecord.name,
                VoteFile.reason,
                ImportRecord.medium,
                ImportRecord.actor,
                _word(name, VoteFile.state, VoteFileState).label("state"),
            ),
            lambda query: query.select_from(VoteFile).join(
                ImportRecord, ImportRecord.id == VoteFile.import_id
            ),
        ),
    )


def _ballot() -> Sequence[Source]:
    return (
        Source(
            HitKind.ROUND,
            "ballots",
            (BallotRound.id, None, BallotRound.track),
            (BallotRound.title, Meeting.title.label("meeting"), BallotRound.void_reason),
            lambda query: query.select_from(BallotRound).join(BallotRound.meeting),
        ),
        Source(HitKind.NOTICE, "notices", (Notice.id, None, Notice.track), (Notice.title,)),
        Source(
            HitKind.OBJECTION,
            "notices",
            (Objection.id, Objection.notice_id, Candidate.track),
            (Candidate.name, Objection.text, Objection.answer, Candidate.name_key),
            _of_candidate(Objection),
        ),
    )


def _after(name: Name) -> Sequence[Source]:
    """What followed for those who were confirmed."""
    return (
        Source(
            HitKind.HONOUR,
            "notices",
            (Honour.id, None, Honour.track),
            (Honour.name, Honour.organisation, Honour.post, Honour.name_key),
        ),
        Source(
            HitKind.REWARD,
            "notices",
            (Reward.id, Honour.id, Honour.track),
            (
                Honour.name,
                Reward.text,
                _word(name, Reward.kind, RewardKind).label("reward_kind"),
                Honour.name_key,
            ),
            lambda query: query.select_from(Reward).join(Honour, Honour.id == Reward.honour_id),
        ),
    )


def _papers(actor: Actor) -> Sequence[Source]:
    return (
        Source(
            HitKind.CASE,
            "tolerance",
            (ToleranceCase.id, None, None),
            (
                ToleranceCase.person,
                ToleranceCase.number,
                ToleranceCase.organisation,
                ToleranceCase.post,
                ToleranceCase.measure_words,
                ToleranceCase.organ,
                ToleranceCase.account,
                ToleranceCase.grounds,
                Determination.reason,
                ToleranceCase.person_key,
            ),
            lambda query: (
                query.select_from(ToleranceCase)
                .outerjoin(
                    Determination,
                    and_(Determination.case_id == ToleranceCase.id, Determination.stands),
                )
                .where(case_access.visible(actor))
            ),
        ),
        Source(
            HitKind.DOCUMENT,
            "",
            (IssuedDocument.id, None, None),
            (IssuedDocument.title, IssuedDocument.actor),
            lambda query: query.where(case_access.papers_seen(actor)),
        ),
    )


def _of_candidate(kept: Any) -> Callable[[Select[Any]], Select[Any]]:  # noqa: ANN401 - a class
    return lambda query: query.select_from(kept).join(Candidate, Candidate.id == kept.candidate_id)


def _word(name: Name, column: Any, words: type[StrEnum]) -> ColumnElement[Any]:  # noqa: ANN401
    """The column as people read it, so that it is searched by their words."""
    return case(*((column == each, name(each)) for each in words), else_="")

"""The closed sets of words that the procedure knows; stored by value, shown by the window."""

from enum import StrEnum


class Track(StrEnum):
    """The two tracks of the year. Rule: SCHEME-01."""

    UNIT = "unit"
    CADRE = "cadre"


class Stage(StrEnum):
    """The stages of a track, in their order. Rule: SCHEME-05."""

    RECOMMENDATION = "recommendation"
    CONSULTATION = "consultation"
    INITIAL_SHORTLIST = "initial_shortlist"
    PUBLIC_VOTE = "public_vote"
    SECOND_SHORTLIST = "second_shortlist"
    BALLOT = "ballot"
    NOTICE = "notice"
    CONFIRMED = "confirmed"
    REWARDS = "rewards"


class ShortlistKind(StrEnum):
    """The two shortlists of a track. Rule: SCHEME-05."""

    INITIAL = "initial"
    SECOND = "second"


class ShortlistState(StrEnum):
    """How far a shortlist has come."""

    DRAFT = "draft"
    DECIDED = "decided"
    SET_ASIDE = "set_aside"


class DecisionMatter(StrEnum):
    """What a written decision lets stand. Rules: SCHEME-02, SCHEME-03, OPINION-03."""

    ELIGIBILITY = "eligibility"
    CLEARANCE = "clearance"
    QUOTA = "quota"


class VoteShape(StrEnum):
    """How a file tells the public vote: one voter a row, or totals. Rule: PUBLIC-02."""

    ROWS = "rows"
    TOTALS = "totals"


class VoteFileState(StrEnum):
    """Whether a file of votes counts. Rule: PUBLIC-04."""

    COUNTED = "counted"
    REPLACED = "replaced"
    SET_ASIDE = "set_aside"


class OrganisationKind(StrEnum):
    """Where an organisation of the register stands in the city."""

    TOWN = "town"
    DEPARTMENT = "department"
    OTHER = "other"


class DeedKind(StrEnum):
    """What is judged. Rule: SCHEME-04."""

    PROJECT = "project"
    WORKS = "works"
    REFORM = "reform"
    CONFLICT = "conflict"


class PostLevel(StrEnum):
    """Levels of posts, lowest first. Rule: SCHEME-03."""

    STAFF = "staff"
    MIDDLE_DEPUTY = "middle_deputy"
    MIDDLE_HEAD = "middle_head"
    VILLAGE_SECRETARY = "village_secretary"
    SECTION_DEPUTY = "section_deputy"
    SECTION_HEAD = "section_head"
    DIVISION_DEPUTY = "division_deputy"
    DIVISION_HEAD = "division_head"


class OpinionGroup(StrEnum):
    """The three groups that are asked. Rule: OPINION-01."""

    TOWNS = "towns"
    DEPARTMENTS = "departments"
    LEADERS = "leaders"


class OpinionAnswer(StrEnum):
    """What a group says of a candidate. Rule: OPINION-01."""

    YES = "yes"
    RESERVED = "reserved"
    NO = "no"


class ClearanceOrgan(StrEnum):
    """The four organs of the clearance. Rule: OPINION-02."""

    DISCIPLINE = "discipline"
    POLICE = "police"
    PROCURATORATE = "procuratorate"
    COURT = "court"


class ClearanceAnswer(StrEnum):
    """What an organ says of a candidate. Rule: OPINION-03."""

    CLEAR = "clear"
    AFFECTED = "affected"
    PENDING = "pending"
    UNKNOWN = "unknown"


class Mark(StrEnum):
    """One row of a ballot paper; an unclear one is set aside and never counted so.

    Rules: VOTE-06, VOTE-08.
    """

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    VOID = "void"
    UNCLEAR = "unclear"


class Base(StrEnum):
    """Whose number the majority is taken of. Rule: VOTE-02."""

    DUE = "due"
    PRESENT = "present"


class BallotTint(StrEnum):
    """How the papers of one ballot are told from those of the other. Rule: VOTE-08."""

    PRINTED = "printed"
    PAPER = "paper"
    PLAIN = "plain"


class RoundKind(StrEnum):
    """Why a round is held. Rules: VOTE-04, VOTE-13, VOTE-14."""

    FIRST = "first"
    RUNOFF = "runoff"
    SECOND_BALLOT = "second_ballot"
    REVOTE = "revote"


class RoundState(StrEnum):
    """How far a round has come, in this order; it can be void from its freezing to its close.

    A round that was carried to a counting machine rests here until its result is brought back.

    Rules: VOTE-21, VOTE-22, VOTE-24, AIR-04.
    """

    DEFINED = "defined"
    FROZEN = "frozen"
    PRINTED = "printed"
    REHEARSED = "rehearsed"
    TESTED = "tested"
    ZEROED = "zeroed"
    OPENED = "opened"
    RETURNED = "returned"
    FIRST_KEYED = "first_keyed"
    KEYED = "keyed"
    AGREED = "agreed"
    CLOSED = "closed"
    REPORTED = "reported"
    VOID = "void"
    CARRIED = "carried"


class PackageKind(StrEnum):
    """What goes between the office's computer and a counting machine. Rule: AIR-04."""

    BALLOT = "ballot"
    RESULT = "result"


class Role(StrEnum):
    """Who may do what; the table stands in `roles.py`."""

    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    TELLER = "teller"
    SCRUTINEER = "scrutineer"
    AUDITOR = "auditor"


class Purpose(StrEnum):
    """What a workspace is for; it decides which tabs the window offers."""

    OFFICE = "office"
    COUNTING = "counting"
    SAMPLE = "sample"


class AccountabilityKind(StrEnum):
    """What is at hand against the person. Rule: TOL-01."""

    ACCOUNTABILITY = "accountability"
    PARTY = "party"
    ADMINISTRATIVE = "administrative"
    ORGANISATIONAL = "organisational"


class WorkKind(StrEnum):
    """In what kind of work the person erred; the first four are those of the scheme.

    Rules: SCHEME-04, TOL-12
    """

    PROJECT = "project"
    WORKS = "works"
    REFORM = "reform"
    CONFLICT = "conflict"
    EMERGENCY = "emergency"
    SERVICE = "service"
    OTHER = "other"


class Subject(StrEnum):
    """Whom a tolerance case is about. Rule: TOL-06."""

    PERSON = "person"
    UNIT = "unit"


class Measure(StrEnum):
    """What may be given; which, in what order, for which kind stands in `measures.py`.

    Rule: TOL-10
    """

    INSPECTION = "inspection"
    CIRCULAR = "circular"
    ADMONITION = "admonition"
    ADJUSTMENT = "adjustment"
    DISCIPLINE = "discipline"
    REORGANISATION = "reorganisation"
    PARTY_WARNING = "party_warning"
    SERIOUS_WARNING = "serious_warning"
    PARTY_REMOVAL = "party_removal"
    PROBATION = "probation"
    EXPULSION = "expulsion"
    WARNING = "warning"
    DEMERIT = "demerit"
    GRAVE_DEMERIT = "grave_demerit"
    DEMOTION = "demotion"
    REMOVAL = "removal"
    DISMISSAL = "dismissal"
    SUSPENSION = "suspension"
    TRANSFER = "transfer"
    RESIGNATION = "resignation"
    POST_REMOVAL = "post_removal"
    LOWER_POST = "lower_post"
    CRITICISM = "criticism"


class Applicant(StrEnum):
    """Who starts a tolerance case. Rule: TOL-06."""

    PERSON = "person"
    UNIT = "unit"
    ORGAN = "organ"


class Finding(StrEnum):
    """What was found of a precondition. Rule: TOL-02."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"


class Result(StrEnum):
    """How a tolerance case ends. Rule: TOL-04."""

    EXEMPT = "exempt"
    LIGHTER = "lighter"
    MITIGATED = "mitigated"
    NOT_GRANTED = "not_granted"


class CaseState(StrEnum):
    """How far a tolerance case has come. Rule: TOL-06."""

    NOTIFIED = "notified"
    APPLIED = "applied"
    ACCEPTED = "accepted"
    INVESTIGATED = "investigated"
    DELIBERATED = "deliberated"
    DECIDED = "decided"
    FED_BACK = "fed_back"
    EXECUTED = "executed"
    FILED = "filed"
    REVIEWING = "reviewing"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CaseStep(StrEnum):
    """What moves a tolerance case on. Rules: TOL-06, TOL-09."""

    NOTIFY = "notify"
    APPLY = "apply"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REPORT = "report"
    SEND_BACK = "send_back"
    DELIBERATE = "deliberate"
    DETERMINE = "determine"
    FEED_BACK = "feed_back"
    EXECUTE = "execute"
    FILE = "file"
    WITHDRAW = "withdraw"
    ASK_REVIEW = "ask_review"
    UPHOLD = "uphold"
    SET_ASIDE = "set_aside"
    REOPEN = "reopen"


class SpokenAs(StrEnum):
    """As what a person was heard in an investigation. Rule: TOL-06."""

    PERSON = "person"
    WITNESS = "witness"
    AFFECTED = "affected"
    SUPERIOR = "superior"
    EXPERT = "expert"


class MemberOpinion(StrEnum):
    """What a member of the deliberation holds; without a word yet it is empty. Rule: TOL-11."""

    EXEMPT = "exempt"
    LIGHTER = "lighter"
    MITIGATED = "mitigated"
    NOT_GRANTED = "not_granted"
    ABSTAIN = "abstain"


class ObjectionEnd(StrEnum):
    """The four ends of an objection. Rule: NOTICE-05."""

    UNFOUNDED = "unfounded"
    MINOR = "minor"
    SERIOUS = "serious"
    HELD_BACK = "held_back"


class TakenOffCause(StrEnum):
    """Why somebody is no longer on a notice, as the public is told it. Rule: NOTICE-06."""

    DECLINED = "declined"
    MOVED = "moved"
    UNFIT = "unfit"
    OTHER = "other"


class RewardKind(StrEnum):
    """What follows after the notice. Rule: NOTICE-07."""

    REWARD = "reward"
    TRAINING = "training"
    PROMOTION = "promotion"


class OrderedList(StrEnum):
    """The lists whose names may be moved by hand until they are fixed. Rule: ORDER-03."""

    ROUND = "round"
    NOTICE = "notice"

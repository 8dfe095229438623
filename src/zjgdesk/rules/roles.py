"""Who may do what: one table, everything else denied."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Role


class Action(StrEnum):
    """Everything that a person does through the services."""

    ADD_ACCOUNT = "add_account"
    WITHDRAW_ACCOUNT = "withdraw_account"
    CHANGE_PASSPHRASE = "change_passphrase"  # noqa: S105 - a name
    RESET_PASSPHRASE = "reset_passphrase"  # noqa: S105 - a name
    RENEW_RECOVERY = "renew_recovery"
    ENCRYPT_WORKSPACE = "encrypt_workspace"
    RESTORE_BACKUP = "restore_backup"
    CHANGE_SCHEME = "change_scheme"
    CHANGE_CALENDAR = "change_calendar"
    IMPORT_ORGANISATIONS = "import_organisations"
    IMPORT_CANDIDATES = "import_candidates"
    IMPORT_OPINIONS = "import_opinions"
    IMPORT_CLEARANCE = "import_clearance"
    CHANGE_CANDIDATE = "change_candidate"
    WITHDRAW_CANDIDATE = "withdraw_candidate"
    RESTORE_CANDIDATE = "restore_candidate"
    IMPORT_PERSONNEL = "import_personnel"
    ADD_CANDIDATE = "add_candidate"
    RECORD_DECISION = "record_decision"
    RECORD_CONCLUSION = "record_conclusion"
    RECORD_LEAD = "record_lead"
    CHANGE_STAGE = "change_stage"
    DRAW_SHORTLIST = "draw_shortlist"
    DECIDE_SHORTLIST = "decide_shortlist"
    ASSIGN_CODES = "assign_codes"
    COUNT_VOTES = "count_votes"
    SET_VOTES_ASIDE = "set_votes_aside"
    PRINT_PAPER = "print_paper"
    REMIND = "remind"
    TAKE_OFF_NOTICE = "take_off_notice"
    IMPORT_HONOURS = "import_honours"
    UNDO = "undo"
    SEND_REQUESTS = "send_requests"
    RECORD_OPINION = "record_opinion"
    RECORD_CLEARANCE = "record_clearance"
    DEFINE_ROUND = "define_round"
    FREEZE_ROUND = "freeze_round"
    PRINT_BALLOT = "print_ballot"
    DEFINE_MEETING = "define_meeting"
    CHANGE_OFFICERS = "change_officers"
    REHEARSE = "rehearse"
    PRINT_TEST_DECK = "print_test_deck"
    KEY_TEST = "key_test"
    FINISH_TEST = "finish_test"
    PRINT_ZERO_REPORT = "print_zero_report"
    PRINT_TALLY_SHEET = "print_tally_sheet"
    PRINT_BOX_FORMS = "print_box_forms"
    OPEN_ROUND = "open_round"
    TAKE_BACK = "take_back"
    KEY_FIRST = "key_first"
    KEY_SECOND = "key_second"
    CORRECT_FIGURES = "correct_figures"
    KEY_AGAIN = "key_again"
    SETTLE_DIFFERENCE = "settle_difference"
    COUNT_BY_HAND = "count_by_hand"
    EXPLAIN_HAND_COUNT = "explain_hand_count"
    CALL = "call"
    REDUCE_PLACES = "reduce_places"
    CLOSE_ROUND = "close_round"
    VOID_ROUND = "void_round"
    SUCCEED_ROUND = "succeed_round"
    PRINT_REPORT = "print_report"
    PRINT_ELECTED = "print_elected"
    ARCHIVE_ROUND = "archive_round"
    EXPORT_CVR = "export_cvr"
    WRITE_INTRODUCTION = "write_introduction"
    INTRODUCE_MACHINE = "introduce_machine"
    WITHDRAW_MACHINE = "withdraw_machine"
    HAND_OVER = "hand_over"
    RECALL_ROUNDS = "recall_rounds"
    TAKE_IN_BALLOT = "take_in_ballot"
    BRING_BACK = "bring_back"
    TAKE_IN_RESULT = "take_in_result"
    CONFIRM_ANCHOR = "confirm_anchor"
    GIVE_ANCHOR = "give_anchor"
    DRAFT_NOTICE = "draft_notice"
    PUBLISH_NOTICE = "publish_notice"
    RECORD_OBJECTION = "record_objection"
    SETTLE_OBJECTION = "settle_objection"
    CONFIRM_LIST = "confirm_list"
    RECORD_REWARD = "record_reward"
    OPEN_CASE = "open_case"
    ACCEPT_CASE = "accept_case"
    REFUSE_CASE = "refuse_case"
    RECORD_FINDING = "record_finding"
    DECIDE_CASE = "decide_case"
    WITHDRAW_CASE = "withdraw_case"
    APPLY_CASE = "apply_case"
    CHANGE_CASE = "change_case"
    REPORT_CASE = "report_case"
    SEND_BACK_CASE = "send_back_case"
    DELIBERATE_CASE = "deliberate_case"
    FEED_BACK_CASE = "feed_back_case"
    EXECUTE_CASE = "execute_case"
    FILE_CASE = "file_case"
    ASK_REVIEW = "ask_review"
    ANSWER_REVIEW = "answer_review"
    REOPEN_CASE = "reopen_case"
    RECORD_TASK = "record_task"
    RECORD_STATEMENT = "record_statement"
    ADD_EVIDENCE = "add_evidence"
    RECORD_MEMBERS = "record_members"
    RECORD_CASE_VOTE = "record_case_vote"
    RECORD_CORRECTION = "record_correction"
    CHANGE_HANDLERS = "change_handlers"
    LOOK_INTO_CASE = "look_into_case"
    PRINT_CASE_PAPER = "print_case_paper"
    EXPORT_CASE = "export_case"
    EXPORT_CASE_FIGURES = "export_case_figures"
    CHANGE_OFFICE_TEXT = "change_office_text"
    ENTER_STROKES = "enter_strokes"
    WITHDRAW_STROKES = "withdraw_strokes"
    MOVE_NAME = "move_name"
    RESTORE_ORDER = "restore_order"
    ACCEPT_CLOCK = "accept_clock"
    FAIL_SIGN_IN = "fail_sign_in"
    NOTE_PROGRAM = "note_program"
    BACK_UP = "back_up"
    EXPORT_TABLE = "export_table"
    EXPORT_PAPER = "export_paper"
    RECORD_PRINTED = "record_printed"
    PRINT_MEDIA_REGISTER = "print_media_register"
    READ_TRAIL = "read_trail"
    READ = "read"


TWO = 2
_ADMINISTRATOR, _CLERK, _TELLER = Role.ADMINISTRATOR, Role.CLERK, Role.TELLER
_SCRUTINEER, _AUDITOR = Role.SCRUTINEER, Role.AUDITOR

ACTIONS: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.ADD_ACCOUNT: frozenset({_ADMINISTRATOR}),
        Action.WITHDRAW_ACCOUNT: frozenset({_ADMINISTRATOR}),
        Action.CHANGE_PASSPHRASE: frozenset(Role),
        Action.RESET_PASSPHRASE: frozenset({_ADMINISTRATOR}),
        Action.RENEW_RECOVERY: frozenset({_ADMINISTRATOR}),
        Action.ENCRYPT_WORKSPACE: frozenset({_ADMINISTRATOR}),
        Action.RESTORE_BACKUP: frozenset({_ADMINISTRATOR}),
        Action.CHANGE_SCHEME: frozenset({_ADMINISTRATOR, _CLERK}),
        Action.CHANGE_CALENDAR: frozenset({_ADMINISTRATOR, _CLERK}),
        Action.IMPORT_ORGANISATIONS: frozenset({_CLERK}),
        Action.IMPORT_CANDIDATES: frozenset({_CLERK}),
        Action.IMPORT_OPINIONS: frozenset({_CLERK}),
        Action.IMPORT_CLEARANCE: frozenset({_CLERK}),
        Action.CHANGE_CANDIDATE: frozenset({_CLERK}),
        Action.WITHDRAW_CANDIDATE: frozenset({_CLERK}),
        Action.RESTORE_CANDIDATE: frozenset({_CLERK}),
        Action.IMPORT_PERSONNEL: frozenset({_CLERK}),
        Action.ADD_CANDIDATE: frozenset({_CLERK}),
        Action.RECORD_DECISION: frozenset({_CLERK}),
        Action.RECORD_CONCLUSION: frozenset({_CLERK}),
        Action.RECORD_LEAD: frozenset({_CLERK}),
        Action.CHANGE_STAGE: frozenset({_CLERK}),
        Action.DRAW_SHORTLIST: frozenset({_CLERK}),
        Action.DECIDE_SHORTLIST: frozenset({_CLERK}),
        Action.ASSIGN_CODES: frozenset({_CLERK}),
        Action.COUNT_VOTES: frozenset({_CLERK}),
        Action.SET_VOTES_ASIDE: frozenset({_CLERK}),
        Action.PRINT_PAPER: frozenset({_CLERK}),
        Action.REMIND: frozenset({_CLERK}),
        Action.TAKE_OFF_NOTICE: frozenset({_CLERK}),
        Action.IMPORT_HONOURS: frozenset({_CLERK}),
        Action.UNDO: frozenset({_CLERK}),
        Action.SEND_REQUESTS: frozenset({_CLERK}),
        Action.RECORD_OPINION: frozenset({_CLERK}),
        Action.RECORD_CLEARANCE: frozenset({_CLERK}),
        Action.DEFINE_ROUND: frozenset({_CLERK}),
        Action.FREEZE_ROUND: frozenset({_CLERK}),
        Action.PRINT_BALLOT: frozenset({_CLERK}),
        Action.DEFINE_MEETING: frozenset({_CLERK}),
        Action.CHANGE_OFFICERS: frozenset({_CLERK, _SCRUTINEER}),
        Action.REHEARSE: frozenset({_CLERK, _SCRUTINEER}),
        Action.PRINT_TEST_DECK: frozenset({_CLERK, _SCRUTINEER}),
        Action.KEY_TEST: frozenset({_TELLER}),
        Action.FINISH_TEST: frozenset({_TELLER}),
        Action.PRINT_ZERO_REPORT: frozenset({_CLERK, _SCRUTINEER}),
        Action.PRINT_TALLY_SHEET: frozenset({_CLERK, _TELLER, _SCRUTINEER}),
        Action.PRINT_BOX_FORMS: frozenset({_CLERK, _SCRUTINEER}),
        Action.OPEN_ROUND: frozenset({_CLERK, _SCRUTINEER}),
        Action.TAKE_BACK: frozenset({_CLERK, _SCRUTINEER}),
        Action.KEY_FIRST: frozenset({_TELLER}),
        Action.KEY_SECOND: frozenset({_TELLER}),
        Action.CORRECT_FIGURES: frozenset({_SCRUTINEER}),
        Action.KEY_AGAIN: frozenset({_SCRUTINEER}),
        Action.SETTLE_DIFFERENCE: frozenset({_SCRUTINEER}),
        Action.COUNT_BY_HAND: frozenset({_TELLER, _SCRUTINEER}),
        Action.EXPLAIN_HAND_COUNT: frozenset({_SCRUTINEER}),
        Action.CALL: frozenset({_TELLER, _SCRUTINEER}),
        Action.REDUCE_PLACES: frozenset({_SCRUTINEER}),
        Action.CLOSE_ROUND: frozenset({_SCRUTINEER}),
        Action.VOID_ROUND: frozenset({_SCRUTINEER}),
        Action.SUCCEED_ROUND: frozenset({_SCRUTINEER}),
        Action.PRINT_REPORT: frozenset({_SCRUTINEER}),
        Action.PRINT_ELECTED: frozenset({_SCRUTINEER}),
        Action.ARCHIVE_ROUND: frozenset({_CLERK, _SCRUTINEER, _AUDITOR}),
        Action.EXPORT_CVR: frozenset({_SCRUTINEER, _AUDITOR}),
        Action.WRITE_INTRODUCTION: frozenset({_ADMINISTRATOR}),
        Action.INTRODUCE_MACHINE: frozenset({_ADMINISTRATOR}),
        Action.WITHDRAW_MACHINE: frozenset({_ADMINISTRATOR}),
        Action.HAND_OVER: frozenset({_CLERK}),
        Action.RECALL_ROUNDS: frozenset({_CLERK}),
        Action.TAKE_IN_BALLOT: frozenset({_CLERK, _SCRUTINEER}),
        Action.BRING_BACK: frozenset({_SCRUTINEER}),
        Action.TAKE_IN_RESULT: frozenset({_CLERK}),
        Action.CONFIRM_ANCHOR: frozenset(Role),
        Action.GIVE_ANCHOR: frozenset(Role),
        Action.DRAFT_NOTICE: frozenset({_CLERK}),
        Action.PUBLISH_NOTICE: frozenset({_CLERK}),
        Action.RECORD_OBJECTION: frozenset({_CLERK}),
        Action.SETTLE_OBJECTION: frozenset({_CLERK}),
        Action.CONFIRM_LIST: frozenset({_CLERK}),
        Action.RECORD_REWARD: frozenset({_CLERK}),
        Action.OPEN_CASE: frozenset({_CLERK}),
        Action.ACCEPT_CASE: frozenset({_CLERK}),
        Action.REFUSE_CASE: frozenset({_CLERK}),
        Action.RECORD_FINDING: frozenset({_CLERK}),
        Action.DECIDE_CASE: frozenset({_CLERK}),
        Action.WITHDRAW_CASE: frozenset({_CLERK}),
        Action.APPLY_CASE: frozenset({_CLERK}),
        Action.CHANGE_CASE: frozenset({_CLERK}),
        Action.REPORT_CASE: frozenset({_CLERK}),
        Action.SEND_BACK_CASE: frozenset({_CLERK}),
        Action.DELIBERATE_CASE: frozenset({_CLERK}),
        Action.FEED_BACK_CASE: frozenset({_CLERK}),
        Action.EXECUTE_CASE: frozenset({_CLERK}),
        Action.FILE_CASE: frozenset({_CLERK}),
        Action.ASK_REVIEW: frozenset({_CLERK}),
        Action.ANSWER_REVIEW: frozenset({_CLERK}),
        Action.REOPEN_CASE: frozenset({_CLERK}),
        Action.RECORD_TASK: frozenset({_CLERK}),
        Action.RECORD_STATEMENT: frozenset({_CLERK}),
        Action.ADD_EVIDENCE: frozenset({_CLERK}),
        Action.RECORD_MEMBERS: frozenset({_CLERK}),
        Action.RECORD_CASE_VOTE: frozenset({_CLERK}),
        Action.RECORD_CORRECTION: frozenset({_CLERK}),
        Action.CHANGE_HANDLERS: frozenset({_ADMINISTRATOR, _CLERK}),
        Action.LOOK_INTO_CASE: frozenset({_CLERK, _AUDITOR}),
        Action.PRINT_CASE_PAPER: frozenset({_CLERK}),
        Action.EXPORT_CASE: frozenset({_CLERK, _AUDITOR}),
        Action.EXPORT_CASE_FIGURES: frozenset({_CLERK, _AUDITOR}),
        Action.CHANGE_OFFICE_TEXT: frozenset({_CLERK}),
        Action.ENTER_STROKES: frozenset({_CLERK}),
        Action.WITHDRAW_STROKES: frozenset({_CLERK}),
        Action.MOVE_NAME: frozenset({_CLERK}),
        Action.RESTORE_ORDER: frozenset({_CLERK}),
        Action.ACCEPT_CLOCK: frozenset({_ADMINISTRATOR, _SCRUTINEER}),
        Action.FAIL_SIGN_IN: frozenset(Role),
        Action.NOTE_PROGRAM: frozenset(Role),
        Action.BACK_UP: frozenset({_ADMINISTRATOR, _CLERK}),
        Action.EXPORT_TABLE: frozenset({_ADMINISTRATOR, _CLERK, _AUDITOR}),
        Action.EXPORT_PAPER: frozenset(Role),
        Action.RECORD_PRINTED: frozenset(Role),
        Action.PRINT_MEDIA_REGISTER: frozenset({_ADMINISTRATOR, _CLERK, _AUDITOR}),
        Action.READ_TRAIL: frozenset({_ADMINISTRATOR, _AUDITOR}),
        Action.READ: frozenset(Role),
    }
)


def may(role: Role, action: Action) -> bool:
    """Say whether the role may do the action; what the table does not name is denied.

    Rule: DESK-04
    """
    return role in ACTIONS.get(action, frozenset())


class Together(StrEnum):
    """In which way an action takes two people."""

    KEYS = "keys"
    WITNESS = "witness"
    BLIND = "blind"


TWO_PEOPLE: Mapping[Action, Together] = MappingProxyType(
    {
        Action.OPEN_ROUND: Together.KEYS,
        Action.CLOSE_ROUND: Together.KEYS,
        Action.KEY_FIRST: Together.BLIND,
        Action.KEY_SECOND: Together.BLIND,
        Action.SETTLE_DIFFERENCE: Together.WITNESS,
        Action.EXPLAIN_HAND_COUNT: Together.WITNESS,
    }
)
"""What nobody does alone: with both passphrases, before a named witness, or each their own half.

`lacks_second` is asked of every action before it is kept; the two halves that are keyed blind are
told apart by the round itself (`rules.round_checks`).
"""


def lacks_second(action: Action, actor: str, told: Mapping[str, object]) -> Refusal | None:
    """Say that the second person is missing from what the trail would tell of an action.

    Args:
        action: what is done.
        actor: who does it.
        told: the facts for the trail; `people` names both, `witness` the one who looked on.

    Rule: VOTE-23, VOTE-24
    """
    together = TWO_PEOPLE.get(action)
    if together is Together.KEYS and not _both_named(actor, told.get("people")):
        return Refusal("role.second_missing", "VOTE-23", {"action": action})
    if together is Together.WITNESS and compact(str(told.get("witness") or "")) in {
        "",
        compact(actor),
    }:
        return Refusal("role.second_missing", "VOTE-24", {"action": action})
    return None


def _both_named(actor: str, people: object) -> bool:
    """Say whether two different people are named, the actor one of them."""
    named = {compact(str(each)) for each in people} if isinstance(people, tuple) else set()
    return len(named - {""}) == TWO and compact(actor) in named

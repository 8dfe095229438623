"""The table of who may do what, in the order in which people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from zjgdesk.rules.roles import ACTIONS, TWO_PEOPLE, Action, Together
from zjgdesk.rules.vocabulary import Role


class Duty(StrEnum):
    """What actions belong to."""

    PEOPLE = "people"
    SCHEME = "scheme"
    CANDIDATES = "candidates"
    OPINIONS = "opinions"
    SHORTLISTS = "shortlists"
    BALLOT_BEFORE = "ballot_before"
    AIR_GAP = "air_gap"
    BALLOT_HELD = "ballot_held"
    NOTICES = "notices"
    CASES = "cases"
    EVERYDAY = "everyday"


DUTIES: Mapping[Duty, tuple[Action, ...]] = MappingProxyType(
    {
        Duty.PEOPLE: (
            Action.ADD_ACCOUNT,
            Action.WITHDRAW_ACCOUNT,
            Action.RESET_PASSPHRASE,
            Action.CHANGE_PASSPHRASE,
            Action.RENEW_RECOVERY,
            Action.ENCRYPT_WORKSPACE,
            Action.BACK_UP,
            Action.RESTORE_BACKUP,
            Action.ACCEPT_CLOCK,
        ),
        Duty.SCHEME: (
            Action.CHANGE_SCHEME,
            Action.CHANGE_CALENDAR,
            Action.CHANGE_OFFICE_TEXT,
            Action.CHANGE_STAGE,
        ),
        Duty.CANDIDATES: (
            Action.IMPORT_ORGANISATIONS,
            Action.IMPORT_CANDIDATES,
            Action.IMPORT_PERSONNEL,
            Action.ADD_CANDIDATE,
            Action.CHANGE_CANDIDATE,
            Action.WITHDRAW_CANDIDATE,
            Action.RESTORE_CANDIDATE,
            Action.RECORD_DECISION,
            Action.RECORD_CONCLUSION,
            Action.RECORD_LEAD,
        ),
        Duty.OPINIONS: (
            Action.SEND_REQUESTS,
            Action.REMIND,
            Action.IMPORT_OPINIONS,
            Action.RECORD_OPINION,
            Action.IMPORT_CLEARANCE,
            Action.RECORD_CLEARANCE,
        ),
        Duty.SHORTLISTS: (
            Action.DRAW_SHORTLIST,
            Action.DECIDE_SHORTLIST,
            Action.ASSIGN_CODES,
            Action.COUNT_VOTES,
            Action.SET_VOTES_ASIDE,
        ),
        Duty.BALLOT_BEFORE: (
            Action.DEFINE_MEETING,
            Action.CHANGE_OFFICERS,
            Action.DEFINE_ROUND,
            Action.ENTER_STROKES,
            Action.WITHDRAW_STROKES,
            Action.MOVE_NAME,
            Action.RESTORE_ORDER,
            Action.FREEZE_ROUND,
            Action.PRINT_BALLOT,
            Action.REHEARSE,
            Action.PRINT_TEST_DECK,
            Action.KEY_TEST,
            Action.FINISH_TEST,
            Action.PRINT_ZERO_REPORT,
            Action.PRINT_TALLY_SHEET,
            Action.PRINT_BOX_FORMS,
        ),
        Duty.AIR_GAP: (
            Action.WRITE_INTRODUCTION,
            Action.INTRODUCE_MACHINE,
            Action.WITHDRAW_MACHINE,
            Action.HAND_OVER,
            Action.RECALL_ROUNDS,
            Action.TAKE_IN_BALLOT,
            Action.BRING_BACK,
            Action.TAKE_IN_RESULT,
            Action.CONFIRM_ANCHOR,
            Action.GIVE_ANCHOR,
        ),
        Duty.BALLOT_HELD: (
            Action.OPEN_ROUND,
            Action.TAKE_BACK,
            Action.CORRECT_FIGURES,
            Action.KEY_FIRST,
            Action.KEY_SECOND,
            Action.KEY_AGAIN,
            Action.SETTLE_DIFFERENCE,
            Action.COUNT_BY_HAND,
            Action.EXPLAIN_HAND_COUNT,
            Action.CALL,
            Action.REDUCE_PLACES,
            Action.CLOSE_ROUND,
            Action.VOID_ROUND,
            Action.SUCCEED_ROUND,
            Action.PRINT_REPORT,
            Action.PRINT_ELECTED,
            Action.ARCHIVE_ROUND,
            Action.EXPORT_CVR,
        ),
        Duty.NOTICES: (
            Action.DRAFT_NOTICE,
            Action.PUBLISH_NOTICE,
            Action.RECORD_OBJECTION,
            Action.SETTLE_OBJECTION,
            Action.TAKE_OFF_NOTICE,
            Action.CONFIRM_LIST,
            Action.RECORD_REWARD,
            Action.IMPORT_HONOURS,
        ),
        Duty.CASES: (
            Action.OPEN_CASE,
            Action.APPLY_CASE,
            Action.CHANGE_CASE,
            Action.CHANGE_HANDLERS,
            Action.LOOK_INTO_CASE,
            Action.ACCEPT_CASE,
            Action.REFUSE_CASE,
            Action.RECORD_TASK,
            Action.RECORD_STATEMENT,
            Action.ADD_EVIDENCE,
            Action.RECORD_FINDING,
            Action.REPORT_CASE,
            Action.SEND_BACK_CASE,
            Action.RECORD_MEMBERS,
            Action.RECORD_CASE_VOTE,
            Action.DELIBERATE_CASE,
            Action.DECIDE_CASE,
            Action.FEED_BACK_CASE,
            Action.EXECUTE_CASE,
            Action.RECORD_CORRECTION,
            Action.FILE_CASE,
            Action.ASK_REVIEW,
            Action.ANSWER_REVIEW,
            Action.REOPEN_CASE,
            Action.WITHDRAW_CASE,
            Action.PRINT_CASE_PAPER,
            Action.EXPORT_CASE,
            Action.EXPORT_CASE_FIGURES,
        ),
        Duty.EVERYDAY: (
            Action.READ,
            Action.PRINT_PAPER,
            Action.RECORD_PRINTED,
            Action.EXPORT_PAPER,
            Action.EXPORT_TABLE,
            Action.PRINT_MEDIA_REGISTER,
            Action.UNDO,
            Action.READ_TRAIL,
            Action.FAIL_SIGN_IN,
            Action.NOTE_PROGRAM,
        ),
    }
)
"""Every action stands here once; a test holds it."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One line of the table: an action, who may do it, and whether it takes two."""

    duty: Duty
    action: Action
    roles: frozenset[Role]
    together: Together | None


def duty_rows() -> Iterator[DutyRow]:
    """Yield the whole table as people read it, made from the one that is checked.

    Rule: DESK-04
    """
    for duty, actions in DUTIES.items():
        for action in actions:
            yield DutyRow(duty, action, ACTIONS[action], TWO_PEOPLE.get(action))

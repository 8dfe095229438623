import pytest

from zjgdesk.rules.duties import DUTIES, duty_rows
from zjgdesk.rules.roles import ACTIONS, TWO_PEOPLE, Action, Together, lacks_second, may
from zjgdesk.rules.vocabulary import Role

# One row a role, written out a second time: a slip in the table must meet a slip here.
TABLE = {
    Role.ADMINISTRATOR: """
        add_account withdraw_account change_scheme change_calendar back_up export_table read_trail read
        accept_clock print_media_register fail_sign_in confirm_anchor give_anchor note_program change_handlers export_paper record_printed
        change_passphrase reset_passphrase renew_recovery encrypt_workspace restore_backup
        write_introduction introduce_machine withdraw_machine
    """,
    Role.CLERK: """
        change_scheme change_calendar import_organisations import_candidates import_opinions
        import_clearance change_candidate withdraw_candidate restore_candidate send_requests
        record_opinion record_clearance define_round freeze_round print_ballot open_round
        take_back draft_notice publish_notice record_objection settle_objection confirm_list
        record_reward open_case accept_case refuse_case record_finding decide_case
        withdraw_case back_up read
        apply_case change_case report_case send_back_case deliberate_case feed_back_case
        execute_case file_case ask_review answer_review reopen_case record_task record_statement
        add_evidence record_members record_case_vote record_correction change_handlers
        look_into_case print_case_paper export_case export_case_figures change_office_text
        import_personnel add_candidate record_decision record_conclusion record_lead change_stage draw_shortlist
        decide_shortlist assign_codes count_votes set_votes_aside print_paper remind
        take_off_notice import_honours undo export_table print_media_register enter_strokes withdraw_strokes move_name restore_order
        define_meeting change_officers rehearse print_test_deck print_zero_report print_tally_sheet
        print_box_forms fail_sign_in confirm_anchor give_anchor note_program export_paper record_printed archive_round change_passphrase
        hand_over recall_rounds take_in_ballot take_in_result
    """,
    Role.TELLER: """
        key_first key_second key_test finish_test print_tally_sheet count_by_hand call
        fail_sign_in read confirm_anchor give_anchor note_program export_paper record_printed change_passphrase
    """,
    Role.SCRUTINEER: """
        open_round take_back settle_difference close_round void_round succeed_round
        print_report print_elected read
        change_officers rehearse print_test_deck print_zero_report print_tally_sheet
        print_box_forms correct_figures
        key_again count_by_hand explain_hand_count call reduce_places accept_clock fail_sign_in confirm_anchor give_anchor note_program
        export_paper record_printed archive_round export_cvr change_passphrase
        take_in_ballot bring_back
    """,
    Role.AUDITOR: """
        export_table print_media_register read_trail fail_sign_in read confirm_anchor give_anchor note_program export_paper record_printed look_into_case export_case export_case_figures
        archive_round export_cvr change_passphrase
    """,
}
ALLOWED = {(role, action) for role, actions in TABLE.items() for action in actions.split()}


@pytest.mark.parametrize("action", [pytest.param(each, id=f"DESK-04 {each}") for each in Action])
@pytest.mark.parametrize("role", list(Role))
def test_may(role, action):
    assert may(role, action) is ((role.value, action.value) in ALLOWED)


def test_every_action_stands_in_the_table():
    assert set(ACTIONS) == set(Action)
    assert all(ACTIONS.values())


@pytest.mark.parametrize("role", list(Role))
def test_what_the_table_does_not_name_is_denied(role):
    assert not may(role, "format_disk")


def test_who_edits_does_not_count_and_who_keeps_accounts_does_neither():
    keying = {Action.KEY_FIRST, Action.KEY_SECOND}
    assert not any(may(Role.CLERK, action) for action in keying | {Action.CLOSE_ROUND})
    assert not any(may(Role.SCRUTINEER, action) for action in keying)
    only_reading = {action for action in Action if may(Role.AUDITOR, action)}
    reading = {Action.READ, Action.READ_TRAIL, Action.EXPORT_TABLE}
    reading |= {Action.LOOK_INTO_CASE, Action.EXPORT_CASE, Action.EXPORT_CASE_FIGURES}
    reading |= {Action.ARCHIVE_ROUND, Action.EXPORT_CVR}
    reading |= {Action.EXPORT_PAPER, Action.RECORD_PRINTED, Action.PRINT_MEDIA_REGISTER}
    reading |= {Action.CONFIRM_ANCHOR, Action.GIVE_ANCHOR}
    assert only_reading == reading | {
        Action.NOTE_PROGRAM,
        Action.FAIL_SIGN_IN,
        Action.CHANGE_PASSPHRASE,
    }


def test_every_action_stands_on_the_page_of_duties_once():
    listed = [action for actions in DUTIES.values() for action in actions]
    assert sorted(listed) == sorted(Action)
    rows = {row.action: row for row in duty_rows()}
    assert {action: row.roles for action, row in rows.items()} == dict(ACTIONS)
    assert {a: row.together for a, row in rows.items() if row.together} == dict(TWO_PEOPLE)


TWO = (Action.OPEN_ROUND, Action.CLOSE_ROUND)
SEEN = (Action.SETTLE_DIFFERENCE, Action.EXPLAIN_HAND_COUNT)


@pytest.mark.parametrize(
    ("action", "told", "refused"),
    [
        *((each, {"people": ("总监票", "监票乙")}, None) for each in TWO),
        *((each, {}, "VOTE-23") for each in TWO),
        (TWO[0], {"people": ("总监票",)}, "VOTE-23"),
        (TWO[0], {"people": ("总监票", "总 监票")}, "VOTE-23"),
        (TWO[0], {"people": ("监票乙", "监票丙")}, "VOTE-23"),
        (TWO[0], {"people": ("总监票", " ")}, "VOTE-23"),
        (TWO[0], {"people": "总监票、监票乙"}, "VOTE-23"),
        *((each, {"witness": "监票乙"}, None) for each in SEEN),
        *((each, {}, "VOTE-24") for each in SEEN),
        (SEEN[0], {"witness": "总 监票"}, "VOTE-24"),
        (SEEN[0], {"witness": "　"}, "VOTE-24"),
        (Action.KEY_FIRST, {}, None),
        (Action.READ, {}, None),
    ],
)
def test_what_takes_two_is_refused_to_one(action, told, refused):
    found = lacks_second(action, "总监票", told)
    assert (found and (found.code, found.rule)) == (refused and ("role.second_missing", refused))


def test_what_takes_two_stands_in_the_table():
    of = {kind: {a for a, how in TWO_PEOPLE.items() if how is kind} for kind in Together}
    assert of == {
        Together.KEYS: set(TWO),
        Together.WITNESS: set(SEEN),
        Together.BLIND: {Action.KEY_FIRST, Action.KEY_SECOND},
    }

"""One small call a person could make for each action; most name things that do not exist.

Whether the role may is asked before anything else: who may not is told so whatever the call names.
"""

import io
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.cases import NOTICE
from zjgdesk.exchange.rows import Reading
from zjgdesk.rules.officers import Officers
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    Applicant,
    Base,
    CaseStep,
    ClearanceAnswer,
    ClearanceOrgan,
    DecisionMatter,
    Finding,
    Mark,
    ObjectionEnd,
    OpinionAnswer,
    OpinionGroup,
    OrderedList,
    Result,
    RewardKind,
    Role,
    ShortlistKind,
    SpokenAs,
    Track,
)
from zjgdesk.services import (
    accounts,
    anchors,
    archiving,
    backups,
    box,
    box_papers,
    bringing_back,
    calling,
    candidates,
    case_access,
    case_decision,
    case_deliberation,
    case_export,
    case_figures,
    case_inquiry,
    case_intake,
    case_papers,
    case_steps,
    clock,
    count_papers,
    counting,
    decisions,
    doors,
    encrypting,
    evidence,
    following,
    hand_count,
    hand_order,
    handing_over,
    honours,
    imports,
    keying,
    locks,
    machines,
    media_register,
    meetings,
    notice_changes,
    notices,
    office_texts,
    opinions,
    own_strokes,
    personnel,
    printing,
    program_notes,
    proving,
    publishing,
    register_papers,
    restoring,
    result_intake,
    rewards,
    rounds,
    scheme,
    search,
    settling,
    shortlists,
    stages,
    tables_out,
    taking_in,
    trail,
    undo,
    vote_codes,
    vote_files,
    year_papers,
)
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.imports import ImportKind, ImportPreview
from zjgdesk.services.locks import Key
from zjgdesk.services.packages import Found

NONE = 999_999
NO_PACKAGE = Found("盘", {})
DAY = date(2026, 11, 17)
WHY = "按程序办理"
KEYS = (Key("总监票", ""), Key("监票乙", ""))
UNIT, CADRE, INITIAL = Track.UNIT, Track.CADRE, ShortlistKind.INITIAL
OFFICERS = Officers("总监票", ("监票乙",), ("计票甲", "计票乙"))


@dataclass(frozen=True)
class Place:
    """What calls are made on: a case, a paper, a folder to write to, a workspace to encrypt."""

    case_id: int
    paper_id: int
    out: Path
    plain: Path


def brought(kind):
    reading = Reading(kind, "表.xlsx", "表", 1, ())
    preview = ImportPreview(kind, "表.xlsx", 0, "sha256:0", reading, {}, frozenset(), None)
    return lambda desk, _place: imports.bring_in(desk, preview)


def step(what):
    taken = case_steps.Step(CaseStep(what), DAY, WHY)
    return lambda desk, place: case_steps.take_step(desk, place.case_id, taken)


def keyed(pass_no):
    return lambda desk, _place: keying.key_paper(
        desk, NONE, pass_no=pass_no, paper_no=1, marks=[Mark.YES], token="token"
    )


def encrypt(desk, place):
    """An open workspace is encrypted by way of its folder: a copy is, under the person's name."""
    folder = shutil.copytree(place.plain, place.out / f"plain-{desk.actor.role}")
    return encrypting.encrypt_workspace(folder, Key(desk.actor.name, ""), machine=desk.machine)


CALLS = {
    Action.ADD_ACCOUNT: lambda d, _: accounts.add_account(
        d, accounts.NewAccount("管理员", Role.CLERK, "")
    ),
    Action.WITHDRAW_ACCOUNT: lambda d, _: accounts.withdraw_account(d, NONE),
    Action.CHANGE_PASSPHRASE: lambda d, _: accounts.change_passphrase(d, "", "新的口令一二三"),
    Action.RESET_PASSPHRASE: lambda d, _: accounts.reset_passphrase(d, NONE, "新的口令一二三"),
    Action.RENEW_RECOVERY: lambda d, _: doors.renew_recovery(d),
    Action.ENCRYPT_WORKSPACE: encrypt,
    Action.RESTORE_BACKUP: lambda d, p: restoring.restore_backup(d, p.out / "无.db", reason=WHY),
    Action.CHANGE_SCHEME: lambda d, _: scheme.change_scheme(d, "places.unit", "0", source=WHY),
    Action.CHANGE_CALENDAR: lambda d, _: scheme.change_day(d, DAY, working=True, source=""),
    Action.IMPORT_ORGANISATIONS: brought(ImportKind.ORGANISATIONS),
    Action.IMPORT_CANDIDATES: brought(ImportKind.CADRES),
    Action.IMPORT_OPINIONS: brought(ImportKind.OPINIONS),
    Action.IMPORT_CLEARANCE: brought(ImportKind.CLEARANCE),
    Action.CHANGE_CANDIDATE: lambda d, _: candidates.change_candidate(d, NONE, {}, reason=WHY),
    Action.WITHDRAW_CANDIDATE: lambda d, _: candidates.withdraw_candidate(d, NONE, reason=WHY),
    Action.RESTORE_CANDIDATE: lambda d, _: candidates.restore_candidate(d, NONE, reason=WHY),
    Action.IMPORT_PERSONNEL: lambda d, _: personnel.bring_in_personnel(
        d, personnel.PersonnelPreview((), {})
    ),
    Action.ADD_CANDIDATE: lambda d, _: candidates.add_candidate(d, CADRE, {}, reason=""),
    Action.RECORD_DECISION: lambda d, _: decisions.record_decision(
        d, NONE, DecisionMatter.QUOTA, decisions.Decision("常委会", "纪要", DAY, WHY)
    ),
    Action.RECORD_CONCLUSION: lambda d, _: decisions.record_conclusions(
        d, [NONE], decisions.Conclusion("同意", "书记", "纪委书记", DAY)
    ),
    Action.RECORD_LEAD: lambda d, _: decisions.record_lead(
        d, NONE, received_on=DAY, source="来信", text=WHY, concrete=True
    ),
    Action.CHANGE_STAGE: lambda d, _: stages.go_on(d, UNIT),
    Action.DRAW_SHORTLIST: lambda d, _: shortlists.choose_first(d, UNIT, INITIAL, 1),
    Action.DECIDE_SHORTLIST: lambda d, _: shortlists.decide_shortlist(
        d, UNIT, INITIAL, shortlists.ShortlistDecision(DAY, "会议室", WHY)
    ),
    Action.ASSIGN_CODES: lambda d, _: vote_codes.assign_codes(d, UNIT),
    Action.COUNT_VOTES: lambda d, _: vote_files.count_votes(
        d, UNIT, io.BytesIO(), vote_files.NewVotes("票.csv")
    ),
    Action.SET_VOTES_ASIDE: lambda d, _: vote_files.set_votes_aside(d, NONE, reason=WHY),
    Action.PRINT_PAPER: lambda d, _: register_papers.print_register(d, UNIT),
    Action.REMIND: lambda d, _: year_papers.remind(d, [NONE], until=DAY),
    Action.TAKE_OFF_NOTICE: lambda d, _: notice_changes.take_off(d, NONE, NONE, reason=WHY),
    Action.IMPORT_HONOURS: lambda d, _: honours.bring_in_honours(d, "往年.csv", b""),
    Action.UNDO: lambda d, _: undo.undo(d),
    Action.SEND_REQUESTS: lambda d, _: opinions.send_requests(
        d, opinions.NewRequests(OpinionGroup.TOWNS, UNIT, [], DAY, DAY)
    ),
    Action.RECORD_OPINION: lambda d, _: opinions.record_opinion(d, NONE, NONE, OpinionAnswer.YES),
    Action.RECORD_CLEARANCE: lambda d, _: opinions.record_clearance(
        d, NONE, next(iter(ClearanceOrgan)), ClearanceAnswer.CLEAR
    ),
    Action.DEFINE_ROUND: lambda d, _: rounds.define_round(
        d, rounds.NewRound(UNIT, "轮次", NONE, 1, Base.DUE, ())
    ),
    Action.ENTER_STROKES: lambda d, _: own_strokes.enter_strokes(d, "丁", "12", source="试"),
    Action.WITHDRAW_STROKES: lambda d, _: own_strokes.withdraw_strokes(d, "丁", reason=WHY),
    Action.MOVE_NAME: lambda d, _: hand_order.move_name(
        d, OrderedList.ROUND, NONE, hand_order.Move(NONE, 1, WHY)
    ),
    Action.RESTORE_ORDER: lambda d, _: hand_order.restore_order(d, OrderedList.ROUND, NONE),
    Action.FREEZE_ROUND: lambda d, _: rounds.freeze_round(d, NONE),
    Action.PRINT_BALLOT: lambda d, _: count_papers.print_ballot(d, NONE, copies=1),
    Action.DEFINE_MEETING: lambda d, _: meetings.define_meeting(
        d, meetings.NewMeeting("会议", DAY, 9, "总监票", (), ())
    ),
    Action.CHANGE_OFFICERS: lambda d, _: meetings.change_officers(
        d, NONE, OFFICERS, recused=(), reason=WHY
    ),
    Action.REHEARSE: lambda d, _: proving.record_rehearsal(d, NONE),
    Action.PRINT_TEST_DECK: lambda d, _: proving.print_test_deck(d, NONE),
    Action.KEY_TEST: lambda d, _: proving.key_test_paper(
        d, NONE, paper_no=1, marks=[Mark.YES], token="token"
    ),
    Action.FINISH_TEST: lambda d, _: proving.finish_test(d, NONE),
    Action.PRINT_ZERO_REPORT: lambda d, _: proving.print_zero_report(d, NONE),
    Action.PRINT_TALLY_SHEET: lambda d, _: proving.print_tally_sheet(d, NONE),
    Action.PRINT_BOX_FORMS: lambda d, _: box_papers.print_attendance(d, NONE),
    Action.OPEN_ROUND: lambda d, _: box.open_rounds(
        d, NONE, present=8, issued={NONE: 8}, keys=KEYS
    ),
    Action.TAKE_BACK: lambda d, _: box.take_back(d, NONE, figures={NONE: box.Returned(8, 1)}),
    Action.KEY_FIRST: keyed(1),
    Action.KEY_SECOND: keyed(2),
    Action.CORRECT_FIGURES: lambda d, _: box.correct_figures(
        d, NONE, box.Figures(8, 8), reason=WHY
    ),
    Action.KEY_AGAIN: lambda d, _: keying.restart_pass(d, NONE, reason=WHY),
    Action.SETTLE_DIFFERENCE: lambda d, _: settling.settle_difference(
        d, NONE, paper_no=1, position=1, mark="yes", witness="监票乙", how=WHY
    ),
    Action.COUNT_BY_HAND: lambda d, _: hand_count.record_hand_count(
        d, NONE, valid=8, invalid=0, counts=[]
    ),
    Action.EXPLAIN_HAND_COUNT: lambda d, _: hand_count.explain_hand_count(
        d, NONE, reason=WHY, witness="监票乙"
    ),
    Action.CALL: lambda d, _: calling.calling_of(d, NONE),
    Action.REDUCE_PLACES: lambda d, _: following.reduce_places(d, NONE, reason=WHY),
    Action.CLOSE_ROUND: lambda d, _: counting.close_round(d, NONE, keys=KEYS),
    Action.VOID_ROUND: lambda d, _: rounds.void_round(d, NONE, reason=WHY),
    Action.SUCCEED_ROUND: lambda d, _: following.succeed_round(d, NONE),
    Action.PRINT_REPORT: lambda d, _: count_papers.print_report(d, NONE),
    Action.PRINT_ELECTED: lambda d, _: count_papers.print_elected(d, NONE),
    Action.ARCHIVE_ROUND: lambda d, p: archiving.archive_round(d, NONE, p.out / "归档"),
    Action.EXPORT_CVR: lambda d, p: archiving.export_cvr(d, NONE, p.out / "选票.json"),
    Action.DRAFT_NOTICE: lambda d, _: notices.draft_notice(
        d, NONE, title="公示", published_on=DAY
    ),
    Action.PUBLISH_NOTICE: lambda d, _: publishing.publish_notice(d, NONE),
    Action.RECORD_OBJECTION: lambda d, _: notices.record_objection(
        d, NONE, NONE, received_on=DAY, signed=True, text=WHY
    ),
    Action.SETTLE_OBJECTION: lambda d, _: notices.settle_objection(
        d, NONE, end=ObjectionEnd.UNFOUNDED, answer=WHY
    ),
    Action.CONFIRM_LIST: lambda d, _: notices.confirm_list(d, NONE),
    Action.RECORD_REWARD: lambda d, _: rewards.record_reward(
        d, NONE, kind=RewardKind.TRAINING, on=DAY, text=WHY
    ),
    Action.OPEN_CASE: lambda d, _: case_intake.open_case(d, NOTICE),
    Action.APPLY_CASE: lambda d, _: case_intake.apply_case(
        d, NONE, case_intake.Application(Applicant.PERSON, DAY, WHY)
    ),
    Action.CHANGE_CASE: lambda d, _: case_intake.change_case(d, NONE, NOTICE),
    Action.ACCEPT_CASE: step("accept"),
    Action.REFUSE_CASE: step("refuse"),
    Action.REPORT_CASE: step("report"),
    Action.SEND_BACK_CASE: step("send_back"),
    Action.DELIBERATE_CASE: step("deliberate"),
    Action.FEED_BACK_CASE: step("feed_back"),
    Action.EXECUTE_CASE: step("execute"),
    Action.FILE_CASE: step("file"),
    Action.WITHDRAW_CASE: step("withdraw"),
    Action.ASK_REVIEW: step("ask_review"),
    Action.ANSWER_REVIEW: step("uphold"),
    Action.REOPEN_CASE: step("reopen"),
    Action.DECIDE_CASE: lambda d, p: case_decision.decide_case(
        d, p.case_id, case_decision.NewDetermination(Result.EXEMPT, WHY, DAY)
    ),
    Action.RECORD_FINDING: lambda d, p: case_inquiry.record_finding(
        d, p.case_id, next(iter(Point)), finding=Finding.MET, evidence=WHY
    ),
    Action.RECORD_TASK: lambda d, p: case_inquiry.add_task(
        d, p.case_id, what="核对", who="镇纪委"
    ),
    Action.RECORD_STATEMENT: lambda d, p: case_inquiry.record_statement(
        d, p.case_id, case_inquiry.Statement("王证人", SpokenAs.WITNESS, DAY, "镇纪委", WHY)
    ),
    Action.ADD_EVIDENCE: lambda d, p: evidence.add_evidence(
        d, p.case_id, evidence.NewPaper(p.out / "无.pdf")
    ),
    Action.RECORD_MEMBERS: lambda d, p: case_deliberation.record_members(d, p.case_id, []),
    Action.RECORD_CASE_VOTE: lambda d, p: case_deliberation.record_vote(
        d, p.case_id, Result.EXEMPT, None
    ),
    Action.RECORD_CORRECTION: lambda d, p: case_decision.add_correction(
        d, p.case_id, what="改正", who="镇政府"
    ),
    Action.CHANGE_HANDLERS: lambda d, p: case_access.change_handlers(d, p.case_id, []),
    Action.LOOK_INTO_CASE: lambda d, p: case_access.look_into(d, p.case_id),
    Action.PRINT_CASE_PAPER: lambda d, p: case_papers.print_case_paper(
        d, p.case_id, CasePaper.APPLICATION
    ),
    Action.EXPORT_CASE: lambda d, p: case_export.print_case_file(d, p.case_id),
    Action.EXPORT_CASE_FIGURES: lambda d, _: case_figures.export_figures(
        d, next(iter(case_figures.By))
    ),
    Action.WRITE_INTRODUCTION: lambda d, p: machines.write_introduction(d, p.out / "名片.json"),
    Action.INTRODUCE_MACHINE: lambda d, p: machines.read_introduction(d, p.out / "没有.json"),
    Action.WITHDRAW_MACHINE: lambda d, _: machines.withdraw_machine(d, NONE, reason=WHY),
    Action.HAND_OVER: lambda d, p: handing_over.hand_over(
        d, NONE, NONE, target=p.out / "票决", medium="盘"
    ),
    Action.RECALL_ROUNDS: lambda d, _: handing_over.recall(d, NONE, reason=WHY),
    Action.TAKE_IN_BALLOT: lambda d, _: taking_in.take_in(d, NO_PACKAGE, medium="盘"),
    Action.BRING_BACK: lambda d, p: bringing_back.bring_back(
        d, NONE, target=p.out / "结果", medium="盘"
    ),
    Action.TAKE_IN_RESULT: lambda d, _: result_intake.take_in_result(d, NO_PACKAGE, medium="盘"),
    Action.CONFIRM_ANCHOR: lambda d, _: anchors.confirm(d, anchors.compare(d, ""), reason=WHY),
    Action.GIVE_ANCHOR: lambda d, _: anchors.give(d),
    Action.CHANGE_OFFICE_TEXT: lambda d, _: office_texts.save_text(d, "report", "没有字段"),
    Action.ACCEPT_CLOCK: lambda d, _: clock.accept_clock(d, reason=WHY),
    Action.FAIL_SIGN_IN: lambda d, _: locks.try_passphrase(
        d.writing, Key(d.actor.name, "错的"), at=d.clock()
    ),
    Action.NOTE_PROGRAM: lambda d, _: program_notes.note_program(d),
    Action.BACK_UP: lambda d, _: backups.back_up_workspace(d),
    Action.EXPORT_TABLE: lambda d, p: tables_out.export_table(
        d, "表", ["列"], [], p.out / "表.csv", kind=tables_out.TableKind.CSV
    ),
    Action.PRINT_MEDIA_REGISTER: lambda d, _: media_register.print_media_register(d, DAY, DAY),
    Action.EXPORT_PAPER: lambda d, p: printing.export_paper(d, p.paper_id, p.out / "文书.pdf"),
    Action.RECORD_PRINTED: lambda d, p: printing.record_printed(
        d, p.paper_id, printing.Sent(copies=1)
    ),
    Action.READ_TRAIL: lambda d, _: trail.list_trail(d),
    Action.READ: lambda d, _: search.search(d, "丁一", limit=1),
}

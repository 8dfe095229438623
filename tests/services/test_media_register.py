"""What came in and what went out, as the register page tells it. Rule: AIR-02."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from tests.cases import Player
from zjgdesk.digests import digest_of
from zjgdesk.documents.media_register import MATTERS, Matter, MediaLine, short_digest, told_size
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.roles import Action
from zjgdesk.services import (
    archiving,
    backups,
    case_export,
    case_papers,
    copying,
    imports,
    issued,
    media_register,
    printing,
    tables_out,
    trail,
    undo,
)
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.imports import ImportKind
from zjgdesk.services.tables_out import TableKind

REGISTER = "单位名称,单位类别\n杨舍镇,区镇\n".encode()
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def lines(desk, first=FIRST, last=LAST):
    return media_register.list_media(desk, first, last)


def take_in(desk, name="单位名录.csv", medium="光盘2026-017"):
    preview = imports.preview_import(desk, ImportKind.ORGANISATIONS, name, REGISTER)
    return imports.bring_in(desk, preview, medium=medium)


def send_out(desk, folder, name="票数表.xlsx"):
    path = folder / name
    tables_out.export_table(desk, "票数", ["姓名"], [["丁一"]], path, kind=TableKind.XLSX)
    return path


def test_both_ways_are_told_with_all_that_is_known(desk, tmp_path, clock):
    take_in(desk)
    clock.now += timedelta(minutes=5)
    path = send_out(desk, tmp_path)
    came, went = lines(desk)
    assert came == MediaLine(
        came.at, incoming=True, name="单位名录.csv", matter=Matter.ORGANISATIONS, actor="经办人",
        size=len(REGISTER), digest=digest_of(REGISTER), medium="光盘2026-017",
    )  # fmt: skip
    content = path.read_bytes()
    assert (went.incoming, went.name, went.matter) == (False, "票数表.xlsx", Matter.TABLE)
    assert (went.size, went.digest, went.medium) == (len(content), digest_of(content), "")
    assert went.at - came.at == timedelta(minutes=5)


def test_only_the_days_asked_for_are_told(desk, tmp_path, clock):
    take_in(desk)
    clock.now += timedelta(days=1)
    send_out(desk, tmp_path)
    days = [date(2026, 11, 17 + at) for at in range(4)]
    told = [[line.incoming for line in lines(desk, day, day)] for day in days]
    assert told == [[], [True], [False], []]


def test_papers_archives_and_copies_go_out_and_a_backup_stays(
    desk, sign_in, closed_round, tmp_path
):
    round_id = closed_round()
    archiving.archive_round(desk, round_id, tmp_path / "归档一")
    archiving.export_cvr(sign_in("总监票"), round_id, tmp_path / "选票.json")
    paper = issued.list_issued(desk)[0]
    printing.export_paper(desk, paper.id, tmp_path / "文书.pdf")
    backups.back_up_workspace(desk)
    copied = copying.copy_workspace(desk, tmp_path)
    told = [(line.matter, line.name) for line in lines(desk)]
    assert told == [
        (Matter.ARCHIVE, "归档一"),
        (Matter.RECORDS, "选票.json"),
        (Matter.PAPER, "文书.pdf"),
        (Matter.COPY, copied.name),
    ]
    by = {line.matter: line for line in lines(desk)}
    assert by[Matter.PAPER].digest == paper.digest
    assert by[Matter.PAPER].detail == paper.title
    assert by[Matter.RECORDS].digest == digest_of((tmp_path / "选票.json").read_bytes())


def test_a_case_is_told_by_its_number_alone(desk, tmp_path):
    player = Player(desk, person="王㛃𬭎")
    player.paper(tmp_path, "王㛃𬭎谈话.pdf")
    row = case_papers.print_case_paper(desk, player.case_id, CasePaper.APPLICATION)
    printing.export_paper(desk, row.id, tmp_path / "王㛃𬭎申请书.pdf")
    case_export.seal_case(desk, player.case_id, tmp_path / "王㛃𬭎", "青山绿水长江村口")
    case_export.print_case_file(desk, player.case_id)
    found = lines(desk)
    assert [line.matter for line in found] == [Matter.EVIDENCE, Matter.PAPER, Matter.CASE]
    assert {line.name for line in found} == {"容错案件 2026-001 的材料"}
    row = media_register.print_media_register(desk, FIRST, LAST)
    assert "王㛃" not in "".join(page_texts(issued.read_issued(desk, row.id)))


def test_the_page_is_kept_with_room_to_sign(desk, tmp_path):
    take_in(desk)
    path = send_out(desk, tmp_path)
    row = media_register.print_media_register(desk, FIRST, LAST)
    text = "".join("".join(page_texts(issued.read_issued(desk, row.id))).split())
    for word in (
        "信息导入导出登记表", "2026年11月1日至2026年11月30日", "导入1项，导出1项",
        "单位名录.csv", "光盘2026-017", "审批人（签字）",
        short_digest(digest_of(path.read_bytes())).replace(" ", ""),
    ):  # fmt: skip
        assert word in text
    assert (row.kind, row.subject) == ("media_register", "media")


def test_it_is_printed_by_those_who_keep_or_check_the_desk(sign_in, desk):
    take_in(desk)
    for who in ("管理员", "督查员"):
        assert media_register.print_media_register(sign_in(who), FIRST, LAST).pages == 1
    with pytest.raises(DeskError, match=r"role\.denied"):
        media_register.print_media_register(sign_in("计票甲"), FIRST, LAST)


def test_printing_it_stands_in_the_way_of_no_undoing():
    assert Action.PRINT_MEDIA_REGISTER in undo.CHANGES_NOTHING


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(LAST, FIRST, "media.days_turned"), (FIRST, LAST, "media.nothing")],
)
def test_days_that_tell_nothing_are_refused(desk, first, last, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        media_register.print_media_register(desk, first, last)
    assert issued.list_issued(desk) == []


def test_entries_of_earlier_releases_are_told_as_far_as_they_go(desk):
    with desk.acting(Action.EXPORT_TABLE, "personnel", candidate=7, digest="sm3:ab"):
        pass
    with desk.writing.begin() as session:
        told = ("round:1", {"content": "sm3:cd"})
        at = desk.clock()
        trail.append(session, at=at, actor="某人", action=Action.ARCHIVE_ROUND, told=told)
    form, archive = lines(desk)
    assert (form.matter, form.name, form.digest) == (Matter.FORM, "任免审批表", "sm3:ab")
    assert (archive.matter, archive.name, archive.size) == (Matter.ARCHIVE, "票决归档", None)


def test_every_kind_of_import_is_a_matter(desk):
    kinds = {*ImportKind, "votes", "personnel", "honours"}
    assert kinds <= set(Matter)
    assert set(MATTERS) == set(Matter)
    assert len(set(MATTERS.values())) == len(MATTERS)
    assert "kind" in {column.name for column in ImportRecord.__table__.columns}
    assert {field.name for field in fields(MediaLine)} >= {"size", "digest", "medium"}


@pytest.mark.parametrize(
    ("size", "words"),
    [(None, ""), (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (7_340_032, "7.0 MB")],
)
def test_a_size_is_told_as_people_read_it(size, words):
    assert told_size(size) == words

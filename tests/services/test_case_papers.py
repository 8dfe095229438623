"""The papers of a case, its whole file, its sealed folder, its masked pages."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cases import MEMBERS, NOTICE, Player
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Result
from zjgdesk.services import case_decision, case_deliberation, case_export, case_papers
from zjgdesk.services import office_texts as texts
from zjgdesk.services.case_masking import mask_detail
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.case_rows import MemberRow
from zjgdesk.services.issued import read_issued

RARE = "王㛃𬭎"
PASSPHRASE = "青山绿水长江村口"  # noqa: S105 - made up


@pytest.fixture
def player(desk):
    return Player(desk, person=RARE, account=f"{RARE}推进征迁，口径不一。")


def text_of(player, kind, **changes):
    row = case_papers.print_case_paper(player.desk, player.case_id, kind, **changes)
    return compact("".join(page_texts(read_issued(player.desk, row.id))))


@pytest.fixture
def filed(player, tmp_path):
    player.paper(tmp_path, "会议纪要.txt")
    player.to_filed()
    case_decision.add_correction(player.desk, player.case_id, what="完善复核制度", who="财政所",
                                 until=date(2026, 12, 31))  # fmt: skip
    return player


@pytest.mark.parametrize("kind", sorted(set(CasePaper) - {CasePaper.REFUSAL, CasePaper.REVIEW}))
def test_every_paper_of_a_filed_case_names_the_person(filed, kind):
    told = text_of(filed, kind)
    assert RARE in told
    assert "None" not in told


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (CasePaper.REPORT, ("核对补偿口径", "口径没有明文", "会议纪要", "1a证据", "按规定办理")),
        (CasePaper.DELIBERATION, ("徐书记", "范镇长", "免除责任", "没有投票表决")),
        (
            CasePaper.DETERMINATION,
            ("免除其责任", "动机为公", "不受影响", "1个月内", "完善复核制度"),
        ),
        (CasePaper.FEEDBACK, ("免除其责任", "申请复核", "送达回证")),
        (CasePaper.CORRECTION, ("完善复核制度", "财政所", "2026.12.31")),
        (CasePaper.FILING, ("2026-001", "备案意见", "免除其责任")),
    ],
)
def test_a_paper_says_what_it_is_for(filed, kind, words):
    told = text_of(filed, kind)
    assert [word for word in words if word not in told] == []


def test_the_refusal_gives_its_reason_in_writing(player):
    player.apply()
    player.step("refuse", "不属于工作中的失误。")
    assert "不属于工作中的失误" in text_of(player, CasePaper.REFUSAL)


@pytest.mark.parametrize(
    ("answer", "words"), [("uphold", "维持原认定"), ("set_aside", "撤销原认定")]
)
def test_the_answer_to_a_review_says_how_it_ended(player, answer, words):
    player.to_deliberated()
    player.decide(Result.LIGHTER)
    player.step("feed_back")
    player.step("ask_review", "处理过重。")
    player.step(answer, "复核的理由。")
    told = text_of(player, CasePaper.REVIEW)
    assert words in told
    assert "处理过重" in told
    assert "复核的理由" in told


def test_the_figures_of_the_vote_stand_in_the_record(player):
    player.apply()
    player.step("accept")
    player.task()
    player.find()
    player.step("report")
    player.sit((*MEMBERS, MemberRow("邹委员", "组织委员")))
    vote = Vote(3, 3, 3, 3, 2, 1, 0, 0)
    case_deliberation.record_vote(player.desk, player.case_id, Result.EXEMPT, vote)
    player.step("deliberate")
    assert "应到3人，到会3人" in text_of(player, CasePaper.DELIBERATION)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (CasePaper.ACCEPTANCE, "paper_early"),
        (CasePaper.DETERMINATION, "paper_early"),
        (CasePaper.CORRECTION, "paper_early"),
        (CasePaper.REVIEW, "paper_early"),
    ],
)
def test_a_paper_before_its_step_is_refused(player, kind, code):
    with pytest.raises(DeskError, match=rf"case\.{code}"):
        case_papers.print_case_paper(player.desk, player.case_id, kind)


def test_nothing_to_correct_is_told(player):
    player.to_filed()
    with pytest.raises(DeskError, match=r"case\.nothing_to_correct"):
        case_papers.print_case_paper(player.desk, player.case_id, CasePaper.CORRECTION)


def test_a_masked_paper_names_nobody(filed):
    for kind in (CasePaper.REPORT, CasePaper.DELIBERATION, CasePaper.DETERMINATION):
        told = text_of(filed, kind, masked=True)
        assert RARE not in told
        assert "王某" in told
        assert "徐书记" not in told


def test_a_masked_page_can_only_be_looked_at(filed):
    masked = mask_detail(filed.detail())
    assert masked.row.person == "王某"
    assert masked.account.startswith("王某推进")
    assert masked.may_find.code == "case.masked"
    assert len(masked.refusals) == len(dict(masked.refusals))
    assert all(refusal.code == "case.masked" for _step, refusal in masked.refusals)


def test_the_whole_file_holds_every_paper_and_says_where(filed, tmp_path):
    for kind in (CasePaper.REPORT, CasePaper.DETERMINATION):
        case_papers.print_case_paper(filed.desk, filed.case_id, kind)
    row = case_export.print_case_file(filed.desk, filed.case_id)
    pages = [compact(page) for page in page_texts(read_issued(filed.desk, row.id))]
    assert all(page.startswith(f"第{at}页") or f"第{at}页" in page
               for at, page in enumerate(pages, start=1))  # fmt: skip
    assert "容错免责案卷" in pages[0]
    assert RARE in pages[0]
    contents = pages[1]
    for title, first in (("调查核实报告", "容错免责调查核实报告"), ("容错免责认定书", "容错免责认定书"),
                         ("会议纪要", "minutes")):  # fmt: skip
        begins = next(at for at, page in enumerate(pages[2:], start=3) if first in page)
        assert contents.partition(title)[2][8:].startswith(str(begins)) or (
            f"{title}20261118{begins}" in contents
        ), contents
    assert row.pages == len(pages)


def test_a_case_without_papers_has_no_file(player, tmp_path):
    with pytest.raises(DeskError, match=r"case\.no_papers"):
        case_export.print_case_file(player.desk, player.case_id)
    with pytest.raises(DeskError, match=r"case\.no_papers"):
        case_export.seal_case(player.desk, player.case_id, tmp_path / "x", PASSPHRASE)
    assert not (tmp_path / "x").exists()


def test_a_sealed_case_comes_out_again(filed, tmp_path):
    row = case_papers.print_case_paper(filed.desk, filed.case_id, CasePaper.DETERMINATION)
    assert case_export.seal_case(filed.desk, filed.case_id, tmp_path / "案", PASSPHRASE) == 2
    assert case_export.unseal_case(tmp_path / "案", PASSPHRASE, tmp_path / "开") == 2
    (paper,) = (tmp_path / "开").glob("文书*.pdf")
    assert paper.read_bytes() == read_issued(filed.desk, row.id)
    assert [path.read_bytes() for path in (tmp_path / "开").glob("证据*")] == [b"minutes"]
    with pytest.raises(DeskError, match=r"sealed\.wrong_passphrase"):
        case_export.unseal_case(tmp_path / "案", PASSPHRASE + "！", tmp_path / "再开")
    with pytest.raises(DeskError, match=r"sealed\.exists"):
        case_export.unseal_case(tmp_path / "案", PASSPHRASE, tmp_path / "开")


def test_lost_evidence_stops_the_file_and_leaves_nothing(filed, tmp_path):
    case_papers.print_case_paper(filed.desk, filed.case_id, CasePaper.DETERMINATION)
    next((filed.desk.folder / "evidence").iterdir()).unlink()
    for deed in (
        lambda: case_export.print_case_file(filed.desk, filed.case_id),
        lambda: case_export.seal_case(filed.desk, filed.case_id, tmp_path / "案", PASSPHRASE),
    ):
        with pytest.raises(DeskError, match=r"case\.evidence_lost"):
            deed()
    assert not (tmp_path / "案").exists()


@pytest.mark.parametrize("kind", [str(kind) for kind in CasePaper])
def test_every_shipped_text_prints_with_made_up_facts(desk, kind):
    shipped = {row.kind: row.text for row in texts.list_texts(desk)}
    assert texts.preview_text(desk, kind, shipped[kind]).startswith(b"%PDF")
    told = texts.fillings(kind)
    assert "案号" in told.fields
    assert "基本情况" in told.tables


def test_the_office_writes_its_own_text_and_goes_back(filed):
    kind = str(CasePaper.ACCEPTANCE)
    shipped = next(row for row in texts.list_texts(filed.desk) if row.kind == kind)
    own = shipped.text.replace("特此通知。", "特此通知，请知悉。")
    texts.save_text(filed.desk, kind, own)
    assert "特此通知，请知悉" in text_of(filed, CasePaper.ACCEPTANCE)
    assert next(row for row in texts.list_texts(filed.desk) if row.kind == kind).own
    texts.reset_text(filed.desk, kind)
    assert next(row for row in texts.list_texts(filed.desk) if row.kind == kind) == shipped


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("【标题】通知\n{案号}{申请人}{星座}", "template.field_unknown"),
        ("【标题】通知\n{案号}", "template.field_missing"),
        ("【标题】通知\n{案号}{申请人}\n【表】花名册", "template.table_unknown"),
        ("【标题】通知\n{案号}{申请人}\n【盖章】", "template.mark_unknown"),
        ("【标题】通知\n{案号}{申请人}{", "template.brace"),
    ],
)
def test_a_faulty_text_is_refused_and_the_old_one_stays(desk, text, code):
    kind = str(CasePaper.ACCEPTANCE)
    before = texts.list_texts(desk)
    with pytest.raises(DeskError) as caught:
        texts.save_text(desk, kind, text)
    assert caught.value.code == code
    assert texts.list_texts(desk) == before


def test_a_name_of_sixty_characters_and_forty_evidences_print(desk, tmp_path):
    player = Player(desk, replace(NOTICE, person="阿" * 60, account="经过" * 2500))
    for at in range(40):
        player.paper(tmp_path, f"附件{at}.txt", b"%d" % at)
    player.to_filed()
    told = text_of(player, CasePaper.REPORT)
    assert "附件39" in told
    assert compact("经过" * 100) in told


def test_an_emergency_says_why_the_procedure_was_not_asked_for(desk):
    player = Player(desk, emergency=True)
    player.to_filed()
    told = text_of(player, CasePaper.DETERMINATION)
    assert "突发事件" in told.partition("2a")[2].partition("2b")[0]
    assert "不适用" in told.partition("2a")[2].partition("2b")[0]


def test_the_papers_of_the_deliberations_own_ballot_are_all_alike(player):
    player.apply()
    player.step("accept")
    player.task()
    player.find()
    with pytest.raises(DeskError, match=r"case\.not_deliberated_now"):
        case_deliberation.print_case_ballot(player.desk, player.case_id, Result.EXEMPT, copies=1)
    player.step("report")
    with pytest.raises(DeskError, match=r"case\.nobody_deliberates"):
        case_deliberation.print_case_ballot(player.desk, player.case_id, Result.EXEMPT, copies=1)
    player.sit((*MEMBERS, MemberRow("邹委员", "委员", recused=True, recusal_reason="亲属")))
    for copies in (0, 3):
        with pytest.raises(DeskError, match=r"case\.ballot_copies"):
            case_deliberation.print_case_ballot(
                player.desk, player.case_id, Result.EXEMPT, copies=copies
            )
    row = case_deliberation.print_case_ballot(player.desk, player.case_id, Result.EXEMPT, copies=2)
    pages = page_texts(read_issued(player.desk, row.id))
    assert pages[0] == pages[1]
    assert RARE in compact(pages[0])
    assert "免除责任" in compact(pages[0])


def test_a_folder_that_cannot_be_opened_whole_leaves_nothing(filed, tmp_path):
    case_papers.print_case_paper(filed.desk, filed.case_id, CasePaper.DETERMINATION)
    case_export.seal_case(filed.desk, filed.case_id, tmp_path / "案", PASSPHRASE)
    (tmp_path / "路").write_bytes(b"in the way")
    with pytest.raises(DeskError, match=r"sealed\.unwritable"):
        case_export.unseal_case(tmp_path / "案", PASSPHRASE, tmp_path / "路" / "开")
    assert {path.name for path in tmp_path.iterdir()} >= {"案", "路"}
    assert not list(tmp_path.glob(".*.part"))

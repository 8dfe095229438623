import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.cases import NOTICE
from tests.staging import at_stage
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.honours import Honour, Reward
from zjgdesk.models.notices import Notice, Objection
from zjgdesk.models.personnel import PersonnelForm
from zjgdesk.models.public_vote import VoteCode, VoteFile
from zjgdesk.models.workspace import ImportRecord, IssuedDocument, SchemeValue
from zjgdesk.models.year import IntegrityConclusion, Lead, Shortlist, WrittenDecision
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    DecisionMatter,
    OpinionAnswer,
    OpinionGroup,
    OrganisationKind,
    Purpose,
    RewardKind,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
    VoteFileState,
    VoteShape,
)
from zjgdesk.services import case_intake, opinions, rounds
from zjgdesk.services.search import HitKind, Naming, Rank, search
from zjgdesk.ui.scheme_words import SETTINGS
from zjgdesk.ui.words import word

NAMING = Naming(word, SETTINGS)
AT = datetime(2026, 11, 18, 4, tzinfo=UTC)


@pytest.fixture
def ids(desk, make_candidates):
    ids = make_candidates(
        ("丁一", "张　三", "李四光"), post="100%的_科长", deed='牵头"路网"工程\n完成征迁\\安置'
    )
    with desk.writing.begin() as session:
        session.get(Candidate, ids[1]).name_key = "张三"
    return ids


def kinds(desk, words):
    return [(hit.kind, hit.title) for hit in search(desk, words, limit=9)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("丁一", ["丁一"], id="a name"),
        pytest.param("张三", ["张　三"], id="a name with a blank in it"),
        pytest.param("四 工程", ["李四光"], id="words in several fields"),
        pytest.param("工程 没有", [], id="one word missing"),
        pytest.param("100%的_", ["李四光", "张　三", "丁一"], id="wildcards are signs"),
        pytest.param("1_0", [], id="an underline is no wildcard"),
        pytest.param('"路网"', ["李四光", "张　三", "丁一"], id="quotes"),
        pytest.param("征迁\\安置", ["李四光", "张　三", "丁一"], id="a backslash"),
        pytest.param("deed", [], id="the name of a field is no find"),
        pytest.param("  ", [], id="nothing"),
    ],
)
def test_all_words_must_occur(desk, ids, words, found):
    titles = [hit.title for hit in search(desk, words, limit=9) if hit.kind is HitKind.CANDIDATE]
    assert titles == found


def test_a_find_says_where_the_words_stand(desk, ids):
    (hit,) = search(desk, "丁一 征迁", limit=9)
    assert (hit.id, hit.track, hit.tab, hit.field) == (ids[0], Track.CADRE, "candidates", "deed")
    assert hit.context == '牵头"路网"工程 完成征迁\\安置'
    (hit,) = search(desk, "丁一", limit=9)
    assert (hit.field, hit.context) == ("organisation", "杨舍镇")


def test_long_texts_are_cut_around_the_word(desk, make_candidates):
    make_candidates(("丁一",), deed="长" * 100 + "关键" + "尾" * 100)
    (hit,) = search(desk, "关键", limit=9)
    assert hit.context == "…" + "长" * 16 + "关键" + "尾" * 30 + "…"


@pytest.fixture
def everything(desk, ids):
    at_stage(desk, Stage.CONSULTATION)
    new = opinions.NewRequests(
        OpinionGroup.TOWNS, Track.CADRE, ("塘桥镇",), date(2026, 11, 1), date(2026, 11, 9)
    )
    opinions.send_requests(desk, new)
    (request,) = opinions.list_requests(desk)
    no = OpinionAnswer.NO
    opinions.record_opinion(desk, request.id, ids[0], no, text="标记：群众有反映")
    pending = ClearanceAnswer.PENDING
    opinions.record_clearance(desk, ids[1], ClearanceOrgan.COURT, pending, text="标记：在查")
    case_intake.open_case(
        desk,
        replace(
            NOTICE,
            person="王五",
            organisation="标记镇",
            candidate_id=None,
            notice_on=date(2026, 11, 1),
            account="口径不一",
            post="书记",
        ),
    )
    return request


def test_everything_that_is_kept_is_found(desk, everything, new_round, ids):
    round_id = rounds.define_round(desk, new_round(candidate_ids=tuple(ids), title="标记轮次"))
    with desk.writing.begin() as session:
        told = {"digest": "x", "at": AT, "actor": "经办人"}
        session.add(
            IssuedDocument(kind="notice", title="标记公示", pages=1, subject="notice:1", **told)
        )
        counts = {"size": 1, "rows": 1, "taken": 1, "left_out": 0}
        session.add(
            ImportRecord(kind="cadres", name="标记.xlsx", medium="光盘 3 号", **counts, **told)
        )
        notice = Notice(
            round_id=round_id,
            track=Track.CADRE,
            title="标记的公示",
            published_on=date(2026, 11, 18),
            days="[]",
            published=False,
        )
        session.add(notice)
        session.flush()
        objection = Objection(
            notice_id=notice.id,
            candidate_id=ids[2],
            received_on=date(2026, 11, 18),
            signed=True,
            text="标记反映",
            answer="",
        )
        session.add(objection)
        session.flush()
        notice_id, objection_id = notice.id, objection.id
    hits = {hit.kind: hit for hit in search(desk, "标记", limit=9)}
    assert set(hits) == {
        HitKind.OPINION,
        HitKind.CLEARANCE,
        HitKind.ROUND,
        HitKind.NOTICE,
        HitKind.OBJECTION,
        HitKind.CASE,
        HitKind.DOCUMENT,
    }
    opinion = hits[HitKind.OPINION]
    assert (opinion.id, opinion.parent, opinion.title) == (ids[0], everything.id, "丁一")
    assert (hits[HitKind.OBJECTION].id, hits[HitKind.OBJECTION].parent) == (
        objection_id,
        notice_id,
    )
    assert hits[HitKind.ROUND].id == round_id
    assert hits[HitKind.CASE].title == "王五"
    assert kinds(desk, "杨舍镇")[0] == (HitKind.ORGANISATION, "杨舍镇")
    assert kinds(desk, "光盘") == []  # nowhere is a file of nominations listed
    counting = replace(desk, purpose=Purpose.COUNTING)
    kept = {HitKind.ROUND, HitKind.DOCUMENT}
    assert {hit.kind for hit in search(counting, "标记", limit=9)} == kept


@pytest.fixture
def the_year(desk, ids):
    """One of everything that the year leaves behind."""
    told = {"at": AT, "actor": "经办人"}
    first = {"candidate_id": ids[0], **told}
    record = ImportRecord(
        kind="votes", name="报纸.xlsx", size=1, digest="x", rows=1, taken=1, left_out=0,
        medium="光盘 3 号", **told,
    )  # fmt: skip
    honour = Honour(
        year=2024, track=Track.CADRE, name="周　六", name_key="周六", organisation="塘桥镇",
        post="主任",
    )  # fmt: skip
    with desk.writing.begin() as session:
        session.add_all((record, honour))
        session.flush()
        session.add_all(
            (
                WrittenDecision(
                    matter=DecisionMatter.QUOTA, organ="市委组织部", document="张组〔2026〕8号",
                    decided_on=date(2026, 3, 1), reason="多推一名", **first,
                ),
                IntegrityConclusion(
                    organisation="杨舍镇", text="廉洁自律情况良好", party_secretary="赵书记",
                    discipline_secretary="钱书记", signed_on=date(2026, 3, 1), **first,
                ),
                Lead(
                    received_on=date(2026, 3, 1), source="来信", text="酒席超标", concrete=True,
                    finding="查无实据", checked_on=None, **first,
                ),
                PersonnelForm(
                    name="丁一.lrmx", digest="x", unknown="{}", photo=None, **first,
                    fields=json.dumps({"JianLi": "在河海大学学习", "ShenFenZheng": "320582"}, ensure_ascii=False),
                    family=json.dumps([{"ChengWei": "妻", "XingMing": "孙七"}], ensure_ascii=False),
                ),
                Shortlist(
                    track=Track.CADRE, kind=ShortlistKind.INITIAL, state=ShortlistState.DECIDED,
                    places=1, surplus=1, decided_on=date(2026, 4, 1), decided_at="市委 305 室",
                    reason="综合比选", formula="", set_aside_reason="",
                ),
                Shortlist(
                    track=Track.CADRE, kind=ShortlistKind.INITIAL, state=ShortlistState.SET_ASIDE,
                    places=1, surplus=1, decided_on=None, decided_at="旧址", reason="",
                    formula="", set_aside_reason="",
                ),
                VoteCode(candidate_id=ids[0], track=Track.CADRE, code="007"),
                VoteFile(
                    track=Track.CADRE, import_id=record.id, shape=VoteShape.TOTALS,
                    state=VoteFileState.COUNTED, reason="首次报送", rules="{}",
                ),
                Reward(
                    honour_id=honour.id, kind=RewardKind.TRAINING, on=date(2025, 5, 1),
                    text="春季主体班",
                ),
                SchemeValue(key="notice.phone", value="58690000", source="办公室通知"),
            )
        )  # fmt: skip
    return ids


@pytest.mark.parametrize(
    ("words", "kind", "title", "field"),
    [
        ("多推一名", HitKind.DECISION, "丁一", "reason"),
        ("张组〔2026〕8号", HitKind.DECISION, "丁一", "document"),
        ("超额推荐 丁一", HitKind.DECISION, "丁一", "matter"),
        ("自律情况", HitKind.CONCLUSION, "丁一", "text"),
        ("钱书记", HitKind.CONCLUSION, "丁一", "discipline_secretary"),
        ("超标", HitKind.LEAD, "丁一", "text"),
        ("来信", HitKind.LEAD, "丁一", "lead_source"),
        ("查无", HitKind.LEAD, "丁一", "finding"),
        ("河海大学", HitKind.FORM, "丁一", "JianLi"),
        ("孙七", HitKind.FORM, "丁一", "family"),
        ("初审入围 好干部", HitKind.SHORTLIST, "好干部　初审入围", "decided_at"),
        ("305", HitKind.SHORTLIST, "好干部　初审入围", "decided_at"),
        ("比选", HitKind.SHORTLIST, "好干部　初审入围", "reason"),
        ("007", HitKind.CODE, "007", "name"),
        ("报纸", HitKind.VOTE_FILE, "报纸.xlsx", "reason"),
        ("光盘", HitKind.VOTE_FILE, "报纸.xlsx", "medium"),
        ("首次报送", HitKind.VOTE_FILE, "报纸.xlsx", "reason"),
        ("周六", HitKind.HONOUR, "周　六", "organisation"),
        ("主体班", HitKind.REWARD, "周　六", "text"),
        ("主体班次培训", HitKind.REWARD, "周　六", "reward_kind"),
        ("好干部名额", HitKind.SETTING, "好干部名额", "value"),
        ("58690000", HitKind.SETTING, "受理电话", "value"),
        ("办公室通知", HitKind.SETTING, "受理电话", "basis"),
    ],
)
def test_what_the_year_leaves_is_found_where_it_stands(desk, the_year, words, kind, title, field):
    hit = search(desk, words, limit=9, naming=NAMING)[0]
    assert (hit.kind, hit.title, hit.field) == (kind, title, field)
    if kind is HitKind.SHORTLIST:
        assert (hit.list, hit.track) == (ShortlistKind.INITIAL, Track.CADRE)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("旧址", id="a list that was set aside"),
        pytest.param("320582", id="a field of the form that no page shows"),
        pytest.param("JianLi", id="the name of a field of the form"),
        pytest.param("surname", id="a value that is never read so"),
    ],
)
def test_what_no_page_shows_is_no_find(desk, the_year, words):
    assert search(desk, words, limit=9, naming=NAMING) == []


def test_the_name_of_a_candidate_alone_finds_no_papers_about_it(desk, the_year):
    found = [hit.kind for hit in search(desk, "丁一", limit=9, naming=NAMING)]
    assert found == [HitKind.CANDIDATE, HitKind.CODE]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(
            "张三",
            [("张　三", Rank.EXACT), ("张三丰", Rank.PREFIX), ("小张三", Rank.NAME)],
            id="the name itself, how it begins, in it",
        ),
        pytest.param(
            "张",
            [
                ("张三丰", Rank.PREFIX),
                ("张　三", Rank.PREFIX),
                ("张家港公司", Rank.PREFIX),
                ("小张三", Rank.NAME),
                ("王五", Rank.OTHER),
            ],
            id="a name before a native place, kinds in their order",
        ),
        pytest.param(
            "张 三", [("张　三", Rank.EXACT), ("张三丰", Rank.PREFIX)], id="a blank in it"
        ),
        pytest.param("港 王五", [("王五", Rank.EXACT)], id="one of two words is the name"),
        pytest.param("家港", [("张家港公司", Rank.NAME), ("王五", Rank.OTHER)], id="in a name"),
    ],
)
def test_the_name_comes_before_what_stands_elsewhere(desk, make_candidates, words, found):
    make_candidates(("小张三", "张　三", "张三丰"))
    make_candidates(("王五",), native_place="张家港")
    with desk.writing.begin() as session:
        for row in session.scalars(select(Candidate)):
            row.name_key = compact(row.name)
        session.add(
            Organisation(
                position=999, name="张家港公司", kind=OrganisationKind.OTHER, assessed=True
            )
        )
    hits = search(desk, words, limit=9, naming=NAMING)
    told = [(hit.title, hit.rank) for hit in hits if hit.kind is not HitKind.SETTING]
    assert told[: len(found)] == found


def test_the_limit_leaves_the_nearest(desk, make_candidates):
    make_candidates(("张三", *(f"李{number}" for number in range(9))), native_place="张家港")
    hits = search(desk, "张", limit=2)
    assert [hit.title for hit in hits if hit.kind is HitKind.CANDIDATE] == ["张三", "李8"]


def test_each_kind_has_its_limit_and_the_newest_come_first(desk, everything, ids):
    hits = search(desk, "一", limit=2)
    assert [hit.kind for hit in hits].count(HitKind.CANDIDATE) == 1
    hits = [hit for hit in search(desk, "科长", limit=2) if hit.kind is HitKind.CANDIDATE]
    assert [hit.id for hit in hits] == [ids[2], ids[1]]


WHOLE_FILE = (
    "SELECT count(*) FROM candidate WHERE fields LIKE '%没有这个词%'"
    " UNION ALL SELECT count(*) FROM personnel_form WHERE fields LIKE '%没有这个词%'"
)
MOST_READINGS = 20
"""How often SQLite may read all the text through in the time of one search."""


def _best(work):
    runs = []
    for _ in range(3):  # the machine may be busy once
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return min(runs)


def test_5000_candidates_are_searched_while_typing(desk):
    told = {"post": "科长", "deed": "牵头重大项目，解决疑难问题" * 20}
    with desk.acting(Action.IMPORT_CANDIDATES, "test") as deed:
        deed.session.add_all(
            Candidate(
                track=Track.CADRE,
                name=f"张{number}",
                name_key=f"张{number}",
                organisation=f"单位{number % 60}",
                fields=json.dumps({"name": f"张{number}", **told}, ensure_ascii=False),
            )
            for number in range(5000)
        )
        deed.session.flush()
        resume = json.dumps({"JianLi": "在河海大学学习，后任科员" * 40}, ensure_ascii=False)
        deed.session.add_all(
            PersonnelForm(
                candidate_id=number, name="表.lrmx", digest="x", fields=resume, family="[]",
                unknown="{}", photo=None, at=AT, actor="经办人",
            )
            for number in range(1, 3001)
        )  # fmt: skip
    with closing(sqlite3.connect(desk.folder / "desk.db")) as raw:
        floor = _best(lambda: raw.execute(WHOLE_FILE).fetchall())
    took = {
        words: round(
            _best(lambda words=words: search(desk, words, limit=9, naming=NAMING)) / floor
        )
        for words in ("张4999", "疑难 张12", "没有这个词", "科长", "张")
    }
    assert max(took.values()) < MOST_READINGS, took
    assert search(desk, "张4999 疑难", limit=9)[0].title == "张4999"


def test_rounds_are_searched_by_their_meeting(desk, ids, new_round):
    rounds.define_round(desk, new_round(candidate_ids=tuple(ids), meeting="第 12 次常委会"))
    (hit,) = search(desk, "第 12", limit=9)
    assert (hit.kind, hit.field) == (HitKind.ROUND, "meeting")

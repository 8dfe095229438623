import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.staging import at_stage
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.notices import Notice, Objection
from zjgdesk.models.workspace import ImportRecord, IssuedDocument
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Purpose,
    Stage,
    Track,
)
from zjgdesk.services import opinions, rounds, tolerance
from zjgdesk.services.search import HitKind, search
from zjgdesk.services.tolerance import NewCase

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
    tolerance.open_case(
        desk,
        NewCase(
            person="王五",
            organisation="标记镇",
            post="书记",
            candidate_id=None,
            kind=AccountabilityKind.ACCOUNTABILITY,
            organ="镇党委",
            measure="通报",
            notice_on=date(2026, 11, 1),
            applicant=Applicant.PERSON,
            applied_on=date(2026, 11, 5),
            account="口径不一",
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
    assert set(hits) == set(HitKind) - {HitKind.CANDIDATE, HitKind.ORGANISATION}
    opinion = hits[HitKind.OPINION]
    assert (opinion.id, opinion.parent, opinion.title) == (ids[0], everything.id, "丁一")
    assert (hits[HitKind.OBJECTION].id, hits[HitKind.OBJECTION].parent) == (
        objection_id,
        notice_id,
    )
    assert hits[HitKind.ROUND].id == round_id
    assert hits[HitKind.CASE].title == "王五"
    assert kinds(desk, "杨舍镇")[-1] == (HitKind.ORGANISATION, "杨舍镇")
    assert kinds(desk, "光盘") == [(HitKind.IMPORT, "标记.xlsx")]
    counting = replace(desk, purpose=Purpose.COUNTING)
    kept = {HitKind.ROUND, HitKind.DOCUMENT, HitKind.IMPORT}
    assert {hit.kind for hit in search(counting, "标记", limit=9)} == kept


def test_each_kind_has_its_limit_and_the_newest_come_first(desk, everything, ids):
    hits = search(desk, "一", limit=2)
    assert [hit.kind for hit in hits].count(HitKind.CANDIDATE) == 1
    hits = [hit for hit in search(desk, "科长", limit=2) if hit.kind is HitKind.CANDIDATE]
    assert [hit.id for hit in hits] == [ids[2], ids[1]]


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
    took = []
    for words in ("张4999", "疑难 张12", "没有这个词", "科长"):
        start = time.perf_counter()
        search(desk, words, limit=9)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.15
    assert sorted(took)[2] < 0.15, took
    assert search(desk, "张4999 疑难", limit=9)[0].title == "张4999"


def test_rounds_are_searched_by_their_meeting(desk, ids, new_round):
    rounds.define_round(desk, new_round(candidate_ids=tuple(ids), meeting="第 12 次常委会"))
    (hit,) = search(desk, "第 12", limit=9)
    assert (hit.kind, hit.field) == (HitKind.ROUND, "meeting")

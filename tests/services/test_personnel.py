import pytest

from tests.conftest import trail_of
from tests.staging import at_stage
from zjgdesk.errors import DeskError
from zjgdesk.exchange.lrmx import LrmxForm, read_lrmx, write_lrmx
from zjgdesk.resources import resources
from zjgdesk.rules.vocabulary import Stage
from zjgdesk.services import candidates, imports, personnel
from zjgdesk.services.personnel import FormFile

SAMPLE = (resources() / "sample" / "示例-张三.lrmx").read_bytes()


def form(name, birth="198001", **fields):
    told = {"XingMing": name, "ChuShengNianYue": birth, **fields}
    return FormFile(f"{name}.lrmx", write_lrmx(LrmxForm(told)))


@pytest.fixture
def people(make_candidates):
    """张三 twice in two units, 李四 once, all born in January 1980 as far as is known."""
    first = make_candidates(("张三", "李四"), post="科长")
    second = make_candidates(("张三",), organisation="塘桥镇")
    return (*first, *second)


def change_birth(desk, candidate, text):
    candidates.change_candidate(desk, candidate, {"birth": text}, reason="更正")


def matches(desk, *files):
    rows = personnel.preview_personnel(desk, files).rows
    return [(row.match.value, row.candidate_id) for row in rows]


def test_a_name_and_a_birth_month_find_their_candidate(desk, people):
    change_birth(desk, people[2], "1981.02")
    assert matches(desk, form("李　四"), form("张三"), form("张三", "1981.02.03")) == [
        ("matched", people[1]),
        ("matched", people[0]),
        ("matched", people[2]),
    ]


def test_namesakes_of_one_month_and_strangers_are_asked(desk, people):
    assert matches(desk, form("张三"), form("王五")) == [("asked", None), ("nobody", None)]
    row = personnel.preview_personnel(desk, [form("张三")]).rows[0]
    assert [who for _, who in row.choices] == ["张三　杨舍镇", "张三　塘桥镇"]


def test_the_number_finds_whom_the_month_does_not(desk, people):
    one = personnel.preview_personnel(desk, [form("李四", ShenFenZheng="32058219800101001x")])
    personnel.bring_in_personnel(desk, one)
    change_birth(desk, people[1], "1979.12")
    assert matches(desk, form("李四", ShenFenZheng="32058219800101001X ", XingBie="男")) == [
        ("matched", people[1])
    ]


def test_without_a_month_the_only_namesake_is_proposed_but_asked(desk, people):
    assert matches(desk, form("李四", "不详")) == [("asked", people[1])]
    assert matches(desk, form("李四", "197001")) == [("asked", None)]


def test_only_empty_fields_are_filled_and_differences_told(desk, people):
    told = form("李四", XingBie="女", MinZu="汉族", XianRenZhiWu="局长", RuDangShiJian="200106")
    preview = personnel.preview_personnel(desk, [told])
    (row,) = preview.rows
    assert row.fills == {
        "gender": "女",
        "ethnicity": "汉族",
        "joined_party": "200106",
        "politics": "中共党员",
    }
    assert [(d.field, d.theirs, d.form) for d in row.differences] == [("post", "科长", "局长")]
    assert personnel.bring_in_personnel(desk, preview, medium="光盘") == 1
    fields = candidates.read_candidate(desk, people[1]).fields
    assert (fields["gender"], fields["post"]) == ("女", "科长")
    kept = personnel.read_form(desk, people[1])
    assert (kept.name, kept.fields["XianRenZhiWu"]) == ("李四.lrmx", "局长")
    assert imports.list_imports(desk)[0].medium == "光盘"


def test_the_clerk_decides_where_it_is_asked(desk, people):
    preview = personnel.preview_personnel(desk, [form("张三"), form("王五")])
    with pytest.raises(DeskError, match=r"personnel\.nothing"):
        personnel.bring_in_personnel(desk, preview)
    preview = personnel.choose(desk, preview, 0, people[2])
    assert len(preview.ready) == 1
    twice = personnel.choose(desk, preview, 1, people[2])
    with pytest.raises(DeskError, match=r"personnel\.twice"):
        personnel.bring_in_personnel(desk, twice)
    assert personnel.choose(desk, twice, 1, None).ready == preview.ready
    personnel.bring_in_personnel(desk, preview)
    assert personnel.read_form(desk, people[0]) is None
    assert personnel.read_form(desk, people[2]) is not None


def test_two_forms_for_one_candidate_are_asked(desk, people):
    assert matches(desk, form("李四"), form("李四", XingBie="女")) == [("asked", None)] * 2


def test_a_newer_form_takes_the_place_of_the_earlier_and_the_trail_tells(desk, people):
    for gender in ("男", "女"):
        preview = personnel.preview_personnel(desk, [form("李四", XingBie=gender)])
        personnel.bring_in_personnel(desk, preview)
    assert personnel.read_form(desk, people[1]).fields["XingBie"] == "女"
    assert (
        '"before":"sm3:' in trail_of(desk)[0].facts or '"before":"sha' in trail_of(desk)[0].facts
    )


def test_the_same_form_twice_and_what_is_none_are_told_apart(desk, people):
    good, bad = form("李四"), FormFile("坏.lrmx", b"<html/>")
    preview = personnel.preview_personnel(desk, [good, good, bad])
    assert [row.match.value for row in preview.rows] == ["matched", "known", "refused"]
    assert preview.rows[2].problem.code == "personnel.not_a_form"
    personnel.bring_in_personnel(desk, preview)
    assert matches(desk, good) == [("known", None)]


def test_the_photograph_and_unknown_tags_come_out_again(desk, make_candidates):
    (person,) = make_candidates(("张三",))
    change_birth(desk, person, "1979.03")
    content = SAMPLE.replace(b"<Version>", b"<DaoLingNianYue>203903</DaoLingNianYue><Version>")
    preview = personnel.preview_personnel(desk, [FormFile("张三.lrmx", content)])
    assert preview.rows[0].has_photo
    personnel.bring_in_personnel(desk, preview)
    again = read_lrmx("a", personnel.export_lrmx(desk, person))
    assert again == read_lrmx("a", content)


def test_who_stops_leaves_nothing_behind(desk, people):
    preview = personnel.preview_personnel(desk, [form("李四", XingBie="女")])

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        personnel.bring_in_personnel(desk, preview, on_progress=stop)
    assert personnel.read_form(desk, people[1]) is None
    at_stage(desk, Stage.BALLOT)
    with pytest.raises(DeskError, match=r"stage\.too_late"):
        personnel.bring_in_personnel(desk, preview)


def test_a_unit_has_no_form(desk, make_candidates):
    from zjgdesk.rules.vocabulary import Track

    (unit,) = make_candidates(("综合科",), Track.UNIT)
    preview = personnel.preview_personnel(desk, [form("李四")])
    with pytest.raises(DeskError, match=r"personnel\.not_a_cadre"):
        personnel.choose(desk, preview, 0, unit)
    with pytest.raises(DeskError, match=r"personnel\.none"):
        personnel.export_lrmx(desk, unit)


def test_a_form_that_leaves_is_on_the_trail(desk, sign_in, people):
    personnel.bring_in_personnel(desk, personnel.preview_personnel(desk, [form("李四")]))
    personnel.export_lrmx(desk, people[1])
    assert f'"candidate":{people[1]}' in trail_of(desk)[0].facts
    with pytest.raises(DeskError, match=r"role\.denied"):
        personnel.export_lrmx(sign_in("计票甲"), people[1])


def test_a_form_is_recorded_with_its_size_and_medium(desk, people):
    """Rule: AIR-02."""
    file = form("李四")
    preview = personnel.preview_personnel(desk, [file])
    personnel.bring_in_personnel(desk, preview, medium="光盘3号")
    record = imports.list_imports(desk)[0]
    assert (record.name, record.size, record.medium) == ("李四.lrmx", len(file.content), "光盘3号")

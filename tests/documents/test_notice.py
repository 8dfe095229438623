from dataclasses import fields, replace

import pytest

from tests.documents.samples import CONTACTS, MINORITY, names, notice, unit_notice
from zjgdesk.documents.notice import Contacts, NoticePerson, build_notice, notice_text, person_line
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact


@pytest.mark.parametrize("count", [1, 20, 60])
def test_every_person_is_on_the_notice(fonts, count):
    text = compact("".join(page_texts(build_notice(notice(count), fonts))))
    assert all(compact(name) in text for name in names(count))
    assert f"{count}名同志" in text


def test_the_text_follows_the_order_of_the_law():
    text = notice_text(notice(3))
    parts = ("当选人选公示", "根据", "为充分发扬民主", "公示期为2026年5月7日至2026年5月13日",
             "以到达地邮戳为准", "真实姓名、工作单位和联系电话", "受理单位：", "受理时间：",
             "0512-12380", "通信地址：", "邮政编码：", "【署名】中共张家港市委组织部",
             "【日期】2026年5月7日", MINORITY)  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("person", "line"),
    [
        pytest.param(
            NoticePerson(
                "丁宁", "女", "汉族", "1985-03", "大学", "工学学士", "中共党员", "某局局长"
            ),
            "丁\u3000宁，女，汉族，1985年3月生，大学，工学学士，中共党员，现任某局局长。",
            id="NOTICE-03 full",
        ),
        pytest.param(NoticePerson(MINORITY), f"{MINORITY}。", id="NOTICE-03 bare"),
        pytest.param(
            NoticePerson("王㛃三", birth="1985年"), "王㛃三，1985年生。", id="NOTICE-03 year"
        ),
        pytest.param(
            NoticePerson("王㛃三", remarks=("江苏张家港人",)),
            "王㛃三，江苏张家港人。",
            id="NOTICE-03 more",
        ),
    ],
)
def test_person_lines(person, line):
    assert person_line(person) == line


def test_units_are_named_with_parent_and_deeds(fonts):
    text = compact("".join(page_texts(build_notice(unit_notice(), fonts))))
    assert "重大项目科（市发改委）：牵头推进12个项目。" in text
    assert "2个单位为2026年度担当作为好单位当选单位" in text


@pytest.mark.parametrize("field", [field.name for field in fields(Contacts)])
def test_an_empty_contact_stops_the_printing(fonts, field):
    with pytest.raises(DeskError) as refusal:
        build_notice(notice(1, contacts=replace(CONTACTS, **{field: " "})), fonts)
    assert refusal.value.code == "notice.contact_missing"
    assert refusal.value.rule == "NOTICE-04"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"persons": ()}, "notice.empty", id="NOTICE-04 nobody"),
        pytest.param({"template": "{名单}"}, "template.field_missing", id="NOTICE-04 no contacts"),
        pytest.param({"issuer": ""}, "template.field_empty", id="NOTICE-04 no issuer"),
        pytest.param(
            {"template": read_template("notice_cadre.txt") + "决定予以表彰。"},
            "notice.forbidden_word",
            id="SCHEME-07 commendation",
        ),
    ],
)
def test_a_faulty_notice_is_refused(fonts, changes, code):
    with pytest.raises(DeskError) as refusal:
        build_notice(notice(1, **changes), fonts)
    assert refusal.value.code == code


def test_a_post_or_a_deed_may_name_a_commendation(fonts):
    """Rule: SCHEME-07. The post is called so; what is printed is not."""
    person = replace(notice(1).persons[0], post="市人社局评比表彰科科长")
    pages = page_texts(build_notice(notice(1, persons=(person,)), fonts))
    assert "评比表彰科科长" in compact("".join(pages))
    with pytest.raises(DeskError, match=r"notice\.forbidden_word"):
        build_notice(notice(1, title="评比表彰人选公示"), fonts)


def test_the_offices_own_text_is_used(fonts):
    template = read_template("notice_cadre.txt").replace("根据我市", "按照本市")
    assert "按照本市" in compact(page_texts(build_notice(notice(1, template=template), fonts))[0])


def test_the_same_facts_give_the_same_bytes(fonts):
    assert build_notice(notice(20), fonts) == build_notice(notice(20), fonts)

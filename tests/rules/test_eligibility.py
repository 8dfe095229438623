import pytest

from zjgdesk.rules.eligibility import (
    may_stand_cadre,
    may_stand_unit,
    parse_deed_kind,
    parse_level,
)
from zjgdesk.rules.vocabulary import DeedKind, PostLevel


@pytest.mark.parametrize(
    ("text", "post", "level"),
    [
        ("中层正职", "", PostLevel.MIDDLE_HEAD),
        ("中层正", "", PostLevel.MIDDLE_HEAD),
        ("中层副职", "", PostLevel.MIDDLE_DEPUTY),
        ("村书记", "", PostLevel.VILLAGE_SECRETARY),
        ("村党委书记", "", PostLevel.VILLAGE_SECRETARY),
        ("村党总支副书记", "", PostLevel.STAFF),
        ("副 科 级", "", PostLevel.SECTION_DEPUTY),
        ("正科级", "", PostLevel.SECTION_HEAD),
        ("乡科级正职", "", PostLevel.SECTION_HEAD),
        ("副处级", "", PostLevel.DIVISION_DEPUTY),
        ("正处级", "", PostLevel.DIVISION_HEAD),
        ("科员", "", PostLevel.STAFF),
        ("", "某镇某村党委书记", PostLevel.VILLAGE_SECRETARY),
        ("", "某镇某村党委副书记", PostLevel.STAFF),
        ("", "综合科科长", PostLevel.MIDDLE_HEAD),
        ("", "综合科副科长", PostLevel.MIDDLE_DEPUTY),
        ("", "办公室科员", PostLevel.STAFF),
        ("", "副主任", None),
        ("", "", None),
        ("副科长", "", PostLevel.MIDDLE_DEPUTY),
        ("四级主任科员", "", PostLevel.SECTION_DEPUTY),
        ("一级主任科员", "", PostLevel.SECTION_HEAD),
        ("四级调研员", "", PostLevel.DIVISION_DEPUTY),
        ("二级巡视员", "", PostLevel.DIVISION_HEAD),
        ("一级科员", "", PostLevel.STAFF),
        ("大官", "", None),
        ("村干部", "某村党总支书记", PostLevel.VILLAGE_SECRETARY),
        ("大官", "科长", None),
        ("综合科科长", "", PostLevel.MIDDLE_HEAD),
        ("村（社区）党组织书记", "", PostLevel.VILLAGE_SECRETARY),
    ],
)
def test_levels_as_departments_write_them(text, post, level):
    assert parse_level(text, post) is level


@pytest.mark.parametrize(
    ("level", "code"),
    [
        pytest.param(PostLevel.STAFF, "candidate.post_too_low", id="SCHEME-03 staff"),
        pytest.param(PostLevel.MIDDLE_DEPUTY, "candidate.post_too_low", id="SCHEME-03 deputy"),
        pytest.param(None, "candidate.level_unknown", id="SCHEME-03 unknown"),
        pytest.param(PostLevel.MIDDLE_HEAD, None, id="SCHEME-03 head"),
        pytest.param(PostLevel.VILLAGE_SECRETARY, None, id="SCHEME-03 village"),
        pytest.param(PostLevel.SECTION_DEPUTY, None, id="SCHEME-03 higher"),
    ],
)
def test_who_may_be_recommended(level, code):
    refusal = may_stand_cadre(level, "原文")
    assert (refusal.code if refusal else None) == code
    assert refusal is None or refusal.rule == "SCHEME-03"


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        pytest.param("杨舍镇", "杨舍镇", "candidate.top_level_unit", id="SCHEME-02 itself"),
        pytest.param("杨舍 镇", "市财政局", "candidate.top_level_unit", id="SCHEME-02 another"),
        pytest.param("某局", "某局", "candidate.top_level_unit", id="SCHEME-02 same words"),
        pytest.param("团市委科", "团市委", "candidate.parent_not_assessed", id="SCHEME-02 not in"),
        pytest.param("综合科", "杨舍镇", None, id="SCHEME-02 a section"),
        pytest.param("综合科", "某局", None, id="SCHEME-02 unknown parent is another rule's"),
    ],
)
def test_which_units_may_be_recommended(name, parent, code):
    refusal = may_stand_unit(name, parent, {"杨舍镇": True, "团市委": False, "市财政局": True})
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("重大项目", DeedKind.PROJECT),
        ("重大工程", DeedKind.WORKS),
        ("重大改革", DeedKind.REFORM),
        ("解决矛盾和疑难问题", DeedKind.CONFLICT),
        ("解决矛盾、疑难问题", DeedKind.CONFLICT),
        ("化解信访积案", DeedKind.CONFLICT),
        ("破解难点问题", DeedKind.CONFLICT),
        ("种花", None),
        ("", None),
    ],
)
def test_kinds_of_deeds(text, kind):
    assert parse_deed_kind(text) is kind

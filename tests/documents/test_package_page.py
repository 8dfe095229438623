"""The register page of a package: what travels with a medium."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.documents.golden import check_golden
from zjgdesk.documents.package_page import PackageFacts, build_package_page
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import PackageKind

FACTS = PackageFacts(
    kind=PackageKind.BALLOT,
    number=3,
    subject="市委常委会会议",
    sender="2026年度评选",
    sender_fingerprint="65060 51641 94942 00640 04228 23889 41083 59075",
    receiver="一号计票机",
    receiver_fingerprint="41417 15386 00667 04796 26334 39362 62420 01149",
    name="票决-市委常委会会议",
    size=12_345,
    digest="8E95 24BE 8C0C C2E7",
    medium="光盘 2026-票-01",
    at=datetime(2026, 11, 18, 4, tzinfo=UTC),
    actor="陈经办",
    foot="留痕短码 3F2A-91BC",
)


def test_the_page_says_what_it_said_where_it_said_it(fonts):
    check_golden("sheets/package_page", build_package_page(FACTS, fonts))


def test_the_same_facts_give_the_same_bytes(fonts):
    assert build_package_page(FACTS, fonts) == build_package_page(FACTS, fonts)


@pytest.mark.parametrize("kind", list(PackageKind))
def test_each_kind_names_itself_and_who_carries_it(fonts, kind):
    text = "".join(page_texts(build_package_page(replace(FACTS, kind=kind), fonts))).split()
    said = "".join(text)
    for words in (
        "登记页",
        "一号计票机",
        "光盘2026-票-01",
        "陈经办",
        "8E9524BE8C0CC2E7",
        "12,345",
    ):
        assert words in said


def test_long_titles_take_more_lines_and_are_not_cut(fonts):
    long = "中国共产党张家港市第十四届委员会常务委员会第一百二十三次（扩大）会议" * 3
    said = "".join("".join(page_texts(build_package_page(replace(FACTS, subject=long), fonts))))
    assert long in "".join(said.split())


def test_a_character_that_no_font_has_is_refused(fonts):
    with pytest.raises(DeskError, match=r"page\.glyph_missing"):
        build_package_page(replace(FACTS, subject="会议\U0010fffd"), fonts)

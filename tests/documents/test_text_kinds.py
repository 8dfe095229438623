"""Every document whose words an office may rewrite."""

from pathlib import Path

import pytest

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.resources import resources
from zjgdesk.services.text_kinds import ALL, TextKind
from zjgdesk.services.text_kinds.letters import KINDS as LETTERS

OWN = "特此说明。"
DRAWN = {"ballot", "case_ballot", "box_seal"}
"""Not set in lines: their text stands in places of its own."""
each_kind = pytest.mark.parametrize("kind", ALL.values(), ids=lambda kind: kind.kind)


def texts(data: bytes) -> list[str]:
    return ["".join(text.split()) for text in page_texts(data)]


def _shipped(kind: TextKind) -> str:
    return read_template(f"{kind.kind}.txt")


def _own(kind: TextKind) -> str:
    text = _shipped(kind)
    if kind.kind == "box_seal":
        return text.replace("启封时间", f"{OWN}启封时间")
    if kind.kind in DRAWN:
        return text.replace("【表】", f"【说明】{OWN}\n【表】")
    return f"{text}\n{OWN}"


def test_every_shipped_text_is_one_of_a_kind() -> None:
    files = {path.stem for path in Path(resources() / "templates").glob("*.txt")}
    assert files == set(ALL)


@each_kind
def test_the_shipped_text_prints_and_an_own_one_beside_it(kind: TextKind, fonts: Fonts) -> None:
    assert kind.build("", fonts) == kind.build(_shipped(kind), fonts)
    assert OWN not in "".join(texts(kind.build("", fonts)))
    assert OWN in "".join(texts(kind.build(_own(kind), fonts)))


@each_kind
def test_what_a_document_must_say_cannot_be_dropped(kind: TextKind, fonts: Fonts) -> None:
    for name in kind.filling().required:
        with pytest.raises(DeskError) as caught:
            kind.build(_shipped(kind).replace(f"{{{name}}}", "某"), fonts)
        assert caught.value.code == "template.field_missing"
    for name in kind.filling().kept:
        with pytest.raises(DeskError) as caught:
            kind.build(_shipped(kind).replace(f"【表】{name}", ""), fonts)
        assert caught.value.code == "template.table_missing"


@each_kind
def test_the_shipped_text_names_what_must_be_named(kind: TextKind) -> None:
    text = _shipped(kind)
    told = kind.filling()
    assert all(f"{{{name}}}" in text for name in told.required)
    assert all(f"【表】{name}" in text for name in told.kept)


@each_kind
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{没有的}", "template.field_unknown"),
        ("【表】没有的", "template.table_unknown"),
        ("【没有的】", "template.mark_unknown"),
        ("半个{括号", "template.brace"),
    ],
)
def test_a_faulty_text_is_refused(kind: TextKind, line: str, code: str, fonts: Fonts) -> None:
    with pytest.raises(DeskError) as caught:
        kind.build(f"{_shipped(kind)}\n{line}", fonts)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("ballot", "{own}\n表后的话。", "template.ballot_end"),
        ("ballot", "【署名】某部\n【日期】某日\n{own}", "template.ballot_mark"),
        ("ballot", "【换页】\n{own}", "template.ballot_mark"),
        ("ballot", "很长的话。" * 900 + "\n{own}", "ballot.head_too_long"),
        ("box_seal", "{own}\n第四行。", "template.seal_lines"),
        ("box_seal", "【换页】\n{own}", "template.seal_lines"),
        (
            "box_seal",
            "{own}".replace("{own}", "只有一行{会议}{事项}{日期}"),
            "template.seal_lines",
        ),
    ],
)
def test_what_has_no_place_on_a_drawn_page_is_refused(
    kind: str, text: str, code: str, fonts: Fonts
) -> None:
    told = text.replace("{own}", read_template(f"{kind}.txt"))
    with pytest.raises(DeskError) as caught:
        ALL[kind].build(told, fonts)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "kind",
    [each for each in LETTERS if each.kind.endswith("letter")],
    ids=lambda kind: kind.kind,
)
def test_a_title_breaks_between_words(kind: TextKind, fonts: Fonts) -> None:
    lines = page_texts(kind.build("", fonts))[0].split()
    assert any(line.endswith(("年度", "担当作为好干部")) for line in lines)
    assert "｜" not in "".join(lines)

"""The letters whose words an office may rewrite."""

import pytest

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.services.text_kinds import TextKind
from zjgdesk.services.text_kinds.letters import KINDS

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def texts(data: bytes) -> list[str]:
    return ["".join(text.split()) for text in page_texts(data)]


def _shipped(kind: TextKind) -> str:
    return read_template(f"{kind.kind}.txt")


@each_kind
def test_the_shipped_text_prints_and_an_own_one_beside_it(kind: TextKind, fonts: Fonts) -> None:
    own = _shipped(kind).replace("【署名】", "特此函告。\n【署名】")
    assert kind.build("", fonts) == kind.build(_shipped(kind), fonts)
    assert "特此函告" not in "".join(texts(kind.build("", fonts)))
    assert "特此函告" in "".join(texts(kind.build(own, fonts)))


@each_kind
def test_what_a_letter_must_say_cannot_be_dropped(kind: TextKind, fonts: Fonts) -> None:
    for name in kind.filling().required:
        with pytest.raises(DeskError) as caught:
            kind.build(_shipped(kind).replace(f"{{{name}}}", "某"), fonts)
        assert caught.value.code == "template.field_missing"
    for name in kind.filling().kept:
        with pytest.raises(DeskError) as caught:
            kind.build(_shipped(kind).replace(f"【表】{name}", ""), fonts)
        assert caught.value.code == "template.table_missing"


@each_kind
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{没有的}", "template.field_unknown"),
        ("【表】没有的", "template.table_unknown"),
        ("【没有的】", "template.mark_unknown"),
    ],
)
def test_a_faulty_letter_is_refused(kind: TextKind, line: str, code: str, fonts: Fonts) -> None:
    with pytest.raises(DeskError) as caught:
        kind.build(f"{_shipped(kind)}\n{line}", fonts)
    assert caught.value.code == code


@each_kind
def test_a_title_breaks_between_words(kind: TextKind, fonts: Fonts) -> None:
    lines = page_texts(kind.build("", fonts))[0].split()
    assert any(line.endswith(("年度", "担当作为好干部")) for line in lines)
    assert "｜" not in "".join(lines)

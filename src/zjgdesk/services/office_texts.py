"""The texts of papers as the office writes them: shipped ones, rewritten, and put back."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.proof import NAMED
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import OfficeText, SchemeValue
from zjgdesk.rules.roles import Action
from zjgdesk.services import papers
from zjgdesk.services.desk import Desk
from zjgdesk.services.text_kinds import ALL, TextGroup, TextKind

__all__ = [
    "Fillings",
    "TextGroup",
    "TextRow",
    "effective_text",
    "fillings",
    "list_texts",
    "preview_text",
    "reset_text",
    "save_text",
    "text_of",
    "tried",
]

MOST = 20_000
"""Characters of a text: more is a whole file that was pasted by mistake."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """The text of one kind of paper; `own` says that the office rewrote the shipped one."""

    kind: str
    title: str
    group: TextGroup
    text: str
    own: bool
    shipped: str


@dataclass(frozen=True, slots=True)
class Fillings:
    """What a text may name: fields with an example, and tables; and which of them it must."""

    fields: Mapping[str, str]
    tables: tuple[str, ...]
    required: tuple[str, ...]
    kept: tuple[str, ...]


def list_texts(desk: Desk) -> list[TextRow]:
    """Return the text of every paper that the office may rewrite."""
    with desk.reading() as session:
        return [_row(session, each) for each in ALL.values()]


def fillings(kind: str) -> Fillings:
    """Return what the text of a kind may name."""
    told = ALL[kind].filling()
    return Fillings(told.fields, tuple(told.tables), told.required, told.kept)


def preview_text(desk: Desk, kind: str, text: str) -> bytes:
    """Return the page as this text would print it, with made-up facts.

    Rule: NOTICE-04

    Raises:
        DeskError: the `template.…` codes of a faulty text, or the refusal of the page.
    """
    return tried(kind, text, papers.fonts_of(desk))


def tried(kind: str, text: str, fonts: Fonts) -> bytes:
    """Return the page that a text makes of made-up facts; needs no desk, so any thread may ask.

    Raises:
        DeskError: `template.empty`, `template.too_long`, `template.name_missing` where the page
            no longer says whom it is about; as `preview_text`.

    Rule: NOTICE-04
    """
    if not text.strip():
        raise DeskError("template.empty", rule="NOTICE-04")
    if len(text) > MOST:
        raise DeskError("template.too_long", rule="NOTICE-04", letters=len(text), most=MOST)
    try:
        return ALL[kind].build(text, fonts)
    except DeskError as error:
        if error.code == "page.proof_failed" and error.facts["check"] == NAMED:
            name = error.facts["subject"]
            raise DeskError("template.name_missing", rule="NOTICE-04", name=name) from error
        raise


def save_text(desk: Desk, kind: str, text: str) -> None:
    """Keep the office's own text; a faulty one is refused before anything is kept.

    Rule: NOTICE-04

    Raises:
        DeskError: as `preview_text`.
    """
    with desk.acting(Action.CHANGE_OFFICE_TEXT, f"text:{kind}") as deed:
        preview_text(desk, kind, text)
        shipped = text.strip() == read_template(f"{kind}.txt").strip()
        held = deed.session.get(OfficeText, kind)
        older = deed.session.get(SchemeValue, _older_key(kind))
        if older is not None:
            deed.session.delete(older)
        if shipped:
            if held is not None:
                deed.session.delete(held)
            return
        if held is None:
            held = OfficeText(kind=kind)
            deed.session.add(held)
        held.text, held.at, held.actor = text.strip() + "\n", deed.at, desk.actor.name


def reset_text(desk: Desk, kind: str) -> None:
    """Go back to the shipped text.

    Raises:
        DeskError: `role.denied`.
    """
    save_text(desk, kind, read_template(f"{kind}.txt"))


def text_of(session: Session, kind: str) -> str:
    """Return the office's own text of a paper, "" where the shipped one holds."""
    held = session.get(OfficeText, str(kind))
    if held is not None:
        return held.text
    older = session.get(SchemeValue, _older_key(kind))
    return older.value if older is not None else ""


def effective_text(session: Session, kind: str) -> str:
    """Return the text that holds now: the office's own or the shipped one."""
    return text_of(session, kind) or read_template(f"{kind}.txt")


def _older_key(kind: str) -> str:
    """Return where versions before 0.5.0 kept the text of a notice."""
    return f"template.{kind.replace('_', '.')}"


def _row(session: Session, each: TextKind) -> TextRow:
    own, shipped = text_of(session, each.kind), read_template(f"{each.kind}.txt")
    return TextRow(each.kind, each.title, each.group, own or shipped, bool(own), shipped)

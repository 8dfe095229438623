"""What is attached to a letter: the note under its body, and the pages behind it. Rule: PAGE-04."""

from collections.abc import Sequence

from zjgdesk.documents.blocks import Blank, Block, PageBreak, Paragraph
from zjgdesk.documents.fonts import Face

NOTE = "附件："
INDENT = 2
NAMED = INDENT + len(NOTE)
NUMBERED = NAMED + 1
"""Characters: where the names of attachments begin, after the word and after a number."""


def note_paragraph(text: str, *, keep_next: bool = False) -> Paragraph:
    """Return the note of an attachment; what does not fit goes on under its name. Rule: PAGE-04."""
    return Paragraph(text, indent=INDENT, hanging=NAMED, keep_next=keep_next, keep_before=True)


def note(titles: Sequence[str]) -> tuple[Block, ...]:
    """Name what is attached, one blank line under the body, without a mark at the end.

    Rule: PAGE-04
    """
    if len(titles) == 1:
        return Blank(), note_paragraph(f"{NOTE}{titles[0]}")
    lines: list[Block] = [Blank()]
    for number, title in enumerate(titles, start=1):
        before = f"{NOTE}{number}. " if number == 1 else f"{number}. "
        first, last = number == 1, number == len(titles)
        lines.append(
            Paragraph(
                f"{before}{title}",
                indent=INDENT if first else NAMED,
                hanging=NUMBERED,
                keep_next=not last,
                keep_before=first,
            )
        )
    return tuple(lines)


def attached(
    blocks: Sequence[Block], *, number: int = 0, landscape: bool | None = None
) -> tuple[Block, ...]:
    """Put blocks that begin with their title on pages of their own; the title on the third line.

    Args:
        blocks: the attachment.
        number: which one it is; nought where there is no other.
        landscape: how its sheets lie; None for those before.

    Rule: PAGE-04
    """
    word = f"附件{number or ''}"
    return PageBreak(landscape), Paragraph(word, Face.HEI, indent=0), Blank(), *blocks

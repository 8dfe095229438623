"""Documents that are printed and proved in one go: nothing lost, nothing added, nothing moved."""

from collections.abc import Sequence
from dataclasses import replace

from zjgdesk.documents.blocks import Block, said
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame, print_letters
from zjgdesk.documents.proof import ProofFacts, prove


def print_proven(blocks: Sequence[Block], frame: Frame, fonts: Fonts, facts: ProofFacts) -> bytes:
    """Return a document as PDF when it holds what the facts and the blocks say.

    Raises:
        DeskError: `page.glyph_missing`, `page.proof_failed`.

    Rule: PAGE-05
    """
    return print_proven_letters([blocks], frame, fonts, facts, duplex=False)


def print_proven_letters(
    letters: Sequence[Sequence[Block]],
    frame: Frame,
    fonts: Fonts,
    facts: ProofFacts,
    *,
    duplex: bool,
) -> bytes:
    """Return several documents in one file when it holds what the facts and the blocks say.

    Raises:
        DeskError: `page.glyph_missing`, `page.proof_failed`.

    Rule: PAGE-05
    """
    counts: list[int] = []
    data = print_letters(letters, frame, fonts, duplex=duplex, counts=counts)
    blank = sum(count % 2 for count in counts[:-1]) if duplex else 0
    told = "\n".join(said(letter) for letter in letters)
    return prove(data, replace(facts, pages=sum(counts) + blank, told=told))


def numbered(names: Sequence[str]) -> tuple[str, ...]:
    """Return the rows of a list: each name behind its number."""
    return tuple(f"{number}{name}" for number, name in enumerate(names, start=1))

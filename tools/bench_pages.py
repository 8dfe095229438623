"""How fast pages are made, beside others that make the same; a part of `make bench`.

.venv/bin/python tools/bench_pages.py

typst and fpdf2 are measured where they can be imported (pip install typst fpdf2); weasyprint took
minutes for a thousand sheets and is left out.
"""

import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from zjgdesk.documents.ballot import build_ballot, layout_ballot
from zjgdesk.documents.ballot_facts import BallotEntry, BallotFacts
from zjgdesk.documents.blocks import Cell, Table, Title
from zjgdesk.documents.fonts import Fonts, load_fonts
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.pen import MM
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.resources import resources
from zjgdesk.rules.vocabulary import Track

SHEETS, NAMES, ROWS, RUNS = 1_000, 45, 2_150, 5
FAMILIES, GIVEN = "丁于万王李吴何余汪沈陆陈邵金周郑赵胡施", ("宁", "立军", "小强", "建华")
MARKS = "甲乙丙丁戊己庚辛"
FONT = "bench"
HEAD, WIDTHS, ROWS_A_PAGE = ("序号", "姓名", "单位", "职务"), (16, 40, 50, 50), 22


TURN = [0]
"""Each run prints other names: typst remembers what it has set before."""


def median(work: Callable[[], object]) -> float:
    """Return the median seconds of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(RUNS):
        TURN[0] += 1
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def names(count: int) -> list[str]:
    """Return so many names."""
    made = [family + given for given in GIVEN for family in FAMILIES]
    mark = MARKS[TURN[0] % len(MARKS)]
    return [made[at % len(made)] + mark for at in range(count)]


def ballot() -> BallotFacts:
    """Return the paper that all of them print."""
    entries = tuple(BallotEntry(name) for name in names(NAMES))
    return BallotFacts(
        "2026年度担当作为好干部表决票", "市委常委会第12次会议", Track.CADRE, 30, entries,
        foot="票决定义摘要 3F2A 91BC 0000 0000", code="3F2A91BC00000000",
    )  # fmt: skip


def plain_ballot(fonts: Fonts) -> bytes:
    """Draw the names and boxes of each sheet with reportlab alone, without any proof."""
    facts, buffer = ballot(), BytesIO()
    layout, canvas = layout_ballot(facts, fonts), Canvas(buffer, pagesize=A4, invariant=1)
    for _sheet in range(SHEETS):
        canvas.setFont(FONT, 16)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 80, facts.title)
        for row, entry in zip(layout.rows, facts.entries, strict=True):
            area = row.row
            bottom = A4[1] - (area.top + area.height) * MM
            canvas.rect(area.left * MM, bottom, area.width * MM, area.height * MM)
            canvas.drawString((area.left + 12) * MM, bottom + 4, entry.name)
        for box in layout.boxes:
            place = box.area
            bottom = A4[1] - (place.top + place.height) * MM
            canvas.rect(place.left * MM, bottom, place.width * MM, place.height * MM)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def fpdf_ballot(fonts: Fonts) -> bytes:
    """Draw the same with fpdf2."""
    from fpdf import FPDF  # type: ignore[import-not-found]  # noqa: PLC0415

    facts = ballot()
    layout = layout_ballot(facts, fonts)
    paper = FPDF(format="A4")
    paper.add_font(FONT, fname=str(_font()))
    paper.set_auto_page_break(False)
    for _sheet in range(SHEETS):
        paper.add_page()
        paper.set_font(FONT, size=16)
        paper.text(60, 30, facts.title)
        for row, entry in zip(layout.rows, facts.entries, strict=True):
            area = row.row
            paper.rect(area.left, area.top, area.width, area.height)
            paper.text(area.left + 12, area.top + area.height - 2, entry.name)
        for box in layout.boxes:
            place = box.area
            paper.rect(place.left, place.top, place.width, place.height)
    return bytes(paper.output())


def typst_ballot(fonts: Fonts) -> bytes:
    """Draw the same with typst."""
    import typst  # type: ignore[import-not-found]  # noqa: PLC0415

    facts = ballot()
    layout = layout_ballot(facts, fonts)
    sheet = [f"#place(dx: 60mm, dy: 25mm, text(16pt)[{facts.title}])"]
    for row, entry in zip(layout.rows, facts.entries, strict=True):
        a = row.row
        sheet.append(
            f"#place(dx: {a.left}mm, dy: {a.top}mm,"
            f" rect(width: {a.width}mm, height: {a.height}mm))"
            f"#place(dx: {a.left + 12}mm, dy: {a.top + 2}mm, text(12pt)[{entry.name}])"
        )
    sheet += [
        f"#place(dx: {b.area.left}mm, dy: {b.area.top}mm,"
        f" rect(width: {b.area.width}mm, height: {b.area.height}mm))"
        for b in layout.boxes
    ]
    text = "#set page(margin: 0mm)\n#let sheet = [" + "\n".join(sheet) + "]\n"
    text += f"#for i in range({SHEETS}) {{ if i > 0 {{ pagebreak() }}; sheet }}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ballot.typ"
        path.write_text(text, encoding="utf-8")
        return bytes(typst.compile(str(path), font_paths=[str(_font().parent)]))


def roster() -> Table:
    """Return a list that runs over a hundred pages."""
    head = tuple(Cell(word, least=9.5) for word in HEAD)
    rows = tuple(
        (Cell(str(at), least=9.5), Cell(name), Cell(f"第{at % 60}单位"), Cell("村党委书记"))
        for at, name in enumerate(names(ROWS), start=1)
    )
    return Table(WIDTHS, (head,), rows)


def our_roster(fonts: Fonts) -> bytes:
    """Print it on the official page."""
    return print_pages((Title("候选对象名册"), roster()), Frame("候选对象名册"), fonts)


def proved_roster(fonts: Fonts) -> bytes:
    """Print it, read it back and hold every name against it."""
    return prove(our_roster(fonts), ProofFacts(tuple(names(ROWS)), ordered=True))


def plain_roster() -> bytes:
    """Print the same list with reportlab's own long table."""
    buffer = BytesIO()
    rows = [list(HEAD)]
    rows += [
        [str(at), name, f"第{at % 60}单位", "村党委书记"]
        for at, name in enumerate(names(ROWS), start=1)
    ]
    style: list[Any] = [("FONT", (0, 0), (-1, -1), FONT, 12), ("GRID", (0, 0), (-1, -1), 0.5, 0)]
    table = LongTable(
        rows, colWidths=[45, 113, 142, 142], rowHeights=27, repeatRows=1, style=style
    )
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build([table])
    return buffer.getvalue()


def fpdf_roster() -> bytes:
    """Draw the same list with fpdf2, cell by cell."""
    from fpdf import FPDF  # noqa: PLC0415

    paper = FPDF(format="A4")
    paper.add_font(FONT, fname=str(_font()))
    paper.set_font(FONT, size=12)
    for at, name in enumerate(names(ROWS), start=1):
        if at % ROWS_A_PAGE == 1:
            paper.add_page()
            _fpdf_row(paper, HEAD)
        _fpdf_row(paper, (str(at), name, f"第{at % 60}单位", "村党委书记"))
    return bytes(paper.output())


def _fpdf_row(paper: Any, cells: tuple[str, ...]) -> None:  # noqa: ANN401 - not typed
    for width, cell in zip(WIDTHS, cells, strict=True):
        paper.cell(width, 9.5, cell, border=1, align="C")
    paper.ln()


def typst_roster() -> bytes:
    """Draw the same list as typst's own table."""
    import typst  # noqa: PLC0415

    cells = [
        cell
        for at, name in enumerate(names(ROWS), start=1)
        for cell in (str(at), name, f"第{at % 60}单位", "村党委书记")
    ]
    columns = ", ".join(f"{width}mm" for width in WIDTHS)
    head = ", ".join(f"[{word}]" for word in HEAD)
    text = "#set page(margin: (left: 28mm, top: 37mm, right: 26mm, bottom: 35mm))\n"
    text += f"#set text(12pt)\n#table(columns: ({columns}), table.header({head}),\n"
    text += ",\n".join(f"[{cell}]" for cell in cells) + ")"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.typ"
        path.write_text(text, encoding="utf-8")
        return bytes(typst.compile(str(path), font_paths=[str(_font().parent)]))


def _font() -> Path:
    return next(iter(sorted((resources() / "fonts").glob("*kai*.ttf"))))  # type: ignore[attr-defined]


def main() -> None:
    """Measure and print."""
    fonts = load_fonts()
    pdfmetrics.registerFont(TTFont(FONT, str(_font())))
    made: dict[str, Callable[[], bytes]] = {
        "here, proved": lambda: build_ballot(ballot(), fonts, copies=SHEETS),
        "plain reportlab": lambda: plain_ballot(fonts),
    }
    others = {"typst": typst_ballot, "fpdf": fpdf_ballot}
    made |= {
        name: (lambda build=build: build(fonts))  # type: ignore[misc]
        for name, build in others.items()
        if importlib.util.find_spec(name)
    }
    _compare(f"{SHEETS:,} ballots of {NAMES} names", made)
    lists = {"fpdf": fpdf_roster, "typst": typst_roster}
    _compare(
        f"a list of {ROWS:,} rows",
        {
            "here, on the grid": lambda: our_roster(fonts),
            "here, read back and proved": lambda: proved_roster(fonts),
            "reportlab's table": plain_roster,
            **{name: build for name, build in lists.items() if importlib.util.find_spec(name)},
        },
    )


def _compare(what: str, made: dict[str, Callable[[], bytes]]) -> None:
    ours = 0.0
    for name, build in made.items():
        seconds, size = median(build), len(build())
        ours = ours or seconds
        print(f"{what}, {name}: {seconds:.2f} s, {size / 1e6:.2f} MB; {seconds / ours:.1f}")


if __name__ == "__main__":
    main()

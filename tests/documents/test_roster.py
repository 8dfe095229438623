"""Long tables: fast, and drawn line by line where each one belongs although much is shared."""

import time

from zjgdesk.documents.blocks import Cell, Paragraph, Table
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import ProofFacts, count_pages, page_texts, prove
from zjgdesk.rules.names import compact

WIDTHS = (16.0, 40.0, 50.0, 50.0)
NAMES = ("丁宁", "于立军", "万小强", "龚㛃䶮", "𬭎𠅤", "欧阳震华", "John 3")


def roster(count):
    head = tuple(Cell(word, least=9.5) for word in ("序号", "姓名", "单位", "职务"))
    rows = tuple(
        (
            Cell(str(at), least=9.5),
            Cell(NAMES[at % len(NAMES)]),
            Cell(f"第{at % 60}单位"),
            Cell("村党委书记"),
        )
        for at in range(count)
    )
    return Table(WIDTHS, (head,), rows)


def test_a_hundred_pages_are_made_and_proved_in_time(fonts):
    wanted = ProofFacts(tuple(NAMES[at % len(NAMES)] for at in range(2200)), ordered=True)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        data = prove(print_pages([roster(2200)], Frame("名册"), fonts), wanted)
        times.append(time.perf_counter() - began)
    assert count_pages(data) == 100
    assert min(times) < 1.5


def test_what_rows_share_stands_in_every_one_of_them(fonts):
    data = print_pages([roster(50)], Frame("名册"), fonts)
    text = compact("".join(page_texts(data)))
    assert text.count("村党委书记") == 50
    assert all(f"{at}{compact(NAMES[at % 7])}第{at}单位" in text for at in range(50))


def test_the_same_words_are_set_anew_where_face_or_room_differ(fonts):
    table = Table(
        (40.0, 20.0, 96.0),
        (),
        (
            (
                Cell("中共张家港市委"),
                Cell("中共张家港市委"),
                Cell("中共张家港市委", face=Face.HEI, align="right"),
            ),
        ),
    )
    data = print_pages([Paragraph("中共张家港市委"), table], Frame("题"), fonts)
    text = page_texts(data)[0]
    assert compact(text).count("中共张家港市委") == 4
    assert text.split().count("中共张家港市委") == 3
    assert "中共张 家港市 委" in " ".join(text.split())

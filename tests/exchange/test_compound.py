import struct

import pytest

from tests.exchange.old_office import compound, record, workbook
from zjgdesk.errors import DeskError
from zjgdesk.exchange.compound import BrokenCompoundError, read_streams
from zjgdesk.exchange.sheets import read_sheets

ROWS = [["姓名", "出生年月"], ["张三", 1975.1], ["陈㛃", "1984.02"]]


def test_an_old_workbook_is_read_whatever_it_is_called():
    content = compound({"Workbook": workbook(ROWS)})
    for name in ("名单.xls", "名单.et", "名单.csv", "名单"):
        (sheet,) = read_sheets(name, content)
        assert (sheet.name, sheet.rows) == ("干部", ROWS)


# A number in the last cell of all.
FAR = struct.pack("<HHHd", 65535, 255, 0, 1.0)
# Numbers in a run of columns of the last row.
RUN = struct.pack("<HH", 65535, 0) + b"\0\0\0\0\xf0?" * 200 + struct.pack("<H", 199)
LONG_RUN = struct.pack("<HH", 0, 0) + b"\0\0\0\0\xf0?" * 1300 + struct.pack("<H", 1299)


def tall(row, column=0):
    return record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


def sheets_at(*places):
    """The list of sheets of a workbook whose records begin at these places after it."""
    size = 20 + len(places) * 14
    found = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    for at, place in enumerate(places):
        name = chr(97 + at).encode("utf-16-le")
        found += record(0x85, struct.pack("<IHBB", size + place, 0, 1, 1) + name)
    return found


def sheet(*cells):
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    return begin + b"".join(cells) + record(0x0A, b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(
            compound({"Workbook": workbook(ROWS, extra=record(0x2F, b"\1\0" * 27))}),
            "file.encrypted", id="a password",
        ),
        pytest.param(compound({"EncryptedPackage": b"x"}), "file.encrypted", id="locked new file"),
        pytest.param(compound({"WordDocument": b"x"}), "file.foreign", id="IMPORT-07 Word"),
        pytest.param(
            compound({"PowerPoint Document": b"x"}), "file.foreign", id="IMPORT-07 PowerPoint"
        ),
        pytest.param(compound({"Anything": b"x"}), "file.broken", id="no workbook inside"),
        pytest.param(
            compound({"Workbook": workbook(ROWS)}, table={3: 1}), "file.broken",
            id="a chain that bites its tail",
        ),
        pytest.param(
            compound({"Workbook": workbook(ROWS)}, table={8: 8}), "file.broken",
            id="a directory without end",
        ),
        pytest.param(
            compound({"Workbook": workbook([["a"] * 300])}), "file.broken", id="a column too far"
        ),
        pytest.param(
            compound(
                {"Workbook": workbook(ROWS) + record(0x200, struct.pack("<IIHHH", 9, 3, 0, 1, 0))}
            ),
            "file.broken", id="an extent turned round",
        ),
        pytest.param(
            compound({"Workbook": workbook(ROWS, extra=record(0x200, b"\0\0"))}), "file.broken",
            id="an extent cut short",
        ),
        pytest.param(
            compound(
                {"Workbook": workbook(ROWS, extra=record(0xFC, struct.pack("<II", 1, 2**31)))}
            ),
            "file.broken", id="more words than bytes",
        ),
        pytest.param(compound({"Workbook": workbook(ROWS)})[:700], "file.broken", id="cut off"),
        pytest.param(
            compound({"Workbook": sheets_at(0) + sheet(record(0x203, FAR))}), "file.too_large",
            id="cells too far apart",
        ),
        pytest.param(
            compound({"Workbook": workbook(ROWS, extra=record(0xBD, LONG_RUN))}), "file.broken",
            id="a run beyond the last column",
        ),
        pytest.param(
            compound({"Workbook": sheets_at(0) + sheet(record(0xBD, RUN))}), "file.too_large",
            id="a run of cells far down",
        ),
        pytest.param(
            compound({"Workbook": sheets_at(4) + record(0x99, sheet(tall(65535, 255)))}),
            "file.too_large", id="a sheet hidden within another record",
        ),
        pytest.param(
            compound({"Workbook": sheets_at(4) + record(0x99, sheet(tall(65535, 65535)))}),
            "file.broken", id="an impossible cell hidden within another record",
        ),
        pytest.param(
            compound({"Workbook": sheets_at(0, 20) + sheet(tall(9))}), "file.broken",
            id="two sheets that share their records",
        ),
        pytest.param(
            compound({"Workbook": sheets_at(0) + sheet(sheet(), tall(65535, 255))}),
            "file.too_large", id="a far cell behind a chart",
        ),
    ],
)  # fmt: skip
def test_an_old_file_that_cannot_be_read_gets_its_reason(content, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        read_sheets("名单.xls", content)


def test_a_tall_sheet_beside_a_wide_one_is_read():
    first = sheet(*(tall(row) for row in range(0, 60_000, 100)))
    second = sheet(*(tall(0, column) for column in range(256)))
    content = compound({"Workbook": sheets_at(0, len(first)) + first + second})
    assert [(len(each.rows), len(each.rows[0])) for each in read_sheets("a.xls", content)] == [
        (59_901, 1),
        (1, 256),
    ]


@pytest.mark.parametrize("at", range(0, 512, 4))
def test_no_header_keeps_it_from_ending(at):
    content = bytearray(compound({"Workbook": workbook(ROWS)}))
    content[at : at + 4] = b"\x09\0\0\0"
    try:
        streams = read_streams(bytes(content))
    except BrokenCompoundError:
        return
    assert all(isinstance(words, bytes) for words in streams.values())


def test_small_streams_stand_within_the_root():
    content = bytearray(compound({"Root": b"a" * 100}))
    directory = 512 + 8 * 512
    struct.pack_into("<II", content, directory + 116, 0, 4096)  # the root holds the small pieces
    struct.pack_into("<II", content, directory + 128 + 116, 0, 100)
    struct.pack_into("<I", content, 60, 9)  # their chains: the table itself, 0 → 1 → 2 …
    assert read_streams(bytes(content))["Root"] == b"a" * 100

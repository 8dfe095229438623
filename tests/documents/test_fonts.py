import io

import pytest

from zjgdesk.documents import sfnt
from zjgdesk.documents.blocks import Paragraph
from zjgdesk.documents.fonts import Face, Run, load_fonts
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.searchable import to_unicode_map
from zjgdesk.documents.sfnt import find_fonts
from zjgdesk.documents.specimen import build_specimen, taken_from, without_font
from zjgdesk.errors import DeskError
from zjgdesk.resources import resources

RARE = "㛃䶮𬭎𠅤"


@pytest.mark.parametrize("face", list(Face))
def test_rare_names_are_found_again_in_every_face(fonts, face):
    data = print_pages([Paragraph(f"甲{RARE}乙", face)], Frame("题"), fonts)
    assert f"甲{RARE}乙" in page_texts(data)[0]


def test_the_map_writes_surrogates_above_the_first_plane():
    text = to_unicode_map((0, ord("丁"), ord("𬭎")))
    assert "<01> <4E01>" in text
    assert "<02> <D872DF4E>" in text
    assert "<00> <0000>" not in text


def test_the_map_keeps_to_lists_of_a_hundred():
    text = to_unicode_map(tuple(range(1, 251)))
    assert text.count("100 beginbfchar") == 2
    assert "50 beginbfchar" in text


def test_a_character_that_no_font_has_is_refused(fonts):
    with pytest.raises(DeskError) as refusal:
        fonts.split("王\U0002f800三", Face.FANGSONG)
    assert refusal.value.code == "page.glyph_missing"
    assert refusal.value.rule == "PAGE-05"
    assert refusal.value.facts == {"character": "\U0002f800", "codepoint": "U+2F800"}


@pytest.mark.parametrize("character", ["\n", "\t", "\x07"])
def test_a_control_character_is_refused(fonts, character):
    with pytest.raises(DeskError, match=r"page\.glyph_missing"):
        fonts.split(f"甲{character}", Face.HEI)


def test_figures_in_fangsong_come_from_the_latin_face(fonts):
    runs = fonts.split("共20名", Face.FANGSONG)
    assert [run.text for run in runs] == ["共", "20", "名"]
    assert runs[1].font.startswith("latin:")
    assert runs[0].font == runs[2].font
    assert fonts.width(Run(runs[1].font, "20"), 16) == pytest.approx(16)


def test_invisible_characters_vanish(fonts):
    assert "".join(run.text for run in fonts.split("丁\u200b\ufeff宁", Face.KAI)) == "丁宁"


def test_the_report_names_every_stand_in(fonts):
    stand_ins = {use.face: (use.wanted, use.used) for use in fonts.report.stand_ins}
    assert set(stand_ins) == set(Face)
    assert stand_ins[Face.FANGSONG] == ("仿宋_GB2312", "Zjgdesk FangSong")


def named_like(folder, old, new, source):
    """Copy a bundled font under another family name of the same length."""
    assert len(old) == len(new)
    data = (resources() / "fonts" / source).read_bytes()
    patched = data.replace(old.encode("utf-16-be"), new.encode("utf-16-be"))
    assert patched != data
    path = folder / "own.ttf"
    path.write_bytes(patched)
    return path


def test_the_machines_own_font_is_preferred(tmp_path):
    named_like(tmp_path, "Zjgdesk Song", "KaiTi_GB2312", "zjgdesk-song.ttf")
    own = load_fonts((tmp_path,))
    use = next(use for use in own.report.faces if use.face is Face.KAI)
    assert use.official
    assert use.used == "KaiTi_GB2312"
    assert str(tmp_path) in own.split("楷", Face.KAI)[0].font


def test_what_the_own_font_lacks_comes_from_a_bundled_one(tmp_path):
    named_like(tmp_path, "Zjgdesk Song", "KaiTi_GB2312", "zjgdesk-song.ttf")
    runs = load_fonts((tmp_path,)).split("楷\u3400", Face.KAI)  # of GB 18030, not of the song face
    assert len(runs) == 2
    assert str(tmp_path) not in runs[1].font


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x00\x00", b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff", b"x" * 400]
)
def test_a_damaged_font_file_is_passed_over(tmp_path, content):
    (tmp_path / "bad.ttf").write_bytes(content)
    assert find_fonts((tmp_path,)) == []


def test_a_missing_folder_is_no_fault(tmp_path):
    assert find_fonts((tmp_path / "none",)) == []


def test_all_bundled_fonts_have_outlines_that_can_be_embedded():
    found = find_fonts((resources() / "fonts",))
    families = {name for font in found for name in font.families}
    assert {"Zjgdesk FangSong", "Zjgdesk Song Bold", "Zjgdesk Hei", "Zjgdesk Latin"} <= families


def test_pages_are_embedded_completely(fonts):
    data = print_pages([Paragraph("甲乙ABC", Face.FANGSONG)], Frame("题"), fonts)
    assert data.count(b"/FontFile2") >= 2
    assert io.BytesIO(data).read(5) == b"%PDF-"


@pytest.fixture
def bundled(tmp_path):
    """A copy of the bundled fonts that may be spoiled."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    for path in (resources() / "fonts").glob("*.ttf"):
        (folder / path.name).symlink_to(path)
    return folder


def spoiled(folder, name, content):
    path = folder / name
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(content(data))
    return path


CUT = {
    "empty": lambda _data: b"",
    "text": lambda _data: b"no font at all" * 100,
    "head only": lambda data: data[:400],
    "half": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-5],
}


@pytest.mark.parametrize("cut", CUT.values(), ids=CUT)
def test_a_damaged_bundled_font_is_a_sentence(bundled, cut):
    spoiled(bundled, "zjgdesk-kai.ttf", cut)
    fonts = load_fonts((), bundled)
    with pytest.raises(DeskError) as refusal:
        print_pages([Paragraph("甲", Face.KAI)], Frame("题"), fonts)
    assert (refusal.value.code, refusal.value.rule) == ("page.font_damaged", "PAGE-05")
    assert refusal.value.facts == {"file": "zjgdesk-kai.ttf"}


def test_outlines_that_are_rubbish_are_a_sentence(bundled):
    (font,) = (f for f in find_fonts((bundled,)) if f.path.name == "zjgdesk-kai.ttf")
    with font.path.open("rb") as stream:
        start, length = sfnt._tables(stream, 0)[b"loca"]
    rubbish = b"\xff\xff" * (length // 2)
    spoiled(bundled, font.path.name, lambda d: d[:start] + rubbish + d[start + len(rubbish) :])
    fonts = load_fonts((), bundled)
    with pytest.raises(DeskError, match=r"page\.font_damaged"):
        print_pages([Paragraph("甲乙丙", Face.KAI)], Frame("题"), fonts)


def test_a_missing_bundled_font_is_a_sentence(bundled):
    (bundled / "zjgdesk-fangsong.ttf").unlink()
    with pytest.raises(DeskError) as refusal:
        print_pages([Paragraph("甲")], Frame("题"), load_fonts((), bundled))
    assert refusal.value.code == "page.font_missing"
    assert refusal.value.facts == {"file": "zjgdesk-fangsong.ttf"}


def test_the_check_finds_a_single_changed_byte(bundled):
    def turn(data):
        at = len(data) // 2
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    spoiled(bundled, "zjgdesk-hei.ttf", turn)
    (bundled / "zjgdesk-latin.ttf").unlink()
    faults = {
        use.face: use.fault.code for use in load_fonts((), bundled).check().faces if use.fault
    }
    assert faults == {Face.HEI: "page.font_damaged", Face.LATIN: "page.font_missing"}


def test_the_shipped_fonts_are_sound(fonts):
    report = fonts.check()
    assert [use.fault for use in report.faces] == [None] * len(Face)
    assert all(use.path.is_file() for use in report.faces)


def test_an_own_font_that_cannot_be_read_is_passed_over(tmp_path):
    path = named_like(tmp_path, "Zjgdesk Song", "KaiTi_GB2312", "zjgdesk-song.ttf")
    path.write_bytes(path.read_bytes()[:-1000])
    fonts = load_fonts((tmp_path,))
    assert "zjgdesk-kai" in fonts.split("楷", Face.KAI)[0].font
    use = next(use for use in fonts.check().faces if use.face is Face.KAI)
    assert (use.official, use.used, use.passed_over) == (False, "Zjgdesk Kai", "KaiTi_GB2312")
    assert print_pages([Paragraph("楷", Face.KAI)], Frame("题"), fonts)


def test_a_specimen_shows_a_name_in_every_face_and_tells_who_lends(fonts):
    data = build_specimen(f"欧阳{RARE}", fonts)
    text = page_texts(data)[0]
    assert text.count(RARE) == 5
    taken = taken_from(f"丁{RARE}", Face.FANGSONG, fonts)
    assert [each.characters for each in taken] == ["丁", RARE]
    assert [each.font for each in taken] == ["Zjgdesk FangSong", "Zjgdesk Kai"]
    assert without_font("王\U0002f800三\U0002f800", fonts) == ("\U0002f800",)


def test_a_specimen_from_a_damaged_font_is_refused(bundled):
    (bundled / "zjgdesk-fangsong.ttf").unlink()
    with pytest.raises(DeskError, match=r"page\.font_missing"):
        without_font("丁", load_fonts((), bundled))

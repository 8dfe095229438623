import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from zjgdesk.errors import DeskError
from zjgdesk.exchange.lrmx import MEMBER, TAGS, LrmxForm, read_lrmx, write_lrmx
from zjgdesk.exchange.personnel import read_personnel
from zjgdesk.resources import resources

SAMPLE = resources() / "sample"


def picture(kind="JPEG"):
    buffer = io.BytesIO()
    Image.new("RGB", (4, 5), "red").save(buffer, kind)
    return buffer.getvalue()


def lrmx(inner, declaration='<?xml version="1.0" encoding="utf-8"?>'):
    return f"{declaration}<Person><XingMing>张　三</XingMing>{inner}</Person>"


def test_the_sample_is_read_whole():
    form = read_personnel("a", (SAMPLE / "示例-张三.lrmx").read_bytes())
    assert (form.name, form.name_key, form.birth_month) == ("张　三", "张三", "1979-03")
    assert form.id_number == "370102197903070012"
    assert form.photo.startswith(b"\xff\xd8\xff")
    assert [member["XingMing"] for member in form.family] == ["李　四", "张五"]
    lines = form.fields["JianLi"].split("\n")
    assert len(lines) == 4
    assert lines[-1] == "2016.11--         县发展和改革局党组书记、局长"
    assert form.words()["politics"] == "中共党员"


def test_the_older_sample_is_read_with_the_picture_beside_it():
    form = read_personnel("a", (SAMPLE / "示例.lrm").read_bytes(), photo=picture())
    assert (form.name, form.birth_month, form.photo) == ("张三", "1979-03", picture())
    assert form.fields["ZaiZhiJiaoYu_XueLi"] == "省委党校研究生"
    assert form.fields["JianLi"].startswith("1997.09--2001.07  ××大学\n")
    assert [member["ChengWei"] for member in form.family] == ["妻子", "父亲"]


@pytest.mark.parametrize(
    "content",
    [
        lrmx("<XingBie>男</XingBie>").encode(),
        lrmx("<XingBie>男</XingBie>").encode("utf-8-sig"),
        lrmx("<XingBie>男</XingBie>").encode("utf-16"),
        lrmx("<XingBie>男</XingBie>", '<?xml version="1.0" encoding="gb2312"?>').encode("gb18030"),
        lrmx("<XingBie>男</XingBie>", "").encode("gb18030"),
        lrmx("<XingBie>男</XingBie>", '<?xml version="1.0" encoding="GBK"?>').encode(),
        lrmx("<XingBie>\n  男\x01&#x1;\n  </XingBie>").encode(),
        lrmx("<XingBie>男</XingBie><JianLi>a & b</JianLi>").encode(),
    ],
)
def test_a_form_is_read_whatever_its_declaration_says(content):
    form = read_personnel("a", content)
    assert (form.name, form.fields["XingBie"]) == ("张　三", "男")


def test_blanks_lead_lines_of_a_resume_and_nothing_else():
    inner = (
        "<NiRenZhiWu>\n  </NiRenZhiWu><ZhaoPian>\n </ZhaoPian>"
        "<JianLi>\r\n2001.07--2008.03  科员<br>          （其间：学习）\n2016.11--         局长\n</JianLi>"
    )
    form = read_personnel("a", lrmx(inner).encode())
    assert form.fields["NiRenZhiWu"] == ""
    assert form.photo is None
    assert not form.photo_bad
    assert form.fields["JianLi"].split("\n") == [
        "2001.07--2008.03  科员",
        "          （其间：学习）",
        "2016.11--         局长",
    ]


@pytest.mark.parametrize(
    ("joined", "politics"),
    [("200106", "中共党员"), ("民盟", "民盟"), ("200106；民建", "民建"), ("", None)],
)
def test_the_party_is_told_by_the_date_of_joining(joined, politics):
    form = read_personnel("a", lrmx(f"<RuDangShiJian>{joined}</RuDangShiJian>").encode())
    assert form.words().get("politics") == politics


def test_dates_in_any_words_are_never_refused():
    form = read_personnel("a", lrmx("<ChuShengNianYue>不详</ChuShengNianYue>").encode())
    assert (form.birth_month, form.words()["birth"]) == (None, "不详")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"PK\x03\x04", "personnel.not_a_form"),
        (b"<html></html>", "personnel.not_a_form"),
        (b"<Person><XingMing>x</Person>", "personnel.not_a_form"),
        (b"<Person></Person>", "personnel.nameless"),
        (lrmx("", '<!DOCTYPE x [<!ENTITY a "b">]>').encode(), "personnel.dtd"),
        (lrmx("", '<!DOCTYPE Person SYSTEM "x.dtd">').encode(), "personnel.dtd"),
        (
            ('<?xml version="1.0"?><!doctype lolz [<!ENTITY lol "lol">]>' + lrmx("", "")).encode(),
            "dtd",
        ),
        (lrmx("", '<!DOCTYPE x [<!ENTITY a "b">]>').encode("utf-16"), "personnel.dtd"),
        (lrmx("<A>" * 100 + "</A>" * 100).encode(), "personnel.not_a_form"),
        (b'"a","b"', "personnel.not_a_form"),
        (b'"\xff\xff', "personnel.not_a_form"),
        (b"x" * (20 * 1024 * 1024 + 1), "file.too_large"),
    ],
)
def test_what_is_no_form_is_refused(content, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        read_personnel("a", content)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (base64.b64encode(picture()).decode(), True),
        (base64.b64encode(picture("PNG")).decode(), True),
        ("\n".join(base64.encodebytes(picture()).decode().split()), True),
        ("data:image/jpeg;base64," + base64.b64encode(picture()).decode(), True),
        (base64.b64encode(b"GIF89a....").decode(), False),
        ("not base64!", False),
    ],
)
def test_a_picture_that_is_none_is_left_out_and_told(text, good):
    form = read_personnel("a", lrmx(f"<ZhaoPian>{text}</ZhaoPian>").encode())
    assert (form.photo is not None, form.photo_bad) == (good, not good)


def test_what_another_version_added_is_kept_and_written_back():
    inner = "<DaoLingNianYue>203903</DaoLingNianYue><Neu><A x='1'>b&amp;c</A></Neu>"
    form = read_personnel("a", lrmx(inner).encode())
    assert set(form.unknown) == {"DaoLingNianYue", "Neu"}
    again = read_lrmx("a", write_lrmx(LrmxForm(form.fields, form.family, form.unknown)))
    assert again.unknown == form.unknown
    text = write_lrmx(LrmxForm(form.fields, form.family, form.unknown)).decode()
    assert text.index("<Neu>") < text.index("<Version>3.2.1.16</Version>")


def test_the_sample_comes_back_byte_for_byte():
    content = (SAMPLE / "示例-张三.lrmx").read_bytes()
    form = read_lrmx("a", content)
    written = write_lrmx(form)
    assert written.replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n").rstrip()


words = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=20).map(str.strip)
plain = words.filter(lambda text: "<br" not in text.lower() and "\x85" not in text)


@given(
    st.dictionaries(
        st.sampled_from([t for t in TAGS if t not in {"JiaTingChengYuan", "ZhaoPian", "Version"}]),
        plain,
    ),
    st.lists(st.fixed_dictionaries(dict.fromkeys(MEMBER, plain)), max_size=3),
    st.none() | st.just(picture()),
)
def test_whatever_is_written_is_read_the_same(fields, family, photo):
    family = tuple(member for member in family if any(member.values()))
    again = read_lrmx("a", write_lrmx(LrmxForm(fields, family, {}, photo)))
    assert {tag: text for tag, text in again.fields.items() if text and tag != "Version"} == {
        tag: text for tag, text in fields.items() if text
    }
    assert (again.family, again.photo) == (family, photo)

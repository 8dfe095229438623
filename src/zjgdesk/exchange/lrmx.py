"""Personnel forms in XML: read tolerantly, written strictly, unknown tags kept."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from zjgdesk.errors import DeskError

TAGS: Final = (
    "XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "ChuShengDi", "RuDangShiJian",
    "CanJiaGongZuoShiJian", "JianKangZhuangKuang", "ZhuanYeJiShuZhiWu",
    "ShuXiZhuanYeYouHeZhuanChang", "QuanRiZhiJiaoYu_XueLi", "QuanRiZhiJiaoYu_XueWei",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi",
    "ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei", "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi",
    "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "XianRenZhiWu", "NiRenZhiWu", "NiMianZhiWu", "JianLi",
    "JiangChengQingKuang", "NianDuKaoHeJieGuo", "RenMianLiYou", "JiaTingChengYuan",
    "ChengBaoDanWei", "JiSuanNianLingShiJian", "TianBiaoShiJian", "TianBiaoRen", "ShenFenZheng",
    "ZhaoPian", "Version",
)  # fmt: skip
MEMBER: Final = ("ChengWei", "XingMing", "ChuShengRiQi", "ZhengZhiMianMao", "GongZuoDanWeiJiZhiWu")
FAMILY, PHOTO, RESUME, VERSION = "JiaTingChengYuan", "ZhaoPian", "JianLi", "Version"
NEWEST: Final = "3.2.1.16"
LINE: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
# What no XML may hold, written out or as a number; expat would stop at it.
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CONTROL_NUMBER: Final = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE
)
BARE: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
MOST_DEEP: Final = 40


@dataclass(frozen=True, slots=True)
class LrmxForm:
    """What the tags say, before anything of it is understood."""

    fields: Mapping[str, str]
    family: tuple[Mapping[str, str], ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    photo: bytes | None = None


def read_lrmx(name: str, content: bytes) -> LrmxForm:
    """Return what an .lrmx file says.

    Raises:
        DeskError: `personnel.not_a_form`, `personnel.dtd`.
    """
    root = _parsed(name, _text_of(name, content))
    if root.tag != "Person":
        raise DeskError("personnel.not_a_form", name=name)
    fields: dict[str, str] = {}
    unknown: dict[str, str] = {}
    family: tuple[Mapping[str, str], ...] = ()
    photo: bytes | None = None
    for child in root:
        if child.tag == FAMILY:
            family = tuple(_members(child))
        elif child.tag == PHOTO:
            photo = _picture(child.text or "")
        elif child.tag in TAGS:
            fields[child.tag] = _words(child.tag, child.text or "")
        else:
            unknown[child.tag] = ElementTree.tostring(child, encoding="unicode").strip()
    return LrmxForm(fields, family, unknown, photo)


def write_lrmx(form: LrmxForm) -> bytes:
    """Return a form as the editor writes it: every tag in its order, long form, CRLF.

    Tags of other versions stand before the last, as they came.
    """
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Person>"]
    for tag in TAGS:
        if tag == FAMILY:
            lines += _family_lines(form.family)
        elif tag == PHOTO:
            lines.append(f"  <{PHOTO}>{base64.b64encode(form.photo or b'').decode()}</{PHOTO}>")
        elif tag == VERSION:
            lines += [f"  {text}" for text in form.unknown.values()]
            lines.append(
                f"  <{VERSION}>{_escaped(form.fields.get(VERSION) or NEWEST)}</{VERSION}>"
            )
        else:
            lines.append(f"  <{tag}>{_escaped(form.fields.get(tag, ''))}</{tag}>")
    text = "\n".join([*lines, "</Person>"])
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def _text_of(name: str, content: bytes) -> str:
    """Return the file's text whatever its declaration says; many lie about their encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return DECLARATION.sub("", text)
    raise DeskError("personnel.not_a_form", name=name)


def _parsed(name: str, text: str) -> Element:
    plain = LINE.sub("\n", CONTROL_NUMBER.sub("", CONTROL.sub("", text)))
    try:
        return _tree(name, plain)
    except ElementTree.ParseError:
        pass
    try:
        return _tree(name, BARE.sub("&amp;", plain))
    except ElementTree.ParseError as error:
        raise DeskError("personnel.not_a_form", name=name) from error


def _tree(name: str, text: str) -> Element:
    """Parse without ever following a document type: neither files nor entities are read."""

    class Builder(ElementTree.TreeBuilder):
        deep = 0

        def start(self, tag: str, attrs: dict[str, str]) -> Element:
            self.deep += 1
            if self.deep > MOST_DEEP:
                raise DeskError("personnel.not_a_form", name=name)
            return super().start(tag, attrs)

        def end(self, tag: str) -> Element:
            self.deep -= 1
            return super().end(tag)

        def doctype(self, *_told: object) -> None:
            raise DeskError("personnel.dtd", rule="IMPORT-07", name=name)

    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise DeskError("personnel.dtd", rule="IMPORT-07", name=name)
    try:
        return ElementTree.fromstring(text, ElementTree.XMLParser(target=Builder()))  # noqa: S314 - document types are refused above
    except (expat.ExpatError, ValueError) as error:
        raise ElementTree.ParseError from error


def _members(family: Element) -> Iterator[Mapping[str, str]]:
    for item in family:
        member = {
            child.tag: _words(child.tag, child.text or "") for child in item if child.tag in MEMBER
        }
        if any(member.values()):
            yield {tag: member.get(tag, "") for tag in MEMBER}


def _words(tag: str, text: str) -> str:
    """Return a tag's words; only the line ends around a résumé go, its blanks tell the posts."""
    plain = LINE.sub("\n", text).replace("\r\n", "\n").replace("\r", "\n")
    if tag == RESUME:
        return plain.strip("\n") if plain.strip() else ""
    return plain.strip()


def _picture(text: str) -> bytes | None:
    plain = re.sub(r"\s+", "", text)
    plain = re.sub(r"^data:[^,]*,", "", plain)
    if not plain:
        return None
    try:
        return base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        return b"?"


def _family_lines(family: tuple[Mapping[str, str], ...]) -> list[str]:
    lines = [f"  <{FAMILY}>"]
    for member in family:
        lines.append("    <Item>")
        lines += [f"      <{tag}>{_escaped(member.get(tag, ''))}</{tag}>" for tag in MEMBER]
        lines.append("    </Item>")
    return [*lines, f"  </{FAMILY}>"]


def _escaped(text: str) -> str:
    plain = CONTROL.sub("", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

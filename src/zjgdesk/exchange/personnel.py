"""The personnel form (干部任免审批表) as its editor writes it: .lrmx (XML) or .lrm (text)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.lrm import looks_like_lrm, read_lrm
from zjgdesk.exchange.lrmx import LrmxForm, read_lrmx
from zjgdesk.rules.months import parse_month
from zjgdesk.rules.names import compact

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 20 * MEGABYTE
LARGEST_PHOTO: Final = 8 * MEGABYTE
PICTURES: Final = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
# What a form says, by the words of a candidate's record.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "gender": ("XingBie",),
    "birth": ("ChuShengNianYue",),
    "ethnicity": ("MinZu",),
    "native_place": ("JiGuan",),
    "joined_party": ("RuDangShiJian",),
    "started_work": ("CanJiaGongZuoShiJian",),
    "education": ("QuanRiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueLi"),
    "degree": ("QuanRiZhiJiaoYu_XueWei", "ZaiZhiJiaoYu_XueWei"),
    "politics": ("ZhengZhiMianMao",),
    "post": ("XianRenZhiWu",),
}
PARTIES: Final = ("民革", "民盟", "民建", "民进", "农工", "致公", "九三", "台盟", "无党派")


@dataclass(frozen=True, slots=True)
class PersonnelForm:
    """One person's form; `fields` are the tags in their order, blanks at the ends removed.

    `unknown` keeps what the editor of another version added, as XML, so that it can be written
    back. `photo` is a JPEG or PNG; a picture that is neither is left out and `photo_bad` says so.
    """

    name: str
    birth_month: str | None
    id_number: str
    fields: Mapping[str, str]
    family: tuple[Mapping[str, str], ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    photo: bytes | None = None
    photo_bad: bool = False
    digest: str = ""

    @property
    def name_key(self) -> str:
        """The name without the blanks that pad it."""
        return compact(self.name)

    def words(self) -> dict[str, str]:
        """Return what the form says by the fields of a candidate's record; nothing where empty."""
        found = {
            key: next((self.fields[tag] for tag in tags if self.fields.get(tag)), "")
            for key, tags in FIELDS.items()
        }
        found["politics"] = found["politics"] or _politics(found["joined_party"])
        return {key: text for key, text in found.items() if text}


def read_personnel(name: str, content: bytes, *, photo: bytes | None = None) -> PersonnelForm:
    """Return the form of a file; what it is, its content says, never its suffix.

    Args:
        name: the file's name, for refusals.
        content: its bytes.
        photo: the picture that lies beside an .lrm file.

    Raises:
        DeskError: `file.empty`, `file.too_large`, `personnel.not_a_form`, `personnel.dtd`,
            `personnel.nameless`.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise DeskError("file.empty", name=name)
    if len(content) > LARGEST:
        raise DeskError("file.too_large", name=name, megabytes=LARGEST // MEGABYTE)
    told = read_lrm(name, content) if looks_like_lrm(content) else read_lrmx(name, content)
    if not compact(told.fields.get("XingMing", "")):
        raise DeskError("personnel.nameless", rule="IMPORT-01", name=name)
    return _form(told, told.photo if photo is None else photo, digest_of(content))


def _form(told: LrmxForm, photo: bytes | None, digest: str) -> PersonnelForm:
    good = bool(photo) and len(photo or b"") <= LARGEST_PHOTO and _is_picture(photo or b"")
    month = parse_month(told.fields.get("ChuShengNianYue", ""))
    return PersonnelForm(
        name=told.fields["XingMing"],
        birth_month=str(month) if month else None,
        id_number=compact(told.fields.get("ShenFenZheng", "")).upper(),
        fields=told.fields,
        family=told.family,
        unknown=told.unknown,
        photo=photo if good else None,
        photo_bad=bool(photo) and not good,
        digest=digest,
    )


def _is_picture(photo: bytes) -> bool:
    return any(photo.startswith(mark) for mark, _kind in PICTURES)


def _politics(joined: str) -> str:
    """Return the party that a date of joining tells; a bare date is the Communist Party's."""
    found: Sequence[str] = [party for party in PARTIES if party in joined]
    if found:
        return "、".join(found)
    return "中共党员" if parse_month(joined) else ""

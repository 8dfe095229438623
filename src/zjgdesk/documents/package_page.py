"""The register page that travels with a medium: what is on it, from whom, to whom, who carried it."""

from dataclasses import dataclass
from datetime import datetime

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table, Title
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.words import chinese_date
from zjgdesk.rules.vocabulary import PackageKind

TITLES = {
    PackageKind.BALLOT: "票决交换包登记页",
    PackageKind.RESULT: "计票结果交换包登记页",
}
SIZE = 12.0
ROW, SIGN_ROW = 9.0, 14.0  # millimetres
WIDTHS = (36.0, 120.0)
SIGN_WIDTHS = (36.0, 42.0, 36.0, 42.0)
NOTE = (
    "介质交接时当面核对编号和内容摘要，交出人、接收人分别签名，本页随介质流转，读入后由接收方存档。"
    "包中内容已经加密，只有接收方的案卷能够打开；被改动、不完整或者给错机器的，程序不予读入。"
)


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the page says; no name of a candidate stands on it.

    `digest` is the short form of the content's, `size` is in bytes.
    """

    kind: PackageKind
    number: int
    subject: str
    sender: str
    sender_fingerprint: str
    receiver: str
    receiver_fingerprint: str
    name: str
    size: int
    digest: str
    medium: str
    at: datetime
    actor: str
    foot: str = ""

    @property
    def title(self) -> str:
        """The title of the page."""
        return TITLES[self.kind]


def build_package_page(facts: PackageFacts, fonts: Fonts) -> bytes:
    """Return the page as PDF.

    Raises:
        DeskError: `page.glyph_missing`, `page.proof_failed`.

    Rule: AIR-02
    """
    blocks: tuple[Block, ...] = (
        Title(facts.title),
        _told(facts),
        Paragraph(NOTE),
        _signatures(),
    )
    return print_proven(
        blocks, Frame(facts.title, foot=facts.foot), fonts, ProofFacts((facts.digest,))
    )


def _told(facts: PackageFacts) -> Table:
    rows = (
        ("编号", f"第 {facts.number} 号"),
        ("事项", facts.subject),
        ("发出方", facts.sender),
        ("发出方指纹", facts.sender_fingerprint),
        ("接收方", facts.receiver),
        ("接收方指纹", facts.receiver_fingerprint),
        ("文件夹名称", facts.name),
        ("内容大小", f"{facts.size:,} 字节"),
        ("内容摘要", facts.digest),
        ("介质", facts.medium),
        ("制作时间", _moment(facts.at)),
        ("制作人", facts.actor),
    )
    return Table(
        WIDTHS,
        (),
        tuple((Cell(word, least=ROW), Cell(said, align="left")) for word, said in rows),
        SIZE,
    )


def _signatures() -> Table:
    words = ("交出人（签名）", "交出时间", "接收人（签名）", "接收时间")
    cells = [cell for word in words for cell in (Cell(word, least=SIGN_ROW), Cell(""))]
    return Table(SIGN_WIDTHS, (), (tuple(cells[:4]), tuple(cells[4:])), SIZE, together=True)


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{chinese_date(here.date())} {here:%H:%M}"

"""字体: which font serves as each face of a page, and how a name comes out of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import font_report
from zjgdesk.services.desk import Desk
from zjgdesk.services.font_report import FontRow, Tried
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.labels import Heading, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.printing.pages import Pages
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone

SIZE = (1120, 680)
TABLE_HEIGHT = 262
LONGEST = 18
DOTS_PER_INCH = 84
LATIN_BELOW = 0x250
EDGE = 12  # dots round the picture's ink
WHITE = 0xFF
FACES = {
    "fangsong": "仿宋（正文）",
    "title": "小标宋（标题）",
    "kai": "楷体（二级标题）",
    "hei": "黑体（一级标题）",
    "song": "宋体（页码、页脚）",
    "latin": "数字、西文",
}
BUNDLED = {
    "Zjgdesk FangSong": "自带 Fandol 仿宋",
    "Zjgdesk Song Bold": "自带思源宋体（粗）",
    "Zjgdesk Kai": "自带霞鹜文楷",
    "Zjgdesk Hei": "自带思源黑体",
    "Zjgdesk Song": "自带思源宋体",
    "Zjgdesk Latin": "自带 Liberation Serif",
}
INTRO = (
    "公文标准的字体不随程序提供：本机装有的用本机的，没有的由自带字体代替（依据 PAGE-05）。"
    "新装了字体的，重新打开程序后生效。"
)


def font_name(family: str) -> str:
    """Return what the window calls a font."""
    return BUNDLED.get(family, family)


def serves(row: FontRow) -> str:
    """Return whether the standard's font serves, or which one stands in for it."""
    if row.fault:
        return "不能使用"
    if row.passed_over:
        return f"本机的{row.passed_over}损坏，由自带字体代替"
    return "本机的标准字体" if row.official else f"代替{row.wanted}"


def _tone(row: FontRow) -> Tone:
    if row.fault:
        return Tone.BAD
    if row.passed_over:
        return Tone.WARN
    return Tone.GOOD if row.official else Tone.INFO


COLUMNS: Sequence[Column[FontRow]] = (
    Column("用处", lambda row: FACES[row.face], width=150),
    Column("标准字体", lambda row: row.wanted, width=150),
    Column("实际使用", lambda row: font_name(row.used), width=180),
    Column("情况", serves, tone=_tone, width=220),
    Column(
        "来自",
        lambda row: str(row.path),
        tooltip=lambda row: str(row.path),
        width=0,
    ),
)


class FontsDialog(ListDialog[FontRow]):
    """The faces in a table; under it a name to try, as it would print."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        super().__init__(parent, "字体", COLUMNS, intro=INTRO)
        self.resize(*SIZE)
        self.table.key_by(lambda row: row.face)
        self.table.setFixedHeight(TABLE_HEIGHT)
        self.table.search_box.hide()
        self.table.count.hide()
        self.name = QLineEdit()
        self.name.setPlaceholderText("输入姓名，看印出来是什么样子、每个字用的是哪一种字体")
        self.name.setAccessibleName("试排的姓名")
        self.name.setMaxLength(LONGEST)
        self.try_button = ActionButton("试排", primary=True)
        self.picture = QLabel()
        self.picture.setAccessibleName("试排的样子")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.taken = label(wrap=True)
        self.taken.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tried = Line()
        self._lay_out()
        self.try_button.clicked.connect(lambda _checked=False: self.show_name())
        self.name.returnPressed.connect(self.show_name)
        self._say_faults()
        self.name.setFocus()

    def rows(self) -> Sequence[FontRow]:
        """Return the faces."""
        return font_report.read_fonts(self._desk)

    def show_name(self) -> None:
        """Show the name as it prints, or say which character no font has."""
        self.picture.clear()
        self.taken.clear()
        try:
            tried = font_report.try_text(self._desk, self.name.text())
        except DeskError as error:
            self.tried.say_error(error)
            return
        if tried.missing:
            self.tried.say(missing_words(tried.missing), Tone.BAD)
        elif tried.content is None:
            self.tried.say("请先输入姓名。", Tone.MUTED)
        else:
            self.tried.say(summary(tried), Tone.GOOD)
            self.picture.setPixmap(_picture(tried.content, self.devicePixelRatioF()))
            self.taken.setText("\n".join(lines_of(tried)))

    def _say_faults(self) -> None:
        told = [explain(row.fault) for row in self.table.model.rows() if row.fault]
        self.said.say("\n".join(dict.fromkeys(told)), Tone.BAD)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.try_button)
        shown = QHBoxLayout()
        shown.setSpacing(24)
        shown.addWidget(self.picture)
        shown.addWidget(self.taken, 1, Qt.AlignmentFlag.AlignTop)
        at = self.body.indexOf(self.said)
        self.body.insertWidget(at + 1, Heading("试排姓名"))
        self.body.insertLayout(at + 2, row)
        self.body.insertWidget(at + 3, self.tried)
        self.body.insertLayout(at + 4, shown)
        self.body.addStretch(1)
        self.actions_bar.hide()


def missing_words(missing: Sequence[str]) -> str:
    """Return which characters no font has, and what to do."""
    told = "、".join(f"“{each}”（U+{ord(each):04X}）" for each in missing)
    return (
        f"现有字体都没有{told}，含有这个字的文书不能打印。请核对这个字；"
        "确实要用的，请在本机安装含有该字的仿宋或者黑体字体。（依据 PAGE-05）"
    )


def summary(tried: Tried) -> str:
    """Return whether every Chinese character comes from the face's own font."""
    others = {
        character
        for face in tried.faces
        for font, characters in face.taken
        if font != face.used
        for character in characters
        if ord(character) >= LATIN_BELOW
    }
    if not others:
        return "每个字在各种字体中都有。"
    told = "、".join(f"“{each}”" for each in sorted(others))
    return f"能够印出。{told}在个别字体中没有，由相近的字体补上，见下。"


def lines_of(tried: Tried) -> list[str]:
    """Return a line a face: its font, then who else lends which characters."""
    lines = []
    for face in tried.faces:
        lent = [
            f"“{characters}”用{font_name(font)}"
            for font, characters in face.taken
            if font != face.used
        ]
        told = f"；{'，'.join(lent)}" if lent else ""
        lines.append(f"{FACES[face.face]}：{font_name(face.used)}{told}")
    return lines


def _picture(content: bytes, ratio: float) -> QPixmap:
    """Return the inked part of the first page, dot for dot."""
    pages = Pages(content)
    try:
        image = pages.picture(0, DOTS_PER_INCH * ratio)
    finally:
        pages.close()
    picture = QPixmap.fromImage(_cut(image, round(EDGE * ratio)))
    picture.setDevicePixelRatio(ratio)
    return picture


def _cut(image: QImage, edge: int) -> QImage:
    """Cut the white round the ink off."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, tall, line = grey.width(), grey.height(), grey.bytesPerLine()
    dots = bytes(grey.constBits())
    rows = [dots[at * line : at * line + wide] for at in range(tall)]
    white = bytes([WHITE]) * wide
    inked = [at for at, row in enumerate(rows) if row != white]
    if not inked:
        return image
    left = min(wide - len(row.lstrip(b"\xff")) for row in rows if row != white)
    right = max(len(row.rstrip(b"\xff")) for row in rows if row != white)
    top, bottom = inked[0], inked[-1]
    x, y = max(left - edge, 0), max(top - edge, 0)
    return image.copy(x, y, min(right + edge, wide) - x, min(bottom + edge, tall) - y)

"""How the window looks: one stylesheet, two palettes, the bundled font."""

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from zjgdesk.resources import resources

UNIT = 8
POINTS = 10.5


class Tone(StrEnum):
    """What a chip or a line of text conveys beside its words."""

    PLAIN = "plain"
    MUTED = "muted"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens of the stylesheet; `*_soft` are the grounds of chips."""

    name: str
    ground: str
    surface: str
    raised: str
    stripe: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    selected: str
    info: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    plain_soft: str

    def of(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return the colour of a tone's words and of the ground under them."""
        pairs = {
            Tone.PLAIN: (self.text, self.plain_soft),
            Tone.MUTED: (self.muted, self.plain_soft),
            Tone.INFO: (self.info, self.accent_soft),
            Tone.GOOD: (self.good, self.good_soft),
            Tone.WARN: (self.warn, self.warn_soft),
            Tone.BAD: (self.bad, self.bad_soft),
        }
        words, ground = pairs[tone]
        return QColor(words), QColor(ground)


LIGHT = Colours(
    name="light",
    ground="#f4f6f8",
    surface="#ffffff",
    raised="#fafbfc",
    stripe="#f7f9fb",
    line="#e1e6eb",
    line_strong="#c3ccd6",
    text="#1d2733",
    muted="#566473",
    faint="#7b8794",
    accent="#1f5f99",
    accent_hover="#184d7d",
    accent_text="#ffffff",
    accent_soft="#e4eef7",
    selected="#dce9f5",
    info="#1c558a",
    good="#1b6b45",
    good_soft="#e1f2e8",
    warn="#865000",
    warn_soft="#fbefd9",
    bad="#a52a22",
    bad_soft="#fae4e2",
    plain_soft="#edf0f3",
)
DARK = Colours(
    name="dark",
    ground="#15191e",
    surface="#1c2128",
    raised="#222831",
    stripe="#1f252c",
    line="#2e3640",
    line_strong="#465160",
    text="#e5e9ee",
    muted="#a3afbc",
    faint="#8592a0",
    accent="#6fb1ea",
    accent_hover="#8dc2f0",
    accent_text="#0e1a26",
    accent_soft="#203245",
    selected="#26405a",
    info="#8dc2f0",
    good="#7fd0a4",
    good_soft="#1b3629",
    warn="#e6b566",
    warn_soft="#3a2e18",
    bad="#f0948c",
    bad_soft="#43241f",
    plain_soft="#2b323b",
)


class Theme(QObject):
    """Dresses the application and follows the system between light and dark."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.colours = LIGHT
        app.setStyle("Fusion")
        app.setFont(_font())
        _speak_chinese(app)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._follow(hints.colorScheme())

    def wear(self, colours: Colours) -> None:
        """Put on one of the two palettes."""
        self.colours = colours
        _worn[0] = colours
        self._app.setPalette(_palette(colours))
        self._app.setStyleSheet(_sheet(colours))
        self.changed.emit()

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self.wear(DARK if scheme == Qt.ColorScheme.Dark else LIGHT)


def dress(app: QApplication) -> Theme:
    """Dress the application; the theme lives as long as it does."""
    return Theme(app)


_worn = [LIGHT]


def colours() -> Colours:
    """Return the palette that is worn now; painters ask each time they paint."""
    return _worn[0]


def _sheet(colours: Colours) -> str:
    text = (resources() / "zjgdesk.qss").read_text("utf-8")
    tokens = {field.name: str(getattr(colours, field.name)) for field in fields(colours)}
    tokens["icons"] = (resources() / "icons").as_posix()
    for token in sorted(tokens, key=len, reverse=True):
        text = text.replace(f"@{token}", tokens[token])
    return text


def _font() -> QFont:
    number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / "zjgdesk-hei.ttf"))
    font = QFont(QFontDatabase.applicationFontFamilies(number)[:1])
    font.setPointSizeF(POINTS)
    return font


def _speak_chinese(app: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.stripe,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Highlight: colours.selected,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line_strong,
        QPalette.ColorRole.Dark: colours.line_strong,
        QPalette.ColorRole.Midlight: colours.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette

"""Words on the window: labels, lines with a tone, chips, headings, cards."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that the stylesheet knows by the name."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet asks for, and let it take effect."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Line(QLabel):
    """A line of words with a tone; hidden while it has nothing to say."""

    def __init__(self, text: str = "", *, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names come from files and other machines
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty("tone", tone.value)
        self.setVisible(bool(text))

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, in another tone where one is given."""
        self.setText(text)
        if tone is not None:
            restyle(self, "tone", tone.value)
        self.setVisible(bool(text))

    def say_error(self, problem: DeskError | Refusal) -> None:
        """Show why something was refused."""
        self.say(explain(problem), Tone.BAD)


class Chip(QLabel):
    """A status: a few words on a soft ground."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text)
        self.setObjectName("chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("tone", tone.value)
        self.setVisible(bool(text))

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show another status."""
        self.setText(text)
        restyle(self, "tone", tone.value)
        self.setVisible(bool(text))


class Heading(QLabel):
    """The title of a part of a tab."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("heading")


class Card(QWidget):
    """A surface with a border that holds what belongs together."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)  # noqa: FBT003
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(8)
        if title:
            self.body.addWidget(Heading(title))


class Page(QWidget):
    """The inside of a scroll area; as tall as its wrapped words need at the present width."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 8, 0)
        self.body.setSpacing(8)

    def clear(self) -> None:
        """Take everything out."""
        self.setMinimumHeight(0)
        while self.body.count():
            item = self.body.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show other widgets, from the top down."""
        self.clear()
        for widget in widgets:
            self.body.addWidget(widget)
            widget.show()
        self.body.addStretch(1)
        self.body.invalidate()
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Qt: other words may need another height, and so may being shown at all."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self.fit()
        return done

    def fit(self) -> None:
        """Take the height that the words need; a layout that was told anew asks for it again."""
        height = max(self.body.totalHeightForWidth(self.width()), 0)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()


class ElidedLabel(QLabel):
    """One line that ends in … where the room ends; the whole text is its tooltip."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setMinimumWidth(40)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the text, shortened to the width."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment()), shown)

"""The strip above the tabs: which workspace, which year, who is at the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Chip, ElidedLabel, label
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

OPEN = "案卷没有加密，只供演示和练习。正式办理请新建案卷，或者由管理员在“文件 → 加密案卷”中加密。"


class Header(QWidget):
    """Names the workspace and the person; its buttons search and let another person sit down."""

    switch_wanted = Signal()
    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel()
        self.title.setObjectName("headerTitle")
        self.year = label(name="headerYear")
        self.purpose = Chip()
        self.open_mark = Chip()
        self.search_button = ActionButton("搜索　Ctrl+K")
        self.search_button.setObjectName("searchButton")
        self.search_button.setToolTip("在候选对象、意见、票决、公示、容错、文件中搜索")
        self.search_button.clicked.connect(self.search_wanted)
        self.person = label()
        self.role = Chip()
        self.switch_button = ActionButton("切换人员…")
        self.switch_button.clicked.connect(self.switch_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 8)
        layout.setSpacing(12)
        layout.addWidget(self.title, 10)
        for widget in (self.year, self.purpose, self.open_mark):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.search_button)
        layout.addSpacing(8)
        layout.addWidget(self.person)
        layout.addWidget(self.role)
        layout.addWidget(self.switch_button)

    def show_desk(self, desk: Desk) -> None:
        """Name the desk that is open."""
        self.title.setText(desk.title)
        self.title.setToolTip(desk.title)
        self.title.setMaximumWidth(self.title.sizeHint().width() + 8)
        self.year.setText(f"{desk.year}年度")
        marked = "" if desk.purpose is Purpose.OFFICE else word(desk.purpose)
        self.purpose.say(marked, Tone.WARN if desk.purpose is Purpose.SAMPLE else Tone.INFO)
        self.open_mark.say("" if desk.sealed else "未加密", Tone.BAD)
        self.open_mark.setToolTip(OPEN)
        self.person.setText(desk.actor.name)
        self.role.say(word(desk.actor.role), Tone.INFO)

"""One form beside the table: whose it is, what it would fill in, what it says differently."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QWidget

from zjgdesk.services.personnel import FormRow
from zjgdesk.ui.candidates.lines import add_line, named_lines
from zjgdesk.ui.labels import Card, Heading, Page, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.personnel.photo import Photo
from zjgdesk.ui.personnel.rows import SETTLED
from zjgdesk.ui.words import field_word

NOBODY = "不读入"


class FormSide(Card):
    """Shows a form; `chosen` tells the candidate that it was given to, or None."""

    chosen = Signal(object)

    def __init__(self, names: Mapping[int, str]) -> None:
        super().__init__()
        self.setMinimumWidth(300)
        self._names = names
        self._ids: list[int | None] = []
        self.photo = Photo()
        self.person = Heading("")
        self.person.setTextFormat(Qt.TextFormat.PlainText)
        self.ask = label("读入到", "fieldName")
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("读入到")
        self.chooser.setMaxVisibleItems(16)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.chooser.setSizeAdjustPolicy(policy)
        self._inner = Page()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        for widget in (self.photo, self.person, self.ask, self.chooser):
            self.body.addWidget(widget)
        self.body.addWidget(area, 1)
        self.chooser.activated.connect(lambda at: self.chosen.emit(self._ids[at]))
        self.show_form(None, None)

    def show_form(self, row: FormRow | None, photo: bytes | None) -> None:
        """Show another form, or none."""
        self.photo.show_photo(photo)
        self.person.setText(row.person if row else "")
        asked = row is not None and row.match not in SETTLED
        self.ask.setVisible(asked)
        self.chooser.setVisible(asked)
        if row is None:
            self._inner.fill([label("在左边选一份任免审批表。", "hint", wrap=True)])
            return
        if asked:
            self._offer(row)
        self._inner.fill(_told(row))

    def _offer(self, row: FormRow) -> None:
        """Offer nobody, then whom it may belong to, then everybody else on the list."""
        likely = [candidate_id for candidate_id, _words in row.choices]
        others = [candidate_id for candidate_id in self._names if candidate_id not in likely]
        self._ids = [None, *likely, *others]
        words = {**self._names, **dict(row.choices)}
        self.chooser.clear()
        self.chooser.addItems([NOBODY if at is None else words[at] for at in self._ids])
        if likely and others:
            self.chooser.insertSeparator(1 + len(likely))
            self._ids.insert(1 + len(likely), None)
        self.chooser.setCurrentIndex(self._ids.index(row.candidate_id))


def _told(row: FormRow) -> list[QWidget]:
    widgets: list[QWidget] = []
    if row.problem is not None:
        widgets.append(label(explain(row.problem), "hint", wrap=True))
    if row.fills:
        holder, rows = named_lines()
        for field, text in row.fills.items():
            add_line(rows, field_word(field), text)
        widgets += [Heading("将补填"), holder]
    if row.differences:
        holder, rows = named_lines()
        for each in row.differences:
            words = f"推荐表：{each.theirs}\n任免表：{each.form}"
            add_line(rows, field_word(each.field), words)
        widgets += [Heading("不一致，保留推荐表"), holder]
    if not widgets and row.candidate_id is not None:
        widgets.append(label("没有要补填的栏目，也没有不一致。", "hint", wrap=True))
    return widgets

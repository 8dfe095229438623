"""Everything that is known of one candidate, beside the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zjgdesk.rules.vocabulary import ClearanceOrgan, Track
from zjgdesk.services.candidates import CandidateDetail
from zjgdesk.services.personnel import FormDetail
from zjgdesk.ui.actions import ActionBar, ActionButton
from zjgdesk.ui.candidates.lines import add_line, add_wide, named_lines
from zjgdesk.ui.decisions.page import standing_widgets
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Card, Chip, Heading, Line, Page, label
from zjgdesk.ui.marks import (
    CLEARANCE_TONES,
    OPINION_TONES,
    case_line_words,
    case_words,
    state_words,
)
from zjgdesk.ui.opinions.columns import round_words
from zjgdesk.ui.personnel.page import form_widgets
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import field_word, in_order, moment, month, word

HIDDEN = {"name", "birth_month", "level_word", "deed_word"}


class DetailPane(Card):
    """Shows a candidate; the tab puts its actions into `actions_bar`."""

    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(320)
        self.export_button: ActionButton | None = None
        self.name = Heading("")
        self.name.setWordWrap(True)
        self.state, self.case = Chip(), Chip()
        self.reason = Line(tone=Tone.MUTED)
        self.actions_bar = ActionBar()
        self.empty = EmptyState("没有选定候选对象", "在左边的表中选一行，这里显示全部情况。")
        self._inner = Page()
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nobody is chosen."""
        self._page.hide()
        self.empty.show()

    def show_detail(self, detail: CandidateDetail, form: FormDetail | None = None) -> None:
        """Show a candidate's page, with the personnel form where there is one."""
        row = detail.row
        self.empty.hide()
        self._page.show()
        self.name.setText(row.name)
        nominated = row.state == "nominated"
        self.state.say(state_words(row), Tone.GOOD if nominated else Tone.MUTED)
        self.case.say(case_words(row.case), Tone.WARN)
        self.reason.say(f"退出理由：{detail.withdrawn_reason}" if detail.withdrawn_reason else "")
        self._fill(detail, form)

    def _fill(self, detail: CandidateDetail, form: FormDetail | None) -> None:
        widgets = [*standing_widgets(detail), _fields(detail)]
        widgets += [Heading("纪公检法意见"), _clearances(detail)]
        widgets += [Heading("征求意见"), _opinions(detail)]
        if detail.cases:
            widgets += [Heading("容错免责"), _cases(detail)]
        self.export_button = None
        if form is not None:
            self.export_button = ActionButton("另存任免表…")
            self.export_button.clicked.connect(self.export_wanted)
            widgets += [*form_widgets(form), self.export_button]
        self._inner.fill(widgets)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self.state)
        chips.addWidget(self.case)
        chips.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.name)
        page.addLayout(chips)
        page.addWidget(self.reason)
        page.addWidget(area, 1)
        page.addWidget(self.actions_bar)
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self.empty, 1)


def _fields(detail: CandidateDetail) -> QWidget:
    unit = detail.row.track is Track.UNIT
    holder, rows = named_lines()
    for field in in_order(detail.fields):
        text = detail.fields[field]
        if field in HIDDEN or not text:
            continue
        shown = text
        if field == "birth" and detail.row.birth_month:
            read = month(detail.row.birth_month)
            shown = f"{read}（原文 {text}）" if text != read else text
        add_line(rows, field_word(field, unit=unit), shown)
    return holder


def _clearances(detail: CandidateDetail) -> QWidget:
    holder, rows = named_lines()
    said = {line.organ: line for line in detail.clearances}
    for organ in ClearanceOrgan:
        line = said.get(organ)
        if line is None:
            add_line(rows, word(organ), Chip("未回", Tone.MUTED))
        else:
            chip = Chip(word(line.answer), CLEARANCE_TONES[line.answer])
            chip.setToolTip(f"{moment(line.at)}　{line.actor} 登记")
            add_line(rows, word(organ), chip)
            if line.text:
                add_line(rows, "", line.text)
    return holder


def _opinions(detail: CandidateDetail) -> QWidget:
    if not detail.opinions:
        return label("还没有人答复。", "hint")
    holder, rows = named_lines()
    for line in detail.opinions:
        chip = Chip(word(line.answer), OPINION_TONES[line.answer])
        add_line(rows, line.addressee, chip)
        told = f"{round_words(line.round_no)}　{moment(line.at)}　{line.actor} 登记"
        rows.addRow(label(told, "hint", wrap=True))
        if line.text:
            add_wide(rows, line.text)
    return holder


def _cases(detail: CandidateDetail) -> QWidget:
    holder, rows = named_lines()
    for case in detail.cases:
        add_wide(rows, case_line_words(case))
    return holder

"""What the cases add up to, as a chart and a table; what leaves the office hides small numbers."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services import case_figures, tables_out
from zjgdesk.services.case_figures import By, CaseFigures, End
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.charts.chart import Chart
from zjgdesk.ui.charts.facts import ChartFacts, ChartKind
from zjgdesk.ui.forms import tell
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

SIZE = (1040, 640)
HIDDEN = "＜5"
SUM = "合计"
TONES = {
    End.EXEMPT: Tone.GOOD,
    End.LIGHTER: Tone.INFO,
    End.MITIGATED: Tone.PLAIN,
    End.NOT_GRANTED: Tone.BAD,
    End.REFUSED: Tone.MUTED,
    End.WITHDRAWN: Tone.MUTED,
    End.OPEN: Tone.WARN,
}


class FiguresDialog(QDialog):
    """Figures per year, kind, work and group of units; only those with small ones hidden go out."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("容错统计")
        self.resize(*SIZE)
        self.by = Switch([(each, word(each)) for each in By], "统计口径")
        self.outside = Switch([(True, "对外提供"), (False, "内部查看")], "用途")
        self.note, self.said = label("", "hint", wrap=True), Line()
        self.chart = Chart(ChartFacts("", ChartKind.STACKED, ()))
        self.table = label()
        self.bar = ActionBar()
        self.export_button = self.bar.add("导出统计表…", self.ask_export, primary=True)
        self.export_button.allow(desk.may(Action.EXPORT_CASE_FIGURES))
        self._lay_out()
        self.by.chosen.connect(lambda _by: self.refresh())
        self.outside.chosen.connect(lambda _outside: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Read the figures anew."""
        outside = bool(self.outside.value())
        figures = case_figures.read_figures(
            self._desk, By(str(self.by.value())), leaves_office=outside
        )
        self.chart.show_facts(chart_of(figures))
        self.chart.setVisible(not (outside and self.chart.facts.empty))
        for button in (self.chart.picture_button, self.chart.table_button):
            button.setVisible(outside and not self.chart.facts.empty)
        for action in self.chart.canvas.actions():
            action.setEnabled(outside and not self.chart.facts.empty)
        self.table.setText(html_of(figures))
        self.note.setText(
            "小于 5 的数字和能够由合计推算出来的数字已经隐去（依据 TOL-13）。"
            if outside
            else "内部查看，不能复制和导出；导出的统计表总是隐去小数字（依据 TOL-13）。"
        )

    def ask_export(self) -> None:
        """Ask where the figures go."""
        name, _chosen = QFileDialog.getSaveFileName(
            self, "导出统计表", "容错统计.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the figures as they may leave the office."""
        try:
            figures = case_figures.export_figures(self._desk, By(str(self.by.value())))
            lines = lines_of(figures)
            tables_out.export_table(
                self._desk, "容错统计", lines[0], lines[1:], path, kind=tables_out.TableKind.XLSX
            )
        except DeskError as error:
            self.said.say_error(error)
            return
        tell(self, "已经导出", f"统计表已写入“{path.name}”，小于 5 的数字已经隐去。")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.by)
        row.addStretch(1)
        row.addWidget(self.outside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("容错统计", "dialogTitle"))
        layout.addLayout(row)
        layout.addWidget(self.note)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.table)
        layout.addStretch(0)
        layout.addWidget(self.said)
        layout.addWidget(self.bar)


def name_of(row: str | StrEnum) -> str:
    """Return what a row of the figures is called."""
    return word(row) if isinstance(row, StrEnum) else f"{row} 年"


def chart_of(figures: CaseFigures) -> ChartFacts:
    """Return the figures as a chart."""
    return ChartFacts(
        title=f"按{word(figures.by)}统计的容错案件",
        kind=ChartKind.STACKED,
        series=tuple(word(end) for end in figures.columns),
        categories=tuple(name_of(row) for row in figures.rows),
        values=figures.figures.rows,
        unit="件",
        axis=word(figures.by),
        tones=tuple(TONES[end] for end in figures.columns),
    )


def lines_of(figures: CaseFigures) -> list[list[str]]:
    """Return the figures line by line, the sums at the end."""
    told = figures.figures
    head = [word(figures.by), *(word(end) for end in figures.columns), SUM]
    rows = [
        [name_of(row), *map(_shown, values), _shown(total)]
        for row, values, total in zip(figures.rows, told.rows, told.row_sums, strict=True)
    ]
    sums = [_shown(value) for value in told.column_sums] or [""] * len(figures.columns)
    return [head, *rows, [SUM, *sums, _shown(told.total)]]


def html_of(figures: CaseFigures) -> str:
    """Return the figures as a table to look at."""
    head, *rows = lines_of(figures)
    cells = "".join(f"<th align='right'>{each}&nbsp;&nbsp;&nbsp;</th>" for each in head)
    lines = "".join(
        "<tr>"
        + "".join(f"<td align='right'>{each}&nbsp;&nbsp;&nbsp;</td>" for each in row)
        + "</tr>"
        for row in rows
    )
    return f"<table cellspacing='4' width='100%'><tr>{cells}</tr>{lines}</table>"


def _shown(value: int | None) -> str:
    return HIDDEN if value is None else str(value)

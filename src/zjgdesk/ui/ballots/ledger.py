"""Where every printed paper went, always on the screen. Rule: VOTE-07."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.rounds import STATES, RoundStep
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Card, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone

UNKNOWN = "—"
FIGURE_POINTS = 15.0
FIELDS = (
    ("due", "应到"),
    ("present", "实到"),
    ("printed", "印制"),
    ("issued", "发出"),
    ("left_over", "剩余"),
    ("spoiled", "作废"),
    ("returned", "收回"),
    ("valid", "有效"),
    ("invalid", "无效"),
)
SIGNS = {"printed": "", "issued": "＝", "left_over": "＋", "spoiled": "＋", "returned": ""}
SIGNS |= {"valid": "＝", "invalid": "＋"}
GAPS = ("printed", "returned")


@dataclass(frozen=True, slots=True)
class Balance:
    """What the ledger says in words, and how urgently."""

    text: str
    tone: Tone


def figures(detail: RoundDetail) -> dict[str, int | None]:
    """Return the nine figures; None for what is not known yet."""
    outcome = detail.outcome
    opened = detail.issued is not None
    return {
        "due": detail.due,
        "present": detail.present,
        "printed": detail.printed or None,
        "issued": detail.issued,
        "left_over": detail.left_over if opened else None,
        "spoiled": detail.spoiled if detail.returned is not None else None,
        "returned": detail.returned,
        "valid": outcome.valid if outcome else None,
        "invalid": outcome.invalid if outcome else None,
    }


def balance(detail: RoundDetail) -> Balance:
    """Say whether the ledger balances, and what is missing while it does not.

    Rule: VOTE-07
    """
    if detail.row.state is RoundState.VOID:
        return Balance(f"本轮已作废：{detail.void_reason}", Tone.WARN)
    if detail.row.state is RoundState.CARRIED:
        return Balance("已移交计票机，账目随结果带回（依据 AIR-04）。", Tone.INFO)
    if detail.ledger:
        by_rule = {refusal.rule: refusal for refusal in reversed(detail.ledger)}
        told = "　".join(map(explain, reversed(by_rule.values())))
        return Balance(f"账目不平：{told}", Tone.BAD)
    return _balanced(detail) if detail.returned is not None else _unfinished(detail)


def _unfinished(detail: RoundDetail) -> Balance:
    if not detail.printed:
        return Balance("印制选票后开始记账。", Tone.MUTED)
    missing = "实到人数和发出张数" if detail.issued is None else "收回和作废张数"
    return Balance(f"账目未平：还没有登记{missing}（依据 VOTE-07）。", Tone.BAD)


def _balanced(detail: RoundDetail) -> Balance:
    if detail.outcome is None:
        told = "印制、收回的账目相符；有效和无效待计票得出（依据 VOTE-07）。"
        return Balance(told, Tone.INFO)
    return Balance("账目已平：印制、收回两笔都相符（依据 VOTE-07）。", Tone.GOOD)


class LedgerStrip(Card):
    """Nine figures with the signs between them, and the balance in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("选票账目")
        self.body.setContentsMargins(16, 8, 16, 8)
        self.said = Line(tone=Tone.MUTED)
        self.said.setObjectName("balance")
        self._figures: dict[str, QLabel] = {}
        row = QHBoxLayout()
        row.setSpacing(4)
        for key, title in FIELDS:
            if key in GAPS:
                row.addSpacing(16)
            if SIGNS.get(key):
                row.addWidget(label(SIGNS[key], "hint"))
            row.addWidget(self._cell(key, title))
        row.addSpacing(24)
        row.addWidget(self.said, 1)
        self.fix_button = ActionButton("更正数字…")
        row.addWidget(self.fix_button)
        self.body.addLayout(row)

    def show_round(self, detail: RoundDetail, refusal: Refusal | None = None) -> None:
        """Show the figures of a round; a refusal says why this person may not put them right."""
        for key, number in figures(detail).items():
            self._figures[key].setText(UNKNOWN if number is None else str(number))
        told = balance(detail)
        self.said.say(told.text, told.tone)
        self.fix_button.setVisible(detail.row.state in STATES[RoundStep.CORRECT])
        self.fix_button.allow(refusal)

    def figure(self, key: str) -> str:
        """Return a figure as it stands on the screen."""
        return self._figures[key].text()

    def _cell(self, key: str, title: str) -> QWidget:
        cell = QWidget()
        cell.setMinimumWidth(44)
        figure = label(UNKNOWN)
        figure.setAccessibleName(title)
        font = figure.font()
        font.setPointSizeF(FIGURE_POINTS)
        figure.setFont(font)
        self._figures[key] = figure
        stack = QVBoxLayout(cell)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        for each in (label(title, "fieldName"), figure):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            stack.addWidget(each)
        return cell

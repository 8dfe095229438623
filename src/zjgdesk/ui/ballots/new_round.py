"""A new round: what is voted on, by how many, for whom, under whose eyes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.rules.officers import check_officers
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import Base, Track
from zjgdesk.services import meetings, rounds, scheme, stages
from zjgdesk.services.desk import Desk
from zjgdesk.services.rounds import NewRound
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.ballots.check_list import CheckList
from zjgdesk.ui.ballots.sitting import (
    SITTING,
    add_sitting,
    officers_of,
    same_day_first,
    sitting_of,
    title_of,
)
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

WIDE, HIGH, LEFT = 1120, 680, 500
NEW = 0
CLOSE = 4


class RoundForm(Form):
    """The fields at the left, the candidates to tick at the right, the surplus under them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scheme = {row.key: row.value for row in scheme.read_scheme(desk)}
        self._sittings = {row.id: row for row in same_day_first(desk)}
        self.list = CheckList()
        self.rows.setVerticalSpacing(CLOSE)
        self._fields_of_round()
        self._fields_of_sitting()
        self._beside()
        self._any("track").currentIndexChanged.connect(self.show_track)
        self._any("places").valueChanged.connect(self._say_surplus)
        self.list.changed.connect(self._say_surplus)
        self.list.changed.connect(lambda: self.error.say(""))
        self.show_track()

    def show_track(self) -> None:
        """Offer what the track has: its places, its title, its candidates."""
        track = self.track()
        self._any("places").setValue(int(self._scheme[f"places.{track.value}"]))
        self._any("title").setText(f"{self._desk.year}年度担当作为{word(track)}")
        rows = rounds.list_standing(self._desk, track)
        self.list.model.show(rows)
        self.list.model.tick(lambda _row: True)
        self._say_surplus()

    def track(self) -> Track:
        """Return the chosen track."""
        return Track(self.string("track"))

    def define(self) -> int:
        """Lay down the round, and first its sitting where that is a new one; return its id.

        Raises:
            DeskError: `form.day_invalid`, or the desk's refusal; a sitting that was laid down
                before the round was refused is offered from then on.
        """
        if self.whole("sitting") == NEW:
            self._define_sitting()
        return rounds.define_round(
            self._desk,
            NewRound(
                track=self.track(),
                title=self.string("title"),
                meeting_id=self.whole("sitting"),
                places=self.whole("places"),
                base=Base(self.string("base")),
                candidate_ids=self.list.model.ids(),
            ),
        )

    def _define_sitting(self) -> None:
        new = sitting_of(self)
        listed = [row.name for row in self.list.model.chosen_rows()]
        for refusal in check_officers(officers_of(self), listed):
            refusal.raise_()
        made = meetings.define_meeting(self._desk, new)
        self._sittings = {row.id: row for row in same_day_first(self._desk)}
        self._offer_sittings(made)

    def _fields_of_round(self) -> None:
        self.choice("track", "类别", [(track, word(track)) for track in Track], Track.CADRE)
        self.text("title", "票决名称")
        self.number("places", "应选名额", 1, least=1)
        base = Base(self._scheme["base"])
        self.choice("base", "过半数按", [(each, word(each)) for each in Base], base)

    def _fields_of_sitting(self) -> None:
        self.choice("sitting", "会议", [])
        add_sitting(self, self._desk)
        self._any("sitting").currentIndexChanged.connect(self._show_sitting)
        today = self._desk.today()
        coming = [row.id for row in self._sittings.values() if row.held_on >= today]
        self._offer_sittings(coming[0] if coming else NEW)

    def _offer_sittings(self, chosen: int) -> None:
        box = self._any("sitting")
        box.blockSignals(True)  # noqa: FBT003 - Qt takes it by position
        box.clear()
        box.addItem("新的会议", NEW)
        for row in self._sittings.values():
            box.addItem(title_of(row), row.id)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)  # noqa: FBT003 - Qt takes it by position
        self._show_sitting()

    def _show_sitting(self) -> None:
        for key in SITTING:
            self.show_field(key, shown=self.whole("sitting") == NEW)

    def whole(self, key: str) -> int:
        """Return a field's number; of the sitting, its id."""
        return int(self._any(key).currentData()) if key == "sitting" else super().whole(key)

    def _beside(self) -> None:
        outer = self.layout()
        outer.removeItem(self.rows)
        self.rows.setParent(None)
        fields = QWidget()
        fields.setFixedWidth(LEFT)
        fields.setLayout(self.rows)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(fields)
        row.addWidget(self.list, 1)
        outer.insertLayout(0, row, 1)  # type: ignore[attr-defined]

    def _say_surplus(self) -> None:
        chosen, places = len(self.list.model.chosen), self.whole("places")
        one, least = counter(self.track()), int(self._scheme["surplus"])
        surplus = chosen - places
        told = f"共 {self.list.model.total()} {one}，已选 {chosen} {one}，名额 {places}，差额 {surplus}"
        refusal = stages.may_now(self._desk, self.track(), Work.DEFINE_BALLOT)
        if refusal:
            self.list.said.say(explain(refusal), Tone.WARN)
        elif not chosen:
            self.list.said.say(
                f"请勾选候选对象：共 {self.list.model.total()} {one}，名额 {places}。", Tone.MUTED
            )
        elif surplus >= least:
            self.list.said.say(f"{told}。", Tone.GOOD)
        else:
            self.list.said.say(f"{told}，至少要有 {least}（依据 SCHEME-06）。", Tone.WARN)

    def _any(self, key: str) -> Any:  # noqa: ANN401 - each key has its own kind of widget
        return self.widget(key)


def new_round_dialog(parent: QWidget, desk: Desk, done: Callable[[int], object]) -> FormDialog:
    """Ask for a new round; `done` gets its id."""
    form = RoundForm(desk)
    made: list[int] = []
    dialog = ask(
        parent,
        "新建票决",
        form,
        accept="建立轮次",
        act=lambda _form: made.append(form.define()),
        done=lambda: done(made[-1]),
    )
    dialog.resize(WIDE, HIGH)
    return dialog

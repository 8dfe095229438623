"""A new round: what is voted on, by how many, for whom, under whose eyes."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import Base, Role, Track
from zjgdesk.services import accounts, rounds, scheme, stages
from zjgdesk.services.desk import Desk
from zjgdesk.services.rounds import NewRound
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.ballots.check_list import CheckList
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import word

WIDE, HIGH, LEFT = 1080, 640, 470
NAMES = re.compile(r"[、，,;；\n]+")
DUE_UNKNOWN = 0


def names_of(text: str) -> tuple[str, ...]:
    """Return the names that were typed with 、 or commas between them."""
    return tuple(name.strip() for name in NAMES.split(text) if name.strip())


class RoundForm(Form):
    """The fields at the left, the candidates to tick at the right, the surplus under them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scheme = {row.key: row.value for row in scheme.read_scheme(desk)}
        self._held = rounds.list_rounds(desk)
        self.list = CheckList()
        self._fields_of_meeting()
        self._fields_of_people()
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

    def new_round(self) -> NewRound:
        """Return what was entered.

        Raises:
            DeskError: `form.day_invalid`.
        """
        return NewRound(
            track=self.track(),
            title=self.string("title"),
            meeting=self.string("meeting"),
            held_on=self.date("held_on"),
            places=self.whole("places"),
            due=self.whole("due"),
            base=Base(self.string("base")),
            candidate_ids=self.list.model.ids(),
            chief=self.string("chief"),
            scrutineers=names_of(self.string("scrutineers")),
            tellers=names_of(self.string("tellers")),
        )

    def _fields_of_meeting(self) -> None:
        held = self._held[0] if self._held else None
        self.choice("track", "类别", [(track, word(track)) for track in Track], Track.CADRE)
        self.text("title", "票决名称")
        self.text("meeting", "会议", held.meeting if held else "", hint="如：市委常委会会议")
        self.day("held_on", "会议日期", self._desk.today())
        self.number("places", "应选名额", 1, least=1)
        self.number("due", "应到人数", DUE_UNKNOWN)
        base = Base(self._scheme["base"])
        self.choice("base", "过半数按", [(each, word(each)) for each in Base], base)

    def _fields_of_people(self) -> None:
        people = [row for row in accounts.list_accounts(self._desk) if row.active]
        overseers = [row.name for row in people if row.role is Role.SCRUTINEER]
        tellers = [row.name for row in people if row.role is Role.TELLER]
        chief = overseers[0] if overseers else ""
        self.choice(
            "chief", "总监票人", [(name, name) for name in overseers], chief, editable=True
        )
        self.text("scrutineers", "监票人", "、".join(overseers[1:]), hint="姓名之间用顿号")
        self.text("tellers", "计票人", "、".join(tellers), hint="姓名之间用顿号")
        self.note("候选名单上的人及其近亲属不能担任监票人、计票人（依据 VOTE-15）。")

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
        act=lambda _form: made.append(rounds.define_round(desk, form.new_round())),
        done=lambda: done(made[-1]),
    )
    dialog.resize(WIDE, HIGH)
    return dialog

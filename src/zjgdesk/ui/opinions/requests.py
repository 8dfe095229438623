"""New requests: whom, in which round, by when."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from zjgdesk.rules.vocabulary import OpinionGroup, OrganisationKind, Track
from zjgdesk.services import candidates, opinions
from zjgdesk.services.candidates import OrganisationRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.opinion_rounds import RoundOffer, offer_rounds
from zjgdesk.ui.ballots.asking import fit
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.opinions.columns import round_words
from zjgdesk.ui.words import word

KINDS = {
    OpinionGroup.TOWNS: OrganisationKind.TOWN,
    OpinionGroup.DEPARTMENTS: OrganisationKind.DEPARTMENT,
}
LEADERS = ("市委领导班子", "市人大领导班子", "市政府领导班子", "市政协领导班子")
NAME = Qt.ItemDataRole.UserRole


class RequestDialog(FormDialog):
    """Asks a group, in a further round where it was asked before; others may be typed."""

    def __init__(self, parent: QWidget | None, desk: Desk, track: Track) -> None:
        self._desk = desk
        self._register: Sequence[OrganisationRow] = candidates.list_organisations(desk)
        form = Form()
        of = form.choice("track", "类别", [(each, word(each)) for each in reversed(Track)], track)
        self.group = form.choice(
            "group", "征求范围", [(each, word(each)) for each in OpinionGroup]
        )
        self.round = QComboBox()
        self.round.setObjectName("round")
        self.round.setAccessibleName("轮次")
        form.rows.addRow("轮次", self.round)
        self.members = QListWidget()
        self.members.setAccessibleName("征求对象")
        self.members.setFixedHeight(180)
        form.rows.addRow("征求对象", self.members)
        form.area("others", "另加对象", hint="每行一个，可不填", lines=2)
        form.day("sent_on", "发出日期", desk.today())
        form.day("due_on", "截止日期")
        super().__init__(parent, "发出征求意见", form, accept="发出", act=self._send)
        self.setMinimumWidth(600)
        for box in (of, self.group):
            box.currentIndexChanged.connect(lambda _at: self._offer())
        self.round.currentIndexChanged.connect(lambda _at: self._list_members())
        self._offer()

    def try_accept(self) -> None:
        """Grow with the sentence of a refusal."""
        super().try_accept()
        fit(self)

    def round_no(self) -> int:
        """Return the round that is chosen."""
        return int(self.round.currentData())

    def chosen(self) -> list[str]:
        """Return the addressees that are ticked or typed."""
        items = [self.members.item(at) for at in range(self.members.count())]
        ticked = [item.data(NAME) for item in items if item.checkState() == Qt.CheckState.Checked]
        return [*ticked, *self.form.string("others").splitlines()]

    def _offer(self) -> None:
        self._offered = offer_rounds(self._desk, self._group(), Track(self.form.string("track")))
        with QSignalBlocker(self.round):
            self.round.clear()
            for number in self._offered.rounds:
                self.round.addItem(_offer_words(self._offered, number), number)
            self.round.setCurrentIndex(self._offered.rounds.index(self._offered.due))
        self._list_members()

    def _list_members(self) -> None:
        """Tick all for a new round; for one that runs, whom else to ask is the clerk's choice."""
        asked = self._offered.asked.get(self.round_no(), ())
        self.members.clear()
        for name in self._names():
            item = QListWidgetItem(name, self.members)
            item.setData(NAME, name)
            item.setCheckState(Qt.CheckState.Unchecked if asked else Qt.CheckState.Checked)
            if name in asked:
                item.setText(f"{name}（本轮已发）")
                item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _names(self) -> list[str]:
        """The group's members, and who else was asked in it before."""
        kind = KINDS.get(self._group())
        names = (
            LEADERS
            if kind is None
            else tuple(row.name for row in self._register if row.kind is kind)
        )
        before = (name for asked in self._offered.asked.values() for name in asked)
        return list(dict.fromkeys([*names, *before]))

    def _group(self) -> OpinionGroup:
        return OpinionGroup(self.form.string("group"))

    def _send(self, form: Form) -> int:
        return opinions.send_requests(
            self._desk,
            opinions.NewRequests(
                group=self._group(),
                track=Track(form.string("track")),
                addressees=self.chosen(),
                sent_on=form.date("sent_on"),
                due_on=form.date("due_on"),
                round_no=self.round_no(),
            ),
        )


def _offer_words(offer: RoundOffer, number: int) -> str:
    if number not in offer.asked:
        return f"{round_words(number)}（{'新一轮' if offer.asked else '首轮'}）"
    return f"{round_words(number)}（已发 {len(offer.asked[number])} 个，补发）"

"""New requests: whom, by when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from zjgdesk.rules.vocabulary import OpinionGroup, OrganisationKind, Track
from zjgdesk.services import candidates, opinions
from zjgdesk.services.candidates import OrganisationRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.words import word

KINDS = {
    OpinionGroup.TOWNS: OrganisationKind.TOWN,
    OpinionGroup.DEPARTMENTS: OrganisationKind.DEPARTMENT,
}
LEADERS = ("市委领导班子", "市人大领导班子", "市政府领导班子", "市政协领导班子")


class RequestDialog(FormDialog):
    """Asks a group; its members come from the register, others may be typed."""

    def __init__(self, parent: QWidget | None, desk: Desk, track: Track) -> None:
        self._desk = desk
        self._register: Sequence[OrganisationRow] = candidates.list_organisations(desk)
        form = Form()
        form.choice("track", "类别", [(each, word(each)) for each in reversed(Track)], track)
        self.group = form.choice(
            "group", "征求范围", [(each, word(each)) for each in OpinionGroup]
        )
        self.members = QListWidget()
        self.members.setAccessibleName("征求对象")
        self.members.setFixedHeight(180)
        form.rows.addRow("征求对象", self.members)
        form.area("others", "另加对象", hint="每行一个，可不填", lines=2)
        form.day("sent_on", "发出日期", desk.today())
        form.day("due_on", "截止日期")
        super().__init__(parent, "发出征求意见", form, accept="发出", act=self._send)
        self.setMinimumWidth(600)
        self.group.currentIndexChanged.connect(lambda _at: self._offer())
        self._offer()

    def chosen(self) -> list[str]:
        """Return the addressees that are ticked or typed."""
        items = [self.members.item(at) for at in range(self.members.count())]
        ticked = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
        return [*ticked, *self.form.string("others").splitlines()]

    def _offer(self) -> None:
        group = OpinionGroup(self.form.string("group"))
        kind = KINDS.get(group)
        names = (
            LEADERS
            if kind is None
            else tuple(row.name for row in self._register if row.kind is kind)
        )
        self.members.clear()
        self.members.addItems(names)
        for at in range(self.members.count()):
            self.members.item(at).setCheckState(Qt.CheckState.Checked)

    def _send(self, form: Form) -> int:
        return opinions.send_requests(
            self._desk,
            opinions.NewRequests(
                group=OpinionGroup(form.string("group")),
                track=Track(form.string("track")),
                addressees=self.chosen(),
                sent_on=form.date("sent_on"),
                due_on=form.date("due_on"),
            ),
        )

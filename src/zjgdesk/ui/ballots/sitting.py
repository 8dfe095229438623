"""The fields of a sitting: when it is held, who is due, who oversees and who counts."""

import re
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.officers import Officers
from zjgdesk.rules.vocabulary import Role
from zjgdesk.services import accounts, meetings
from zjgdesk.services.desk import Desk
from zjgdesk.services.meetings import MeetingRow, NewMeeting
from zjgdesk.ui.ballots.asking import ask, widen
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.words import short_day

NAMES = re.compile(r"[、，,;；\n]+")
OFFICERS = ("chief", "scrutineers", "tellers", "relatives", "recused")
SITTING = ("meeting", "held_on", "due", *OFFICERS)
WIDE = 640


def names_of(text: str) -> tuple[str, ...]:
    """Return the names that were typed with 、 or commas between them."""
    return tuple(name.strip() for name in NAMES.split(text) if name.strip())


def title_of(row: MeetingRow) -> str:
    """Say which sitting it is, in one line."""
    return f"{row.title}　{short_day(row.held_on)}　应到 {row.due} 人"


def same_day_first(desk: Desk) -> list[MeetingRow]:
    """Return the sittings to choose from: those of today first, then the newest."""
    today = desk.today()
    return sorted(meetings.list_meetings(desk), key=lambda row: row.held_on != today)


def usual_officers(desk: Desk) -> Officers:
    """Return who may oversee and count by their accounts; the first scrutineer is the chief."""
    people = [row for row in accounts.list_accounts(desk) if row.active]
    overseers = [row.name for row in people if row.role is Role.SCRUTINEER]
    tellers = tuple(row.name for row in people if row.role is Role.TELLER)
    return Officers(overseers[0] if overseers else "", tuple(overseers[1:]), tellers)


def add_sitting(form: Form, desk: Desk) -> None:
    """Add the fields of a new sitting."""
    form.text("meeting", "会议名称", hint="如：市委常委会会议")
    form.day("held_on", "会议日期", desk.today())
    form.number("due", "应到人数")
    add_officers(form, desk, usual_officers(desk), ())


def add_officers(form: Form, desk: Desk, held: Officers, recused: tuple[str, ...]) -> None:
    """Add the fields of who oversees, who counts and who stays out. Rule: VOTE-15, VOTE-19."""
    usual = usual_officers(desk)
    offered = dict.fromkeys((held.chief, usual.chief, *usual.scrutineers))
    names = [(name, name) for name in offered if name]
    hint = "姓名之间用顿号"
    form.choice("chief", "总监票人", names, held.chief, editable=True)
    form.text("scrutineers", "监票人", "、".join(held.scrutineers), hint=hint)
    form.text("tellers", "计票人", "、".join(held.tellers), hint=hint)
    form.text(
        "relatives", "近亲属", "、".join(held.relatives), hint="候选对象的近亲属，不能监票、计票"
    )
    form.text("recused", "回避成员", "、".join(recused), hint="列入名单的成员及其近亲属")


def officers_of(form: Form) -> Officers:
    """Return the people that were entered."""
    return Officers(
        form.string("chief"),
        names_of(form.string("scrutineers")),
        names_of(form.string("tellers")),
        names_of(form.string("relatives")),
    )


def sitting_of(form: Form) -> NewMeeting:
    """Return the sitting that was entered.

    Raises:
        DeskError: `form.day_invalid`.
    """
    people = officers_of(form)
    return NewMeeting(
        title=form.string("meeting"),
        held_on=form.date("held_on"),
        due=form.whole("due"),
        chief=people.chief,
        scrutineers=people.scrutineers,
        tellers=people.tellers,
        relatives=people.relatives,
        recused=names_of(form.string("recused")),
    )


def officers_dialog(
    parent: QWidget, desk: Desk, meeting_id: int, done: Callable[[], object]
) -> FormDialog:
    """Ask who counts from now on, and why it is no longer who it was."""
    row = next(each for each in meetings.list_meetings(desk) if each.id == meeting_id)
    form = Form()
    add_officers(form, desk, row.officers, row.recused)
    form.note(
        "候选对象及其近亲属不能担任监票人、计票人（依据 VOTE-15）；回避成员是否投票由方案设定"
        "（依据 VOTE-19）。"
    )
    form.area("reason", "理由", hint="理由会写入留痕", lines=2)
    dialog = ask(
        parent,
        "更换监票人、计票人",
        form,
        accept="更换",
        act=lambda _form: meetings.change_officers(
            desk,
            meeting_id,
            officers_of(form),
            recused=names_of(form.string("recused")),
            reason=form.string("reason"),
        ),
        done=done,
        intro=f"{title_of(row)}。同一次会议的各轮票决一起更换，原来的人员留在留痕中。",
    )
    widen(dialog, WIDE)
    return dialog

"""The questions of a notice: a new one, its publication, objections and their ends, rewards."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.rounds import ENDED
from zjgdesk.rules.vocabulary import ObjectionEnd, OrderedList, RewardKind, Track
from zjgdesk.services import hand_order, list_order, notices, rewards, rounds
from zjgdesk.services.desk import Desk
from zjgdesk.services.notices import NoticeDetail, ObjectionRow
from zjgdesk.services.rounds import RoundRow
from zjgdesk.ui.ballots.asking import ask, fit
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.notices.words import TITLE_NOTE
from zjgdesk.ui.order.words import warn_in
from zjgdesk.ui.words import word

WIDE = 620
Done = Callable[[], object]


def closed_rounds(desk: Desk) -> list[RoundRow]:
    """Return the rounds whose count is closed, newest first; a notice is drafted from one."""
    return [row for row in rounds.list_rounds(desk) if row.state in ENDED]


def usual_title(row: RoundRow) -> str:
    """Return how the notice of a round is usually titled."""
    base = row.title.partition("（第")[0]
    who = "单位" if row.track is Track.UNIT else "人选"
    return f"{base}当选{who}公示"


class NoticeForm(Form):
    """A closed round, the title and the first day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._rows = {row.id: row for row in closed_rounds(desk)}
        options = [(row.id, row.title) for row in self._rows.values()]
        box = self.choice("round", "票决", options)
        self.text("title", "公示标题")
        self.day("published_on", "发布日期", desk.today())
        self.note(TITLE_NOTE)
        self.note(
            "公示不少于五个工作日，按国务院放假调休安排推算，发布当日计入（依据 NOTICE-01、NOTICE-02）。"
        )
        box.currentIndexChanged.connect(self._entitle)
        self._entitle()

    def round_id(self) -> int:
        """Return the chosen round."""
        return self.whole("round")

    def _entitle(self) -> None:
        title: Any = self.widget("title")
        title.setText(usual_title(self._rows[self.round_id()]))


class ObjectionForm(Form):
    """Whom it is about, when it came, signed or not, what it says."""

    def __init__(self, desk: Desk, detail: NoticeDetail, candidate_id: int | None) -> None:
        super().__init__()
        names = [(row.candidate_id, f"{row.name}　{row.organisation}") for row in detail.entries]
        self.choice("candidate", "反映对象", names, candidate_id)
        self.day("received_on", "收到日期", desk.today())
        self.check("signed", "署真实姓名（须反馈）")
        self.area("text", "反映内容", lines=4)
        self.note("匿名反映中性质严重、线索具体的，也要核实（依据 NOTICE-05）。")


def draft_dialog(parent: QWidget, desk: Desk, done: Callable[[int], object]) -> FormDialog:
    """Ask for a new notice; `done` gets its id."""
    form = NoticeForm(desk)
    made: list[int] = []
    return ask(
        parent,
        "起草公示",
        form,
        accept="起草",
        act=lambda _form: made.append(
            notices.draft_notice(
                desk,
                form.round_id(),
                title=form.string("title"),
                published_on=form.date("published_on"),
            )
        ),
        done=lambda: done(made[-1]),
    )


def publish_dialog(parent: QWidget, desk: Desk, detail: NoticeDetail, act: Done) -> FormDialog:
    """Ask before a notice is published; `act` follows when the dialog is closed."""
    first, last = detail.days[0], detail.days[-1]
    row, form = detail.row, Form()
    if hand_order.read_hand_order(desk, OrderedList.NOTICE, row.id) is None:
        warn_in(form, list_order.list_doubts(desk, row.track, [e.name for e in detail.entries]))
    return ask(
        parent,
        "发布公示",
        form,
        accept="发布",
        act=lambda _form: None,
        done=act,
        intro=(
            f"“{detail.row.title}”共 {detail.row.names} {counter(detail.row.track)}，公示期 "
            f"{first.month}月{first.day}日至{last.month}月{last.day}日，"
            f"{len(detail.days)} 个工作日。发布后公示文件存档，不能再改。"
        ),
    )


def objection_dialog(
    parent: QWidget, desk: Desk, detail: NoticeDetail, candidate_id: int | None, done: Done
) -> FormDialog:
    """Ask for an objection. Rule: NOTICE-05."""
    form = ObjectionForm(desk, detail, candidate_id)
    return ask(
        parent,
        "登记反映",
        form,
        accept="登记",
        act=lambda _form: notices.record_objection(
            desk,
            detail.row.id,
            form.whole("candidate"),
            received_on=form.date("received_on"),
            signed=bool(form.value("signed")),
            text=form.string("text"),
        ),
        done=done,
    )


def settle_dialog(parent: QWidget, desk: Desk, row: ObjectionRow, done: Done) -> FormDialog:
    """Ask how an objection ends. Rule: NOTICE-05."""
    form = Form()
    form.choice("end", "处理结果", [(end, word(end)) for end in ObjectionEnd], row.end)
    form.area("answer", "结论和答复", row.answer, hint="核实的情况；署名的写明如何答复", lines=4)
    dialog = ask(
        parent,
        "办结反映",
        form,
        accept="办结",
        act=lambda given: notices.settle_objection(
            desk,
            row.id,
            end=ObjectionEnd(given.string("end")),
            answer=given.string("answer"),
        ),
        done=done,
        intro=f"关于“{row.name}”：{row.text}",
    )
    fit(dialog, WIDE)
    return dialog


def confirm_dialog(parent: QWidget, desk: Desk, detail: NoticeDetail, done: Done) -> FormDialog:
    """Ask before the list is final."""
    off = [row.name for row in detail.entries if row.state == "taken_off"]
    told = f"；{'、'.join(off)} 已移出名单" if off else ""
    return ask(
        parent,
        "确认名单",
        Form(),
        accept="确认名单",
        act=lambda _form: notices.confirm_list(desk, detail.row.id),
        done=done,
        intro=f"“{detail.row.title}”公示期满{told}。确认之后可以登记激励，名单不能再改。",
    )


def reward_dialog(
    parent: QWidget, desk: Desk, done: Done, chosen: int | None = None
) -> FormDialog:
    """Ask what somebody on a confirmed list received. Rule: NOTICE-07."""
    form = Form()
    people = [
        (row.id, f"{row.name}　{row.organisation}　{row.year} 年")
        for row in rewards.list_honours(desk)
    ]
    form.choice("honour", "对象", people, chosen)
    form.choice("kind", "类别", [(kind, word(kind)) for kind in RewardKind])
    form.day("on", "日期", desk.today())
    form.area("text", "内容", hint="如：提拔任某镇党委副书记；参加中青班", lines=3)
    return ask(
        parent,
        "登记激励",
        form,
        accept="登记",
        act=lambda given: rewards.record_reward(
            desk,
            given.whole("honour"),
            kind=RewardKind(given.string("kind")),
            on=given.date("on"),
            text=given.string("text"),
        ),
        done=done,
    )


def register_dialog(parent: QWidget, desk: Desk, act: Callable[[int], object]) -> FormDialog:
    """Ask for the year whose register of rewards is printed. Rule: NOTICE-07."""
    form = Form()
    years = sorted({row.year for row in rewards.list_honours(desk)}, reverse=True)
    form.choice("year", "当选年度", [(year, f"{year} 年") for year in years], desk.year)
    return ask(
        parent,
        "打印激励台账",
        form,
        accept="打印",
        act=lambda _form: None,
        done=lambda: act(form.whole("year")),
        intro="列出该年度当选的全部单位和干部、各项激励及其日期、提拔重用的占比（依据 NOTICE-07）。",
    )

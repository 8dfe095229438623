"""The questions of shortlists and of the vote: decisions, reasons, going on and going back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.stages import ORDER
from zjgdesk.rules.vocabulary import Stage, Track
from zjgdesk.services import list_order, shortlists, stages, vote_codes, vote_files
from zjgdesk.services.desk import Desk
from zjgdesk.services.shortlists import ShortlistDecision, ShortlistPage, ShortlistRow
from zjgdesk.services.stages import TrackState
from zjgdesk.services.vote_file_rows import VoteFileRow
from zjgdesk.ui.ballots.asking import ask, ask_why
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.order.words import warn_in
from zjgdesk.ui.shortlists.files import read_file
from zjgdesk.ui.shortlists.words import file_second, surplus_words, whom
from zjgdesk.ui.words import word

Done = Callable[[], object]


def decide_dialog(parent: QWidget, desk: Desk, page: ShortlistPage, done: Done) -> FormDialog:
    """Ask when, where and why a list is decided. Rule: SCHEME-05."""
    form = Form()
    form.day("decided_on", "确定日期", desk.today())
    form.text("place", "何处确定", hint="由谁、在什么会议上确定，如：市委组织部部务会议")
    form.area("reason", "依据和理由", hint="如：按征求意见情况和事迹综合比选", lines=4)
    chosen = [row.candidate.name for row in page.rows if row.chosen]
    warn_in(form, list_order.list_doubts(desk, page.track, chosen))
    return ask(
        parent,
        f"确定{word(page.kind)}名单",
        form,
        accept="确定名单",
        act=lambda given: shortlists.decide_shortlist(
            desk,
            page.track,
            page.kind,
            ShortlistDecision(
                given.date("decided_on"), given.string("place"), given.string("reason")
            ),
        ),
        done=done,
        intro=(
            f"{word(page.track)}：{surplus_words(page)}。确定之后名单不再改动，进入下一环节；"
            "确需改动的，先说明理由退回。"
        ),
    )


def first_dialog(
    parent: QWidget, desk: Desk, page: ShortlistPage, done: Callable[[int], object]
) -> FormDialog:
    """Ask how many of the first by rank are chosen; `done` gets how many it became."""
    form = Form()
    most = max(len(page.rows), 1)
    form.number("count", "选前几名", min(page.wanted, most), least=1, most=most)
    form.note("末位并列的一并选上；因纪公检法意见不能入围的跳过。现有的选择由此取代，理由保留。")
    made: list[int] = []
    return ask(
        parent,
        "按排名选前几名",
        form,
        accept="选定",
        act=lambda given: made.append(
            shortlists.choose_first(desk, page.track, page.kind, given.whole("count"))
        ),
        done=lambda: done(made[-1]),
    )


def reason_dialog(
    parent: QWidget, desk: Desk, page: ShortlistPage, rows: Sequence[ShortlistRow], done: Done
) -> FormDialog:
    """Ask why these are chosen or not; several get the same reason. Rule: SCHEME-05."""
    told = {row.reason for row in rows}
    form = Form()
    form.area(
        "reason",
        "理由",
        told.pop() if len(told) == 1 else "",
        hint="为什么选定，或者排名在前而没有选；清空即删去",
        lines=4,
    )

    def act(given: Form) -> None:
        for row in rows:
            shortlists.give_reason(
                desk, page.track, page.kind, row.id, reason=given.string("reason")
            )

    first = rows[0]
    chosen = "已选定" if first.chosen else "没有选定"
    many = f"写入所选 {len(rows)} {counter(page.track)}，已有的理由由此取代。"
    return ask(
        parent,
        f"{whom(rows, page.track)}的理由",
        form,
        accept="保存",
        act=act,
        done=done,
        intro=f"排名 {first.rank}，{chosen}。" if len(rows) == 1 else many,
    )


def close_vote_dialog(
    parent: QWidget, desk: Desk, state: TrackState, files: list[VoteFileRow], done: Done
) -> FormDialog:
    """Ask before the public vote ends. Rule: PUBLIC-01."""
    counted = [file for file in files if file.state.value == "counted"]
    valid = sum(file.valid for file in counted)
    return ask(
        parent,
        "结束群众投票",
        Form(),
        accept="结束群众投票",
        act=lambda _form: stages.go_on(desk, state.track),
        done=done,
        intro=(
            f"{word(state.track)}：计入 {len(counted)} 份投票数据，有效 {valid:,} 票。"
            "结束之后不能再导入投票数据，开始拟定二次入围名单。"
        ),
    )


def back_dialog(parent: QWidget, desk: Desk, state: TrackState, done: Done) -> FormDialog:
    """Ask to which earlier stage a track goes back, and why. Rule: SCHEME-05."""
    form = Form()
    earlier = list(reversed(ORDER[: ORDER.index(state.stage)]))
    form.choice("to", "退回到", [(stage, word(stage)) for stage in earlier])
    form.area("reason", "理由", hint="理由会写入留痕", lines=4)
    return ask(
        parent,
        f"退回{word(state.track)}的环节",
        form,
        accept="退回",
        act=lambda given: stages.go_back(
            desk,
            state.track,
            Stage(given.string("to")),
            reason=given.string("reason"),
        ),
        done=done,
        intro=(
            f"现在是“{word(state.stage)}”环节。退回之后，其后确定的入围名单不再有效，"
            "记录和理由都保留，可以重新确定。"
        ),
        danger=True,
    )


def codes_dialog(
    parent: QWidget, desk: Desk, track: Track, path: Path, done: Callable[[int], object]
) -> FormDialog:
    """Ask how a list of codes is taken over. Rule: PUBLIC-03.

    Raises:
        DeskError: `file.missing`, or what the reader refuses.
    """
    content = read_file(path)
    named = vote_codes.names_in(path.name, content)
    form = Form()
    form.check("rest", "编号表上没有的入围对象，顺编在最后一个编号之后")
    made: list[int] = []
    return ask(
        parent,
        "读入编号表",
        form,
        accept="采用这些编号",
        act=lambda given: made.append(
            vote_codes.take_codes(
                desk, track, path.name, content, number_rest=bool(given.value("rest"))
            )
        ),
        done=lambda: done(made[-1]),
        intro=f"“{path.name}”有 {len(named)} 个编号。已有的编号由此取代。",
    )


def assign_dialog(
    parent: QWidget, desk: Desk, track: Track, count: int, done: Callable[[int], object]
) -> FormDialog:
    """Ask before codes are given anew. Rule: PUBLIC-03."""
    made: list[int] = []
    return ask(
        parent,
        "重新编排编号",
        Form(),
        accept="重新编排",
        act=lambda _form: made.append(vote_codes.assign_codes(desk, track)),
        done=lambda: done(made[-1]),
        intro=(
            f"已有 {count} {counter(track)}的编号。重新编排后原来的编号作废，"
            "已经刊登或者发给投票平台的，不要重新编排。"
        ),
        danger=True,
    )


def aside_dialog(parent: QWidget, desk: Desk, row: VoteFileRow, done: Done) -> FormDialog:
    """Ask why a file shall not count any longer. Rule: PUBLIC-04."""
    return ask_why(
        parent,
        "不计入这份投票数据",
        f"“{row.name}”：{file_second(row)}。不计入之后结果重新计算，文件的记录保留。",
        accept="不计入",
        act=lambda reason: vote_files.set_votes_aside(desk, row.id, reason=reason),
        done=done,
    )

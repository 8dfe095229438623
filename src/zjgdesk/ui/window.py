"""The main window: header, tabs, menus; everything else is the tabs' own."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QTabWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import undo
from zjgdesk.services.backups import back_up_workspace
from zjgdesk.services.desk import Desk
from zjgdesk.services.search import HitKind, HitRow
from zjgdesk.services.workspace import Workspace
from zjgdesk.ui import settings_view, trail_view
from zjgdesk.ui.access.anchors import give_at_closing
from zjgdesk.ui.access.backups import BackupsDialog
from zjgdesk.ui.access.idle import IdleLock
from zjgdesk.ui.access.menu import fill_access
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.carrying.machines import MachinesDialog
from zjgdesk.ui.clock_dialog import clock_dialog
from zjgdesk.ui.duties_dialog import DutiesDialog
from zjgdesk.ui.fonts_view import FontsDialog
from zjgdesk.ui.forms import confirm, show_error, tell
from zjgdesk.ui.header import Header
from zjgdesk.ui.icons import desk_icon
from zjgdesk.ui.jobs import CRASHED, Job, Jobs, ProgressStrip
from zjgdesk.ui.media_dialog import media_dialog
from zjgdesk.ui.messages import explain
from zjgdesk.ui.order.strokes_dialog import StrokesDialog
from zjgdesk.ui.places import Tab, places_of
from zjgdesk.ui.printing.issued import IssuedDialog
from zjgdesk.ui.program_strip import ProgramStrip
from zjgdesk.ui.search.opening import find_in, show_hit
from zjgdesk.ui.search.palette import Palette
from zjgdesk.ui.signin import SignInDialog
from zjgdesk.ui.sound import Voice
from zjgdesk.ui.table_host import ColumnsMemory, TableHost
from zjgdesk.ui.texts_view import TextsDialog
from zjgdesk.ui.unseal_dialog import unseal_dialog
from zjgdesk.ui.words import moment, word

SETTINGS: tuple[tuple[str, Callable[[QWidget, Desk], QDialog]], ...] = (
    ("方案参数…", settings_view.SchemeDialog),
    ("人员账号…", settings_view.AccountsDialog),
    ("工作日历…", settings_view.CalendarDialog),
    ("笔画表…", StrokesDialog),
    ("计票机与交换…", MachinesDialog),
    ("字体…", FontsDialog),
)
NOTHING = Refusal("undo.nothing", "DESK-03")
SMALLEST = (1180, 680)
USUAL = (1280, 760)
FRAME = (16, 40)  # what a window system puts around a window, about


class MainWindow(QMainWindow):
    """One workspace, one person, its tabs.

    `on_leave` is told where to: `new`, `open`, `sample`, `encrypt` or `quit`; `memory` keeps the columns.
    """

    def __init__(
        self,
        workspace: Workspace,
        desk: Desk,
        jobs: Jobs,
        *,
        on_leave: Callable[[str], None],
        memory: ColumnsMemory | None = None,
        voice: Voice | None = None,
    ) -> None:
        super().__init__()
        self.setWindowIcon(desk_icon())
        self.setMinimumSize(*SMALLEST)
        self.resize(self._usual())
        self._workspace, self._desk, self._jobs = workspace, desk, jobs
        self._on_leave, self._memory = on_leave, memory
        self._voice = voice
        self._leaving = False
        self.table_host = TableHost(desk, memory)
        self._stale: set[int] = set()
        self.idle = IdleLock(self, workspace)
        self.header = Header()
        self.header.switch_wanted.connect(self.switch_person)
        self.header.search_wanted.connect(self.search)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.currentChanged.connect(self._show_tab)
        self.strip = ProgressStrip(jobs)
        self._lay_out()
        self._make_menus()
        self.sit_down(desk)

    def _usual(self) -> QSize:
        """Return the usual size, or what a small screen has room for beside frame and panel."""
        room = self.screen().availableSize() - QSize(*FRAME)
        return QSize(*USUAL).boundedTo(room).expandedTo(QSize(*SMALLEST))

    def sit_down(self, desk: Desk) -> None:
        """Let a person take the desk: the tabs are made anew with that person's rights."""
        self._desk, self.table_host = desk, TableHost(desk, self._memory)
        self.setWindowTitle(f"{desk.title} — 担当作为评选与容错免责工作台")
        self.header.show_desk(desk)
        self.idle.begin(desk)
        at = max(self.tabs.currentIndex(), 0)
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            old.deleteLater()
        for place in places_of(desk.purpose):
            tab = place.make(desk, self._jobs)
            self.tabs.addTab(tab, place.title)
            cast("Tab", tab).changed.connect(self._changed)
            wanted = getattr(tab, "tab_wanted", None)
            if wanted is not None:
                wanted.connect(self.go)
            if isinstance(tab, BallotsTab) and self._voice is not None:
                tab.keying.sound_with(self._voice)
        self._stale = set(range(self.tabs.count()))
        self.tabs.setCurrentIndex(at)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt
        self.tabs.setFocus()
        self._show_tab(at)

    @Slot(str)
    def go(self, name: str) -> None:
        """Show the tab of that name."""
        for at in range(self.tabs.count()):
            if self.tabs.widget(at).objectName() == name:
                self.tabs.setCurrentIndex(at)

    @Slot()
    def search(self) -> None:
        """Search over everything and open what is chosen."""
        palette = Palette(self, self._desk)
        palette.chosen.connect(self.open_hit)
        palette.dialog_wanted.connect(self._open)
        palette.exec()
        palette.deleteLater()

    @Slot(object)
    def open_hit(self, hit: HitRow) -> None:
        """Show a find where it is listed."""
        if hit.kind is HitKind.DOCUMENT:
            dialog = IssuedDialog(self, self._desk)
            dialog.table.choose(lambda row: row.id == hit.id)
            self._open(dialog)
        else:
            self.go(hit.tab)
            if not show_hit(self.tabs.currentWidget(), hit):
                text = f"“{hit.title}”现在不在这一页的列表中，可能已经退出名单。"
                tell(self, word(hit.kind), text)

    @Slot()
    def undo(self) -> None:
        """Ask whether the person's last act shall be taken back, and take it back."""
        act = undo.last_act(self._desk)
        if act is None:
            show_error(self, NOTHING)
            return
        told = f"{moment(act.at)} 的“{word(act.action)}”将恢复为原来的内容。撤销也会记入留痕。"
        if not confirm(self, "撤销上一步", told, yes="撤销"):
            return
        try:
            undo.undo(self._desk)
        except DeskError as error:
            show_error(self, error)
        self._refresh()

    @Slot()
    def switch_person(self) -> None:
        """Let another person sign in."""
        dialog = SignInDialog(self._workspace, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.desk is not None:
            self.sit_down(dialog.desk)

    @Slot()
    def back_up(self) -> None:
        """Keep a verified copy beside the workspace."""
        job = Job("备份", lambda _: back_up_workspace(self._desk), cancellable=False)
        job.succeeded.connect(
            lambda path: tell(self, "备份完成", f"已备份并核对：backups/{path.name}")
        )
        job.failed.connect(lambda error: show_error(self, error))
        job.crashed.connect(lambda _kind: show_error(self, CRASHED))
        self._jobs.start(job)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: a job under way is asked about before it is cancelled."""
        if not (self._leaving or self.may_leave()):
            event.ignore()
            return
        give_at_closing(self, self._desk)
        event.accept()

    def may_leave(self) -> bool:
        """Say whether nothing runs any more; a job under way is cancelled where the person says so."""
        if self._jobs.busy() and not confirm(
            self, "正在办理", "还有事项正在办理，退出会取消它，已经保存的不受影响。", yes="退出"
        ):
            return False
        self._jobs.stop()
        self._leaving = True
        return True

    @Slot()
    def _changed(self) -> None:
        self._stale = set(range(self.tabs.count())) - {self.tabs.currentIndex()}

    @Slot(int)
    def _show_tab(self, at: int) -> None:
        if at not in self._stale:
            return
        self._stale.discard(at)
        try:
            cast("Tab", self.tabs.widget(at)).refresh()
        except DeskError as error:
            show_error(self, error)

    def _lay_out(self) -> None:
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(ProgramStrip(self._desk.machine.program))
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(middle)

    def _make_menus(self) -> None:
        leave, file = self._on_leave, self.menuBar().addMenu("文件(&F)")
        _add(file, "新建案卷…", partial(leave, "new"), QKeySequence.StandardKey.New)
        _add(file, "打开案卷…", partial(leave, "open"), QKeySequence.StandardKey.Open)
        _add(file, "示例案卷", partial(leave, "sample"))
        _add(file, "备份", self._may_back_up)
        _add(file, "备份与恢复…", self._show_backups)
        fill_access(file, self, lambda: self._desk)
        if not self._workspace.sealed and self._desk.purpose is not Purpose.SAMPLE:
            _add(file, "加密案卷…", partial(leave, "encrypt"))
        _add(file, "打开加密文件夹…", lambda: unseal_dialog(self, self._desk))
        file.addSeparator()
        _add(file, "退出", partial(leave, "quit"), QKeySequence.StandardKey.Quit)
        edit = self.menuBar().addMenu("编辑(&E)")
        _add(edit, "撤销上一步…", self.undo, QKeySequence.StandardKey.Undo)
        settings = self.menuBar().addMenu("设置(&S)")
        for title, kind in SETTINGS:
            _add(settings, title, partial(self._open_kind, kind))
        _add(settings, "文书模板…", self._show_texts)
        _add(settings, "登记时钟更正…", lambda: clock_dialog(self, self._desk))
        if self._voice is not None:
            sounds = settings.addAction("录入提示音")
            sounds.setCheckable(True)
            sounds.setChecked(self._voice.on)
            sounds.toggled.connect(self._voice.turn)
        view = self.menuBar().addMenu("查看(&V)")
        _add(view, "搜索全部内容…", self.search, QKeySequence("Ctrl+K"))
        _add(view, "在本页查找", self._find, QKeySequence.StandardKey.Find)
        view.addSeparator()
        _add(view, "留痕…", self._show_trail)
        _add(view, "已印文书…", partial(self._open_kind, IssuedDialog))
        _add(view, "信息导入导出登记表…", self._show_media)
        _add(view, "刷新", self._refresh, QKeySequence.StandardKey.Refresh)
        helping = self.menuBar().addMenu("帮助(&H)")
        _add(helping, "规则一览…", lambda: self._open(trail_view.RulesDialog(self)))
        _add(helping, "谁能做什么…", partial(self._open_kind, DutiesDialog))
        _add(helping, "关于…", lambda: trail_view.about(self, self._desk.machine.program))

    def _find(self) -> None:
        find_in(self.tabs.currentWidget())

    def _open_kind(self, kind: Callable[[QWidget, Desk], QDialog]) -> None:
        self._open(kind(self, self._desk))

    def _show_texts(self) -> None:
        self._open(TextsDialog(self, self._desk, self._jobs))

    def _open(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self._refresh()

    def _refresh(self) -> None:
        self._stale = set(range(self.tabs.count()))
        self._show_tab(self.tabs.currentIndex())

    def _may_back_up(self) -> None:
        refusal = self._desk.may(Action.BACK_UP)
        if refusal:
            tell(self, "备份", explain(refusal))
        else:
            self.back_up()

    def _show_backups(self) -> None:
        refusal = self._desk.may(Action.BACK_UP)
        if refusal:
            tell(self, "备份与恢复", explain(refusal))
        else:
            self._open(BackupsDialog(self, self._desk))

    def _show_media(self) -> None:
        refusal = self._desk.may(Action.PRINT_MEDIA_REGISTER)
        if refusal:
            tell(self, "信息导入导出登记表", explain(refusal))
        else:
            media_dialog(self, self._desk, self._jobs)

    def _show_trail(self) -> None:
        refusal = self._desk.may(Action.READ_TRAIL)
        if refusal:
            tell(self, "留痕", explain(refusal))
        else:
            self._open(trail_view.TrailDialog(self, self._desk))


def _add(
    menu: QMenu,
    title: str,
    act: Callable[[], object],
    keys: QKeySequence | QKeySequence.StandardKey | None = None,
) -> None:
    action = menu.addAction(title)
    action.triggered.connect(lambda _checked=False: act())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))

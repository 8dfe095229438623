"""Where a find leads: its tab, with its row chosen."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.search import HitKind, HitRow
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.candidates.tab import CandidatesTab
from zjgdesk.ui.notices.tab import NOTICES, NoticesTab
from zjgdesk.ui.opinions.tab import OpinionsTab
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.table import Row
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.tolerance.tab import ToleranceTab


def show_hit(tab: QWidget, hit: HitRow) -> bool:
    """Choose a find's row in its tab; say whether it is listed there."""
    return WAYS[hit.kind](tab, hit)


def find_in(tab: QWidget) -> bool:
    """Put the cursor into the search box of a tab: the one of the table in use, or the first."""
    found = cast("list[QLineEdit]", tab.findChildren(QLineEdit))
    boxes = [box for box in found if _is_search_box(box)]
    used = QApplication.focusWidget()
    while used is not None and not isinstance(used, TableView):
        used = used.parentWidget()
    own = [box for box in boxes if used is not None and used.isAncestorOf(box)]
    for box in (own or boxes)[:1]:
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.selectAll()
    return bool(boxes)


def _is_search_box(box: QLineEdit) -> bool:
    return box.isVisible() and box.isEnabled() and box.placeholderText().startswith("搜索")


def _candidate(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, CandidatesTab)  # noqa: S101 - the hit names the tab
    if hit.track is None:
        return False
    _turn(tab.switch, hit.track)
    return _choose(tab.tables[hit.track], lambda row: row.id == hit.id)


def _organisation(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, CandidatesTab)  # noqa: S101 - the hit names the tab
    tab.table.clear_filters()
    tab.table.search_box.setText(hit.title)
    return True


def _opinion(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, OpinionsTab)  # noqa: S101 - the hit names the tab
    _track(tab, hit)
    page = tab.answers
    tab.page_switch.choose(page)
    asked = _choose(page.requests, lambda row: row.id == hit.parent)
    return asked and _choose(page.answers, lambda row: row.candidate_id == hit.id)


def _clearance(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, OpinionsTab)  # noqa: S101 - the hit names the tab
    _track(tab, hit)
    tab.page_switch.choose(tab.clearance)
    return _choose(tab.clearance.grid, lambda row: row.id == hit.id)


def _round(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, BallotsTab)  # noqa: S101 - the hit names the tab
    return tab.list.choose(hit.id)


def _notice(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, NoticesTab)  # noqa: S101 - the hit names the tab
    tab.switch.choose(NOTICES)
    return tab.list.choose(hit.id)


def _objection(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, NoticesTab)  # noqa: S101 - the hit names the tab
    tab.switch.choose(NOTICES)
    listed = hit.parent is not None and tab.list.choose(hit.parent)
    return listed and _choose(tab.page.objections, lambda row: row.id == hit.id)


def _case(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, ToleranceTab)  # noqa: S101 - the hit names the tab
    tab.search_box.clear()
    return tab.list.choose(hit.id)


def _nowhere(_tab: QWidget, _hit: HitRow) -> bool:
    return False


def _track(tab: OpinionsTab, hit: HitRow) -> None:
    if hit.track is not None:
        _turn(tab.track_switch, hit.track)


def _turn(switch: Switch, track: Track) -> None:
    if switch.value() is not track:
        switch.choose(track)


def _choose(table: TableView[Row], wanted: Callable[[Row], bool]) -> bool:
    """Choose a row, though a search or a filter hid it before."""
    if not table.choose(wanted):
        table.search_box.clear()
        table.clear_filters()
        if not table.choose(wanted):
            return False
    table.view.setFocus()
    return True


WAYS: Mapping[HitKind, Callable[[QWidget, HitRow], bool]] = {
    HitKind.CANDIDATE: _candidate,
    HitKind.ORGANISATION: _organisation,
    HitKind.OPINION: _opinion,
    HitKind.CLEARANCE: _clearance,
    HitKind.ROUND: _round,
    HitKind.NOTICE: _notice,
    HitKind.OBJECTION: _objection,
    HitKind.CASE: _case,
    HitKind.DOCUMENT: _nowhere,
    HitKind.IMPORT: _nowhere,
}

"""Where a find leads: its tab, with its row chosen."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.search import HitKind, HitRow
from zjgdesk.ui.ballots.tab import BallotsTab
from zjgdesk.ui.candidates.tab import CandidatesTab
from zjgdesk.ui.notices.rewards_view import PEOPLE
from zjgdesk.ui.notices.rewards_view import REWARDS as REGISTER
from zjgdesk.ui.notices.tab import NOTICES, REWARDS, NoticesTab
from zjgdesk.ui.opinions.tab import OpinionsTab
from zjgdesk.ui.scheme_words import SETTINGS
from zjgdesk.ui.settings_view import SchemeDialog
from zjgdesk.ui.shortlists.tab import ShortlistsTab
from zjgdesk.ui.shortlists.words import VOTE
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.table import Row
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.tolerance.tab import ToleranceTab


def show_hit(tab: QWidget, hit: HitRow) -> bool:
    """Choose a find's row in its tab; say whether it is listed there."""
    return WAYS[hit.kind](tab, hit)


def scheme_at(parent: QWidget | None, desk: Desk, hit: HitRow) -> SchemeDialog:
    """Return the scheme of the year with the setting that was found chosen."""
    dialog = SchemeDialog(parent, desk)
    dialog.table.choose(lambda row: SETTINGS.get(row.key) == hit.title)
    return dialog


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


def _shortlist(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, ShortlistsTab)  # noqa: S101 - the hit names the tab
    _track(tab, hit)
    tab.page_switch.choose(hit.list)
    return hit.list is not None and tab.lists[hit.list].page is not None


def _code(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, ShortlistsTab)  # noqa: S101 - the hit names the tab
    _track(tab, hit)
    tab.page_switch.choose(VOTE)
    results = tab.vote.results
    return results is not None and _choose(results, lambda row: row.id == hit.id)


def _vote_file(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, ShortlistsTab)  # noqa: S101 - the hit names the tab
    _track(tab, hit)
    tab.page_switch.choose(VOTE)
    return tab.vote.files.choose(hit.id)


def _honour(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, NoticesTab)  # noqa: S101 - the hit names the tab
    tab.switch.choose(REWARDS)
    tab.rewards.switch.choose(PEOPLE)
    return _choose(tab.rewards.people, lambda row: row.id == hit.id)


def _reward(tab: QWidget, hit: HitRow) -> bool:
    assert isinstance(tab, NoticesTab)  # noqa: S101 - the hit names the tab
    tab.switch.choose(REWARDS)
    tab.rewards.switch.choose(REGISTER)
    return _choose(tab.rewards.table, lambda row: row.id == hit.id)


def _track(tab: OpinionsTab | ShortlistsTab, hit: HitRow) -> None:
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
    HitKind.CODE: _code,
    HitKind.FORM: _candidate,
    HitKind.DECISION: _candidate,
    HitKind.CONCLUSION: _candidate,
    HitKind.LEAD: _candidate,
    HitKind.OPINION: _opinion,
    HitKind.CLEARANCE: _clearance,
    HitKind.SHORTLIST: _shortlist,
    HitKind.VOTE_FILE: _vote_file,
    HitKind.ROUND: _round,
    HitKind.NOTICE: _notice,
    HitKind.OBJECTION: _objection,
    HitKind.HONOUR: _honour,
    HitKind.REWARD: _reward,
    HitKind.CASE: _case,
}

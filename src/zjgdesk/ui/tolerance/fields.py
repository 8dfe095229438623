"""Fields that the forms of a case share: days that may be left open, measures of a kind."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox

from zjgdesk.rules.measures import measures_of
from zjgdesk.rules.vocabulary import AccountabilityKind, Measure, Subject
from zjgdesk.ui.forms import Form
from zjgdesk.ui.words import word


def day_or_none(form: Form, key: str) -> date | None:
    """Return a field's day, None where it was left empty.

    Raises:
        DeskError: `form.day_invalid`.
    """
    box: Any = form.widget(key)
    return form.date(key) if box.text().strip() else None


def fill_measures(box: QComboBox, kind: AccountabilityKind, subject: Subject) -> None:
    """Offer the measures of a kind, lightest first; the chosen one stays where it is among them."""
    held = box.currentData()
    box.blockSignals(True)  # noqa: FBT003
    box.clear()
    for measure in measures_of(kind, subject):
        box.addItem(word(measure), measure)
    box.setCurrentIndex(max(box.findData(held), 0))
    box.blockSignals(False)  # noqa: FBT003


def measure_of(box: QComboBox) -> Measure | None:
    """Return the chosen measure, None where there is none to choose."""
    data = box.currentData()
    return Measure(data) if data else None

"""One row of a file put right before it comes in."""

from PySide6.QtWidgets import QWidget

from zjgdesk.services import imports
from zjgdesk.services.desk import Desk
from zjgdesk.services.imports import ImportKind, ImportPreview
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.importing.rows import PreviewRow, problems_of
from zjgdesk.ui.words import LONG, field_word, in_order


def correction_dialog(
    parent: QWidget, desk: Desk, preview: ImportPreview, row: PreviewRow
) -> FormDialog:
    """Return the dialog whose result is the preview with the row corrected and judged anew."""
    form = Form()
    unit = preview.kind in {ImportKind.UNITS, ImportKind.ORGANISATIONS}
    fields = in_order(preview.reading.columns)
    for field in fields:
        text = row.values.get(field, "")
        title = field_word(field, unit=unit)
        if field in LONG:
            form.area(field, title, text, lines=3)
        else:
            form.text(field, title, text)

    def act(form: Form) -> ImportPreview:
        told = {field: form.string(field) for field in fields}
        changes = {key: text for key, text in told.items() if text != row.values.get(key, "")}
        return imports.correct(desk, preview, row.row, changes)

    title = f"更正第 {row.row} 行"
    intro = problems_of(row) or "这一行没有问题；改动之后会重新核对。"
    return FormDialog(parent, title, form, accept="重新核对", act=act, intro=intro)

import io
import json

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.conftest import trail_of
from tests.ui.making import defined_round
from tests.ui.test_preview import pdf
from zjgdesk.services import box_papers, count_papers, issued, printing, rounds
from zjgdesk.services.round_detail import read_round
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.printing.dialog import CountDialog, PrintDialog
from zjgdesk.ui.printing.printers import Duplex, Printers
from zjgdesk.ui.printing.record import PrintRecord
from zjgdesk.ui.printing.sending import Order, Outcome, run_of

ONE, LONG = Duplex.DuplexNone, Duplex.DuplexLongSide


class FilePrinters(Printers):
    """Printers that print into files; one may be pulled out after some pages."""

    def __init__(self, folder, names=("一楼", "二楼"), *, lasts=None, resolution=150):
        self.folder, self._names = folder, list(names)
        self._lasts, self._asked, self._resolution = lasts, 0, resolution

    def names(self):
        return list(self._names)

    def stands(self, name):
        self._asked += 1
        return name in self._names and (self._lasts is None or self._asked <= self._lasts)

    def sides(self, name):
        return [ONE, LONG] if name == "二楼" else [ONE]

    def open(self, name):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name}.pdf"))
        printer.setResolution(self._resolution)
        return printer


def printed(path):
    """Return the pages of what came out: their sizes and how dark the lower left quarter is."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    found = []
    for page in document:
        image = page.render(scale=1).to_pil().convert("L")
        size = (round(page.get_width()), round(page.get_height()))
        dark = image.getpixel((image.width // 4, image.height * 3 // 4))
        found.append((size, dark, image))
    document.close()
    return found


@pytest.fixture
def printers(tmp_path):
    return FilePrinters(tmp_path)


@pytest.fixture
def open_paper(qtbot, theme):
    def show(content, **told):
        preview = PdfPreview(None, "报告单", content, **told)
        qtbot.addWidget(preview)
        preview.resize(900, 700)
        preview.show()
        qtbot.waitUntil(preview.isActiveWindow)
        return preview

    return show


def sent(qtbot, preview, order):
    """Print and wait for the end."""
    ends = []
    sending = preview.print_order(order)
    sending.ended.connect(ends.append)
    qtbot.waitUntil(lambda: bool(ends) or preview._sending is None, timeout=20000)


@pytest.mark.parametrize(
    ("order", "period", "times", "run"),
    [
        pytest.param(Order("", (0, 1, 2)), 3, 1, [0, 1, 2], id="as it lies"),
        pytest.param(Order("", (0, 1), 2), 2, 2, [0, 1, 0, 1], id="collated"),
        pytest.param(Order("", (0, 1, 2), 2, LONG), 3, 2, [0, 1, 2, None, 0, 1, 2], id="both"),
        pytest.param(Order("", (0, 1, 2), 2, LONG), 3, 1, [0, 1, 2, None], id="by the printer"),
        pytest.param(
            Order("", (0, 1, 2), 1, LONG),
            1,
            1,
            [0, None, 1, None, 2],
            id="VOTE-10 no shared sheet",
        ),
        pytest.param(Order("", (0, 1, 2, 3), 1, LONG), 2, 1, [0, 1, 2, 3], id="two pages a copy"),
        pytest.param(Order("", (1, 2), 1, LONG), 2, 1, [1, None, 2], id="parts of two copies"),
    ],
)
def test_each_copy_begins_a_sheet(order, period, times, run):
    assert run_of(order, period, times=times) == run


@pytest.mark.parametrize(
    ("outcome", "period", "copies"),
    [
        (Outcome(Order("", tuple(range(10))), 10), 1, 10),
        (Outcome(Order("", tuple(range(10))), 10), 2, 5),
        (Outcome(Order("", tuple(range(10))), 3), 2, 2),
        (Outcome(Order("", (2, 3), 3), 6), 1, 6),
        (Outcome(Order("", (2, 3), 3), 2, times=3), 1, 6),
        (Outcome(Order("", (1, 2)), 0), 1, 0),
    ],
)
def test_copies_that_were_begun_are_counted(outcome, period, copies):
    assert outcome.copies(period) == copies


def test_every_page_is_printed_in_its_own_size(qtbot, open_paper, printers, tmp_path):
    preview = open_paper(pdf(3, ("upright", "across")), printers=printers)
    sent(qtbot, preview, Order("一楼", (0, 1, 2)))
    sizes = [size for size, _dark, _image in printed(tmp_path / "一楼.pdf")]
    assert sizes == [(595, 842), (842, 595), (595, 842)]
    for _size, dark, image in printed(tmp_path / "一楼.pdf"):
        assert dark == pytest.approx(51, abs=3)
        for x, y in ((0.75, 0.75), (0.25, 0.25)):
            assert image.getpixel((int(image.width * x), int(image.height * y))) == 255
        edges = [image.getpixel((at, image.height - 5)) for at in (1, image.width // 2 - 2)]
        assert max(edges) < 80
    assert "已送往打印机“一楼”" in preview.said.text()
    assert preview.bar.print_button.isEnabled()


def test_a_line_lies_where_it_lies_on_the_page(qtbot, open_paper, tmp_path):
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.rect(100, 200, 300, 400, stroke=0, fill=1)
    canvas.save()
    preview = open_paper(buffer.getvalue(), printers=FilePrinters(tmp_path, resolution=1200))
    sent(qtbot, preview, Order("一楼", (0,)))
    document = pypdfium2.PdfDocument((tmp_path / "一楼.pdf").read_bytes())
    image = document[0].render(scale=4).to_pil().convert("L").point(lambda dot: 255 * (dot < 128))
    document.close()
    expected = [100, A4[1] - 600, 400, A4[1] - 200]
    assert [side / 4 for side in image.getbbox()] == pytest.approx(expected, abs=0.6)


def test_some_pages_in_some_copies(qtbot, open_paper, printers, tmp_path):
    preview = open_paper(pdf(5), printers=printers)
    sent(qtbot, preview, Order("二楼", (1, 3), 3))
    assert len(printed(tmp_path / "二楼.pdf")) == 6


def test_the_keyboard_alone_prints(qtbot, open_paper, printers, tmp_path, with_dialog):
    preview = open_paper(pdf(5), printers=printers)
    seen = []

    def choose(dialog):
        assert isinstance(dialog, PrintDialog)
        assert not dialog.form.widget("pages").isVisible()
        qtbot.keyClick(dialog.form.widget("printer"), Qt.Key.Key_Down)
        qtbot.keyClick(dialog.form.widget("which"), Qt.Key.Key_End)
        pages = dialog.form.widget("pages")
        qtbot.keyClicks(pages, "2-9")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.form.error.text())
        pages.clear()
        qtbot.keyClicks(pages, "2,4-5")
        seen.append(dialog.form.error.text())
        qtbot.keyClick(dialog.form.widget("sides"), Qt.Key.Key_Down)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    with_dialog(choose)
    qtbot.keyClick(preview, "p", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: preview.said.text() != "", timeout=20000)
    assert "超出范围，这份文件共 5 页" in seen[0]
    assert seen[1] == ""
    assert len(printed(tmp_path / "二楼.pdf")) == 3
    assert not (tmp_path / "一楼.pdf").exists()


def test_a_printer_of_one_side_offers_no_other(qtbot, theme, printers):
    dialog = PrintDialog(None, printers, total=2, page=1, paper=None)
    qtbot.addWidget(dialog)
    sides = dialog.form.widget("sides")
    assert not sides.isEnabled()
    dialog.form.widget("printer").setCurrentText("二楼")
    assert sides.isEnabled()
    sides.setCurrentIndex(1)
    dialog.form.widget("printer").setCurrentText("一楼")
    dialog.form.widget("which").setCurrentIndex(1)
    dialog.form.widget("copies").setValue(3)
    dialog.accept_button.click()
    assert dialog.order() == Order("一楼", (1,), 3, ONE)


def offered(with_dialog, press):
    """Answer the offer to save instead."""
    said = []

    def answer(box):
        assert isinstance(box, QMessageBox)
        said.append(box.informativeText())
        next(each for each in box.buttons() if press in each.text()).click()

    with_dialog(answer)
    return said


def test_without_a_printer_saving_is_offered(
    qtbot, open_paper, tmp_path, with_dialog, monkeypatch
):
    preview = open_paper(pdf(2), printers=FilePrinters(tmp_path, ()))
    chosen = str(tmp_path / "报告单.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    said = offered(with_dialog, "另存")
    preview.bar.print_button.click()
    assert "没有可用的打印机" in said[0]
    assert (tmp_path / "报告单.pdf").read_bytes() == pdf(2)


def test_a_printer_that_vanishes_is_told_with_the_pages_that_went_out(
    qtbot, open_paper, tmp_path, with_dialog
):
    preview = open_paper(pdf(9), printers=FilePrinters(tmp_path, lasts=4))
    said = offered(with_dialog, "不用")
    sent(qtbot, preview, Order("一楼", tuple(range(9))))
    assert "“一楼”已经不在，送出 3 页之后中断" in said[0]
    assert preview.said.text() == "打印没有完成。"
    assert preview.bar.print_button.isEnabled()
    assert not preview.run_line.isVisible()


def test_a_printer_that_left_before_is_told(qtbot, open_paper, tmp_path, with_dialog):
    preview = open_paper(pdf(2), printers=FilePrinters(tmp_path, lasts=0))
    said = offered(with_dialog, "不用")
    sent(qtbot, preview, Order("一楼", (0, 1)))
    assert "“一楼”没有接受这份文件" in said[0]


def test_a_printing_is_shown_and_can_be_stopped(qtbot, open_paper, printers):
    preview = open_paper(pdf(60), printers=printers)
    sending = preview.print_order(Order("一楼", tuple(range(60))))
    qtbot.waitUntil(lambda: preview.run_line.bar.value() > 2)
    assert "第" in preview.run_line.label.text()
    assert preview.run_line.isVisible()
    assert not preview.bar.print_button.isEnabled()
    ends = []
    sending.ended.connect(ends.append)
    preview.run_line.cancel_button.click()
    (outcome,) = ends
    assert outcome.cancelled
    assert 2 < outcome.sent < 60
    assert preview.said.text() == "打印没有完成。"
    assert not preview.run_line.isVisible()


def test_leaving_while_pages_go_out_is_asked_about(qtbot, open_paper, printers, with_dialog):
    preview = open_paper(pdf(60), printers=printers)
    preview.print_order(Order("一楼", tuple(range(60))))
    with_dialog(lambda box: box.reject())
    preview.reject()
    assert preview.isVisible()
    with_dialog(lambda box: box.buttons()[0].click())
    preview.reject()
    qtbot.waitUntil(lambda: not preview.isVisible())
    assert preview.pages.closed


@pytest.fixture
def ballot(desk):
    """A frozen round and its ten ballot papers."""
    round_id = defined_round(desk)
    rounds.freeze_round(desk, round_id)
    return round_id, count_papers.print_ballot(desk, round_id, copies=10)


def open_issued(open_paper, desk, row, printers):
    content = issued.read_issued(desk, row.id)
    return open_paper(content, record=PrintRecord(desk, row.id), printers=printers)


def counted(with_dialog, copies):
    def count(dialog):
        assert isinstance(dialog, CountDialog)
        dialog.reject()
        assert dialog.isVisible()
        if copies is not None:
            dialog.form.widget("copies").setValue(copies)
        dialog.accept_button.click()

    with_dialog(count)


def test_ballots_that_came_out_are_counted_once(
    qtbot, desk, open_paper, printers, ballot, with_dialog
):
    round_id, row = ballot
    preview = open_issued(open_paper, desk, row, printers)
    counted(with_dialog, None)
    with qtbot.waitSignal(preview.recorded):
        sent(qtbot, preview, Order("一楼", tuple(range(10))))
    assert preview.said.text().endswith("登记印出 10 份，计入印制数 0 份。")
    assert read_round(desk, round_id).printed == 10
    counted(with_dialog, 4)
    sent(qtbot, preview, Order("一楼", (0, 1, 2)))
    assert preview.said.text().endswith("登记印出 4 份，计入印制数 4 份。")
    assert read_round(desk, round_id).printed == 14
    assert printing.read_paper(desk, row.id).sent == 14
    facts = [json.loads(e.facts) for e in trail_of(desk) if e.action == "record_printed"]
    assert [(each["copies"], each["pages"]) for each in facts] == [(4, "1-3"), (10, "")]


def test_ballots_printed_on_both_sides_never_share_a_sheet(
    qtbot, desk, open_paper, printers, ballot, with_dialog
):
    preview = open_issued(open_paper, desk, ballot[1], printers)
    counted(with_dialog, None)
    sent(qtbot, preview, Order("二楼", (0, 1, 2), 1, LONG))
    pages = printed(printers.folder / "二楼.pdf")
    blank = [image.getextrema() == (255, 255) for _size, _dark, image in pages]
    assert blank == [False, True, False, True, False]


def test_ballots_broken_off_are_counted_as_well(
    qtbot, desk, open_paper, ballot, with_dialog, tmp_path
):
    preview = open_issued(open_paper, desk, ballot[1], FilePrinters(tmp_path, lasts=5))
    seen = []

    def deal(dialog):
        seen.append(type(dialog))
        dialog.form.widget("copies").setValue(3)
        said = offered(with_dialog, "不用")
        dialog.accept_button.click()
        seen.append(said)

    with_dialog(deal)
    sent(qtbot, preview, Order("一楼", tuple(range(10))))
    qtbot.waitUntil(lambda: bool(seen[-1]))
    assert seen[0] is CountDialog
    assert printing.read_paper(desk, ballot[1].id).sent == 3
    (facts,) = [json.loads(e.facts) for e in trail_of(desk) if e.action == "record_printed"]
    assert facts["whole"] is False


def test_who_may_not_print_ballots_is_told(desk, sign_in, open_paper, printers, ballot):
    preview = open_issued(open_paper, sign_in("总监票"), ballot[1], printers)
    button = preview.bar.print_button
    assert not button.isEnabled()
    assert "DESK-04" in button.toolTip()


def test_printing_another_paper_is_entered_on_the_trail(qtbot, desk, open_paper, printers, ballot):
    row = box_papers.print_attendance(desk, ballot[0])
    preview = open_issued(open_paper, desk, row, printers)
    sent(qtbot, preview, Order("一楼", tuple(range(row.pages)), 2))
    entry = trail_of(desk)[0]
    facts = json.loads(entry.facts)
    assert (entry.action, facts["copies"], facts["printer"]) == ("record_printed", 2, "一楼")
    assert printing.read_paper(desk, row.id).sent == 2


def test_saving_a_ballot_says_what_is_not_counted(desk, open_paper, ballot, tmp_path, monkeypatch):
    preview = open_issued(open_paper, desk, ballot[1], FilePrinters(tmp_path))
    chosen = str(tmp_path / "票.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    preview.bar.save_button.click()
    assert "不会自动计入账目" in preview.said.text()
    assert trail_of(desk)[0].action == "export_paper"


class Jammed(QPrinter):
    """A printer that takes so many pages and then reports a failure."""

    def __init__(self, path, takes):
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self.setResolution(75)
        self._takes = takes

    def newPage(self):  # noqa: N802 - Qt's name
        self._takes -= 1
        return self._takes > 0 and super().newPage()


class JammingPrinters(FilePrinters):
    def open(self, name):
        return Jammed(self.folder / f"{name}.pdf", takes=3)


def test_a_printer_that_reports_a_failure_is_told(qtbot, open_paper, tmp_path, with_dialog):
    preview = open_paper(pdf(6), printers=JammingPrinters(tmp_path))
    said = offered(with_dialog, "不用")
    sent(qtbot, preview, Order("一楼", tuple(range(6))))
    qtbot.waitUntil(lambda: bool(said))
    assert "“一楼”报告出错" in said[0]
    assert "送出 3 页" in said[0]
    assert preview.said.text() == "打印没有完成。"
    assert preview.bar.print_button.isEnabled()


def test_ballots_that_jam_are_counted_and_the_ledger_stays(
    qtbot, desk, open_paper, ballot, with_dialog, tmp_path
):
    round_id, row = ballot
    preview = open_issued(open_paper, desk, row, JammingPrinters(tmp_path))
    seen = []

    def deal(dialog):
        dialog.form.widget("copies").setValue(2)
        seen.append(offered(with_dialog, "不用"))
        dialog.accept_button.click()

    with_dialog(deal)
    sent(qtbot, preview, Order("一楼", tuple(range(10))))
    qtbot.waitUntil(lambda: bool(seen and seen[0]))
    assert read_round(desk, round_id).printed == 10
    assert printing.read_paper(desk, row.id).sent == 2
    (facts,) = [json.loads(e.facts) for e in trail_of(desk) if e.action == "record_printed"]
    assert facts["whole"] is False


@pytest.mark.qt_log_ignore("Returned false", "propagateSizeHints")
def test_a_file_printer_whose_folder_is_gone_is_told(
    qtbot, desk, open_paper, ballot, with_dialog, tmp_path
):
    round_id, row = ballot
    preview = open_issued(open_paper, desk, row, FilePrinters(tmp_path / "没有"))
    said = offered(with_dialog, "不用")
    entries = len(trail_of(desk))
    sent(qtbot, preview, Order("一楼", (0, 1)))
    qtbot.waitUntil(lambda: bool(said))
    assert "“一楼”没有接受这份文件" in said[0]
    assert (read_round(desk, round_id).printed, len(trail_of(desk))) == (10, entries)


def test_a_printer_that_this_computer_does_not_have_is_told(qtbot, open_paper, with_dialog):
    preview = open_paper(pdf(1), printers=Printers())
    said = offered(with_dialog, "不用")
    sent(qtbot, preview, Order("没有这台打印机", (0,)))
    qtbot.waitUntil(lambda: bool(said))
    assert "“没有这台打印机”没有接受这份文件" in said[0]

"""What goes to a printer, in which order, and what is said where one fails."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter

from jyguide.documents.page import Document, PageSetup, paragraph
from jyguide.errors import Cancelled, FileError
from jyguide.progress import CancelToken
from ui.printing.layout import lay_out_all
from ui.printing.paper import Fit, place
from ui.printing.printer import chosen_pages, prepared_printer, print_pages

DOCUMENTS = [Document(f"第{n}份", (paragraph(f"正文{n}"),)) for n in range(4)]


class Lost(QPrinter):
    """Takes two pages."""

    taken = 1

    def newPage(self):  # noqa: N802 - Qt's name
        self.taken += 1
        return self.taken <= 2 and super().newPage()


class Failing(Lost):
    """Says that it takes them."""

    def newPage(self):  # noqa: N802 - Qt's name
        self.taken += 1
        return QPrinter.newPage(self)

    def printerState(self):  # noqa: N802 - Qt's name
        return QPrinter.PrinterState.Error if self.taken > 2 else QPrinter.PrinterState.Active


@pytest.mark.parametrize("kind", [Lost, Failing])
def test_a_printer_that_vanishes_says_how_many_pages_went_out(tmp_path, kind):
    printer = kind(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    with pytest.raises(FileError, match="已送出 2 页") as told:
        print_pages(printer, lay_out_all(DOCUMENTS), Fit.SCALED)
    assert "余下的页" in told.value.hint


def test_copies_are_made_where_the_system_makes_none(tmp_path):
    class Plain(QPrinter):
        def supportsMultipleCopies(self):  # noqa: N802 - Qt's name
            return False

    class Watcher:
        def step(self, _done, total, text=""):
            told.append((total, text))

    told = []
    printer = Plain(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    printer.setCopyCount(2)
    for collated, order in ((True, "1212"), (False, "1122")):
        printer.setCollateCopies(collated)
        assert print_pages(printer, lay_out_all(DOCUMENTS[:2]), Fit.SCALED, Watcher()) == 4
        assert told == [(4, f"第 {number} 页") for number in order]
        told.clear()


def file_printer(target: Path, pages):
    printer = prepared_printer(pages, "证书")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_only_the_pages_asked_for_are_printed():
    pages = lay_out_all(DOCUMENTS)
    printer = prepared_printer(pages, "证书")
    assert chosen_pages(printer, pages, 2) == pages
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, pages, 2) == pages[1:2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert tuple(chosen_pages(printer, pages, 1)) == pages[1:3]
    several = QPageRanges()
    several.addPage(1)
    several.addRange(3, 9)
    printer.setPageRanges(several)
    assert tuple(chosen_pages(printer, pages, 1)) == (pages[0], *pages[2:])


def test_paper_turns_with_the_page(tmp_path):
    wide = Document("横", (paragraph("横"),), setup=PageSetup(297, 210))
    pages = lay_out_all([wide, DOCUMENTS[0]])
    target = tmp_path / "a.pdf"
    printer = file_printer(target, pages)
    assert printer.fullPage()
    assert print_pages(printer, pages, Fit.SCALED) == 2
    assert target.read_bytes().count(b"/MediaBox") == 2


def test_printing_stops_between_pages(tmp_path):
    token = CancelToken()

    class Stop:
        def step(self, done, total, text=""):
            token.cancel()

    pages = lay_out_all(DOCUMENTS)
    printer = file_printer(tmp_path / "a.pdf", pages)
    with pytest.raises(Cancelled):
        print_pages(printer, pages, Fit.SCALED, Stop(), token)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_a_sentence(tmp_path):
    pages = lay_out_all(DOCUMENTS)
    with pytest.raises(FileError, match="打印没有开始"):
        print_pages(file_printer(tmp_path / "没有" / "a.pdf", pages), pages, Fit.SCALED)


@pytest.mark.parametrize(
    ("setup", "paper", "scaled"),
    [
        (PageSetup(), None, (210, 297, 1, 0, 0)),
        (PageSetup(), (297.2, 209.8), (210, 297, 1, 0, 0)),
        (PageSetup(297, 210), (297, 420), (420, 297, 2**0.5, 0, 0)),
        (PageSetup(), (148, 210), (148, 210, 0.7048, 0, 0.34)),
        (PageSetup(), (260, 368), (260, 368, 1.2381, 0, 0.14)),
        (PageSetup(148, 210), (210, 200), (200, 210, 1, 26, 0)),
    ],
)
def test_pages_on_paper_of_another_size(setup, paper, scaled):
    found = place(setup, paper, Fit.SCALED)
    assert (found.width, found.height, found.scale) == pytest.approx(scaled[:3], abs=0.005)
    assert (found.left, found.top) == pytest.approx(scaled[3:], abs=0.1)
    actual = place(setup, paper, Fit.ACTUAL)
    assert (actual.scale, actual.left, actual.top) == (1, 0, 0)
    assert (actual.width, actual.height) == (found.width, found.height)

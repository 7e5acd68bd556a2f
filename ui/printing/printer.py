"""Sends laid-out pages to a printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from jyguide.errors import FileError
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.paint import paint_page
from ui.printing.pdf import page_layout
from ui.printing.shapes import Page

_UNITS_PER_INCH = 1440


def prepared_printer(pages: Sequence[Page], title: str) -> QPrinter:
    """A high-resolution printer set to the first page's paper, for the printer dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if pages:
        printer.setPageLayout(page_layout(pages[0].setup))
    printer.setFullPage(True)  # after the layout, which would take it back
    return printer


def chosen_pages(printer: QPrinter, pages: Sequence[Page], current: int) -> Sequence[Page]:
    """The pages the user asked for in the printer dialog; ``current`` counts from 1."""
    match printer.printRange():
        case QPrinter.PrintRange.PageRange:
            return pages[max(0, printer.fromPage() - 1) : printer.toPage() or len(pages)]
        case QPrinter.PrintRange.CurrentPage:
            return pages[current - 1 : current]
    return pages


def print_pages(
    printer: QPrinter,
    pages: Sequence[Page],
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> int:
    """Print; margins the printer cannot reach are cut off, nothing is shrunk.

    Returns:
        How many pages went out.

    Raises:
        FileError: The printer did not take the job.
        Cancelled: The user asked to stop; the job is aborted where the printer allows it.
    """
    printer.setFullPage(True)  # the dialog may have set the printer's own margins
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            if cancel is not None and cancel.cancelled:
                printer.abort()
                cancel.check()
            _next_page(printer, painter, page)
            paint_page(painter, page, printer.resolution() / _UNITS_PER_INCH)
            progress.step(done + 1, len(pages), f"第 {done + 1} 页")
    finally:
        if painter.isActive():
            painter.end()
    return len(pages)


def _next_page(printer: QPrinter, painter: QPainter, page: Page) -> None:
    _turn_paper(printer, page)
    started = printer.newPage() if painter.isActive() else painter.begin(printer)
    if not started:
        raise FileError(
            "打印没有开始：打印机没有接受这份文件。",
            hint="请检查打印机是否开机、联机、有纸，再试一次；也可以先导出 PDF。",
        )


def _turn_paper(printer: QPrinter, page: Page) -> None:
    """Keep the paper the user chose; only its orientation follows the page."""
    orientation = QPageLayout.Orientation
    wanted = orientation.Landscape if page.setup.landscape else orientation.Portrait
    if printer.pageLayout().orientation() != wanted:
        printer.setPageOrientation(wanted)

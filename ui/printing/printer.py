"""Sends laid-out pages to a printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from jyguide.errors import FileError
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.layout import PagesOf
from ui.printing.paint import paint_page
from ui.printing.paper import Fit, Paper, place
from ui.printing.pdf import paper_layout
from ui.printing.shapes import UNITS_PER_MM, Page

_MM_PER_INCH = 25.4
_LOOK = "请检查打印机是否开机、联机、有纸"


def printers() -> list[str]:
    """Names of the printers this PC knows; asked anew, since they come and go."""
    return list(QPrinterInfo.availablePrinterNames())


def no_printer() -> FileError:
    """What is said where there is none."""
    return FileError(
        "没有打印：这台电脑还没有安装打印机。",
        hint="请先在系统设置里添加打印机；急用时可以点“导出 PDF”，到有打印机的电脑上打印。",
    )


def prepared_printer(pages: Sequence[Page], title: str, paper: Paper | None = None) -> QPrinter:
    """A high-resolution printer set to this paper, or to the first page's, for its dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if pages:
        setup = pages[0].setup
        size = (paper.width, paper.height) if paper else (setup.width, setup.height)
        printer.setPageLayout(paper_layout(size, landscape=setup.landscape))
    printer.setFullPage(True)  # after the layout, which would take it back
    return printer


def chosen_pages(printer: QPrinter, pages: Sequence[Page], current: int) -> Sequence[Page]:
    """The pages the user asked for in the printer dialog; ``current`` counts from 1."""
    match printer.printRange():
        case QPrinter.PrintRange.PageRange:
            return PagesOf(pages, _asked_for(printer, len(pages)))
        case QPrinter.PrintRange.CurrentPage:
            return pages[max(0, current - 1) : current]
    return pages


def _asked_for(printer: QPrinter, pages: int) -> list[int]:
    """Places from 0 of ranges such as 1-3,7; systems' own dialogs take several."""
    ranges = printer.pageRanges()
    numbers = range(1, pages + 1)
    return [number - 1 for number in numbers if ranges.isEmpty() or ranges.contains(number)]


def print_pages(
    printer: QPrinter,
    pages: Sequence[Page],
    fit: Fit,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> int:
    """Print on the paper the user chose; margins the printer cannot reach are cut off.

    Returns:
        How many pages went out.

    Raises:
        FileError: The printer did not take the job, or was lost; it says how many went out.
        Cancelled: The user asked to stop; the job is aborted where the printer allows it.
    """
    printer.setFullPage(True)  # the dialog may have set the printer's own margins
    sides = list(_copies(printer, len(pages)))
    painter = QPainter()
    try:
        for done, number in enumerate(sides):
            if cancel is not None and cancel.cancelled:
                printer.abort()
                cancel.check()
            page = pages[number]
            _next_page(printer, painter, page, done)
            _paint(printer, painter, page, fit)
            progress.step(done + 1, len(sides), f"第 {number + 1} 页")
        if painter.isActive() and not _ended(printer, painter):
            raise _lost(len(sides) - 1)
    finally:
        if painter.isActive():
            painter.end()
    return len(sides)


def _copies(printer: QPrinter, pages: int) -> Iterator[int]:
    """Numbers of the pages in the order of printing; most systems make the copies themselves."""
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        for _ in range(copies):
            yield from range(pages)
    else:
        for number in range(pages):
            yield from [number] * copies


def _paint(printer: QPrinter, painter: QPainter, page: Page, fit: Fit) -> None:
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size()
    placing = place(page.setup, (size.width(), size.height()), fit)
    dots_per_mm = printer.resolution() / _MM_PER_INCH
    painter.save()
    painter.translate(placing.left * dots_per_mm, placing.top * dots_per_mm)
    paint_page(painter, page, placing.scale * dots_per_mm / UNITS_PER_MM)
    painter.restore()


def _next_page(printer: QPrinter, painter: QPainter, page: Page, done: int) -> None:
    _turn_paper(printer, page)
    if not painter.isActive():
        if not painter.begin(printer):
            raise FileError(
                "打印没有开始：打印机没有接受这份文件。",
                hint=f"{_LOOK}，再试一次；也可以先导出 PDF。",
            )
    elif not printer.newPage() or _failed(printer):
        raise _lost(done)


def _ended(printer: QPrinter, painter: QPainter) -> bool:
    """Whether the last page went out too."""
    return painter.end() and not _failed(printer)


def _failed(printer: QPrinter) -> bool:
    states = QPrinter.PrinterState
    return printer.printerState() in (states.Error, states.Aborted)


def _lost(done: int) -> FileError:
    """The printer vanished; what lies in its tray is known only to who stands there."""
    return FileError(
        f"打印中断：打印机不再响应，此前已送出 {done} 页。",
        hint=f"{_LOOK}，看看实际印出了几页，再打印余下的页（打印时可选页码范围）；"
        "也可以先导出 PDF。",
    )


def _turn_paper(printer: QPrinter, page: Page) -> None:
    """Keep the paper the user chose; only its orientation follows the page."""
    orientation = QPageLayout.Orientation
    wanted = orientation.Landscape if page.setup.landscape else orientation.Portrait
    if printer.pageLayout().orientation() != wanted:
        printer.setPageOrientation(wanted)

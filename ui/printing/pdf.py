"""Writes pages as a PDF file with its fonts inside; works without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from jyguide.documents.files import replace_when_whole, write_each
from jyguide.documents.page import Document, PageSetup
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.flow import SharedTables
from ui.printing.layout import lay_out, pages_of
from ui.printing.paint import paint_page
from ui.printing.shapes import Page

_UNITS_PER_INCH = 1440


def graphics_application() -> QGuiApplication:
    """The running application, or one that needs no screen, so that fonts can be found.

    Keep the result for as long as anything is laid out or drawn.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["jyguide"])


def write_pdf(
    documents: Document | Sequence[Document],
    target: Path,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> int:
    """Write documents one after another into one PDF file; may run on a worker thread.

    Args:
        documents: Asked for one at a time, so they need not all be there at once.
        target: Where the file is written.
        progress: Told which document is drawn, or which page of a single one.
        cancel: Asked between pages.

    Returns:
        How many pages were written.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    several = [documents] if isinstance(documents, Document) else documents
    pages = pages_of(several, progress, cancel or CancelToken())
    return write_pages(pages, target, several[0].title if several else "")


def write_pdf_files(
    pairs: Sequence[tuple[Document, Path]],
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> int:
    """Write each document into a file of its own: see `write_each`."""
    shared = SharedTables()

    def write(document: Document, part: Path) -> None:
        _write(lay_out(document, shared), part, document.title)

    return write_each(pairs, write, progress, cancel or CancelToken())


def write_pages(pages: Iterable[Page], target: Path, title: str) -> int:
    """Write laid-out pages into one PDF file, each when it is come to, and return how many.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    with replace_when_whole(target) as part:
        return _write(pages, part, title)


def write_laid_out(
    pages: Sequence[Page], target: Path, title: str, progress: Progress, cancel: CancelToken
) -> int:
    """As `write_pages`, with a count of pages and a way to stop.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """

    def watched() -> Iterator[Page]:
        for done, page in enumerate(pages, 1):
            cancel.check()
            yield page
            progress.step(done, len(pages), f"第 {done} 页")

    return write_pages(watched(), target, title)


def page_layout(setup: PageSetup) -> QPageLayout:
    """Qt's name for the page's own paper."""
    return paper_layout((setup.width, setup.height), landscape=setup.landscape)


def paper_layout(size: tuple[float, float], *, landscape: bool) -> QPageLayout:
    """Qt's name for paper of these millimetres, whichever way they are told.

    Margins are ours, so Qt is told there are none.
    """
    short, long = sorted(size)
    orientation = QPageLayout.Orientation
    return QPageLayout(
        QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter),
        orientation.Landscape if landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )


def _write(pages: Iterable[Page], target: Path, title: str) -> int:
    """Draw into the file as pages come; a disk that fills up ends it at that page.

    Qt writes into memory, which is emptied into the file after each page: about a disk that
    fills up under it Qt keeps silent.
    """
    drawn = QByteArray()
    buffer = QBuffer(drawn)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setCreator("暨阳指导")
    writer.setTitle(title)
    written = 0
    with target.open("wb") as file:

        def empty() -> None:
            file.write(drawn.data())
            drawn.clear()
            buffer.seek(0)

        with closing(_draw(pages, writer)) as drawing:
            for written in drawing:  # noqa: B007 - the last one is how many there are
                empty()
        empty()
    return written


def _draw(pages: Iterable[Page], writer: QPdfWriter) -> Generator[int, None, None]:
    """Number each page when it is drawn; fonts follow after the last."""
    painter = QPainter()
    try:
        for number, page in enumerate(pages, 1):
            _next_page(writer, painter, page)
            paint_page(painter, page, 1)
            yield number
    finally:
        if painter.isActive():
            painter.end()


def _next_page(writer: QPdfWriter, painter: QPainter, page: Page) -> None:
    """Begin the file with the first page's paper, or a new page on this page's."""
    writer.setPageLayout(page_layout(page.setup))
    if painter.isActive():
        writer.newPage()
    else:
        painter.begin(writer)

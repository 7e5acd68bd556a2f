"""Writes pages as a PDF file with its fonts inside; works without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from jyguide.documents.files import file_faults, replace_when_whole, whole_files
from jyguide.documents.page import Document, PageSetup
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.layout import SharedTables, lay_out, pages_of
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
    """Write each document into a file of its own; all files appear at the end, or none.

    Returns:
        How many files were written.

    Raises:
        FileError: One target cannot be written.
        Cancelled: The user asked to stop.
    """
    token = cancel or CancelToken()
    shared = SharedTables([document for document, _ in pairs])
    with whole_files() as batch:
        for done, (document, target) in enumerate(pairs, 1):
            token.check()
            part = batch.beside(target)
            data, _ = _pdf_bytes(lay_out(document, shared=shared), document.title)
            with file_faults(target):
                part.write_bytes(data)
            progress.step(done, len(pairs), target.name)
    return len(pairs)


def write_pages(pages: Iterable[Page], target: Path, title: str) -> int:
    """Write laid-out pages into one PDF file, and return how many.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    with replace_when_whole(target) as part:
        data, written = _pdf_bytes(pages, title)
        part.write_bytes(data)
    return written


def page_layout(setup: PageSetup) -> QPageLayout:
    """Qt's name for the paper; margins are ours, so Qt is told there are none."""
    short, long = sorted((setup.width, setup.height))
    orientation = QPageLayout.Orientation
    return QPageLayout(
        QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter),
        orientation.Landscape if setup.landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )


def _pdf_bytes(pages: Iterable[Page], title: str) -> tuple[bytes, int]:
    """The file's content and its number of pages.

    Made in memory (hundreds of certificates take a megabyte): Qt's PDF engine keeps silent
    about a disk that fills up under it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setCreator("暨阳指导")
    writer.setTitle(title)
    written = _draw(pages, writer)
    return bytes(buffer.data().data()), written


def _draw(pages: Iterable[Page], writer: QPdfWriter) -> int:
    painter = QPainter()
    written = 0
    try:
        for page in pages:
            _next_page(writer, painter, page)
            paint_page(painter, page, 1)
            written += 1
    finally:
        if painter.isActive():
            painter.end()
    return written


def _next_page(writer: QPdfWriter, painter: QPainter, page: Page) -> None:
    """Begin the file with the first page's paper, or a new page on this page's."""
    writer.setPageLayout(page_layout(page.setup))
    if painter.isActive():
        writer.newPage()
    else:
        painter.begin(writer)

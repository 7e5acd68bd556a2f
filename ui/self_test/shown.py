"""What only Qt can tell of a PC: its typefaces, printers, screen and input method."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageSize, QScreen
from PySide6.QtPrintSupport import QPrinterInfo

from jyguide.documents.font_check import face_states
from jyguide.self_test.facts import PrinterFacts, ScreenFacts, ShownFacts
from ui.self_test.typing import typing_facts

_USUAL_DPI = 96.0


def shown_facts(screen: QScreen | None = None) -> ShownFacts:
    """All of it, for a program that nobody waits for; the others as of `drawn_facts`."""
    return with_printers(drawn_facts(screen))


def drawn_facts(screen: QScreen | None = None) -> ShownFacts:
    """Typefaces, screen and typing, which are at hand; on the interface thread.

    Args:
        screen: The one that the window is on; None where there is no window.
    """
    return ShownFacts(
        face_states(QFontDatabase.hasFamily),
        screen=screen_facts(screen) if screen is not None else None,
        typing=typing_facts(),
    )


def with_printers(facts: ShownFacts) -> ShownFacts:
    """The printers, too: a network printer that is off takes seconds, so ask on the worker.

    Nothing of it is a widget, nor has a thread of its own: Qt passes each question on to CUPS or
    to the spooler of Windows, and keeps no answer. Only its plugin must not be loaded by two
    threads at once; nobody else prints while the look lies over the window.
    """
    return replace(facts, printer=printer_facts())


def printer_facts() -> PrinterFacts:
    """The printers the system knows; the paper is asked of the default one alone."""
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    paper = ""
    if default:
        page = QPrinterInfo.printerInfo(default).defaultPageSize()
        paper = "A4" if page.id() == QPageSize.PageSizeId.A4 else page.name()
    return PrinterFacts(len(names), bool(default), paper)


def screen_facts(screen: QScreen) -> ScreenFacts:
    """In the pixels that windows are measured in, whatever the system's scale."""
    free = screen.availableGeometry()
    scale = screen.devicePixelRatio() * screen.logicalDotsPerInch() / _USUAL_DPI
    return ScreenFacts(free.width(), free.height(), round(scale * 100))


def own_screen() -> QScreen | None:
    """The first screen of a program with windows."""
    return QGuiApplication.primaryScreen()

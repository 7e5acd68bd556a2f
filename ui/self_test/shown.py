"""What only Qt can tell of a PC: its typefaces, printers and screen. On the interface thread."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageSize, QScreen
from PySide6.QtPrintSupport import QPrinterInfo

from jyguide.documents.font_check import face_states
from jyguide.self_test.facts import PrinterFacts, ScreenFacts, ShownFacts

_USUAL_DPI = 96.0


def shown_facts(screen: QScreen | None = None) -> ShownFacts:
    """All three.

    Args:
        screen: The one that the window is on; None where there is no window.
    """
    return ShownFacts(
        face_states(QFontDatabase.hasFamily),
        printer_facts(),
        screen_facts(screen) if screen is not None else None,
    )


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

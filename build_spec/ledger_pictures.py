"""The pictures of a station's secretaries, grid, brands and openness."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import sample_ledgers
from camera import find, keep, opened, press, settle, show
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from jyguide.app import Application
from jyguide.appraisal.kinds import Grade
from jyguide.demo.run import STATION
from jyguide.documents.page import Document
from jyguide.grid.gaps import Gap
from jyguide.grid.service.visit_cards import CardOrder, quarter_of
from jyguide.openness.calendar import SlotState
from ui.main import Window
from ui.openness.calendar.tab import CalendarTab
from ui.printing.layout import lay_out
from ui.printing.paint import paint_page
from ui.printing.shapes import UNITS_PER_MM
from ui.secretary.appraisal.tab import AppraisalTab
from ui.secretary.dossier.tab import DossierTab
from ui.tabbed_page import PageTab, TabbedPage
from ui.widgets.name_columns import NameColumn

T = TypeVar("T", bound=PageTab)
SHEET_WIDTH = 700
LOWERED = 4
"""How often the line of the excellent is moved by a page."""


def take(folder: Path) -> None:
    """All of them; what they are taken of is made in this folder."""
    sample_ledgers.fill_station(folder / "ledger-station", STATION)
    window = opened(folder / "ledger-station")
    app = window.app
    assert app is not None  # noqa: S101 - `opened` has waited for it
    take_dossier(window)
    take_sandbox(window)
    take_gaps(window)
    take_board(window)
    take_calendar(window)
    take_cards(app)
    window.shell.close()
    window.close()


def tab(window: Window, page_name: str, name: str, kind: type[T]) -> T:
    """A tab of a page, once what it shows is there."""
    show(window, page_name)
    page = window.shell.current_page
    assert isinstance(page, TabbedPage)  # noqa: S101 - shown just now
    page.tabs.show_tab(name)
    settle(window)
    found = page.tabs.shown()
    assert isinstance(found, kind)  # noqa: S101 - by its name
    return found


def snap(window: Window, name: str) -> None:
    """The whole window."""
    settle(window)
    keep(window.shell.grab().toImage(), name)


def take_dossier(window: Window) -> None:
    """Who was filed for, and one secretary's way."""
    dossier = tab(window, "secretary", "secretary_dossier", DossierTab)
    dossier.people.select_rows(lambda line: line.row.name == sample_ledgers.LOOKED_AT)
    snap(window, "secretary-dossier")


def take_sandbox(window: Window) -> None:
    """A line being tried, and why somebody stands where he does."""
    appraisal = tab(window, "secretary", "secretary_appraisal", AppraisalTab)
    press(appraisal, "view_lists")
    settle(window)
    axis = appraisal.sandbox.axis
    axis.setFocus()
    for _ in range(LOWERED):
        QTest.keyClick(axis, Qt.Key.Key_PageDown)
    settle(window)
    listed = find(appraisal, NameColumn, f"list_{Grade.QUALIFIED.value}")
    listed.view.select_positions([0])
    snap(window, "secretary-sandbox")
    press(appraisal, "restore_scheme")


def take_gaps(window: Window) -> None:
    """The households nobody contacts, beside the tree."""
    show(window, "grid")
    press(window.shell, f"gap_{Gap.HOUSEHOLD.value}")
    snap(window, "grid-gaps")


def take_board(window: Window) -> None:
    """The six stages, one brand looked at."""
    show(window, "brand")
    snap(window, "brand-board")


def take_calendar(window: Window) -> None:
    """A year of what has to hang, and what is late."""
    calendar = tab(window, "openness", "openness_calendar", CalendarTab)
    lines = calendar.grid.lines
    line, month = next(
        (row, month)
        for row in range(lines.rowCount())
        for month in range(1, lines.columnCount())
        if any(one.state is SlotState.OVERDUE for one in lines.slots_at(lines.index(row, month)))
    )
    calendar.grid.setCurrentIndex(lines.index(line, month))
    calendar.grid.setFocus()
    snap(window, "openness-calendar")


def take_cards(app: Application) -> None:
    """A sheet of eight visit cards, as it comes out of the printer."""
    printed = app.visit_cards.print_cards(CardOrder(quarter_of(app.clock().date())))
    keep(sheet_picture(printed.document), "visit-cards")


def sheet_picture(document: Document) -> QImage:
    """The first page of a document, as it comes out of the printer."""
    page = lay_out(document)[0]
    height = round(SHEET_WIDTH * page.setup.height / page.setup.width)
    picture = QImage(SHEET_WIDTH, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_page(painter, page, SHEET_WIDTH / (page.setup.width * UNITS_PER_MM))
    painter.end()
    return picture

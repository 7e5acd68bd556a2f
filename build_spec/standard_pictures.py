"""The pictures of standardisation: a station's round, and the city's in figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sample_round
from camera import find, keep, opened, settle, show
from paper_pictures import take_volume
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTreeWidget, QTreeWidgetItem

from jyguide.demo.run import STATION
from jyguide.standard.checklist import Method
from jyguide.standard.insight import Grouping
from jyguide.standard.kinds import BranchKind, Rating
from jyguide.standard.measure import MeasureState
from jyguide.standard.scoring import Score
from ui.main import Window
from ui.standard.checklists.tab import ChecklistsTab
from ui.standard.insights.tab import InsightsTab
from ui.standard.page import StandardPage
from ui.standard.rating.tab import RatingTab
from ui.standard.rectification.tab import RectificationTab
from ui.standard.rounds.tab import OverviewTab
from ui.standard.tab import RoundTab
from ui.widgets.name_columns import NameColumn

LOOKED_AT = "金桥村第一党支部"
SCORED, COUNTED = 18, "2"
RAISED = 9
"""Points by which the line of the excellent is moved up."""
CONTROL = Qt.KeyboardModifier.ControlModifier


def take(folder: Path) -> None:
    """All of them; what they are taken of is made in this folder."""
    sample_round.fill_station(folder / "standard-station", STATION)
    window = opened(folder / "standard-station")
    page = standard(window)
    take_overview(window, page)
    take_rectification(window, page)
    take_rating(window, page)
    take_editor(window, page)
    take_scoring(window, page)
    assert window.app is not None  # noqa: S101 - open
    take_volume(window.app)
    close(window)
    sample_round.fill_city(folder / "standard-city")
    window = opened(folder / "standard-city")
    take_heat(window, standard(window))
    close(window)


def standard(window: Window) -> StandardPage:
    """Its page, on screen."""
    show(window, "standard")
    page = window.shell.current_page
    assert isinstance(page, StandardPage)  # noqa: S101 - shown just now
    return page


def close(window: Window) -> None:
    """The window is done with."""
    window.shell.close()
    window.close()


def tab(window: Window, page: StandardPage, name: str) -> RoundTab:
    """A tab, once what it shows is there."""
    page.tabs.show_tab(name)
    settle(window)
    found = page.tabs.shown()
    assert isinstance(found, RoundTab)  # noqa: S101 - there is no other
    return found


def snap(window: Window, name: str) -> None:
    """The whole window."""
    settle(window)
    keep(window.shell.grab().toImage(), name)


def take_overview(window: Window, page: StandardPage) -> None:
    """Where the phases and the branches are, one of them chosen."""
    overview = tab(window, page, "round_overview")
    assert isinstance(overview, OverviewTab)  # noqa: S101 - by its name
    overview.table.select_rows(lambda line: line.branch.name == LOOKED_AT)
    snap(window, "standard-overview")


def take_rectification(window: Window, page: StandardPage) -> None:
    """The ledger, and the way of one measure that came back."""
    ledger = tab(window, page, "round_rectification")
    assert isinstance(ledger, RectificationTab)  # noqa: S101 - by its name
    table = ledger.view.table
    back = next(one for one in table.rows() if one.state is MeasureState.RETURNED)
    choice = find(table, QComboBox, "choice_branch")
    choice.setCurrentIndex(choice.findText(back.row.branch, Qt.MatchFlag.MatchStartsWith))
    table.select_rows(lambda one: one is back)
    snap(window, "standard-rectification")


def take_rating(window: Window, page: StandardPage) -> None:
    """A line being tried, and why a branch stands where it does."""
    rating = tab(window, page, "round_rating")
    assert isinstance(rating, RatingTab)  # noqa: S101 - by its name
    rating.axis.setFocus()
    for _ in range(RAISED):
        QTest.keyClick(rating.axis, Qt.Key.Key_PageUp)
    settle(window)
    find(rating, NameColumn, f"list_{Rating.QUALIFIED.value}").view.select_positions([0])
    snap(window, "standard-rating")
    rating.head.restore.click()


def take_editor(window: Window, page: StandardPage) -> None:
    """A station's own draft of the shipped checklist, at a criterion with grades."""
    app = window.app
    assert app is not None  # noqa: S101 - the window is open
    shipped = next(row for row in app.checklists.rows() if row.kind is BranchKind.VILLAGE)
    draft = app.checklists.copy(shipped.id, f"{STATION}村党组织检查表")
    checklists = tab(window, page, "checklists")
    assert isinstance(checklists, ChecklistsTab)  # noqa: S101 - by its name
    page.refresh()
    settle(window)
    checklists.versions.setCurrentItem(line_of(checklists.versions, lambda row: row.id == draft))
    settle(window)
    graded = next(one for one in shipped.criteria if one.method is Method.GRADED)
    outline = checklists.editor.outline
    outline.setCurrentItem(line_of(outline, lambda code: code == graded.code))
    snap(window, "checklist-editor")


def line_of(tree: QTreeWidget, meant: Callable[[Any], bool]) -> QTreeWidgetItem:
    """The line whose value is meant; heads have none."""
    lines = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    held = ((one, one.data(0, Qt.ItemDataRole.UserRole)) for one in lines)
    return next(one for one, value in held if value and meant(value))


def take_scoring(window: Window, page: StandardPage) -> None:
    """A spot check half done: points are lost, and what was found is picked by a key."""
    app = window.app
    assert app is not None  # noqa: S101 - the window is open
    task = app.inspections.tasks()[0].row
    sheet = app.inspections.sheet(task.id)
    at = next(
        at
        for at, one in enumerate(sheet.criteria)
        if one.method is Method.DEDUCTION and one.findings and at >= SCORED
    )
    given = {one.code: Score(one.points) for one in sheet.criteria[:at]}
    given[sheet.criteria[4].code] = Score(applies=False)
    app.inspections.keep(task.id, given, sheet.criteria[at].code)
    page.score(task.id)
    settle(window)
    assert page.scoring is not None  # noqa: S101 - on screen
    board = page.scoring.board
    board.setFocus()
    QTest.keyClicks(board, COUNTED)
    QTest.keyClick(board, Qt.Key.Key_1, CONTROL)
    page.scoring.recorder.now()
    snap(window, "standard-scoring")
    page.scoring.leave()
    settle(window)


def take_heat(window: Window, page: StandardPage) -> None:
    """The towns against the six aspects, beside the years."""
    insights = tab(window, page, "round_insights")
    assert isinstance(insights, InsightsTab)  # noqa: S101 - by its name
    choice = find(insights, QComboBox, "insight_grouping")
    choice.setCurrentIndex(choice.findData(Grouping.STATION))
    snap(window, "standard-heat")

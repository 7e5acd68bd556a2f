"""Nothing that begins something is forgotten where somebody may only look."""

from __future__ import annotations

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

import ui
from jyguide.access.permits import Permits
from jyguide.access.role import Role
from ui.access.allowed import BEGINNING, limit
from ui.access.writing import ROOM, WRITING
from ui.page import Page
from ui.tabbed_page import PageTab, TabbedPage, TabEntry
from ui.widgets import EmptyState, EmptyText

LEADING = {
    *("去发证", "去培训页", "显示全部", "去人员页", "去报名", "完成（回车）", "去“总览”"),
    *("查看检查表", "去看各支部", "清除条件"),
    *("去“网格与联系”", "去组织页"),
}
"""Buttons that only show something else."""


HOUSE = Path(ui.__file__).parent
_HEADS, _TAILS = ("close", "deed", "proctor"), ("draw",)


def _source(file):
    return file.read_text("utf-8")


def empty_texts():
    for file in HOUSE.rglob("*.py"):
        source = file.read_text("utf-8")
        if "EmptyText(" in source:
            calls = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
            yield from (one for one in calls if getattr(one.func, "id", "") == "EmptyText")


def words(call):
    given = call.args[2:3] or [one.value for one in call.keywords if one.arg == "button"]
    return {one.value for one in given if one.value}


def test_each_button_of_what_is_empty_begins_something_or_only_leads_there():
    assert set().union(*map(words, empty_texts())) == {*BEGINNING, *LEADING}


def test_buttons_that_are_hidden_from_whoever_may_only_look_are_there():
    """Else one that was given another name would be offered to him again."""
    made = {page: "".join(map(_source, (HOUSE / page).rglob("*.py"))) for page in WRITING}
    named = {
        page: {one for one in names if not _stands(one, made[page])}
        for page, names in WRITING.items()
    }
    assert {page: names for page, names in named.items() if names} == {}
    assert [one for one in ROOM if not _stands(one, made["exam"])] == []


def _stands(name, source):
    """Whether it is written there, or put together from what is."""
    parts = {f'"{name}"', *(f'"{head}_{{' for head in _HEADS if name.startswith(f"{head}_"))}
    return any(part in source for part in parts) or any(
        name.endswith(f"_{tail}") and f'}}_{tail}"' in source for tail in _TAILS
    )


@pytest.mark.parametrize(
    ("role", "button", "offered"),
    [
        (Role.INSTRUCTOR, "新建培训", True),
        (Role.READ_ONLY, "新建培训", False),
        (Role.INVIGILATOR, "去人员页", True),
    ],
)
def test_what_is_empty_offers_what_he_may(qtbot, role, button, offered):
    page = Page()
    qtbot.addWidget(page)
    limit(page, Permits(uuid4(), "李秀英", role, city=False))
    page.layout_.addWidget(EmptyState(EmptyText("没有", "没有。", button)))  # made later
    page.show()
    assert page.findChild(QPushButton, "empty_action").isVisible() is offered


def test_tabs_offer_nothing_that_writes_where_he_may_only_look(qtbot, desk, app):
    """The first tab is made before anybody asks, the second when it is shown."""

    def make(_desk, _app, _page):
        tab = PageTab()
        row = QVBoxLayout(tab)
        for name in ("grid_add", "print_portrait"):
            one = QPushButton(name)
            one.setObjectName(name)
            row.addWidget(one)
        return tab

    class Grid(TabbedPage):
        name = "grid"
        TABS = (TabEntry("first", "一", make), TabEntry("second", "二", make))

    page = Grid(desk, app)
    qtbot.addWidget(page)
    limit(page, Permits(uuid4(), "李秀英", Role.READ_ONLY, city=False))
    page.tabs.show_tab("second")
    page.show()
    page.tabs.shown().findChild(QPushButton, "grid_add").show()  # as the tab itself may
    qtbot.waitUntil(lambda: page.tabs.shown().findChild(QPushButton, "grid_add").isHidden())
    hidden = [one.isHidden() for one in page.findChildren(QPushButton)]
    assert hidden == [True, False, True, False]


def test_a_page_without_tabs_hides_its_own_and_leaves_those_of_dialogs(qtbot):
    class People(Page):
        name = "people"

    page = People()
    qtbot.addWidget(page)
    for over in (page, QDialog(page)):
        row = over.layout() or QVBoxLayout(over)
        for name in ("delete", "export"):
            one = QPushButton(name)
            one.setObjectName(name)
            row.addWidget(one)
    limit(page, Permits(uuid4(), "李秀英", Role.READ_ONLY, city=False))
    hidden = [one.objectName() for one in page.findChildren(QPushButton) if one.isHidden()]
    assert hidden == ["delete"]

"""Nothing that begins something is forgotten where somebody may only look."""

from __future__ import annotations

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QPushButton

import ui
from jyguide.access.permits import Permits
from jyguide.access.role import Role
from ui.access.allowed import BEGINNING, limit
from ui.page import Page
from ui.widgets import EmptyState, EmptyText

LEADING = {
    *("去发证", "去培训页", "显示全部", "去人员页", "去报名", "完成（回车）", "去“总览”"),
    *("查看检查表", "去看各支部", "清除条件"),
    *("去“网格与联系”",),
}
"""Buttons that only show something else."""


def empty_texts():
    for file in Path(ui.__file__).parent.rglob("*.py"):
        source = file.read_text("utf-8")
        if "EmptyText(" in source:
            calls = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
            yield from (one for one in calls if getattr(one.func, "id", "") == "EmptyText")


def words(call):
    given = call.args[2:3] or [one.value for one in call.keywords if one.arg == "button"]
    return {one.value for one in given if one.value}


def test_each_button_of_what_is_empty_begins_something_or_only_leads_there():
    assert set().union(*map(words, empty_texts())) == {*BEGINNING, *LEADING}


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

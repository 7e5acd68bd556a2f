"""The tools above the list of the bank, its columns, and what is done with several items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
)
from sqlalchemy import select

from db.models import Item, ItemReport, Station
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.report import ReportedFault
from ui.bank.columns import short_basis
from ui.widgets.choice_filter import ChoiceFilter


def tool(page, name):
    return page.findChild(QAction, f"tool_{name}").text()


def notice(page):
    return page.detail.findChild(object, "notice").findChild(QLabel, "sentence").text()


def test_the_keyboard_begins_in_the_list(page):
    assert page.focusWidget() is page.table.view


def test_a_report_stands_at_the_item_and_at_the_tools(hands, page):
    hands.choose("001-1", own=False)
    (row,) = page.table.selected_rows()
    hands.app.reports.report(row.id, ReportedFault.ANSWER, "应当是B")
    page.refresh()
    hands.settle()
    assert notice(page) == "已报告错误（答案有误）：应当是B　待市级处理。"
    assert tool(page, "reports") == "报错处理…"  # the city's turn
    assert hands.button("tools").text() == "工具"
    with hands.app._store.begin("样例：市级答复") as uow:
        kept = uow.session.scalars(select(ItemReport)).one()
        kept.state, kept.answer, kept.answered_on = "declined", "没错", date(2026, 11, 20)
        uow.commit()
    page.refresh()
    hands.settle()
    assert notice(page).endswith("市级答复：未采纳（2026-11-20）：没错")
    assert tool(page, "reports") == "报错处理…（市级已答复 1 份）"
    assert hands.button("tools").text() == "工具（1）"


def test_the_city_sees_what_waits_for_its_answer(city_hands, city_page):
    with city_hands.app._store.begin("样例：站里报错") as uow:
        item = uow.session.scalars(select(Item).where(Item.number == "001-1")).first()
        station = uow.session.scalars(select(Station)).first()
        uow.session.add(
            ItemReport(
                station_id=station.id,
                item_id=item.id,
                revision_id=item.revision_id,
                fault="answer",
                text="应当是B",
                reported_on=date(2026, 11, 20),
                state="open",
                answer="",
            )
        )
        name = station.name
        uow.commit()
    city_page.refresh()
    city_hands.settle()
    city_hands.choose("001-1", own=False)
    assert notice(city_page).startswith(f"{name}已报告错误（答案有误）：应当是B")
    assert tool(city_page, "reports") == "报错处理…（1 份待处理）"
    assert city_hands.button("tools").text() == "工具（1）"


def test_items_to_be_reviewed_are_counted_at_their_tool(page, recalled):
    assert recalled
    assert tool(page, "regulation") == "法规与修订…（需复核 1 道）"


def shown_columns(page):
    head = page.table.view.horizontalHeader()
    return {
        column.title: head.sectionSize(at)
        for at, column in enumerate(page.table.model.columns)
        if not head.isSectionHidden(at)
    }


@pytest.mark.parametrize("width", [800, 1142, 1700])
def test_the_list_never_scrolls_sideways(hands, page, width):
    page.resize(width, 560)
    hands.settle()
    assert page.table.view.horizontalScrollBar().maximum() == 0
    shown = shown_columns(page)
    assert {"题号", "题型", "题干", "状态"} <= set(shown)
    assert shown["题干"] >= 170
    assert ("依据" in shown) is (width > 800)
    assert ("来源" in shown) is (width == 1700)


def test_a_narrow_window_still_names_its_filters(hands, page):
    page.resize(800, 560)
    hands.settle()
    assert page.minimumSizeHint().width() <= 800
    for choice in page.findChildren(ChoiceFilter):
        assert choice.shown_text() == choice.currentText()
    switch, search = page.findChild(QCheckBox, "recalled"), page.table.bar.search
    assert not switch.geometry().intersects(search.geometry())


def test_a_basis_is_called_as_people_call_it():
    trial = ItemContent(
        ItemKind.ORAL, "问", regulation="中国共产党支部工作条例（试行）", article="第四条"
    )
    assert short_basis(trial) == "支部工作条例 第四条"
    assert short_basis(replace(trial, regulation="中国共产党章程", article="")) == "党章"
    assert short_basis(replace(trial, regulation="宪法")) == "宪法 第四条"
    assert short_basis(ItemContent(ItemKind.ORAL, "问")) == ""


def test_several_selected_are_counted_in_the_card(hands, page):
    hands.choose("001", "001-1", "001-2", own=False)
    assert hands.text("heading") == "选中 3 道"
    about = hands.text("about")
    assert about.startswith("都是统一题库的题，只能由市级修改")
    assert "统一题库第 001 题" in about
    assert not page.detail.findChild(QLabel, "status").isVisible()
    hands.choose("001-1", own=False)
    assert hands.text("heading").startswith("001-1　")
    assert page.detail.findChild(QLabel, "status").isVisible()


def test_delete_by_key_in_the_list_and_take_it_back(hands, page):
    key = hands.own()
    hands.select(key)
    page.table.view.setFocus()
    hands.qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    hands.settle()
    assert key not in {row.id for row in page.table.rows()}
    hands.take_back()
    assert key in {row.id for row in page.table.rows()}

"""The history of an item as it is read: what went, what came, why, by whom, how often asked."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QTabWidget

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from tests.ui.bank.hands import IN_FORCE, REVIEW, SINGLE
from ui.bank.revisions_view import FIRST, SHIPPED


@pytest.fixture
def history(hands):
    """Opens the tab of an item's history and gives the texts of its labels by name."""

    def read(key):
        hands.select(key)
        hands.page.detail.findChild(QTabWidget, "views").setCurrentIndex(2)
        hands.settle()
        found = hands.page.detail.findChildren(QLabel)
        named = {}
        for label in found:
            if label.isVisible():
                named.setdefault(label.objectName(), []).append(label.text())
        return named

    return read


def revise(hands, key, content, reason):
    row = hands.app.bank.item(key)
    hands.app.items.revise(key, content, reason, seen=row.revision_id)
    hands.page.refresh()
    hands.settle()


def test_what_shipped_says_so(hands, history):
    row = hands.page.table.rows()[0]
    told = history(row.id)
    assert set(told["revision_head"]) == {SHIPPED}
    assert len(told["first"]) == 1


def test_each_change_with_its_reason_newest_first(hands, history):
    key = hands.own()
    revise(hands, key, replace(SINGLE, stem="样例：党员大会多长时间一次？（   ）"), "问得更清楚")
    revise(hands, key, replace(SINGLE, explanation="一般每季度一次。"), "补解析")
    told = history(key)
    assert told["reason"] == ["原因：补解析", "原因：问得更清楚"]
    assert all(hands.app.place.user_name in head for head in told["revision_head"])
    stem = next(text for text in told["field_change"] if "长时间" in text)
    assert "text-decoration:line-through" in stem or "text-decoration:underline" in stem
    added = next(text for text in told["field_change"] if text.startswith("解析"))
    assert "line-through" not in added
    assert 'text-decoration:underline">一般每季度一次。' in added


def test_removed_is_struck_through_and_added_underlined(hands, history):
    key = hands.own()
    revise(hands, key, replace(SINGLE, stem="样例：党员大会多久开会？（   ）"), "")
    (stem,) = history(key)["field_change"]
    assert 'line-through">一次</span>' in stem
    assert 'underline">开会</span>' in stem


def test_text_that_looks_like_markup_is_shown_as_text(hands, history):
    key = hands.own()
    revise(hands, key, replace(SINGLE, stem="<b>样例</b> & <script>（   ）"), "<i>改</i>")
    told = history(key)
    assert told["reason"] == ["原因：<i>改</i>"]
    (stem,) = told["field_change"]
    document = QTextDocument()
    document.setHtml(stem)
    assert "<script>" in document.toPlainText()
    assert unescape(stem).count("<script>") == 1


def test_how_often_it_was_asked(hands, history):
    key = hands.own(SINGLE, REVIEW, IN_FORCE)
    line = BlueprintLine(ItemKind.SINGLE, 1, 10, category=SINGLE.category)
    plan = BlueprintPlan("样例", Blueprint((line,), 6, 30), MarkingRule())
    hands.app.papers.draw(plan, "卷一", 1)
    hands.app.papers.draw(plan, "卷二", 2)
    assert history(key)["asked"] == ["出现在 2 份试卷上"]


def test_a_merged_item_brings_its_history(hands, history):
    keep, other = hands.own(), hands.own(replace(SINGLE, stem="样例：另一种问法（   ）"))
    revise(hands, other, replace(SINGLE, stem="样例：又一种问法（   ）"), "改过")
    hands.app.items.merge(keep, other)
    hands.page.refresh()
    hands.settle()
    told = history(keep)
    number = hands.app.bank.item(other).number
    assert told["merged_from"] == [f"合并自：自编第 {number} 题"] * 2
    assert "原因：改过" in told["reason"]


def test_what_was_undone_says_so_and_is_compared_the_right_way_round(hands, history):
    key = hands.own()
    revise(hands, key, replace(SINGLE, explanation="补上的解析。"), "补解析")
    hands.app.history.undo(hands.app.history.latest())
    hands.page.refresh()
    hands.settle()
    told = history(key)
    assert told["undone"] == ["已撤销，没有采用"]
    assert 'underline">补上的解析。' in told["field_change"][0]
    assert len(told["first"]) == 1


def test_the_tab_follows_the_item(hands, history):
    first, second = hands.own(), hands.own(replace(SINGLE, stem="样例乙（   ）"))
    assert history(first)["first"] == [f"{FIRST}：{SINGLE.stem}"]
    hands.select(second)
    hands.settle()
    found = hands.page.detail.findChildren(QLabel, "first")
    assert [label.text() for label in found if label.isVisible()] == [f"{FIRST}：样例乙（   ）"]

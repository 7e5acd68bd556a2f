"""The list of the bank, its filters and its card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
)

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from tests.ui.bank.hands import SINGLE, WITHDRAWN
from ui.bank.editor_dialog import EditorDialog
from ui.bank.item_view import ItemView
from ui.bank.page import BankPage
from ui.bank.report_dialog import ReportDialog
from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.table import SEARCHING


def test_lists_the_whole_bank_with_its_first_item_open(hands, page, app):
    rows = app.bank.items()
    assert len(page.table.rows()) == len(rows)
    assert page.table.selected_rows() == rows[:1]
    assert hands.text("stem") == rows[0].content.stem
    assert hands.text("status") == "在用"


def test_every_column_has_a_text_and_a_sort_key_for_every_item(page):
    for at, column in enumerate(page.table.model.columns):
        page.table.model.sort(at, Qt.SortOrder.AscendingOrder)
        assert all(isinstance(column.text(row), str) for row in page.table.rows())
    assert [column.title for column in page.table.model.columns] == [
        "题号",
        "题型",
        "题干",
        "类别",
        "难度",
        "状态",
        "依据",
        "来源",
    ]


@pytest.mark.parametrize("kind", list(ItemKind))
def test_narrows_by_kind(hands, page, kind):
    names = {"single": "单选题", "multiple": "多选题", "true_false": "判断题", "fill_in": "填空题"}
    names |= {"short_answer": "简答题", "ordering": "排序题", "oral": "一口清"}
    hands.narrow("kind", names[kind.value])
    shown = page.table.shown_rows()
    assert shown
    assert {row.content.kind for row in shown} == {kind}


def test_offers_what_occurs_with_its_count(hands, page):
    hands.own()
    boxes = {
        name: page.findChild(ChoiceFilter, f"choice_{name}")
        for name in ("category", "difficulty", "status", "source", "regulation")
    }
    offered = {
        name: [box.itemText(at) for at in range(box.count())] for name, box in boxes.items()
    }
    drafts = sum(row.status is ItemStatus.DRAFT for row in page.table.rows())
    assert f"草稿（{drafts}）" in offered["status"]
    assert offered["source"] == ["来源", "统一题库", "自编"]
    assert set(offered["difficulty"]) == {"难度", "易", "中", "难"}
    assert "发展党员" in offered["category"]
    assert "中国共产党章程" in offered["regulation"]
    boxes["status"].choose("草稿")
    assert boxes["status"].shown_text() == "草稿"
    assert len(page.table.shown_rows()) == drafts


@pytest.mark.parametrize(
    "part", ["stem", "option", "answer", "explanation", "point", "article", "number"]
)
def test_finds_an_item_by_any_part_of_it(hands, page, part):
    rows = page.table.rows()
    wanted = {
        "stem": next(r for r in rows if r.content.kind is ItemKind.SINGLE),
        "option": next(r for r in rows if r.content.options),
        "answer": next(r for r in rows if r.content.kind is ItemKind.ORAL),
        "explanation": next(r for r in rows if r.content.explanation),
        "point": next(r for r in rows if r.content.key_points),
        "article": next(r for r in rows if r.content.article),
        "number": next(r for r in rows if r.number == "012-2"),
    }[part]
    content = wanted.content
    inside = {
        "stem": content.stem[1:9],
        "option": content.options[-1][1:9] if content.options else "",
        "answer": str(content.answer)[1:9],
        "explanation": content.explanation[1:9],
        "point": content.key_points[-1].text[1:9] if content.key_points else "",
        "article": f"{content.regulation} {content.edition} {content.article}",
        "number": "012-2",
    }[part]
    hands.search(inside)
    shown = page.table.shown_rows()
    assert wanted in shown
    assert len(shown) < len(rows)


def test_typing_is_answered_without_enter_and_the_newest_question_counts(qtbot, page, hands):
    field = page.findChild(QLineEdit, "search")
    asked = []
    page.table.search_wanted.connect(asked.append)
    for words in ("党", "党支", "党支部"):
        field.setText(words)
        page.table._apply_search()
    assert page.table.count.text() == SEARCHING
    hands.settle()
    newest = page.table.shown_rows()
    assert 0 < len(newest) < len(page.table.rows())
    assert all("党支部" in str(row) for row in newest)
    page.table.show_found("党", [newest[0].id])  # comes late, for words nobody wants any more
    assert page.table.shown_rows() == newest
    field.setText("党支部工作")  # nobody presses anything: a short pause is enough
    qtbot.waitUntil(lambda: asked[-1] == "党支部工作")
    hands.settle()
    assert len(page.table.shown_rows()) < len(newest)


def test_what_is_found_follows_the_items(hands, page):
    key = hands.own()
    hands.search("样例：党员大会")
    assert [row.id for row in page.table.shown_rows()] == [key]
    row = hands.app.bank.item(key)
    hands.app.items.revise(key, replace(SINGLE, stem="别的题"), "改", seen=row.revision_id)
    page.refresh()
    hands.settle()
    assert page.table.shown_rows() == []


def test_search_that_finds_nothing_offers_to_clear_it(hands, page):
    hands.search("没有这样的话")
    assert page.table.shown_rows() == []
    hands.press("nothing_found_action")
    assert len(page.table.shown_rows()) == len(page.table.rows())


@pytest.mark.parametrize(
    ("kind", "shows"),
    [
        (ItemKind.SINGLE, lambda c: f"{c.answer}　{c.options['ABCDE'.index(c.answer)]}"),
        (ItemKind.MULTIPLE, lambda c: c.options["ABCDEF".index(c.answer[-1])]),
        (ItemKind.TRUE_FALSE, lambda c: "正确" if c.answer == "T" else "错误"),
        (ItemKind.FILL_IN, lambda c: f"第 1 空：{' 或 '.join(c.answer[0])}"),
        (ItemKind.ORDERING, lambda c: " → ".join(c.answer)),
        (ItemKind.SHORT_ANSWER, lambda c: c.answer),
        (ItemKind.ORAL, lambda c: c.answer),
    ],
)
def test_detail_asks_and_gives_the_key(hands, page, kind, shows):
    row = next(row for row in page.table.rows() if row.content.kind is kind)
    hands.select(row.id)
    assert hands.text("stem") == row.content.stem
    assert shows(row.content) in hands.text("key")
    expected = 2 if kind is ItemKind.TRUE_FALSE else len(row.content.options)
    assert len(hands.texts("option")) == expected


@pytest.mark.parametrize("kind", list(ItemKind))
def test_the_trainees_sheet_has_no_key(hands, page, kind):
    row = next(row for row in page.table.rows() if row.content.kind is kind)
    hands.select(row.id)
    page.detail.findChild(QTabWidget, "views").setCurrentIndex(1)
    assert hands.texts("stem") == [row.content.stem]
    assert hands.texts("key") == []
    assert hands.texts("explanation") == []


def test_options_that_stay_last_are_shown_as_such(hands, page):
    hands.select(hands.own())
    assert hands.texts("pinned") == ["固定在最后"]
    page.detail.findChild(QTabWidget, "views").setCurrentIndex(1)
    assert hands.texts("pinned") == ["固定在最后"]


def test_detail_names_the_edition_and_the_article(hands, page):
    hands.choose("001-1", own=False)
    basis = page.detail.findChild(object, "basis")
    said = [label.text() for label in basis.findChildren(QLabel)]
    content = page.table.current_row().content
    assert [content.regulation, content.edition, content.article] == said[1::2]
    assert hands.text("explanation") == content.explanation


def test_question_and_the_items_built_on_it_lead_to_each_other(hands, page):
    def links():
        found = page.detail.findChildren(QPushButton, "relative")
        return [one for one in found if one.isVisible()]

    hands.choose("001", own=False)
    question = page.table.current_row()
    built = [row for row in page.table.rows() if row.question_id == question.id]
    assert len(links()) == len(built) > 1
    hands.narrow("kind", "一口清")
    hands.choose("001", own=False)
    links()[0].click()
    assert page.table.current_row() == built[0]
    assert len(page.table.shown_rows()) == len(page.table.rows()), "a hidden item is uncovered"
    assert len(links()) == 1
    links()[0].click()
    assert page.table.current_row() == question


def test_draft_without_an_answer_cannot_be_put_in_force(hands):
    key = hands.own(replace(SINGLE, answer=None))
    hands.select(key)
    assert hands.text("status") == "草稿"
    assert hands.texts("key") == []
    hands.trigger("启用")
    assert "1 道没有答案，不能启用" in hands.alerts.sentences[0]
    assert hands.status_of(key) is ItemStatus.DRAFT


def test_selection_and_conditions_outlast_a_reload(hands, page):
    hands.narrow("kind", "排序题")
    row = page.table.shown_rows()[1]
    hands.select(row.id)
    page.refresh()
    hands.settle()
    assert page.table.selected_rows() == [row]
    assert {one.content.kind for one in page.table.shown_rows()} == {ItemKind.ORDERING}
    assert hands.text("stem") == row.content.stem


def test_content_without_a_basis_shows_none(qtbot):
    view = ItemView(ItemContent(ItemKind.TRUE_FALSE, "党费可以代缴。", answer="F"))
    qtbot.addWidget(view)
    assert view.findChild(object, "basis") is None
    assert view.findChild(QLabel, "key").text() == "错误"


def test_what_is_to_be_reviewed_is_marked_with_its_reason(hands, page, recalled):
    switch = page.findChild(QCheckBox, "recalled")
    assert switch.text() == "需复核 1"
    switch.click()
    assert [row.id for row in page.table.shown_rows()] == [recalled]
    hands.select(recalled)
    notice = page.detail.findChild(object, "notice")
    said = notice.findChild(QLabel, "sentence").text()
    assert said.startswith("《样例条例》第三条已修订：次数改了，请复核。")
    assert notice.isVisible()
    model = page.table.model
    state = model.index(0, 5)
    assert state.data() == "需复核"
    assert not state.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "次数改了" in state.data(Qt.ItemDataRole.ToolTipRole)
    page.table.clear_conditions()
    assert len(page.table.shown_rows()) == len(page.table.rows())


def test_citing_the_new_edition_is_the_review(hands, page, recalled):
    hands.select(recalled)
    hands.press("edit")
    editor = page.findChild(EditorDialog)
    hands.settle()
    said = editor.findChild(object, "recall").findChild(QLabel, "sentence").text()
    assert "次数改了" in said
    titles = editor.findChild(QComboBox, "regulation")
    at = next(at for at in range(titles.count()) if titles.itemText(at).endswith("新版"))
    titles.activated.emit(at)
    editor.findChild(QLineEdit, "reason").setText("条例修订")
    hands.press("save", editor)
    row = hands.app.bank.item(recalled)
    assert (row.content.edition, row.recalled) == ("新版", None)
    assert not page.findChild(QCheckBox, "recalled").isEnabled()


def test_without_any_there_is_nothing_to_switch(page):
    assert not page.findChild(QCheckBox, "recalled").isEnabled()


def test_at_1366_by_768_nothing_stands_over_the_edge(qtbot, app, desk):
    page = BankPage(desk, app)
    qtbot.addWidget(page)
    page.resize(1142, 560)  # what the shell leaves of it
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: bool(page.table.rows()) and not desk.jobs.busy)
    assert page.minimumSizeHint().width() <= 1142
    for part in page.table.bar.children():
        if isinstance(part, QCheckBox | ChoiceFilter | QLineEdit):
            assert part.geometry().right() <= page.table.bar.width()


def test_other_dialogs_open_from_the_menu(hands, page, monkeypatch):
    opened = []
    monkeypatch.setattr(page._tools, "open_dialog", opened.append)
    menu = hands.button("tools").menu()
    lines = {action.text(): action for action in menu.actions() if action.text()}
    assert list(lines) == [
        "查重…",
        "体检…",
        "法规与修订…",
        "报错处理…",
        "题库版本…",
        "下载 Excel 模板…",
    ]
    lines["查重…"].trigger()
    assert opened == ["similar"]


@pytest.mark.parametrize("name", ["similar", "check", "regulation", "reports", "release"])
def test_every_dialog_of_the_menu_opens_and_leads_back(hands, page, name):
    page.findChild(QAction, f"tool_{name}").trigger()
    hands.settle()
    (dialog,) = page.findChildren(QDialog)
    assert dialog.isVisible()
    if hasattr(dialog, "item_wanted"):
        wanted = page.table.rows()[7]
        dialog.item_wanted.emit(wanted.id)
        assert page.table.current_row() == wanted
    dialog.reject()
    hands.qtbot.waitUntil(lambda: not page.findChildren(QDialog))


def test_an_error_is_reported_from_a_unified_item(hands, page):
    hands.choose("001-1", own=False)
    hands.press("report")
    assert page.findChild(ReportDialog).isVisible()


def test_template_is_saved(hands, page, tmp_path):
    target = tmp_path / "模板.xlsx"
    hands.alerts.files.append(target)
    page._save_template()
    hands.settle()
    assert target.stat().st_size > 0
    assert "模板.xlsx" in hands.said()


def test_an_item_wanted_by_a_dialog_is_uncovered(hands, page):
    wanted = page.table.rows()[40]
    hands.narrow("kind", "一口清" if wanted.content.kind is not ItemKind.ORAL else "单选题")
    page._tools.item_wanted.emit(wanted.id)
    assert page.table.current_row() == wanted


def test_merged_item_says_where_it_went(hands, page):
    keep, other = hands.own(), hands.own(replace(SINGLE, stem="样例：党员大会每多久一次？（   ）"))
    hands.app.items.merge(keep, other)
    page.refresh()
    hands.settle()
    hands.select(other)
    said = page.detail.findChild(object, "notice").findChild(QLabel, "sentence").text()
    assert said.startswith(f"已并入自编第 {hands.app.bank.item(keep).number} 题")
    assert hands.status_of(other) is WITHDRAWN

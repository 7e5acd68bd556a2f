from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from ui.bank.item_view import ItemView

CLICK = Qt.MouseButton.LeftButton


def text(page, name):
    return page.detail.findChild(QLabel, name).text()


def texts(page, name):
    return [label.text() for label in page.detail.findChildren(QLabel, name) if label.isVisible()]


def choose(page, number):
    page.table.select_rows(lambda row: row.number == number)


def search(qtbot, page, words):
    field = page.findChild(QLineEdit, "search")
    field.setText(words)  # Chinese comes from an input method, not from keys
    qtbot.keyClick(field, Qt.Key.Key_Return)


def press(qtbot, page, name):
    qtbot.mouseClick(page.findChild(QPushButton, name), CLICK)


def settle(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def status_of(app, number):
    return next(row.status for row in app.bank.items() if row.number == number)


def test_lists_the_whole_bank_with_its_first_item_open(page, app):
    rows = app.bank.items()
    assert len(page.table.rows()) == len(rows)
    assert page.table.selected_rows() == rows[:1]
    assert text(page, "stem") == rows[0].content.stem
    assert text(page, "status") == "在用"


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
def test_narrows_by_kind(page, kind):
    names = {"single": "单选题", "multiple": "多选题", "true_false": "判断题", "fill_in": "填空题"}
    names |= {"short_answer": "简答题", "ordering": "排序题", "oral": "一口清"}
    page.findChild(QComboBox, "choice_kind").setCurrentText(names[kind.value])
    shown = page.table.shown_rows()
    assert shown
    assert {row.content.kind for row in shown} == {kind}


def test_offers_category_status_and_source(page):
    offered = {
        name: [box.itemText(at) for at in range(box.count())]
        for name in ("category", "status", "source")
        for box in [page.findChild(QComboBox, f"choice_{name}")]
    }
    assert offered["status"] == ["状态", "在用"]
    assert offered["source"] == ["来源", "统一题库"]
    assert "发展党员" in offered["category"]


@pytest.mark.parametrize("part", ["stem", "option", "answer", "explanation", "point", "article"])
def test_finds_an_item_by_any_part_of_it(qtbot, page, part):
    rows = page.table.rows()
    wanted = {
        "stem": next(r for r in rows if r.content.kind is ItemKind.SINGLE),
        "option": next(r for r in rows if r.content.options),
        "answer": next(r for r in rows if r.content.kind is ItemKind.ORAL),
        "explanation": next(r for r in rows if r.content.explanation),
        "point": next(r for r in rows if r.content.key_points),
        "article": next(r for r in rows if r.content.article),
    }[part]
    content = wanted.content
    inside = {
        "stem": content.stem,
        "option": content.options[-1] if content.options else "",
        "answer": str(content.answer),
        "explanation": content.explanation,
        "point": content.key_points[-1].text if content.key_points else "",
        "article": f"{content.regulation} {content.edition} {content.article}",
    }[part]
    search(qtbot, page, inside if part == "article" else inside[1:9])
    assert wanted in page.table.shown_rows()


def test_search_that_finds_nothing_offers_to_clear_it(qtbot, page):
    search(qtbot, page, "没有这样的话")
    assert page.table.shown_rows() == []
    press(qtbot, page, "nothing_found_action")
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
def test_detail_asks_as_a_trainee_reads_it_and_gives_the_key(page, kind, shows):
    row = next(row for row in page.table.rows() if row.content.kind is kind)
    choose(page, row.number)
    assert text(page, "stem") == row.content.stem
    assert shows(row.content) in text(page, "key")
    expected = 2 if kind is ItemKind.TRUE_FALSE else len(row.content.options)
    assert len(texts(page, "option")) == expected


def test_detail_names_the_edition_and_the_article(page):
    choose(page, "001-1")
    basis = page.detail.findChild(object, "basis")
    said = [label.text() for label in basis.findChildren(QLabel)]
    content = page.table.current_row().content
    assert [content.regulation, content.edition, content.article] == said[1::2]
    assert text(page, "explanation") == content.explanation


def test_question_and_the_items_built_on_it_lead_to_each_other(qtbot, page):
    choose(page, "001")
    links = [one for one in page.detail.findChildren(QPushButton, "relative") if one.isVisible()]
    question = page.table.current_row()
    built = [row for row in page.table.rows() if row.question_id == question.id]
    assert len(links) == len(built) > 1
    page.findChild(QComboBox, "choice_kind").setCurrentText("一口清")
    choose(page, "001")
    links = [one for one in page.detail.findChildren(QPushButton, "relative") if one.isVisible()]
    links[0].click()
    assert page.table.current_row() == built[0]
    assert len(page.table.shown_rows()) == len(page.table.rows()), "a hidden item is uncovered"
    back = [one for one in page.detail.findChildren(QPushButton, "relative") if one.isVisible()]
    assert len(back) == 1
    back[0].click()
    assert page.table.current_row() == question


def test_withdraws_what_is_selected_and_takes_it_back(qtbot, page, app, desk):
    notices = []
    page.notice.connect(notices.append)
    page.table.select_rows(lambda row: row.number in {"001", "001-1"})
    assert page.detail.findChild(QPushButton, "withdraw").text() == "停用 2 道"
    press(qtbot, page, "withdraw")
    settle(qtbot, desk)
    assert {status_of(app, "001"), status_of(app, "001-1")} == {ItemStatus.WITHDRAWN}
    qtbot.waitUntil(lambda: text(page, "status") == "停用")
    assert not page.detail.findChild(QPushButton, "withdraw").isEnabled()
    assert notices[-1].sentence == "已停用 2 道题"
    notices[-1].action()
    settle(qtbot, desk)
    assert {status_of(app, "001"), status_of(app, "001-1")} == {ItemStatus.IN_FORCE}
    qtbot.waitUntil(lambda: text(page, "status") == "在用")


def test_enables_only_those_that_are_not_in_force(qtbot, page, app, desk):
    first = app.bank.items()[0]
    app.items.set_status([first.id], ItemStatus.WITHDRAWN)
    page.refresh()
    settle(qtbot, desk)
    page.table.select_rows(lambda row: row.number in {"001", "001-1", "001-2"})
    assert page.detail.findChild(QPushButton, "enable").text() == "启用 1 道"
    press(qtbot, page, "enable")
    settle(qtbot, desk)
    assert status_of(app, "001") is ItemStatus.IN_FORCE


def test_menu_offers_the_same_actions(qtbot, page, app, desk):
    choose(page, "002")
    menu = page.table.make_menu()
    named = {action.text(): action for action in menu.actions()}
    assert named["启用"].isEnabled()
    named["停用"].trigger()
    settle(qtbot, desk)
    assert status_of(app, "002") is ItemStatus.WITHDRAWN


def test_draft_without_an_answer_stays_a_draft(qtbot, page, app, desk, alerts, tmp_path):
    file = tmp_path / "草稿.txt"
    file.write_text("5. 请简述三会一课。\n", "utf-8")
    app.bank_files.import_plan(app.bank_files.plan_file(file))
    page.refresh()
    settle(qtbot, desk)
    page.findChild(QComboBox, "choice_source").setCurrentText("草稿.txt")
    page.table.view.select_positions([0])
    assert text(page, "status") == "草稿"
    assert page.detail.findChild(QLabel, "key") is None or not texts(page, "key")
    press(qtbot, page, "enable")
    settle(qtbot, desk)
    error = alerts.take_error()
    assert isinstance(error, RuleError)
    assert "没有答案" in error.message
    assert app.bank.items()[-1].status is ItemStatus.DRAFT


def test_selection_and_conditions_outlast_a_reload(qtbot, page, desk):
    page.findChild(QComboBox, "choice_kind").setCurrentText("排序题")
    row = page.table.shown_rows()[1]
    choose(page, row.number)
    page.refresh()
    settle(qtbot, desk)
    assert page.table.selected_rows() == [row]
    assert {one.content.kind for one in page.table.shown_rows()} == {ItemKind.ORDERING}
    assert text(page, "stem") == row.content.stem


def test_content_without_a_basis_shows_none(qtbot):
    view = ItemView(ItemContent(ItemKind.TRUE_FALSE, "党费可以代缴。", answer="F"))
    qtbot.addWidget(view)
    assert view.findChild(object, "basis") is None
    assert view.findChild(QLabel, "key").text() == "错误"

"""Blueprints and papers through real clicks and keys: drawn in variants, made by hand, removed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSpinBox,
)

from jyguide.bank.item import ItemKind
from jyguide.bank.row import KIND_NAMES
from tests.jyguide.builders import a_blueprint
from tests.ui.exam.test_exam_page import PageHands
from ui.printing.preview import PrintPreview
from ui.widgets import Banner, RowTable

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, desk, app):
    return PageHands(qtbot, desk, app)


def choose(page, table, value):
    """Narrow a table by its filter of kinds."""
    box = page.find(QComboBox, "choice_kind", table)
    box.setCurrentIndex(box.findData(value))


def menu(page, table, text):
    """A line of the table's right-click menu."""
    (action,) = [one for one in table.make_menu().actions() if one.text() == text]
    action.trigger()
    page.settle()


@pytest.fixture
def fixing(page):
    """The making of a paper by hand: three single choices and one multiple on it."""
    page.click("empty_action", page.table("papers"))
    dialog = page.dialog("fixed_dialog")
    bank = page.find(RowTable, "bank", dialog)
    choose(page, bank, KIND_NAMES[ItemKind.MULTIPLE])
    bank.view.select_positions([0])
    page.qtbot.keyClick(bank.view, Qt.Key.Key_Return)
    choose(page, bank, KIND_NAMES[ItemKind.SINGLE])
    bank.view.select_positions([0, 1, 2])
    page.click("take", dialog)
    return dialog


def test_items_are_taken_into_their_sections_and_keep_them(page, fixing):
    bank, picks = (page.find(RowTable, name, fixing) for name in ("bank", "picks"))
    first, second, third, multiple = picks.rows()
    kinds = [pick.row.content.kind for pick in picks.rows()]
    assert kinds == [ItemKind.SINGLE] * 3 + [ItemKind.MULTIPLE]
    assert not {pick.row.id for pick in picks.rows()} & {row.id for row in bank.shown_rows()}
    picks.select_rows(lambda pick: pick == first)
    page.qtbot.keyClick(picks.view, Qt.Key.Key_Down, CTRL)
    assert picks.rows() == [second, first, third, multiple]
    page.qtbot.keyClick(picks.view, Qt.Key.Key_Down, CTRL)
    page.qtbot.keyClick(picks.view, Qt.Key.Key_Down, CTRL)  # no further than its section
    assert picks.rows() == [second, third, first, multiple]
    page.qtbot.keyClick(picks.view, Qt.Key.Key_Up, CTRL)
    assert picks.rows() == [second, first, third, multiple]
    total = page.find(QLabel, "sum", fixing)
    assert total.text() == "共 4 题，总分 8 分，还差 92 分到 100 分"
    page.type_over(page.find(QDoubleSpinBox, "points", fixing), "3.5")
    assert total.text() == "共 4 题，总分 9.5 分，还差 90.5 分到 100 分"


def test_a_paper_by_hand_is_kept_as_it_stands(page, app, alerts, fixing):
    picks = page.find(RowTable, "picks", fixing)
    first, second, third, multiple = picks.rows()
    picks.select_rows(lambda pick: pick == third)
    page.qtbot.keyClick(picks.view, Qt.Key.Key_R, CTRL)
    other = picks.rows()[2].row
    assert other.id != third.row.id
    assert other.content.category == third.row.content.category
    picks.select_rows(lambda pick: pick == multiple)
    page.qtbot.keyClick(picks.view, Qt.Key.Key_Delete)
    page.click("save_fixed", fixing)
    assert "试卷名称没有填" in str(alerts.take_error())
    page.type_over(page.find(QLineEdit, "fixed_title", fixing), "by hand")
    page.click("save_fixed", fixing)
    assert "及格分要大于零，且不高于总分" in str(alerts.take_error())
    page.type_over(page.find(QDoubleSpinBox, "fixed_pass", fixing), "5")
    page.click("save_fixed", fixing)
    page.qtbot.waitUntil(lambda: len(page.table("papers").rows()) == 1)
    (row,) = app.papers.papers()
    assert (row.title, row.origin, row.total_points, row.pass_points) == (
        *("by hand", "fixed"),
        *(60, 50),
    )
    assert [place.revision_id for place in app.papers.paper(row.id).places] == [
        one.revision_id for one in (first.row, second.row, other)
    ]


def begin_drawing(page, app):
    app.papers.save_blueprint(a_blueprint())
    page.page.papers.reload()
    page.settle()
    page.click("draw")
    return page.dialog("draw_dialog")


def test_variants_are_drawn_and_each_is_previewed(page, app):
    dialog = begin_drawing(page, app)
    box = page.find(QComboBox, "field_variants", dialog)
    page.qtbot.keyClick(box, Qt.Key.Key_Down)
    page.click("confirm", dialog)
    page.qtbot.waitUntil(lambda: len(page.table("papers").rows()) == 1)
    page.settle()
    assert page.table("papers").rows()[0].variants == ("A", "B")
    page.click("preview_key")
    which = page.dialog("variant_dialog")
    page.qtbot.keyClick(page.find(QCheckBox, "variant_A", which), Qt.Key.Key_Space)
    page.click("confirm", which)
    page.qtbot.waitUntil(lambda: bool(page.page.findChildren(PrintPreview)))
    (preview,) = page.page.findChildren(PrintPreview)
    page.settle()
    assert [document.title for document in preview._documents] == ["结业考试试卷（B卷） 参考答案"]
    with page.qtbot.waitSignal(preview.destroyed):
        page.qtbot.keyClick(preview, Qt.Key.Key_Escape)


def test_a_paper_is_drawn_again_copied_and_removed(qtbot, desk, app, alerts):
    paper = app.papers.draw(a_blueprint(), "卷", 5)
    page = PageHands(qtbot, desk, app)
    table = page.table("papers")
    menu(page, table, "核对抽题编号")
    assert "完全相同" in alerts.sentences.pop()
    menu(page, table, "复制为手工卷…")
    copy = page.dialog("fixed_dialog")
    assert page.find(QLabel, "sum", copy).text() == "共 10 题，总分 20 分，还差 80 分到 100 分"
    page.type_over(page.find(QLineEdit, "fixed_title", copy), "copy")
    page.click("save_fixed", copy)
    page.qtbot.waitUntil(lambda: len(table.rows()) == 2)
    page.settle()
    menu(page, table, "核对抽题编号")
    assert "手工选的题" in alerts.sentences.pop()
    alerts.answers = [True]
    menu(page, table, "删除")
    page.qtbot.waitUntil(lambda: [row.id for row in table.rows()] == [paper])


def test_a_blueprint_says_what_remains_what_is_avoided_and_its_pass_mark_in_per_cent(page, app):
    app.papers.draw(a_blueprint(), "上一份", 1)
    editor = page.new_blueprint()
    remainder = page.find(QLabel, "remainder", editor)
    assert remainder.text() == ""
    page.type_over(page.find(QSpinBox, "count", editor), "18")
    assert remainder.text() == "还差 4 分到 100 分：单选题加 2 道正好"
    page.type_over(page.find(QDoubleSpinBox, "target", editor), "96")
    assert remainder.text() == ""

    unit = page.find(QComboBox, "pass_unit", editor)
    page.qtbot.keyClick(unit, Qt.Key.Key_Down)
    page.type_over(page.find(QDoubleSpinBox, "pass_points", editor), "60")

    supply = page.find(QLabel, "supply", editor)
    have = int("".join(c for c in supply.text() if c.isdigit()))
    page.type_over(page.find(QSpinBox, "avoid_papers", editor), "1")
    assert supply.text() == f"可选 {have - 4} 道"
    page.type_over(page.find(QSpinBox, "count", editor), str(have))
    banner = page.find(Banner, "shortfall", editor).findChild(QLabel, "sentence")
    assert banner.text() == (
        f"缺 4 道单选题：要 {have} 道，题库里只有 {have - 4} 道，其中 4 道是因为要避开最近的试卷。"
    )
    page.click("fit", editor)
    assert page.find(QSpinBox, "count", editor).value() == have - 4
    assert not banner.isVisible()
    page.type_over(page.find(QSpinBox, "count", editor), "18")
    page.find(QCheckBox, "apart", editor).setChecked(False)
    page.click("save", editor)
    page.qtbot.waitUntil(lambda: len(page.table("blueprints").rows()) == 1)
    kept = app.papers.blueprints()[0].plan.blueprint
    assert (kept.pass_points, kept.avoid_papers, kept.allow_alike) == (576, 1, True)


def test_a_drawn_paper_is_put_right_before_it_is_kept(page, app):
    dialog = begin_drawing(page, app)
    page.type_over(page.find(QLineEdit, "field_seed", dialog), "4711")
    page.click("adjust", dialog)
    fixing = page.dialog("fixed_dialog")
    picks = page.find(RowTable, "picks", fixing)
    drawn = [item.revision_id for item in app.papers.draft(a_blueprint(), "卷", 4711).items]
    assert [pick.row.revision_id for pick in picks.rows()] == drawn
    picks.view.select_positions([0])
    page.click("exchange", fixing)
    page.click("save_fixed", fixing)
    page.qtbot.waitUntil(lambda: len(page.table("papers").rows()) == 1)
    (row,) = app.papers.papers()
    kept = [place.revision_id for place in app.papers.paper(row.id).places]
    assert kept[0] != drawn[0]
    assert kept[1:] == drawn[1:]
    assert (row.origin, row.total_points) == ("fixed", 200)

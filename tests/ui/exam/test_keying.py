"""Typing in a class's paper answers: by keys, in one grid, kept at once, compared, handed in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
)

from jyguide.bank.item import ItemKind
from jyguide.errors import StorageError
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.keying.rows import ANSWERS, Entry
from tests.ui.exam.exam_room import NAMES, PLAN, right_answer
from ui.exam.keying.dialog import KeyingDialog
from ui.exam.keying.echo import EchoGrid
from ui.exam.keying.model import ABSENT, STATE, VARIANT
from ui.exam.keying.paper_exam_bar import PaperExamBar
from ui.printing.preview import PrintPreview

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


class Typist:
    """Types into one keying dialog."""

    def __init__(self, qtbot, room, dialog, alerts):
        self.qtbot, self.room, self.dialog, self.alerts = qtbot, room, dialog, alerts
        (self.layout,) = room.app.paper_sheets.layouts_of(room.exam.id).values()

    @property
    def run(self):
        """The right answers to the letters and marks, in the shortest notation."""
        said = {}
        for item in self.layout.items:
            kind = item.place.content.kind
            if kind in (ItemKind.FILL_IN, ItemKind.SHORT_ANSWER):
                continue
            said.setdefault(kind, []).append(str(right_answer(item.place.content)))
        single, multiple = "".join(said[ItemKind.SINGLE]), " ".join(said[ItemKind.MULTIPLE])
        order = " ".join(said[ItemKind.ORDERING])
        return f"{single} {multiple} {''.join(said[ItemKind.TRUE_FALSE])} {order}"

    def settle(self):
        self.qtbot.waitUntil(
            lambda: not self.dialog._desk.jobs.busy and not self.dialog.keeper.busy, timeout=5000
        )

    def find(self, kind, name):
        return self.dialog.findChild(kind, name)

    def text(self, name):
        return self.find(QLabel, name).text()

    def click(self, name):
        self.qtbot.mouseClick(self.find(QPushButton, name), LEFT)

    def cell(self):
        editor = self.dialog.focusWidget()
        assert isinstance(editor, QLineEdit)
        return editor

    def type(self, text):
        self.qtbot.keyClicks(self.cell(), text.lower())

    def compose(self, text):
        """Chinese text comes from an input method, not from keys."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.cell(), event)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.dialog.focusWidget(), key, modifier)

    def state(self, name):
        model = self.dialog.model
        row = next(r for r in range(model.rowCount()) if model.person(r).name == name)
        return model.data(model.index(row, model.keys.index(STATE)))

    def stored(self, entry=Entry.FIRST):
        keying = self.room.app.paper_sheets.keying(self.room.exam.id, entry)
        return {one.name: one.row for one in keying.people}


@pytest.fixture
def typist(qtbot, desk, room, alerts):
    dialog = KeyingDialog(desk, room.app.paper_sheets, room.exam)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    made = Typist(qtbot, room, dialog, alerts)
    made.settle()
    qtbot.waitUntil(lambda: isinstance(dialog.focusWidget(), QLineEdit))
    yield made
    made.settle()


def names_in_order(typist):
    model = typist.dialog.model
    return [model.person(row).name for row in range(model.rowCount())]


def test_a_slip_is_said_at_once_and_typing_goes_on_below(typist):
    first, second, _ = names_in_order(typist)
    typist.type("E")
    assert "第 1 题没有 E 选项" in typist.text("row_problem")
    typist.press(KEY.Key_Backspace)
    assert typist.text("row_problem") == ""
    typist.type(typist.run[:1])
    assert "已录 1 / 5 题　下一题：第 2 题" in typist.text("echo_head")
    assert typist.find(EchoGrid, "echo").accessibleDescription() == f"1{typist.run[0]}"
    typist.press(KEY.Key_Return)
    assert typist.state(first) == "还差 4 题"
    assert typist.text("echo_head").startswith(second)
    typist.press(KEY.Key_Up)
    typist.type(typist.run[1:])
    assert typist.text("echo_head").endswith("已录 5 / 5 题")
    typist.settle()
    assert typist.stored()[first].fields[ANSWERS].upper() == typist.run


def test_a_class_is_typed_by_keys_and_handed_in(typist):
    first, second, third = names_in_order(typist)
    typist.type(typist.run)
    for column in typist.layout.columns[1:]:
        typist.press(KEY.Key_Tab)
        if column.blank is None:
            typist.type("31.5")
        else:
            typist.compose(right_answer(column.item.place.content)[column.blank])
    assert typist.state(first) == "已录完"
    model, view = typist.dialog.model, typist.dialog.view
    view.setCurrentIndex(model.index(1, model.keys.index(ABSENT)))
    typist.press(KEY.Key_Space)
    assert typist.state(second) == "缺考"
    typist.alerts.answers = [True]
    typist.click("hand_in")
    typist.qtbot.waitUntil(lambda: typist.state(first) == "已录入交卷")
    (result,) = typist.room.app.results.results(typist.room.exam.id)
    assert (result.name, result.points, result.waiting) == (first, 915, 0)
    assert [typist.state(name) for name in (second, third)] == ["缺考", "未录"]
    assert typist.alerts.questions == ["为 1 人交卷并评分？"]


def test_a_block_from_a_spreadsheet_goes_in_and_escape_takes_a_cell_back(typist):
    first, second, third = names_in_order(typist)
    typist.type("AB")
    typist.press(KEY.Key_Escape)
    assert typist.dialog.model.person(0).row.empty
    typist.dialog.view.edit(typist.dialog.view.currentIndex())
    QGuiApplication.clipboard().setText(
        f"{typist.run}\t甲\r\n{typist.run}\t乙\r\nA\t\r\n多\t余\r\n"
    )
    typist.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "下面多出 1 行，表里没有位置" in typist.text("what")
    typist.click("confirm")
    with typist.qtbot.waitActive(typist.dialog):  # as a window manager does
        typist.dialog.activateWindow()
    typist.settle()
    kept = typist.stored()
    blank = typist.layout.columns[1].key
    typist.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (typist.cell().text(), typist.dialog.model.person(2).row.empty) == ("", True)
    typist.press(KEY.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert typist.cell().text() == typist.run
    typist.settle()
    assert kept[first].fields[ANSWERS] == kept[second].fields[ANSWERS] == typist.run
    assert (kept[first].fields[blank], kept[second].fields[blank]) == ("甲", "乙")
    assert kept[third].fields == {ANSWERS: "A"}


def test_the_second_typist_sees_nothing_of_the_first_and_differences_are_chosen(typist):
    first, *_ = names_in_order(typist)
    letter = typist.run[0]
    other = "B" if letter == "A" else "A"
    typist.type(other + typist.run[1:])
    typist.find(QComboBox, "entry_choice").setCurrentIndex(1)
    typist.settle()
    assert typist.dialog.model.person(0).row.empty
    typist.type(typist.run)
    typist.settle()
    typist.click("compare")
    table = typist.find(QTableWidget, "differences")
    typist.qtbot.waitUntil(lambda: table.rowCount() == 1)
    assert [table.item(0, at).text() for at in range(4)] == [first, "第 1 题", other, letter]
    typist.qtbot.keyClick(table, KEY.Key_2)
    assert table.item(0, 4).text() == "第二遍"
    typist.click("settle")
    typist.qtbot.waitUntil(lambda: typist.text("summary") == "两遍录入完全一致")
    assert typist.stored()[first].fields[ANSWERS][0] == letter


def test_what_cannot_be_kept_stays_on_screen_and_is_tried_again(typist, monkeypatch):
    sheets = typist.room.app.paper_sheets
    full = StorageError("磁盘空间不够，没有存入。", hint="请清理磁盘。")

    def refuse(*_args):
        raise full

    with monkeypatch.context() as broken:
        broken.setattr(sheets, "keep", refuse)
        typist.type("A")
        typist.settle()
        assert typist.dialog.keeper.unsaved == 1
        typist.alerts.answers = [False]
        typist.dialog.reject()
        assert typist.dialog.isVisible()
    typist.dialog.keeper.retry()
    typist.settle()
    assert typist.dialog.keeper.unsaved == 0
    assert typist.stored()[names_in_order(typist)[0]].fields == {ANSWERS: "a"}


def test_a_row_is_kept_while_keys_go_on_coming(typist):
    """Not only once they pause: a run of a hundred answers takes a minute."""
    timer = typist.dialog.keeper._timer
    typist.type("A")
    typist.qtbot.waitUntil(lambda: timer.remainingTime() < timer.interval() // 2)
    typist.type("B")
    assert timer.remainingTime() < timer.interval() // 2
    typist.settle()


def test_the_exams_tab_prints_and_opens_the_grid(qtbot, desk, room):
    bar = PaperExamBar(desk, lambda: room.app.paper_sheets)
    qtbot.addWidget(bar)
    bar.show_exam(room.exam)
    bar.show()
    qtbot.mouseClick(bar.findChild(QPushButton, "print_paper"), LEFT)
    qtbot.waitUntil(lambda: bar.findChild(QSpinBox, "field_papers") is not None)
    papers = bar.findChild(QSpinBox, "field_papers")
    assert papers.value() == len(NAMES)
    papers.setValue(1)
    bar.findChild(QSpinBox, "field_sheets").setValue(1)
    qtbot.mouseClick(papers.window().findChild(QPushButton, "confirm"), LEFT)
    qtbot.waitUntil(lambda: bar.findChild(PrintPreview) is not None)
    preview = bar.findChild(PrintPreview)
    qtbot.waitUntil(lambda: len(preview.pages) >= 3)
    preview.reject()
    qtbot.mouseClick(bar.findChild(QPushButton, "key_in"), LEFT)
    dialog = bar.findChild(KeyingDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == len(NAMES))
    dialog.reject()


@pytest.fixture
def ab(qtbot, desk, room, alerts):
    """The same class before papers A and B."""
    plan = replace(
        PLAN, blueprint=replace(PLAN.blueprint, lines=(BlueprintLine(ItemKind.SINGLE, 4, 200),))
    )
    paper = room.app.papers.keep(room.app.papers.draft(plan, "两种卷", 7), variants=2)
    exam = room.app.sittings.open_exam(paper, "两种卷考试", room.session_id)
    dialog = KeyingDialog(desk, room.app.paper_sheets, room.app.sittings.exam(exam))
    dialog.resize(900, 600)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: isinstance(dialog.focusWidget(), QLineEdit))
    return dialog


def wait_for_rows(qtbot, dialog):
    """Until what was typed is kept; the dialog is gone before fixtures are."""
    qtbot.waitUntil(lambda: not dialog._desk.jobs.busy and not dialog.keeper.busy)


def test_two_variants_are_typed_sheet_after_sheet_with_the_name_in_view(qtbot, ab):
    model, view = ab.model, ab.view
    problem, head = ab.findChild(QLabel, "row_problem"), ab.findChild(QLabel, "echo_head")
    assert problem.text() == ""  # nothing is wrong with a row before anything is typed
    assert "先填卷别（A、B）" in head.text()
    height = view.height()
    qtbot.keyClicks(ab.focusWidget(), "a")
    qtbot.keyClick(ab.focusWidget(), KEY.Key_Tab)
    qtbot.keyClicks(ab.focusWidget(), "abcd")
    assert "A 卷　已录 4 / 4 题" in head.text()
    assert view.height() == height  # the grid does not jump
    qtbot.keyClick(ab.focusWidget(), KEY.Key_Return)
    here = view.currentIndex()
    assert (here.row(), model.keys[here.column()]) == (1, VARIANT)
    qtbot.keyClicks(ab.focusWidget(), "b")
    qtbot.keyClick(ab.focusWidget(), KEY.Key_Up)
    qtbot.keyClick(ab.focusWidget(), KEY.Key_Return)
    assert view.currentIndex().row() == 1
    for row in range(model.rowCount()):
        shown = model.headerData(row, Qt.Orientation.Vertical)
        assert shown == f"{row + 1}　{model.person(row).name}"
    assert view.verticalHeader().isVisible()
    ab.resize(1600, 600)
    widths = sum(view.columnWidth(at) for at in range(model.columnCount()))
    assert widths == view.viewport().width()  # the run takes what room there is
    for at in range(model.columnCount()):
        title = model.headerData(at, Qt.Orientation.Horizontal)
        assert view.columnWidth(at) > view.horizontalHeader().fontMetrics().horizontalAdvance(
            title
        )
    wait_for_rows(qtbot, ab)


def test_a_block_with_a_cell_for_each_item_becomes_the_run(qtbot, ab):
    model = ab.model
    rows = ["A \tA\t b\tC\tD ", "B\t\t\tA\t", "A\t\t\t\t"]
    QGuiApplication.clipboard().setText("\r\n".join(rows) + "\r\n")
    ab.view.setCurrentIndex(model.index(0, model.keys.index(VARIANT)))
    qtbot.keyClick(ab.focusWidget(), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(ab.findChild(QPushButton, "confirm"), LEFT)
    said = [
        (model.person(row).row.variant, [one.shown for one in model.reading(row).answers.answered])
        for row in range(3)
    ]
    assert said == [("A", ["A", "B", "C", "D"]), ("B", ["-", "-", "A", "-"]), ("A", [])]
    wait_for_rows(qtbot, ab)

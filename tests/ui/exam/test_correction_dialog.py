"""A key put right by keys and clicks: the people first, then the marks; and what the city sent."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.models import KeyChange
from jyguide.bank.item import ItemKind
from jyguide.exam.paper import bank_answer
from tests.ui.exam.exam_hands import type_text
from ui.exam.results.correction_answer import AnswerField
from ui.exam.results.correction_banner import CorrectionBanner
from ui.exam.results.correction_dialog import open_correction
from ui.widgets import Banner, RowTable

LEFT = Qt.MouseButton.LeftButton


class Desktop:
    """A page to open dialogs over."""

    def __init__(self, qtbot, desk, room):
        self.qtbot, self.desk, self.room = qtbot, desk, room
        self.page = QWidget()
        self.page.resize(1142, 640)
        QVBoxLayout(self.page)
        qtbot.addWidget(self.page)
        self.page.show()

    def correct(self, place):
        dialog = open_correction(self.desk, self.room.app, place.revision_id, self.page, place)
        self.settle()
        return dialog

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=5000)
        QApplication.processEvents()  # what was just put into a layout is shown from the queue

    def click(self, dialog, name):
        self.qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)
        self.settle()

    def stops(self, dialog):
        """Where the Tab key leads, from where the cursor is when the dialog opens."""
        dialog.activateWindow()
        found = []
        while (at := dialog.focusWidget()).objectName() not in found:
            found.append(at.objectName())
            self.qtbot.keyClick(at, Qt.Key.Key_Tab)
        return found

    def said(self, dialog):
        return dialog.findChild(Banner, "impact").findChild(QLabel, "sentence").text()

    def until_said(self, dialog, part):
        self.qtbot.waitUntil(lambda: part in self.said(dialog), timeout=5000)
        self.settle()


@pytest.fixture
def desktop(qtbot, desk, room):
    return Desktop(qtbot, desk, room)


def place_of(room, kind):
    return next(place for place in room.paper.places if place.content.kind is kind)


@pytest.fixture
def sat(desktop):
    """A single-choice place that one answered right and one otherwise; with that other letter."""
    room, place = desktop.room, place_of(desktop.room, ItemKind.SINGLE)
    wrong = next(letter for letter in "ABCD" if letter not in place.content.answer)
    room.sit("仇小雨", room.right_answers())
    room.sit("单大山", room.right_answers() | {place.position: wrong})
    return place, wrong


def test_whom_it_touches_is_shown_while_answers_are_given(desktop, sat):
    place, wrong = sat
    dialog = desktop.correct(place)
    key = place.content.answer
    assert dialog.findChild(QLabel, "present_key").text() == f"卷上的答案：{key}"
    confirm = dialog.findChild(QPushButton, "confirm")
    assert not confirm.isEnabled()
    field = dialog.findChild(QLineEdit, "new_answer")
    assert desktop.stops(dialog)[:7] == [
        *(f"tick_{letter}" for letter in "ABCD"),
        "new_answer",
        "reason",
        "close",
    ]
    tick = dialog.findChild(QCheckBox, f"tick_{wrong}")
    desktop.qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert field.text() == wrong
    desktop.until_said(dialog, "影响 2 人")
    touched = dialog.findChild(RowTable, "touched")
    assert [row.person.name for row in touched.rows()] == ["仇小雨", "单大山"]
    for typed, said in ((f"{key} {wrong}".lower(), "影响 1 人"), ("Z", "没有选项 Z")):
        field.clear()
        desktop.qtbot.keyClicks(field, typed)
        desktop.until_said(dialog, said)
        assert tick.isChecked() == confirm.isEnabled() == (typed != "Z")
    assert touched.rows() == []


def test_an_item_is_made_void_and_all_marked_anew(desktop, sat):
    room, place = desktop.room, sat[0]
    before = [row.points for row in room.app.results.results(room.exam.id)]
    dialog = desktop.correct(place)
    desktop.qtbot.keyClick(dialog.findChild(QRadioButton, "treat_full_marks"), Qt.Key.Key_Space)
    desktop.until_said(dialog, "影响 1 人")
    desktop.click(dialog, "confirm")
    problems = {label.text() for label in dialog.findChildren(QLabel, "problem")}
    assert problems == {"", "请写明为什么改正，成绩里会注明。"}
    type_text(dialog.findChild(QLineEdit, "reason"), "两个说法都有")
    desktop.qtbot.keyClick(dialog.findChild(QLineEdit, "reason"), Qt.Key.Key_Return)
    desktop.until_said(dialog, "已重新评分 1 人")
    assert dialog.findChild(QPushButton, "confirm").isHidden()
    after = [row.points for row in room.app.results.results(room.exam.id)]
    assert after == [before[0], before[1] + place.points]
    desktop.click(dialog, "close")
    assert not dialog.isVisible()


def test_every_kind_of_answer_can_be_given(qtbot, room):
    """As the service takes it, from what is typed and ticked."""

    def field(kind):
        made = AnswerField(place_of(room, kind).content)
        qtbot.addWidget(made)
        return made

    multiple = field(ItemKind.MULTIPLE)
    type_text(multiple.findChild(QLineEdit, "new_answer"), "a、c 或 b")
    for letter in "DB":
        qtbot.keyClick(multiple.findChild(QCheckBox, f"tick_{letter}"), Qt.Key.Key_Space)
    assert multiple.answers() == ("AC", "D")
    ordering = field(ItemKind.ORDERING)
    type_text(ordering.findChild(QLineEdit, "new_answer"), "c→a→b→d或ABCD")
    assert ordering.answers() == ("CABD", "ABCD")
    judge = field(ItemKind.TRUE_FALSE)
    qtbot.keyClick(judge.findChild(QCheckBox, "tick_F"), Qt.Key.Key_Space)
    assert judge.answers() == ("F",)
    blanks = field(ItemKind.FILL_IN)
    type_text(blanks.findChild(QLineEdit, "blank_1"), "；又一种")
    key = place_of(room, ItemKind.FILL_IN).content.answer
    assert blanks.answers() == (((*key[0], "又一种"), *key[1:]),)
    assert field(ItemKind.SHORT_ANSWER).answers() == ()


def test_what_came_from_elsewhere_is_applied(desktop, sat):
    room, (place, wrong) = desktop.room, sat
    banner = CorrectionBanner(desktop.desk, room.app)
    desktop.page.layout().addWidget(banner)
    banner.reload()
    desktop.settle()
    assert not banner.isVisible()
    with room.app._store.begin("导入数据") as uow:
        answer = bank_answer(ItemKind.SINGLE, wrong, place.order)
        uow.session.add(
            KeyChange(
                station_id=None,
                revision_id=place.revision_id,
                treatment="answers",
                answers=[answer],
                reason="市级更正",
                at=datetime(2026, 11, 21, tzinfo=UTC),
            )
        )
        uow.commit()
    banner.reload()
    desktop.settle()
    assert "影响 2 人" in banner.findChild(QLabel, "sentence").text()
    before = [row.points for row in room.app.results.results(room.exam.id)]
    desktop.click(banner, "see_corrections")
    dialog = banner.findChild(QWidget, "pending_dialog")
    desktop.click(dialog, "confirm")
    desktop.until_said(dialog, "已重新评分 2 人")
    after = [row.points for row in room.app.results.results(room.exam.id)]
    assert after == [before[0] - place.points, before[1] + place.points]
    banner.reload()
    desktop.settle()
    assert not banner.isVisible()

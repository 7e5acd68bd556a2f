"""Practice by keys alone: a name, a day's queue, letters, plans; nothing graded is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QSpinBox,
    QWidget,
)

from jyguide.app import open_application
from jyguide.bank.item import ItemKind
from jyguide.drill.plan import DrillPlan
from jyguide.drill.review import Answered, DrillMode, Grade
from tests.ui.conftest import NOW, clock
from tests.ui.drill.conftest import NAME
from ui.drill.choices import PointButton
from ui.drill.coach_dialog import CoachDialog
from ui.drill.settings_dialog import SettingsDialog
from ui.drill.window import DrillWindow
from ui.exam.sitting.option_button import OptionButton
from ui.widgets import RowTable

K = Qt.Key
AGAIN, HARD, GOOD, EASY = Grade


def sit_down(hands):
    field = hands.find(QLineEdit, "drill_search")
    hands.qtbot.keyClicks(field, "abdrhm")
    hands.qtbot.keyClick(field, K.Key_Return)
    hands.settle()


def grades(app, person):
    """Every review on the disk, as another start of the program finds them."""
    again = open_application(app.place.folder, clock)
    records = again.drills.standing(person).records
    again.close()
    return {item: record.grades for item, record in records.items()}


def open_window(hands, app, person, wanted, mode=DrillMode.SEQUENCE):
    """A window over the cards that are wanted."""
    session = app.drills.session(person, mode)
    cards = tuple(card for card in session.cards if wanted(card))[:3]
    window = DrillWindow(hands.desk, app.drills, type(session)(person, NAME, mode, cards))
    window.closed.connect(hands.page._practised)
    hands.page._window = window
    window.resize(1366, 768)
    window.show()
    return cards


def test_a_name_and_a_card_said_aloud(hands, app, person):
    assert hands.text("people_count") == "共 2 人"
    sit_down(hands)
    assert hands.text("drill_name") == f"{NAME}的练习"
    assert hands.text("today") == "今天该温习 20 题，约 15 分钟"
    assert not hands.find(QPushButton, "mode_wrong").isEnabled()
    assert not hands.page._coach.isVisible()  # on his own screen he sees his own
    hands.press("mode_queue")
    first = hands.window.sitting.current
    assert first.content.kind is ItemKind.ORAL
    assert hands.text("stem") == first.content.stem
    hands.key(K.Key_2, K.Key_Space)  # before the card is turned a number means nothing
    assert hands.text("answer") == first.content.answer
    assert hands.find(PointButton, "point_1").accessibleName().endswith("（必答）")
    hands.key(K.Key_2)
    assert hands.window._frame.grades.pointed is AGAIN  # the required one is missing
    hands.key(K.Key_1, K.Key_3)
    assert hands.window._frame.grades.pointed is GOOD
    hands.key(K.Key_Return, K.Key_Left, K.Key_Return)
    hands.settle()
    assert grades(app, person) == {first.item_id: (HARD,)}
    assert hands.text("place") == "第 2 题 / 共 20 题"
    hands.key(K.Key_Escape)
    hands.settle()
    assert hands.text("today").startswith("今天该温习 19 题")
    hands.press("change_person")
    assert hands.find(QLineEdit, "drill_search").text() == ""
    assert hands.page._coach.isVisible()


def test_a_grade_is_taken_back_and_looking_back_is_another_thing(hands, app, person):
    sit_down(hands)
    hands.press("mode_queue")
    first = hands.window.sitting.current
    hands.key(K.Key_Space, K.Key_Return, K.Key_Return)
    hands.settle()
    hands.key(K.Key_PageUp)
    assert hands.text("stem") == first.content.stem
    hands.key(K.Key_1, K.Key_Return)  # looking back grades nothing
    hands.key(K.Key_PageDown)
    assert hands.window.sitting.place == (2, 21)  # nothing was ticked: it comes once more
    hands.undo()
    assert hands.window.sitting.current == first
    assert grades(app, person) == {}
    hands.key(K.Key_F, K.Key_Space, K.Key_Return, K.Key_1)  # not known: comes once more
    hands.settle()
    assert hands.text("place") == "第 2 题 / 共 21 题"
    hands.key(K.Key_Escape)
    hands.settle()
    assert hands.text("today").startswith("今天该温习 19 题")
    assert hands.find(QPushButton, "mode_wrong").text() == "错题\n1 题，连对 3 次移出"
    assert hands.find(QPushButton, "mode_favourite").text() == "收藏\n1 题"


def test_letters_are_judged_at_once_in_the_order_shown(hands, app, person):
    single, *_ = open_window(hands, app, person, lambda c: c.content.kind is ItemKind.SINGLE)
    right = single.content.answer
    wrong = next(letter for letter in "ABCD" if letter != right)
    hands.key(K.Key_Space)  # nothing chosen: nothing is turned
    assert not hands.window._view.turned
    hands.key(getattr(K, f"Key_{wrong}"))
    assert hands.text("verdict") == f"答错了。正确答案：{right}"
    assert hands.find(OptionButton, f"option_{right}").property("verdict") == "right"
    assert hands.find(OptionButton, f"option_{wrong}").property("verdict") == "wrong"
    marks = {
        letter: hands.find(OptionButton, f"option_{letter}")
        .findChild(QLabel, "option_mark")
        .text()
        for letter in (right, wrong)
    }
    assert marks == {right: "✓", wrong: "✗"}  # more than a colour
    assert hands.text("source").startswith("《")
    hands.key(K.Key_Return)
    second = hands.window.sitting.current
    hands.key(getattr(K, f"Key_{second.content.answer}"), K.Key_4)
    third = hands.window.sitting.current
    hands.key(getattr(K, f"Key_{third.content.answer}"), K.Key_Return)
    hands.settle()
    assert grades(app, person) == {
        single.item_id: (AGAIN,),
        second.item_id: (EASY,),
        third.item_id: (GOOD,),
    }
    assert hands.text("drill_end_sentence") == "练了 3 次：没答上 1，答对 1，很熟 1。"
    hands.key(K.Key_Return)
    assert hands.window is None


@pytest.mark.parametrize("kind", [ItemKind.MULTIPLE, ItemKind.ORDERING])
def test_several_letters_are_judged_when_asked(hands, app, person, kind):
    card, *_ = open_window(hands, app, person, lambda c: c.content.kind is kind)
    for letter in card.content.answer:
        hands.key(getattr(K, f"Key_{letter}"))
    assert not hands.window._view.turned
    hands.key(K.Key_Return)
    assert hands.text("verdict").startswith("答对了。")
    hands.key(K.Key_Return)
    hands.settle()
    assert grades(app, person) == {card.item_id: (GOOD,)}


def test_the_coach_sees_people_by_name_whatever_head_is_clicked(hands, app, person):
    written = [r for r in app.drills.standing(person).items if r.content.kind is ItemKind.SINGLE]
    with app.bank._store.begin("样例") as uow:
        for row in written[:25]:
            answered = Answered(person, row.id, row.revision_id, DrillMode.QUEUE, AGAIN, 9)
            app.drills.note(uow, answered)
        other = next(one.id for one in app.people.people() if one.id != person)
        app.drills.note(uow, replace(answered, person_id=other))
        uow.commit()
    hands.press("coach")
    coach = hands.page.findChild(CoachDialog)
    hands.settle()
    people = coach.findChild(RowTable, "coach_people")
    for column in (0, 2, 3):
        people.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        assert [row.name for row in people.shown_rows()] == [NAME, "单雄"]
    assert [row.chance() for row in people.shown_rows()] == ["不到一成", "练得少，暂不估计"]
    coach.reject()


def test_settings_and_categories(hands, app, person):
    sit_down(hands)
    hands.press("drill_settings")
    settings = hands.page.findChild(SettingsDialog)
    settings.findChild(QSpinBox, "right_in_row").setValue(2)
    settings.findChild(QComboBox, "answer_seconds").setCurrentIndex(3)
    chosen = settings.findChild(QListWidget, "categories")
    chosen.setCurrentRow(0)
    hands.qtbot.keyClick(chosen, K.Key_Space)
    category = chosen.item(0).text()
    settings.findChild(QAbstractButton, "save").click()
    hands.settle()
    plan = app.drills.standing(person).plan
    assert plan == DrillPlan(categories=(category,), right_in_row=2, answer_seconds=120)
    assert "连对 2 次" in hands.find(QPushButton, "mode_wrong").text()
    hands.press("mode_category")
    menu = hands.page.findChild(QMenu, "category_menu")
    hands.qtbot.keyClick(menu, K.Key_Down)
    hands.qtbot.keyClick(menu, K.Key_Return)
    hands.settle()
    first = hands.window.sitting.session
    assert first.mode is DrillMode.CATEGORY
    assert {card.content.category for card in first.cards} == {category}
    assert hands.text("countdown") == "2:00"


def test_a_sprint_is_planned_and_begun(hands, app, person):
    sit_down(hands)
    hands.press("mode_sprint")
    day = (NOW + timedelta(days=10)).date()
    hands.find(QWidget, "exam_on").set_day(day)
    hands.press("make_plan")
    assert (
        hands.find(QWidget, "estimate_then").findChild(QWidget, "value").text().startswith("预计")
    )
    assert app.drills.standing(person).plan.exam_on == day
    assert hands.find(QPushButton, "mode_sprint").text() == "考前冲刺\n还有 10 天"
    hands.press("start_sprint")
    assert hands.window.sitting.session.mode is DrillMode.SPRINT
    assert len(hands.window.sitting.session.cards) == 20

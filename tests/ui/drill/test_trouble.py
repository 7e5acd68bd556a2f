"""What goes wrong at the desk: a full disk, held keys, people and items that are gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton

from db.keys import new_key
from db.models import Item, Person
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.people.finding import PeopleView
from jyguide.people.service.people_rows import person_columns
from tests.jyguide.builders import a_person
from tests.ui.drill.conftest import NAME
from tests.ui.drill.test_practice import AGAIN, EASY, GOOD, K, grades, open_window, sit_down
from ui.widgets import Banner


@pytest.fixture
def disk(app, monkeypatch):
    """A disk that is full while its list says so."""
    full = [True]

    def wrap(name):
        real = getattr(app.drills, name)

        def work(*words, **more):
            if full[0]:
                raise RuleError("磁盘已满，没有保存。", hint="请腾出空间。")
            return real(*words, **more)

        monkeypatch.setattr(app.drills, name, work)

    for name in ("store", "set_favourite"):
        wrap(name)
    return full


def fill_ins(card):
    return card.content.kind is ItemKind.FILL_IN


def trouble(hands):
    QApplication.processEvents()  # what was just put into a layout is shown from the queue
    found = hands.window.findChild(Banner, "trouble")
    return found.findChild(QLabel, "sentence").text() if found.isVisible() else ""


def test_no_grade_is_lost_however_many_are_refused_in_a_row(hands, app, person, disk):
    first, second, third = open_window(hands, app, person, fill_ins)
    for digit in (K.Key_3, K.Key_4, K.Key_1):
        hands.key(K.Key_Space, digit)
    hands.settle()
    assert "还有 3 次评分没有存入" in trouble(hands)
    assert "磁盘已满" in trouble(hands)
    assert hands.text("drill_end_sentence") == "练了 3 次：没答上 1，答对 1，很熟 1。"
    assert grades(app, person) == {}
    hands.undo()  # the last one is out of the line and never reaches the disk
    hands.key(K.Key_F, K.Key_Space, K.Key_3)
    hands.settle()
    hands.key(K.Key_Escape)
    assert hands.window is not None
    assert "现在离开会丢失" in trouble(hands)
    disk[0] = False
    hands.settle()
    hands.qtbot.mouseClick(hands.window.findChild(QPushButton, "retry"), Qt.MouseButton.LeftButton)
    hands.settle()
    assert trouble(hands) == ""
    assert grades(app, person) == {
        first.item_id: (GOOD,),
        second.item_id: (EASY,),
        third.item_id: (GOOD,),
    }
    assert app.drills.standing(person).favourites == {third.item_id}
    hands.undo()
    assert third.item_id not in grades(app, person)


def test_what_was_stored_before_the_next_reading_failed_is_stored_once(
    hands, app, person, monkeypatch
):
    card, *_ = open_window(hands, app, person, fill_ins)

    def refuse(_answered):
        raise RuleError("读不出来。")

    monkeypatch.setattr(app.drills, "renewed", refuse)
    hands.key(K.Key_Space, K.Key_3)
    hands.settle()
    assert "读不出来" in trouble(hands)
    monkeypatch.undo()
    hands.key(K.Key_F5)
    hands.settle()
    assert grades(app, person) == {card.item_id: (GOOD,)}
    with monkeypatch.context() as broken:
        broken.setattr(app.drills, "renewed", refuse)
        hands.key(K.Key_Space, K.Key_1)
        hands.settle()
        hands.undo()
    assert list(grades(app, person)) == [card.item_id]


def test_one_who_insists_may_leave_without_what_was_refused(hands, app, person, disk):
    open_window(hands, app, person, fill_ins)
    hands.key(K.Key_Space, K.Key_3)
    hands.settle()
    assert "没有存入" in hands.page.may_close()
    hands.key(K.Key_Escape, K.Key_F)
    hands.settle()
    hands.key(K.Key_Escape)
    assert hands.window is not None  # another key has taken the first Esc back
    hands.key(K.Key_Escape)
    assert hands.window is None
    assert hands.page.may_close() == ""


def test_a_held_key_grades_nothing_and_full_width_letters_are_letters(hands, app, person):
    card, *_ = open_window(hands, app, person, lambda c: c.content.kind is ItemKind.SINGLE)
    for key, text in ((K.Key_Space, " "), (K.Key_Return, "\r"), (K.Key_A, "a")):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        for _ in range(5):
            QApplication.sendEvent(hands.window, held)
    assert (hands.window._view.turned, hands.window.sitting.done) == (False, ())
    letter = chr(ord(card.content.answer) + 0xFEE0)
    wide = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(hands.window, wide)
    assert hands.text("verdict").startswith("答对了")
    hands.key(K.Key_Return)
    hands.settle()
    assert grades(app, person) == {card.item_id: (GOOD,)}


def test_one_taken_off_the_list_at_his_desk_is_sent_to_the_names(hands, app, person, qtbot):
    sit_down(hands)
    hands.press("mode_queue")
    hands.key(K.Key_Space, K.Key_Return, K.Key_1)
    hands.settle()
    app.people.remove([person])
    with qtbot.waitSignal(hands.page.notice) as said:
        hands.desk.changes.tell(Changed.PEOPLE)
    assert said.args[0].sentence.startswith(f"“{NAME}”已不在人员名单里")
    hands.settle()
    assert hands.window is None
    assert hands.text("people_count") == "共 1 人"
    app.people.remove([row.id for row in app.people.people()])
    hands.desk.changes.tell(Changed.PEOPLE)
    hands.settle()
    with qtbot.waitSignal(hands.page.wanted) as to:
        hands.press("nobody_action")
    assert to.args == ["people"]


def test_what_leaves_the_bank_comes_up_no_more_and_a_grade_is_kept_all_the_same(
    hands, app, person
):
    shown, gone, left = open_window(hands, app, person, fill_ins)
    hands.page._person_id = person
    with app.bank._store.begin("停用") as uow:
        uow.session.get(Item, shown.item_id).deleted = True
        uow.session.get(Item, gone.item_id).status = ItemStatus.WITHDRAWN.value
        uow.commit()
    hands.desk.changes.tell(Changed.BANK)
    hands.settle()
    hands.key(K.Key_Space, K.Key_1)
    hands.settle()
    assert hands.window.sitting.current == left
    assert grades(app, person) == {shown.item_id: (AGAIN,)}
    assert trouble(hands) == ""


def test_two_of_one_name_are_told_apart_on_the_list(hands, app):
    for at, post in ((2, "支委"), (3, "书记")):
        app.people.add(replace(a_person("陈明", at), post=post))
    hands.desk.changes.tell(Changed.PEOPLE)
    hands.settle()
    model = hands.find(QListView, "drill_people").model()
    lines = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert sorted(line for line in lines if line.startswith("陈明")) == [
        "陈明　周庄镇　书记",
        "陈明　周庄镇　支委",
    ]
    assert f"{NAME}　周庄镇" in lines


def test_many_names_are_read_as_they_show_and_digits_find_nobody(hands, app):
    """Whoever tries endings of numbers on everybody's PC must not learn whose they are."""
    station = app.people.stations()[0][0]
    people = [replace(a_person("顾明", at), post="支委") for at in range(2, 72)]
    facts = [{"id": new_key(), "station_id": station, **person_columns(one)} for one in people]
    with app._store.begin("录入") as uow:
        uow.add_many(Person, facts)
        uow.commit()
    hands.desk.changes.tell(Changed.PEOPLE)
    hands.settle()
    names = hands.find(QListView, "drill_people")
    model, last = names.model(), 71
    assert model.rowCount() == last + 1
    assert model.peek(last) is None  # nobody looks there
    names.scrollToBottom()
    QApplication.processEvents()  # what is seen is asked for once the list is drawn
    hands.settle()
    assert model.index(last - 10, 0).data().endswith("月生")  # told apart though read later
    field = hands.find(QLineEdit, "drill_search")
    ending = people[0].id_number[-4:]
    assert app.finder.find(PeopleView(ending)).count
    hands.qtbot.keyClicks(field, ending)
    hands.settle()
    assert hands.text("people_count") == f"共 {last + 1} 人，找到 0 人"
    assert hands.text("none_found_title") == "没有找到这个姓名"

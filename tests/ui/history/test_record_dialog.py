"""修改记录 of one record, and the pages it is opened from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.access.disclosure import DisclosureKind
from jyguide.access.permits import Permits
from jyguide.access.role import Role
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from tests.jyguide.builders import a_person, a_plan
from tests.ui.conftest import clock
from ui.at_work import AtWork
from ui.bank.page import BankPage
from ui.history.record_dialog import RecordDialog, Subject
from ui.history.records import Records, tell_history
from ui.people.page import PeoplePage
from ui.people.people_table import PeopleTable
from ui.people.person_dialog import PersonDialog
from ui.people.person_form import Surroundings
from ui.people.services import PeopleServices
from ui.training.page import TrainingPage
from ui.widgets import Column, Facts, RowTable
from ui.widgets.field_menu import FieldMenu

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(app):
    key = app.people.add(a_person())
    app.people.change(key, a_person(phone="13800001111", kind=None))
    return key


@pytest.fixture
def open_dialog(qtbot, app, desk, rest):
    def opened(table, key, label):
        owner = QWidget()
        qtbot.addWidget(owner)
        dialog = RecordDialog(desk, app.history, Subject(table, key, label), owner)
        dialog.owner = owner
        with qtbot.waitExposed(dialog):
            dialog.show()
        rest()
        return dialog

    return opened


@pytest.fixture
def show(qtbot, rest):
    """Puts a page on screen."""

    def shown(page):
        page.resize(1142, 600)
        qtbot.addWidget(page)
        for part in page.head_buttons():
            qtbot.addWidget(part)
        with qtbot.waitExposed(page):
            page.show()
        rest()
        return page

    return shown


def told(dialog):
    table = dialog.findChild(RowTable, "record_changes")
    return [[column.text(row) for column in table.model.columns] for row in table.shown_rows()]


def asked(page, qtbot, rest, table):
    """The dialog that comes by keys from the first row of a table, closed again."""
    table.view.setFocus()
    table.view.select_positions([0])
    qtbot.keyClick(table.view, Qt.Key.Key_H, CTRL)
    rest()
    dialog = page.findChild(QDialog, "record_dialog")
    label, found = dialog.findChild(QLabel, "record_label").text(), told(dialog)
    qtbot.mouseClick(dialog.findChild(QPushButton, "close"), LEFT)
    assert not dialog.isVisible()
    return label, found


def test_a_person_with_his_post_newest_first(open_dialog, person):
    dialog = open_dialog("person", person, "人员“陈明”")
    rows = told(dialog)
    assert rows[0][1:] == [
        *("值班指导员", "本机", "修改人员“陈明”", "指导员 状态", "有效", "已删除")
    ]
    assert rows[1][4:] == ["手机号", "139****0000", "138****1111"]
    assert dialog.findChild(QLabel, "line").text() == "状态：有效 → 已删除"


def test_whole_numbers_on_request(qtbot, open_dialog, person, rest, alerts, app):
    dialog = open_dialog("person", person, "人员“陈明”")
    box = dialog.findChild(QCheckBox, "full_numbers")
    alerts.answers = [True]
    qtbot.mouseClick(box, LEFT, pos=box.rect().center() * 0.2)
    rest()
    assert told(dialog)[1][5:] == ["13900000000", "13800001111"]
    assert [one.person_id for one in app.disclosures.rows()] == [person]
    dialog.table.view.select_positions([1])
    qtbot.keyClick(dialog.table.view, Qt.Key.Key_C, CTRL)
    rest()
    assert "13900000000\t13800001111" in QGuiApplication.clipboard().text()
    told_of = [(one.kind, one.person_id) for one in app.disclosures.rows()]
    assert told_of == [(DisclosureKind.EXPORTED, person), (DisclosureKind.SEEN, person)]


def test_who_may_only_look_copies_nothing(open_dialog, person, rest, alerts, app, monkeypatch):
    looks = Permits(app.permits.user_id, "小李", Role.INSTRUCTOR, city=False)
    monkeypatch.setattr(app.history._disclosures, "_permits", looks)
    QGuiApplication.clipboard().setText("先前的")
    dialog = open_dialog("person", person, "人员“陈明”")
    alerts.answers = [True]
    dialog.findChild(QCheckBox, "full_numbers").click()
    rest()
    dialog.table.view.select_positions([1])
    dialog.table.copy()
    rest()
    assert "没有“导出完整号码”的权限" in alerts.take_error().message
    assert QGuiApplication.clipboard().text() == "先前的"


def test_what_was_never_changed_says_so(open_dialog, app):
    dialog = open_dialog("item", app.bank.items()[0].id, "第 1 题")
    assert dialog.findChild(QLabel, "empty_title").isVisible()


def test_a_record_that_is_not_there_is_a_sentence(open_dialog, app, alerts):
    open_dialog("person", PersonId(app.bank.items()[0].id), "谁")
    assert isinstance(alerts.take_error(), RuleError)


def people_page(desk, app):
    services = PeopleServices(
        app.people,
        app.finder,
        app.ordering,
        app.organisations,
        app.rosters,
        app.history,
        app.disclosures,
    )
    return PeoplePage(desk, app.place, services, clock)


def test_from_the_list_of_people(qtbot, app, desk, person, show, rest):
    page = show(people_page(desk, app))
    label, rows = asked(page, qtbot, rest, page.findChild(PeopleTable, "people"))
    assert label == "人员“陈明”"
    assert rows[1][4] == "手机号"


def test_from_the_list_of_sessions(qtbot, app, desk, show, rest):
    app.training.plan(a_plan())
    page = show(TrainingPage(desk, app))
    label, rows = asked(page, qtbot, rest, page.sessions.table)
    assert label == "培训“任前培训”"
    assert ["级别", "", "镇级"] in [row[4:] for row in rows]


def test_from_the_bank(qtbot, city, desk, show, rest):
    app = city  # which alone may withdraw what it issues
    page = show(BankPage(desk, app))
    first = page.table.shown_rows()[0]
    app.items.set_status([first.id], ItemStatus.WITHDRAWN)
    label, rows = asked(page, qtbot, rest, page.table)
    assert first.content.stem in label
    assert [row[4:] for row in rows] == [["状态", "在用", "停用"]]


def test_several_at_once_have_no_history(qtbot, app, desk, person, show, rest):
    app.people.add(a_person("王芳", 1))
    page = show(people_page(desk, app))
    table = page.findChild(PeopleTable, "people")
    table.view.select_positions([0, 1])
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_H, CTRL)
    rest()
    assert page.findChild(QDialog, "record_dialog") is None


class Owner(QWidget):
    """Stands for the window: it can open histories."""

    def __init__(self, desk, app):
        super().__init__()
        self.at_work = AtWork(records=Records(desk, app))

    def asked(self):
        dialog = self.findChildren(QDialog, "record_dialog")[-1]
        return dialog.findChild(QLabel, "record_label").text(), told(dialog)


def test_a_field_of_a_form_tells_of_itself_alone(qtbot, app, desk, person, rest):
    owner = Owner(desk, app)
    qtbot.addWidget(owner)
    with qtbot.waitExposed(owner):
        owner.show()
    around = Surroundings((), (), clock().date())
    dialog = PersonDialog(desk, lambda _: None, around, owner, app.people.person(person))
    with qtbot.waitExposed(dialog):
        dialog.open()
    phone = dialog.findChild(QLineEdit, "field_phone")
    phone.setFocus()
    qtbot.keyClick(phone, Qt.Key.Key_H, CTRL)
    rest()
    label, rows = owner.asked()
    assert label == "人员“陈明”的手机号"
    assert [row[4:] for row in rows] == [
        ["手机号", "139****0000", "138****1111"],
        ["手机号", "", "139****0000"],
    ]
    menu = FieldMenu(phone, phone, print).menu_of(phone)
    assert menu.actions()[-1].text() == "修改记录…\tCtrl+H"
    assert len(menu.actions()) > 2  # what a field of text offers otherwise stays
    menu.deleteLater()


def test_a_list_without_a_call_of_its_own_and_a_fact_of_the_file(qtbot, app, desk, person, rest):
    owner = Owner(desk, app)
    qtbot.addWidget(owner)
    table = RowTable([Column("姓名", lambda row: row.name)])
    QVBoxLayout(owner).addWidget(table)
    tell_history(table, "person", lambda row: (row.id, row.name))
    table.set_rows(app.people.people())
    table.view.select_positions([0])
    with qtbot.waitExposed(owner):
        owner.show()
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_H, CTRL)
    rest()
    assert owner.asked()[0] == "人员“陈明”"
    facts = Facts()
    heard = []
    facts.tell_history(heard.append)
    facts.show_facts([("民族", "汉族"), ("学历", "大学")])
    qtbot.addWidget(facts)
    facts.show()
    value = facts.findChildren(QLabel)[3]
    at = value.geometry().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, facts.mapToGlobal(at))
    QApplication.sendEvent(facts, event)
    (menu,) = value.findChildren(QMenu)
    assert [line.text() for line in menu.actions()] == ["复制", "修改记录…"]
    menu.actions()[1].trigger()
    assert heard == ["学历"]
    menu.close()

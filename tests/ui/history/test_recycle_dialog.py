"""回收站: what was deleted comes back, alone, together, or not from here."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from db.undo import CannotUndoError, bring_back
from jyguide.history.service import history
from tests.jyguide.builders import a_plan, add_people
from ui.history import page as page_module
from ui.history import recycle_dialog
from ui.history.recycle_dialog import RecycleDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot, app, desk, rest):
    """Opens the bin over a folder."""
    owner = QWidget()
    qtbot.addWidget(owner)

    def made(*, may_restore=True):
        dialog = RecycleDialog(desk, app.history, owner, may_restore=may_restore)
        with qtbot.waitExposed(dialog):
            dialog.show()
        rest()
        return dialog

    yield made
    owner.deleteLater()


def listed(dialog):
    return [(row.table_name, row.label, row.way_short) for row in dialog.table.shown_rows()]


def click(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)


@pytest.fixture
def deleted(app):
    """Three people deleted, the first of them alone and enrolled; and their names."""
    people = add_people(app, 3)
    names = [app.people.person(key).name for key in people]
    app.training.enrol(app.training.plan(a_plan()), people[:1])
    app.people.remove(people[:1])
    app.people.remove(people[1:])
    return people, names


def test_the_bin_shows_part_by_part_by_name_and_by_kind(qtbot, deleted, opened, rest, monkeypatch):
    monkeypatch.setattr(recycle_dialog, "_LIMIT", 2)
    name = deleted[1][0]
    dialog = opened()
    assert [way for *_, way in listed(dialog)] == ["连同另外 3 条"] * 2
    search = dialog.table.bar.search
    search.setFocus()
    search.insert(name)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    rest()
    assert {label for _, label, _ in listed(dialog)} == {name}  # was not among those fetched
    search.clear()
    dialog.table.clear_conditions()
    dialog._reload()
    rest()
    click(qtbot, dialog, "earlier")
    rest()
    assert len(listed(dialog)) == 3
    assert not dialog.findChild(QPushButton, "earlier").isVisible()
    kind = dialog.findChild(QComboBox, "kind")
    assert {kind.itemText(at) for at in range(kind.count())} == {"全部种类", "人员（3）"}
    kind.setCurrentIndex(kind.findData("person"))
    kind.activated.emit(kind.currentIndex())
    rest()
    assert [name for name, *_ in listed(dialog)] == ["人员"] * 2


def test_one_is_restored_and_the_rest_leads_to_its_action(qtbot, app, deleted, opened, rest):
    (first, *_), (name, *_) = deleted
    dialog = opened()
    dialog.table.select_rows(lambda row: row.row_id == first)
    rest()
    assert dialog.findChild(QLabel, "way").text() == f"人员“{name}”：连同另外 1 条一起恢复。"
    click(qtbot, dialog, "restore")
    rest()
    assert [row.id for row in app.people.people()] == [first]
    assert len(listed(dialog)) == 2
    dialog.table.view.selectAll()
    went = []
    dialog.action_wanted.connect(went.append)
    click(qtbot, dialog, "show_action")
    assert went == [f"history:{app.history.deleted()[0].action}"]
    assert not dialog.isVisible()


def test_several_deletions_return_and_what_cannot_says_why(
    qtbot, app, opened, rest, alerts, monkeypatch
):
    people = add_people(app, 3)
    for person in people:
        app.people.remove([person])
    dialog = opened()
    dialog.table.view.selectAll()
    gone = app.history.deleted()[0].action
    before = {row.id for row in app.history.actions()}

    def refuse(session, action):
        if action == gone:
            raise CannotUndoError("已经发证。")
        return bring_back(session, action)

    monkeypatch.setattr(history, "bring_back", refuse)
    alerts.answers = [True]  # six records come back for three people
    qtbot.mouseClick(dialog.findChild(QPushButton, "restore"), LEFT)
    rest()
    assert len(app.people.people()) == 2
    (told,) = alerts.sentences
    assert told.startswith("已恢复 4 条记录。不能恢复“")
    assert told.endswith("”：已经发证。")
    (restoring,) = [row for row in app.history.actions() if row.id not in before]
    assert app.history.undo(restoring.id) == 4  # one action back, too
    assert app.people.people() == []


def test_an_action_is_found_in_the_page_however_old(app, open_page, rest, monkeypatch):
    monkeypatch.setattr(page_module, "_ACTIONS", 2)
    add_people(app, 4)
    oldest = app.history.actions()[-1].id
    page = open_page()
    page.table.bar.search.setText("单雄")
    page.show_place(str(oldest))
    rest()
    assert [one.id for one in page.table.selected_rows()] == [oldest]


def test_whoever_may_only_look_restores_nothing(app, opened):
    app.people.remove(add_people(app, 1))
    dialog = opened(may_restore=False)
    dialog.table.choose_first()
    assert not dialog.findChild(QPushButton, "restore").isEnabled()

import uuid
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from jyguide.approval.gate import State
from jyguide.approval.row import Decree, SubmissionRow
from jyguide.approval.step import DutyStep, NominationOutcome, SubmissionKind
from jyguide.ids import SubmissionId
from tests.jyguide.builders import DAY, a_person
from tests.ui.training.classroom import type_text
from ui.approval.lists_tab import ListsTab
from ui.approval.words import remark_text
from ui.printing.preview import PrintPreview

LEFT = Qt.MouseButton.LeftButton
NAMES = ("王伟", "丁一", "阿卜杜拉·买买提")


@pytest.fixture
def ready(app):
    """Three instructors; the first two are trained and examined."""
    people = [app.people.add(a_person(name, at)) for at, name in enumerate(NAMES)]
    for step in (DutyStep.TRAINING_RECOGNISED, DutyStep.EXAM_RECOGNISED):
        app.approvals.decide(step, people[:2], DAY, "市委党校")
    return people


@pytest.fixture
def press(qtbot):
    """Clicks the button of this name that can be seen."""

    def press_(inside, name):
        (button,) = [b for b in inside.findChildren(QPushButton, name) if b.isVisible()]
        qtbot.mouseClick(button, LEFT)

    return press_


def dialog(page, name):
    found = page.findChild(QDialog, name)
    assert found is not None
    assert found.isVisible()
    return found


def states(page):
    return {row.person.name: row.standing.state for row in page.board.table.rows()}


def menu_of(page):
    """The lines of 办理 that may be chosen for whoever is selected."""
    menu = page.board._menu
    menu.aboutToShow.emit()
    return {one.data() for one in menu.actions() if one.isEnabled() and not one.isSeparator()}


def select(page, name):
    page.board.table.select_rows(lambda row: row.person.name == name)


def test_the_board_says_what_is_missing_as_of_any_day(qtbot, app, ready, open_page, rest, press):
    app.approvals.recognise(ready[:1], Decree("", DAY, DAY, None), "旧文件")
    page = open_page(app)
    board = page.board
    assert [board.states.tabText(at) for at in range(board.states.count())] == [
        "全部 3",
        "待培训 1",
        "待上报 1",
        "在岗 1",
    ]
    board.states.setFocus()
    qtbot.keyClick(board.states, Qt.Key.Key_Right)
    assert [row.person.name for row in board.table.shown_rows()] == ["阿卜杜拉·买买提"]
    assert remark_text(board.table.shown_rows()[0]) == "缺：统一培训（还没有参加任前培训）"
    assert board.detail.findChild(QLabel, "gate_name").text() == "阿卜杜拉·买买提"
    assert (
        "缺，还没有参加任前培训"
        in board.detail.findChild(object, "gate_training").accessibleName()
    )
    page.tabs.setCurrentWidget(page.posts)
    assert page.posts.findChild(QLabel, "posts_total").text() == (
        "周庄镇：专职在岗 0 人，未核定编制；兼职在岗 1 人，未核定编制。"
    )
    page.tabs.setCurrentWidget(board)
    board.findChild(object, "cards_all").trigger()
    rest()
    preview = page.findChild(PrintPreview)
    assert "上岗证" in preview.windowTitle()
    preview.reject()
    board.as_of.set_day(date(2026, 11, 19))
    rest()
    assert set(states(page).values()) == {State.CANDIDATE}
    board.table.view.selectAll()
    assert not board.findChild(QPushButton, "deal").isEnabled()  # steps are taken today
    assert not page._make.isEnabled()
    press(board, "today")
    rest()
    assert states(page)["王伟"] is State.ON_DUTY


def test_a_list_is_made_submitted_and_approved_in_part(qtbot, app, ready, open_page, rest, press):
    app.submissions.draft(ready[1:2], SubmissionKind.FIRST, "名单甲")
    page = open_page(app)
    _fill_and_drop_a_draft(qtbot, page, press, rest)
    assert app.submissions.lists() == []
    page._make.click()
    rest()
    _make_list(qtbot, page, press)
    rest()
    assert page.tabs.currentWidget() is page.lists
    assert [row.waiting for row in app.submissions.lists()] == [2]
    press(page.lists, "submit")
    sending = dialog(page, "submit_dialog")
    type_text(qtbot, sending.number, "周委〔2026〕3号")
    qtbot.keyClick(sending.number, Qt.Key.Key_Return)
    rest()
    assert page.tabs.tabText(1) == "上报与批复（待批复 2）"
    _print_the_request(qtbot, page, press, rest)
    press(page.lists, "approve")
    rest()
    _approve_all_but_one(qtbot, page, press)
    rest()
    assert states(page)["王伟"] is State.ON_DUTY
    assert states(page)["丁一"] is State.SUBMITTED
    (given,) = [row for row in page.board.table.rows() if row.standing.at_work]
    assert given.standing.appointment.valid_until == date(2029, 11, 19)


def _print_the_request(qtbot, page, press, rest):
    """What stands on it is asked first, and comes by itself the next time."""
    for kept, typed in (("", "王芳，电话 86860000"), ("王芳，电话 86860000", "")):
        press(page.lists, "request")
        rest()
        asking = dialog(page, "letter_dialog")
        assert asking.focusWidget() is asking.contact
        assert asking.contact.text() == kept
        type_text(qtbot, asking.contact, typed or kept)
        qtbot.keyClick(asking.contact, Qt.Key.Key_Return)
        rest()
        preview = page.findChild(PrintPreview)
        assert preview.isVisible()
        preview.reject()
        qtbot.waitUntil(lambda: page.findChild(PrintPreview) is None)


def _fill_and_drop_a_draft(qtbot, page, press, rest):
    page.tabs.setCurrentWidget(page.lists)
    page.lists.names.view.selectAll()
    press(page.lists, "withdraw")  # off a draft at once
    rest()
    assert page.lists.names.rows() == []
    press(page.lists.names, "empty_action")
    rest()
    adding = dialog(page, "add_names_dialog")
    assert adding.ticks.ticked() == []
    press(adding, "all")
    press(adding, "confirm")
    rest()
    assert len(page.lists.names.rows()) == 2
    press(page.lists, "change")
    titling = dialog(page, "title_dialog")
    type_text(qtbot, titling.note, "补报")
    qtbot.keyClick(titling.note, Qt.Key.Key_Return)
    rest()
    assert page.lists.shown.note == "补报"
    press(page.lists, "drop")
    rest()
    assert page.lists.lists.findChild(QLabel, "empty_title").isVisible()


def _make_list(qtbot, page, press):
    making = dialog(page, "make_list_dialog")
    assert making.findChild(QPushButton, "confirm").text() == "做成名单（2 人）"
    making.ticks.table.view.setFocus()
    making.ticks.table.select_rows(lambda row: row.person.name == "阿卜杜拉·买买提")
    qtbot.keyClick(making.ticks.table.view, Qt.Key.Key_Space)
    assert len(making.ticks.ticked()) == 2  # who is not ready cannot be ticked
    press(making, "confirm")


def _approve_all_but_one(qtbot, page, press):
    deciding = dialog(page, "approve_dialog")
    press(deciding, "confirm")
    assert deciding.isVisible()  # without a number nothing is written
    assert "照文件填写文号" in deciding.form.findChildren(QLabel, "problem")[0].text()
    type_text(qtbot, deciding.fields.number, "澄组〔2026〕12号")
    deciding.ticks.table.view.setFocus()
    deciding.ticks.table.select_rows(lambda row: row.person.name == "丁一")
    qtbot.keyClick(deciding.ticks.table.view, Qt.Key.Key_Space)
    press(deciding, "confirm")


@pytest.mark.parametrize("is_city", [True, False])
def test_the_city_prints_its_reply_once_somebody_is_approved(qtbot, is_city):
    tab = ListsTab(is_city=is_city)
    qtbot.addWidget(tab)
    waiting = SubmissionRow(
        SubmissionId(uuid.UUID(int=1)), "周庄镇", None, SubmissionKind.FIRST, "名单", "", "",
        date(2026, 11, 20), {NominationOutcome.WAITING: 2},
    )  # fmt: skip
    tab.show_lists([waiting])
    reply = tab.findChild(QPushButton, "reply")
    assert reply.isHidden() is not is_city
    assert not reply.isEnabled()
    if is_city:
        approved = {NominationOutcome.APPROVED: 1, NominationOutcome.WAITING: 1}
        tab.show_lists([replace(waiting, counts=approved)])
        with qtbot.waitSignal(tab.reply_wanted) as asked:
            qtbot.keyClick(reply, Qt.Key.Key_Space)
        assert asked.args[0].id == waiting.id


@pytest.fixture
def page(ready, app, open_page):
    return open_page(app)


@pytest.fixture
def deal(qtbot, page, press, rest):
    """Chooses a line of 办理 for somebody and fills in what it asks."""

    def deal_(what, name, dialog_name="step_dialog", **typed):
        select(page, name)
        assert what in menu_of(page)
        page.board.findChild(object, f"deal_{what}").trigger()
        asking = dialog(page, dialog_name)
        if "reason" in typed:
            press(asking, "confirm")  # without a reason nothing is written
            assert asking.isVisible()
        for field, text in typed.items():
            type_text(qtbot, asking.findChild(QWidget, field), text)
        press(asking, "confirm")
        rest()

    return deal_


def test_each_line_of_the_menu(page, deal, rest):
    name, decree = "阿卜杜拉·买买提", "decree_dialog"
    select(page, name)
    assert menu_of(page) == {"training_recognised", "exam_recognised", "historic", "left"}
    deal("training_recognised", name, reason="党校班")
    deal("exam_recognised", name, reason="统考")
    assert states(page)[name] is State.PASSED
    for one in (name, "王伟"):
        deal("historic", one, decree, reason="旧文件", number="澄组1号")
        assert states(page)[one] is State.ON_DUTY
    deal("correct", name, decree, number="澄组2号")  # for both of them
    rows = page.board.table.rows()
    assert [given.number for row in rows if (given := row.standing.appointment)] == ["澄组2号"] * 2
    notices = []
    page.notice.connect(notices.append)
    deal("suspended", name, reason="外派")
    assert states(page)[name] is State.SUSPENDED
    assert [row.person.name for row in page.board.chosen()] == [name]
    notices[-1].action()
    rest()
    assert states(page)[name] is State.ON_DUTY
    for what in ("suspended", "resumed", "left", "returned"):
        deal(what, name, reason="工作变动")
    assert states(page)[name] is State.PASSED


def test_a_step_that_is_refused_leaves_its_form_open(qtbot, app, ready, page, rest, alerts):
    app.approvals.recognise(ready[:1], Decree("", DAY, DAY, None), "旧文件")
    page.refresh()
    rest()
    page.board.table.view.selectAll()  # one of them may be suspended
    assert "suspended" in menu_of(page)
    page.board.findChild(object, "deal_suspended").trigger()
    asking = dialog(page, "step_dialog")
    type_text(qtbot, asking.reason.lineEdit(), "外派")
    qtbot.keyClick(asking.reason.lineEdit(), Qt.Key.Key_Return)
    rest()
    assert "丁一缺：在岗（还没有在岗" in alerts.take_error().message
    assert asking.isVisible()
    asking.reject()

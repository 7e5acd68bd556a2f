from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QPushButton

from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.errors import RuleError
from jyguide.training.session import Attendance
from tests.ui.training.classroom import a_session
from ui.certificate.order import number_span
from ui.printing.preview import PrintPreview

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(room, page):
    return page.issue_tab


@pytest.fixture
def press(qtbot, page):
    return lambda name: qtbot.mouseClick(page.findChild(QPushButton, name), LEFT)


def table(tab):
    return tab.recipients.table


def cells(tab, title):
    column = next(one for one in table(tab).model.columns if one.title == title)
    return {row.name: column.text(row) for row in table(tab).rows()}


def ticked(tab):
    return [row.name for row in tab.recipients.ticked()]


def click_box(qtbot, tab, name):
    view = table(tab).view
    at = next(at for at, row in enumerate(table(tab).shown_rows()) if row.name == name)
    qtbot.mouseClick(
        view.viewport(), LEFT, pos=view.visualRect(view.model().index(at, 0)).center()
    )


def previews(page):
    return [one for one in page.findChildren(PrintPreview) if one.isVisible()]


def numbers(app):
    return [row.number for row in app.certificates.certificates()]


def test_without_a_session_the_way_to_training_is_shown(qtbot, page):
    with qtbot.waitSignal(page.wanted) as went:
        qtbot.mouseClick(page.findChild(QPushButton, "no_session_action"), LEFT)
    assert went.args == ["training"]


def test_everybody_ready_is_ticked_and_others_say_what_they_lack(tab):
    assert sorted(ticked(tab)) == sorted(["张三", "赵帅", "李小明", "单晓红", "王伟"])
    lacking = cells(tab, "编号或所缺的一步")
    assert lacking["欧阳海"] == "没有参加培训（未签到）"
    assert cells(tab, "状态")["欧阳海"] == "尚缺条件"
    assert tab.findChild(QLabel, "sum").text() == "可以发证 5 人，已勾选 5 人；尚缺条件 2 人。"
    assert tab.findChild(QPushButton, "issue").text() == "发放 5 份证书…"


def test_issue_asks_spends_numbers_and_previews(tab, app, page, alerts, press, rest):
    alerts.answers = [True]
    press("issue")
    rest()
    assert alerts.questions == [
        f"发放结业证书 5 份，使用编号 {numbers(app)[0]} 至 {numbers(app)[-1]}？"
    ]
    assert len(numbers(app)) == 5
    (preview,) = previews(page)
    assert len(preview.pages) == 5
    assert all(
        number in shown.text for number, shown in zip(numbers(app), preview.pages, strict=True)
    )
    preview.reject()
    assert "已发证 5 人" in tab.findChild(QLabel, "sum").text()
    assert not tab.findChild(QPushButton, "issue").isEnabled()
    assert len(page.register_tab.table.rows()) == 5


def test_fields_begin_and_end_at_the_same_edges(tab, rest):
    bar = tab.bar

    def edges(*fields):
        return {one.mapTo(bar, QPoint()).x() + one.width() for one in fields}

    assert edges(bar.session, bar.issued_on) == {bar.width()}
    bar.source.setCurrentIndex(bar.source.findText("上岗批复"))
    rest()
    assert edges(bar.issued_on) == {bar.width()}
    assert bar.source.mapTo(bar, QPoint()).x() == bar.design.mapTo(bar, QPoint()).x()


def test_no_means_no_number_is_spent(app, tab, alerts, press, rest):
    alerts.answers = [False]
    press("issue")
    rest()
    assert numbers(app) == []
    assert len(ticked(tab)) == 5


def test_a_box_leaves_one_out_and_the_choice_survives_a_reload(
    qtbot, app, tab, alerts, press, rest
):
    click_box(qtbot, tab, "赵帅")
    tab.window().refresh()
    rest()
    assert "赵帅" not in ticked(tab)
    alerts.answers = [True]
    press("issue")
    rest()
    assert "赵帅" not in [row.name for row in app.certificates.certificates()]
    assert len(numbers(app)) == 4
    assert cells(tab, "状态")["赵帅"] == "可以发证"


def test_a_box_of_somebody_not_ready_cannot_be_ticked(qtbot, tab):
    click_box(qtbot, tab, "欧阳海")
    assert "欧阳海" not in ticked(tab)
    assert len(ticked(tab)) == 5


def test_space_turns_the_selected(qtbot, tab):
    view = table(tab).view
    view.setFocus()
    table(tab).select_rows(lambda row: row.name in {"张三", "赵帅"})
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert sorted(ticked(tab)) == sorted(["李小明", "单晓红", "王伟"])
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert len(ticked(tab)) == 5


def test_none_and_all(tab, press):
    press("tick_none")
    assert ticked(tab) == []
    assert not tab.findChild(QPushButton, "issue").isEnabled()
    press("tick_all")
    assert len(ticked(tab)) == 5


def test_who_signs_in_later_is_ticked_later(app, room, tab, page, rest):
    app.training.sign_in(room[1], room[0][6])
    page.refresh()
    rest()
    assert "欧阳海" in ticked(tab)


def test_a_pass_certificate_needs_an_exam(tab, rest):
    tab.findChild(QComboBox, "kind").setCurrentText("合格证书")
    rest()
    assert set(cells(tab, "编号或所缺的一步").values()) >= {"这期培训没有考试"}
    assert ticked(tab) == []


def test_another_session_begins_with_everybody_ready(qtbot, app, room, tab, page, rest):
    other = a_session(app, room[0][:2], "另一期")
    app.training.sign_in(other, room[0][0])
    click_box(qtbot, tab, "张三")
    page.refresh()
    rest()
    choice = tab.findChild(QComboBox, "session")
    at = next(at for at in range(choice.count()) if "另一期" in choice.itemText(at))
    choice.setCurrentIndex(at)
    rest()
    assert ticked(tab) == ["张三"]


def test_the_day_of_issue_decides_the_year_of_the_number(app, tab, alerts, press, rest):
    tab.findChild(QDateEdit, "issued_on").setDate(QDate(2027, 1, 4))
    alerts.answers = [True]
    press("issue")
    rest()
    assert all(number.startswith("2027-") for number in numbers(app))
    assert "2027-" in alerts.questions[0]


def test_somebody_unsettled_meanwhile_stops_the_whole_issue(app, room, tab, alerts, press, rest):
    app.training.settle(room[1], [room[0][0]], Attendance.ABSENT)
    alerts.answers = [True]
    press("issue")
    rest()
    assert isinstance(alerts.take_error(), RuleError)
    assert numbers(app) == []


def test_preview_spends_no_number(app, tab, page, press, rest):
    table(tab).select_rows(lambda row: row.name == "赵帅")
    press("preview")
    rest()
    (preview,) = previews(page)
    rest()
    assert "赵帅" in preview.pages[0].text
    assert "尚未编号" in preview.pages[0].text
    assert numbers(app) == []
    preview.reject()


def test_preview_of_a_holder_is_his_certificate(qtbot, app, room, tab, page, rest):
    (row,) = app.certificates.issue(
        room[1], CertificateKind.COMPLETION, room[0][:1], date(2026, 11, 20)
    )
    page.refresh()
    rest()
    table(tab).select_rows(lambda one: one.name == "张三")
    table(tab).view.setFocus()
    qtbot.keyClick(table(tab).view, Qt.Key.Key_Return)
    rest()
    (preview,) = previews(page)
    rest()
    assert row.number in preview.pages[0].text
    preview.reject()


def test_span_of_one_number_and_of_several():
    first = CertificateNumber(2026, "S13", "A", 7)
    assert number_span(first, 1) == "2026-S13A-0007"
    assert number_span(first, 3) == "2026-S13A-0007 至 2026-S13A-0009"

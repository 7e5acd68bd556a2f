"""One walk through the page of brands by real keys and clicks, and what the grid takes."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import STAGES, Step
from jyguide.brand.row import BrandFacts
from jyguide.brand.scheme import JuryGroup, VoteScheme
from jyguide.brand.sheet import Word
from jyguide.brand.stars import AwardFacts
from jyguide.brand.vote import VoteFacts
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from tests.ui.training.classroom import type_text
from ui.brand.page import BrandPage
from ui.brand.vote.sheet_grid import SheetModel

EDITING = QAbstractItemView.State.EditingState
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SCHEME = VoteScheme((JuryGroup("a", "专家", 100),), top=1)


@pytest.fixture
def window(qtbot, app, desk):
    """The page over two brands, one of which has come as far as to stand in the vote."""
    (town,) = [row for row in app.organisations.rows() if row.name == "周庄镇"]
    villages = [
        app.organisations.add(OrganisationFacts(name, OrganisationKind.VILLAGE, town.id))
        for name in ("山泉村", "红豆村")
    ]
    first = Step(date(2026, 1, 5), "试点方案", "李强")
    brands = [
        app.brands.add(BrandFacts(name, village), first)
        for name, village in zip(("红色驿站", "红豆先锋"), villages, strict=True)
    ]
    for stage in STAGES[1:5]:
        app.brands.advance(brands[1], stage, first)
    page = BrandPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    page.resize(1142, 640)
    qtbot.addWidget(page)

    def rest():
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    def dialog(name):
        rest()
        (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
        return found

    def press(inside, name):
        (button,) = [one for one in inside.findChildren(QPushButton, name) if one.isVisible()]
        qtbot.mouseClick(button, LEFT)
        rest()

    with qtbot.waitExposed(page):
        page.show()
    rest()
    return SimpleNamespace(
        app=app, page=page, rest=rest, dialog=dialog, press=press, brands=brands, villages=villages
    )


def key_in(qtbot, grid, texts):
    """Field after field, Enter after each."""
    for text in texts:
        qtbot.keyClick(grid, Qt.Key.Key_F2)
        editor = grid.findChildren(QLineEdit)[-1]
        type_text(qtbot, editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: grid.state() is not EDITING)


def test_a_brand_goes_to_its_next_stage_by_the_keyboard(qtbot, window):
    tab = window.page.tabs.shown()
    first, last = tab.columns[Stage.PRACTICE], tab.columns[Stage.SETTING]
    first.setFocus()
    first.choose()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert last.hasFocus()
    qtbot.keyClick(last, Qt.Key.Key_Left)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right, CTRL)
    step = window.dialog("step_dialog")
    step.fields.on.setDate(QDate(2026, 1, 4))
    window.press(step, "confirm")
    said = {one.text() for one in step.findChildren(QLabel, "problem") if one.text()}
    assert said == {"早于“实践”阶段的 2026年1月5日。", "请写明依据：看到了什么、有哪些材料。"}
    step.fields.on.setDate(QDate(2026, 3, 1))
    type_text(qtbot, step.fields.evidence, "总结材料")
    window.press(step, "confirm")
    assert window.app.brands.row(window.brands[0]).stage is Stage.SUMMARY
    second = tab.columns[Stage.SUMMARY]
    assert (first.count(), second.count()) == (0, 1)
    _take_back(qtbot, window, second)


def _take_back(qtbot, window, second):
    qtbot.keyClick(second, Qt.Key.Key_Return)
    detail = window.dialog("brand_detail")
    assert "总结" in detail.findChild(QWidget, "stages").model().index(1, 0).data()
    window.press(detail, "stage_back")
    why = window.dialog("reasoned_dialog")
    window.press(why, "confirm")
    assert why.isVisible()
    type_text(qtbot, why.reason, "材料不全")
    window.press(why, "confirm")
    assert detail.row.stage is Stage.PRACTICE
    window.press(detail, "close")


def test_points_are_keyed_in_and_the_vote_is_closed(qtbot, window):
    votes = window.app.brand_votes
    key = votes.add(VoteFacts("2026年评选", 2026, SCHEME))
    window.page.tabs.show_tab("brand_vote")
    window.rest()
    window.rest()
    tab = window.page.tabs.shown()
    window.press(tab.detail, "vote_candidates")
    window.press(window.dialog("candidates_dialog"), "confirm")
    window.rest()
    window.press(tab.detail, "vote_sheets")
    sheets = window.dialog("sheets_dialog")
    grid = sheets.view
    key_in(qtbot, grid, ("张明", "专家", "山泉村", "95.5"))
    window.press(sheets, "add_juror")
    QGuiApplication.clipboard().setText(
        "李强\t专家\t红豆村\t90\n王芳\t专家\t\t弃评\n赵伟\t专家\t\t200\n"
    )
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert "有 2 格没有贴上" in sheets.findChild(QLabel, "refused").text()
    grid.selectRow(3)
    window.press(sheets, "leave_out")
    window.press(sheets, "confirm")
    window.rest()
    book = votes.book(key)
    (brand,) = book.row.candidates
    marks = {one.juror: one.mark(brand) for one in book.sheets}
    out = Word.LEFT_OUT
    assert marks == {"张明": 955, "李强": Word.INTEREST, "王芳": out, "赵伟": out}
    _close(window, tab)
    assert [one.name for one in votes.rows()[0].result.winners] == ["红豆先锋"]
    assert "得 95.5 分，第 1 名" in tab.detail.findChild(QLabel, "why").text()


def _close(window, tab):
    window.press(tab.detail, "close_vote")
    window.press(window.dialog("close_dialog"), "confirm")
    window.rest()


def test_a_is_given_one_by_one_on_the_tab_of_stars(qtbot, window):
    window.page.tabs.show_tab("brand_stars")
    window.rest()
    tab = window.page.tabs.shown()
    window.press(tab, "empty_action")
    award = window.dialog("award_dialog")
    award.organisation.set_value(window.villages[0])
    award.star.setCurrentIndex(2)
    type_text(qtbot, award.evidence, "现场查看")
    type_text(qtbot, award.document, "周组〔2026〕5号")
    window.press(award, "confirm")
    said = [one.text() for one in award.findChildren(QLabel, "problem") if one.text()]
    assert said == ["还没有 1A、2A，不能直接授予 3A。"]
    award.star.setCurrentIndex(0)
    window.press(award, "confirm")
    window.app.stars.award(window.villages[0], AwardFacts(2, date(2026, 11, 20), "x", "y"))
    window.page.refresh()
    window.rest()
    assert tab.detail.row.state.stars == 2
    window.press(tab.detail, "withdraw")
    gone = window.dialog("withdraw_dialog")
    type_text(qtbot, gone.reason, "不再符合")
    type_text(qtbot, gone.document, "周组〔2026〕8号")
    window.press(gone, "confirm")
    assert window.app.stars.row(window.villages[0]).state.stars == 1


def test_a_juror_of_a_brands_own_unit_gives_it_no_points(qtbot, window):
    votes = window.app.brand_votes
    key = votes.add(VoteFacts("2026年评选", 2026, SCHEME))
    votes.set_candidates(key, window.brands[1:])
    model = SheetModel(votes.book(key).row, [], window.page)
    heard = []
    model.refused.connect(heard.append)
    model.add()
    for column, text in ((0, "张明"), (3, "90"), (2, "红豆村")):
        assert model.setData(model.index(0, column), text)
    assert model.index(0, 3).data() == "回避"
    assert not model.setData(model.index(0, 3), "90")
    assert "应当回避“红豆先锋”" in heard[-1]
    model.add()
    assert not model.setData(model.index(1, 0), "张　明")
    assert model.said() == "1 位评委"

"""One walk through the page of brands by real keys and clicks, and what the grid takes."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)

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
from ui.printing.preview import PrintPreview
from ui.widgets import DateField

EDITING = QAbstractItemView.State.EditingState
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = Step(date(2026, 1, 5), "试点方案", "李强")
SCHEME = VoteScheme((JuryGroup("a", "专家", 100),), top=1)


@pytest.fixture
def window(qtbot, app, desk):
    """The page over three villages without a brand."""
    (town,) = [row for row in app.organisations.rows() if row.name == "周庄镇"]
    villages = [
        app.organisations.add(OrganisationFacts(name, OrganisationKind.VILLAGE, town.id))
        for name in ("山泉村", "红豆村", "三房巷村")
    ]
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
        app=app, page=page, rest=rest, dialog=dialog, press=press, villages=villages
    )


def problems(dialog):
    """Sentences under the fields of a form."""
    return [one.text() for one in dialog.findChildren(QLabel, "problem") if one.text()]


def grown(app, name, village):
    """A brand that may stand in a vote."""
    key = app.brands.add(BrandFacts(name, village), FIRST)
    for stage in STAGES[1:5]:
        app.brands.advance(key, stage, FIRST)
    return key


def key_in(qtbot, grid, texts):
    """Field after field, Tab after each and Enter after the last."""
    for at, text in enumerate(texts, 1):
        said = QInputMethodEvent()
        said.setCommitString(text)
        QApplication.sendEvent(grid, said)
        editor = grid.findChildren(QLineEdit)[-1]
        qtbot.keyClick(editor, Qt.Key.Key_Return if at == len(texts) else Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: grid.state() is not EDITING)


def test_a_year_of_brands_from_an_empty_folder(qtbot, alerts, tmp_path, window):
    _six_stages(qtbot, window)
    _evidence_and_back(qtbot, alerts, tmp_path, window)
    for name, village in zip(("红豆先锋", "三房印记"), window.villages[1:], strict=True):
        grown(window.app, name, village)
    _vote_with_an_interest_and_a_tie(qtbot, alerts, window)
    _stars(qtbot, window)


def _six_stages(qtbot, window):
    tab = window.page.tabs.shown()
    window.press(tab, "empty_action")
    new = window.dialog("brand_dialog")
    type_text(qtbot, new.name, "红色驿站")
    new.organisation.set_value(window.villages[0])
    new.findChild(DateField, "on").setDate(QDate(2026, 1, 5))
    type_text(qtbot, new.findChild(QPlainTextEdit, "evidence"), "试点方案")
    window.press(new, "confirm")
    first = tab.columns[Stage.PRACTICE]
    first.setFocus()
    first.choose()
    qtbot.keyClick(first, Qt.Key.Key_Right, CTRL)
    step = window.dialog("step_dialog")
    step.fields.on.setDate(QDate(2026, 1, 4))
    window.press(step, "confirm")
    assert problems(step) == [
        "早于“实践”阶段的 2026年1月5日。",
        "请写明依据：看到了什么、有哪些材料。",
    ]
    for month, stage in enumerate(STAGES[1:], 2):
        step.fields.on.setDate(QDate(2026, month, 1))
        type_text(qtbot, step.fields.evidence, "总结材料")
        window.press(step, "confirm")
        view = tab.columns[stage]
        qtbot.waitUntil(lambda: window.page.focusWidget() is view)  # noqa: B023 - waited for here
        if stage is not STAGES[-1]:
            qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
            step = window.dialog("step_dialog")
    type_text(qtbot, tab.search, "hsyzx")
    assert view.count() == 0
    qtbot.keyClick(tab.search, Qt.Key.Key_Backspace)
    assert view.count() == 1
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert window.page.focusWidget() is view


def _evidence_and_back(qtbot, alerts, tmp_path, window):
    last = window.page.tabs.shown().columns[Stage.PROMOTION]
    qtbot.keyClick(last, Qt.Key.Key_Return)
    detail = window.dialog("brand_detail")
    (tmp_path / "推广通知.txt").write_text("推广", encoding="utf-8")
    alerts.files = [tmp_path / "推广通知.txt"]
    window.press(detail, "add_files")
    window.rest()
    assert detail.findChild(QPushButton, "open_file").text().startswith("推广通知")
    window.press(detail, "stage_back")
    why = window.dialog("reasoned_dialog")
    window.press(why, "confirm")
    assert problems(why) == ["请写明原因。"]
    type_text(qtbot, why.reason, "材料不全")
    window.press(why, "confirm")
    assert detail.row.stage is Stage.SETTING
    window.press(detail, "close")


def _vote_with_an_interest_and_a_tie(qtbot, alerts, window):
    window.page.tabs.show_tab("brand_vote")
    window.rest()
    tab = window.page.tabs.shown()
    window.press(tab, "empty_action")
    vote = window.dialog("vote_dialog")
    vote.top.setValue(1)
    vote.findChild(QSpinBox, "weight_1").setValue(60)
    window.press(vote, "confirm")
    assert problems(vote) == ["各组权重合计 110%，应为 100%。"]
    vote.findChild(QSpinBox, "weight_1").setValue(50)
    window.press(vote, "confirm")
    window.rest()
    window.press(tab.detail, "vote_candidates")
    window.press(window.dialog("candidates_dialog"), "confirm")
    window.rest()
    window.press(tab.detail, "vote_sheets")
    sheets = window.dialog("sheets_dialog")
    _key_in_a_jury(qtbot, alerts, window, sheets)
    book = _book(window)
    marks = {one.juror: [one.mark(each) for each in book.row.candidates] for one in book.sheets}
    assert marks == {
        "张明": [Word.INTEREST, 955, 955],
        "王芳": [700, 900, 900],
        "赵伟": [Word.LEFT_OUT, 900, 900],
    }
    _publish(qtbot, window, tab)


def _key_in_a_jury(qtbot, alerts, window, sheets):
    names = [one.name for one in sheets.model.vote.candidates]
    assert names == ["三房印记", "红色驿站", "红豆先锋"]
    grid = sheets.view
    key_in(qtbot, grid, ("张明", "专家", "周庄镇三房巷村", "90", "95.5", "95.5"))
    window.press(sheets, "add_juror")
    QGuiApplication.clipboard().setText("王芳\t领导\t\t70\t80\t90\n赵伟\t领导\t\t200\t90\t90\n")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    block = window.dialog("paste_dialog")
    assert "“200”不是 0 到 100 之间的分数" in block.findChild(QLabel, "why").text()
    window.press(block, "confirm")
    assert "另有 1 格保持原样" in sheets.findChild(QLabel, "far").text()
    with qtbot.waitActive(sheets):  # as a window manager does once the question is answered
        sheets.activateWindow()
    grid.selectRow(2)
    window.press(sheets, "leave_out")
    alerts.answers = [False]
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert alerts.questions[-1].startswith("录入的评分还没有保存")
    grid.setCurrentIndex(sheets.model.index(1, 4))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChildren(QLineEdit)[-1]
    editor.setText("90")
    qtbot.keyClick(editor, Qt.Key.Key_S, CTRL)
    window.rest()
    window.rest()


def _publish(qtbot, window, tab):
    window.press(tab.detail, "close_vote")
    close = window.dialog("close_dialog")
    window.press(close, "confirm")
    assert problems(close) == ["请正好选定 1 个。", "请写明理由。"]
    close.findChild(QCheckBox, "tie_2").click()
    type_text(qtbot, close.reason, "受益面更广")
    close.decided_by.clear()
    type_text(qtbot, close.decided_by, "部务会")
    window.press(close, "confirm")
    window.rest()
    (winner,) = _book(window).row.result.winners
    assert winner.name == "红豆先锋"
    assert "部务会决定，选定当选" in winner.explanation[-1]
    tab.detail.findChild(QAction, "print_letter").trigger()
    window.rest()
    window.press(window.dialog("letter_dialog"), "confirm")
    window.rest()
    (letter,) = window.page.findChildren(PrintPreview)
    assert "评选结果通报" in letter.windowTitle()
    letter.reject()
    window.rest()


def _book(window):
    return window.app.brand_votes.book(window.app.brand_votes.rows()[0].id)


def _stars(qtbot, window):
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
    assert problems(award) == ["还没有 1A、2A，不能直接授予 3A。"]
    award.star.setCurrentIndex(0)
    window.press(award, "confirm")
    tab.detail.findChild(QAction, "correct_award").trigger()
    fix = window.dialog("correction_dialog")
    fix.on.setDate(QDate(2027, 1, 1))
    window.press(fix, "confirm")
    assert problems(fix) == ["日期在今天之后。"]
    fix.on.setDate(QDate(2026, 3, 1))
    window.press(fix, "confirm")
    assert tab.detail.row.state.highest.facts.on == date(2026, 3, 1)
    window.press(tab.detail, "withdraw")
    gone = window.dialog("withdraw_dialog")
    type_text(qtbot, gone.reason, "不再符合")
    type_text(qtbot, gone.document, "周组〔2026〕8号")
    window.press(gone, "confirm")
    state = window.app.stars.row(window.villages[0]).state
    assert (state.stars, len(state.past)) == (0, 1)


def test_a_juror_of_a_brands_own_unit_gives_it_no_points(qtbot, window):
    votes = window.app.brand_votes
    key = votes.add(VoteFacts("2026年评选", 2026, SCHEME))
    votes.set_candidates(key, [grown(window.app, "红豆先锋", window.villages[1])])
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


def test_who_may_only_look_is_offered_nothing_that_writes(qtbot, desk, window):
    grown(window.app, "红色驿站", window.villages[0])
    window.app.brand_votes.add(VoteFacts("2026年评选", 2026, SCHEME))
    window.app.stars.award(window.villages[0], AwardFacts(1, FIRST.on, "现场", "文"))
    page = BrandPage(desk, window.app)
    page.limits = "只读：可以查看，不能修改"
    qtbot.addWidget(page)
    page.show()
    for tab in ("brand_board", "brand_vote", "brand_stars"):
        page.tabs.show_tab(tab)
        window.rest()
        window.rest()
        shown = {one.objectName() for one in page.findChildren(QPushButton) if one.isVisible()}
        assert not shown & {"new_brand", "import_brands", "new_vote", "award", "star_names"}
        assert not shown & {"vote_candidates", "vote_sheets", "close_vote", "award_next"}
    assert not page.findChild(QAction, "change_vote").isEnabled()
    assert not page.findChild(QAction, "remove_award").isVisible()
    page.tabs.show_tab("brand_board")
    column = page.tabs.shown().columns[Stage.SETTING]
    column.choose()
    qtbot.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert not page.findChildren(QDialog)

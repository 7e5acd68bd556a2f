"""A unified exam sealed at the city's desk and opened at a station's, by keys and clicks."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
)

from jyguide.exam.seal import file
from jyguide.exam.seal.code import is_sound, spaced, spoken
from jyguide.exam.seal.file import Cost
from jyguide.exam.seal.row import ReturnState, SealPlan
from jyguide.exam.seal.waiting import Waiting
from tests.jyguide.builders import a_blueprint
from ui.exam.seal.code_dialog import SealCodeDialog
from ui.exam.seal.open_dialog import OpenSealDialog
from ui.exam.seal.seal_dialog import SealDialog
from ui.exam.seal.tab import make_seal_tab
from ui.printing.preview import PrintPreview
from ui.widgets import Banner, RowTable

LEFT = Qt.MouseButton.LeftButton
WRONG = "0" * 20


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """What a try costs is Argon2id's own; here it would only take time."""
    monkeypatch.setattr(file, "COST", Cost(1, 8192))


class Office:
    """The tab 统考 of one office."""

    def __init__(self, qtbot, desk, app):
        self.qtbot, self.desk = qtbot, desk
        self.page = make_seal_tab(desk, app)
        desk.changes.changed.connect(lambda _what: self.page.reload())
        self.page.resize(1142, 640)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.reload()
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def find(self, kind, name, inside=None):
        (found,) = [
            one for one in (inside or self.page).findChildren(kind, name) if one.isVisible()
        ]
        return found

    def dialog(self, kind):
        (found,) = [one for one in self.page.findChildren(kind) if one.isVisible()]
        return found

    def click(self, name, inside=None):
        self.qtbot.mouseClick(self.find(QPushButton, name, inside), LEFT)
        self.settle()

    def text(self, name, inside=None):
        return self.find(QLabel, name, inside).text()

    def rows(self):
        return self.find(RowTable, "seals").rows()

    def keys(self, text):
        """Type where the cursor is."""
        for sign in text:
            self.qtbot.keyClicks(QApplication.focusWidget(), sign)


def drop(widget, path):
    """Let a file fall on a widget, as from a folder or a chat window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(9, 9), action, data, LEFT, keys))


def test_the_city_seals_and_shows_the_code_once(  # noqa: PLR0915 - one walk
    qtbot, desk, offices, alerts, tmp_path
):
    hands = Office(qtbot, desk, offices.city)
    hands.click("empty_action")
    assert "还没有组卷蓝图" in alerts.sentences[0]
    offices.city.papers.save_blueprint(a_blueprint())
    hands.click("empty_action")
    dialog = hands.dialog(SealDialog)
    assert dialog.focusWidget().objectName() == "field_blueprint"
    assert "已抽 10 题，满分 20 分" in hands.text("note", dialog)
    first = dialog.draft
    hands.click("another_draw", dialog)
    assert dialog.draft != first
    hands.click("preview_draft", dialog)
    preview = hands.dialog(PrintPreview)
    assert preview.pages
    preview.close()
    title = hands.find(QLineEdit, "field_title", dialog)
    title.clear()
    hands.click("confirm", dialog)
    assert "请填写统考名称" in hands.text("problem", dialog)
    title.setText("年度统考")
    hands.find(QSpinBox, "field_minutes", dialog).setValue(50)
    alerts.files = [None, tmp_path / "统考.jyexam"]
    hands.click("confirm", dialog)
    assert dialog.isVisible(), "thought better of it: nothing is lost"
    hands.click("confirm", dialog)
    assert alerts.suggested[0] == "年度统考.jyexam"
    shown = hands.dialog(SealCodeDialog)
    code = "".join(hands.text("seal_code", shown).split())
    assert is_sound(code)
    assert "".join(hands.text("seal_spoken", shown).split()) == "".join(spoken(code).split())
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible(), "not before somebody has the code"
    hands.click("print_slip", shown)
    slip = hands.dialog(PrintPreview)
    assert len(slip.pages) == 1
    slip.close()
    qtbot.keyClick(hands.find(QCheckBox, "code_kept", shown), Qt.Key.Key_Space)
    hands.click("close", shown)
    (row,) = hands.rows()
    assert (row.plan.title, row.plan.minutes) == ("年度统考", 50)
    assert len(hands.find(RowTable, "board").rows()) == 18
    assert "还没有成绩交回" in hands.text("doubts")
    station = offices.a.unsealing
    seal = station.take_in(tmp_path / "统考.jyexam")
    offices.send("a", "city")
    hands.page.reload()
    hands.settle()
    states = {row.name: row.state for row in hands.find(RowTable, "board").rows()}
    assert states["周庄镇"] is ReturnState.RECEIVED
    assert station.open(seal, code)
    alerts.files = [tmp_path / "再存.jyexam"]
    hands.click("seal_again")
    assert (tmp_path / "再存.jyexam").read_bytes() == (tmp_path / "统考.jyexam").read_bytes()
    alerts.answers = [True]
    hands.click("remove_seal")
    hands.settle()
    assert hands.rows() == []


def test_a_kept_paper_may_be_sealed_and_one_is_told_that_it_is_no_secret(
    qtbot, desk, offices, tmp_path
):
    papers = offices.city.papers
    key = papers.keep(papers.draft(a_blueprint(), "手工卷", 7))
    hands = Office(qtbot, desk, offices.city)
    hands.click("empty_action")
    dialog = hands.dialog(SealDialog)
    assert "启封前各站就能看到题目" in hands.text("note", dialog)
    assert not hands.find(QPushButton, "another_draw", dialog).isEnabled()
    kept = [(place.revision_id, place.order) for place in papers.paper(key).places]
    assert [(item.revision_id, item.order) for item in dialog.draft.items] == kept
    assert is_sound(offices.city.seals.seal(dialog.draft, dialog.plan, tmp_path / "统考.jyexam"))
    dialog.reject()


def test_a_station_takes_it_in_and_opens_it_by_keys(  # noqa: PLR0915 - one walk
    qtbot, desk, offices, alerts, tmp_path
):
    path = tmp_path / "统考.jyexam"
    city = offices.city
    draft = city.papers.draft(a_blueprint(), "卷", 7)
    code = city.seals.seal(draft, in_an_hour(offices), path)
    steady = [0.0]
    offices.a.unsealing._waiting = Waiting(lambda: steady[0])
    hands = Office(qtbot, desk, offices.a)
    drop(hands.page, path)
    hands.settle()
    hands.settle()
    (row,) = hands.rows()
    assert row.checked
    assert "年度统考" in hands.text("seal_title")
    drop(hands.page, path)
    hands.settle()
    assert len(hands.rows()) == 1
    hands.click("open_seal")
    dialog = hands.dialog(OpenSealDialog)
    early = hands.find(Banner, "early", dialog).findChild(QLabel, "sentence")
    assert "还没到开考时间，还差 59 分钟" in early.text()
    unseal = hands.find(QPushButton, "unseal", dialog)
    slip = str((int(code[0]) + 1) % 10) + code[1:]
    boxes = [hands.find(QLineEdit, f"code_{number}", dialog) for number in range(1, 6)]
    boxes[0].setFocus()
    hands.keys(slip)
    assert [len(box.text()) for box in boxes] == [4] * 5, "full boxes led on"
    assert not unseal.isEnabled()
    assert "听错或打错" in hands.text("code_state", dialog)
    for _ in range(4):
        qtbot.keyClick(boxes[4], Qt.Key.Key_Backspace)
    qtbot.keyClick(boxes[4], Qt.Key.Key_Backspace)
    assert boxes[3].text() == slip[12:15], "an empty box led back"
    paste(boxes[0], spaced(WRONG))
    assert unseal.isEnabled()
    alerts.answers = [False, True]
    hands.click("unseal", dialog)
    assert "现在就启封" in alerts.questions[0]
    assert not alerts.errors, "thought better of it"
    hands.click("unseal", dialog)
    hands.settle()
    assert "口令不对" in str(alerts.take_error())
    assert "1 秒后可以再试" in hands.text("code_state", dialog)
    paste(boxes[0], spoken(code))
    assert not unseal.isEnabled(), "not before the second is over"
    steady[0] += 1
    dialog._timer.timeout.emit()
    assert unseal.isEnabled()
    offices.clock.advance(3600)
    dialog._seconds = 29
    dialog._timer.timeout.emit()
    hands.settle()
    assert early.text() == "", "the hour came while the dialog was open"
    qtbot.keyClick(boxes[4], Qt.Key.Key_Return)
    assert (unseal.text(), unseal.isEnabled()) == ("正在启封…", False)
    dialog.reject()
    assert dialog.isVisible(), "not while a code is tried"
    hands.settle()
    assert len(alerts.questions) == 2, "no question after the hour"
    hands.settle()
    assert not [one for one in hands.page.findChildren(OpenSealDialog) if one.isVisible()]
    (row,) = hands.rows()
    assert row.paper_id is not None
    assert not hands.find(QPushButton, "open_seal").isEnabled()
    assert [paper.title for paper in offices.a.papers.papers()] == ["年度统考"]


def paste(box, text):
    QGuiApplication.clipboard().setText(text)
    box.setFocus()
    box.selectAll()
    box.paste()


def in_an_hour(offices):
    return SealPlan("年度统考", 45, offices.clock() + timedelta(hours=1))


def test_an_issuer_that_cannot_be_checked_is_asked_about(qtbot, desk, app, city, alerts, tmp_path):
    path = tmp_path / "统考.jyexam"
    draft = city.papers.draft(a_blueprint(), "卷", 7)
    city.seals.seal(draft, SealPlan("年度统考", 45), path)
    hands = Office(qtbot, desk, app)
    alerts.files = [path, path]
    alerts.answers = [False]
    hands.click("empty_action")
    hands.settle()
    assert "无法核对" in alerts.questions[0]
    assert hands.rows() == []
    alerts.answers = [True, True]
    hands.click("empty_action")
    hands.settle()
    hands.settle()
    (row,) = hands.rows()
    assert not row.checked
    hands.click("remove_seal")
    hands.settle()
    assert hands.rows() == []

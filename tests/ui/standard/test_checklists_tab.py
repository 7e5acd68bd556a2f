"""Checklists on screen: copied, edited by keys and mouse, issued, taken in from Excel."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from jyguide.standard.checklist import Method
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import Aspect, BranchKind
from tests.jyguide.standard.criteria import whole
from tests.jyguide.standard.scoring_sheets import village_sheet
from ui.standard.checklists.import_dialog import ImportDialog
from ui.standard.checklists.new_dialog import NewChecklistDialog
from ui.standard.checklists.working import Working

LEFT = Qt.MouseButton.LeftButton
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Desk:
    """The tab as a person leads it."""

    def __init__(self, qtbot, page, rest):
        self.qtbot, self.page, self.rest = qtbot, page, rest
        self.tab = page.tabs.shown()
        self.editor = self.tab.editor
        self.outline = self.editor.outline
        self.first = self.editor.working.criteria[0].text

    def click(self, name, under=None):
        button = (under or self.tab).findChild(QPushButton, name)
        assert (button.isVisible(), button.isEnabled()) == (True, True), name
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier, widget=None):
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        (widget or self.outline).setFocus()
        self.qtbot.keyClick(widget or self.outline, key, modifier)
        self.rest()

    def go(self, code):
        self.outline.setCurrentItem(self.item(code))

    def item(self, code):
        return next(each for each in self.outline._items() if each.data(0, 256) == code)

    def field(self, name):
        return self.editor.form.findChild(QWidget, name)

    def text(self, name):
        return self.tab.findChild(QLabel, name).text()

    def codes(self):
        return [one.code for one in self.editor.working.criteria]

    def seen(self):
        return [self.editor.lacks.item(at).text() for at in range(self.editor.lacks.count())]

    def dialog(self, kind):
        return next(each for each in self.tab.findChildren(kind) if each.isVisible())


def lead_by_keys(desk):
    """Points, Ctrl+Z, Alt+Down, Ctrl+D, Delete and Ins; returns the code of the new one."""
    desk.go("A05")
    desk.field("field_points").setValue(9)
    assert "多 " in desk.text("criteria_sum")
    basis = desk.editor.working.criteria[4].basis
    assert basis == desk.editor.row.criteria[4].basis
    assert len({one.source for one in basis}) < len(basis)  # several facts of one article
    assert desk.text("save_state") == "有改动没有保存"
    assert any("比 100 分多了" in sentence for sentence in desk.seen())
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.text("criteria_sum") == "50 条，合计 100 分，正好"
    desk.go("A02")
    desk.key(Qt.Key.Key_Down, ALT)
    assert desk.codes()[:3] == ["A01", "A03", "A02"]
    desk.key(Qt.Key.Key_D, CTRL)
    assert len(desk.codes()) == 51
    desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_Insert)
    assert len(desk.codes()) == 51
    return next(one.code for one in desk.editor.working.criteria if not one.text)


def fill_in(desk, new):
    """A graded criterion written into the form."""
    assert desk.field("field_text").hasFocus()
    desk.qtbot.keyClicks(desk.field("field_text"), "new one")
    desk.field("field_points").setValue(1)
    method = desk.field("field_method")
    method.setCurrentIndex(list(Method).index(Method.GRADED))
    method.activated.emit(method.currentIndex())
    one = next(each for each in desk.editor.working.criteria if each.code == new)
    assert (one.text, [grade.points for grade in one.grades]) == ("new one", [10, 5, 0])
    assert f"{new}　没有写看什么材料（佐证）。" in desk.seen()
    desk.field("field_evidence").setPlainText("会议记录\n签到表")
    desk.field("insert_regulation").activated.emit(1)
    assert desk.field("field_basis").toPlainText().startswith("《")


def drop_elsewhere(desk):
    """What is dragged under another aspect comes back by 撤销."""
    last = desk.codes()[-1]
    desk.go("A01")
    desk.outline.scrollTo(desk.outline.indexFromItem(desk.item(last)))
    at = QPointF(desk.outline.visualItemRect(desk.item(last)).center())
    none = Qt.KeyboardModifier.NoModifier
    move = Qt.DropAction.MoveAction
    desk.outline.dropEvent(QDropEvent(at, move, QMimeData(), LEFT, none))
    moved, end = desk.editor.working.criteria[-2:]
    assert (moved.text, moved.aspect, end.code) == (desk.first, Aspect.SUPPORT, last)
    assert moved.code.startswith("F")
    desk.click("criterion_undo")
    assert desk.codes()[0] == "A01"


def test_from_the_shipped_one_to_a_version_of_ones_own(open_page, app, qtbot, rest, alerts):
    desk = Desk(qtbot, open_page(app, "checklists"), rest)
    assert desk.text("save_state") == "只能查看"
    desk.key(Qt.Key.Key_Delete)
    assert len(desk.codes()) == 50
    desk.click("copy_checklist")
    dialog = desk.dialog(NewChecklistDialog)
    dialog.findChild(QLineEdit, "field_name").setText("本站检查表")
    desk.click("confirm", dialog)
    assert (desk.editor.row.name, desk.editor.row.station) == ("本站检查表", "周庄镇")
    new = lead_by_keys(desk)
    fill_in(desk, new)
    drop_elsewhere(desk)
    desk.tab.versions.setCurrentItem(desk.tab.versions.topLevelItem(0).child(0))
    rest()
    kept = next(row for row in app.checklists.rows() if row.name == "本站检查表")
    assert (len(kept.criteria), desk.editor.row.station) == (51, "")
    desk.tab.versions.setCurrentItem(desk.tab.versions.topLevelItem(0).child(1))
    rest()
    issue_and_go_on(desk, new, alerts)
    assert [row.version_number for row in app.checklists.rows() if row.station] == [1]


def issue_and_go_on(desk, new, alerts):
    """Refused while a point is too many; then issued, a second version begun and removed."""
    alerts.answers = [True, True]
    desk.click("issue_checklist")
    assert "比 100 分多了 1 分" in alerts.take_error().message
    desk.go(new)
    desk.key(Qt.Key.Key_Delete)
    assert desk.text("lack_count").startswith("可以启用")
    desk.click("issue_checklist")
    assert desk.text("save_state") == "只能查看"
    desk.click("new_version")
    assert desk.editor.row.version_number == 2
    desk.click("remove_checklist")


def test_a_scoring_sheet_becomes_a_draft(open_page, app, qtbot, rest, alerts, tmp_path):
    desk = Desk(qtbot, open_page(app, "checklists"), rest)
    alerts.files = [tmp_path / "评分.xlsx"]
    village_sheet(tmp_path / "评分.xlsx")
    desk.click("import_checklist")
    dialog = desk.dialog(ImportDialog)
    assert dialog.findChild(QLabel, "import_sum").text() == "10 条，合计 99 分，差 1 分"
    choice = dialog.findChild(QComboBox, "group_aspect_1")
    assert choice.currentText() == "班子建设（推测）"
    choice.setCurrentIndex(0)
    desk.click("confirm", dialog)
    row = desk.editor.row
    assert (row.kind, row.issued_on, len(row.criteria)) == (BranchKind.VILLAGE, None, 10)
    assert sum(one.aspect is Aspect.ORGANISATION_SETUP for one in row.criteria) == 3
    desk.field("field_text").setPlainText("改过")
    assert "会先存上" in desk.page.may_close()
    alerts.answers = [True]
    desk.click("drop_changes")
    assert not desk.editor.working.dirty
    desk.field("field_text").setPlainText("再改")
    desk.page.leave()
    rest()
    assert (desk.page.may_close(), desk.editor.row.criteria[0].text) == ("", "再改")
    alerts.files = [tmp_path / "出.xlsx"]
    desk.click("export_checklist")
    assert (tmp_path / "出.xlsx").is_file()


def test_typing_in_one_field_is_one_step():
    first, second, third = whole(), whole()[1:], whole()[2:]
    working = Working(ChecklistFacts("表", BranchKind.VILLAGE, first))
    for criteria in (second, third):
        working.put(criteria, "A01/text")
    assert (working.dirty, working.can_undo) == (True, True)
    working.undo()
    assert (working.criteria, working.dirty, working.can_undo) == (first, False, False)
    working.redo()
    working.note_kept(working.facts)
    assert (working.criteria, working.dirty) == (third, False)

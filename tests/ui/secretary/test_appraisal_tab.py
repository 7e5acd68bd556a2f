"""A year's appraisal by clicks and keys: laid down, keyed in, lines tried, published."""

from __future__ import annotations

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from jyguide.appraisal.kinds import Grade, Source
from tests.jyguide.appraisal.year import add_secretaries
from ui.secretary.appraisal.scheme_dialog import vetoes_of
from ui.secretary.page import SecretaryPage

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


class Clerk:
    """The tab as a person leads it."""

    def __init__(self, qtbot, page, desk):
        self.qtbot, self.page, self.desk = qtbot, page, desk
        self.tab = page.tabs.shown()

    def rest(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def click(self, name, under=None):
        button = (under or self.tab).findChild(QPushButton, name)
        assert (button.isVisible(), button.isEnabled()) == (True, True), name
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def dialog(self, name):
        found = [one for one in self.page.findChildren(QDialog, name) if one.isVisible()]
        assert found, name
        return found[-1]

    def type(self, dialog, name, text):
        field = dialog.findChild(QWidget, name)
        field = field.lineEdit() if isinstance(field, QComboBox) else field
        field.setFocus()
        field.selectAll()
        field.insert(text)  # as an input method does
        self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        self.rest()

    def into_grid(self, dialog, *cells):
        """As one types: a number, Enter, the next."""
        grid = dialog.grid
        grid.begin()
        for cell in cells:
            self._key(grid, cell)

    def into_grid_at(self, dialog, row, cell):
        dialog.grid.setCurrentIndex(dialog.model.index(row, 3))
        self._key(dialog.grid, cell)

    def _key(self, grid, cell):
        self.qtbot.keyClicks(grid, cell[0])  # opens the cell
        editor = grid.findChild(QLineEdit)
        self.qtbot.keyClicks(editor, cell[1:])
        self.qtbot.keyClick(editor, ENTER)
        self.qtbot.waitUntil(lambda: grid.findChild(QLineEdit) is None)

    def choose(self, name):
        """A line of the menu 更多."""
        next(
            one for one in self.tab.head.more.menu().actions() if one.objectName() == name
        ).trigger()
        self.rest()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.tab._soon.isActive())
        self.rest()

    def said(self, name):
        return self.tab.findChild(QLabel, name).text()


@pytest.fixture
def clerk(qtbot, app, desk):
    add_secretaries(app)
    page = SecretaryPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    qtbot.addWidget(page)
    page.resize(1142, 640)
    page.tabs.show_tab("secretary_appraisal")
    with qtbot.waitExposed(page):
        page.show()
    clerk = Clerk(qtbot, page, desk)
    clerk.rest()
    yield clerk
    clerk.rest()


def test_a_year_from_its_scheme_to_its_lists(clerk, app, tmp_path):
    lay_down(clerk)
    key_points(clerk)
    rescale(clerk)
    count_ballots(clerk, app)
    try_lines(clerk, app)
    publish(clerk, app)
    open_letter(clerk, tmp_path / "名单.docx")


def lay_down(clerk):
    clerk.click("no_appraisal_action")
    form = clerk.dialog("scheme_dialog")
    for source, weight in zip(Source, (0, 50, 40, 0), strict=True):
        form.findChild(QSpinBox, f"weight_{source.value}").setValue(weight)
    clerk.click("confirm", form)
    assert "各来源的权重合计 90%，应为 100%。" in [
        one.text() for one in form.findChildren(QLabel, "problem")
    ]
    form.findChild(QSpinBox, "weight_grassroots").setValue(50)
    form.findChild(QPlainTextEdit, "vetoes").setPlainText("受到党纪处分")
    clerk.click("confirm", form)
    assert [line.subject.name for line in clerk.tab.table.shown_rows()] == [
        "阿卜杜拉·买买提",
        "陈明",
        "单雄",
    ]


def key_points(clerk):
    """One by one, and the rest as a block from Excel; what is out of range is not kept."""
    clerk.click("key_scores")
    form = clerk.dialog("scores_dialog")
    clerk.type(form, "rater", "镇党委书记")
    clerk.into_grid(form, "96")
    assert not form.findChild(QComboBox, "rater").isEnabled(), "his points are nobody else's"
    QGuiApplication.clipboard().setText("91\n188\n77\n")
    clerk.qtbot.keyClick(form.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    block = clerk.dialog("paste_dialog")
    said = block.findChild(QLabel, "what").text(), block.findChild(QLabel, "why").text()
    assert said[0].startswith("将改动 1 格，打叉的 1 格不能贴，保持原样。下面多出 1 行")
    assert said[1] == "3　单雄　得分：“188”不在 0 到 100 分之间。"
    clerk.click("confirm", block)
    assert form.said.text().startswith("已贴入 1 格，可按 Ctrl+Z 撤销。另有 1 格保持原样")
    clerk.desk.alerts.answers = [False]
    form.reject()
    assert "录入的 2 人还没有保存" in clerk.desk.alerts.questions[-1]
    clerk.into_grid_at(form, 2, "188")  # what is typed stays to be put right
    clerk.click("confirm", form)
    assert "单雄：得分：“188”不在 0 到 100 分之间" in form.said.text()
    clerk.into_grid_at(form, 2, "88.5")
    clerk.click("confirm", form)
    assert [row.standing.parts for row in clerk.tab.table.rows()] == [
        {Source.SUPERIOR: 960},
        {Source.SUPERIOR: 910},
        {Source.SUPERIOR: 885},
    ]
    assert clerk.tab.table.model.columns[-1].text(clerk.tab.table.rows()[0]) == "缺基层评价"


def rescale(clerk):
    """By the scheme whoever lacks a source waits; by another the rest of the weights counts."""
    clerk.choose("change_scheme")
    form = clerk.dialog("scheme_dialog")
    form.findChild(QComboBox, "missing").setCurrentIndex(0)
    clerk.click("confirm", form)
    assert [line.standing.points for line in clerk.tab.table.rows()] == [960, 910, 885]


def count_ballots(clerk, app):
    """Control sums are live; what a batch says is not shown again, and counts when merged."""
    clerk.click("key_ballots")
    over = clerk.dialog("ballots_dialog")
    for name, voters, blocks in (("党员代表", 30, ("28", "30", "20\t10")), ("驻村", 3, ("3",))):
        clerk.click("new_batch", over)
        form = clerk.dialog("batch_dialog")
        form.findChild(QComboBox, "source").setCurrentIndex(2)
        clerk.type(form, "batch", name)
        for field in ("voters", "issued", "returned"):
            form.findChild(QSpinBox, field).setValue(voters)
        form.grid.begin()
        form.grid.paste_text("\n".join(blocks))
        if voters == 30:
            clerk.click("confirm", clerk.dialog("paste_dialog"))
            assert "1 人票数对不上" in form.said.text()
            form.grid.setCurrentIndex(form.model.index(0, 3))
            form.grid.paste_text("28\t\t\t\t2")
            clerk.click("confirm", clerk.dialog("paste_dialog"))
        assert "票数全部对得上" in form.said.text()
        clerk.click("confirm", form)
    assert app.appraisal_lists.inputs(clerk.tab._wanted).waiting == 4
    clerk.desk.alerts.answers = [True]
    clerk.click("count_in", over)
    assert "不能撤销" in clerk.desk.alerts.hints[-1]
    clerk.qtbot.keyClick(over, Qt.Key.Key_Escape)
    first = clerk.tab.table.rows()[0].standing
    assert first.subject.found[Source.GRASSROOTS].ballots.voters == 33
    assert [line.standing.points for line in clerk.tab.table.rows()] == [980, 955, 909]


def try_lines(clerk, app):
    """The line goes down by keys; names move; saving makes it the scheme."""
    clerk.click("view_lists")
    columns = clerk.tab.sandbox.columns.columns
    assert [one.count.text() for one in columns][:2] == ["优秀 0 人", "合格 3 人"]
    quota = clerk.tab.findChild(QSpinBox, "excellent_quota")
    quota.setValue(70)
    clerk.settle()
    assert [one.count.text() for one in columns][:2] == ["优秀 2 人", "合格 1 人"]
    axis = clerk.tab.sandbox.axis
    axis.setFocus()
    for _ in range(6):
        clerk.qtbot.keyClick(axis, Qt.Key.Key_PageUp)
    clerk.settle()
    assert [one.count.text() for one in columns][:2] == ["优秀 1 人", "合格 2 人"]
    assert clerk.said("appraisal_state") == "试排中：比已存办法 ↑升 1 人、↓降 0 人"
    columns[1].view.select_positions([0])
    assert clerk.said("secretary_name") == "陈明"
    assert "达到合格线 75 分，距优秀线 96 分差 0.5 分。" in clerk.said("why")
    clerk.click("save_scheme")
    row = app.appraisals.appraisals()[0]
    assert row.facts.scheme.lines[Grade.EXCELLENT] == 960
    assert row.facts.scheme.excellent_quota == 70


def publish(clerk, app):
    """Somebody is vetoed, put elsewhere with a reason, and the lists go out."""
    clerk.click("veto")
    form = clerk.dialog("veto_dialog")
    clerk.type(form, "veto_V1", "2026年8月受党内警告处分")
    clerk.click("confirm", form)
    assert clerk.said("secretary_grade") == "不合格"
    clerk.click("decide")
    form = clerk.dialog("decide_dialog")
    clerk.click("confirm", form)
    assert "请写明原因。" in [one.text() for one in form.findChildren(QLabel, "problem")]
    clerk.type(form, "reason", "抢险立功")
    clerk.click("confirm", form)
    assert clerk.said("secretary_grade") == "优秀"
    clerk.click("publish")
    form = clerk.dialog("publish_dialog")
    assert "人工调整 1 人。" in form.findChild(QLabel, "sentence").text()
    clerk.type(form, "number", "澄组〔2026〕12号")
    clerk.click("confirm", form)
    (row,) = app.appraisal_lists.publications(clerk.tab._wanted)
    assert (row.number, row.counts[Grade.EXCELLENT]) == ("澄组〔2026〕12号", 2)
    clerk.tab.head.published.menu().actions()[0].trigger()
    clerk.rest()
    assert clerk.dialog("published_dialog").table.rows()[1].reason == "抢险立功"


def open_letter(clerk, target):
    shown = clerk.dialog("published_dialog")
    clerk.desk.alerts.files = [target]
    clerk.click("published_word", shown)
    asking = clerk.dialog("letter_dialog")
    assert asking.windowTitle() == "导出考核结果通报"
    asking.contact.setText("王芳，电话 86860000")
    clerk.click("confirm", asking)
    said = "".join(one.text for one in Document(target).paragraphs)
    assert "（联系人：王芳，电话 86860000）" in said
    assert "其中1名经研究作了调整" in said
    assert "两个平均数各占一半" in said


def test_a_veto_keeps_its_code_while_its_text_stays():
    known = vetoes_of("受到党纪处分\n发生安全事故", ())
    assert [one.code for one in known] == ["V1", "V2"]
    again = vetoes_of("发生安全事故\n\n 弄虚作假 \n发生安全事故", known)
    assert [(one.code, one.text) for one in again] == [("V2", "发生安全事故"), ("V3", "弄虚作假")]

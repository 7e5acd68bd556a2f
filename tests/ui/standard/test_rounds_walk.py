"""A round led on screen: laid down, a branch scored, the tree changed, a phase closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QMenu, QPushButton

from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.standard.kinds import BranchKind, Phase

LEFT = Qt.MouseButton.LeftButton
K = OrganisationKind


@pytest.fixture
def grown(app):
    """A station with two villages and a branch of which nobody can tell what it is."""
    town = next(row for row in app.organisations.rows() if row.name == "周庄镇")
    for name, kind in (("山泉村", K.VILLAGE), ("华宏村", K.VILLAGE), ("机关党支部", K.BRANCH)):
        app.organisations.add(OrganisationFacts(name, kind, town.id))
    return app


class Walk:
    """The page as a person leads it."""

    def __init__(self, qtbot, page, rest):
        self.qtbot, self.page, self.rest = qtbot, page, rest
        self.heads = {each.objectName(): each for each in page.head_buttons()}
        self.told = []
        page.notice.connect(self.told.append)

    @property
    def tab(self):
        return self.page.tabs.shown()

    def click(self, name, under=None):
        button = self.heads.get(name) or (under or self.tab).findChild(QAbstractButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def dialog(self, name):
        shown = [one for one in self.page.findChildren(QDialog, name) if one.isVisible()]
        assert len(shown) == 1, name
        return shown[0]

    def choose(self, name):
        self.tab.table.select_rows(lambda line: line.branch.name == name)
        self.rest()

    def undo(self):
        self.told[-1].action()
        self.rest()

    def names(self):
        return [line.branch.name for line in self.tab.table.shown_rows()]


def test_a_round_from_the_form_to_a_closed_phase(grown, open_page, rest, qtbot, alerts):
    walk = Walk(qtbot, open_page(grown), rest)
    lay_down(walk)
    (due,) = [one for one in grown.day.due().lines if one.key == "rounds"]
    assert due.sentence == "“标准化建设”的摸底自查今天到期"
    begin_scoring(walk)
    gone = next(row for row in grown.organisations.rows() if row.name == "华宏村")
    grown.organisations.remove(gone.id)
    let_go(walk)
    alerts.answers = [True]
    walk.click("close_self_inspection")
    assert alerts.questions == ["关闭“摸底自查”阶段？"]
    strip = walk.tab.strip
    assert not strip.cards[Phase.SELF_INSPECTION].close_button.isVisible()
    assert strip.cards[Phase.RECTIFICATION].close_button.isVisible()
    assert walk.tab.now.phase(Phase.SELF_INSPECTION).closed_on is not None


def lay_down(walk):
    walk.click("new_round")
    form = walk.dialog("round_dialog")
    assert form.findChild(QLabel, "taking_part").text() == "参加的支部：2 个，另有 1 个要先定类型"
    form.pane.ticks.table.select_rows(lambda one: one.kind is None)
    menu = form.findChild(QPushButton, "set_kind").menu()
    assert isinstance(menu, QMenu)
    menu.actions()[list(BranchKind).index(BranchKind.OFFICE)].trigger()
    form.findChild(QLineEdit, "name").setText("")
    walk.click("save", form)
    assert form.form._rows["name"].problem == "请填写名称。"
    form.findChild(QLineEdit, "name").setText("标准化建设")
    form.findChild(QAbstractButton, "self_inspection_closes_on").click()
    walk.click("save", form)
    assert walk.told[-1].sentence == "已新建轮次“标准化建设”，参加的支部 3 个。"
    assert walk.heads["round_picker"].currentText() == "2026年标准化建设"
    assert walk.names() == ["山泉村", "华宏村", "机关党支部"]


def begin_scoring(walk):
    walk.choose("华宏村")
    walk.qtbot.keyClick(walk.tab.table.view, Qt.Key.Key_Return)
    asked = walk.dialog("inspector_dialog")
    asked.findChild(QLineEdit, "inspector").setText("阿卜杜拉·买买提")
    walk.click("confirm", asked)
    assert walk.page.stack.currentWidget() is walk.page.scoring
    assert not walk.heads["new_round"].isEnabled()
    walk.page.scoring.closed.emit()
    walk.rest()
    walk.choose("华宏村")
    assert walk.tab.detail.buttons[Phase.SELF_INSPECTION].text() == "摸底自查：继续评分"
    assert "阿卜杜拉·买买提 未完成" in walk.tab.findChild(QLabel, "inspections").text()


def let_go(walk):
    walk.tab.findChild(QPushButton, "branch_menu").menu().actions()[1].trigger()
    walk.rest()
    apart = walk.dialog("compare_dialog")
    assert apart.findChild(QPushButton, "settle_leave").text() == "退出本轮 1 个"
    walk.click("settle_leave", apart)
    why = walk.dialog("reason_dialog")
    assert why._reason.itemText(1) == "并入山泉村"
    why._reason.setCurrentIndex(1)
    walk.click("agree", why)
    assert walk.told[-1].sentence == "1 个支部已退出本轮，检查记录保留。"
    walk.choose("华宏村")
    assert walk.tab.findChild(QLabel, "branch_left").text() == "已退出本轮：并入山泉村"
    walk.undo()
    assert [line.left for line in walk.tab.now.branches] == [False] * 3

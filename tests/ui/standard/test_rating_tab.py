"""The four lists on screen: lines dragged, a branch explained, decided about, published."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from jyguide.standard.kinds import Phase, Rating
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from ui.publishing.dialogs import PublishDialog
from ui.publishing.letter_dialog import LetterDialog
from ui.standard.rating.dialogs import DecideDialog
from ui.standard.rating.published_dialog import PublishedDialog
from ui.standard.rating.rule_bar import RuleDialog

LEFT = Qt.MouseButton.LeftButton
LOST = {"E01": Score(0, finding="没有活动记录。")}


@pytest.fixture
def laid(app):
    """Points 100 and 90, and one branch without."""
    laid = lay_round(app)
    inspected(app, laid, 0)
    inspected(app, laid, 1, all_well() | LOST)
    app.ratings.save_rule(laid.round_id, RatingRule({Phase.CROSS_INSPECTION: 100}))
    return laid


class Hand:
    """The tab as a person leads it."""

    def __init__(self, qtbot, page, rest):
        self.qtbot, self.page, self.rest = qtbot, page, rest
        self.tab = page.tabs.shown()

    def click(self, name, under=None):
        button = (under or self.tab).findChild(QPushButton, name)
        assert (button.isVisible(), button.isEnabled()) == (True, True), name
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def key(self, key, widget):
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        widget.setFocus()
        self.qtbot.keyClick(widget, key)
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.tab._soon.isActive())
        self.rest()

    def choose(self, rating, at=0):
        """By the keyboard, as rows of a list are chosen."""
        view = self.tab.findChild(QWidget, f"list_{rating.value}").view
        view.select_positions([at])
        self.rest()

    def counts(self):
        return [column.count.text() for column in self.tab.columns.columns]

    def way(self):
        return self.tab.findChild(QWidget, "way_up").findChild(QLabel, "sentence").text()

    def text(self, name):
        return self.tab.findChild(QLabel, name).text()

    def dialog(self, kind):
        return next(one for one in self.page.findChildren(kind) if one.isVisible())


@pytest.fixture
def hand(qtbot, app, laid, open_page, rest):
    return Hand(qtbot, open_page(app, "round_rating"), rest)


def test_lines_are_tried_by_keys_and_mouse_and_saved(hand, app, laid):
    assert hand.counts() == ["示范 2 个", "优秀 0 个", "合格 0 个", "不合格 0 个"]
    by_keys(hand)
    by_mouse(hand)
    weights(hand)
    hand.click("save_rule")
    rule = app.rounds.round(laid.round_id).facts.rule
    assert (rule.lines[Rating.MODEL], rule.quotas) == (1000, {Rating.MODEL: 50})
    assert rule.weights[Phase.CROSS_INSPECTION] == 90
    assert not hand.tab.head.save.isEnabled()


def by_keys(hand):
    """The line of the model list goes to 90.1, and back to what is saved."""
    axis = hand.tab.axis
    hand.key(Qt.Key.Key_Up, axis)
    hand.key(Qt.Key.Key_Right, axis)
    assert hand.counts()[:2] == ["示范 1 个", "优秀 1 个"]
    assert hand.text("rating_state") == "试用中：比已存规则 ↑升 0 个、↓降 1 个"
    assert "示范线 90.1 分" in axis.accessibleDescription()
    assert not hand.tab.head.publish.isEnabled(), "a rule that is only tried is not published"
    moved = hand.tab.columns.columns[1].model
    assert moved.columns[2].text(moved.rows[0]) == "↓ 示范"

    hand.choose(Rating.EXCELLENT)
    assert "差 0.1 分，补齐E01“每月有主题党日”即可示范" in hand.way()
    assert hand.text("why").startswith("互查 90 分 × 100% = 90 分。\n达到优秀线 80 分")
    hand.click("restore_rule")
    assert hand.counts()[0] == "示范 2 个"
    assert hand.text("branch_rating") == "示范", "the branch chosen moves too"


def by_mouse(hand):
    """The same line is dragged beyond the end; a quota is set beside it."""
    axis = hand.tab.axis
    line, middle = round(axis._x(900)), axis.height() // 2
    hand.qtbot.mousePress(axis, LEFT, pos=QPoint(line, middle))
    hand.qtbot.mouseMove(axis, QPoint(round(axis._x(1000)), middle))
    hand.qtbot.mouseMove(axis, QPoint(axis.width(), middle))
    hand.qtbot.mouseRelease(axis, LEFT, pos=QPoint(axis.width(), middle))
    hand.settle()
    hand.tab.findChild(QSpinBox, "quota_model").setValue(50)
    hand.settle()
    assert hand.counts()[:2] == ["示范 1 个", "优秀 1 个"]


def weights(hand):
    """What does not add up to a hundred is no rule."""
    hand.click("more_rule")
    dialog = hand.dialog(RuleDialog)
    dialog.findChild(QSpinBox, "weight_self_inspection").setValue(10)
    hand.click("confirm", dialog)
    assert dialog.isVisible(), "110 % is no rule"
    dialog.findChild(QSpinBox, "weight_cross_inspection").setValue(90)
    hand.click("confirm", dialog)


def test_a_decision_a_publication_and_its_files(hand, alerts, tmp_path):
    decide(hand)
    publish(hand)
    hand.click("take_back")
    assert hand.counts()[0] == "示范 2 个"
    look_up(hand, alerts, tmp_path)
    hand.click("unrated")
    assert hand.text("why") == "周庄镇　稷山村党支部"
    hand.tab.head.search.setText("山泉")
    assert len(hand.tab.columns.columns[0].model.rows) == 1


def decide(hand):
    """A branch is put on a lower list; a reason is needed."""
    hand.choose(Rating.MODEL, 1)
    hand.click("decide")
    dialog = hand.dialog(DecideDialog)
    hand.click("confirm", dialog)
    assert dialog.isVisible(), "there is no reason yet"
    rating = dialog.findChild(QComboBox, "rating")
    rating.setCurrentIndex(rating.findData(Rating.QUALIFIED))
    dialog.findChild(QLineEdit, "reason").setText("查实弄虚作假")
    hand.click("confirm", dialog)
    assert hand.counts() == ["示范 1 个", "优秀 0 个", "合格 1 个", "不合格 0 个"]
    assert "决定列入合格，原因：查实弄虚作假。" in hand.text("why")


def publish(hand):
    """The number is put into official brackets."""
    hand.click("publish")
    dialog = hand.dialog(PublishDialog)
    assert "人工调整 1 个" in dialog.findChild(QLabel, "sentence").text()
    dialog.findChild(QLineEdit, "number").setText("周委[2026]3号")
    hand.click("confirm", dialog)


def look_up(hand, alerts, tmp_path):
    """What was published is shown as it was, and written to files."""
    hand.tab.head.published.menu().actions()[0].trigger()
    hand.rest()
    shown = hand.dialog(PublishedDialog)
    assert [one.rating for one in shown.table.rows()] == [Rating.MODEL, Rating.QUALIFIED]
    alerts.files = [tmp_path / "名单.docx", tmp_path / "名单.xlsx"]
    hand.click("published_word", shown)
    hand.click("confirm", shown.findChild(LetterDialog))
    hand.click("published_excel", shown)
    assert (tmp_path / "名单.docx").exists()
    assert (tmp_path / "名单.xlsx").exists()
    assert alerts.suggested[0] == "2026年标准化建设四张名单 周委〔2026〕3号.docx"
    hand.click("close", shown)

"""The results of an exam through real clicks and keys: people, the whole, items, the bank."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from ui.exam.results.tab import ResultsTab
from ui.printing.preview import PrintPreview
from ui.widgets import RowTable
from ui.widgets.chart import BarList
from ui.widgets.chart_map import PointMap

LEFT = Qt.MouseButton.LeftButton


class Hands:
    """Drives the tab over an exam that three people sat."""

    def __init__(self, qtbot, desk, app):
        self.qtbot, self.desk = qtbot, desk
        self.tab = ResultsTab(desk, app)
        self.tab.resize(1142, 620)
        qtbot.addWidget(self.tab)
        self.tab.show()
        qtbot.waitExposed(self.tab)
        self.tab.reload()
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def find(self, kind, name):
        found = [one for one in self.tab.findChildren(kind, name) if one.isVisible()]
        assert found, name
        return found[0]

    def click(self, name):
        self.qtbot.mouseClick(self.find(QPushButton, name), LEFT)
        self.settle()

    def text(self, name):
        return self.find(QTextBrowser, name).toPlainText()


def sat(room):
    """The first two know all but item 1, of which the third alone knows the answer."""
    right = room.right_answers()
    first = room.paper.places[0].content.answer
    wrong = next(letter for letter in "ABC" if letter != first)
    room.sit("仇小雨", right | {1: wrong})
    room.sit("单大山", right | {1: wrong, 4: "T" if right[4] == "F" else "F"})
    room.sit("王样例", {1: first})
    return wrong


def test_the_whole_the_items_the_bank_and_the_paper(qtbot, desk, room, alerts):
    wrong = sat(room)
    hands = Hands(qtbot, desk, room.app)
    figures = room.app.results.figures(room.exam.id)
    sheet = hands.text("sheet")
    assert f"选了 {wrong}" in sheet
    assert "要加强的类别" in sheet

    hands.click("show_overview")
    said = [label.text() for label in hands.tab.findChildren(QLabel, "reading")]
    assert any("交卷 3 人" in one for one in said)
    bands = hands.find(BarList, "bands").accessibleDescription()
    assert sum(int(part.split("：")[1].split(" 人")[0]) for part in bands.split("；")) == 3
    walk_the_map(hands)
    table = hands.find(RowTable, "items")
    text = hands.text("item_text")
    assert "得分高的人反而答错" in text
    assert text.count("样本少，仅供参考") >= 4
    hands.click("item_history")
    assert "题目现在的样子：1 场考试，3 人作答" in hands.text("item_text")
    assert not table.view.horizontalScrollBar().isVisible()  # stems are cut short, not pushed out
    choice = hands.find(QComboBox, "choice_flagged")
    choice.setFocus()
    choice.setCurrentIndex(choice.findText("需要核对"))
    choice.activated.emit(choice.currentIndex())
    flagged = {row.place.position for row in table.shown_rows()}
    expected = {
        place.position
        for place, item in zip(figures.places, figures.analysis.items, strict=True)
        if item.flags
    }
    assert flagged == expected
    table.clear_conditions()
    table.select_rows(lambda row: row.place.position == 1)

    tell_the_bank(hands, room, alerts)
    see_documents(hands)


def walk_the_map(hands):
    """By keys to the first item, and by Enter to its figures."""
    chart = hands.find(PointMap, "item_map")
    assert "第 1 题" in chart.accessibleDescription()
    chart.setFocus()
    hands.qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("第 1 题")
    hands.qtbot.keyClick(chart, Qt.Key.Key_Return)
    hands.settle()

    table = hands.find(RowTable, "items")
    assert [row.place.position for row in table.selected_rows()] == [1]


def tell_the_bank(hands, room, alerts):
    """Once; afterwards the button is grey and the item says so."""
    table = hands.find(RowTable, "items")
    alerts.answers = [True]
    hands.click("report_item")
    (report,) = room.app.reports.reports()
    assert "3 人作答" in report.text
    table.select_rows(lambda row: row.place.position == 1)
    assert not hands.find(QPushButton, "report_item").isEnabled()
    assert "已经报给题库" in hands.text("item_text")


def see_documents(hands):
    """Each line of the menu 打印 opens what it says, as it will be printed."""
    qtbot = hands.qtbot
    for line, least in ((0, 1), (1, 1), (2, 3)):
        menu = hands.find(QPushButton, "print_results").menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        menu.actions()[line].trigger()
        qtbot.waitUntil(lambda: bool(hands.tab.findChildren(PrintPreview)))
        (preview,) = hands.tab.findChildren(PrintPreview)
        qtbot.waitUntil(lambda shown=preview: bool(shown.pages))
        hands.settle()
        assert len(preview.pages) >= least
        qtbot.keyClick(preview, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not hands.tab.findChildren(PrintPreview))


def test_an_item_that_the_office_may_change_is_opened(qtbot, desk, room):
    sat(room)
    hands = Hands(qtbot, desk, room.app)
    hands.click("show_items")
    table = hands.find(RowTable, "items")
    line = table.rows()[0]
    view = hands.tab.items_view
    view.show_figures(hands.tab._found.figures, (), {line.place.revision_id})
    table.select_rows(lambda row: row.place.position == 1)
    hands.click("open_item")
    qtbot.waitUntil(
        lambda: any(one.objectName() == "editor" for one in hands.tab.findChildren(QDialog))
    )
    (editor,) = hands.tab.findChildren(QWidget, "editor")
    assert editor.isVisible()
    hands.settle()
    editor.reject()
    qtbot.waitUntil(lambda: not hands.tab.findChildren(QWidget, "editor"))

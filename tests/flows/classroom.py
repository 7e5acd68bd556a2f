"""The real main window over a data folder, and the hands of the person at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from jyguide.bank.item import ItemKind
from tests.ui.exam.exam_hands import ENTER, LEFT, Hands
from tests.ui.exam.exam_room import ExamRoom, right_answer
from tests.ui.people.gestures import Window as Gestures
from ui.exam.composing.blueprint_line import BlueprintLineEditor
from ui.exam.sitting.window import ExamWindow
from ui.main import Window
from ui.people.people_model import PeopleModel
from ui.printing.preview import PrintPreview


class Classroom(Gestures):
    """The gestures of the page of people, and those of the pages after it."""

    def __init__(self, qtbot, main: Window):
        super().__init__(qtbot, main.shell, main.desk, main.app)
        self.main = main

    def go(self, page):
        """To another page by its entry in the navigation."""
        self.qtbot.mouseClick(self.shell.findChild(QPushButton, f"nav_{page}"), LEFT)
        self.settle()
        assert self.shell.current_page.name == page

    def tab(self, name, at):
        bar = self.find(QTabWidget, name).tabBar()
        self.qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(at).center())
        self.settle()

    def dialog(self, name) -> QDialog:
        """The dialog of that name, once it is there and has the keyboard."""
        self.qtbot.waitUntil(lambda: bool(self._shown(QDialog, name)))
        (found,) = self._shown(QDialog, name)
        self._activate(found)
        return found

    def preview(self) -> PrintPreview:
        """The print preview on screen, once its pages are laid out."""
        self.qtbot.waitUntil(lambda: bool(self._shown(PrintPreview, "")))
        self.settle()
        (found,) = self._shown(PrintPreview, "")
        return found

    def close_preview(self):
        preview = self.preview()
        self.qtbot.keyClick(preview, Qt.Key.Key_Escape)
        self.qtbot.waitUntil(lambda: not isValid(preview))

    def key(self, key):
        """Press a key where the cursor is, and wait for what follows."""
        self.qtbot.keyClick(self.shell.focusWidget(), key)
        self.settle()

    def find_and_take(self, table, typed):
        """Type into the search over a table; Enter goes to the first row, Enter takes it."""
        search = self.table(table).bar.search
        search.setFocus()
        search.clear()
        self.qtbot.keyClicks(search, typed)
        self.key(ENTER)
        self.key(ENTER)

    def begin_with(self, table):
        """Press what an empty table offers instead of rows."""
        button = self.table(table).findChild(QPushButton, "empty_action")
        assert button.isVisible()
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def sign_in(self, typed):
        """A name at the door, in pinyin or initials; what is then said large."""
        field = self.find(QLineEdit, "door_field")
        assert self.shell.focusWidget() is field
        self.qtbot.keyClicks(field, typed)
        self.key(ENTER)
        return self.text("door_line")

    def tile(self, name):
        return self.find(QWidget, name).findChild(QLabel, "value").text()

    def seen(self, table) -> list[dict[str, str]]:
        """What a table shows, row by row under its heads, scrolled to its end."""
        return self._rows_in(self.table(table).view)

    def seen_behind(self, table) -> list[dict[str, str]]:
        """As `seen`, of a table behind the dialog in front."""
        return self._rows_in(self.shell.findChild(QWidget, table).view)

    def _rows_in(self, view) -> list[dict[str, str]]:
        model, heads = view.model(), Qt.Orientation.Horizontal
        if isinstance(model, PeopleModel):  # reads its rows as they come on screen
            view.scrollToBottom()
            self.qtbot.waitUntil(lambda: model.peek(model.rowCount() - 1) is not None)
        titles = [model.headerData(at, heads) for at in range(model.columnCount())]
        return [
            {title: model.index(row, at).data() for at, title in enumerate(titles)}
            for row in range(model.rowCount())
        ]

    def reduce_blueprint(self, counts: Sequence[int], pass_points):
        """Type fewer items into the lines of the blueprint being edited."""
        editors = self.dialog("blueprint_dialog").findChildren(BlueprintLineEditor)
        for editor, count in zip(editors, counts, strict=True):
            self.type_number(editor.findChild(QSpinBox, "count"), count)
        self.type_number(self.find(QWidget, "pass_points"), pass_points)

    def type_number(self, box, number):
        """Type over a number field."""
        box.setFocus()
        box.selectAll()
        self.qtbot.keyClicks(box, str(number))

    def start_exam(self, room: ExamRoom) -> Hands:
        """Press 开始答题; the hands in the window that covers the screen now."""
        self.click("start")
        (window,) = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, ExamWindow) and one.isVisible()
        ]
        assert window.isFullScreen()
        self._activate(window)
        return Hands(self.qtbot, room, window)

    def leave_exam(self, hands: Hands):
        hands.click("leave")
        self.qtbot.waitUntil(lambda: not isValid(hands.window))
        self.settle()

    def leave(self):
        """Close the window for good."""
        assert self.shell.close()
        self.main.close()

    def _shown(self, kind, name):
        return [one for one in self.shell.findChildren(kind, name or None) if one.isVisible()]

    def _activate(self, window):
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)


def open_classroom(qtbot, alerts, folder: Path) -> Classroom:
    """The window over a folder, on screen, with its data open."""
    main = Window(folder, alerts)
    qtbot.addWidget(main.shell)
    main.shell.resize(1366, 768)
    with qtbot.waitExposed(main.shell):
        main.shell.show()
    main.open(alerts.report)
    qtbot.waitUntil(lambda: main.app is not None, timeout=20_000)
    found = Classroom(qtbot, main)
    found.settle()
    return found


def take_part(hands: Hands, name, initials, answer_of):
    """One person sits the whole exam by keyboard; what he answered, by position."""
    hands.come_in(name, initials)
    given = {}
    for place in hands.room.paper.places:
        assert hands.position == place.position
        given[place.position] = answer_of(place.content)
        hands.answer_by_keys(given[place.position])
        hands.key(Qt.Key.Key_PageDown)
    assert hands.text("question") == "全部题目已作答，确定交卷？"
    hands.key(Qt.Key.Key_Tab)
    hands.key(ENTER)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert name in hands.text("done_said")
    hands.key(ENTER)
    hands.wait(lambda: hands.sees(QListView, "candidate_list"))
    return given


def wrong_answer(content):
    """What earns nothing; of a multiple choice where all is right, one letter."""
    if isinstance(content.answer, tuple):
        return tuple("不是" for _ in content.answer)
    if content.kind is ItemKind.SHORT_ANSWER:
        return "不知道"
    letters = "TF" if content.kind is ItemKind.TRUE_FALSE else "ABCDEF"[: len(content.options)]
    return next((letter for letter in letters if letter not in right_answer(content)), letters[0])


def correct_errors(workbook: Path, corrections: dict[str, tuple[str, str]], struck: Sequence[str]):
    """Put one cell right for each name, and delete the rows of others, as a clerk would."""
    book = load_workbook(workbook)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    names = {row[heads.index("姓 名")].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    for name, (column, value) in corrections.items():
        sheet.cell(names[name], heads.index(column) + 1).value = value
    for at in sorted((names[name] for name in struck), reverse=True):
        sheet.delete_rows(at)
    book.save(workbook)

"""What the tabs of quizzes and oral answers share: one window at a time, records, a detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.quiz.console import Console
from ui.quiz.console_run import ConsoleRun
from ui.screens import Screens
from ui.theme import SPACE
from ui.widgets import Badge, Card, Facts, make_label


class PastDetail(Card):
    """One thing past: title, state, facts, buttons, and what came of it."""

    def __init__(self, names: tuple[str, str], said: str, buttons: Sequence[QPushButton]) -> None:
        """Build it.

        Args:
            names: Object names of the title and of the text.
            said: What a screen reader calls the text.
            buttons: Left to right.
        """
        super().__init__()
        self.title = make_label("", "section", names[0], wrap=True)
        self.state = Badge()
        self.state.hide()
        self.facts = Facts()
        self.text = QTextBrowser()
        self.text.setObjectName(names[1])
        self.text.setAccessibleName(said)
        self.text.setProperty("role", "sheet")
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state, alignment=Qt.AlignmentFlag.AlignTop)
        row.setSpacing(SPACE.s)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(self.facts)
        self.body.addLayout(row)
        self.body.addWidget(self.text, 1)


class ClassTab(QWidget):
    """Has one window open at the most, however often somebody asks for it."""

    said = Signal(str)
    what = ""
    """What is held here, in a word."""

    def __init__(self, desk: Desk, app: Application, screens: Screens | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._screens = screens or Screens(self)
        self.lectern: Console | None = None
        self.beside: ClassTab | None = None
        """The other tab: both would want the one wall."""

    def reload(self) -> None:
        """Fetch what is shown."""
        raise NotImplementedError  # each shows something else

    def why_not_leave(self) -> str:
        """What would be broken off by closing the program, or nothing."""
        return self.lectern.why_not_leave() if self.lectern is not None else ""

    def leave(self) -> None:
        """Close the window."""
        if self.lectern is not None:
            self.lectern.put_away()

    def _is_open(self) -> bool:
        """Whether there is a window already, which comes to the front, or one beside."""
        if self.lectern is not None:
            self.lectern.activateWindow()
            return True
        if self.beside is None or self.beside.lectern is None:
            return False
        self._desk.alerts.inform(
            f"{self.beside.what}的窗口还开着，{self.what}没有开始：投影一次只能放一个。",
            f"请先结束{self.beside.what}，关闭它的窗口。已经记下的都在。",
        )
        return True

    def _put_up(self, window: Console, run: ConsoleRun) -> None:
        """Show the instructor's window, and the wall on the other screen where there is one."""
        self.lectern = window
        window.closed.connect(self._forget_lectern)
        window.show()
        window.activateWindow()
        window.setFocus()
        run.show_first()

    @Slot()
    def _forget_lectern(self) -> None:
        if self.lectern is not None:
            self.lectern.deleteLater()
            self.lectern = None
            self._desk.changes.tell(Changed.QUIZ)

    def _export(self, what: str, title: str, write: Callable[[Path], Path]) -> None:
        """Ask where to, and write a record there.

        Args:
            what: As menu and sentences call it, such as 竞答记录.
            title: Of what was held, for the name of the file.
            write: Called on the worker with the path; returns it.
        """
        target = self._desk.alerts.choose_save_file(
            f"导出{what}", f"{file_name(title)}{what}.docx", "Word 文档 (*.docx)"
        )
        if target is not None:
            self._desk.act(
                self,
                lambda *_: write(target),
                partial(self._say_written, what),
                title=f"正在导出{what}",
            )

    def _say_written(self, what: str, target: Path) -> None:
        tell_written(self, target, f"{what}已保存到 {target}")

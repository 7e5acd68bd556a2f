"""The frame of an instructor's window: clock, trouble, controls, and the keys of the wall."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from ui.quiz.console_run import ConsoleRun
from ui.widgets import Banner, Kind, make_button, make_label

Control = tuple[str, str, Callable[[], object], Kind]
"""Name, words, what it does, how it looks."""


class Console(QWidget):
    """A window that hears the wall's keys as its own, and is not closed over what is not kept.

    Object names: `control_<name>`, `clock_face`, `trouble`.
    """

    closed = Signal()

    def __init__(self, run: ConsoleRun, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(title)
        self.setMinimumSize(1024, 640)
        self.resize(1366, 728)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._run = run
        self._controls: dict[str, QPushButton] = {}
        self._trouble = Banner()
        self._trouble.setObjectName("trouble")
        self._clock = make_label("", "figure", "clock_face")
        self._clock.setMinimumWidth(110)
        self._clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        run.left.connect(self.close)
        run.wall.pressed.connect(self._take_wall_key)
        run.come_home_by(self._come_home)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self._run.close()
        self.closed.emit()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; whether it asked for anything."""
        raise NotImplementedError  # each has keys of its own

    def may_close(self) -> bool:
        """Whether nothing is lost by closing, or he has been told what is."""
        raise NotImplementedError  # each keeps something else

    def why_not_leave(self) -> str:
        """What closing the program would break off."""
        raise NotImplementedError  # as above

    def _add_controls(
        self, row: QHBoxLayout, controls: Sequence[Control], gaps: Collection[str]
    ) -> None:
        """Buttons side by side, a gap after each of those named in ``gaps``."""
        for name, text, press, kind in controls:
            button = make_button(text, kind, name=f"control_{name}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the class
            button.clicked.connect(press)
            self._controls[name] = button
            row.addWidget(button)
            if name in gaps:
                row.addStretch(1)

    def _show_controls(self, texts: Mapping[str, str], allowed: Mapping[str, bool]) -> None:
        wall = self._run.wall
        usual = {
            "show": "收起投影" if wall.isVisible() else "放映",
            "black": "恢复显示" if wall.black else "黑屏",
        }
        for name, text in (usual | dict(texts)).items():
            self._controls[name].setText(text)
        for name, may in ({"black": wall.isVisible()} | dict(allowed)).items():
            self._controls[name].setEnabled(may)

    @Slot(QKeyEvent)
    def _take_wall_key(self, event: QKeyEvent) -> None:
        self.take(event)

    def put_away(self) -> None:
        """Close; whoever asks for it has been told what that breaks off."""
        self._run.leaving = True
        self.close()

    def over(self) -> QWidget:
        """The window a question belongs over: the wall where it covers the one screen."""
        return self._run.wall if QApplication.activeWindow() is self._run.wall else self

    def _come_home(self) -> QWidget:
        self.activateWindow()
        self.raise_()
        self.setFocus()
        return self

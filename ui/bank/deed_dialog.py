"""A dialog that does one thing at a time, says what was done, and takes it back step by step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.undoing import Done, noted, undo_action
from ui.widgets import Banner, make_button
from ui.widgets.button_row import ButtonRow

T = TypeVar("T")


class DeedDialog(QDialog):
    """Closed only between two deeds, so that their news always arrive.

    Object names: `told`, `undo_step`, `close`.
    """

    def __init__(self, desk: Desk, history: HistoryService, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._history = history
        self._done: list[ActionId] = []
        self._job: Job | None = None
        self._told = Banner()
        self._told.setObjectName("told")
        self._undo = make_button("撤销上一步", icon_name="undo", name="undo_step")
        self._undo.setEnabled(False)
        self._undo.clicked.connect(self._take_back)
        self._close = make_button("关闭", name="close")
        self._close.clicked.connect(self.reject)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        self._body.setSpacing(SPACE.m)

    def reject(self) -> None:
        if self._job is None:
            super().reject()

    def reload(self) -> None:
        """Fetch and show everything anew; called after each deed."""
        raise NotImplementedError  # each dialog shows something else

    def lay_foot(self, *buttons: QPushButton) -> None:
        """The last row: taking back on the left, the dialog's own buttons and 关闭 right."""
        row = ButtonRow(*buttons, leave=self._close, left=(self._undo,))
        self._body.addLayout(row)

    def deed(
        self,
        work: Callable[[], T],
        said: Callable[[T], str],
        title: str,
        changed: Changed = Changed.BANK,
        *,
        for_good: bool = False,
    ) -> None:
        """Do something on the worker, say what came of it, and show everything anew.

        Args:
            work: One use case that writes.
            said: From its result to a sentence.
            title: What the progress strip calls it.
            changed: What it touches.
            for_good: Whether it cannot be taken back, as a paper that was drawn.
        """
        if self._job is not None:
            return
        noting = brief(partial(noted, self._history, work))
        tell = partial(self._tell_done, said, for_good=for_good)
        self._wait_for(self._desk.act(self, noting, tell, title=title, changed=changed))

    def _tell_done(self, said: Callable[[T], str], done: Done[T], *, for_good: bool) -> None:
        if for_good:
            self._done.clear()  # 上一步 is this one: it must not mean an older
        elif done.action is not None:
            self._done.append(done.action)
        self._told.say(said(done.result), Tone.GOOD)

    @Slot()
    def _take_back(self) -> None:
        if self._done and self._job is None:
            changed = Changed.BANK | Changed.EXAMS
            action = self._done[-1]
            job = undo_action(
                self._desk, self, self._history, action, changed, self._tell_taken_back
            )
            self._wait_for(job)

    def _tell_taken_back(self, _rows: int) -> None:
        self._done.pop()
        self._told.say("已撤销上一步。", Tone.INFO)

    def _wait_for(self, job: Job) -> None:
        self._job = job
        self._undo.setEnabled(False)
        self._close.setEnabled(False)
        job.ended.connect(self._rest)

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        self._undo.setEnabled(bool(self._done))
        self._close.setEnabled(True)
        self.reload()

"""The lower edge of taking something in: ways back and on, and how far the work is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QWidget

from ui.jobs import Job
from ui.widgets import Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_BAR_WIDTH = 120


class ImportFoot(QWidget):
    """The dialog connects the buttons and says which of them fit the step.

    Object names: `other_file`, `undo_import`, `progress_text`, `progress_bar`, `close_import`,
    `import_now`, and those of what each area adds.
    """

    def __init__(self, other: str, other_icon: str = "import", write_icon: str = "") -> None:
        """`other` is what the way back to another file is called; icons by their names."""
        super().__init__()
        self._title = ""
        self.other = make_button(other, icon_name=other_icon, name="other_file")
        self.undo = make_button("撤销本次导入", Kind.DANGER, "undo", "undo_import")
        self.leave = make_button("取消", name="close_import")
        self.write = make_button("导入", Kind.PRIMARY, write_icon, "import_now")
        self._parts: tuple[QWidget, ...] = ()
        self._onward: tuple[QPushButton, ...] = ()
        self._main: QPushButton = self.leave
        self._text = make_label("", "small", "progress_text")
        self._text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("progress_bar")
        self._bar.setFixedWidth(_BAR_WIDTH)

    def follow(self, job: Job, title: str) -> None:
        """Show how far `job` is; everything but 取消 is shut until `rest`."""
        self._title = title
        self._text.setText(f"{title}…")
        self._bar.setRange(0, 0)
        self._show_work(working=True)
        self.leave.setText("取消")
        job.progressed.connect(self._show_progress)

    def say_cancelling(self) -> None:
        """The work has been asked to stop and has not yet."""
        self._text.setText("正在取消…")
        self.leave.setEnabled(False)

    def rest(self) -> None:
        """The work has ended."""
        self._show_work(working=False)

    def offer(self, *wanted: QWidget, leave: str) -> None:
        """Show these beside the button that leaves, which is called `leave`."""
        for part in self._parts:
            part.setVisible(part in wanted)
        self.leave.setText(leave)
        leads_on = [button for button in self._onward if button in wanted]
        self._main = leads_on[0] if leads_on else self.leave
        self._main.setDefault(True)

    def prefer_leaving(self) -> None:
        """Whatever leads on, Enter leaves."""
        self._main = self.leave
        self._main.setDefault(True)

    def enter(self) -> None:
        """Lead the keyboard to what comes next."""
        self._main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(
        self, back: Sequence[QWidget], beside: Sequence[QWidget], onward: Sequence[QPushButton]
    ) -> None:
        """Once all parts are there.

        Args:
            back: What stands at the left.
            beside: What stands left of what leads on: 上一步, or how it is done.
            onward: What leads on; the button that leaves stands right of it.
        """
        self._parts = (*back, *beside, *onward)
        self._onward = tuple(onward)
        acts = (self._text, self._bar, *beside, *onward)
        row = ButtonRow(*acts, leave=self.leave, left=back)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.rest()

    def _show_work(self, *, working: bool) -> None:
        self._text.setVisible(working)
        self._bar.setVisible(working)
        self.leave.setEnabled(True)
        for part in self._parts:
            part.setDisabled(working)

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self.leave.isEnabled():
            self._text.setText(self._said(f"{done}/{total}" if total else "", text))

    def _said(self, counted: str, text: str) -> str:
        """How far the work is, in words; nothing is counted where the end is not known."""
        return f"{text or self._title}：{counted}" if counted else f"{text or self._title}…"

"""The lower edge of taking questions in: ways back and on, what becomes of the items."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.jobs import Job
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label

_BAR_WIDTH = 120
_STATES = ("导入后直接启用", "导入后先送审")


class ImportFoot(QWidget):
    """The dialog connects the buttons and says which of them fit the step.

    Object names: `other_file`, `save_template`, `save_errors`, `undo_import`, `progress_text`,
    `progress_bar`, `state`, `close_import`, `import_now`.
    """

    def __init__(self, other: str) -> None:
        """`other` is what the way back is called."""
        super().__init__()
        self._title = ""
        self.other = make_button(other, icon_name="back", name="other_file")
        self.save_template = make_button("下载模板…", icon_name="save", name="save_template")
        self.save_errors = make_button("错误清单…", icon_name="save", name="save_errors")
        self.undo = make_button("撤销本次导入", Kind.DANGER, "undo", "undo_import")
        self.leave = make_button("取消", name="close_import")
        self.write = make_button("导入", Kind.PRIMARY, name="import_now")
        self.state = QComboBox()
        self.state.setObjectName("state")
        self.state.addItems(_STATES)
        self.state.setToolTip(
            "先送审：核对、启用之后才会抽到。请核对的题总是先送审，没有答案的题总是存为草稿。"
        )
        self._text = make_label("", "small", "progress_text")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("progress_bar")
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._build()
        self.rest()

    @property
    def to_review(self) -> bool:
        """Whether the items are to wait for review."""
        return self.state.currentIndex() == 1

    def follow(self, job: Job, title: str) -> None:
        """Show how far `job` is; everything but 取消 is shut until `rest`."""
        self._title = title
        self._text.setText(f"{title}…")
        self._bar.setRange(0, 0)
        self._show_work(working=True)
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
        for part in self._parts():
            part.setVisible(part in wanted)
        self.leave.setText(leave)
        target: QPushButton = self.write if self.write in wanted else self.leave
        target.setDefault(True)

    def enter(self) -> None:
        """Lead the keyboard to what comes next."""
        target = self.write if self.write.isVisibleTo(self) else self.leave
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for button in (self.other, self.save_template, self.save_errors, self.undo):
            row.addWidget(button)
        row.addStretch()
        for part in (self._text, self._bar, self.state, self.leave, self.write):
            row.addWidget(part)

    def _parts(self) -> tuple[QWidget, ...]:
        ways = (self.other, self.save_template, self.save_errors, self.undo)
        return (*ways, self.state, self.write)

    def _show_work(self, *, working: bool) -> None:
        self._text.setVisible(working)
        self._bar.setVisible(working)
        self.leave.setEnabled(True)
        for part in self._parts():
            part.setDisabled(working)

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self.leave.isEnabled():
            counted = f"：{done}/{total}" if total else "…"
            self._text.setText(f"{text or self._title}{counted}")

"""The lower edge of the import wizard: ways back and on, and how far the work is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.jobs import Job
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label

_BAR_WIDTH = 140


class ImportFoot(QWidget):
    """The dialog connects the buttons and says which of them fit the step.

    Object names: `back`, `other_file`, `print_report`, `undo_import`, `progress_text`,
    `progress_bar`, `close_import`, `next_step`, `import_now`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self.back = make_button("上一步", icon_name="back", name="back")
        self.other = make_button("再导入文件", icon_name="import", name="other_file")
        self.report = make_button("打印或保存本报告…", icon_name="print", name="print_report")
        self.undo = make_button("撤销本次导入", Kind.DANGER, "undo", "undo_import")
        self.leave = make_button("取消", name="close_import")
        self.go_on = make_button("下一步：预演", Kind.PRIMARY, name="next_step")
        self.write = make_button("导入", Kind.PRIMARY, "import", "import_now")
        self._text = make_label("", "small", "progress_text")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName("progress_bar")
        self._bar.setFixedWidth(_BAR_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for button in (self.back, self.other, self.report, self.undo):
            row.addWidget(button)
        row.addStretch()
        for part in (self._text, self._bar, self.leave, self.go_on, self.write):
            row.addWidget(part)
        self.rest()

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

    def offer(self, *wanted: QPushButton, leave: str) -> None:
        """Show these buttons beside the one that closes, and lead the keyboard to the last."""
        for button in self._steps():
            button.setVisible(button in wanted)
        self.leave.setText(leave)
        leads_on = [button for button in wanted if button in (self.go_on, self.write)]
        target = leads_on[0] if leads_on else self.leave
        target.setDefault(True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _steps(self) -> tuple[QPushButton, ...]:
        return (self.back, self.other, self.report, self.undo, self.go_on, self.write)

    def _show_work(self, *, working: bool) -> None:
        self._text.setVisible(working)
        self._bar.setVisible(working)
        self.leave.setEnabled(True)
        if working:
            self.leave.setText("取消")
        for button in self._steps():
            button.setDisabled(working)

    @Slot(int, int, str)
    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self.leave.isEnabled():
            self._text.setText(f"{self._title}：{text}" if text else f"{self._title}…")

"""What is being done, what waits, and what became of the last jobs, with the way to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.job_report import JobReport, JobReports
from ui.job_strip import CANCELLING
from ui.jobs import Job, Outcome
from ui.theme import SPACE, Tone, scaled
from ui.widgets.button_row import ButtonRow
from ui.widgets.buttons import Kind, make_button
from ui.widgets.labels import Badge, make_label
from ui.widgets.surfaces import scrolling

_TONES = {Outcome.DONE: Tone.GOOD, Outcome.FAILED: Tone.WARN, Outcome.CANCELLED: Tone.NEUTRAL}


class JobsDialog(QDialog):
    """Stands beside the window while work goes on.

    Object names: `jobs_dialog`; `job_line_<n>` with `job_stop_<n>`, `job_report_<n>` with
    `job_link_<n>_<m>`, counted from 0, the newest report first; `close_jobs`.
    """

    def __init__(self, reports: JobReports, parent: QWidget) -> None:
        super().__init__(parent)
        self._reports = reports
        self.setObjectName("jobs_dialog")
        self.setWindowTitle("进行中与最近完成")
        self.setModal(False)
        self.resize(scaled(560), scaled(460))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, SPACE.s, 0)
        self._rows.setSpacing(SPACE.s)
        inside = QWidget()
        inside.setLayout(self._rows)
        close = make_button("关闭", name="close_jobs")
        close.clicked.connect(self.accept)
        foot = ButtonRow(leave=close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(scrolling(inside), 1)
        layout.addLayout(foot)
        reports.changed.connect(self._fill)
        self._fill()
        close.setFocus()

    @Slot()
    def _fill(self) -> None:
        focus = self.focusWidget()
        name = focus.objectName() if focus is not None else ""
        _empty(self._rows)
        self._add_line()
        self._add_reports()
        self._rows.addStretch()
        again = self.findChild(QPushButton, name) if name else None
        if again is not None:
            again.setFocus()

    def _add_line(self) -> None:
        self._rows.addWidget(make_label("进行中", "section"))
        for at, job in enumerate(self._reports.line):
            self._rows.addWidget(_line_row(at, job))
        if not self._reports.line:
            self._rows.addWidget(make_label("没有正在进行的工作。", "hint", "no_jobs"))
        self._rows.addSpacing(SPACE.s)

    def _add_reports(self) -> None:
        self._rows.addWidget(make_label("最近完成", "section"))
        for at, report in enumerate(self._reports.reports):
            self._rows.addWidget(_report_row(at, report))
        if not self._reports.reports:
            told = "这次打开以来还没有。导出、导入等较长的工作结束后列在这里，最多 20 项。"
            self._rows.addWidget(make_label(told, "hint", "no_reports", wrap=True))


def _line_row(at: int, job: Job) -> QWidget:
    stopping = job.token.cancelled
    state = CANCELLING if stopping else ("正在进行" if at == 0 else "等待中")
    stop = make_button("取消", Kind.QUIET, name=f"job_stop_{at}")
    stop.setAccessibleName(f"取消{job.title}")
    stop.setEnabled(not stopping)
    stop.clicked.connect(job.cancel)
    return _row(f"job_line_{at}", job.title, "", Badge(state, Tone.INFO), [stop])


def _report_row(at: int, report: JobReport) -> QWidget:
    links = []
    for place, link in enumerate(report.links):
        button = make_button(link.label, Kind.QUIET, name=f"job_link_{at}_{place}")
        button.setAccessibleName(f"{link.label}：{report.title}")
        button.clicked.connect(partial(_follow, link.run))
        links.append(button)
    badge = Badge(report.outcome.value, _TONES[report.outcome])
    title = f"{report.ended:%H:%M}　{report.title}"
    return _row(f"job_report_{at}", title, report.sentence, badge, links)


def _row(
    name: str, title: str, sentence: str, state: Badge, buttons: list[QPushButton]
) -> QWidget:
    """Title and state over what was said, and what can be done on the right."""
    head = QHBoxLayout()
    head.setSpacing(SPACE.s)
    head.addWidget(make_label(title))
    head.addWidget(state, alignment=Qt.AlignmentFlag.AlignVCenter)
    head.addStretch()
    words = QVBoxLayout()
    words.setSpacing(SPACE.xs)
    words.addLayout(head)
    if sentence:
        words.addWidget(make_label(sentence, "hint", wrap=True))
    frame = QFrame()
    frame.setObjectName(name)
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, SPACE.xs, 0, SPACE.xs)
    row.setSpacing(SPACE.xs)
    row.addLayout(words, 1)
    for button in buttons:
        row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
    return frame


def _follow(run: Callable[[], object], *_: object) -> None:
    run()


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

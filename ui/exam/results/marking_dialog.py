"""Marking by hand: the response beside the model answer, one after another by keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.item import KeyPoint
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.exam.marking.mark import key_points_found, worth_of
from jyguide.exam.paper import PaperPlace
from jyguide.exam.points import Points, format_points
from jyguide.exam.row import SheetLine
from jyguide.ids import AttemptId
from ui.exam.results.sheet_text import source_text
from ui.exam.sitting.words import response_text
from ui.theme import SPACE
from ui.widgets import FormRow, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.surfaces import labelled

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class MarkingTask:
    """One response to be marked; ``given`` is None until it has been."""

    attempt_id: AttemptId
    name: str
    line: SheetLine
    given: Points | None

    @property
    def place(self) -> PaperPlace:
        return self.line.place


@dataclass(frozen=True, slots=True)
class GivenMarks:
    """What goes to the service."""

    attempt_id: AttemptId
    points: Mapping[int, Points]
    reason: str


class MarkingDialog(QDialog):
    """Goes through tasks; Ctrl+Enter saves and goes on, PageUp and PageDown turn the leaves.

    Object names: `progress`, `stem`, `response`, `model_answer`, `key_point_<n>`, `points`,
    `reason`, `save_mark`, `previous`, `next`.
    """

    wanted = Signal(object)
    """A `GivenMarks`; whoever saves it calls `saved`."""

    def __init__(self, tasks: Sequence[MarkingTask], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("marking_dialog")
        self.setWindowTitle("评阅")
        self._tasks = list(tasks)
        self._at = 0
        self._ticks: list[QCheckBox] = []
        self._build()
        self._connect()
        self._show_task()

    def saved(self) -> None:
        """The mark on screen is stored: note it and go to the next without one."""
        task = self._tasks[self._at]
        self._tasks[self._at] = MarkingTask(task.attempt_id, task.name, task.line, self._entered())
        self._save.setEnabled(True)
        if all(one.given is not None for one in self._tasks) and self._at + 1 == len(self._tasks):
            self.accept()
            return
        self._at = min(self._at + 1, len(self._tasks) - 1)
        self._show_task()

    def refused(self) -> None:
        """The mark was not stored; it can be changed and sent again."""
        self._save.setEnabled(True)

    def _build(self) -> None:
        self.resize(960, 600)
        self._progress = make_label("", "hint", "progress")
        self._stem = make_label("", "sentence", "stem", wrap=True)
        self._response = _reading("response")
        self._model = _reading("model_answer")
        self._source = make_label("", "small", "source", wrap=True)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.m)
        columns.addWidget(labelled("作答", self._response), 1)
        columns.addWidget(labelled("参考答案", self._model), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        for label in (self._progress, self._stem):
            layout.addWidget(label)
        layout.addLayout(columns, 1)
        layout.addWidget(self._source)
        layout.addWidget(self._make_points_area())
        layout.addLayout(self._make_buttons())

    def _make_points_area(self) -> QWidget:
        area = QWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        self._tick_box = QVBoxLayout()
        self._tick_box.setSpacing(SPACE.xs)
        self._points = QDoubleSpinBox(decimals=1, singleStep=0.5, suffix=" 分")
        self._points.setObjectName("points")
        self._points.setFixedWidth(160)
        self._reason = QLineEdit(placeholderText="改动已有分数的原因")
        self._reason.setObjectName("reason")
        points_line = QWidget()
        line = QHBoxLayout(points_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._points)
        line.addStretch()
        self._points_row = FormRow("得分", points_line)
        self._reason_row = FormRow("更正原因", self._reason, required=True)
        self._ticks_head = make_label("得分要点（已按作答勾出，可以改）", "key", "ticks_head")
        column.addWidget(self._ticks_head)
        column.addLayout(self._tick_box)
        column.addWidget(self._points_row)
        column.addWidget(self._reason_row)
        return area

    def _make_buttons(self) -> ButtonRow:
        self._previous = make_button("上一份（PageUp）", name="previous")
        self._next = make_button("下一份（PageDown）", name="next")
        self._close = make_button("关闭", name="close")
        self._save = make_button("保存并到下一份（Ctrl+回车）", Kind.PRIMARY, name="save_mark")
        self._save.setDefault(True)
        return ButtonRow(self._save, leave=self._close, left=(self._previous, self._next))

    def _connect(self) -> None:
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self._want)
        for key, slot in (
            ("PgUp", self._go_back),
            ("PgDown", self._go_on),
            ("Ctrl+Return", self._want),
            ("Ctrl+Enter", self._want),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _show_task(self) -> None:
        task = self._tasks[self._at]
        content = task.place.content
        worth = format_points(task.place.points)
        done = sum(one.given is not None for one in self._tasks)
        self._progress.setText(
            f"第 {self._at + 1} 份，共 {len(self._tasks)} 份，已评 {done} 份　{task.name}　"
            f"第 {task.place.position} 题　{KIND_NAMES[content.kind]}　满分 {worth} 分"
        )
        self._stem.setText(content.stem)
        self._response.setPlainText(response_text(content.kind, task.line.response))
        self._model.setPlainText(answer_text(content.kind, content.answer))
        self._source.setText(f"依据：{source_text(content)}" if source_text(content) else "")
        self._points.setMaximum(task.place.points / _TENTHS)
        self._show_ticks(task)
        self._show_points(task.line.hint if task.given is None else task.given)
        self._reason_row.setVisible(task.given is not None)
        self._reason.clear()
        self._reason_row.show_problem("")
        self._previous.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < len(self._tasks))
        self._points.setFocus()
        self._points.selectAll()

    def _show_ticks(self, task: MarkingTask) -> None:
        for tick in self._ticks:
            tick.hide()
            tick.deleteLater()
        points = task.place.content.key_points
        found = key_points_found(task.place.content, str(task.line.response or ""))
        self._ticks = [QCheckBox(_tick_text(point)) for point in points]
        self._ticks_head.setVisible(bool(points))
        for number, (tick, there) in enumerate(zip(self._ticks, found, strict=True), start=1):
            tick.setObjectName(f"key_point_{number}")
            tick.setChecked(there)
            tick.toggled.connect(self._suggest)
            self._tick_box.addWidget(tick)

    def _show_points(self, points: Points) -> None:
        self._points.setValue(points / _TENTHS)

    def _entered(self) -> Points:
        return round(self._points.value() * _TENTHS)

    @Slot()
    def _suggest(self) -> None:
        """Each key point ticked is worth its weight; without a required one, half at most."""
        place = self._tasks[self._at].place
        ticked = [tick.isChecked() for tick in self._ticks]
        self._show_points(worth_of(place.content.key_points, ticked, place.points))

    @Slot()
    def _go_back(self) -> None:
        if self._at > 0:
            self._at -= 1
            self._show_task()

    @Slot()
    def _go_on(self) -> None:
        if self._at + 1 < len(self._tasks):
            self._at += 1
            self._show_task()

    @Slot()
    def _want(self) -> None:
        """Send the mark off; a given mark that stays as it is needs no saving."""
        task = self._tasks[self._at]
        if not self._save.isEnabled():
            return
        if task.given == self._entered():
            self._go_on()
            return
        reason = self._reason.text().strip()
        if task.given is not None and not reason:
            self._reason_row.show_problem("改动已有的分数要写明原因。")
            self._reason.setFocus()
            return
        self._save.setEnabled(False)
        marks = {task.place.position: self._entered()}
        self.wanted.emit(GivenMarks(task.attempt_id, marks, reason))


def _reading(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(readOnly=True)
    made.setObjectName(name)
    made.setTabChangesFocus(True)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _tick_text(point: KeyPoint) -> str:
    return f"{point.text}（必答）" if point.required else point.text

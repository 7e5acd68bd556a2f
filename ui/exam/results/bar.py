"""The bar above the results: which exam, which view, and what can be done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from jyguide.exam.row import ExamRow
from jyguide.ids import ExamId
from ui.theme import SPACE
from ui.widgets import Kind, make_button

_POOL_TIP = "同一份试卷（含 A、B 卷）在各场、各站的答卷一起分析；成绩名单仍是本场的"


class _ElidedCombo(QComboBox):
    """Shows that a long title goes on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option: Any = QStyleOptionComboBox()  # the stubs lack its fields
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        right = Qt.TextElideMode.ElideRight
        text = self.currentText() or self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(text, right, field.width() - SPACE.s)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class ResultsBar(QWidget):
    """Which exam is on screen, in which view.

    Object names: `exam_choice`, `pool_family`, `show_people`, `show_overview`, `show_items`,
    `mark_by_hand`, `print_results`, `export_results`.
    """

    view_wanted = Signal(int)
    """0 people, 1 the whole, 2 items."""

    def __init__(self) -> None:
        super().__init__()
        self.exam = _ElidedCombo()
        self.exam.setObjectName("exam_choice")
        self.exam.setAccessibleName("考试")
        self.exam.setMinimumWidth(200)
        self.exam.setMaximumWidth(420)
        self.exam.setPlaceholderText("还没有考试")
        self.exam.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.exam.setMinimumContentsLength(16)
        self.pool = QCheckBox("合并同卷各场")
        self.pool.setObjectName("pool_family")
        self.pool.setToolTip(_POOL_TIP)
        self.pool.hide()
        self.mark = make_button("评阅简答题", Kind.PRIMARY, "edit", name="mark_by_hand")
        self.print_button = make_button("打印", icon_name="print", name="print_results")
        self.export = make_button("导出成绩单…", icon_name="export", name="export_results")
        self._build()

    def show_exams(self, rows: Sequence[ExamRow], kept: ExamId | None) -> None:
        """Offer these exams; the one that was chosen stays."""
        self.exam.clear()
        names = Counter(row.title for row in rows)
        for row in rows:
            name = row.title
            if names[name] > 1 and row.session_title:
                name = f"{row.session_title}　{name}"  # stations name theirs alike
            self.exam.addItem(f"{name}（已交卷 {row.handed_in} 人）", row.id)
            self.exam.setItemData(self.exam.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
        self.exam.setCurrentIndex(max(0, self.exam.findData(kept)) if rows else -1)

    def show_pool(self, exams: int) -> None:
        """Offer to pool where there is more than one exam to pool."""
        self.pool.setVisible(exams > 1)
        self.pool.setText(f"合并同卷 {exams} 场" if exams > 1 else "合并同卷各场")

    def enable(self, *, waiting: int, some: bool, exam: bool) -> None:
        """What can be done now.

        Args:
            waiting: Answers that a person has yet to mark.
            some: Whether somebody has handed in.
            exam: Whether an exam is on screen.
        """
        self.mark.setText(f"评阅简答题（{waiting}）" if waiting else "评阅简答题")
        self.mark.setEnabled(waiting > 0)
        self.mark.setVisible(waiting > 0 or not some)
        for button in self._views.buttons()[1:]:
            button.setEnabled(some)
        self.print_button.setEnabled(some)
        self.export.setEnabled(exam)

    def go_to_view(self, at: int) -> None:
        """Turn to a view as if its button had been pressed."""
        self._views.button(at).setChecked(True)
        self.view_wanted.emit(at)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.exam, 3)
        row.addWidget(self.pool)
        self._views = QButtonGroup(self)
        names = (
            ("成绩", "show_people"),
            ("总体分析", "show_overview"),
            ("逐题分析", "show_items"),
        )
        for at, (text, name) in enumerate(names):
            button = make_button(text, name=name)
            button.setCheckable(True)
            button.setChecked(at == 0)
            self._views.addButton(button, at)
            row.addWidget(button)
        self._views.idClicked.connect(self._turn)
        row.addStretch(1)
        for one in (self.mark, self.print_button, self.export):
            row.addWidget(one)

    @Slot(int)
    def _turn(self, at: int) -> None:
        self.view_wanted.emit(at)

"""The city seals an exam: from which blueprint, called what, how long, when."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTime, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from jyguide.clock import Clock
from jyguide.exam.paper import BlueprintRow, PaperDraft, PaperRow
from jyguide.exam.points import format_points
from jyguide.exam.seal.file import LONGEST_MINUTES, LONGEST_TITLE
from jyguide.exam.seal.row import SealPlan
from ui.theme import SPACE
from ui.widgets import DateField, make_button
from ui.widgets.form_dialog import FormDialog

_NINE = QTime(9, 0)
_WIDTH = 760
_SEEDS = 1_000_000_000
_UNSEEN = "抽出的试卷不进“试卷”列表，也不随同步文件发出；启封前各站只看到名称和时间。"
_KEPT = (
    "这份试卷已在“试卷”列表里，会随同步文件发给各站，启封前各站就能看到题目。"
    "要保密，请选蓝图另抽一套。"
)
_HOUR = "只供各站了解和记录：提前启封会提醒并记下，不会被拦住。"


class SealDialog(FormDialog):
    """Draws as soon as a blueprint is chosen, so that what is sealed can be looked at first.

    Object names: `seal_dialog`, `field_blueprint`, `field_title`, `field_minutes`, `with_hour`,
    `field_day`, `field_time`, `another_draw`, `preview_draft`.
    """

    wanted = Signal(object)
    """A `SealPlan`; whoever seals closes the dialog. What is drawn is in `draft`."""
    draw_wanted = Signal(object, int)
    """A `BlueprintRow` or a kept `PaperRow`, and a seed: answer with `show_draft`."""
    preview_wanted = Signal()

    def __init__(
        self,
        rows: Sequence[BlueprintRow],
        papers: Sequence[PaperRow],
        clock: Clock,
        parent: QWidget,
    ) -> None:
        super().__init__("密封统考", "密封并保存文件…", parent, width=_WIDTH)
        self.setObjectName("seal_dialog")
        self.draft: PaperDraft | None = None
        self._clock = clock
        self._blueprint = QComboBox()
        self._blueprint.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for row in rows:
            self._blueprint.addItem(row.plan.name, row)
        for paper in papers:
            self._blueprint.addItem(f"试卷：{paper.title}", paper)
        self._title = QLineEdit(maxLength=LONGEST_TITLE)
        self._title.setText(f"{clock():%Y}年度统一考试")
        self._minutes = QSpinBox(minimum=1, maximum=LONGEST_MINUTES, suffix=" 分钟")
        self._build()
        self._blueprint.currentIndexChanged.connect(self.begin)
        self._blueprint.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def plan(self) -> SealPlan:
        """What the open part of the file is to say."""
        day, time = self._day.day, self._time.time()
        now = self._clock()
        starts = now.replace(
            year=day.year,
            month=day.month,
            day=day.day,
            hour=time.hour(),
            minute=time.minute(),
            second=0,
            microsecond=0,
        )
        told = starts if self._told.isChecked() else None
        return SealPlan(self._title.text().strip(), self._minutes.value(), told)

    def show_draft(self, draft: PaperDraft) -> None:
        """Say what was drawn."""
        self.draft = draft
        blueprint = draft.plan.blueprint
        total, needed = map(format_points, (draft.total_points, blueprint.pass_points))
        kept = isinstance(self._blueprint.currentData(), PaperRow)
        said = f"{len(draft.items)} 题，满分 {total} 分，{needed} 分及格。"
        self._drawn.show_note(f"共 {said}{_KEPT}" if kept else f"已抽 {said}{_UNSEEN}")
        self._preview.setEnabled(True)

    def _build(self) -> None:
        self._another = make_button("换一套题", name="another_draw")
        self._preview = make_button("预览试卷…", icon_name="print", name="preview_draft")
        self._preview.setEnabled(False)
        self._another.clicked.connect(self._draw)
        self._preview.clicked.connect(self.preview_wanted)
        self._told = QCheckBox("写明开考时间")
        self._told.setObjectName("with_hour")
        self._told.setChecked(True)
        self._day = DateField("field_day")
        self._day.setAccessibleName("开考日期")
        self._day.set_day(_tomorrow(self._clock().date()))
        self._time = QTimeEdit(_NINE)
        self._time.setDisplayFormat("HH:mm")
        self._time.setObjectName("field_time")
        self._time.setAccessibleName("开考时刻")
        for field in (self._day, self._time):
            self._told.toggled.connect(field.setEnabled)
        line = _line(self._blueprint, self._another, self._preview)
        line.setFocusProxy(self._blueprint)
        self._blueprint.setObjectName("field_blueprint")
        self._blueprint.setAccessibleName("蓝图或试卷")
        self._drawn = self.form.add("drawn", "蓝图或试卷", line, required=True)
        self.form.add("title", "统考名称", self._title, required=True)
        self.form.add("minutes", "时长", self._minutes)
        hour = _line(self._told, self._day, self._time)
        self.form.add("hour", "开考时间", hour, hint=_HOUR)

    @Slot()
    def begin(self) -> None:
        """Ask for a draft of the blueprint chosen; called once somebody listens."""
        row: BlueprintRow | PaperRow = self._blueprint.currentData()
        terms = row if isinstance(row, PaperRow) else row.plan.blueprint
        self._minutes.setValue(terms.minutes)
        self._another.setEnabled(terms is not row)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.draft = None
        self._preview.setEnabled(False)
        self._drawn.show_note("")
        self.draw_wanted.emit(self._blueprint.currentData(), secrets.randbelow(_SEEDS))

    @Slot()
    def _confirm(self) -> None:
        problems = {}
        if not self._title.text().strip():
            problems["title"] = "请填写统考名称。"
        if self.draft is None:
            problems["drawn"] = "还没有抽出试卷，请换一套题，或先修改蓝图。"
        if self.form.show_problems(problems):
            self.wanted.emit(self.plan)


def _tomorrow(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _line(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QComboBox) else 0)
    if not any(isinstance(part, QComboBox) for part in parts):
        row.addStretch()
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return made

"""One branch of a round: its points aspect by aspect in each phase, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from jyguide.documents.dates import tenths_cell, tenths_text
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.counting import counted
from jyguide.standard.kinds import (
    ASPECT_NAMES,
    BRANCH_KIND_NAMES,
    PHASE_NAMES,
    SCORED_PHASES,
    Aspect,
    Phase,
)
from jyguide.standard.overview import PhaseProgress, RoundOverview
from jyguide.standard.phases import shut_because
from jyguide.standard.rows import InspectionRow
from jyguide.standard.side_by_side import SHORT_NAMES
from jyguide.weighing import half_up
from ui.history.record_dialog import KEYS
from ui.theme import SPACE, scaled
from ui.widgets import Card, Kind, make_button, make_label, scrolling
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.offered import only_looks

_NARROW = 3
_LEAST = 296
"""Columns from which on only the points have room, without what there was to get."""


class BranchDetail(QWidget):
    """Name, a button a phase, points by aspect, the inspections.

    Object names: `branch_name`, `branch_facts`, `branch_left`, `score_<phase>`, `inspections`,
    `leave`, `rejoin`, `bind_volume`, `branch_history`.
    """

    score_wanted = Signal(object)
    """A `Phase` in which to score it, go on with it or read it."""
    leave_wanted = Signal()
    rejoin_wanted = Signal()
    history_wanted = Signal()
    volume_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = make_label("", "section", "branch_name", wrap=True)
        self._facts = make_label("", "hint", "branch_facts", wrap=True)
        self._left = make_label("", "problem", "branch_left", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.m)
        self._grid.setVerticalSpacing(SPACE.xs)
        self._grid.setColumnStretch(0, 1)
        self._seen = make_label("", "small", "inspections", wrap=True)
        self.buttons = {phase: make_button("", name=f"score_{phase}") for phase in SCORED_PHASES}
        self._leave = make_button("退出本轮…", Kind.QUIET, name="leave")
        self._rejoin = make_button("重新加入", Kind.QUIET, name="rejoin")
        self._volume = make_button("装订成册…", Kind.QUIET, name="bind_volume")
        self._volume.setToolTip("把这个支部本轮次的检查记录、整改材料、照片、结果装成一卷")
        self._history = make_button("修改记录…", Kind.QUIET, name="branch_history")
        self._history.setToolTip(f"这个支部在本轮次里的每一次改动（{KEYS}）")
        self._build()
        self._connect()

    def show_branch(self, line: BranchLine, now: RoundOverview) -> None:
        """Show what the overview knows; `show_inspections` fills in the aspects."""
        branch = line.branch
        self._name.setText(branch.name)
        self._facts.setText(f"{branch.township}　{BRANCH_KIND_NAMES[branch.kind]}")
        self._left.setText("" if not line.left else f"已退出本轮：{branch.left_reason}")
        self._left.setVisible(line.left)
        for phase, button in self.buttons.items():
            button.setText(_deed(line, phase))
            seen = phase in line.scored
            button.setVisible(seen or not (line.left or only_looks(self)))
            why = "" if seen else _shut(now.phase(phase))
            button.setEnabled(not why)
            button.setToolTip(why)
        self._leave.setVisible(now.may_lead and not line.left)
        self._rejoin.setVisible(now.may_lead and line.left)

    def show_inspections(self, rows: Sequence[InspectionRow]) -> None:
        """Points per aspect of the inspections that count, and a line for each there is."""
        found = {phase: row for (_, phase), row in counted(rows).items()}
        self._clear_grid()
        columns = [phase for phase in SCORED_PHASES if phase in found]
        for column, phase in enumerate(columns, 1):
            self._put(0, column, SHORT_NAMES[phase], "small")
        for row, (aspect, name) in enumerate(ASPECT_NAMES.items(), 1):
            if columns:
                self._put(row, 0, name, "small")
            for column, phase in enumerate(columns, 1):
                text = _aspect_text(found[phase], aspect, full=len(columns) < _NARROW)
                self._put(row, column, text, "body")
        if columns:
            self._put(len(ASPECT_NAMES) + 1, 0, "总分", "section")
        for column, phase in enumerate(columns, 1):
            tally = found[phase].tally
            total = "" if tally is None else tenths_cell(tally.total)
            self._put(len(ASPECT_NAMES) + 1, column, total, "section")
        self._seen.setText("\n".join(map(_inspection_text, rows)) or "还没有检查记录。")

    def _clear_grid(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _put(self, row: int, column: int, text: str, role: str) -> None:
        label: QLabel = make_label(text, role)
        if column:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, row, column)
        label.ensurePolished()  # its font is known only then
        # else the lines that wrap below take from these rows what they need
        label.setMinimumHeight(label.sizeHint().height())

    def _build(self) -> None:
        card = Card()
        for part in (self._name, self._facts, self._left):
            card.body.addWidget(part)
        card.body.addSpacing(SPACE.xs)
        for button in self.buttons.values():
            card.body.addWidget(button)
        card.body.addSpacing(SPACE.s)
        card.body.addLayout(self._grid)
        card.body.addSpacing(SPACE.s)
        card.body.addWidget(self._seen)
        row = FlowLayout(0)
        for button in (self._volume, self._leave, self._rejoin, self._history):
            row.addWidget(button)
        card.body.addLayout(row)
        card.body.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(card))
        self.setMinimumWidth(scaled(_LEAST))

    def _connect(self) -> None:
        for phase, button in self.buttons.items():
            button.clicked.connect(lambda _=False, one=phase: self.score_wanted.emit(one))
        self._leave.clicked.connect(self.leave_wanted)
        self._rejoin.clicked.connect(self.rejoin_wanted)
        self._history.clicked.connect(self.history_wanted)
        self._volume.clicked.connect(self.volume_wanted)


def _deed(line: BranchLine, phase: Phase) -> str:
    name = PHASE_NAMES[phase]
    if phase in line.scored:
        return f"{name}：查看（{tenths_text(line.scored[phase].total)} 分）"
    return f"{name}：继续评分" if phase in line.open else f"{name}：开始评分"


def _shut(one: PhaseProgress) -> str:
    """Why nothing is scored in a phase now; empty where it is."""
    shut, hint = shut_because(one.plan, one.state, one.phase)
    return f"{shut}\n{hint}".replace("，没有保存", "") if shut else ""


def _aspect_text(row: InspectionRow, aspect: Aspect, *, full: bool) -> str:
    found = None if row.tally is None else row.tally.aspects.get(aspect)
    if found is None or not found.of:
        return "—"
    got = tenths_cell(half_up(found.rescaled))
    return f"{got}/{tenths_cell(found.full)}" if full else got


def _inspection_text(row: InspectionRow) -> str:
    day = row.visited_on
    when = "" if day is None else f"{day.month}月{day.day}日 "
    kind = "复查" if row.follow_up_of is not None else PHASE_NAMES[row.phase]
    if row.tally is None:
        state = "未完成"
    else:
        state = f"{tenths_text(row.tally.total)} 分" + ("（已被更正）" if row.replaced else "")
    return f"{when}{kind} {row.inspector} {state}"

"""The card with the five steps of the main job, each leading to its page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QWidget

from jyguide.documents.dates import span_text
from ui.home.afternoon import Afternoon, Step, StepState
from ui.theme import SPACE, Tone, restyle, scaled
from ui.widgets import Banner, Card, Kind, make_button, make_label

_STEP_COUNT = 5
_HIGHEST = 420
"""Pixels: further apart, the steps would not read as one list."""
_FINISHED = "这一期的流程已经走完。"
_NOTHING_PLANNED = "还没有安排培训。先导入花名册，再安排一期培训。"


class FlowCard(Card):
    """Object names: `flow`, `flow_session`, `step_title_<n>`, `step_standing_<n>`, `step_<n>`."""

    wanted = Signal(str)
    """The place of a step, as of `Page.wanted`."""

    def __init__(self) -> None:
        super().__init__("从培训到发证")
        self.setMaximumHeight(scaled(_HIGHEST))
        self.setObjectName("flow")
        self._steps: tuple[Step, ...] = ()
        self._session = make_label("", "hint", "flow_session", wrap=True)
        self._finished = Banner()
        self._finished.setObjectName("finished")
        self._buttons = QButtonGroup(self)
        self._lines = [_Line(place) for place in range(_STEP_COUNT)]
        self._build()
        self._buttons.idClicked.connect(self._go)

    def show_afternoon(self, afternoon: Afternoon) -> None:
        """Show where the session at hand stands."""
        self._steps = afternoon.steps
        self._session.setText(_session_text(afternoon))
        for line, step in zip(self._lines, afternoon.steps, strict=True):
            line.show_step(step)
        all_done = all(step.state is StepState.DONE for step in afternoon.steps)
        self._finished.say(_FINISHED if all_done else "", Tone.GOOD)

    def next_button(self) -> QPushButton:
        """The button of the step to take now; the last one when all are done."""
        now = (line for line, step in zip(self._lines, self._steps, strict=False) if _now(step))
        return next(now, self._lines[-1]).button

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        grid.setColumnStretch(2, 1)
        for place, line in enumerate(self._lines):
            for column, part in enumerate(line.parts):
                # Aligned, since rows would else grow no higher than their buttons.
                grid.addWidget(part, place, column, alignment=Qt.AlignmentFlag.AlignVCenter)
            grid.setRowStretch(place, 1)
            self._buttons.addButton(line.button, place)
        self.body.addWidget(self._session)
        self.body.addLayout(grid, 1)
        self.body.addWidget(self._finished)

    @Slot(int)
    def _go(self, place: int) -> None:
        if self._steps:
            self.wanted.emit(self._steps[place].place)


class _Line:
    """The widgets of one step."""

    def __init__(self, place: int) -> None:
        self._place = place
        self.number: QLabel = make_label(str(place + 1), "step-number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title: QLabel = make_label("", "step", f"step_title_{place + 1}")
        self.standing: QLabel = make_label("", "hint", f"step_standing_{place + 1}", wrap=True)
        self.button = make_button("", name=f"step_{place + 1}")
        self.button.setMinimumWidth(104)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Left to right."""
        return self.number, self.title, self.standing, self.button

    def show_step(self, step: Step) -> None:
        done = step.state is StepState.DONE
        self.number.setText("✓" if done else str(self._place + 1))
        self.title.setText(step.title)
        self.standing.setText(step.standing)
        self.button.setText(step.button)
        restyle(self.number, state=step.state.value)
        restyle(self.title, state=step.state.value)
        restyle(self.button, kind=(Kind.PRIMARY if _now(step) else Kind.PLAIN).value)


def _now(step: Step) -> bool:
    return step.state is StepState.NEXT


def _session_text(afternoon: Afternoon) -> str:
    if afternoon.session is None:
        return _NOTHING_PLANNED
    plan = afternoon.session.plan
    return f"{plan.title}（{span_text(plan.starts_on, plan.ends_on)}）"

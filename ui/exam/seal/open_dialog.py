"""The hour has come: the code is typed as it is read out, and the paper opens."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.exam.seal.code import LENGTH, is_sound
from jyguide.exam.seal.row import ReceivedRow
from jyguide.exam.service.unsealing import UnsealService
from ui.brief import brief
from ui.desk import Desk
from ui.exam.seal.digits import CodeBoxes
from ui.exam.seal.words import hour_text, span_text
from ui.theme import SPACE, Tone
from ui.widgets import Banner, FittingDialog, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 640
_HOW = "口令共 20 位，分 5 组。边听边输即可，满 4 位自动跳到下一组；也可以整段粘贴。"
_SLIP = "口令里有数字听错或打错，请逐组核对。核对之前不会计入输错次数。"
_SECOND_MS = 1000
_ASK_AGAIN = 30
"""Seconds after which the clock is asked again how long it still is: the PC may have slept."""


class OpenSealDialog(FittingDialog):
    """Closes once the paper is open; opened ahead, it counts down to the hour.

    Object names: `open_seal_dialog`, `code_1` … `code_5`, `early`, `code_state`, `unseal`,
    `cancel`.
    """

    opened = Signal()

    def __init__(
        self, desk: Desk, unsealing: UnsealService, row: ReceivedRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._unsealing = unsealing
        self._row = row
        self._early = 0
        self._wait = 0
        self._trying = False
        self._seconds = 0
        self.setObjectName("open_seal_dialog")
        self.setWindowTitle("启封统考")
        self.setMinimumWidth(_WIDTH)
        self._build()
        self._connect()
        self._ask_wait()

    def reject(self) -> None:
        """Closed only when no code is being tried, so that its news arrive."""
        if not self._trying:
            super().reject()

    def _build(self) -> None:
        plan = self._row.plan
        self._early_note = Banner(tone=Tone.WARN)
        self._early_note.setObjectName("early")
        self._boxes = CodeBoxes()
        self._state = make_label("", "problem", "code_state", wrap=True)
        self._unseal = make_button("启封", Kind.PRIMARY, "check", "unseal")
        self._unseal.setDefault(True)
        self._cancel = make_button("取消", name="cancel")
        foot = ButtonRow(self._unseal, leave=self._cancel)
        head = f"开考时间 {hour_text(plan.starts_at)}　时长 {plan.minutes} 分钟"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        for part in (
            make_label(plan.title, "section", wrap=True),
            make_label(head, "hint"),
            self._early_note,
            self._boxes,
            self._state,
            make_label(_HOW, "small", wrap=True),
        ):
            layout.addWidget(part)
        layout.addLayout(foot)
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._show_state()

    def _connect(self) -> None:
        self._boxes.changed.connect(self._show_state)
        self._boxes.entered.connect(self._open)
        self._unseal.clicked.connect(self._open)
        self._cancel.clicked.connect(self.reject)
        self._timer.timeout.connect(self._tick)

    def _ask_wait(self) -> None:
        work = partial(_waiting, self._unsealing, self._row)
        self._desk.load(self, work, self._show_waiting)

    @Slot(object)
    def _show_waiting(self, found: tuple[int, int]) -> None:
        self._wait, self._early = found
        if self._wait or self._early:
            self._timer.start()
        self._show_early()
        self._show_state()

    @Slot()
    def _tick(self) -> None:
        self._wait, self._early = max(0, self._wait - 1), max(0, self._early - 1)
        self._seconds += 1
        if not self._wait and not self._early:
            self._timer.stop()
        elif not self._seconds % _ASK_AGAIN:
            self._ask_wait()
        self._show_early()
        self._show_state()

    def _show_early(self) -> None:
        said = f"还没到开考时间，还差 {span_text(self._early)}。提前启封会留下记录，市级能看到。"
        self._early_note.say(said if self._early else "", Tone.WARN)

    @Slot()
    def _show_state(self) -> None:
        digits = self._boxes.digits
        complete = len(digits) == LENGTH
        sound = complete and is_sound(digits)
        if self._wait:
            said = f"上次的口令不对，{self._wait} 秒后可以再试。"
        else:
            said = _SLIP if complete and not sound else ""
        self._state.setText(said)
        self._unseal.setEnabled(sound and not self._wait and not self._trying)
        self._unseal.setText("正在启封…" if self._trying else "启封")
        self._cancel.setDisabled(self._trying)
        self._boxes.setDisabled(self._trying)

    @Slot()
    def _open(self) -> None:
        if not self._unseal.isEnabled():
            return
        question = f"还没到开考时间，还差 {span_text(self._early)}，现在就启封？"
        hint = "提前启封会留下记录，市级能看到。"
        if self._early and not self._desk.alerts.ask(question, "提前启封", hint=hint, danger=True):
            return
        self._trying = True
        self._show_state()
        work = partial(self._unsealing.open, self._row.seal_id, self._boxes.digits)
        job = self._desk.act(
            self, brief(work), self._done, title="正在启封", changed=Changed.EXAMS | Changed.BANK
        )
        job.failed.connect(self._failed)
        job.ended.connect(self._rest)

    @Slot(object)
    def _rest(self, _job: object) -> None:
        self._trying = False
        self._show_state()

    @Slot(object)
    def _failed(self, _error: object) -> None:
        self._trying = False
        self._show_state()
        self._boxes.start_over()
        self._ask_wait()

    @Slot(object)
    def _done(self, _paper: object) -> None:
        self.opened.emit()
        self.accept()


def _waiting(unsealing: UnsealService, row: ReceivedRow) -> tuple[int, int]:
    return unsealing.seconds_to_wait(row.seal_id), unsealing.early_seconds(row.seal_id)

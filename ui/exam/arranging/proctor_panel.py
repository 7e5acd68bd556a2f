"""The candidates of an exam, how far each has come, and what the proctor may do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.exam.row import CandidateRow, CandidateState, ExamRow
from jyguide.exam.service import SittingService
from jyguide.exam.service.proctoring import ProctorService
from jyguide.ids import AttemptId
from ui.desk import Desk
from ui.exam.arranging.proctor_action import ACTION_NAMES, ProctorAction, ProctorOrder, carry_out
from ui.exam.arranging.proctor_dialog import ProctorDialog
from ui.file_name import file_name
from ui.printing.preview import PrintPreview
from ui.theme import SPACE, Tone
from ui.widgets import Column, EmptyText, RowTable, make_button
from ui.widgets.flow_layout import FlowLayout

_NOBODY = EmptyText("还没有考生", "这期培训还没有人签到。请先到“培训”页签到。")
_TONES = {
    CandidateState.WAITING: Tone.NEUTRAL,
    CandidateState.SITTING: Tone.WARN,
    CandidateState.HANDED_IN: Tone.GOOD,
}
_COLUMNS = [
    Column[CandidateRow]("姓名", lambda row: row.name, width=96, names=True),
    Column[CandidateRow](
        "状态",
        lambda row: row.state_text,
        width=150,
        tone=lambda row: Tone.BAD if row.locked else _TONES[row.state],
    ),
    Column[CandidateRow]("组织", lambda row: row.organisation or row.station, width=160),
]
_ACTIONS = (
    ProctorAction.UNLOCK,
    ProctorAction.EXTRA_TIME,
    ProctorAction.COLLECT,
    ProctorAction.VOID,
    ProctorAction.RESTORE,
)


class ProctorPanel(QWidget):
    """Object names: `candidates`, `proctor_<action>`, `room_record`, `show_code`."""

    said = Signal(str)

    def __init__(self, desk: Desk, sittings: SittingService, proctoring: ProctorService) -> None:
        super().__init__()
        self._desk = desk
        self._sittings = sittings
        self._proctoring = proctoring
        self._exam: ExamRow | None = None
        self._who = ""
        self._dialog: ProctorDialog | None = None
        self._target: AttemptId | None = None
        self._buttons: dict[ProctorAction, QPushButton] = {}
        self._build()
        self.candidates.selection_changed.connect(self._choose)
        self._choose([])

    def show_exam(self, exam: ExamRow) -> None:
        """Fetch the candidates of an exam."""
        self._exam = exam
        self._code.setEnabled(bool(exam.rules.proctor_code))
        self._desk.load(self, partial(self._sittings.candidates, exam.id), self._show)

    def _build(self) -> None:
        self.candidates: RowTable[CandidateRow] = RowTable(
            _COLUMNS,
            unit="人",
            search_hint="姓名、拼音",
            search_text=lambda row: row.search,
            key=lambda row: row.person_id,
            empty=_NOBODY,
        )
        self.candidates.setObjectName("candidates")
        tools = FlowLayout(SPACE.s)
        for action in _ACTIONS:
            button = make_button(f"{ACTION_NAMES[action]}…", name=f"proctor_{action.value}")
            button.clicked.connect(partial(self._ask, action))
            self._buttons[action] = button
            tools.addWidget(button)
            self.candidates.add_action(f"{ACTION_NAMES[action]}…", partial(self._ask, action))
        self._record = make_button("监考记录…", icon_name="print", name="room_record")
        self._record.clicked.connect(self._open_record)
        self._code = make_button("监考码…", name="show_code")
        self._code.clicked.connect(self._show_code)
        for button in (self._record, self._code):
            tools.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.candidates, 1)
        layout.addLayout(tools)

    @Slot(object)
    def _show(self, rows: list[CandidateRow]) -> None:
        self.candidates.set_rows(sorted(rows, key=urgency))
        self._choose(self.candidates.selected_rows())

    @Slot(list)
    def _choose(self, rows: list[CandidateRow]) -> None:
        row = rows[0] if len(rows) == 1 else None
        for action, button in self._buttons.items():
            button.setEnabled(row is not None and target_of(action, row) is not None)

    def _ask(self, action: ProctorAction, *_: object) -> None:
        rows = self.candidates.selected_rows()
        target = target_of(action, rows[0]) if len(rows) == 1 else None
        if target is None:
            return
        self._target = target
        self._dialog = ProctorDialog(action, rows[0].name, self._who, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.wanted.connect(self._carry_out)
        self._dialog.open()

    @Slot(object)
    def _carry_out(self, order: ProctorOrder) -> None:
        target = self._target
        if target is None:
            return
        self._who = order.reason.partition("：")[0]
        self._desk.act(
            self,
            lambda *_: carry_out(self._proctoring, target, order),
            partial(self._done, order),
            title=f"正在{ACTION_NAMES[order.action]}",
            changed=Changed.EXAMS,
        )

    def _done(self, order: ProctorOrder, _changed: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        self.said.emit(f"已{ACTION_NAMES[order.action]}，并记入监考记录。")

    @Slot()
    def _show_code(self) -> None:
        """Only when asked: the list of exams is on a screen that trainees pass by."""
        if self._exam is not None:
            code = self._exam.rules.proctor_code
            self._desk.alerts.inform(
                f"监考码：{code}",
                "监考人员在考生电脑上按 Ctrl+Shift+P，输入监考码后可以解锁、补时、收卷、作废。",
            )

    @Slot()
    def _open_record(self) -> None:
        if self._exam is not None:
            work = partial(_record, self._proctoring, self._exam)
            self._desk.load(self, work, self._preview)

    @Slot(object)
    def _preview(self, found: tuple[str, Document]) -> None:
        name, document = found
        jobs, alerts = self._desk.jobs, self._desk.alerts
        preview = PrintPreview([document], jobs, alerts, file_name(name), self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()


def urgency(row: CandidateRow) -> tuple[bool, int]:
    """Who waits for the proctor stands first, then who is answering; those done stand last."""
    order = (CandidateState.SITTING, CandidateState.WAITING, CandidateState.HANDED_IN)
    return not row.locked, order.index(row.state)


def target_of(action: ProctorAction, row: CandidateRow) -> AttemptId | None:
    """Which attempt of a candidate an action would be done to; None where it makes no sense."""
    sitting = row.state is CandidateState.SITTING
    able = {
        ProctorAction.UNLOCK: sitting and row.locked,
        ProctorAction.EXTRA_TIME: sitting,
        ProctorAction.COLLECT: sitting and not row.elsewhere,
        ProctorAction.VOID: row.attempt_id is not None,
        ProctorAction.RESTORE: bool(row.voided) and row.attempt_id is None,
    }
    if not able.get(action, False):
        return None
    return row.voided[-1] if action is ProctorAction.RESTORE else row.attempt_id


def _record(proctoring: ProctorService, exam: ExamRow) -> tuple[str, Document]:
    return f"{exam.title}监考记录", proctoring.record_document(exam.id)

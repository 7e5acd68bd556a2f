"""Who sits down: name chosen from the list, proved by the end of the ID number."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.exam.row import CANDIDATE_STATE_NAMES, CandidateRow, CandidateState, ExamRow
from ui.theme import SPACE
from ui.widgets import Card, Kind, make_button, make_label
from ui.widgets.name_list import NameList

_TAIL_LENGTH = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryScreen(QWidget):
    """Object names: `candidate_search`, `candidate_list`, `id_tail`, `enter`, `entry_problem`."""

    chosen = Signal(object, str)
    """A `CandidateRow` and the four characters he typed."""
    leave_wanted = Signal()

    def __init__(self, exam: ExamRow) -> None:
        super().__init__()
        self.setObjectName("entry_screen")
        self._names = NameList(candidate_text)
        self._candidate: CandidateRow | None = None
        self._build(exam)
        self._connect()
        self._show_candidate(None)

    def show_candidates(self, rows: Iterable[CandidateRow]) -> None:
        """List who may sit the exam; those who have handed in are listed last."""
        people = sorted(rows, key=lambda row: row.state is CandidateState.HANDED_IN)
        self._names.set_rows(people)
        done = sum(row.state is CandidateState.HANDED_IN for row in people)
        self._count.setText(f"共 {len(people)} 人，已交卷 {done} 人")

    def restart(self) -> None:
        """Forget the last person and wait for the next."""
        self._show_candidate(None)
        self._names.restart()

    def refuse(self, sentence: str) -> None:
        """Say why this person cannot begin, and let him try again."""
        self._problem.setText(sentence)
        self._tail.setEnabled(True)
        self._enter.setEnabled(True)
        self._tail.selectAll()
        self._tail.setFocus()

    def _build(self, exam: ExamRow) -> None:
        self._names.field.setObjectName("candidate_search")
        self._names.list.setObjectName("candidate_list")
        self._count = make_label("", "exam-small", "candidate_count")
        self._leave = make_button("退出考试窗口", Kind.QUIET, name="leave")
        card = Card()
        card.setMaximumWidth(1100)
        card.body.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        card.body.setSpacing(SPACE.m)
        card.body.addWidget(make_label(exam.title, "exam-title", wrap=True))
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.xl)
        columns.addLayout(self._make_left(), 1)
        columns.addLayout(self._make_right(), 1)
        card.body.addLayout(columns, 1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.xl, SPACE.l, SPACE.m)
        layout.addLayout(middle, 1)
        layout.addWidget(self._leave, alignment=Qt.AlignmentFlag.AlignRight)

    def _make_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        left.addWidget(make_label("一、选择姓名"))
        left.addWidget(self._names, 1)
        left.addWidget(self._count)
        return left

    def _make_right(self) -> QVBoxLayout:
        self._name = make_label("", "exam-name", "candidate_name")
        self._place = make_label("", "exam-soft", "candidate_place", wrap=True)
        self._tail = QLineEdit(placeholderText="身份证号后四位", maxLength=_TAIL_LENGTH)
        self._tail.setObjectName("id_tail")
        self._problem = make_label("", "exam-problem", "entry_problem", wrap=True)
        self._enter = make_button("确认身份", Kind.PRIMARY, name="enter")
        right = QVBoxLayout()
        right.setSpacing(SPACE.m)
        right.addWidget(make_label("二、核对身份"))
        for widget in (self._name, self._place, self._tail, self._problem, self._enter):
            right.addWidget(widget)
        right.addStretch()
        return right

    def _connect(self) -> None:
        self._names.list.clicked.connect(self._names.choose)
        self._names.chosen.connect(self._show_candidate)
        self._tail.installEventFilter(self)
        self._tail.returnPressed.connect(self._confirm)
        self._tail.textEdited.connect(self._clear_problem)
        self._enter.clicked.connect(self._confirm)
        self._leave.clicked.connect(self.leave_wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._tail and isinstance(event, QKeyEvent) and event.isAutoRepeat():
            return event.key() in _ENTER  # what chose the name is no answer to what comes next
        return super().eventFilter(watched, event)

    @Slot(object)
    def _show_candidate(self, row: CandidateRow | None) -> None:
        self._candidate = row
        self._name.setText(row.name if row else "请先选择姓名")
        self._place.setText((row.organisation or row.station) if row else "")
        self._tail.clear()
        self._problem.setText(_why_not(row))
        able = row is not None and not _why_not(row)
        self._tail.setEnabled(able)
        self._enter.setEnabled(able)
        if able:
            self._tail.setFocus()

    @Slot()
    def _clear_problem(self) -> None:
        self._problem.setText("")

    @Slot()
    def _confirm(self) -> None:
        if self._candidate is None or not self._enter.isEnabled():
            return
        if len(self._tail.text().strip()) != _TAIL_LENGTH:
            self.refuse("请输入身份证号的后四位，末位是字母的输入 X。")
            return
        self._enter.setEnabled(False)
        self.chosen.emit(self._candidate, self._tail.text())


def candidate_text(row: CandidateRow) -> str:
    """A line of the list; where nothing has begun there is nothing to say."""
    said = CANDIDATE_STATE_NAMES[row.state] if row.state is not CandidateState.WAITING else ""
    place = row.organisation or row.station
    return "　".join(part for part in (row.name, place, said) if part)


def _why_not(row: CandidateRow | None) -> str:
    if row is not None and row.state is CandidateState.HANDED_IN:
        return "已交卷，不能再次答题。"
    if row is not None and not row.has_id:
        return "没有登记身份证号，不能核对身份。请指导员先在“人员”页补上。"
    return ""

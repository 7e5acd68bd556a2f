"""One measure: what was asked and found, what is done about it, what happened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.measure import due_text, events
from jyguide.standard.measure_deeds import DEED_NAMES, Deed, may, next_deed
from ui.desk import Desk
from ui.page import Page
from ui.standard.rectification.columns import aspect_text, state_tone, state_word
from ui.standard.rectification.evidence import Evidence
from ui.standard.rectification.timeline import Timeline
from ui.theme import SPACE
from ui.widgets import Badge, Card, Facts, Kind, make_button, make_label, scrolling


class MeasureDetail(Card):
    """What is on the right of the ledger.

    Object names: `measure_branch`, `measure_state`, `next_deed`, `open_inspection`,
    `measure_record`, and those of `Evidence` and `Timeline`.
    """

    deed_wanted = Signal(object)
    """What is usually done next, a `Deed`."""
    inspection_wanted = Signal(object)
    """The `InspectionId` in which it was found."""
    record_wanted = Signal(object)
    """A `LedgerRow`, whose changes are to be seen."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._app = app
        self._one: LedgerRow | None = None
        self._branch = make_label("", "section", "measure_branch", wrap=True)
        self._where = make_label("", "small", "measure_where", wrap=True)
        self._state = Badge()
        self._state.setObjectName("measure_state")
        self._next = make_button("", Kind.PRIMARY, name="next_deed")
        self._inspection = make_button("看这次检查", Kind.QUIET, "next", "open_inspection")
        self._record = make_button("修改记录…", Kind.QUIET, "history", "measure_record")
        self._found = Facts()
        self._plan = Facts()
        self._timeline = Timeline()
        self.evidence = Evidence(desk, app, page)
        self._arrange()
        self._connect()

    def show_row(self, one: LedgerRow) -> None:
        """Show a measure."""
        self._one = one
        row, today = one.row, self._app.clock().date()
        self._branch.setText(row.branch)
        parts = (row.township, PHASE_NAMES[row.phase], aspect_text(one), row.criterion)
        self._where.setText("　".join(filter(None, parts)))
        self._state.show_state(state_word(one), state_tone(one))
        self._inspection.setVisible(one.inspection is not None)
        deed = next_deed(one)
        self._next.setText("撤回" if one.gone and deed is Deed.WITHDRAW else DEED_NAMES[deed])
        self._next.setEnabled(may(deed, one))
        self._found.show_facts(
            (
                ("检查内容", row.asked),
                ("问题", row.finding),
                ("得分", one.points_text),
                ("依据", one.basis_text),
            )
        )
        due = " ".join(filter(None, (str(row.due_on or ""), due_text(row, today))))
        plan = [("整改措施", row.measure), ("责任人", row.owner), ("期限", due)]
        if row.notice_number:
            plan.append(("通知书", row.notice_number))
        if one.remark:
            plan.append(("备注", f"{one.remark}。"))
        if one.fixed:
            plan.append(("说明", "对标整改已关闭，措施、责任人和期限不再改动。"))
        self._plan.show_facts(plan)
        self._timeline.show_events(events(row))
        self.evidence.show_measure(row.id, mine=one.mine)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._branch, 1)
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._where)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._found)
        column.addLayout(_headed("整改", self._inspection))
        column.addWidget(self._plan)
        column.addLayout(_headed("经过", self._record))
        column.addWidget(self._timeline)
        column.addWidget(self.evidence)
        column.addStretch()
        self.body.addWidget(scrolling(content), 1)
        self.body.addWidget(self._next)

    def _connect(self) -> None:
        self._next.clicked.connect(self._want_next)
        self._inspection.clicked.connect(self._want_inspection)
        self._record.clicked.connect(lambda: self.record_wanted.emit(self._one))

    def _want_next(self) -> None:
        if self._one is not None:
            self.deed_wanted.emit(next_deed(self._one))

    def _want_inspection(self) -> None:
        if self._one is not None:
            self.inspection_wanted.emit(self._one.inspection)


def _headed(title: str, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(make_label(title, "section"))
    row.addStretch()
    row.addWidget(button)
    return row

"""One report: what is said, of which words of the item, and the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from jyguide.bank.report import ReportRow, ReportState
from ui.bank.item_view import ItemView
from ui.bank.report_rows import STATE_TONES, answered, fault_name, state_name
from ui.bank.sheet import SheetArea
from ui.theme import SPACE
from ui.widgets import Badge, Card, Kind, make_button, make_label

_ANSWER_HEIGHT = 84


class ReportDetail(Card):
    """At the city's with a field for the answer.

    Object names: `report_detail`, `heading`, `status`, `said`, `reply`, `answer`, `accept`,
    `decline`, `go_to_item`, `withdraw`.
    """

    answer_wanted = Signal(object, str)
    """The `ReportState` it comes to, and the words."""
    item_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, *, at_city: bool) -> None:
        super().__init__()
        self.setObjectName("report_detail")
        self._at_city = at_city
        self._heading = make_label("", "section", "heading")
        self._state = Badge()
        self._state.setObjectName("status")
        self._said = make_label("", "sentence", "said", wrap=True)
        self._reply = make_label("", "body", "reply", wrap=True)
        for label in (self._said, self._reply):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = SheetArea()
        self._answer = QPlainTextEdit()
        self._answer.setObjectName("answer")
        self._answer.setPlaceholderText("写给这个站的答复：采纳的写怎样改，不采纳的写明依据。")
        self._answer.setFixedHeight(_ANSWER_HEIGHT)
        self._answer.setTabChangesFocus(True)
        self._build()

    def show_report(self, row: ReportRow) -> None:
        """Show `row` instead."""
        is_open = row.state is ReportState.OPEN
        self._heading.setText(f"第 {row.number} 题　{fault_name(row)}")
        self._state.show_state(state_name(row), STATE_TONES[row.state])
        who = f"{row.station}　" if row.station and self._at_city else ""
        self._said.setText(f"{row.text}\n{who}{row.reported_on:%Y-%m-%d}")
        self._reply.setText(answered(row))
        self._reply.setVisible(not is_open)
        sheet = ItemView(row.content)
        note = "报告之后，这道题已经改过。下面是报告时的内容。" if row.changed_since else ""
        if note:
            sheet.column.insertWidget(0, make_label(note, "hint", "changed_since", wrap=True))
        self._area.show_sheet(sheet, sheet.column)
        self._answer.setPlainText("" if is_open else row.answer)
        self._answer.setVisible(self._at_city)
        self._accept.setVisible(self._at_city)
        self._decline.setVisible(self._at_city)
        self._withdraw.setVisible(is_open and not self._at_city)

    def _build(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row in (head, foot):
            row.setSpacing(SPACE.s)
        head.addWidget(self._heading)
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        self._go = make_button("去看这道题", icon_name="next", name="go_to_item")
        self._withdraw = make_button("撤回报告", icon_name="undo", name="withdraw")
        self._decline = make_button("不采纳", name="decline")
        self._accept = make_button("采纳", Kind.PRIMARY, name="accept")
        foot.addWidget(self._go)
        foot.addStretch()
        for button in (self._withdraw, self._decline, self._accept):
            foot.addWidget(button)
        parts: tuple[QWidget, ...] = (self._said, self._reply)
        self.body.addLayout(head)
        for part in parts:
            self.body.addWidget(part)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._answer)
        self.body.addLayout(foot)
        self._go.clicked.connect(self.item_wanted)
        self._withdraw.clicked.connect(self.withdraw_wanted)
        self._accept.clicked.connect(self._give_accepted)
        self._decline.clicked.connect(self._give_declined)

    @Slot()
    def _give_accepted(self) -> None:
        self.answer_wanted.emit(ReportState.ACCEPTED, self._answer.toPlainText())

    @Slot()
    def _give_declined(self) -> None:
        self.answer_wanted.emit(ReportState.DECLINED, self._answer.toPlainText())

"""Issuing: choose what for, see who is ready, look at it, spend the numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jyguide.certificate.kinds import TITLES, CertificateKind, DesignForm
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.occasion import Occasion
from jyguide.certificate.row import CertificateRow, Recipient
from jyguide.certificate.service import CertificateService
from jyguide.changes import Changed
from jyguide.clock import Clock
from ui.certificate.occasion_bar import OccasionBar
from ui.certificate.order import (
    Choices,
    Order,
    Source,
    certificate_of,
    confirm_text,
    sum_text,
)
from ui.certificate.recipient_table import RecipientTable
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import EmptyState, EmptyText, Kind, make_button, make_label
from ui.widgets.surfaces import on_card

_LOOK_TIP = "看选中的一人；没有选中时看已勾选的前三人。不占用编号"
_WORD_TIP = "这个样式是本单位的 Word 模板，不能在这里预览：导出样张，用 Word 或 WPS 看。不占用编号"
_NO_SESSION = EmptyText(
    "还没有培训",
    "证书按培训发放：先新建一期培训，报名、签到，有考试的考完，再到这里发证。",
    "去培训页",
    "training",
)
_NO_EXAM = EmptyText(
    "没有单独的考试",
    "不属于任何一期培训的考试（如市级统考）有人交卷后，在这里发合格证书。",
    icon_name="exam",
)


class IssueTab(QWidget):
    """The recipients on one occasion under the choice of occasion, kind, design and day.

    Object names: those of `OccasionBar`, `tick_all`, `tick_none`, `preview`, `sum`, `issue`.
    """

    issued = Signal(object, object)
    """The new `CertificateRow`s, and the `Order`."""
    preview = Signal(object, str)
    """What makes the documents to look at for a printer, and a name for them."""
    word_preview = Signal(object)
    """An `Order` whose design is the office's Word file."""
    training_wanted = Signal()

    def __init__(self, desk: Desk, certificates: CertificateService, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._certificates = certificates
        self._clock = clock
        self._arrived = False
        self._build()
        self._connect()

    def show_choices(self, choices: Choices) -> None:
        """Offer these; what is chosen stays, at first it is the latest session attended."""
        anew = self.bar.offer(choices)
        if anew:
            self._begin()
        else:
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrived = True
        (self.bar.session if self.bar.session.isVisible() else self.bar.source).setFocus()

    def _build(self) -> None:
        self.bar = OccasionBar()
        self.session, self.kind = self.bar.session, self.bar.kind
        self.issued_on = self.bar.issued_on
        self.recipients = RecipientTable()
        self._all = make_button("全选", name="tick_all")
        self._none = make_button("全不选", name="tick_none")
        self._look = make_button("预览", Kind.PLAIN, "file", "preview")
        for button in (self._all, self._none, self._look):
            self.recipients.table.add_tool(button)
        self._sum = make_label("", "sentence", "sum", wrap=True)
        self._issue = make_button("发放证书…", Kind.PRIMARY, "certificate", "issue")
        self._no_session = EmptyState(_NO_SESSION, "no_session")
        self._no_exam = EmptyState(_NO_EXAM, "no_exam")
        self._work = QWidget()
        self._arrange()

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._issue)
        layout = QVBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.recipients, 1)
        layout.addLayout(foot)
        self._stack = QStackedWidget()
        self._cards = {
            Source.SESSION: on_card(self._no_session),
            Source.EXAM: on_card(self._no_exam),
        }
        for widget in (self._work, *self._cards.values()):
            self._stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, SPACE.m, 0, 0)
        outer.setSpacing(SPACE.m)
        outer.addWidget(self.bar)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.bar.changed.connect(self._begin)
        self.bar.design.currentIndexChanged.connect(self._name_look)
        self.recipients.ticked_changed.connect(self._show_sum)
        self.recipients.table.activated.connect(self._preview_one)
        self.recipients.table.selection_changed.connect(self._allow_look)
        self.recipients.table.add_action("预览证书", self._preview_selected, "file")
        self.recipients.table.add_action("勾选 / 取消勾选", self.recipients.turn_selected, "check")
        self._all.clicked.connect(self.recipients.tick_all)
        self._none.clicked.connect(self.recipients.tick_none)
        self._look.clicked.connect(self._preview_selected)
        self._issue.clicked.connect(self._ask_number)
        self._no_session.clicked.connect(self.training_wanted)

    @Slot()
    def _begin(self) -> None:
        """Another occasion: everybody ready is ticked, the day is today or its last."""
        self.recipients.tick_anew()
        today, session = self._clock().date(), self.bar.chosen_session
        ends = session is not None and self.bar.chosen_source is Source.SESSION
        self.issued_on.set_day(max(today, session.plan.ends_on) if session and ends else today)
        self._load()

    def _load(self) -> None:
        found = self.bar.occasion
        if found is None:
            self._stack.setCurrentWidget(self._cards[self.bar.chosen_source])
            return
        self._stack.setCurrentWidget(self._work)
        work = partial(self._certificates.occasions.recipients, found[0])
        self._desk.load(self, work, partial(self._fill, found[0]))

    def _fill(self, asked: Occasion, rows: list[Recipient]) -> None:
        """Another choice may have been made while this one was fetched."""
        found = self.bar.occasion
        if found is not None and asked == found[0]:
            self.recipients.show_points(asked.kind is not CertificateKind.DUTY)
            self.recipients.show_rows(rows)
            self._lead_on()

    def _lead_on(self) -> None:
        """Whoever comes here finds those who have passed ticked: what is left is to agree."""
        if self._arrived and self._issue.isEnabled():
            self._issue.setFocus()
        self._arrived = False

    @Slot()
    def _show_sum(self) -> None:
        rows = self.recipients.table.rows()
        ticked = len(self.recipients.ticked())
        self._sum.setText(sum_text(rows, ticked))
        self._issue.setEnabled(bool(ticked))
        self._issue.setText(f"发放 {ticked} 份证书…" if ticked else "发放证书…")
        ready = any(row.ready for row in rows)
        self._all.setEnabled(ready)
        self._none.setEnabled(ready)
        self._allow_look()

    @Slot()
    def _name_look(self, *_: object) -> None:
        """A Word file cannot be drawn here: it is said before somebody presses."""
        design = self.bar.chosen_design
        word = design is not None and design.design.form is DesignForm.WORD
        self._look.setText("导出样张…" if word else "预览")
        self._look.setToolTip(_WORD_TIP if word else _LOOK_TIP)
        self.bar.design.setToolTip(_WORD_TIP if word else "")

    @Slot()
    def _allow_look(self) -> None:
        chosen = len(self.recipients.table.selected_rows())
        self._look.setEnabled(chosen == 1 or bool(self.recipients.ticked()))

    @Slot()
    def _preview_selected(self) -> None:
        rows = self.recipients.table.selected_rows()
        if len(rows) == 1:
            self._preview_one(rows[0])
        elif (order := self._order(self.recipients.ticked())) is not None:
            self._look_at(order, "")

    @Slot(object)
    def _preview_one(self, row: Recipient) -> None:
        order = self._order([row])
        if order is not None:
            self._look_at(order, row.number, row.name)

    def _look_at(self, order: Order, number: str, who: str = "") -> None:
        if not number and order.design and order.design.design.form is DesignForm.WORD:
            self.word_preview.emit(order)
            return
        name = f"{TITLES[order.occasion.kind]} {who or order.title}".strip()
        self.preview.emit(partial(certificate_of, self._certificates, order, number), name)

    def _order(self, rows: list[Recipient]) -> Order | None:
        found = self.bar.occasion
        if found is None or not rows:
            return None
        people = tuple(row.person_id for row in rows)
        return Order(*found, people, self.issued_on.day, self.bar.chosen_design)

    @Slot()
    def _ask_number(self) -> None:
        order = self._order(self.recipients.ticked())
        if order is not None:
            self._desk.load(
                self,
                partial(self._certificates.next_number, order.day.year),
                partial(self._confirm, order),
            )

    def _confirm(self, order: Order, first: CertificateNumber) -> None:
        question, hint = confirm_text(order, first)
        if not self._desk.alerts.ask(question, f"发放 {len(order.people)} 份", hint=hint):
            return
        self._desk.act(
            self,
            partial(self._certificates.issue_batch, order.batch),
            partial(self._tell_issued, order),
            title="正在发放证书",
            changed=Changed.CERTIFICATES,
        )

    def _tell_issued(self, order: Order, rows: list[CertificateRow]) -> None:
        self.issued.emit(rows, order)

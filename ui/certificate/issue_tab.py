"""Issuing: choose a session, see who is ready, spend the numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.row import CertificateRow, Recipient
from jyguide.certificate.service import CertificateService
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.dates import span_text
from jyguide.documents.page import Document
from jyguide.ids import SessionId
from jyguide.training.session import SessionRow
from ui.brief import brief
from ui.certificate.order import Order, certificate_of, confirm_text, sum_text
from ui.certificate.recipient_table import RecipientTable
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import DateField, EmptyState, EmptyText, Kind, make_button, make_label
from ui.widgets.surfaces import on_card

_NO_SESSION = EmptyText(
    "还没有培训",
    "证书按培训发放：先新建一期培训，报名、签到，有考试的考完，再到这里发证。",
    "去培训页",
    "training",
)


class IssueTab(QWidget):
    """The recipients of one session under the choice of session, kind and day of issue.

    Object names: `session`, `kind`, `issued_on`, `tick_all`, `tick_none`, `preview`, `sum`,
    `issue`.
    """

    issued = Signal(object, str)
    """The new `CertificateRow`s, and a name for the preview's files."""
    preview = Signal(object, str)
    """Documents to look at, and a name for them."""
    training_wanted = Signal()

    def __init__(self, desk: Desk, certificates: CertificateService, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._certificates = certificates
        self._clock = clock
        self._sessions: list[SessionRow] = []
        self._build()
        self._connect()

    def show_sessions(self, sessions: list[SessionRow]) -> None:
        """Offer these; the chosen one stays, at first it is the latest somebody attended."""
        kept = self._session
        self._sessions = sessions
        with QSignalBlocker(self.session):
            self.session.clear()
            self.session.addItems([_session_text(row) for row in sessions])
            self.session.setCurrentIndex(_place_of(kept.id if kept else None, sessions))
        self._stack.setCurrentWidget(self._work if sessions else self._nothing)
        if kept is None or self._session is None or kept.id != self._session.id:
            self._begin()
        else:
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.session.setFocus()

    def _build(self) -> None:
        self.session, self.kind = QComboBox(), QComboBox()
        self.session.setObjectName("session")
        self.session.setMinimumContentsLength(28)
        self.session.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setObjectName("kind")
        for kind, name in TITLES.items():
            self.kind.addItem(name, kind)
        self.issued_on = DateField("issued_on")
        self.recipients = RecipientTable()
        self._all = make_button("全选", name="tick_all")
        self._none = make_button("全不选", name="tick_none")
        self._look = make_button("预览", Kind.PLAIN, "file", "preview")
        for button in (self._all, self._none, self._look):
            self.recipients.table.add_tool(button)
        self._sum = make_label("", "sentence", "sum", wrap=True)
        self._issue = make_button("发放证书…", Kind.PRIMARY, "certificate", "issue")
        self._nothing_state = EmptyState(_NO_SESSION, "no_session")
        self._nothing = on_card(self._nothing_state)
        self._work = QWidget()
        self._arrange()

    def _arrange(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(SPACE.s)
        for label, field, share in (
            ("培训", self.session, 1),
            ("证书", self.kind, 0),
            ("发证日期", self.issued_on, 0),
        ):
            words = make_label(label, "key")
            words.setBuddy(field)
            choice.addSpacing(SPACE.s if choice.count() else 0)
            choice.addWidget(words)
            choice.addWidget(field, share)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._issue)
        layout = QVBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addLayout(choice)
        layout.addWidget(self.recipients, 1)
        layout.addLayout(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work)
        self._stack.addWidget(self._nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, SPACE.m, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.session.currentIndexChanged.connect(self._begin)
        self.kind.currentIndexChanged.connect(self._begin)
        self.recipients.ticked_changed.connect(self._show_sum)
        self.recipients.table.activated.connect(self._preview_one)
        self.recipients.table.selection_changed.connect(self._allow_look)
        self.recipients.table.add_action("预览证书", self._preview_selected, "file")
        self.recipients.table.add_action("勾选 / 取消勾选", self.recipients.turn_selected, "check")
        self._all.clicked.connect(self.recipients.tick_all)
        self._none.clicked.connect(self.recipients.tick_none)
        self._look.clicked.connect(self._preview_selected)
        self._issue.clicked.connect(self._ask_number)
        self._nothing_state.clicked.connect(self.training_wanted)

    @property
    def _session(self) -> SessionRow | None:
        at = self.session.currentIndex()
        return self._sessions[at] if 0 <= at < len(self._sessions) else None

    @property
    def _kind(self) -> CertificateKind:
        return CertificateKind(self.kind.currentData())

    @Slot()
    def _begin(self) -> None:
        """Another session or kind: everybody ready is ticked, the day is today or its last."""
        self.recipients.tick_anew()
        if self._session is not None:
            self.issued_on.set_day(max(self._clock().date(), self._session.plan.ends_on))
        self._load()

    def _load(self) -> None:
        session, kind = self._session, self._kind
        if session is not None:
            self._desk.load(
                self,
                partial(self._certificates.recipients, session.id, kind),
                partial(self._fill, (session.id, kind)),
            )

    def _fill(self, asked: tuple[SessionId, CertificateKind], rows: list[Recipient]) -> None:
        """Another choice may have been made while this one was fetched."""
        if self._session is not None and asked == (self._session.id, self._kind):
            self.recipients.show_rows(rows)

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
    def _allow_look(self) -> None:
        self._look.setEnabled(len(self.recipients.table.selected_rows()) == 1)

    @Slot()
    def _preview_selected(self) -> None:
        rows = self.recipients.table.selected_rows()
        if rows:
            self._preview_one(rows[0])

    @Slot(object)
    def _preview_one(self, row: Recipient) -> None:
        if self._session is None:
            return
        order = Order(self._session, self._kind, (row.person_id,), self.issued_on.day)
        work = partial(certificate_of, self._certificates, order, row.number)
        name = f"{TITLES[order.kind]} {row.name}"
        self._desk.load(self, work, partial(self._show_preview, name))

    def _show_preview(self, name: str, document: Document) -> None:
        self.preview.emit([document], name)

    @Slot()
    def _ask_number(self) -> None:
        people = tuple(row.person_id for row in self.recipients.ticked())
        if self._session is None or not people:
            return
        order = Order(self._session, self._kind, people, self.issued_on.day)
        self._desk.load(
            self,
            partial(self._certificates.next_number, order.day.year),
            partial(self._confirm, order),
        )

    def _confirm(self, order: Order, first: CertificateNumber) -> None:
        question, hint = confirm_text(order, first)
        if not self._desk.alerts.ask(question, f"发放 {len(order.people)} 份", hint=hint):
            return
        issue = self._certificates.issue
        self._desk.act(
            self,
            brief(partial(issue, order.session.id, order.kind, order.people, order.day)),
            partial(self._tell_issued, order),
            title="正在发放证书",
            changed=Changed.CERTIFICATES,
        )

    def _tell_issued(self, order: Order, rows: list[CertificateRow]) -> None:
        self.issued.emit(rows, f"{TITLES[order.kind]} {order.session.plan.title}")


def _session_text(row: SessionRow) -> str:
    plan = row.plan
    return f"{plan.title}（{span_text(plan.starts_on, plan.ends_on)}）"


def _place_of(wanted: SessionId | None, sessions: list[SessionRow]) -> int:
    for at, row in enumerate(sessions):
        if row.id == wanted:
            return at
    attended = [at for at, row in enumerate(sessions) if row.attended]
    return attended[0] if attended else 0 if sessions else -1

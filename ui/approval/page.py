"""The page of approval to take post: how far everybody is, the lists, the establishment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QWidget

from jyguide.app import Application
from jyguide.approval.establishment import Establishment
from jyguide.approval.row import NameKey, StandingRow, SubmissionRow
from jyguide.approval.rule import PostRule, rule_text
from jyguide.changes import Changed
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.page import Document
from jyguide.ids import SubmissionId
from ui.access.unmask import export_agreed
from ui.approval.board_tab import BoardTab
from ui.approval.deeds import ApprovalDeeds, Known
from ui.approval.lists_tab import ListsTab
from ui.approval.posts_tab import PostsTab
from ui.desk import Desk
from ui.file_name import file_name
from ui.history.record_dialog import Subject, open_record
from ui.page import Page
from ui.printing.preview import PrintPreview
from ui.theme import SPACE
from ui.widgets import Kind, make_button


@dataclass(frozen=True, slots=True)
class _Loaded:
    day: date
    rows: list[StandingRow]
    lists: list[SubmissionRow]
    posts: Establishment
    rule: PostRule


class ApprovalPage(Page):
    """Object names: `approval_tabs`, `roster`, `roster_masked`, `roster_full`, `make_list`."""

    name = "approval"
    title = "上岗"
    icon_name = "approval"
    hint = "统一培训考试、统一批复上岗：每人走到哪一步、还缺什么"
    cares_about = (
        Changed.APPROVALS
        | Changed.PEOPLE
        | Changed.SESSIONS
        | Changed.EXAMS
        | Changed.STATION
        | Changed.ORGANISATIONS
    )

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._day: date | None = None
        self._new_list: SubmissionId | None = None
        self._entered = False
        self.board = BoardTab(is_city=app.place.is_city)
        self.lists = ListsTab(is_city=app.place.is_city)
        self.posts = PostsTab(is_city=app.place.is_city)
        self.deeds = ApprovalDeeds(self, desk, app)
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(_loaded, self._app, self._day), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.tabs.currentWidget() is self.board:
            self.board.enter()

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._roster, self._make)

    def _build(self) -> None:
        self._roster = make_button("花名册", icon_name="print", name="roster")
        menu = QMenu(self)
        masked = menu.addAction("隐去号码中间几位…", partial(self._print_roster, full=False))
        masked.setObjectName("roster_masked")
        full = menu.addAction("完整的身份证号和手机号…", partial(self._print_roster, full=True))
        full.setObjectName("roster_full")
        self._roster.setMenu(menu)
        self._make = make_button("制作上报名单…", Kind.PRIMARY, "add", "make_list")
        self._make.setToolTip("把具备条件的人做成上报名单（Ctrl+N）")
        self._make.setShortcut("Ctrl+N")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("approval_tabs")
        for tab, title in (
            (self.board, "上岗情况"),
            (self.lists, "上报与批复"),
            (self.posts, "编制"),
        ):
            self.tabs.addTab(tab, title)
        self.layout_.setSpacing(SPACE.s)
        self.layout_.addWidget(self.tabs)

    def _connect(self) -> None:
        self._make.clicked.connect(self._make_list)
        self.board.day_changed.connect(self._show_day)
        self.board.deal_wanted.connect(self.deeds.deal)
        self.board.cards_wanted.connect(self._print_cards)
        self.board.rule_wanted.connect(self.deeds.set_rule)
        self.board.people_wanted.connect(partial(self.wanted.emit, "people"))
        self.board.history_wanted.connect(self._open_history)
        self.lists.make_wanted.connect(self._make_list)
        self.lists.opened.connect(self._load_names)
        self.lists.submit_wanted.connect(self.deeds.submit)
        self.lists.request_wanted.connect(self._print_request)
        self.lists.reply_wanted.connect(self._print_reply)
        self.lists.drop_wanted.connect(self.deeds.drop)
        self.lists.approve_wanted.connect(self.deeds.approve)
        self.lists.add_wanted.connect(self.deeds.add_names)
        self.lists.change_wanted.connect(self.deeds.change)
        self.lists.refuse_wanted.connect(self.deeds.refuse)
        self.lists.withdraw_wanted.connect(self._withdraw)
        self.posts.posts_wanted.connect(self.deeds.set_posts)
        self.deeds.listed.connect(self._show_new_list)

    def _show(self, now: _Loaded) -> None:
        self.deeds.known = Known(now.rows, now.lists, now.rule)
        today = self._app.clock().date()
        self.board.show_standings(now.rows, rule_text(now.rule), now.day, today)
        if not self._entered and self.board.isVisible():
            self._entered = True
            self.board.enter()  # rows that are not there yet take no keyboard
        self._make.setEnabled(now.day == today)
        self.lists.show_lists(now.lists)
        if self._new_list is not None:
            self.lists.choose(self._new_list)
            self._new_list = None
        self.posts.show_posts(now.posts)
        waiting = sum(row.waiting for row in now.lists if not row.is_draft)
        self.tabs.setTabText(1, f"上报与批复（待批复 {waiting}）" if waiting else "上报与批复")
        self._roster.setEnabled(bool(now.rows))

    @Slot(object)
    def _show_day(self, day: date | None) -> None:
        self._day = None if day == self._app.clock().date() else day
        self.refresh()

    @Slot()
    def _make_list(self) -> None:
        self.deeds.make_list({row.id for row in self.board.chosen()})

    @Slot(object)
    def _load_names(self, key: SubmissionId) -> None:
        work = partial(self._app.submissions.names, key)
        self._desk.load(self, work, self.lists.show_names)

    @Slot(object)
    def _show_new_list(self, key: SubmissionId) -> None:
        self._new_list = key  # chosen once it has been fetched
        self.tabs.setCurrentWidget(self.lists)

    @Slot(object)
    def _withdraw(self, names: list[NameKey]) -> None:
        one = self.lists.shown
        if one is not None:
            self.deeds.withdraw(one, names)

    @Slot(object)
    def _open_history(self, row: StandingRow) -> None:
        subject = Subject("person", row.id, f"人员“{row.person.name}”")
        open_record(self._desk, self._app.history, subject, self)

    def _print_roster(self, *, full: bool) -> None:
        told = self._app.disclosures
        if full and not export_agreed(self._desk.alerts, told, "花名册上全部人员"):
            return
        papers, station = self._app.approval_papers, self.board.station
        work = partial(papers.roster, self._day, full=full, station=station)
        self._desk.load(self, work, self._preview)

    @Slot(object)
    def _print_cards(self, rows: list[StandingRow] | None) -> None:
        some = None if rows is None else [row.id for row in rows if row.standing.at_work]
        self._desk.load(self, partial(self._app.approval_papers.cards, some), self._preview)

    @Slot(object)
    def _print_request(self, row: SubmissionRow) -> None:
        work = partial(self._app.approval_papers.request, row.id)
        self.deeds.dress(LetterKind.REQUEST, work, self._preview)

    @Slot(object)
    def _print_reply(self, row: SubmissionRow) -> None:
        work = partial(self._app.approval_papers.replies, row.id)
        self.deeds.dress(LetterKind.REPLY, work, self._preview_all)

    def _preview(self, document: Document) -> None:
        self._preview_all([document])

    def _preview_all(self, documents: list[Document]) -> None:
        name = file_name(documents[0].title)
        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self)
        preview.finished.connect(preview.deleteLater)
        preview.open()


def _loaded(app: Application, day: date | None) -> _Loaded:
    rows = app.approvals.standings(day)
    return _Loaded(
        day or app.clock().date(),
        rows,
        app.submissions.lists(),
        app.approvals.establishment(rows),
        app.approvals.rule(),
    )

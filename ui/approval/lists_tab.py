"""上报与批复: the lists, and the names on the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.approval.row import NameKey, NominationRow, SubmissionRow
from jyguide.approval.step import SUBMISSION_KIND_NAMES, NominationOutcome
from jyguide.ids import SubmissionId
from ui.approval.words import list_columns, name_columns, outcome_text, submitted_text
from ui.history.records import tell_history
from ui.theme import SPACE
from ui.widgets import Card, EmptyText, Kind, RowTable, SplitDetail, make_button, make_label

_EMPTY = EmptyText(
    "还没有上报名单",
    "把培训、考试合格的人做成一份名单，上报后在这里登记批复文号和日期，全体一次上岗。",
    "制作上报名单…",
    "file",
)
_NOTHING = EmptyText("没有选中名单", "在左边选一份名单，这里列出名单上的人和每人的结果。")
_STATION_COLUMN = 1


class ListsTab(QWidget):
    """Lists on the left, the names of one on the right.

    Object names: `lists` and `names` (tables), `submit`, `approve`, `refuse`, `withdraw`,
    `request`, `reply`, `drop`, `add_names`, `change`.

    Args:
        is_city: The city answers what stations ask for, and prints its answers.
    """

    make_wanted = Signal()
    opened = Signal(object)
    """The `SubmissionId` whose names are wanted."""
    submit_wanted = Signal(object)
    """A `SubmissionRow`, as with the next five."""
    request_wanted = Signal(object)
    reply_wanted = Signal(object)
    add_wanted = Signal(object)
    change_wanted = Signal(object)
    drop_wanted = Signal(object)
    approve_wanted = Signal(object)
    """The keys of the lists that are selected."""
    refuse_wanted = Signal(object)
    """`NameKey`s, as with the next."""
    withdraw_wanted = Signal(object)

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self._is_city = is_city
        self.lists: RowTable[SubmissionRow] = RowTable(
            list_columns(), unit="份", search_hint="搜索标题", key=lambda r: r.id, empty=_EMPTY
        )
        self.lists.setObjectName("lists")
        tell_history(self.lists, "submission", lambda row: (row.id, row.title))
        self.names: RowTable[NominationRow] = RowTable(
            name_columns(),
            unit="人",
            search_hint="搜索姓名、拼音",
            search_text=lambda row: row.person.search,
            key=lambda row: row.person.id,
            empty=EmptyText("名单上没有人", "加入具备条件的人，再登记上报。", "加入人员…"),
        )
        self.names.setObjectName("names")
        tell_history(self.names, "person", lambda row: (row.person.id, row.person.name))
        self._title = make_label("", "section", "list_title", wrap=True)
        self._facts = make_label("", "small", "list_facts", wrap=True)
        self._submit = make_button("登记上报…", icon_name="export", name="submit")
        self._approve = make_button("登记批复…", icon_name="check", name="approve")
        self._refuse = make_button("未批准…", name="refuse")
        self._withdraw = make_button("撤回…", name="withdraw")
        self._request = make_button("打印请示…", icon_name="print", name="request")
        self._reply = make_button("打印批复…", icon_name="print", name="reply")
        self._add = make_button("加入人员…", icon_name="add", name="add_names")
        self._change = make_button("改标题…", name="change")
        self._drop = make_button("删除名单", Kind.DANGER, name="drop")
        self._arrange()
        self._connect()

    @property
    def shown(self) -> SubmissionRow | None:
        """The list that is chosen."""
        return self.lists.current_row() or next(iter(self.lists.selected_rows()), None)

    def show_lists(self, rows: Sequence[SubmissionRow]) -> None:
        """Show the lists; the one chosen stays, at first it is the newest."""
        several = len({row.station for row in rows}) > 1
        self.lists.view.setColumnHidden(_STATION_COLUMN, not several)
        self._approve.setEnabled(any(row.waiting and not row.is_draft for row in rows))
        self.lists.set_rows(rows)
        self.lists.choose_first()

    def show_names(self, rows: list[NominationRow]) -> None:
        """Show the names of the chosen list."""
        one = self.shown
        if one is not None and (not rows or rows[0].submission == one.id):
            self.names.set_rows(rows)

    def choose(self, key: SubmissionId) -> None:
        """Choose a list."""
        self.lists.select_rows(lambda row: row.id == key)

    def _arrange(self) -> None:
        card = Card()
        card.body.addWidget(self._title)
        card.body.addWidget(self._facts)
        deeds = QHBoxLayout()
        deeds.setSpacing(SPACE.s)
        for button in (self._submit, self._request, self._reply, self._change):
            deeds.addWidget(button)
        deeds.addStretch()
        deeds.addWidget(self._drop)
        card.body.addLayout(deeds)
        card.body.addWidget(self.names, 1)
        for button in (self._add, self._refuse, self._withdraw):
            self.names.add_tool(button)
        self.lists.add_tool(self._approve)
        self._detail = card
        self._split = SplitDetail(self.lists, _NOTHING, share=54)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        self.lists.selection_changed.connect(self._open)
        self.lists.empty_action.connect(self.make_wanted)
        self.names.selection_changed.connect(self._allow)
        self._approve.clicked.connect(
            lambda: self.approve_wanted.emit({row.id for row in self.lists.selected_rows()})
        )
        self.names.empty_action.connect(lambda: self._emit(self.add_wanted))
        self._add.clicked.connect(lambda: self._emit(self.add_wanted))
        self._change.clicked.connect(lambda: self._emit(self.change_wanted))
        self._submit.clicked.connect(lambda: self._emit(self.submit_wanted))
        self._request.clicked.connect(lambda: self._emit(self.request_wanted))
        self._reply.clicked.connect(lambda: self._emit(self.reply_wanted))
        self._drop.clicked.connect(lambda: self._emit(self.drop_wanted))
        self._refuse.clicked.connect(lambda: self.refuse_wanted.emit(self._keys()))
        self._withdraw.clicked.connect(lambda: self.withdraw_wanted.emit(self._keys()))

    def _emit(self, signal: SignalInstance) -> None:
        if self.shown is not None:
            signal.emit(self.shown)

    def _keys(self) -> list[NameKey]:
        return [NameKey(row.submission, row.person.id) for row in self._undecided()]

    def _undecided(self) -> list[NominationRow]:
        chosen = self.names.selected_rows()
        return [row for row in chosen if row.outcome is NominationOutcome.WAITING]

    @Slot(object)
    def _open(self, _rows: list[SubmissionRow]) -> None:
        one = self.shown
        if one is None:
            self._split.show_nothing()
            return
        self._title.setText(one.title)
        kind = SUBMISSION_KIND_NAMES[one.kind]
        sent = f"{submitted_text(one)} 上报" if one.submitted_on else submitted_text(one)
        parts = (one.station, kind, one.number, sent, outcome_text(one), one.note)
        self._facts.setText("　".join(part for part in parts if part))
        self._submit.setText("登记上报…" if one.is_draft else "更正上报…")
        self._submit.setEnabled(bool(one.names))
        self._drop.setVisible(one.is_draft)
        self._reply.setVisible(self._is_city and not one.is_draft)
        self._reply.setEnabled(bool(one.counts.get(NominationOutcome.APPROVED)))
        self._add.setVisible(one.is_draft)
        self._refuse.setVisible(not one.is_draft)
        self._split.show_detail(self._detail)
        self._allow()
        self.opened.emit(one.id)

    @Slot()
    def _allow(self, *_: object) -> None:
        one, some = self.shown, bool(self._undecided())
        self._refuse.setEnabled(some and one is not None and not one.is_draft)
        self._withdraw.setEnabled(some)
        self._withdraw.setText("移出名单" if one is not None and one.is_draft else "撤回…")

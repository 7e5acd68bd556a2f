"""任职经历: where somebody served, from the latest to the first; added, corrected, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from jyguide.changes import Changed
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.posting import PostingFacts, PostingRow
from ui.brief import brief
from ui.desk import Desk
from ui.history.records import tell_history
from ui.jobs import Job
from ui.people.file.facts import PersonFacts
from ui.people.file.posting_dialog import PostingDialog
from ui.people.file.services import FileServices
from ui.people.file.tab import FileTab
from ui.theme import Tone
from ui.undoing import Done, noted
from ui.widgets import CENTRE, Column, EmptyText, RowTable, make_button

_EMPTY = EmptyText(
    "还没有任职经历",
    "用上方的“调动”登记变动时，原任职会自动记下；也可以补登以前的经历。",
    "补登经历…",
    "organisation",
)


class PostingsTab(FileTab):
    """One table with its tools.

    Object names: `file_postings`, `postings` (the table), `add_posting`, `correct_posting`,
    `remove_posting`.
    """

    done = Signal(str, object)
    """A sentence, and the action that can be undone."""

    def __init__(self, desk: Desk, services: FileServices) -> None:
        super().__init__("file_postings")
        self._desk = desk
        self._services = services
        self.table: RowTable[PostingRow] = RowTable(
            self._columns(),
            unit="段",
            search_hint="搜索单位、职务",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("postings")
        tell_history(self.table, "posting", lambda row: (row.id, row.facts.post))
        self.table.hide()
        self._add = make_button("补登经历…", icon_name="add", name="add_posting")
        self._correct = make_button("更正…", icon_name="edit", name="correct_posting")
        self._remove = make_button("删除", icon_name="delete", name="remove_posting")
        for tool in (self._add, self._correct, self._remove):
            self.table.add_tool(tool)
        self.layout_.addWidget(self.table)
        self._connect()
        self._offer([])

    def fetch(self, facts: PersonFacts) -> None:
        read = partial(self._services.app.postings.of_person, facts.row.id)
        self._desk.load(self, read, partial(self._show, facts))

    def _show(self, facts: PersonFacts, rows: list[PostingRow]) -> None:
        if facts is self._shown:
            self.table.set_rows(rows)
            self.table.show()

    @property
    def _today(self) -> date:
        return self._services.clock().date()

    def _columns(self) -> tuple[Column[PostingRow], ...]:
        return (
            Column("起", _began, lambda row: row.facts.began_on, width=110),
            Column("止", self._ended, lambda row: row.facts.ended_on, width=110),
            Column("", self._state, align=CENTRE, width=84, tone=self._tone),
            Column("单位", lambda row: row.facts.organisation or "（未登记）", width=210),
            Column("职务", lambda row: row.facts.post, width=150),
            Column("人员类别", lambda row: PERSON_ROLE_NAMES[row.facts.role], width=140),
            Column("指导站", lambda row: row.station, width=110),
            Column("说明", lambda row: row.facts.note, width=160),
        )

    def _ended(self, row: PostingRow) -> str:
        if row.facts.ended_on is not None:
            return row.facts.ended_on.isoformat()
        return "" if row.begins_after(self._today) else "至今"

    def _state(self, row: PostingRow) -> str:
        if row.begins_after(self._today):
            return "将到任"
        return "现任" if row.holds(self._today) else "曾任"

    def _tone(self, row: PostingRow) -> Tone:
        return {"现任": Tone.GOOD, "将到任": Tone.INFO}.get(self._state(row), Tone.NEUTRAL)

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask_new)
        self._correct.clicked.connect(self._ask_correction)
        self._remove.clicked.connect(self._drop)
        self.table.activated.connect(self._ask_correction)
        self.table.empty_action.connect(self._ask_new)
        self.table.selection_changed.connect(self._offer)
        keys = QShortcut(QKeySequence.StandardKey.Delete, self.table.view, self._remove.click)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot(object)
    def _offer(self, rows: list[PostingRow]) -> None:
        for tool in (self._correct, self._remove):
            tool.setEnabled(len(rows) == 1)
            tool.setToolTip("" if rows else "请先在表里选一段任职")

    @Slot()
    def _ask_new(self) -> None:
        if self._shown is not None:
            add = partial(self._services.app.postings.add, self._shown.row.id)
            self._open(PostingDialog("补登任职经历", None, self), add, "已补登任职经历")

    @Slot()
    def _ask_correction(self) -> None:
        for row in self.table.selected_rows()[:1]:
            change = partial(self._services.app.postings.correct, row.id, seen=row.version)
            self._open(PostingDialog("更正任职经历", row.facts, self), change, "已更正任职经历")

    def _open(
        self, dialog: PostingDialog, keep: Callable[[PostingFacts], object], said: str
    ) -> None:
        dialog.wanted.connect(partial(self._save, dialog, keep, said))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(
        self,
        dialog: PostingDialog,
        keep: Callable[[PostingFacts], object],
        said: str,
        facts: PostingFacts,
    ) -> None:
        job = self._act(partial(keep, facts), said)
        job.succeeded.connect(dialog.accept)

    @Slot()
    def _drop(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._act(partial(self._services.app.postings.remove, row.id), "已删除一段任职经历")

    def _act(self, work: Callable[[], object], said: str) -> Job:
        return self._desk.act(
            self,
            brief(partial(noted, self._services.history, work)),
            partial(self._tell, said),
            title="正在保存任职经历",
            changed=Changed.PEOPLE,
        )

    def _tell(self, said: str, done: Done[object]) -> None:
        self.done.emit(said, done.action)


def _began(row: PostingRow) -> str:
    return row.facts.began_on.isoformat() if row.facts.began_on else "不详"

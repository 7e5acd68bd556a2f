"""Enrolment: everybody who could come on the left, who is on the list on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.ids import PersonId, SessionId
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.training.service import TrainingService
from jyguide.training.session import EnrolmentRow
from ui.brief import brief
from ui.desk import Desk
from ui.theme import SPACE
from ui.training.columns import (
    enrolled_columns,
    enrolment_search,
    person_columns,
    person_search,
    role_text,
)
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label

_NOBODY = EmptyText(
    "没有可以加入的人",
    "人员都已在名单上，或还没有导入花名册。",
    "去人员页",
    "people",
    Kind.PLAIN,
)
_EMPTY_LIST = EmptyText(
    "名单还是空的", "在左边选人，按回车或“加入”放到名单上。", icon_name="people"
)


class EnrolTab(QWidget):
    """Two tables and the ways between them; each move is written at once.

    Object names: `candidates`, `enrolled` (the tables), `add`, `add_all`, `withdraw`.
    """

    people_wanted = Signal()
    """The roster is empty; to the page where one is imported."""
    added = Signal(str)
    """A sentence about who was put on the list."""

    def __init__(
        self, desk: Desk, people: PeopleService, training: TrainingService, *, with_station: bool
    ) -> None:
        super().__init__()
        self._desk = desk
        self._people = people
        self._training = training
        self._session_id: SessionId | None = None
        self._on_list: set[PersonId] = set()
        self._everybody: list[PersonRow] = []
        self._build(with_station=with_station)
        self._connect()
        self._allow()

    def show_session(self, session_id: SessionId, rows: Sequence[EnrolmentRow]) -> None:
        """Show a session's list; the people beside it are fetched when the tab is on screen."""
        self._session_id = session_id
        self._on_list = {row.person_id for row in rows}
        self.enrolled.set_rows(rows)
        self._show_candidates()
        if self.isVisible():
            self._load_people()

    def look_for(self, text: str) -> None:
        """Search the people for somebody who stands at the door."""
        self.candidates.bar.search.setText(text)
        self.candidates.bar.focus_search()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_people()
        self.candidates.bar.focus_search()

    def _build(self, *, with_station: bool) -> None:
        self.candidates: RowTable[PersonRow] = RowTable(
            person_columns(with_station=with_station),
            unit="人",
            search_hint="姓名、拼音、单位",
            search_text=person_search,
            key=_person_key,
            empty=_NOBODY,
        )
        self.candidates.setObjectName("candidates")
        if with_station:
            self.candidates.add_choice("station", "全部指导站", _station)
        self.candidates.add_choice("organisation", "全部单位", _organisation)
        self.candidates.add_choice("role", "全部职务/类别", _role)
        self.enrolled: RowTable[EnrolmentRow] = RowTable(
            enrolled_columns(),
            unit="人",
            search_hint="姓名、拼音、单位",
            search_text=enrolment_search,
            key=_enrolled_key,
            empty=_EMPTY_LIST,
        )
        self.enrolled.setObjectName("enrolled")
        self._add = make_button("加入 →", Kind.PRIMARY, name="add")
        self._add_all = make_button("全部加入", name="add_all")
        self._withdraw = make_button("← 移出", name="withdraw")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addLayout(_side("可以加入", self.candidates), 53)
        layout.addLayout(_between(self._add, self._add_all, self._withdraw))
        layout.addLayout(_side("报名名单", self.enrolled), 47)

    def _connect(self) -> None:
        self.candidates.selection_changed.connect(self._allow)
        self.enrolled.selection_changed.connect(self._allow)
        self.candidates.activated.connect(self._enrol_selected)
        self.candidates.empty_action.connect(self.people_wanted)
        self.candidates.add_action("加入名单", self._enrol_selected, "add")
        self.enrolled.add_action("移出名单", self._withdraw_selected, "delete")
        self._add.clicked.connect(self._enrol_selected)
        self._add_all.clicked.connect(self._enrol_all)
        self._withdraw.clicked.connect(self._withdraw_selected)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.enrolled.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._withdraw_selected)

    def _load_people(self) -> None:
        if self._session_id is not None:
            self._desk.load(self, self._people.people, self._keep_people)

    @Slot(object)
    def _keep_people(self, people: list[PersonRow]) -> None:
        self._everybody = people
        self._show_candidates()

    def _show_candidates(self) -> None:
        self.candidates.set_rows(row for row in self._everybody if row.id not in self._on_list)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self._add.setEnabled(bool(self.candidates.selected_rows()))
        shown = len(self.candidates.shown_rows())
        self._add_all.setEnabled(bool(shown))
        self._add_all.setText(f"全部加入（{shown}）" if shown else "全部加入")
        self._withdraw.setEnabled(bool(self.enrolled.selected_rows()))

    @Slot()
    def _enrol_selected(self, *_: object) -> None:
        self._enrol(self.candidates.selected_rows())

    @Slot()
    def _enrol_all(self) -> None:
        self._enrol(self.candidates.shown_rows())

    def _enrol(self, rows: Sequence[PersonRow]) -> None:
        if self._session_id is None or not rows:
            return
        people = [row.id for row in rows]
        self._desk.act(
            self,
            brief(partial(self._training.enrol, self._session_id, people)),
            self._tell_enrolled,
            title="正在报名",
            changed=Changed.SESSIONS,
        )

    @Slot(object)
    def _tell_enrolled(self, count: int) -> None:
        self.added.emit(f"已把 {count} 人加入报名名单。")

    @Slot()
    def _withdraw_selected(self) -> None:
        rows = self.enrolled.selected_rows()
        if self._session_id is None or not rows:
            return
        people = [row.person_id for row in rows]
        self._desk.act(
            self,
            brief(partial(self._training.withdraw, self._session_id, people)),
            self._tell_withdrawn,
            title="正在取消报名",
            changed=Changed.SESSIONS,
        )

    @Slot(object)
    def _tell_withdrawn(self, _changed: object) -> None:
        self.added.emit("已移出报名名单。")


def _side(title: str, table: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(SPACE.s)
    made.addWidget(make_label(title, "section"))
    made.addWidget(table, 1)
    return made


def _between(*buttons: QPushButton) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(SPACE.s)
    made.addStretch()
    for button in buttons:
        made.addWidget(button)
    made.addStretch()
    return made


def _station(row: PersonRow) -> str:
    return row.station


def _organisation(row: PersonRow) -> str:
    return row.organisation


def _role(row: PersonRow) -> str:
    return role_text(row.post, row.kind)


def _person_key(row: PersonRow) -> object:
    return row.id


def _enrolled_key(row: EnrolmentRow) -> object:
    return row.person_id

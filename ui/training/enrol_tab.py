"""Enrolment: everybody who could come on the left, who is on the list on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import PersonId, SessionId
from jyguide.people.row import PersonRow
from jyguide.training.session import EnrolmentRow, SessionRow
from ui.brief import brief
from ui.desk import Desk
from ui.history.records import tell_history
from ui.page import Page
from ui.theme import SPACE
from ui.training.columns import (
    enrolled_columns,
    enrolment_search,
    person_columns,
    person_search,
    role_text,
)
from ui.training.enrolling.dialog import Choices, EnrolManyDialog
from ui.undoing import Done, Undoing, noted
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.offered import only_looks

_CHOICE_WIDTH = 140
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

    Object names: `candidates`, `enrolled` (the tables), `add`, `add_all`, `add_many`,
    `import_roll`, `withdraw`.
    """

    people_wanted = Signal()
    """The roster is empty; to the page where one is imported."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._people = app.people
        self._training = app.training
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)
        self._session_id: SessionId | None = None
        self._on_list: set[PersonId] = set()
        self._everybody: list[PersonRow] = []
        self._build(with_station=app.place.is_city)
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
        tell_history(self.candidates, "person", lambda row: (row.id, row.name))
        if with_station:
            self.candidates.add_choice("station", "全部指导站", _station)
        self.candidates.add_choice("organisation", "全部单位", _organisation)
        self.candidates.add_choice("role", "全部职务/类别", _role)
        for choice in self.candidates.findChildren(QComboBox):
            choice.setMaximumWidth(_CHOICE_WIDTH)  # names of organisations are long
        self.enrolled: RowTable[EnrolmentRow] = RowTable(
            enrolled_columns(),
            unit="人",
            search_hint="姓名、拼音、单位",
            search_text=enrolment_search,
            key=_enrolled_key,
            empty=_EMPTY_LIST,
        )
        self.enrolled.setObjectName("enrolled")
        tell_history(self.enrolled, "person", lambda row: (row.person_id, row.name))
        self._add = make_button("加入 →", Kind.PRIMARY, name="add")
        self._add_all = make_button("全部加入", name="add_all")
        self._add_many = make_button("批量报名…", name="add_many")
        self._add_many.setToolTip("按组织、按身份、粘贴名单，或沿用另一期的名单")
        self._import = make_button("导入…", name="import_roll")
        self._import.setToolTip("从 Excel、WPS 表格或粘贴导入名单，写了考勤的一并登记")
        self._withdraw = make_button("← 移出", name="withdraw")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addLayout(_side("可以加入", self.candidates), 55)
        layout.addLayout(
            _between(self._add, self._add_all, self._add_many, self._import, self._withdraw)
        )
        layout.addLayout(_side("报名名单", self.enrolled), 45)

    def _connect(self) -> None:
        self.candidates.selection_changed.connect(self._allow)
        self.enrolled.selection_changed.connect(self._allow)
        self.candidates.activated.connect(self._enrol_selected)
        self.candidates.empty_action.connect(self.people_wanted)
        self.candidates.add_action("加入名单", self._enrol_selected, "add")
        self.enrolled.add_action("移出名单", self._withdraw_selected, "delete")
        self._add.clicked.connect(self._enrol_selected)
        self._add_all.clicked.connect(self._enrol_all)
        self._add_many.clicked.connect(self._load_choices)
        self._import.clicked.connect(self._open_import)
        self._withdraw.clicked.connect(self._withdraw_selected)

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
        if only_looks(self):
            return  # Enter on a row comes here too
        self._enrol(self.candidates.selected_rows())

    @Slot()
    def _enrol_all(self) -> None:
        self._enrol(self.candidates.shown_rows())

    def _enrol(self, rows: Sequence[PersonRow]) -> None:
        self._write([row.id for row in rows])

    @Slot(object)
    def _write(self, people: Sequence[PersonId]) -> None:
        if self._session_id is None or not people:
            return
        self._desk.act(
            self,
            brief(partial(_enrol, self._app, self._session_id, people)),
            self._tell_enrolled,
            title="正在报名",
            changed=Changed.SESSIONS,
        )

    @Slot(object)
    def _tell_enrolled(self, enrolled: _Enrolled) -> None:
        clash = f"其中 {enrolled.clashing} 人同日另有培训。" if enrolled.clashing else ""
        told = f"已把 {enrolled.done.result} 人加入报名名单。{clash}"
        self._undoing.tell(told, enrolled.done.action)

    @Slot()
    def _load_choices(self) -> None:
        if self._session_id is not None:
            work = partial(_choices, self._app, self._session_id, frozenset(self._on_list))
            self._desk.load(self, work, self._ask_many)

    @Slot(object)
    def _ask_many(self, found: tuple[SessionRow, Choices]) -> None:
        session, choices = found
        dialog = EnrolManyDialog(self._desk, self._app.enrolling, session, choices, self)
        dialog.chosen.connect(self._write)
        dialog.open()

    @Slot()
    def _open_import(self) -> None:
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed
        from ui.training.enrolling.file_import import roll_import  # noqa: PLC0415 - as above

        if self._session_id is not None:
            subject = roll_import(self._app, self._session_id)
            open_import(self._desk, subject, self._app.history, self._undoing, self)

    @Slot()
    def _withdraw_selected(self) -> None:
        rows = self.enrolled.selected_rows()
        if self._session_id is None or not rows:
            return
        people = [row.person_id for row in rows]
        work = partial(self._training.withdraw, self._session_id, people)
        self._desk.act(
            self,
            brief(partial(noted, self._app.history, work)),
            self._tell_withdrawn,
            title="正在取消报名",
            changed=Changed.SESSIONS,
        )

    @Slot(object)
    def _tell_withdrawn(self, done: Done[object]) -> None:
        self._undoing.tell("已移出报名名单。", done.action)


@dataclass(frozen=True, slots=True)
class _Enrolled:
    """How many were put on the list, and how many of them are elsewhere that day too."""

    done: Done[int]
    clashing: int


def _enrol(app: Application, session_id: SessionId, people: Sequence[PersonId]) -> _Enrolled:
    done = noted(app.history, partial(app.training.enrol, session_id, people))
    return _Enrolled(done, len(app.enrolling.clashes(session_id, people)))


def _choices(
    app: Application, session_id: SessionId, listed: frozenset[PersonId]
) -> tuple[SessionRow, Choices]:
    choices = Choices(
        app.organisations.rows(), app.training.whole_plan(), listed, app.place.is_city
    )
    return app.training.session(session_id), choices


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

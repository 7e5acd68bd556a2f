"""批量报名: find many people in one of four ways, look them over, put them on the list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.organisation import OrganisationRow
from jyguide.training.service.enrolling import EnrolmentService
from jyguide.training.session import SessionRow
from ui.desk import Desk
from ui.theme import SPACE
from ui.training.enrolling.candidate import (
    Candidate,
    Found,
    candidate_columns,
    candidates_of,
)
from ui.training.enrolling.sources import Ask, ByList, ByOrganisation, ByRole, BySession, Source
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SIZE = (1180, 620)
_LEFT = 320
_NOBODY = EmptyText(
    "还没有找到人",
    "在左边选组织、身份或另一期培训，或粘贴名单后按“识别名单”。",
    icon_name="people",
)
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """What the four ways offer to choose from, and whether people are of several stations."""

    organisations: Sequence[OrganisationRow]
    sessions: Sequence[SessionRow]
    listed: Collection[PersonId]
    with_station: bool


class EnrolManyDialog(QDialog):
    """Four ways of finding people on the left, whom they gave on the right.

    Object names: `enrol_many`, `sources`, `found`, `unknown`, `summary`, `take`, `cancel`, and
    those of the sources.
    """

    chosen = Signal(object)
    """The list of `PersonId` to enrol."""

    def __init__(
        self,
        desk: Desk,
        service: EnrolmentService,
        session: SessionRow,
        choices: Choices,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._service = service
        self._session = session
        self._choices = choices
        self._rows: dict[PersonId, Candidate] = {}
        self.setObjectName("enrol_many")
        self.setWindowTitle(f"批量报名　{session.plan.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        others = [row for row in choices.sessions if row.id != session.id and row.enrolled]
        self._build(choices.organisations, others)
        self._connect()
        self._sum_up()

    def _build(
        self, organisations: Sequence[OrganisationRow], sessions: Sequence[SessionRow]
    ) -> None:
        self.sources = QTabWidget()
        self.sources.setObjectName("sources")
        self.sources.setFixedWidth(_LEFT)
        self._sources: tuple[tuple[str, Source], ...] = (
            ("按组织", ByOrganisation(organisations)),
            ("按身份", ByRole()),
            ("粘贴", ByList()),
            ("另一期", BySession(sessions)),
        )
        for title, source in self._sources:
            self.sources.addTab(source, title)
        self.table: RowTable[Candidate] = RowTable(
            candidate_columns(with_station=self._choices.with_station),
            unit="人",
            search_hint="姓名、拼音、单位",
            search_text=lambda row: row.person.search,
            key=lambda row: row.person.id,
            empty=_NOBODY,
        )
        self.table.setObjectName("found")
        self._unknown = make_label("", "problem", "unknown", wrap=True)
        self._unknown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._summary = make_label("", "hint", "summary", wrap=True)
        self._take = make_button("加入名单", Kind.PRIMARY, name="take")
        self._cancel = make_button("取消", name="cancel")
        right = QVBoxLayout()
        right.setSpacing(SPACE.s)
        right.addWidget(self.table, 1)
        right.addWidget(self._unknown)
        body = QHBoxLayout()
        body.setSpacing(SPACE.m)
        body.addWidget(self.sources)
        body.addLayout(right, 1)
        foot = ButtonRow(self._take, leave=self._cancel, said=self._summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(body, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        for _, source in self._sources:
            source.wanted.connect(self._find)
        self.table.activated.connect(self._turn)
        self.table.add_action("加入 / 不加入\t空格", self._turn, "check")
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view, self._turn)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._take.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.reject)

    @Slot(object)
    def _find(self, ask: Ask) -> None:
        work = partial(ask, self._service, self._session.id)
        self._desk.load(self, work, self._show_found)

    @Slot(object)
    def _show_found(self, found: Found) -> None:
        rows = candidates_of(found, self._choices.listed)
        self._rows = {row.person.id: row for row in rows}
        self._unknown.setText(unknown_text(found.unknown))
        self._unknown.setVisible(bool(found.unknown))
        self._refresh()

    @Slot()
    def _turn(self, *_: object) -> None:
        """Take those chosen, or leave them out if all of them are taken."""
        chosen = [row for row in self.table.selected_rows() if not row.listed]
        take = not all(row.wanted for row in chosen)
        for row in chosen:
            self._rows[row.person.id] = replace(row, wanted=take)
        self._refresh()

    def _refresh(self) -> None:
        self.table.set_rows(self._rows.values())
        self._sum_up()

    def _wanted(self) -> list[PersonId]:
        return [key for key, row in self._rows.items() if row.wanted]

    def _sum_up(self) -> None:
        wanted = len(self._wanted())
        listed = sum(row.listed for row in self._rows.values())
        clash = sum("同日另有" in row.remark for row in self._rows.values() if row.wanted)
        said = [f"将加入 {wanted} 人"]
        if listed:
            said.append(f"{listed} 人已在名单")
        if clash:
            said.append(f"{clash} 人同日另有培训，仍可加入")
        self._summary.setText("，".join(said) + "。" if self._rows else "")
        self._take.setText(f"加入 {wanted} 人" if wanted else "加入名单")
        self._take.setEnabled(bool(wanted))

    @Slot()
    def _submit(self) -> None:
        self.chosen.emit(self._wanted())
        self.accept()


def unknown_text(lines: Sequence[str]) -> str:
    """Which lines of a list mean nobody."""
    if not lines:
        return ""
    named = "、".join(lines[:_MOST_NAMED])
    more = f"等 {len(lines)} 个" if len(lines) > _MOST_NAMED else ""
    return f"人员库里没有：{named}{more}。请核对姓名，或先到“人员”页新增。"

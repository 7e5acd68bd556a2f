"""Dialogs over many names: make a list of those who are ready; note down the city's document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from jyguide.approval.gate import State, names_first
from jyguide.approval.row import NameKey, NominationRow, StandingRow, SubmissionRow
from jyguide.approval.rule import PostRule
from jyguide.approval.step import SUBMISSION_KIND_NAMES, SubmissionKind
from jyguide.ids import PersonId, SubmissionId
from ui.approval.step_dialog import DecreeFields, new_decree
from ui.approval.words import kind_text, name_remark, search_text
from ui.theme import Tone
from ui.widgets import Column, EmptyText
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.person_column import person_column
from ui.widgets.tick_table import TickTable

_NOBODY = EmptyText(
    "没有要报的人", "首次上岗列还没有批复的人，续聘列已有批复的人。", icon_name="people"
)
_NO_NAMES = EmptyText("没有待批复的名字", "先把上报名单登记上报。", icon_name="file")
_WIDE = (980, 660)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom a kind of list concerns.

    Attributes:
        rows: Those who are ready first.
        ready: Who may be put on one.
    """

    rows: Sequence[StandingRow]
    ready: frozenset[PersonId]


def candidates(rows: Sequence[StandingRow]) -> dict[SubmissionKind, Candidates]:
    """Of each kind; called on the worker, since every gate of everybody is asked."""
    return {kind: _of_kind(rows, kind) for kind in SUBMISSION_KIND_NAMES}


def _of_kind(rows: Sequence[StandingRow], kind: SubmissionKind) -> Candidates:
    concerned = [row for row in rows if _concerned(row, kind)]
    ready = frozenset(row.id for row in concerned if not row.lacks_for(kind))
    return Candidates(sorted(concerned, key=lambda row: row.id not in ready), ready)


class MakeListDialog(AskingDialog):
    """Gives ``(kind, title, people)``.

    Those not ready stand in the same table without a box, with what they lack.
    Object names: `make_list_dialog`, `kind`, `title`, and those of `TickTable`.
    """

    _TITLE, _VERB = "制作上报名单", "做成名单"
    _SENTENCE = "具备条件的人已勾选；不具备的列在后面并写明缺什么，不能勾选。"

    def __init__(
        self,
        found: Mapping[SubmissionKind, Candidates],
        preferred: set[PersonId],
        parent: QWidget,
    ) -> None:
        super().__init__(self._TITLE, self._VERB, self._SENTENCE, parent)
        self.setObjectName("make_list_dialog")
        self.resize(*_WIDE)
        self._found = found
        self._preferred = preferred
        self.kind = QComboBox()
        self.kind.setObjectName("kind")
        for kind, name in SUBMISSION_KIND_NAMES.items():
            self.kind.addItem(name, kind)
        self.title = QLineEdit(placeholderText="不填则用通常的标题")
        self.title.setObjectName("title")
        self.ticks: TickTable[StandingRow] = TickTable(
            self._columns(), lambda row: row.id, self._may, _NOBODY, search_text
        )
        self.form.add("kind", "种类", self.kind)
        self.form.add("title", "标题", self.title)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.layout().insertWidget(2, self.ticks, 1)  # type: ignore[union-attr]
        self.kind.currentIndexChanged.connect(self._fill)
        self.ticks.ticked_changed.connect(self._count)
        self._fill()

    @property
    def _kind(self) -> SubmissionKind:
        return SubmissionKind(self.kind.currentData())

    def _may(self, row: StandingRow) -> bool:
        return row.id in self._found[self._kind].ready

    @Slot()
    def _fill(self) -> None:
        found = self._found[self._kind]
        some = bool(found.ready & self._preferred)
        wanted = (lambda row: row.id in self._preferred) if some else None
        self.ticks.show_rows(found.rows, wanted)

    @Slot()
    def _count(self) -> None:
        count = len(self.ticks.ticked())
        button = self.findChild(QPushButton, "confirm")
        if isinstance(button, QPushButton):
            button.setText(f"{self._VERB}（{count} 人）" if count else self._VERB)
            button.setEnabled(bool(count))

    @Slot()
    def _confirm(self) -> None:
        people = [row.id for row in self.ticks.ticked()]
        self.send((self._kind, self.title.text().strip(), people))

    def _columns(self) -> list[Column[StandingRow]]:
        return [
            person_column(),
            Column("指导站", lambda row: row.station, width=96),
            Column("类别", kind_text, width=56),
            Column("条件", self._remark, width=420, tone=self._tone, tip=self._remark),
        ]

    def _remark(self, row: StandingRow) -> str:
        lacks = row.lacks_for(self._kind)
        return f"缺：{names_first(lacks)}" if lacks else "具备"

    def _tone(self, row: StandingRow) -> Tone:
        return Tone.GOOD if self._may(row) else Tone.WARN


def others(rows: Sequence[StandingRow], onto: SubmissionRow) -> list[StandingRow]:
    """Those of a list's station who do not stand on it."""
    here = (row for row in rows if row.station_id == onto.station_id)
    return [row for row in here if not _stands_on(row, onto.id)]


class AddNamesDialog(MakeListDialog):
    """Gives ``(kind, "", people)`` for a list that is still being put together.

    Object names: `add_names_dialog`, and those of `TickTable`.
    """

    _TITLE, _VERB = "加入人员", "加入名单"
    _SENTENCE = "勾选要加入这份名单的人；不具备条件的写明缺什么，不能勾选。"

    def __init__(
        self,
        found: Mapping[SubmissionKind, Candidates],
        onto: SubmissionRow,
        parent: QWidget,
    ) -> None:
        super().__init__(found, set(), parent)
        self.setObjectName("add_names_dialog")
        self.kind.setCurrentIndex(self.kind.findData(onto.kind))
        self.form.hide()
        self.ticks.show_rows(self.ticks.table.rows(), lambda _: False)
        self.ticks.table.view.setFocus(Qt.FocusReason.OtherFocusReason)


class ApproveDialog(AskingDialog):
    """Gives ``(names, decree)``; names of several lists may stand under one document.

    Ticked are the names of the lists that were selected, or all where none of those waits.
    Object names: `approve_dialog`, and those of `DecreeFields` and `TickTable`.
    """

    def __init__(
        self,
        names: Sequence[NominationRow],
        lists: Mapping[SubmissionId, SubmissionRow],
        selected: set[SubmissionId],
        rule: PostRule,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(
            "登记批复",
            "登记批复",
            "照市里的批复填写文号和日期，勾选文件所列的人（空格键勾选）；可以一次登记几份名单。",
            parent,
        )
        self.setObjectName("approve_dialog")
        self.resize(*_WIDE)
        self._lists = lists
        self.fields = DecreeFields(self, rule, new_decree(rule, today), numbered=True)
        self.ticks: TickTable[NominationRow] = TickTable(
            self._columns(), _name_key, lambda row: not row.lacks, _NO_NAMES, _found_by
        )
        self.layout().insertWidget(2, self.ticks, 1)  # type: ignore[union-attr]
        self.ticks.table.add_choice("list", "全部名单", self._list_text)
        self.ticks.ticked_changed.connect(self._count)
        meant = {row.submission for row in names} & selected
        self.ticks.show_rows(names, lambda row: not meant or row.submission in meant)
        self.fields.number.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _count(self) -> None:
        count = len(self.ticks.ticked())
        button = self.findChild(QPushButton, "confirm")
        if isinstance(button, QPushButton):
            button.setText(f"登记批复（{count} 人）" if count else "登记批复")
            button.setEnabled(bool(count))

    @Slot()
    def _confirm(self) -> None:
        decree = self.fields.decree()
        if decree is not None:
            names = [NameKey(row.submission, row.person.id) for row in self.ticks.ticked()]
            self.send((names, decree))

    def _columns(self) -> list[Column[NominationRow]]:
        return [
            person_column(),
            Column("名单", self._list_text, width=300),
            Column(
                "说明",
                lambda row: name_remark(row) or "可以批复",
                width=300,
                tone=lambda row: Tone.WARN if row.lacks else Tone.GOOD,
                tip=name_remark,
            ),
        ]

    def _list_text(self, row: NominationRow) -> str:
        one = self._lists[row.submission]
        return " ".join(part for part in (one.station, one.number or one.title) if part)


def _stands_on(row: StandingRow, key: SubmissionId) -> bool:
    return row.open_name is not None and row.open_name.submission == key


def _concerned(row: StandingRow, kind: SubmissionKind) -> bool:
    """Whether a list of this kind could ever name him: not who is in post, or has left."""
    approved = row.standing.appointment is not None
    left = row.standing.state is State.LEFT
    return not left and approved is (kind is SubmissionKind.RENEWAL)


def _found_by(row: NominationRow) -> str:
    return row.person.search


def _name_key(row: NominationRow) -> object:
    return (row.submission, row.person.id)

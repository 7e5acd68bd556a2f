"""The organisation chosen in the tree: what is kept about it, and who is placed there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationKind,
    OrganisationRow,
    organisation_label,
)
from jyguide.people.row import PersonRow
from ui.history.records import tell_history
from ui.theme import SPACE
from ui.widgets import Banner, Card, Column, EmptyText, Facts, RowTable, make_button, make_label

_NOBODY = EmptyText(
    "这里还没有人",
    "把已有人员放到这个组织；花名册里写明了组织名称的，可以用右上角的“按名称匹配”。",
    icon_name="people",
)
_PLACE = 2
"""The column of the organisation."""
_TOP = "最上一级的“市”不能移动、合并或删除"


class OrganisationDetail(QWidget):
    """Object names: `organisation_name`, `change`, `move`, `merge`, `remove`, `fixed`, `below`.

    And `place_people`, `take_out`, `open_person`, and `placed` for the table of people.
    """

    change_wanted = Signal()
    move_wanted = Signal()
    merge_wanted = Signal()
    remove_wanted = Signal()
    place_wanted = Signal()
    take_out_wanted = Signal(object)
    """The `PersonRow`s chosen."""
    open_wanted = Signal(object)
    """The `PersonId` of one."""
    below_toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: OrganisationRow | None = None
        self._why = ""
        self._build()
        self._connect()

    def show_organisation(self, row: OrganisationRow, total: int, why: str, codes: str) -> None:
        """Show what is kept.

        Args:
            row: The organisation.
            total: How many people are placed there and under it.
            why: Why this office may not change it, or nothing.
            codes: What else has the same code, or nothing.
        """
        self._row = row
        self._why = why
        self._name.setText(row.name)
        station = f"{row.station}指导站" if row.station else "全市共有"
        self._kind.setText(f"{ORGANISATION_KIND_NAMES[row.kind]}　{station}")
        self._heading.setText(f"放在这里 {row.people} 人，连同下级 {total} 人")
        facts = [("位置", organisation_label(row))]
        if row.code:
            facts.append(("代码", f"{row.code}（{codes}）" if codes else row.code))
        if row.note:
            facts.append(("备注", row.note))
        self._facts.show_facts(facts)
        self._fixed.say(f"{why}。需要改动时请告诉市级。" if why else "")
        self._change.setEnabled(not why)
        top = row.kind is OrganisationKind.CITY
        for button in (self._move, self._merge, self._remove):
            button.setEnabled(not why and not top)
            button.setToolTip(_TOP if top else "")

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """List those placed there."""
        self.table.view.setColumnHidden(_PLACE, not self.with_below)  # else all have the same
        self.table.set_rows(rows)
        self.table.show()

    @property
    def row(self) -> OrganisationRow | None:
        """The organisation shown."""
        return self._row

    @property
    def with_below(self) -> bool:
        """Whether people under it are wanted too."""
        return self._below.isChecked()

    def _build(self) -> None:
        self._name = make_label("", "section", "organisation_name", wrap=True)
        self._kind = make_label("", "hint", "organisation_kind")
        self._heading = make_label("", "section", "placed_count", wrap=True)
        self._change = make_button("修改…", icon_name="edit", name="change")
        self._move = make_button("移动到…", name="move")
        self._merge = make_button("合并…", name="merge")
        self._remove = make_button("删除", icon_name="delete", name="remove")
        self._facts = Facts()
        self._fixed = Banner()
        self._fixed.setObjectName("fixed")
        card = Card()
        for part in (self._name, self._kind, self._facts, self._fixed):
            card.body.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, SPACE.s, 0, 0)
        buttons.setSpacing(SPACE.s)
        for button in (self._change, self._move, self._merge, self._remove):
            buttons.addWidget(button)
        buttons.addStretch()
        card.body.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(card)
        self._make_table()
        layout.addLayout(self._make_heading())
        layout.addWidget(self.table, 1)

    def _make_heading(self) -> QHBoxLayout:
        self._below = QCheckBox("列出下级的人员")
        self._below.setObjectName("below")
        self._place = make_button("放入人员…", icon_name="add", name="place_people")
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._heading, 1)
        row.addWidget(self._below)
        row.addWidget(self._place)
        return row

    def _make_table(self) -> None:
        self._take_out = make_button("移出", name="take_out")
        self._open = make_button("打开", name="open_person")
        self.table: RowTable[PersonRow] = RowTable(
            (
                Column(
                    "姓名", lambda row: row.name, lambda row: row.pinyin_key, width=112, names=True
                ),
                Column("职务", lambda row: row.post, width=108),
                Column("组织", lambda row: row.organisation, width=120),
                Column("手机", lambda row: row.masked_phone, width=120, mono=True),
            ),
            unit="人",
            search_hint="姓名、拼音、首字母",
            search_text=lambda row: row.search,
            key=lambda row: row.id,
            empty=_NOBODY,
        )
        self.table.setObjectName("placed")
        tell_history(self.table, "person", lambda row: (row.id, row.name))
        self.table.hide()  # until they are known: "nobody yet" must not flash up
        for tool in (self._take_out, self._open):
            self.table.add_tool(tool)
        self._offer([])

    def _connect(self) -> None:
        self._change.clicked.connect(self.change_wanted)
        self._move.clicked.connect(self.move_wanted)
        self._merge.clicked.connect(self.merge_wanted)
        self._remove.clicked.connect(self.remove_wanted)
        self._place.clicked.connect(self.place_wanted)
        self._below.toggled.connect(self.below_toggled)
        self._take_out.clicked.connect(self._tell_take_out)
        self._open.clicked.connect(self._tell_open)
        self.table.activated.connect(self._activate)
        self.table.selection_changed.connect(self._offer)
        self.table.add_action("打开", self._tell_open, "people")
        self.table.add_action("移出这个组织", self._tell_take_out)

    @Slot(object)
    def _offer(self, rows: list[PersonRow]) -> None:
        self._take_out.setEnabled(bool(rows))
        self._open.setEnabled(len(rows) == 1)

    @Slot()
    def _tell_take_out(self) -> None:
        if chosen := self.table.selected_rows():
            self.take_out_wanted.emit(chosen)

    @Slot()
    def _tell_open(self) -> None:
        chosen = self.table.selected_rows()
        if len(chosen) == 1:
            self.open_wanted.emit(PersonId(chosen[0].id))

    @Slot(object)
    def _activate(self, row: PersonRow) -> None:
        self.open_wanted.emit(row.id)

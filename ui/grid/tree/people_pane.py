"""Who belongs to the chosen unit, or the rows behind what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from jyguide.grid.link import CentreRow, TargetRow, VanguardRow, found_by
from jyguide.grid.rule import GridRule
from jyguide.grid.service.links import UnitPeople
from jyguide.grid.unit import UnitRow
from ui.grid.tree.columns import centre_columns, target_columns, unit_columns, vanguard_columns
from ui.theme import SPACE
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label

_NO_TARGET = EmptyText(
    "这里还没有联系对象",
    "导入名单；或在左边选一个微网格或网格党支部，用右上角的“新增”登记党员和农户。",
    "导入网格…",
    "people",
)
_NO_VANGUARD = EmptyText("这里还没有先锋党员", "先登记先锋党员，再把党员和农户分给他们联系。")
_NO_CENTRE = EmptyText("这里还没有党员中心户", "党员中心户放在它自己的微网格里。")
_NO_UNIT = EmptyText("没有这样的网格", "都已经有了。")
_MOST_PINYIN = 5_000
"""Of more rows the pinyin is not searched: working it out would hold up the typing."""


class PeoplePane(QWidget):
    """Object names: `pane_title`, `back_to_unit`, `pane_tabs`, and those of its tables.

    `targets`, `vanguards`, `centres` and `unit_rows`.
    """

    back_wanted = Signal()
    import_wanted = Signal()
    unit_wanted = Signal(object)
    """A `UnitRow` to go to."""

    def __init__(self, today: date, rule: GridRule) -> None:
        super().__init__()
        self._title = make_label("", "section", "pane_title")
        self._back = make_button("返回", Kind.QUIET, name="back_to_unit")
        self._back.setAccessibleName("返回选中的网格")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("pane_tabs")
        self.targets: RowTable[TargetRow] = RowTable(
            target_columns(today),
            unit="个联系对象",
            search_hint="姓名、拼音首字母、户号、住址",
            search_text=self._pinyin,
            key=lambda row: row.id,
            empty=_NO_TARGET,
        )
        self.vanguards: RowTable[VanguardRow] = RowTable(
            vanguard_columns(today, rule),
            unit="人",
            search_hint="姓名、拼音首字母、编号",
            search_text=self._pinyin,
            key=lambda row: row.id,
            empty=_NO_VANGUARD,
        )
        self.centres: RowTable[CentreRow] = RowTable(
            centre_columns(),
            unit="户",
            search_hint="姓名、拼音首字母、住址",
            search_text=self._pinyin,
            key=lambda row: row.id,
            empty=_NO_CENTRE,
        )
        self.units: RowTable[UnitRow] = RowTable(
            unit_columns(),
            unit="个",
            search_hint="网格名称",
            key=lambda row: row.id,
            empty=_NO_UNIT,
        )
        self._build()

    def show_people(self, people: UnitPeople, title: str) -> None:
        """Show who belongs to a unit and what lies under it."""
        self._title.setText(title)
        self._back.hide()
        self.targets.set_rows(people.targets)
        self.vanguards.set_rows(people.vanguards)
        self.centres.set_rows(people.centres)
        self.tabs.setTabVisible(self.tabs.indexOf(self.units), False)  # noqa: FBT003 - Qt's
        for table in (self.targets, self.vanguards, self.centres):
            self.tabs.setTabVisible(self.tabs.indexOf(table), True)  # noqa: FBT003 - Qt's

    def show_behind(self, table: RowTable[Any], rows: Sequence[Any], title: str) -> None:
        """Show the rows behind a gap or a search, alone; one comes back by `back_wanted`."""
        self._title.setText(title)
        self._back.show()
        table.clear_conditions()
        table.set_rows(rows)
        self.tabs.setTabVisible(self.tabs.indexOf(table), True)  # noqa: FBT003 - Qt's
        self.tabs.setCurrentWidget(table)
        for other in (self.targets, self.vanguards, self.centres, self.units):
            if other is not table:
                self.tabs.setTabVisible(self.tabs.indexOf(other), False)  # noqa: FBT003 - Qt's
        table.view.setFocus()
        table.choose_first()

    def _build(self) -> None:
        self.targets.add_choice("holder", "全部先锋党员", lambda row: row.vanguard or "无人联系")
        for name, title, table in (
            ("targets", "联系对象", self.targets),
            ("vanguards", "先锋党员", self.vanguards),
            ("centres", "党员中心户", self.centres),
            ("unit_rows", "网格", self.units),
        ):
            table.setObjectName(name)
            table.view.setAccessibleName(f"{title}，回车修改")
            table.setContentsMargins(0, SPACE.s, 0, 0)
            self.tabs.addTab(table, title)
        self.targets.view.setAccessibleName("联系对象，回车移交")
        self.units.view.setAccessibleName("网格，回车到网格树里")
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        self._back.hide()
        self._back.clicked.connect(self.back_wanted)
        self.targets.empty_action.connect(self.import_wanted)
        self.units.activated.connect(self._go)

    @Slot(object)
    def _go(self, row: UnitRow) -> None:
        self.unit_wanted.emit(row)

    def _pinyin(self, row: TargetRow | VanguardRow | CentreRow) -> str:
        return found_by(row.name) if len(self.targets.rows()) <= _MOST_PINYIN else ""

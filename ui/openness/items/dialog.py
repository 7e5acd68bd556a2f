"""The form of a matter to be posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from jyguide.openness.item import ItemFacts, ItemRow, item_problems
from jyguide.openness.kinds import (
    AFFAIRS_NAMES,
    PERIOD_NAMES,
    PLACE_KIND_NAMES,
    Affairs,
    Period,
    PlaceKind,
)
from ui.openness.calendar.dialogs import text_field
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.optional_day import OptionalDay

_SHIPS = "这个事项随程序发放：名称、类别、适用范围和依据不改；有法律规定的只能从严。"
_OWN = "本单位自己要求公布的事项。法律没有规定的，页面和公开栏上都写明是本地规定。"
_MOST_DAYS = 366
_TEXT_HEIGHT = 48


class ItemDialog(AskingDialog):
    """Gives `ItemFacts`.

    Object names: `item_dialog`, `affairs`, `name`, `place_kind`, `period`, `days_after`,
    `posted_days`, `content`, `basis`, `began_on`, `ended_on`.
    """

    def __init__(self, row: ItemRow | None, today: date, parent: QWidget) -> None:
        """Without a `row` a new matter is asked for."""
        ships = row is not None and row.law is not None
        title = "修改公开事项" if row else "新增公开事项"
        super().__init__(title, "保存", _SHIPS if ships else _OWN, parent)
        self.setObjectName("item_dialog")
        self._law = row.law if row else None
        empty = ItemFacts(Affairs.VILLAGE, "", PlaceKind.VILLAGE, Period.QUARTERLY, today)
        self._facts = row.facts if row else empty
        self._make_fields()
        self._lay_out(ships=ships)

    def _make_fields(self) -> None:
        facts = self._facts
        self.name = QLineEdit(facts.name)
        self.name.setObjectName("name")
        self.affairs = _choice("affairs", AFFAIRS_NAMES, facts.affairs)
        self.place_kind = _choice("place_kind", PLACE_KIND_NAMES, facts.place_kind)
        self.period = _choice("period", PERIOD_NAMES, facts.period)
        self.days_after = _days("days_after", facts.days_after, 0)
        self.days_after.setToolTip("期满或事项发生后几天内贴出")
        self.posted_days = _days("posted_days", facts.posted_days, 1)
        self.content = text_field("content", facts.content, _TEXT_HEIGHT)
        self.basis = text_field("basis", facts.basis, _TEXT_HEIGHT)
        self.began_on = DateField("began_on")
        self.began_on.set_day(facts.began_on)
        self.ended_on = OptionalDay("ended_on", "停用日期", facts.began_on)
        self.ended_on.set_day(facts.ended_on)

    def _lay_out(self, *, ships: bool) -> None:
        add = self.form.add
        add("name", "事项", self.name, required=True)
        add("affairs", "类别", self.affairs)
        add("place_kind", "适用", self.place_kind)
        add("period", "周期", self.period)
        add("days_after", "期满后", self.days_after)
        add("posted_days", "张贴天数", self.posted_days)
        add("content", "公开内容", self.content)
        add("basis", "依据", self.basis)
        add("began_on", "启用日期", self.began_on)
        add("ended_on", "停用日期", self.ended_on)
        for field in (self.name, self.affairs, self.place_kind):
            field.setEnabled(not ships)
        self.basis.setReadOnly(ships)
        (self.period if ships else self.name).setFocus()

    @Slot()
    def _confirm(self) -> None:
        facts = replace(
            self._facts,
            name=self.name.text().strip(),
            affairs=Affairs(self.affairs.currentData()),
            place_kind=PlaceKind(self.place_kind.currentData()),
            period=Period(self.period.currentData()),
            days_after=self.days_after.value(),
            posted_days=self.posted_days.value(),
            content=self.content.toPlainText().strip(),
            basis=self.basis.toPlainText().strip(),
            began_on=self.began_on.day,
            ended_on=self.ended_on.day,
        )
        if self.form.show_problems(item_problems(facts, self._law)):
            self.send(facts)


def _choice(name: str, names: Mapping[Any, str], chosen: object) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    for value, text in names.items():
        made.addItem(text, value)
    made.setCurrentIndex(list(names).index(chosen))
    return made


def _days(name: str, value: int, least: int) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(least, _MOST_DAYS)
    made.setSuffix(" 天")
    made.setValue(value)
    return made

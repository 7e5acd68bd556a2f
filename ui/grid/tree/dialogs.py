"""Forms of the grid: a unit, a person or household in it, leaving, the figures of “1+10+N”."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from jyguide.grid.kinds import GRID_LEVEL_NAMES, TARGET_KIND_NAMES, GridLevel, TargetKind
from jyguide.grid.link import (
    CentreFacts,
    CentreRow,
    TargetFacts,
    TargetRow,
    VanguardFacts,
    VanguardRow,
)
from jyguide.grid.rule import SOURCE, GridRule
from jyguide.grid.unit import UnitFacts, UnitRow
from jyguide.ids import GridUnitId
from jyguide.masking import masked_phone
from jyguide.people.organisation import OrganisationRow, organisation_label
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog

_NO_ORGANISATION = "不对应组织"
_MOST = 999
_NONE = "无"


class PhoneField(QLineEdit):
    """A number that is kept and not shown: what is typed replaces it."""

    def __init__(self, name: str, kept: str) -> None:
        super().__init__(maxLength=20)
        self.setObjectName(name)
        self._kept = kept
        if kept:
            self.setPlaceholderText(masked_phone(kept))
        self.hint = f"要改才填；要删去，填“{_NONE}”。" if kept else ""

    @property
    def number(self) -> str:
        """What is to be kept."""
        typed = self.text().strip()
        return "" if typed == _NONE else typed or self._kept


class UnitDialog(AskingDialog):
    """Gives `UnitFacts`. Object names: `unit_dialog`, `unit_name`, `unit_code`, `organisation`."""

    def __init__(
        self,
        level: GridLevel,
        above: UnitRow | None,
        row: UnitRow | None,
        offered: Sequence[OrganisationRow],
        parent: QWidget,
    ) -> None:
        """`offered` are organisations it may lie over, the likeliest first."""
        word = GRID_LEVEL_NAMES[level]
        said = f"{word}，在“{above.label}”下面。" if above else f"{word}，最上一级。"
        super().__init__(f"修改“{row.name}”" if row else f"新增{word}", "保存", said, parent)
        self.setObjectName("unit_dialog")
        self._level = level
        self._above = above
        self._row = row
        self._name = _line("unit_name", row.name if row else "", 40)
        self._code = _line("unit_code", row.code if row else "", 40)
        self._organisation = QComboBox()
        self._organisation.setObjectName("organisation")
        self._offer(offered)
        self._leader = _line("leader", row.leader if row else "", 30)
        self._phone = PhoneField("leader_phone", row.leader_phone if row else "")
        self._note = _line("note", row.note if row else "", 200)
        self.form.add("name", "名称", self._name, required=True)
        self.form.add(
            "organisation", "对应组织", self._organisation, hint="按名称推荐；可以不对应。"
        )
        self.form.add("code", "编号", self._code, hint="本单位自用，可以不填。")
        self.form.add("leader", "负责人", self._leader)
        self.form.add("phone", "联系电话", self._phone, hint=self._phone.hint)
        self.form.add("note", "备注", self._note)
        self._name.setFocus()

    def _offer(self, offered: Sequence[OrganisationRow]) -> None:
        self._organisation.addItem(_NO_ORGANISATION, None)
        kept = self._row.organisation_key if self._row else None
        for one in offered:
            self._organisation.addItem(organisation_label(one), one.id)
            if one.id == kept:
                self._organisation.setCurrentIndex(self._organisation.count() - 1)
        if kept and self._organisation.currentIndex() == 0:
            self._organisation.addItem("现在对应的组织（不变）", kept)
            self._organisation.setCurrentIndex(self._organisation.count() - 1)

    @Slot()
    def _confirm(self) -> None:
        name = self._name.text().strip()
        if not self.form.show_problems({} if name else {"name": "请填写名称。"}):
            return
        key = self._organisation.currentData()
        self.send(
            UnitFacts(
                name,
                self._level,
                self._above.id if self._above else None,
                self._code.text(),
                UUID(str(key)) if key else None,
                self._leader.text(),
                self._phone.number,
                self._note.text(),
                self._row.station_id if self._row else None,
            )
        )


class PersonDialog(AskingDialog):
    """A target, a vanguard member or a centre household: what they have in common.

    Object names: `person_dialog`, `person_name`, `person_code`, `phone`, `address`, `note`.
    """

    def __init__(
        self,
        word: str,
        unit: str,
        row: TargetRow | VanguardRow | CentreRow | None,
        parent: QWidget,
    ) -> None:
        title = f"修改“{row.name}”" if row else f"新增{word}"
        super().__init__(title, "保存", f"{word}，在“{unit}”。", parent)
        self.setObjectName("person_dialog")
        self._name = _line("person_name", row.name if row else "", 30)
        self._phone = PhoneField("phone", row.phone if row else "")
        self._note = _line("note", row.note if row else "", 200)
        self.form.add("name", "姓名", self._name, required=True)
        self.add_more(row)
        self.form.add("phone", "联系电话", self._phone, hint=self._phone.hint)
        self.form.add("note", "备注", self._note)
        self._name.setFocus()

    def add_more(self, row: Any) -> None:
        """Fields that only one of the three has."""
        raise NotImplementedError  # each has its own

    def facts(self, name: str) -> object:
        """What was entered."""
        raise NotImplementedError  # each has its own

    @Slot()
    def _confirm(self) -> None:
        name = self._name.text().strip()
        if self.form.show_problems({} if name else {"name": "请填写姓名。"}):
            self.send(self.facts(name))


class TargetDialog(PersonDialog):
    """Gives `TargetFacts`. Object names besides: `kind`, `people`."""

    def __init__(
        self, unit_id: GridUnitId, unit: str, row: TargetRow | None, parent: QWidget
    ) -> None:
        self._unit_id = unit_id
        self._person = row.person_key if row else None
        super().__init__("联系对象", unit, row, parent)

    def add_more(self, row: TargetRow | None) -> None:
        self._kind = QComboBox()
        self._kind.setObjectName("kind")
        for kind in (TargetKind.HOUSEHOLD, TargetKind.MEMBER):
            self._kind.addItem(TARGET_KIND_NAMES[kind], kind.value)
        self._kind.setCurrentIndex(self._kind.findData(row.kind.value) if row else 0)
        self._code = _line("person_code", row.code if row else "", 40)
        self._address = _line("address", row.address if row else "", 80)
        self._people = QSpinBox(minimum=0, maximum=99)
        self._people.setObjectName("people")
        self._people.setSpecialValueText("不填")
        self._people.setValue((row.people or 0) if row else 0)
        self.form.add("kind", "类别", self._kind)
        self.form.add("code", "户号", self._code, hint="户号或党员编号；同一户只能有一个。")
        self.form.add("address", "住址", self._address)
        self.form.add("people", "家庭人口", self._people)

    def facts(self, name: str) -> TargetFacts:
        return TargetFacts(
            self._unit_id,
            TargetKind(self._kind.currentData()),
            name,
            self._code.text(),
            self._phone.number,
            self._address.text(),
            self._people.value() or None,
            self._note.text(),
            self._person,
        )


class VanguardDialog(PersonDialog):
    """Gives `VanguardFacts`."""

    def __init__(
        self, unit_id: GridUnitId, unit: str, row: VanguardRow | None, parent: QWidget
    ) -> None:
        self._unit_id = unit_id
        self._person = row.person_key if row else None
        super().__init__("先锋党员", unit, row, parent)

    def add_more(self, row: VanguardRow | None) -> None:
        self._code = _line("person_code", row.code if row else "", 40)
        self.form.add("code", "编号", self._code, hint="本单位自用，可以不填。")

    def facts(self, name: str) -> VanguardFacts:
        return VanguardFacts(
            self._unit_id,
            name,
            self._code.text(),
            self._phone.number,
            self._note.text(),
            self._person,
        )


class CentreDialog(PersonDialog):
    """Gives `CentreFacts`."""

    def __init__(
        self, unit_id: GridUnitId, unit: str, row: CentreRow | None, parent: QWidget
    ) -> None:
        self._unit_id = unit_id
        self._person = row.person_key if row else None
        super().__init__("党员中心户", unit, row, parent)

    def add_more(self, row: CentreRow | None) -> None:
        self._address = _line("address", row.address if row else "", 80)
        self.form.add("address", "住址", self._address)

    def facts(self, name: str) -> CentreFacts:
        return CentreFacts(
            self._unit_id,
            name,
            self._phone.number,
            self._address.text(),
            self._note.text(),
            self._person,
        )


class LeaveDialog(AskingDialog):
    """Gives ``(day, reason)``. Object names: `leave_dialog`, `left_on`, `left_reason`."""

    def __init__(
        self, title: str, said: str, usual: Sequence[str], today: date, parent: QWidget
    ) -> None:
        super().__init__(title, title, said, parent)
        self.setObjectName("leave_dialog")
        self._on = DateField("left_on")
        self._on.set_day(today)
        self._reason = QComboBox(editable=True)
        self._reason.setObjectName("left_reason")
        self._reason.addItems(list(usual))
        self.form.add("on", "日期", self._on, required=True)
        self.form.add("reason", "原因", self._reason)
        self._on.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.send((self._on.day, self._reason.currentText()))


class RuleDialog(AskingDialog):
    """Gives a `GridRule`. Object names: `grid_rule_dialog`, and those of its figures."""

    def __init__(self, rule: GridRule, parent: QWidget) -> None:
        super().__init__("“1+10+N”的人数", "保存", SOURCE, parent)
        self.setObjectName("grid_rule_dialog")
        self._fields = {
            "members": _number("members", rule.members),
            "most_members": _number("most_members", rule.most_members),
            "most_households": _number("most_households", rule.most_households),
        }
        for name, label in (
            ("members", "通常联系党员"),
            ("most_members", "党员上限"),
            ("most_households", "农户上限"),
        ):
            self.form.add(name, label, self._fields[name], required=True)
        self._fields["members"].setFocus()

    @Slot()
    def _confirm(self) -> None:
        figures = {name: field.value() for name, field in self._fields.items()}
        over = figures["members"] > figures["most_members"]
        if self.form.show_problems({"most_members": "上限不能小于通常人数。"} if over else {}):
            self.send(GridRule(**figures))


def _line(name: str, text: str, longest: int) -> QLineEdit:
    made = QLineEdit(text, maxLength=longest)
    made.setObjectName(name)
    return made


def _number(name: str, value: int) -> QSpinBox:
    made = QSpinBox(minimum=1, maximum=_MOST)
    made.setObjectName(name)
    made.setValue(value)
    return made

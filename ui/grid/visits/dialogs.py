"""What is asked before cards are printed, a contact is corrected, the rule is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from jyguide.grid.kinds import TargetKind
from jyguide.grid.service.visit_cards import CardOrder, quarter_of
from jyguide.grid.visit_entry import VisitEntry
from jyguide.grid.visit_period import MONTHS
from jyguide.grid.visit_rows import VanguardName, VisitRow
from jyguide.grid.visit_rule import ContactRule, RuleSource
from ui.grid.visits.fields import WayField, note_field
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog

_EACH = {1: "每月", 2: "每两个月", 3: "每季", 6: "每半年", 12: "每年"}
_KINDS = (
    ("党员和农户", tuple(TargetKind)),
    ("只打农户", (TargetKind.HOUSEHOLD,)),
    ("只打党员", (TargetKind.MEMBER,)),
)
Place = tuple[str, frozenset[UUID]]
"""A village's name and the keys of the units in it."""


class PrintDialog(AskingDialog):
    """Gives a `CardOrder`.

    Object names: `print_cards_dialog`, `quarter`, `village`, `vanguard`, `kinds`, `only_undone`.
    """

    def __init__(
        self,
        villages: Sequence[Place],
        vanguards: Sequence[VanguardName],
        today: date,
        parent: QWidget,
        chosen: UUID | None,
    ) -> None:
        """`chosen` is the vanguard member proposed."""
        sentence = "按联系人、地址排好，A4 纸一页八张，沿角线裁开。"
        super().__init__("打印走访卡", "排版并预览", sentence, parent)
        self.setObjectName("print_cards_dialog")
        self.quarter = _combo("quarter")
        for by in (0, 1, -1):
            period = quarter_of(today).moved(by)
            self.quarter.addItem(period.label, period)
        self.village = _combo("village")
        self.village.addItem("全部", None)
        for name, units in villages:
            self.village.addItem(name, units)
        self.vanguard = _combo("vanguard")
        self.vanguard.addItem("全部", None)
        for one in vanguards:
            self.vanguard.addItem(one.label, one.id)
        self.vanguard.setCurrentIndex(max(0, self.vanguard.findData(chosen)))
        self.kinds = _combo("kinds")
        for name, kinds in _KINDS:
            self.kinds.addItem(name, kinds)
        self.only = QCheckBox("只打还没走访、联系的")
        self.only.setObjectName("only_undone")
        self.only.setChecked(True)
        self.form.add("quarter", "季度", self.quarter)
        self.form.add("village", "村（社区）", self.village)
        self.form.add("vanguard", "先锋党员", self.vanguard)
        self.form.add("kinds", "联系对象", self.kinds)
        self.form.add("only", "范围", self.only)

    @Slot()
    def _confirm(self) -> None:
        self.send(
            CardOrder(
                quarter=self.quarter.currentData(),
                units=self.village.currentData(),
                holder=self.vanguard.currentData(),
                only_undone=self.only.isChecked(),
                kinds=tuple(self.kinds.currentData()),
            )
        )


class CorrectDialog(AskingDialog):
    """Gives a `VisitEntry`. Object names: `correct_dialog`, `visited_on`, `way`, `note`."""

    def __init__(self, row: VisitRow, parent: QWidget) -> None:
        sentence = f"“{row.target}”{row.on:%Y-%m-%d} 的走访；走访人按日期确定。"
        super().__init__("修改走访记录", "保存", sentence, parent)
        self.setObjectName("correct_dialog")
        self._row = row
        self.on = DateField("visited_on")
        self.on.set_day(row.on)
        self.way = WayField()
        self.way.set_way(row.way)
        self.note = note_field()
        self.note.setText(row.note)
        self.form.add("on", "日期", self.on, required=True)
        self.form.add("way", "方式", self.way)
        self.form.add("note", "情况", self.note)

    @Slot()
    def _confirm(self) -> None:
        note = self.note.text().strip()
        self.send(VisitEntry(self._row.target_id, self.on.day, self.way.way, note))


class ContactRuleDialog(AskingDialog):
    """Gives a `ContactRule`.

    Object names: `contact_rule_dialog`, `member_months`, `household_months`, `grace_days`,
    `home_only`, `matter_days`.
    """

    def __init__(self, rule: ContactRule, parent: QWidget, *, at_city: bool) -> None:
        own = at_city or rule.source is not RuleSource.CITY
        said = "没有文件写明“月联季访”的具体口径，下面是本程序的理解，可以按实际调整。"
        sentence = said if own else "月联季访的口径由市级规定，本站只能查看。"
        super().__init__("月联季访规则", "保存", sentence, parent)
        self.setObjectName("contact_rule_dialog")
        self._rule = rule
        self.members = _months("member_months", rule.member_months)
        self.households = _months("household_months", rule.household_months)
        self.grace = _days("grace_days", rule.grace_days, 0, 31)
        self.home = QCheckBox("农户要入户才算走访")
        self.home.setObjectName("home_only")
        self.home.setChecked(rule.home_only)
        self.matter = _days("matter_days", rule.matter_days, 1, 180)
        self.form.add("members", "联系党员", self.members)
        self.form.add("households", "走访农户", self.households)
        self.form.add("home", "走访方式", self.home)
        self.form.add("grace", "补登宽限", self.grace, hint="期满后这些天内补登，不算逾期。")
        self.form.add(
            "matter", "民情答复", self.matter, hint="登记民情时没有写期限的，按这个天数。"
        )
        self.form.setEnabled(own)
        self._confirm_button().setEnabled(own)

    @property
    def seen(self) -> str:
        """The version the form was filled from."""
        return self._rule.version

    @Slot()
    def _confirm(self) -> None:
        self.send(
            replace(
                self._rule,
                member_months=int(self.members.currentData()),
                household_months=int(self.households.currentData()),
                grace_days=self.grace.value(),
                home_only=self.home.isChecked(),
                matter_days=self.matter.value(),
            )
        )


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    return made


def _months(name: str, now: int) -> QComboBox:
    made = _combo(name)
    for months in MONTHS:
        made.addItem(f"{_EACH[months]}一次", months)
    made.setCurrentIndex(made.findData(now))
    return made


def _days(name: str, now: int, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(least, most)
    made.setSuffix(" 天")
    made.setValue(now)
    return made

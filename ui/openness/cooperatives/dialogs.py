"""Forms of co-operatives and of their years."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from jyguide.errors import RuleError
from jyguide.exchange.money import money_fen, yuan_text
from jyguide.openness.cooperative import (
    FIRST_YEAR,
    CooperativeFacts,
    CooperativeRow,
    YearFigures,
    cooperative_problems,
    share_text,
    year_problems,
    year_words,
)
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES, CooperativeKind
from jyguide.openness.money_words import HUNDREDTHS, hundredths_text, read_hundredths
from ui.openness.assets.dialogs import line_edit
from ui.organisation.picker import OrganisationField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.optional_day import OptionalDay

_MONEY = (("capital", "股本（元）"), ("income", "收入（元）"), ("dividend", "分红（元）"))


class CooperativeDialog(AskingDialog):
    """Gives `CooperativeFacts`.

    Object names: `cooperative_dialog`, `organisation`, `cooperative_name`, `cooperative_kind`,
    `code`, `founded_on`, `ended_on`, `head`, `note`.
    """

    def __init__(
        self,
        village: OrganisationField,
        today: date,
        parent: QWidget,
        row: CooperativeRow | None = None,
    ) -> None:
        empty = CooperativeFacts(None, "", "", CooperativeKind.COMMUNITY_SHARES)
        self._facts = facts = row.facts if row else empty
        said = facts.name or "先登记合作社本身，再逐年填报成员、股份、收入和分红。"
        super().__init__("合作社", "保存" if row else "登记", said, parent)
        self.setObjectName("cooperative_dialog")
        self._today, self._village = today, village
        self._name = line_edit("cooperative_name", facts.name, "执照上的全称")
        self._kind = QComboBox()
        self._kind.setObjectName("cooperative_kind")
        for kind, name in COOPERATIVE_KIND_NAMES.items():
            self._kind.addItem(name, kind)
        self._kind.setCurrentText(COOPERATIVE_KIND_NAMES[facts.kind])
        self._code = line_edit("code", facts.code)
        self._founded = OptionalDay("founded_on", "成立日期", today)
        self._founded.set_day(facts.founded_on)
        self._ended = OptionalDay("ended_on", "注销日期", today)
        self._ended.set_day(facts.ended_on)
        self._head = line_edit("head", facts.head)
        self._note = line_edit("note", facts.note)
        add = self.form.add
        add("organisation", "村（社区）", village, required=True)
        add("name", "名称", self._name, required=True)
        add("kind", "类别", self._kind)
        add("code", "信用代码", self._code)
        add("founded_on", "成立日期", self._founded)
        add("ended_on", "注销日期", self._ended)
        add("head", "负责人", self._head)
        add("note", "备注", self._note)

    @Slot()
    def _confirm(self) -> None:
        """A village that is not in the tree stays as it was written, unless one is chosen."""
        chosen = self._village.value()
        facts = CooperativeFacts(
            chosen,
            self._village.text().strip() if chosen else self._facts.organisation,
            self._name.text().strip(),
            CooperativeKind(self._kind.currentData()),
            self._code.text().strip(),
            self._founded.day,
            self._ended.day,
            self._head.text().strip(),
            self._note.text().strip(),
        )
        if self.form.show_problems(cooperative_problems(facts, self._today)):
            self.send(facts)


class YearDialog(AskingDialog):
    """Gives `YearFigures`; says at once what a share and a member come to.

    Object names: `year_dialog`, `figures_year`, `members`, `shares`, `capital`, `income`,
    `dividend`, `paid_on`, `note`.
    """

    def __init__(self, row: CooperativeRow, year: int, today: date, parent: QWidget) -> None:
        super().__init__("年度数据", "保存", row.facts.name, parent)
        self.setObjectName("year_dialog")
        self._row, self._today = row, today
        self._year = QSpinBox()
        self._year.setObjectName("figures_year")
        self._year.setRange(FIRST_YEAR, today.year)
        self._year.setSuffix(" 年")
        self._year.setValue(year)
        self._fields: dict[str, QLineEdit] = {
            name: line_edit(name) for name in ("members", "shares", *dict(_MONEY))
        }
        self._paid = OptionalDay("paid_on", "分红日期", today)
        self._note = line_edit("note")
        add = self.form.add
        add("year", "年度", self._year)
        add("members", "成员（人）", self._fields["members"])
        add("shares", "股份（股）", self._fields["shares"])
        for name, label in _MONEY:
            self._last = add(name, label, self._fields[name])
        add("paid_on", "分红日期", self._paid)
        add("note", "备注", self._note)
        self._fill()
        self._year.valueChanged.connect(self._fill)
        for field in self._fields.values():
            field.textChanged.connect(self._tell)

    @Slot()
    def _fill(self) -> None:
        """What is kept of the year chosen."""
        one = self._row.figures(self._year.value())
        self._fields["members"].setText("" if one.members is None else str(one.members))
        self._fields["shares"].setText(hundredths_text(one.shares))
        for name, _ in _MONEY:
            self._fields[name].setText(yuan_text(getattr(one, name)))
        self._paid.set_day(one.paid_on)
        self._note.setText(one.note)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        figures, _ = self._read()
        each = (share_text(figures.per_share, "股"), share_text(figures.per_member, "人"))
        worked_out = "，".join(filter(None, each))
        said = f"{worked_out}。" if worked_out else ""
        self._last.show_note(said + year_words(figures) or "金额可以写“32万元”。")

    def _read(self) -> tuple[YearFigures, dict[str, str]]:
        found: dict[str, Any] = {}
        problems = {}
        for name, field in self._fields.items():
            try:
                found[name] = _figure(name, field.text())
            except RuleError as error:
                found[name], problems[name] = None, error.message
        note = self._note.text().strip()
        figures = YearFigures(self._year.value(), **found, paid_on=self._paid.day, note=note)
        return figures, problems

    @Slot()
    def _confirm(self) -> None:
        figures, problems = self._read()
        problems = year_problems(self._row.facts, figures, self._today) | problems
        if self.form.show_problems(problems):
            self.send(figures)


def _figure(name: str, text: str) -> int | None:
    if name in dict(_MONEY):
        return money_fen(text)
    found = read_hundredths(text)
    if found is not None and found < 0:
        raise RuleError("不能小于零，没有保存。")
    if name == "shares" or found is None:
        return found
    if found % HUNDREDTHS:
        raise RuleError("成员应是整数，没有保存。")
    return found // HUNDREDTHS

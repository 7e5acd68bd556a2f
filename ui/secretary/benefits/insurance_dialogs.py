"""Forms of the year's average wage, and of one year of somebody."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from jyguide.errors import RuleError
from jyguide.exchange.money import money_fen, yuan_text
from jyguide.secretary.insurance import (
    MONTHS,
    USUAL,
    InsuranceRow,
    Wage,
    base_sentence,
    insurance_problems,
    wage_problems,
)
from ui.widgets.asking_dialog import AskingDialog

_MOST_PERCENT = 1000


class WageDialog(AskingDialog):
    """Gives a `Wage`.

    Object names: `wage_dialog`, `average`, `lower`, `upper`, `source`.
    """

    def __init__(self, year: int, now: Wage | None, parent: QWidget) -> None:
        sentence = f"{year} 年省平均工资用来对照缴费基数。请按公布的文件录入，写明出处。"
        super().__init__(f"{year} 年省平均工资", "保存", sentence, parent)
        self.setObjectName("wage_dialog")
        self._wage = now or Wage(year, 0)
        text = yuan_text(self._wage.average) if now else ""
        self.average = _money("average", text)
        self.lowest = _percent("lower", self._wage.lower)
        self.highest = _percent("upper", self._wage.upper)
        self.source = QLineEdit(self._wage.source, placeholderText="例如：苏人社发〔2026〕…号")
        self.source.setObjectName("source")
        add = self.form.add
        add("average", "每月（元）", self.average, required=True)
        add("lower", "基数下限", self.lowest)
        add("upper", "基数上限", self.highest, hint=USUAL)
        add("source", "出处", self.source, required=True)

    @Slot()
    def _confirm(self) -> None:
        problems: dict[str, str] = {}
        average = _fen(self.average, "average", problems) or 0
        made = replace(
            self._wage,
            average=average,
            lower=self.lowest.value(),
            upper=self.highest.value(),
            source=self.source.text().strip(),
        )
        if self.form.show_problems(wage_problems(made) | problems):
            self.send(made)


class InsuranceDialog(AskingDialog):
    """Gives `InsuranceFacts`.

    Object names: `insurance_dialog`, `base`, `months`, `annuity_unit`, `annuity_own`, `note`.
    """

    def __init__(self, row: InsuranceRow, parent: QWidget) -> None:
        sentence = f"{row.person.label}　{base_sentence(row)}"
        super().__init__(f"{row.facts.year} 年社保年金", "保存", sentence, parent)
        self.setObjectName("insurance_dialog")
        self._facts = facts = row.facts
        self.base = _money("base", yuan_text(facts.base))
        self.months = QSpinBox()
        self.months.setObjectName("months")
        self.months.setRange(0, MONTHS)
        self.months.setSuffix(" 个月")
        self.months.setValue(facts.months or (MONTHS if row.id is None else 0))
        self.unit = _money("annuity_unit", yuan_text(facts.annuity_unit))
        self.own = _money("annuity_own", yuan_text(facts.annuity_own))
        self.note = QLineEdit(facts.note)
        self.note.setObjectName("note")
        add = self.form.add
        add("base", "月缴费基数", self.base, hint="金额都按元填写，也可以写 1.2万元。")
        add("months", "缴费月数", self.months)
        add("annuity_unit", "年金单位缴", self.unit)
        add("annuity_own", "年金个人缴", self.own)
        add("note", "备注", self.note)

    @Slot()
    def _confirm(self) -> None:
        problems: dict[str, str] = {}
        facts = replace(
            self._facts,
            base=_fen(self.base, "base", problems),
            months=self.months.value(),
            annuity_unit=_fen(self.unit, "annuity_unit", problems),
            annuity_own=_fen(self.own, "annuity_own", problems),
            note=self.note.text().strip(),
        )
        if self.form.show_problems(insurance_problems(facts) | problems):
            self.send(facts)


def _money(name: str, text: str) -> QLineEdit:
    made = QLineEdit(text, placeholderText="元；也可以写 1.2万元")
    made.setObjectName(name)
    return made


def _percent(name: str, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(1, _MOST_PERCENT)
    made.setSuffix(" %")
    made.setValue(value)
    return made


def _fen(field: QLineEdit, name: str, problems: dict[str, str]) -> int | None:
    """What is typed, in fen; what is no money becomes a problem under the field's name."""
    try:
        return money_fen(field.text())
    except RuleError as error:
        problems[name] = error.message.removesuffix("，没有保存。") + "。"
        return None

"""Forms of the 雁阵 plan: give an A, take one away, what the five are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.brand.stars import (
    STARS,
    Award,
    AwardFacts,
    StarNames,
    StarRow,
    StarState,
    Withdrawal,
    award_problems,
    correction_problems,
    withdrawal_problems,
)
from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationRow
from ui.brand.board.forms import line_field, text_field
from ui.organisation.picker import OrganisationField
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog

StateOf = Callable[[OrganisationId], StarState]


class AwardDialog(AskingDialog):
    """The next A of an organisation, which is chosen here unless `row` is given.

    Object names: `award_dialog`, `organisation`, `star`, `on`, `evidence`, `document`. `given`
    carries the organisation and `AwardFacts`.
    """

    def __init__(
        self,
        names: StarNames,
        today: date,
        parent: QWidget,
        *,
        row: StarRow | None = None,
        choices: tuple[Sequence[OrganisationRow], StateOf] | None = None,
    ) -> None:
        """`choices` are the organisations to choose from, and how many A's one has."""
        sentence = "一个 A 一个 A 地授予，不能跳过；每个都要有依据和文号。"
        super().__init__("授予 A", "授予", f"{sentence}{names.note}", parent)
        self.setObjectName("award_dialog")
        self._names, self._today, self._row = names, today, row
        self._state_of: StateOf | None = choices[1] if choices else None
        self.organisation = OrganisationField(choices[0] if choices else ())
        self.organisation.setObjectName("organisation")
        self.star = QComboBox()
        self.star.setObjectName("star")
        for star in STARS:
            self.star.addItem(names.of(star), star)
        self.on = DateField("on")
        self.on.set_day(today)
        self.evidence = text_field("evidence", "", "看到了什么、有哪些材料")
        self.document = line_field("document", "", "如：周组〔2026〕5号")
        add = self.form.add
        if row is None:
            add("organisation", "组织", self.organisation, required=True)
            self.organisation.changed.connect(self._offer)
        add("star", "星级", self.star, required=True)
        add("on", "授予日期", self.on, required=True)
        add("evidence", "依据", self.evidence, required=True)
        add("document", "文号", self.document, required=True)
        self._offer()

    @property
    def _state(self) -> StarState:
        if self._row is not None:
            return self._row.state
        key = self.organisation.value()
        return self._state_of(key) if key is not None and self._state_of else StarState()

    @Slot()
    def _offer(self, *_: object) -> None:
        """The one that comes next."""
        self.star.setCurrentIndex((self._state.next or len(STARS)) - 1)

    @Slot()
    def _confirm(self) -> None:
        facts = AwardFacts(
            int(self.star.currentData()),
            self.on.day,
            self.evidence.toPlainText().strip(),
            self.document.text().strip(),
        )
        key = self._row.organisation_id if self._row is not None else self.organisation.value()
        problems = award_problems(self._state, facts, self._today)
        if key is None:
            problems = {"organisation": "请选择组织。", **problems}
        if self.form.show_problems(problems):
            self.send((key, facts))


class CorrectionDialog(AskingDialog):
    """Puts right what is said of an A that was given; which A it is stays.

    Object names: `correction_dialog`, `on`, `evidence`, `document`. `given`: `AwardFacts`.
    """

    def __init__(
        self, row: StarRow, award: Award, names: StarNames, today: date, parent: QWidget
    ) -> None:
        facts = award.facts
        sentence = f"“{row.organisation}”的 {names.of(facts.star)}：改正日期、依据或文号。"
        super().__init__("修改授予", "保存", sentence, parent)
        self.setObjectName("correction_dialog")
        self._row, self._award, self._today = row, award, today
        self.on = DateField("on")
        self.on.set_day(facts.on)
        self.evidence = text_field("evidence", facts.evidence, "看到了什么、有哪些材料")
        self.document = line_field("document", facts.document)
        self.form.add("on", "授予日期", self.on, required=True)
        self.form.add("evidence", "依据", self.evidence, required=True)
        self.form.add("document", "文号", self.document, required=True)

    @Slot()
    def _confirm(self) -> None:
        facts = AwardFacts(
            self._award.facts.star,
            self.on.day,
            self.evidence.toPlainText().strip(),
            self.document.text().strip(),
        )
        problems = correction_problems(self._row.state, self._award, facts, self._today)
        if self.form.show_problems(problems):
            self.send(facts)


class MoveDialog(AskingDialog):
    """Where an organisation lives on that was merged. Object names: `move_dialog`, `organisation`.

    `given` carries the organisation.
    """

    def __init__(
        self, row: StarRow, organisations: Sequence[OrganisationRow], parent: QWidget
    ) -> None:
        sentence = f"“{row.organisation}”已不在组织树里，选择它合并到的组织，评星和材料都转过去。"
        super().__init__("转到合并后的组织", "转移", sentence, parent)
        self.setObjectName("move_dialog")
        self.organisation = OrganisationField(organisations)
        self.organisation.setObjectName("organisation")
        self.form.add("organisation", "组织", self.organisation, required=True)

    @Slot()
    def _confirm(self) -> None:
        key = self.organisation.value()
        if self.form.show_problems({} if key else {"organisation": "请选择组织。"}):
            self.send(key)


class WithdrawDialog(AskingDialog):
    """Object names: `withdraw_dialog`, `on`, `reason`, `document`. `given`: a `Withdrawal`."""

    def __init__(self, row: StarRow, names: StarNames, today: date, parent: QWidget) -> None:
        highest = row.state.highest
        self._star = highest.facts.star if highest is not None else 0
        sentence = f"撤销“{row.organisation}”最高的 {names.of(self._star)}；授予的记录保留。"
        super().__init__("撤销 A", "撤销", sentence, parent)
        self.setObjectName("withdraw_dialog")
        self._row, self._today = row, today
        self.on = DateField("on")
        self.on.set_day(today)
        self.reason = line_field("reason")
        self.document = line_field("document", "", "如：周组〔2026〕8号")
        self.form.add("on", "撤销日期", self.on, required=True)
        self.form.add("reason", "原因", self.reason, required=True)
        self.form.add("document", "文号", self.document, required=True)

    @Slot()
    def _confirm(self) -> None:
        given = Withdrawal(self.on.day, self.reason.text().strip(), self.document.text().strip())
        problems = withdrawal_problems(self._row.state, self._star, given, self._today)
        if self.form.show_problems(problems):
            self.send(given)


class NamesDialog(AskingDialog):
    """Object names: `names_dialog`, `name_1` … `name_5`. `given` carries the five names."""

    def __init__(self, names: StarNames, parent: QWidget) -> None:
        sentence = "五个 A 各是什么，由市级统一设定，随交换文件发到各站。"
        super().__init__("星级名称", "保存", sentence, parent)
        self.setObjectName("names_dialog")
        self.fields = [line_field(f"name_{star}", names.names[star - 1]) for star in STARS]
        for star, field in zip(STARS, self.fields, strict=True):
            self.form.add(f"name_{star}", f"{star}A", field, required=True)

    @Slot()
    def _confirm(self) -> None:
        texts = [field.text().strip() for field in self.fields]
        problems = {
            f"name_{star}": "请填写名称。"
            for star, text in zip(STARS, texts, strict=True)
            if not text
        }
        if self.form.show_problems(problems):
            self.send(texts)

"""Forms of assets and of what changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.exchange.money import YUAN, money_fen
from jyguide.openness.asset import (
    AssetChange,
    AssetFacts,
    AssetRow,
    asset_problems,
    balance,
    change_problems,
    entered,
    signed,
)
from jyguide.openness.kinds import (
    ASSET_CHANGE_KIND_NAMES,
    ASSET_KIND_NAMES,
    AssetChangeKind,
    AssetKind,
)
from jyguide.openness.money_words import (
    MU,
    SQUARE_METRES,
    amount_text,
    hundredths_text,
    plain_unit,
    read_hundredths,
)
from ui.organisation.picker import OrganisationField
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog

_UNITS = (YUAN, MU, SQUARE_METRES, "台", "辆", "间", "项")
_AMOUNT_HINT = "金额可以写“260万元”；减少的写减少了多少。"
_STOCK_HINT = "写清查后的数量，差额由程序算出。"


def read_entered(text: str, unit: str) -> int | None:
    """What is typed as an amount, in hundredths of the unit; sums of money with 万元 too.

    Raises:
        RuleError: it is no amount.
    """
    if unit == YUAN and not text.strip().startswith("-"):
        return money_fen(text)
    return read_hundredths(text)


def line_edit(name: str, text: str = "", hint: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    return made


class AssetDialog(AskingDialog):
    """Gives `AssetFacts` and, of a new one, the first `AssetChange` or None.

    Object names: `asset_dialog`, `organisation`, `asset_kind`, `asset_name`, `unit`, `code`,
    `asset_place`, `note`, and of a new one `opened_on`, `opening`.
    """

    def __init__(
        self, village: OrganisationField, today: date, parent: QWidget, row: AssetRow | None = None
    ) -> None:
        facts = row.facts if row else AssetFacts(None, AssetKind.ASSET, "", YUAN)
        said = row.label if row else "先登记名称和计量单位，再登记期初有多少；以后的增减另行登记。"
        super().__init__("集体三资", "保存" if row else "登记", said, parent)
        self.setObjectName("asset_dialog")
        self._row, self._today, self._village = row, today, village
        self._kind = QComboBox()
        self._kind.setObjectName("asset_kind")
        for kind, name in ASSET_KIND_NAMES.items():
            self._kind.addItem(name, kind)
        self._kind.setCurrentText(ASSET_KIND_NAMES[facts.kind])
        self._name = line_edit("asset_name", facts.name, "例如：标准厂房 2 号楼")
        self._unit = QComboBox(editable=True)
        self._unit.setObjectName("unit")
        self._unit.addItems(_UNITS)
        self._unit.setCurrentText(facts.unit)
        self._code = line_edit("code", facts.code)
        self._place = line_edit("asset_place", facts.place)
        self._note = line_edit("note", facts.note)
        self._opened = DateField("opened_on")
        self._opened.set_day(date(today.year, 1, 1))
        self._opening = line_edit("opening", "", "不填即以后再登记")
        self._lay_out()

    def _lay_out(self) -> None:
        add = self.form.add
        add("organisation", "村（社区）", self._village, required=True)
        add("kind", "类别", self._kind)
        add("name", "名称", self._name, required=True)
        add("unit", "计量单位", self._unit, required=True)
        add("code", "编号", self._code)
        add("place", "坐落", self._place)
        add("note", "备注", self._note)
        if self._row is None:
            add("changed_on", "期初日期", self._opened)
            add("amount", "期初数量", self._opening, hint="金额可以写“260万元”。")

    @Slot()
    def _confirm(self) -> None:
        facts = AssetFacts(
            self._village.value(),
            AssetKind(self._kind.currentData()),
            self._name.text().strip(),
            plain_unit(self._unit.currentText()),
            self._code.text().strip(),
            self._place.text().strip(),
            self._note.text().strip(),
        )
        problems = asset_problems(facts)
        first: AssetChange | None = None
        try:
            first = self._first(facts.unit)
        except RuleError as error:
            problems["amount"] = error.message
        if first is not None:
            problems |= change_problems(first, self._today)
        if self.form.show_problems(problems):
            self.send((facts, first))

    def _first(self, unit: str) -> AssetChange | None:
        amount = read_entered(self._opening.text(), unit)
        if amount is None:
            return None
        return AssetChange(self._opened.day, AssetChangeKind.OPENING, amount, "期初登记")


class ChangeDialog(AskingDialog):
    """Gives an `AssetChange`; of stock-taking what was found is entered, not the difference.

    Object names: `change_dialog`, `change_kind`, `changed_on`, `amount`, `reason`, `document`.
    """

    def __init__(
        self,
        row: AssetRow,
        changes: Sequence[AssetChange],
        today: date,
        parent: QWidget,
        old: AssetChange | None = None,
    ) -> None:
        super().__init__("三资变动", "保存", row.label, parent)
        self.setObjectName("change_dialog")
        self._unit, self._today, self._old = row.facts.unit, today, old
        self._others = [one for one in changes if old is None or one.id != old.id]
        self._kind = QComboBox()
        self._kind.setObjectName("change_kind")
        for kind, name in ASSET_CHANGE_KIND_NAMES.items():
            self._kind.addItem(name, kind)
        self._day = DateField("changed_on")
        self._day.set_day(old.changed_on if old else today)
        self._amount = line_edit("amount")
        self._reason = line_edit("reason", old.reason if old else "")
        self._document = line_edit(
            "document", old.document if old else "", "例如：红村〔2026〕3号"
        )
        usual = AssetChangeKind.INCREASE if changes else AssetChangeKind.OPENING
        self._kind.setCurrentText(ASSET_CHANGE_KIND_NAMES[old.kind if old else usual])
        add = self.form.add
        add("kind", "变动", self._kind)
        add("changed_on", "日期", self._day)
        self._amount_row = add("amount", "数量", self._amount, required=True, hint=_AMOUNT_HINT)
        add("reason", "事由", self._reason, required=True)
        add("document", "凭证文号", self._document)
        if old is not None:
            shown = self._before() + old.amount if self._takes_stock else entered(old)
            self._amount.setText(hundredths_text(shown))
        self._kind.currentIndexChanged.connect(self._tell)
        self._day.dateChanged.connect(self._tell)
        self._amount.textChanged.connect(self._tell)
        self._tell()

    @property
    def _takes_stock(self) -> bool:
        return AssetChangeKind(self._kind.currentData()) is AssetChangeKind.REVALUATION

    def _before(self) -> int:
        """What there is that day without this change."""
        return balance(self._others, self._day.day)

    @Slot()
    def _tell(self) -> None:
        """Say what there is and what there would be."""
        self._amount_row.show_label(f"{'清查后' if self._takes_stock else '数量'}（{self._unit}）")
        before = self._before()
        day = date_text(self._day.day)
        said = f"{day}有 {amount_text(before, self._unit)}"
        try:
            change = self._change()
        except RuleError:
            change = None
        if change is not None:
            said += f"，登记后 {amount_text(before + change.amount, self._unit)}"
        self._amount_row.show_note(f"{said}。{_STOCK_HINT if self._takes_stock else ''}")

    def _change(self) -> AssetChange | None:
        kind = AssetChangeKind(self._kind.currentData())
        amount = read_entered(self._amount.text(), self._unit)
        if amount is None:
            return None
        counted = amount - self._before() if self._takes_stock else signed(kind, amount)
        base = self._old or AssetChange(self._day.day, kind, 0, "")
        return replace(
            base,
            changed_on=self._day.day,
            kind=kind,
            amount=counted,
            reason=self._reason.text().strip(),
            document=self._document.text().strip(),
        )

    @Slot()
    def _confirm(self) -> None:
        problems: dict[str, str] = {}
        change: AssetChange | None = None
        try:
            change = self._change()
        except RuleError as error:
            problems["amount"] = error.message
        if change is not None:
            problems |= change_problems(change, self._today)
        elif not problems:
            problems["amount"] = "请填写数量。"
        if self.form.show_problems(problems):
            self.send(change)

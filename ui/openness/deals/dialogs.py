"""The form of a deal, and what a year's deals come to."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from jyguide.errors import RuleError
from jyguide.exchange.money import money_fen, yuan_text
from jyguide.openness.deal import AREA_UNITS, DealFacts, DealRow, DealTotals, deal_problems
from jyguide.openness.kinds import (
    DEAL_KIND_NAMES,
    PARTY_CATEGORY_NAMES,
    DealKind,
    PartyCategory,
)
from jyguide.openness.money_words import hundredths_text, read_hundredths
from ui.openness.assets.dialogs import line_edit
from ui.openness.deals.columns import SumLine, sum_columns
from ui.organisation.picker import OrganisationField
from ui.theme import SPACE
from ui.widgets import DateField, EmptyText, RowTable, make_button, make_label
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.button_row import ButtonRow
from ui.widgets.optional_day import OptionalDay

_NO_DEALS = EmptyText("这一年没有交易", "换一个年份看看。")


class DealDialog(AskingDialog):
    """Gives `DealFacts`.

    Object names: `deal_dialog`, `number`, `dealt_on`, `organisation`, `deal_kind`, `subject`,
    `area`, `area_unit`, `price`, `seller`, `buyer`, `began_on`, `ends_on`, `note`.
    """

    def __init__(
        self,
        village: OrganisationField,
        today: date,
        parent: QWidget,
        row: DealRow | None = None,
    ) -> None:
        said = row.label if row else "双方只登记类别，不登记姓名和单位名称。"
        super().__init__("产权交易", "保存" if row else "登记", said, parent)
        self.setObjectName("deal_dialog")
        empty = DealFacts(None, "", today, DealKind.LEASE, "", 0)
        self._facts = facts = row.facts if row else empty
        self._today, self._village = today, village
        self._number = line_edit("number", facts.number, "交易平台的编号")
        self._dealt = DateField("dealt_on")
        self._dealt.set_day(facts.dealt_on)
        self._kind = _words("deal_kind", DEAL_KIND_NAMES, facts.kind)
        self._subject = line_edit("subject", facts.subject, "例如：标准厂房 2 号楼出租")
        self._area = line_edit("area", hundredths_text(facts.area), "没有面积的不填")
        self._unit = QComboBox()
        self._unit.setObjectName("area_unit")
        self._unit.setAccessibleName("面积单位")
        self._unit.addItems(AREA_UNITS)
        self._unit.setCurrentText(facts.area_unit or AREA_UNITS[0])
        self._price = line_edit("price", yuan_text(facts.price) if row else "")
        self._seller = _words("seller", PARTY_CATEGORY_NAMES, facts.seller)
        self._buyer = _words("buyer", PARTY_CATEGORY_NAMES, facts.buyer)
        self._began = OptionalDay("began_on", "期限起", facts.dealt_on)
        self._began.set_day(facts.began_on)
        self._ends = OptionalDay("ends_on", "期限止", facts.dealt_on)
        self._ends.set_day(facts.ends_on)
        self._note = line_edit("note", facts.note)
        self._lay_out()

    def _lay_out(self) -> None:
        add = self.form.add
        add("number", "编号", self._number)
        add("dealt_on", "交易日期", self._dealt, required=True)
        add("organisation", "村（社区）", self._village, required=True)
        add("kind", "类别", self._kind)
        add("subject", "标的", self._subject, required=True)
        add("area", "面积", self._area).add_beside(self._unit)
        add("price", "成交价（元）", self._price, required=True, hint="整笔总价，可以写“12万元”。")
        parties = QWidget()
        row = QHBoxLayout(parties)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._seller, 1)
        row.addWidget(make_label("转给"))
        row.addWidget(self._buyer, 1)
        parties.setFocusProxy(self._seller)
        self._seller.setAccessibleName("转出方类别")
        self._buyer.setAccessibleName("受让方类别")
        add("parties", "双方类别", parties)
        add("began_on", "期限起", self._began)
        add("ends_on", "期限止", self._ends)
        add("note", "备注", self._note)

    @Slot()
    def _confirm(self) -> None:
        problems: dict[str, str] = {}
        area = self._number_of("area", problems)
        price = self._number_of("price", problems)
        if price is None and "price" not in problems:
            problems["price"] = "请填写成交价。"
        facts = self._read(area, price or 0)
        if self.form.show_problems(deal_problems(facts, self._today) | problems):
            self.send(facts)

    def _number_of(self, name: str, problems: dict[str, str]) -> int | None:
        try:
            if name == "price":
                return money_fen(self._price.text())
            return read_hundredths(self._area.text(), "面积")
        except RuleError as error:
            problems[name] = error.message
            return None

    def _read(self, area: int | None, price: int) -> DealFacts:
        chosen = self._village.value()
        return DealFacts(
            chosen,
            self._village.text().strip() if chosen else self._facts.organisation,
            self._dealt.day,
            DealKind(self._kind.currentData()),
            self._subject.text().strip(),
            price,
            self._number.text().strip(),
            area,
            "" if area is None else self._unit.currentText(),
            PartyCategory(self._seller.currentData()),
            PartyCategory(self._buyer.currentData()),
            self._began.day,
            self._ends.day,
            self._note.text().strip(),
        )


class TotalsDialog(QDialog):
    """A year's deals by kind, by month and by township.

    Object names: `totals_dialog`, `totals_sum`, `totals_tabs`, `totals_<tab>`, `close`.
    """

    def __init__(self, totals: DealTotals, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("totals_dialog")
        self.setWindowTitle(f"{totals.year} 年产权交易统计")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tabs = QTabWidget()
        tabs.setObjectName("totals_tabs")
        for name, head, lines in totals.tables():
            table: RowTable[SumLine] = RowTable(
                sum_columns(head), unit="行", key=lambda line: line[0], empty=_NO_DEALS
            )
            whole = ("合计", totals.whole)
            table.set_rows([*lines, whole] if lines else [])
            table.bar.forgo()  # a score of lines needs no search
            table.setObjectName(f"totals_{tabs.count()}")
            tabs.addTab(table, name)
        close = make_button("关闭", name="close")
        close.clicked.connect(self.reject)
        measure = make_label("1 亩折 666.67 平方米（2000/3）", "small")
        foot = ButtonRow(leave=close, said=measure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(totals.sentence, "sentence", "totals_sum", wrap=True))
        layout.addWidget(tabs, 1)
        layout.addLayout(foot)
        self.resize(820, 560)


W = TypeVar("W")


def _words(name: str, names: dict[W, str], chosen: W) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    for one, said in names.items():
        made.addItem(said or "未填写", one)
    made.setCurrentText(names[chosen] or "未填写")
    return made

"""报告错误: a station tells the city of a fault in a unified item, and sees earlier answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jyguide.bank.report import REPORTED_FAULT_NAMES, ReportedFault, ReportRow
from jyguide.bank.row import ItemRow
from ui.bank.columns import kind_name
from ui.bank.deed_dialog import DeedDialog
from ui.bank.item_view import ItemView
from ui.bank.report_rows import answered, fault_name
from ui.bank.services import BankServices
from ui.bank.sheet import SheetArea
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import Card, Form, Kind, make_button, make_label

_TEXT_HEIGHT = 112
_HINT = "报告随下一个文件交给市级；市级答复后，答复显示在这里。"


class ReportDialog(DeedDialog):
    """Object names: `report_dialog`, `field_fault`, `field_text`, `send`, `earlier`."""

    def __init__(self, desk: Desk, services: BankServices, row: ItemRow, parent: QWidget) -> None:
        super().__init__(desk, services.history, parent)
        self.setObjectName("report_dialog")
        self.setWindowTitle(f"报告错误：第 {row.number} 题")
        self.resize(980, 600)
        self._row = row
        self._reports = services.reports
        self._build()
        self._send.clicked.connect(self._submit)
        self._text.setFocus()
        self.reload()

    def reload(self) -> None:
        self._desk.load(self, partial(self._reports.reports, self._row.id), self._show_earlier)

    def _build(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(SPACE.m)
        both.addWidget(self._item_card(), 1)
        both.addWidget(self._form_card(), 1)
        self._send = make_button("提交报告", Kind.PRIMARY, name="send")
        self._send.setDefault(True)
        self._body.addWidget(self._told)
        self._body.addLayout(both, 1)
        self.lay_foot(self._send)

    def _item_card(self) -> Card:
        card = Card(f"第 {self._row.number} 题　{kind_name(self._row)}")
        area = SheetArea()
        sheet = ItemView(self._row.content)
        area.show_sheet(sheet, sheet.column)
        card.body.addWidget(area)
        return card

    def _form_card(self) -> Card:
        card = Card("哪里不对")
        self._fault = QComboBox()
        for fault, name in REPORTED_FAULT_NAMES.items():
            self._fault.addItem(name, fault)
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText("例如：2026年细则第十三条已改为“同意”，答案仍写“备案”。")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(_TEXT_HEIGHT)
        self._form = Form()
        self._form.add("fault", "问题", self._fault)
        self._form.add("text", "说明", self._text, required=True, hint=_HINT)
        self._earlier = SheetArea()
        self._earlier.setObjectName("earlier")
        card.body.addWidget(self._form)
        card.body.addWidget(self._earlier, 1)
        return card

    def _show_earlier(self, rows: list[ReportRow]) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(SPACE.xs)
        if rows:
            column.addWidget(make_label("本站报告过的", "key"))
        for row in rows:
            said = f"{row.reported_on:%Y-%m-%d}　{fault_name(row)}：{row.text}"
            reply = answered(row) or "还没有答复。"
            for text, role in ((said, "body"), (f"市级：{reply}", "small")):
                label = make_label(text, role, wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(label)
            column.addSpacing(SPACE.s)
        self._earlier.show_sheet(sheet, column)

    @Slot()
    def _submit(self) -> None:
        text = self._text.toPlainText().strip()
        if self._form.show_problems({} if text else {"text": "请写明哪里不对、应当怎样。"}):
            fault = ReportedFault(self._fault.currentData())
            work = partial(self._reports.report, self._row.id, fault, text)
            self.deed(work, self._say_sent, "正在提交报告")

    def _say_sent(self, _key: object) -> str:
        self._text.clear()
        return f"已报告第 {self._row.number} 题，随下一个文件交给市级。"

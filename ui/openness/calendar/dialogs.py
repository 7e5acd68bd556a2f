"""What is asked about postings: one of them whole, a day they were taken down, how to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from jyguide.openness.board import PAPER_NAMES, Paper
from jyguide.openness.calendar_period import period_of
from jyguide.openness.item import ItemRow, rule_sentence
from jyguide.openness.kinds import Period
from jyguide.openness.notice import NoticeFacts, NoticeRow, notice_problems
from ui.theme import scaled
from ui.widgets import DateField, fields
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.optional_day import OptionalDay

_TEXT_HEIGHT = 120
_SHORT_HEIGHT = 56
PRIVACY = "不要写身份证号、手机号和银行账号；打印时这类号码会隐去。"


def text_field(name: str, text: str, height: int = _TEXT_HEIGHT) -> QPlainTextEdit:
    """A field of several lines."""
    return fields.text_field(name, text, height=height)


class NoticeDialog(AskingDialog):
    """Gives `NoticeFacts`.

    Object names: `notice_dialog`, `subject`, `happened_on`, `text`, `posted_on`, `place`,
    `taken_down_on`, `objected_on`, `objection`, `replied_on`, `reply`.
    """

    def __init__(self, row: NoticeRow, item: ItemRow, today: date, parent: QWidget) -> None:
        super().__init__(
            "公开记录",
            "保存",
            f"{row.label}：{rule_sentence(item.every(period_of(row.facts.period)))}。",
            parent,
        )
        self.setObjectName("notice_dialog")
        self.setMinimumWidth(scaled(720))
        self._facts, self._today = row.facts, today
        self._period = period_of(row.facts.period)
        self._days: dict[str, OptionalDay] = {}
        self._texts: dict[str, QPlainTextEdit | QLineEdit] = {}
        if self._period is Period.AT_ONCE:
            self._add_line("subject", "具体事项")
            self._add_day("happened_on", "发生日期")
        self._add_text("text", "公开内容", _TEXT_HEIGHT, PRIVACY)
        self._add_day("posted_on", "公布日期")
        self._add_line("place", "公布地点")
        self._add_day("taken_down_on", "撤下日期")
        self._add_day("objected_on", "异议日期")
        self._add_text("objection", "异议", _SHORT_HEIGHT)
        self._add_day("replied_on", "答复日期")
        self._add_text("reply", "答复", _SHORT_HEIGHT)
        self._texts["text"].setFocus()

    def facts(self) -> NoticeFacts:
        """What the form says."""
        days = {name: field.day for name, field in self._days.items()}
        texts = {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self._texts.items()
        }
        return replace(self._facts, **days, **texts)  # type: ignore[arg-type] # by their names

    def _add_line(self, name: str, label: str) -> None:
        field = QLineEdit(getattr(self._facts, name))
        field.setObjectName(name)
        self._texts[name] = field
        self.form.add(name, label, field)

    def _add_text(self, name: str, label: str, height: int, hint: str = "") -> None:
        field = text_field(name, getattr(self._facts, name), height)
        self._texts[name] = field
        self.form.add(name, label, field, hint=hint)

    def _add_day(self, name: str, label: str) -> None:
        field = OptionalDay(name, label, self._today)
        field.set_day(getattr(self._facts, name))
        self._days[name] = field
        self.form.add(name, label, field)

    @Slot()
    def _confirm(self) -> None:
        facts = self.facts()
        if self.form.show_problems(notice_problems(facts, self._period, self._today)):
            self.send(facts)


class TakeDownDialog(AskingDialog):
    """Gives a day. Object names: `take_down_dialog`, `taken_down_on`."""

    def __init__(self, sentence: str, today: date, parent: QWidget) -> None:
        super().__init__("登记撤下", "登记撤下", sentence, parent)
        self.setObjectName("take_down_dialog")
        self.on = DateField("taken_down_on")
        self.on.set_day(today)
        self.form.add("on", "撤下日期", self.on, required=True)
        self.on.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.send(self.on.day)


class PrintDialog(AskingDialog):
    """Gives ``(Paper, contact)``. Object names: `print_dialog`, `paper`, `contact`."""

    def __init__(self, labels: Sequence[str], parent: QWidget) -> None:
        named = labels[0] if len(labels) == 1 else f"{len(labels)} 条公开记录，一条一份"
        super().__init__(
            "打印公开栏", "预览", f"{named}。字号自动取一页放得下的最大一档。", parent
        )
        self.setObjectName("print_dialog")
        self.paper = QComboBox()
        self.paper.setObjectName("paper")
        for paper, name in PAPER_NAMES.items():
            self.paper.addItem(name, paper)
        self.contact = QLineEdit()
        self.contact.setObjectName("contact")
        self.contact.setPlaceholderText("不填则写村（居）务监督委员会和上级")
        self.form.add("paper", "纸张", self.paper)
        self.form.add(
            "contact",
            "异议联系",
            self.contact,
            hint="写办公地点或单位，不写个人电话；号码会隐去。",
        )
        self.paper.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.send((Paper(self.paper.currentData()), self.contact.text().strip()))

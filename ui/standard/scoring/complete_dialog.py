"""Before an inspection is closed for good: what it comes to, and what is still missing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from jyguide.documents.dates import tenths_cell, tenths_text
from jyguide.standard.kinds import ASPECT_NAMES
from jyguide.standard.visit import VisitHead
from jyguide.weighing import half_up
from ui.standard.scoring.entries import Entries
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, DateField, Kind, make_button, make_label
from ui.widgets.form_dialog import FormDialog

_MOST_NAMED = 5


class CompleteDialog(FormDialog):
    """Object names: `visited_on`, `received_by`, `conclusion`, `confirm`, `go_<code>`."""

    agreed = Signal(object)
    """A `VisitHead`."""
    noted = Signal(object)
    """The same, when it is closed without completing."""
    go_wanted = Signal(str)
    """The code of a criterion to go to."""

    def __init__(self, entries: Entries, today: date, parent: QWidget) -> None:
        super().__init__(f"完成检查：{entries.sheet.row.branch}", "完成检查", parent)
        self.setObjectName("complete_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self._entries = entries
        self._obstacles = entries.obstacles()
        self._head = self._now(entries)
        self._build()

    def _now(self, entries: Entries) -> VisitHead:
        row = entries.sheet.row
        return VisitHead(row.visited_on, row.conclusion, row.received_by)

    def _build(self) -> None:
        self._day = DateField("visited_on")
        self._day.set_day(self._head.visited_on or self._today)
        self._received = QLineEdit(self._head.received_by)
        self._received.setObjectName("received_by")
        self._received.setPlaceholderText("支部在场的人，如支部书记")
        self._conclusion = QPlainTextEdit(self._head.conclusion)
        self._conclusion.setObjectName("conclusion")
        self._conclusion.setPlaceholderText("总的印象、当场反馈的意见；可以不写")
        self._conclusion.setTabChangesFocus(True)
        self._conclusion.setFixedHeight(scaled(64))
        self.form.add("visited_on", "检查日期", self._day, required=True)
        self.form.add("received_by", "陪同人员", self._received)
        self.form.add("conclusion", "总体意见", self._conclusion)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertLayout(0, self._make_sums())
            layout.insertWidget(1, self._make_word())
            if self._obstacles:
                layout.insertLayout(2, self._make_missing())
        confirm = self.findChild(QWidget, "confirm")
        if confirm is not None:
            confirm.setEnabled(not self._obstacles)

    def _make_sums(self) -> QGridLayout:
        entries = self._entries
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.xs)
        total = make_label(f"{tenths_text(entries.total)} 分", "figure", "sum_total")
        grid.addWidget(total, 0, 0, 2, 1)
        for at, (aspect, each) in enumerate(entries.tally.aspects.items()):
            got, full = tenths_cell(half_up(each.rescaled)), tenths_cell(each.full)
            text = f"{got}/{full}" if each.of else "—"
            column = 1 + at
            grid.addWidget(make_label(ASPECT_NAMES[aspect], "small"), 0, column)
            grid.addWidget(make_label(text), 1, column)
        return grid

    def _make_word(self) -> Banner:
        found = self._entries.tally
        if self._obstacles:
            said = f"还有 {len(self._obstacles)} 处要补，补好才能完成。已录入的内容都在。"
            return Banner(said, Tone.BAD)
        if found.vetoes:
            named = "、".join(found.vetoes)
            return Banner(
                f"一票否决项 {named} 未做到，评定时列为不合格。请再核对一遍。", Tone.WARN
            )
        lost = f"失分 {len(found.lost)} 条，都写明了问题。" if found.lost else "没有失分。"
        return Banner(f"{lost}完成以后不再改动；写错了可以“更正”。", Tone.INFO)

    def _make_missing(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        for one in self._obstacles[:_MOST_NAMED]:
            button = make_button(one.sentence, Kind.QUIET, "next", f"go_{one.code}")
            button.setProperty("code", one.code)
            button.clicked.connect(self._go)
            button.setEnabled(bool(one.code))
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        more = len(self._obstacles) - _MOST_NAMED
        if more > 0:
            column.addWidget(make_label(f"另有 {more} 处", "small"))
        return column

    @property
    def head(self) -> VisitHead:
        """What was filled in."""
        return VisitHead(
            self._day.day, self._conclusion.toPlainText().strip(), self._received.text().strip()
        )

    @Slot()
    def _go(self) -> None:
        code = str(self.sender().property("code"))
        self.reject()
        self.go_wanted.emit(code)

    @Slot()
    def _confirm(self) -> None:
        if self._day.day > self._today:
            self.form.show_problems({"visited_on": "检查日期不能晚于今天。"})
            return
        self.agreed.emit(self.head)
        super(FormDialog, self).accept()

    @Slot()
    def reject(self) -> None:
        if self.head != self._head:
            self.noted.emit(self.head)
        super().reject()

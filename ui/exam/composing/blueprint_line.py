"""One line of a blueprint as it is edited, with what the bank can give for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from jyguide.bank.item import ItemKind
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES
from jyguide.exam.composing.bank_supply import LineSupply
from jyguide.exam.composing.blueprint import KIND_ORDER, BlueprintLine
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Badge, Kind, make_button, make_label

_HEADS = (
    ("题型", 112),
    ("题数", 80),
    ("每题分值", 88),
    ("类别", 176),
    ("难度", 104),
    ("题库供应", 192),
)
_REMOVE_WIDTH = 64
_TENTHS = 10


class BlueprintLineEditor(QWidget):
    """Object names: `kind`, `count`, `points`, `category`, `difficulty`, `supply`, `remove`."""

    changed = Signal()
    removed = Signal(object)
    """Carries the editor itself."""

    def __init__(self, line: BlueprintLine, categories: Sequence[str]) -> None:
        super().__init__()
        self._kind = QComboBox()
        for kind in KIND_ORDER:
            if kind is not ItemKind.ORAL:
                self._kind.addItem(KIND_NAMES[kind], kind)
        self._count = QSpinBox(minimum=0, maximum=999)
        self._points = QDoubleSpinBox(decimals=1, singleStep=0.5, minimum=0.1, maximum=100)
        self._category = QComboBox()
        self._category.addItem("全部类别", "")
        for category in categories:
            self._category.addItem(category, category)
        self._difficulty = QComboBox()
        self._difficulty.addItem("不限", 0)
        for level, name in DIFFICULTY_NAMES.items():
            self._difficulty.addItem(name, level)
        self._supply = Badge()
        self._remove = make_button("删除", Kind.QUIET, name="remove")
        self._show_line(line)
        self._lay_out()
        self._connect()

    def line(self) -> BlueprintLine:
        """The line as it stands in the fields."""
        return BlueprintLine(
            kind=ItemKind(self._kind.currentData()),
            count=self._count.value(),
            points=round(self._points.value() * _TENTHS),
            category=str(self._category.currentData()),
            difficulty=int(self._difficulty.currentData()),
        )

    def follow(self, before: QWidget) -> QWidget:
        """Come after it by Tab; returns what the next line comes after."""
        stops = [one for one in self._fields() if one is not self._supply]
        for first, then in pairwise((before, *stops, self._remove)):
            QWidget.setTabOrder(first, then)
        return self._remove

    def give_up(self, missing: int) -> None:
        """Ask for so many items less."""
        self._count.setValue(self._count.value() - missing)

    def show_supply(self, supply: LineSupply, *, allow_alike: bool) -> None:
        """Say how many items of the bank fit, how many lack, how many are like another."""
        if supply.missing:
            said = f"可选 {supply.fitting} 道，缺 {supply.missing} 道"
            self._supply.show_state(said, Tone.BAD)
            return
        alike = f"（{supply.alike} 道相近）" if supply.alike and not allow_alike else ""
        self._supply.show_state(f"可选 {supply.fitting} 道{alike}", Tone.GOOD)

    def name_place(self, place: int) -> None:
        """Call the fields by the line they are of, for those who hear the screen."""
        for widget, (head, _width) in zip(self._fields(), _HEADS, strict=True):
            widget.setAccessibleName(f"第 {place} 行{head}")
        self._remove.setAccessibleName(f"删除第 {place} 行")

    def take_focus(self) -> None:
        self._count.setFocus()
        self._count.selectAll()

    def _show_line(self, line: BlueprintLine) -> None:
        self._kind.setCurrentIndex(self._kind.findData(line.kind))
        self._count.setValue(line.count)
        self._points.setValue(line.points / _TENTHS)
        if line.category and self._category.findData(line.category) < 0:
            self._category.addItem(line.category, line.category)
        self._category.setCurrentIndex(self._category.findData(line.category))
        self._difficulty.setCurrentIndex(self._difficulty.findData(line.difficulty))

    def _lay_out(self) -> None:
        names = ("kind", "count", "points", "category", "difficulty", "supply")
        row = _line_row(self)
        for name, widget, (_, width) in zip(names, self._fields(), _HEADS, strict=True):
            widget.setObjectName(name)
            widget.setFixedWidth(scaled(width))
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._remove.setFixedWidth(scaled(_REMOVE_WIDTH))
        row.addWidget(self._remove)
        row.addStretch()

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            *(self._kind, self._count, self._points),
            *(self._category, self._difficulty, self._supply),
        )

    def _connect(self) -> None:
        for box in (self._kind, self._category, self._difficulty):
            box.currentIndexChanged.connect(self.changed)
        self._count.valueChanged.connect(self.changed)
        self._points.valueChanged.connect(self.changed)
        self._remove.clicked.connect(self._say_removed)

    @Slot()
    def _say_removed(self) -> None:
        self.removed.emit(self)


def line_heads() -> QWidget:
    """The heads over the columns of the editors."""
    heads = QWidget()
    row = _line_row(heads)
    for text, width in _HEADS:
        label = make_label(text, "key")
        label.setFixedWidth(scaled(width))
        row.addWidget(label)
    row.addStretch()
    return heads


def _line_row(parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    return row

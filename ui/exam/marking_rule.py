"""The choice of a marking rule, with what it gives in a worked case."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.exam.marking import (
    MULTIPLE_NAMES,
    ORDERING_NAMES,
    MarkingRule,
    MultipleRule,
    OrderingRule,
    mark,
)
from jyguide.exam.points import format_points
from ui.theme import SPACE
from ui.widgets import make_label

_CASE = ItemContent(ItemKind.MULTIPLE, "", ("", "", "", ""), answer="ACD")
_WORTH = 30
_CHOSEN = ("ACD", "AC", "A", "AB")


class MarkingRuleField(QWidget):
    """Object names: `multiple_rule`, `ordering_rule`, and `worth_<letters>` in the table."""

    def __init__(self, rule: MarkingRule) -> None:
        super().__init__()
        self._multiple = QComboBox()
        self._multiple.setObjectName("multiple_rule")
        for multiple, name in MULTIPLE_NAMES.items():
            self._multiple.addItem(name, multiple)
        self._ordering = QComboBox()
        self._ordering.setObjectName("ordering_rule")
        for ordering, name in ORDERING_NAMES.items():
            self._ordering.addItem(name, ordering)
        self._worth: dict[str, QLabel] = {}
        self._lay_out()
        self._multiple.setCurrentIndex(self._multiple.findData(rule.multiple))
        self._ordering.setCurrentIndex(self._ordering.findData(rule.ordering))
        self._multiple.currentIndexChanged.connect(self._show_case)
        self._show_case()

    def rule(self) -> MarkingRule:
        """The rule chosen."""
        return MarkingRule(
            MultipleRule(self._multiple.currentData()), OrderingRule(self._ordering.currentData())
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        grid.setColumnStretch(len(_CHOSEN) + 1, 1)
        grid.addWidget(make_label("多选题计分", "key"), 0, 0)
        grid.addWidget(self._multiple, 0, 1, 1, len(_CHOSEN))
        grid.addWidget(make_label("例：3 分题，答案 ACD", "small"), 1, 0)
        grid.addWidget(make_label("得分", "small"), 2, 0)
        for column, letters in enumerate(_CHOSEN, start=1):
            self._worth[letters] = make_label("", "small", f"worth_{letters}")
            grid.addWidget(make_label(f"选 {letters}", "small"), 1, column)
            grid.addWidget(self._worth[letters], 2, column)
        grid.addWidget(make_label("排序题计分", "key"), 3, 0)
        grid.addWidget(self._ordering, 3, 1, 1, len(_CHOSEN))

    @Slot()
    def _show_case(self) -> None:
        for letters, label in self._worth.items():
            points = mark(_CASE, letters, _WORTH, self.rule()).points
            label.setText(f"{format_points(points)} 分")

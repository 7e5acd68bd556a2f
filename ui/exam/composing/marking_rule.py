"""The choice of a marking rule, with a table of what it gives."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from jyguide.bank.item import ItemKind
from jyguide.exam.marking.examples import MULTIPLE, ORDERING, WORTH, Example, examples
from jyguide.exam.marking.mark import (
    MULTIPLE_NAMES,
    ORDERING_NAMES,
    MarkingRule,
    MultipleRule,
    OrderingRule,
)
from jyguide.exam.points import format_points
from ui.theme import SPACE
from ui.widgets import make_label


class MarkingRuleField(QWidget):
    """Object names: `multiple_rule`, `ordering_rule`, `worth_<letters>`, `ordered_<letters>`.

    What stands in the table is what the papers get: it comes from the function that marks them.
    """

    def __init__(self, rule: MarkingRule) -> None:
        super().__init__()
        self._multiple = _choice("multiple_rule", "多选题计分", MULTIPLE_NAMES)
        self._ordering = _choice("ordering_rule", "排序题计分", ORDERING_NAMES)
        self._worth: dict[tuple[ItemKind, str], QLabel] = {}
        self._lay_out(examples(rule))
        self._multiple.setCurrentIndex(self._multiple.findData(rule.multiple))
        self._ordering.setCurrentIndex(self._ordering.findData(rule.ordering))
        self._multiple.currentIndexChanged.connect(self._show_examples)
        self._ordering.currentIndexChanged.connect(self._show_examples)
        self._show_examples()

    def rule(self) -> MarkingRule:
        """The rule chosen."""
        return MarkingRule(
            MultipleRule(self._multiple.currentData()), OrderingRule(self._ordering.currentData())
        )

    def _lay_out(self, cases: tuple[Example, ...]) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        columns = max(sum(one.kind is kind for one in cases) for kind in ItemKind)
        grid.setColumnStretch(columns + 1, 1)
        worth = format_points(WORTH)
        for top, (name, choice, content, word) in enumerate(
            (
                ("多选题计分", self._multiple, MULTIPLE, "worth"),
                ("排序题计分", self._ordering, ORDERING, "ordered"),
            )
        ):
            row = top * 3
            grid.addWidget(make_label(name, "key"), row, 0)
            grid.addWidget(choice, row, 1, 1, columns)
            case = f"例：{worth} 分题，答案 {content.answer}"
            grid.addWidget(make_label(case, "small"), row + 1, 0)
            grid.addWidget(make_label("得分", "small"), row + 2, 0)
            mine = [one for one in cases if one.kind is content.kind]
            for column, one in enumerate(mine, start=1):
                said = one.given or "不答"
                label = make_label("", "small", f"{word}_{one.given or 'nothing'}")
                self._worth[one.kind, one.given] = label
                grid.addWidget(make_label(said, "small"), row + 1, column)
                grid.addWidget(label, row + 2, column)

    @Slot()
    def _show_examples(self) -> None:
        for one in examples(self.rule()):
            label = self._worth[one.kind, one.given]
            label.setText(f"{format_points(one.mark.points)} 分")
            label.setToolTip(one.mark.sentence)
            label.setAccessibleName(one.mark.sentence)


def _choice(
    name: str, said: str, names: dict[MultipleRule, str] | dict[OrderingRule, str]
) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(said)
    for value, text in names.items():
        made.addItem(text, value)
    return made

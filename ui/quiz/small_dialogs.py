"""Short questions in front of a class: points by hand, hands raised, sheets to print."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from jyguide.errors import RuleError
from jyguide.quiz.hands import read_hands
from ui.widgets.form_dialog import FormDialog

_WIDTH = 440
_MOST = 1000
_MOST_SHEETS, _USUAL_SHEETS = 200, 12


class AdjustDialog(FormDialog):
    """Object names: `adjust_dialog`, `field_points`."""

    wanted = Signal(int, int)
    """Side and tenths."""

    def __init__(self, side: int, name: str, parent: QWidget | None) -> None:
        super().__init__(f"更正得分 · {name}", "确定", parent, width=_WIDTH)
        self.setObjectName("adjust_dialog")
        self._side = side
        self._points = QDoubleSpinBox(minimum=-_MOST, maximum=_MOST, decimals=1, singleStep=5)
        self._points.setObjectName("field_points")
        self._points.setSuffix(" 分")
        self.form.add("points", "加减分", self._points, hint="加分填正数，扣分填负数。")
        self._points.selectAll()

    @Slot()
    def _confirm(self) -> None:
        tenths = round(self._points.value() * 10)
        if self.form.show_problems({} if tenths else {"points": "请填一个不是零的分数。"}):
            self.wanted.emit(self._side, tenths)
            self.accept()


class HandsDialog(FormDialog):
    """Object names: `hands_dialog`, `field_hands`."""

    wanted = Signal(object)
    """Hands by letter."""

    def __init__(self, options: int, parent: QWidget | None) -> None:
        super().__init__("登记举手人数", "确定", parent, width=_WIDTH)
        self.setObjectName("hands_dialog")
        self._options = options
        self._hands = QLineEdit()
        self._hands.setObjectName("field_hands")
        self._hands.setPlaceholderText("A 12 B 3，或依次写 12 3 0 5")
        self.form.add("hands", "人数", self._hands, hint="只记人数，不记是谁；亮答案后才上墙。")

    @Slot()
    def _confirm(self) -> None:
        try:
            counts = read_hands(self._hands.text(), self._options)
        except RuleError as error:
            self.form.show_problems({"hands": f"{error.message}{error.hint}"})
            return
        self.wanted.emit(counts)
        self.accept()


class SheetsDialog(FormDialog):
    """Object names: `sheets_dialog`, `field_count`."""

    wanted = Signal(int)
    """For how many questions there are to be sheets."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("打印评委记分表", "确定", parent, width=_WIDTH)
        self.setObjectName("sheets_dialog")
        self._count = QSpinBox(minimum=1, maximum=_MOST_SHEETS, value=_USUAL_SHEETS)
        self._count.setObjectName("field_count")
        self._count.setSuffix(" 题")
        hint = "从“出题”里选的类别抽，不重复；不够时有多少印多少。一页约四题。"
        self.form.add("count", "题数", self._count, hint=hint)
        self._count.selectAll()

    @Slot()
    def _confirm(self) -> None:
        self.wanted.emit(self._count.value())
        self.accept()

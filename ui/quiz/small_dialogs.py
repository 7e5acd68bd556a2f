"""Short questions in front of a class: points by hand, hands raised, sheets to print."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.errors import RuleError
from jyguide.quiz.hands import read_hands
from ui.theme import SPACE
from ui.widgets import FittingDialog, Form, Kind, make_button

_MOST = 1000
_MOST_SHEETS, _USUAL_SHEETS = 200, 12


class _Question(FittingDialog):
    """A form of one field with 取消 and `confirm`."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.form = Form()
        cancel = make_button("取消", name="cancel")
        confirm = make_button("确定", Kind.PRIMARY, name="confirm")
        confirm.setDefault(True)
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self._confirm)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self.form)
        layout.addLayout(row)

    @Slot()
    def _confirm(self) -> None:
        raise NotImplementedError  # each asks for something else


class AdjustDialog(_Question):
    """Object names: `adjust_dialog`, `field_points`."""

    wanted = Signal(int, int)
    """Side and tenths."""

    def __init__(self, side: int, name: str, parent: QWidget | None) -> None:
        super().__init__(f"更正得分 · {name}", parent)
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


class HandsDialog(_Question):
    """Object names: `hands_dialog`, `field_hands`."""

    wanted = Signal(object)
    """Hands by letter."""

    def __init__(self, options: int, parent: QWidget | None) -> None:
        super().__init__("登记举手人数", parent)
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


class SheetsDialog(_Question):
    """Object names: `sheets_dialog`, `field_count`."""

    wanted = Signal(int)
    """For how many questions there are to be sheets."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("打印评委记分表", parent)
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

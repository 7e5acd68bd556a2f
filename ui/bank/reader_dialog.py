"""An item of the unified bank at a station: to be read, reported, or copied."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.row import ItemRow
from ui.bank.item_view import ItemView
from ui.bank.sheet import SheetArea
from ui.bank.trainee_sheet import TraineeSheet
from ui.theme import SPACE
from ui.widgets import Banner, Card, make_button
from ui.widgets.button_row import ButtonRow

_WHY = "统一题库的题只能由市级修改。发现问题请报告错误；想改成自己的题，可以另存为本站题。"


class ReaderDialog(QDialog):
    """Object names: `reader`, `report`, `copy_item`, `close`."""

    report_wanted = Signal(object)
    copy_wanted = Signal(object)
    """Both with the `ItemRow`."""

    def __init__(self, row: ItemRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = row
        self.setObjectName("reader")
        self.setWindowTitle(row.name)
        self.resize(1100, 620)
        sides = QHBoxLayout()
        sides.setSpacing(SPACE.m)
        for title, view in (
            ("题目与答案", ItemView(row.content)),
            ("考生看到的", TraineeSheet(row.content)),
        ):
            card, area = Card(title), SheetArea()
            area.show_sheet(view, view.column)
            card.body.addWidget(area, 1)
            sides.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(Banner(_WHY))
        layout.addLayout(sides, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> ButtonRow:
        report = make_button("报告错误…", icon_name="report", name="report")
        copy = make_button("另存为本站题…", icon_name="copy", name="copy_item")
        close = make_button("关闭", name="close")
        report.clicked.connect(self._report)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.reject)
        close.setDefault(True)
        return ButtonRow(leave=close, left=(report, copy))

    @Slot()
    def _report(self) -> None:
        self.accept()
        self.report_wanted.emit(self._row)

    @Slot()
    def _copy(self) -> None:
        self.accept()
        self.copy_wanted.emit(self._row)

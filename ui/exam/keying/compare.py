"""Where the two who typed differ, value beside value; each difference is settled by choosing."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.exam.service.sheets import PaperSheetService, PersonDifferences
from jyguide.ids import ExamId, PersonId
from ui.desk import Desk
from ui.theme import SPACE, mono_font
from ui.widgets import Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_HEADS = ("姓名", "位置", "第一遍", "第二遍", "选定")
_FIRST, _SECOND, _CHOSEN = 2, 3, 4


class CompareDialog(QDialog):
    """Keys 1 and 2 choose and go on. Object names: `differences`, `settle`, `summary`, `close`."""

    def __init__(
        self,
        desk: Desk,
        sheets: PaperSheetService,
        exam_id: ExamId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle("双录比对")
        self.resize(880, 560)
        self._desk = desk
        self._sheets = sheets
        self._exam_id = exam_id
        self._lines: list[tuple[PersonId, str]] = []
        self._choices: dict[int, int] = {}
        self._build()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Compare anew."""
        work = partial(self._sheets.comparison, self._exam_id)
        self._desk.load(self, work, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_1, Qt.Key.Key_2}:
            self._choose(self.table.currentRow(), 1 if event.key() == Qt.Key.Key_1 else 2)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self._summary = make_label("", "section", "summary")
        self.table = _Lines(0, len(_HEADS))
        self.table.setObjectName("differences")
        self.table.setAccessibleName("两遍录入不同的地方")
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.table.horizontalHeader()
        for at, width in enumerate((190, 150)):
            self.table.setColumnWidth(at, width)
        for at in (_FIRST, _SECOND):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.table.cellDoubleClicked.connect(self._click)
        close = make_button("关闭", name="close")
        self._settle = make_button("按选定的保存", Kind.PRIMARY, name="settle")
        close.clicked.connect(self.reject)
        self._settle.clicked.connect(self._want)
        buttons = ButtonRow(self._settle, leave=close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._summary)
        hint = "对照答卷，按 1 选第一遍、按 2 选第二遍（也可双击那一格），选定后自动到下一处。"
        layout.addWidget(make_label(hint, "hint", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    @Slot(object)
    def _show(self, found: tuple[PersonDifferences, ...]) -> None:
        self._choices.clear()
        self._lines = [(one.person_id, each.key) for one in found for each in one.differences]
        self.table.setRowCount(len(self._lines))
        row = 0
        for one in found:
            for each in one.differences:
                texts = (one.name, each.title, each.first, each.second, "")
                for at, text in enumerate(texts):
                    item = QTableWidgetItem(text)
                    item.setToolTip(text)
                    if at in {_FIRST, _SECOND}:
                        item.setFont(mono_font())
                    self.table.setItem(row, at, item)
                row += 1
        said = f"{len(found)} 人，共 {len(self._lines)} 处不同" if found else "两遍录入完全一致"
        self._summary.setText(said)
        self._settle.setEnabled(False)
        if self._lines:
            self.table.selectRow(0)
            self.table.setFocus()

    @Slot(int, int)
    def _click(self, row: int, column: int) -> None:
        if column in {_FIRST, _SECOND}:
            self._choose(row, column - 1)

    def _choose(self, row: int, which: int) -> None:
        """Settle on what the first (1) or the second (2) typed, and go to the next."""
        if not 0 <= row < len(self._lines):
            return
        self._choices[row] = which
        self._item(row, _CHOSEN).setText("第一遍" if which == 1 else "第二遍")
        for at in (_FIRST, _SECOND):
            font = mono_font()
            font.setBold(at == which + 1)
            self._item(row, at).setFont(font)
        self._settle.setEnabled(bool(self._settled()))
        if row + 1 < len(self._lines):
            self.table.selectRow(row + 1)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None  # noqa: S101 - every cell of every row has one
        return item

    def _settled(self) -> dict[PersonId, list[str]]:
        """Of those of whom nothing is left open: where the second was right."""
        seconds: defaultdict[PersonId, list[str]] = defaultdict(list)
        open_ = set()
        for row, (person_id, key) in enumerate(self._lines):
            seconds[person_id] += [key] * (self._choices.get(row) == 2)  # noqa: PLR2004
            if row not in self._choices:
                open_.add(person_id)
        return {one: keys for one, keys in seconds.items() if one not in open_}

    @Slot()
    def _want(self) -> None:
        sheets, exam_id, settled = self._sheets, self._exam_id, self._settled()
        self._settle.setEnabled(False)
        self._desk.act(
            self,
            lambda *_: sheets.settle(exam_id, settled),
            self._kept,
            title="正在保存比对结果",
        )

    @Slot(object)
    def _kept(self, _done: object) -> None:
        self.reload()


class _Lines(QTableWidget):
    """Leaves the digits to the dialog instead of searching for them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_1, Qt.Key.Key_2}:
            event.ignore()
            return
        super().keyPressEvent(event)

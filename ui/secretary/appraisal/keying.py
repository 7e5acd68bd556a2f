"""What the two dialogs of keying in have in common: a grid, narrowed by town and by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.appraisal.rows import SubjectRow
from jyguide.ids import AppraisalSubjectId
from ui.alerts import Alerts
from ui.theme import SPACE, scaled
from ui.widgets import Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.entry.totals import CellTotals
from ui.widgets.number_grid import GridRow, NumberColumn, NumberGrid, NumberModel, Values
from ui.widgets.row_search import comparable

FIXED = ("镇街园区", "村（社区）", "姓名")
_WIDTHS = (92, 116, 132)
_ROOMY = (144, 150)
_SIZE, _MOST = (1060, 660), (1320, 690)
"""The most leaves the frame and the bar of Windows on 1366 × 768."""
_ALL = "全部镇街园区"
_KEEP = "要留下录入的内容，请取消后按“保存”。"
Kept = Mapping[AppraisalSubjectId, Values]


class KeyingDialog(QDialog):
    """Stays open until what was keyed in is kept. Subclasses fill `form` and override `_give`.

    Object names: `township`, `search`, `grid`, `said`, `confirm`, `cancel`.
    """

    given = Signal(object)

    def __init__(
        self,
        title: str,
        columns: Sequence[NumberColumn],
        people: Sequence[SubjectRow],
        over: tuple[Alerts, QWidget],
    ) -> None:
        """`over`: who asks before anything is lost, and the widget that it lies over."""
        self._alerts, parent = over
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*map(min, map(scaled, _SIZE), _MOST))
        self._people = [one for one in people if one.may_key and one.left_on is None]
        self._columns = columns
        self.form = Form()
        self.model = NumberModel(FIXED, columns, self)
        self.grid = NumberGrid(self.model, "grid", f"{title}表", _WIDTHS)
        self.said = make_label("", "hint", "said", wrap=True)
        self._township = township_field(self._people)
        self._search = QLineEdit(placeholderText="搜索姓名、拼音、村")
        self._search.setObjectName("search")
        self._search.setAccessibleName("搜索姓名、拼音、村")
        self._search.setClearButtonEnabled(True)
        self._confirm = make_button("保存", Kind.PRIMARY, name="confirm")
        self._confirm.setShortcut("Ctrl+S")
        self._confirm.setAutoDefault(False)
        self._cancel = make_button("取消", name="cancel")
        self._cancel.setAutoDefault(False)
        self._arrange()
        self._cancel.clicked.connect(self.reject)
        self._confirm.clicked.connect(self._give)
        self._township.currentIndexChanged.connect(self._narrow)
        self._search.textChanged.connect(self._narrow)
        self.model.edited.connect(self._show_state)
        self.grid.told.connect(self._tell_step)

    def show_values(self, kept: Kept) -> None:
        """Show what there is; what was typed stays."""
        nothing: Values = (None,) * len(self._columns)
        self.model.set_rows(
            [
                GridRow(
                    one.id,
                    (one.township, one.organisation, one.name),
                    kept.get(one.id, nothing),
                )
                for one in self._people
            ]
        )
        one = len({each.township for each in self._people}) <= 1
        self.grid.setColumnHidden(0, one)
        if one:  # what the towns leave goes to villages and names
            for at, width in enumerate(_ROOMY, 1):
                self.grid.setColumnWidth(at, width)
        self._township.setVisible(not one)
        self._narrow()

    def reject(self) -> None:
        """What was keyed in is not thrown away unasked."""
        count = len(self.model.changed())
        question = f"录入的 {count} 人还没有保存，现在关闭会丢失。"
        if not count or self._alerts.ask(question, "不保存", hint=_KEEP, danger=True):
            super().reject()

    @Slot()
    def resume(self, *_: object) -> None:
        """Let it be sent again: it was refused."""
        self._confirm.setEnabled(True)

    def send(self, value: object) -> None:
        """Hand over what was keyed in; the button waits for what becomes of it."""
        self._confirm.setEnabled(False)
        self.given.emit(value)

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be sent, and go to the first line that cannot be."""
        self.said.setText(sentence)
        faults = self.model.faults()
        if faults:
            at = self.model.rows.index(faults[0][0])
            self.grid.setRowHidden(at, False)  # noqa: FBT003 - Qt's own flag
            self.grid.setCurrentIndex(self.model.index(at, len(FIXED)))
            self.grid.setFocus()

    @Slot()
    def _give(self) -> None:
        raise NotImplementedError  # each keeps something else

    @Slot()
    def _show_state(self) -> None:
        raise NotImplementedError  # each says something else

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE.s)
        tools.addWidget(self._township)
        tools.addWidget(self._search)
        tools.addStretch()
        hint = "回车往下，Tab 往右；Ctrl+V 贴入 Excel 里复制的一块，Ctrl+Z 撤销"
        tools.addWidget(make_label(hint, "small"))
        buttons = ButtonRow(self._confirm, leave=self._cancel, said=self.said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.form)
        layout.addLayout(tools)
        layout.addWidget(self.grid, 1)
        layout.addWidget(CellTotals(self.grid))
        layout.addLayout(buttons)

    @Slot()
    def _narrow(self, *_: object) -> None:
        town = self._township.currentData()
        words = comparable(self._search.text()).split()
        texts: dict[Any, str] = {
            one.id: comparable(f"{one.name} {one.organisation} {one.search}")
            for one in self._people
        }
        self.grid.narrow(
            lambda row: (
                town in (None, row.fixed[0]) and all(word in texts[row.key] for word in words)
            )
        )

    @Slot(str)
    def _tell_step(self, sentence: str) -> None:
        self._show_state()
        self.said.setText(f"{sentence}{self.said.text()}")


def township_field(people: Sequence[SubjectRow]) -> QComboBox:
    """The townships of these people, and all of them first; None is the value of all."""
    field = QComboBox()
    field.setObjectName("township")
    field.setAccessibleName("镇街园区")
    field.addItem(_ALL, None)
    for name in dict.fromkeys(one.township for one in people):
        field.addItem(name, name)
    return field

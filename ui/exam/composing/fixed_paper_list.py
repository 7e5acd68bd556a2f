"""The items of a paper that is made by hand: their order, their points, one for another."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.row import KIND_NAMES, ItemRow
from jyguide.errors import RuleError
from jyguide.exam.composing.fixed import Pick, exchanged, in_sections, moved
from jyguide.exam.points import Points, format_points
from jyguide.ids import ItemId
from ui.exam.composing.fixed_paper_bank import one_line
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, EmptyText, Kind, RowTable, make_button, make_label

_EMPTY = EmptyText("卷上还没有题", "在左边选一道或几道，按回车或点“加入试卷”。", icon_name="file")
_COLUMNS = [
    Column[Pick]("题型", lambda pick: KIND_NAMES[pick.row.content.kind], width=64),
    Column[Pick]("分值", lambda pick: format_points(pick.points), align=RIGHT, width=52),
    Column[Pick](
        "题干",
        lambda pick: one_line(pick.row.content.stem),
        width=260,
        tip=lambda pick: pick.row.content.stem,
    ),
]
_TENTHS = 10
_USUAL = 20
_MOST_SEEDS = 2**31


class FixedPaperList(QWidget):
    """Object names: `picks`, `move_up`, `move_down`, `exchange`, `take_out`, `points`."""

    changed = Signal()
    failed = Signal(object)
    """An error with its sentences."""

    def __init__(self, bank: Sequence[ItemRow], picks: Sequence[Pick]) -> None:
        super().__init__()
        self._bank = bank
        self._picks: list[Pick] = in_sections(picks)
        self._passed: set[ItemId] = set()
        self.table: RowTable[Pick] = RowTable(
            _COLUMNS, unit="道", key=lambda pick: pick.row.id, empty=_EMPTY
        )
        self.table.setObjectName("picks")
        self.table.view.setSortingEnabled(False)  # the order is the paper's
        self.table.bar.search.hide()
        self._points = QDoubleSpinBox(decimals=1, singleStep=0.5, minimum=0.1, maximum=100)
        self._points.setObjectName("points")
        self._points.setAccessibleName("选中题目的分值")
        self._points.setSuffix(" 分")
        self._points.setValue(_USUAL / _TENTHS)
        self._buttons = {
            "move_up": make_button("上移", Kind.QUIET, name="move_up"),
            "move_down": make_button("下移", Kind.QUIET, name="move_down"),
            "exchange": make_button("换一道", Kind.QUIET, name="exchange"),
            "take_out": make_button("移出", Kind.QUIET, name="take_out"),
        }
        self._lay_out()
        self._connect()
        self._show()

    @property
    def picks(self) -> list[Pick]:
        """The paper as it stands."""
        return list(self._picks)

    @property
    def total(self) -> Points:
        """Tenths the paper is worth."""
        return sum(pick.points for pick in self._picks)

    @Slot(object)
    def add(self, rows: Sequence[ItemRow]) -> None:
        """Put items at the end of their sections, worth what their neighbours are."""
        present = {pick.row.id for pick in self._picks}
        fresh = [row for row in rows if row.id not in present]
        added = [Pick(row, self._usual(row)) for row in fresh]
        self._replace(in_sections([*self._picks, *added]), {row.id for row in fresh})

    def _usual(self, row: ItemRow) -> Points:
        alike = [p.points for p in self._picks if p.row.content.kind is row.content.kind]
        return alike[-1] if alike else round(self._points.value() * _TENTHS)

    def _lay_out(self) -> None:
        tips = {
            "move_up": "在本题型内上移（Ctrl+↑）",
            "move_down": "在本题型内下移（Ctrl+↓）",
            "exchange": "换成同题型、同类别、同难度的另一道（Ctrl+R）",
            "take_out": "移出试卷（Delete）",
        }
        row = QHBoxLayout()
        row.setSpacing(SPACE.xs)
        for name, button in self._buttons.items():
            button.setToolTip(tips[name])
            row.addWidget(button)
        row.addStretch()
        row.addWidget(make_label("每题", "key"))
        row.addWidget(self._points)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        slots: dict[str, tuple[str, Callable[[], None]]] = {
            "move_up": ("Ctrl+Up", self._move_up),
            "move_down": ("Ctrl+Down", self._move_down),
            "exchange": ("Ctrl+R", self._exchange),
            "take_out": ("Delete", self._take_out),
        }
        for name, (keys, slot) in slots.items():
            self._buttons[name].clicked.connect(slot)
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.table.selection_changed.connect(self._enable)
        self._points.valueChanged.connect(self._set_points)

    @Slot()
    def _enable(self) -> None:
        chosen = self.table.selected_rows()
        for name, button in self._buttons.items():
            button.setEnabled(len(chosen) == 1 or (name == "take_out" and bool(chosen)))
        written = round(self._points.value() * _TENTHS)  # to set it again would stop the typing
        worth = {pick.points for pick in chosen}
        if len(worth) == 1 and worth != {written}:
            self._points.blockSignals(True)  # noqa: FBT003 - Qt's; what is shown changes nothing
            self._points.setValue(chosen[0].points / _TENTHS)
            self._points.blockSignals(False)  # noqa: FBT003 - as above

    def _replace(self, picks: list[Pick], chosen: set[ItemId]) -> None:
        self._picks = picks
        self._show()
        self.table.select_rows(lambda pick: pick.row.id in chosen)

    def _show(self) -> None:
        self.table.set_rows(self._picks)
        self._enable()
        self.changed.emit()

    def _at(self) -> int | None:
        chosen = {pick.row.id for pick in self.table.selected_rows()}
        places = [at for at, pick in enumerate(self._picks) if pick.row.id in chosen]
        return places[0] if len(places) == 1 else None

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if (at := self._at()) is not None:
            picks, to = moved(self._picks, at, by)
            self._replace(picks, {picks[to].row.id})

    @Slot()
    def _exchange(self) -> None:
        at = self._at()
        if at is None:
            return
        seed = secrets.randbelow(_MOST_SEEDS)
        try:
            picks = exchanged(self._picks, at, self._bank, self._passed, seed)
        except RuleError as fault:
            self.failed.emit(fault)
            return
        self._passed.add(self._picks[at].row.id)
        self._replace(picks, {picks[at].row.id})

    @Slot()
    def _take_out(self) -> None:
        gone = {pick.row.id for pick in self.table.selected_rows()}
        if not gone:
            return
        first = min(at for at, pick in enumerate(self._picks) if pick.row.id in gone)
        left = [pick for pick in self._picks if pick.row.id not in gone]
        near = left[min(first, len(left) - 1)].row.id if left else None
        self._replace(left, {near} if near else set())

    @Slot(float)
    def _set_points(self, value: float) -> None:
        chosen = {pick.row.id for pick in self.table.selected_rows()}
        if chosen:
            points = round(value * _TENTHS)
            self._replace(
                [replace(p, points=points) if p.row.id in chosen else p for p in self._picks],
                chosen,
            )

"""One stage of the board: its brands as cards under each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QMenu

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.row import BrandRow
from ui.brand.board.card import STATE_ROLE, BrandCard, state_of
from ui.theme import icon
from ui.widgets.card_list import CardList, card_item
from ui.widgets.offered import only_looks, withhold_lines

_CTRL = Qt.KeyboardModifier.ControlModifier
_TIP = "回车打开，Ctrl+→ 进入下一阶段，Ctrl+← 退回一个阶段，Ins 新建"


class StageColumn(CardList[BrandRow]):
    """Up and down within the stage, left and right to its neighbours.

    Object name `stage_<stage>`.
    """

    advanced = Signal(object)
    taken_back = Signal(object)
    """A `BrandRow` each."""
    left = Signal(int)
    """The keyboard goes to the column so many away."""
    adding = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(f"stage_{stage.value}", f"{STAGE_NAMES[stage]}阶段的品牌")
        self.stage = stage
        self.setToolTip(_TIP)
        self.setItemDelegate(BrandCard(self))
        self.setUniformItemSizes(True)
        self._keys: dict[tuple[int, bool], Callable[[], object]] = {
            (Qt.Key.Key_Right, True): lambda: self._tell(self.advanced),
            (Qt.Key.Key_Left, True): lambda: self._tell(self.taken_back),
            (Qt.Key.Key_Left, False): lambda: self.left.emit(-1),
            (Qt.Key.Key_Right, False): lambda: self.left.emit(1),
            (Qt.Key.Key_Insert, False): self.adding.emit,
        }

    def show_rows(self, rows: Sequence[BrandRow], today: date) -> None:
        """Show these instead; who was chosen stays chosen."""
        self._show_items(_card(row, today) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get((event.key(), bool(event.modifiers() & _CTRL)))
        if act is not None and not (_writes(event) and only_looks(self)):
            act()
        else:
            super().keyPressEvent(event)

    def make_menu(self) -> QMenu:
        """What can be done to the card with the cursor."""
        menu = super().make_menu()
        row = self.chosen
        going = row is not None and row.ended_on is None
        menu.addAction(icon("file"), "打开…\t回车", self._open_chosen).setEnabled(row is not None)
        for text, name, signal in (
            ("进入下一阶段…\tCtrl+→", "next", self.advanced),
            ("退回一个阶段…\tCtrl+←", "back", self.taken_back),
        ):
            line = menu.addAction(icon(name), text)
            line.triggered.connect(lambda _=False, told=signal: self._tell(told))
            line.setEnabled(going)
        menu.addSeparator()
        menu.addAction(icon("add"), "新建品牌…\tIns", self.adding.emit)
        withhold_lines(menu)
        return menu

    def _tell(self, signal: object) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)  # type: ignore[attr-defined] # a bound signal


def _writes(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _CTRL) or event.key() == Qt.Key.Key_Insert


def _card(row: BrandRow, today: date) -> QListWidgetItem:
    state = state_of(row, today)
    words = f"{row.facts.name}，{row.facts.organisation}，{state[0]}"
    item = card_item(row, words, words.replace("，", "\n"))
    item.setData(STATE_ROLE, state)
    return item

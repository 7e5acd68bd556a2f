"""One stage of the board: its brands as cards under each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.row import BrandRow
from jyguide.ids import BrandId
from ui.brand.board.card import STATE_ROLE, BrandCard, state_of
from ui.theme import icon
from ui.widgets import ROW_ROLE

_CTRL = Qt.KeyboardModifier.ControlModifier
_TIP = "回车打开，Ctrl+→ 进入下一阶段，Ctrl+← 退回一个阶段，Ins 新建"


class StageColumn(QListWidget):
    """Up and down within the stage, left and right to its neighbours.

    Object name `stage_<stage>`.
    """

    opened = Signal(object)
    advanced = Signal(object)
    taken_back = Signal(object)
    """A `BrandRow` each."""
    left = Signal(int)
    """The keyboard goes to the column so many away."""
    adding = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.setObjectName(f"stage_{stage.value}")
        self.setAccessibleName(f"{STAGE_NAMES[stage]}阶段的品牌")
        self.setToolTip(_TIP)
        self.setItemDelegate(BrandCard(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._open)
        self._keys: dict[tuple[int, bool], Callable[[], object]] = {
            (Qt.Key.Key_Right, True): lambda: self._tell(self.advanced),
            (Qt.Key.Key_Left, True): lambda: self._tell(self.taken_back),
            (Qt.Key.Key_Left, False): lambda: self.left.emit(-1),
            (Qt.Key.Key_Right, False): lambda: self.left.emit(1),
            (Qt.Key.Key_Insert, False): self.adding.emit,
        }

    def show_rows(self, rows: Sequence[BrandRow], today: date) -> None:
        """Show these instead; who was chosen stays chosen."""
        chosen = self.chosen
        self.clear()
        for row in rows:
            state = state_of(row, today)
            words = f"{row.facts.name}，{row.facts.organisation}，{state[0]}"
            item = QListWidgetItem(words)
            item.setData(ROW_ROLE, row)
            item.setData(STATE_ROLE, state)
            item.setToolTip(words.replace("，", "\n"))
            self.addItem(item)
        if chosen is not None:
            self.choose(chosen.id)

    def choose(self, brand_id: BrandId | None = None) -> bool:
        """Choose this brand, or with None the first; whether it is here."""
        for at in range(self.count()):
            if brand_id in (None, self._row(at).id):
                self.setCurrentRow(at)
                return True
        return False

    @property
    def chosen(self) -> BrandRow | None:
        """The brand with the cursor."""
        return self._row(self.currentRow()) if self.currentRow() >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get((event.key(), bool(event.modifiers() & _CTRL)))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.make_menu().exec(event.globalPos())

    def make_menu(self) -> QMenu:
        """What can be done to the card with the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        return menu

    def _row(self, at: int) -> BrandRow:
        row = self.item(at).data(ROW_ROLE)
        assert isinstance(row, BrandRow)  # noqa: S101 - nothing else is put in
        return row

    @Slot()
    def _open(self, *_: object) -> None:
        self._open_chosen()

    def _open_chosen(self) -> None:
        self._tell(self.opened)

    def _tell(self, signal: object) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)  # type: ignore[attr-defined] # a bound signal

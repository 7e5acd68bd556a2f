"""One month of the board: its sessions as cards that can be dragged to another month."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QMenu

from jyguide.training.session import SessionRow
from ui.theme import icon
from ui.training.year.card import HEIGHT, CardDelegate, card_text
from ui.widgets import ROW_ROLE
from ui.widgets.card_list import CardList, card_item
from ui.widgets.offered import only_looks, withhold_lines

MIME = "application/x-jyguide-session"
_ALT = Qt.KeyboardModifier.AltModifier


def _writes(event: QKeyEvent) -> bool:
    writing = (Qt.Key.Key_Insert, Qt.Key.Key_F2)
    return bool(event.modifiers() & _ALT) or event.key() in writing


class MonthList(CardList[SessionRow]):
    """Up and down within the month, left and right to its neighbours, Alt with them moves.

    Object name `month_<number>`.
    """

    edited = Signal(object)
    """A `SessionRow`, by Enter or double click, or from the menu."""
    moved = Signal(object, int)
    """The `SessionId` of a session, of whatever month, and the month it is to be in."""
    left = Signal(int)
    """The keyboard goes to the month so many away."""
    adding = Signal(int)
    """A session is to be planned in this month."""

    def __init__(self, month: int) -> None:
        super().__init__(f"month_{month}", f"{month}月的培训")
        self.month = month
        self.setItemDelegate(CardDelegate(self))
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMinimumHeight(HEIGHT + 6)
        self.setToolTip("回车打开，Alt+←/→ 移到上月或下月，也可以用鼠标拖动；Ins 在本月新建")
        self._keys: dict[tuple[int, bool], Callable[[], object]] = {
            (Qt.Key.Key_Left, True): lambda: self._move_by(-1),
            (Qt.Key.Key_Right, True): lambda: self._move_by(1),
            (Qt.Key.Key_Left, False): lambda: self.left.emit(-1),
            (Qt.Key.Key_Right, False): lambda: self.left.emit(1),
            (Qt.Key.Key_Insert, False): lambda: self.adding.emit(self.month),
            (Qt.Key.Key_F2, False): self._edit_chosen,
        }

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show these instead; who was chosen stays chosen."""
        self._show_items(
            card_item(
                row, f"{row.plan.title}，{card_text(row)}", f"{row.plan.title}\n{card_text(row)}"
            )
            for row in rows
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get((event.key(), bool(event.modifiers() & _ALT)))
        if act is not None and not (_writes(event) and only_looks(self)):
            act()
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left.emit(-3)
        elif event.key() == Qt.Key.Key_Down and self.currentRow() >= self.count() - 1:
            self.left.emit(3)
        else:
            super().keyPressEvent(event)

    def make_menu(self) -> QMenu:
        """What can be done to the card with the cursor, and to the month."""
        menu = super().make_menu()
        for text, name, act in (
            ("报名与签到", "sign-in", self._open_chosen),
            ("修改…\tF2", "edit", self._edit_chosen),
            ("移到上月\tAlt+←", "back", lambda: self._move_by(-1)),
            ("移到下月\tAlt+→", "next", lambda: self._move_by(1)),
        ):
            menu.addAction(icon(name), text, act).setEnabled(self.chosen is not None)
        menu.addSeparator()
        menu.addAction(
            icon("add"), f"在 {self.month} 月新建…\tIns", lambda: self.adding.emit(self.month)
        )
        withhold_lines(menu)
        return menu

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802 - Qt's name
        data = QMimeData()
        data.setData(MIME, str(items[0].data(ROW_ROLE).id).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(MIME) and not only_looks(self))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(MIME))

    def dropEvent(self, event: QDropEvent) -> None:
        """The card stays where it is until the plan says so."""
        text = bytes(event.mimeData().data(MIME).data()).decode()
        if event.source() is not self and text:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.moved.emit(text, self.month)

    def _edit_chosen(self) -> None:
        if self.chosen is not None:
            self.edited.emit(self.chosen)

    def _move_by(self, months: int) -> None:
        month = self.month + months
        if self.chosen is not None and 1 <= month <= 12:  # noqa: PLR2004 - of the year
            self.moved.emit(str(self.chosen.id), month)

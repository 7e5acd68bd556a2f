"""The criteria under their six aspects, with running sums; moved by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from jyguide.documents.dates import tenths_cell
from jyguide.standard.checklist import METHOD_NAMES, Criteria, Criterion
from jyguide.standard.drafting import AspectSum, aspect_sums
from jyguide.standard.kinds import ASPECT_NAMES, Aspect
from ui.theme import PALETTE, scaled

_CODE = int(Qt.ItemDataRole.UserRole)
_ASPECT = _CODE + 1
_WIDTHS = (52, 80, 56)
_LEAST_WIDTHS = ((2, 400), (3, 300))
"""Of the outline as a whole, for the way of scoring and the marks to be shown too."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Outline(QTreeWidget):
    """Alt+↑↓ moves, Ins adds, Ctrl+D doubles, Delete removes; Enter goes to the form.

    Object name `criteria`.
    """

    chosen = Signal(str, object)
    """Code of the criterion the cursor is on, or "", and the `Aspect` it is under."""
    placed = Signal(str, object, str)
    """A criterion, the `Aspect` it is to be under, and the code it is to stand before."""
    moved = Signal(int)
    added = Signal()
    doubled = Signal()
    removed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editable = False
        self.setObjectName("criteria")
        self.setAccessibleName("指标")
        self.setHeaderLabels(["指标", "分值", "评分方式", "标记"])
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in enumerate(_WIDTHS, start=1):
            head.resizeSection(at, scaled(width))
        self.headerItem().setTextAlignment(1, _RIGHT)
        self.currentItemChanged.connect(self._tell)

    def set_editable(self, *, editable: bool) -> None:
        """Whether criteria may be moved, added and removed here."""
        self._editable = editable
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if editable else mode.NoDragDrop)

    def show_criteria(
        self,
        criteria: Criteria,
        faulty: Collection[str],
        code: str = "",
        aspect: Aspect | None = None,
    ) -> None:
        """Show these; the cursor goes to a criterion, or to an aspect, without telling."""
        with QSignalBlocker(self):
            if not self._refill(criteria, faulty):
                self._fill(criteria, faulty)
            self._enter(code, aspect)

    def current(self) -> tuple[str, Aspect | None]:
        """Code of the criterion the cursor is on, or "", and the aspect it is under."""
        item = self.currentItem()
        if item is None:
            return "", None
        return item.data(0, _CODE), item.data(0, _ASPECT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room what is asked comes before how it is scored."""
        super().resizeEvent(event)
        for column, least in _LEAST_WIDTHS:
            self.setColumnHidden(column, self.width() < least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, with_ = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif not self._editable:
            super().keyPressEvent(event)
        elif with_ == _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif (tell := self._telling(key, ctrl=with_ == _CTRL)) is not None:
            tell()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where it would go; the draft decides and is shown anew."""
        code, _ = self.current()
        target = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if code and target is not None:
            self.placed.emit(code, *self._place(target))

    def _place(self, target: QTreeWidgetItem) -> tuple[Aspect, str]:
        """Aspect and code to stand before; on a criterion's lower half that is the next one's."""
        aspect: Aspect = target.data(0, _ASPECT)
        where = self.dropIndicatorPosition()
        lower = where == QAbstractItemView.DropIndicatorPosition.BelowItem
        head = target.parent()
        if head is None:
            first = target.child(0) if lower else None
            return aspect, first.data(0, _CODE) if first is not None else ""
        if lower:
            below = head.child(head.indexOfChild(target) + 1)
            return aspect, below.data(0, _CODE) if below is not None else ""
        return aspect, target.data(0, _CODE)

    def _telling(self, key: int, *, ctrl: bool) -> Callable[[], object] | None:
        tellings = {
            (Qt.Key.Key_Insert, False): self.added.emit,
            (Qt.Key.Key_D, True): self.doubled.emit,
            (Qt.Key.Key_Delete, False): self.removed.emit,
        }
        return tellings.get((Qt.Key(key), ctrl))

    def _fill(self, criteria: Criteria, faulty: Collection[str]) -> None:
        self.clear()
        for each in aspect_sums(criteria):
            head = QTreeWidgetItem()
            head.setFlags(head.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
            font = self.font()
            font.setBold(True)
            for column in range(4):
                head.setFont(column, font)
            self.addTopLevelItem(head)
            _write_sum(head, each)
            for one in criteria:
                if one.aspect is each.aspect:
                    item = QTreeWidgetItem()
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
                    _write(item, one, faulty=one.code in faulty)
                    head.addChild(item)
        self.expandAll()

    def _refill(self, criteria: Criteria, faulty: Collection[str]) -> bool:
        """Write into the lines that are there, if they are the same ones: nothing jumps then."""
        items = self._items()
        if [item.data(0, _CODE) for item in items] != [one.code for one in criteria]:
            return False
        if [item.data(0, _ASPECT) for item in items] != [one.aspect for one in criteria]:
            return False
        for item, one in zip(items, criteria, strict=True):
            _write(item, one, faulty=one.code in faulty)
        for at, each in enumerate(aspect_sums(criteria)):
            if (head := self.topLevelItem(at)) is not None:
                _write_sum(head, each)
        return bool(self.topLevelItemCount())

    def _items(self) -> Sequence[QTreeWidgetItem]:
        heads = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        return [
            child
            for head in heads
            if head is not None
            for at in range(head.childCount())
            if (child := head.child(at)) is not None
        ]

    def _enter(self, code: str, aspect: Aspect | None) -> None:
        items = [item for item in self._items() if item.data(0, _CODE) == code]
        if not items and aspect is not None:
            head = self.topLevelItem(list(Aspect).index(aspect))
            items = [head] if head is not None else []
        if items and items[0] is not self.currentItem():
            self.setCurrentItem(items[0])

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(*self.current())


def _write(item: QTreeWidgetItem, one: Criterion, *, faulty: bool) -> None:
    item.setData(0, _CODE, one.code)
    item.setData(0, _ASPECT, one.aspect)
    words = " ".join(one.text.split())
    item.setText(0, f"{one.code}　{words or '（未写）'}")
    item.setToolTip(0, one.text)
    item.setText(1, tenths_cell(one.points))
    item.setTextAlignment(1, _RIGHT)
    item.setText(2, METHOD_NAMES[one.method])
    marks = [word for word, holds in (("待补", faulty), ("否决", one.veto)) if holds]
    item.setText(3, "".join(marks[:1]))
    item.setToolTip(3, "，".join(marks))
    item.setForeground(3, QColor(PALETTE.bad if faulty else PALETTE.gold))


def _write_sum(head: QTreeWidgetItem, each: AspectSum) -> None:
    head.setData(0, _CODE, "")
    head.setData(0, _ASPECT, each.aspect)
    head.setText(0, f"{ASPECT_NAMES[each.aspect]}　{each.criteria} 条")
    head.setText(1, tenths_cell(each.points))
    head.setTextAlignment(1, _RIGHT)
    head.setText(3, "" if each.criteria else "待补")
    head.setForeground(3, QColor(PALETTE.bad))

"""What was found, kind by kind: one line each, the kind said before its first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from jyguide.search.hit import HIT_KIND_NAMES, Hit, HitKind
from ui.theme import PALETTE, SPACE, icon, scaled

_ICONS = {
    HitKind.DEED: "play",
    HitKind.PERSON: "people",
    HitKind.ORGANISATION: "organisation",
    HitKind.SESSION: "training",
    HitKind.BRANCH: "good",
    HitKind.ITEM: "bank",
}
_ICON = 18
_KIND_WIDTH = 96
Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Hits in the order given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{HIT_KIND_NAMES[hit.kind]}：{hit.title}　{hit.detail}".rstrip()
        return None

    def first_of_kind(self, row: int) -> bool:
        """Whether the kind is said in this line."""
        return row == 0 or self._hits[row].kind is not self._hits[row - 1].kind


class HitLine(QStyledItemDelegate):
    """Kind, icon, title, and what tells it apart at the right."""

    def sizeHint(self, option: Any, _index: Index) -> QSize:
        return QSize(0, QFontMetrics(option.font).height() + 2 * SPACE.s)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        painter.save()
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(PALETTE.select))
        room = option.rect.adjusted(SPACE.m, 0, -SPACE.m, 0)
        kind_width = scaled(_KIND_WIDTH)
        if isinstance(model, HitModel) and model.first_of_kind(index.row()):
            _write(
                painter,
                QRect(room.topLeft(), QSize(kind_width, room.height())),
                HIT_KIND_NAMES[hit.kind],
                PALETTE.ink_soft,
            )
        _draw_hit(painter, room.adjusted(kind_width, 0, 0, 0), hit)
        painter.restore()


class HitList(QListView):
    """Object name `hits`; led by the keyboard from the field above it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hits")
        self.setAccessibleName("搜索结果")
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitLine(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_hits(self, hits: Sequence[Hit], *, stay: bool = False) -> None:
        """Show these, the first of them marked; or what was, where it shall `stay` so."""
        marked = self.chosen() if stay else None
        self.hits.set_hits(hits)
        if hits:
            place = hits.index(marked) if marked is not None and marked in hits else 0
            self.setCurrentIndex(self.hits.index(place))

    def step(self, by: int) -> None:
        """Mark another line; past the last comes the first."""
        count = self.hits.rowCount()
        if count:
            self.setCurrentIndex(self.hits.index((self.currentIndex().row() + by) % count))

    def chosen(self) -> Hit | None:
        """What is marked."""
        hit = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return hit if isinstance(hit, Hit) else None


def _draw_hit(painter: QPainter, room: QRect, hit: Hit) -> None:
    side = scaled(_ICON)
    top = room.top() + (room.height() - side) // 2
    icon(_ICONS[hit.kind]).paint(painter, QRect(room.left(), top, side, side))
    words = room.adjusted(side + SPACE.s, 0, 0, 0)
    metrics = painter.fontMetrics()
    detail = min(metrics.horizontalAdvance(hit.detail) + 2, words.width() // 2)
    _write(painter, words.adjusted(0, 0, -detail - SPACE.m, 0), hit.title, PALETTE.ink)
    _write(
        painter,
        words.adjusted(words.width() - detail, 0, 0, 0),
        hit.detail,
        PALETTE.ink_soft,
        Qt.AlignmentFlag.AlignRight,
    )


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setPen(QColor(colour))
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, fitted)

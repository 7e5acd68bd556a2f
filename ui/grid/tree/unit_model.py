"""The tree of the grid as Qt sees it: rows are asked for as a unit is opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from jyguide.grid.gaps import NOTHING, UnitCounts, count_sentence, gap_sentence
from jyguide.grid.kinds import GRID_LEVEL_NAMES
from jyguide.grid.tree import GridNode, GridTree
from jyguide.ids import GridUnitId
from jyguide.people.organisation_search import name_holds
from ui.theme import PALETTE, Tone

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("网格", "联系对象", "缺口")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Counts = Mapping[GridUnitId | None, UnitCounts]


class UnitTreeModel(QAbstractItemModel):
    """Holds the tree; what is typed keeps those found and what they lie under.

    An index carries the number of its unit, so that thousands are no objects of ours.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tree = GridTree(())
        self._counts: Counts = {}
        self._nodes: list[GridNode] = []
        self._number: dict[GridUnitId | None, int] = {None: -1}
        self._children: dict[int, list[int]] = {}
        self._place: dict[int, tuple[int, int]] = {}
        self.found: list[GridUnitId] = []

    def set_tree(self, tree: GridTree, typed: str = "") -> None:
        """Hold another tree, narrowed by what is typed."""
        self.beginResetModel()
        self.tree = tree
        self._nodes = list(tree.walk())
        self._number = {None: -1} | {node.id: at for at, node in enumerate(self._nodes)}
        self._narrow(typed)
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Keep what is found, and what it lies under."""
        self.beginResetModel()
        self._narrow(typed)
        self.endResetModel()

    def set_counts(self, counts: Counts) -> None:
        """Show how many each unit has; they come after the tree."""
        self._counts = counts
        top = self.index(0, 1)
        if top.isValid():
            last = self.index(self.rowCount() - 1, len(_HEADS) - 1)
            self.dataChanged.emit(top, last)
            self.layoutChanged.emit()

    def counts(self, unit_id: GridUnitId | None) -> UnitCounts:
        return self._counts.get(unit_id, NOTHING)

    def node_at(self, index: Index) -> GridNode | None:
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, unit_id: GridUnitId) -> QModelIndex:
        """Where a unit is shown; invalid where it is not."""
        number = self._number.get(unit_id, -1)
        if number not in self._place:
            return QModelIndex()
        return self.createIndex(self._place[number][1], 0, number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        shown = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        if not (0 <= row < len(shown) and 0 <= column < len(_HEADS)):
            return QModelIndex()
        return self.createIndex(row, column, shown[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # QObject's
        if not index.isValid() or index.internalId() not in self._place:
            return QModelIndex()
        above = self._place[index.internalId()][0]
        return QModelIndex() if above < 0 else self.createIndex(self._place[above][1], 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.column() > 0:
            return 0
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, []))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node_at(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == len(_HEADS) - 1:
            return QColor(PALETTE.of(Tone.WARN))
        return self._tip(node) if role == Qt.ItemDataRole.ToolTipRole else None

    def _text(self, node: GridNode, column: int) -> str:
        if column == 0:
            return node.name
        counts = self.counts(node.id)
        number = counts.members + counts.households if column == 1 else counts.total
        return str(number or "")

    def _tip(self, node: GridNode) -> str:
        counts = self.counts(node.id)
        said = [f"{'/'.join(self.tree.path(node.id))}（{GRID_LEVEL_NAMES[node.level]}）"]
        return "\n".join(filter(None, (*said, count_sentence(counts), gap_sentence(counts))))

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        kept: set[GridUnitId] | None = None
        self.found = []
        if words:
            self.found = [node.id for node in self._nodes if name_holds(node.name, words[-1])]
            if len(words) > 1:
                self.found = [key for key in self.found if self._above_holds(key, words[:-1])]
            kept = {node.id for key in self.found for node in self.tree.above(key)}
        self._children, self._place = {}, {}
        for at, node in enumerate(self._nodes):
            if kept is None or node.id in kept:
                above = self._number[self.tree.parent(node.id)]
                siblings = self._children.setdefault(above, [])
                self._place[at] = above, len(siblings)
                siblings.append(at)

    def _above_holds(self, key: GridUnitId, words: list[str]) -> bool:
        path = self.tree.path(key)
        return all(any(name_holds(name, word) for name in path) for word in words)

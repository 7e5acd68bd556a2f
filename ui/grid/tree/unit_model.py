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
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_ROLES = frozenset({_DISPLAY, _ALIGNMENT, _FOREGROUND, int(Qt.ItemDataRole.ToolTipRole)})
Counts = Mapping[GridUnitId | None, UnitCounts]


class UnitTreeModel(QAbstractItemModel):
    """Holds the tree; what is typed keeps those found and what they lie under.

    An index carries the number of its unit, so that thousands are no objects of ours.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tree = GridTree(())
        self.found: list[GridUnitId] = []
        self._counts: Counts = {}
        self._kept: set[GridUnitId] | None = None
        self._warn = QColor(PALETTE.of(Tone.WARN))
        self._forget()

    def _forget(self) -> None:
        """Units are numbered as they are asked for: most of seven thousand never are."""
        self._nodes: list[GridNode] = []
        self._number: dict[GridUnitId, int] = {}
        self._row: dict[GridUnitId, int] = {}
        self._children: dict[GridUnitId | None, list[int]] = {}

    def set_tree(self, tree: GridTree, typed: str = "") -> None:
        """Hold another tree, narrowed by what is typed."""
        self.beginResetModel()
        self.tree = tree
        self._narrow(typed)
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Keep what is found, and what it lies under."""
        self.beginResetModel()
        self._narrow(typed)
        self.endResetModel()

    def set_counts(self, counts: Counts) -> None:
        """Show how many each unit has; they come after the tree, and the view paints anew."""
        self._counts = counts

    def counts(self, unit_id: GridUnitId | None) -> UnitCounts:
        return self._counts.get(unit_id, NOTHING)

    def node_at(self, index: Index) -> GridNode | None:
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, unit_id: GridUnitId) -> QModelIndex:
        """Where a unit is shown; invalid where it is not."""
        if unit_id not in self.tree.nodes:
            return QModelIndex()
        self._shown(self.tree.parent(unit_id))
        if unit_id not in self._row:
            return QModelIndex()
        return self.createIndex(self._row[unit_id], 0, self._number[unit_id])

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        shown = self._shown(self._key(parent))
        if not (0 <= row < len(shown) and 0 <= column < len(_HEADS)):
            return QModelIndex()
        return self.createIndex(row, column, shown[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # QObject's
        node = self.node_at(index)
        above = self.tree.parent(node.id) if node is not None else None
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.column() > 0 else len(self._shown(self._key(parent)))

    def _key(self, index: Index) -> GridUnitId | None:
        node = self.node_at(index)
        return node.id if node is not None else None

    def _shown(self, parent: GridUnitId | None) -> list[int]:
        """The numbers of what is shown under a unit, given out when first asked for."""
        found = self._children.get(parent)
        if found is None:
            kept = self._kept
            nodes = [n for n in self.tree.children(parent) if kept is None or n.id in kept]
            first = len(self._nodes)
            self._nodes += nodes
            found = list(range(first, len(self._nodes)))
            for row, node in enumerate(nodes):
                self._number[node.id], self._row[node.id] = first + row, row
            self._children[parent] = found
        return found

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _CENTRE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None  # most of what a view asks for, before anything is looked up
        node, column = self.node_at(index), index.column()
        if node is None:
            return None
        if role == _DISPLAY:
            return self._text(node, column)
        if role == _ALIGNMENT:
            return _CENTRE if column else None
        if role == _FOREGROUND:
            return self._warn if column == len(_HEADS) - 1 else None
        return self._tip(node)

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
        self._forget()
        self._kept, self.found = None, []
        if words:
            nodes = self.tree.walk()
            self.found = [node.id for node in nodes if name_holds(node.name, words[-1])]
            if len(words) > 1:
                self.found = [key for key in self.found if self._above_holds(key, words[:-1])]
            self._kept = {node.id for key in self.found for node in self.tree.above(key)}

    def _above_holds(self, key: GridUnitId, words: list[str]) -> bool:
        path = self.tree.path(key)
        return all(any(name_holds(name, word) for name in path) for word in words)

"""The tree of organisations as Qt sees it: frozen rows, narrowed by what is typed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationKind,
    OrganisationRow,
    organisation_label,
)
from jyguide.people.organisation_rule import fixed_because
from jyguide.people.organisation_search import found_organisations
from jyguide.people.organisation_tree import Node, OrganisationTree
from ui.organisation.landing import Landing, landing
from ui.theme import PALETTE

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-jyguide-organisation"
_HEADS = ("名称", "类型", "人数（含下级）")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OrganisationTreeModel(QAbstractItemModel):
    """Holds every row; what is typed keeps those found and what they lie under.

    An index carries the number of its row: six thousand of them are made and thrown away by Qt
    without any object of ours.
    """

    move_wanted = Signal(object, object, object)
    """What, under what, and before which of the siblings (None: last); by a drop."""
    rename_wanted = Signal(object, str)
    """Which, and the name typed into the tree."""

    def __init__(self, own: StationId | None, parent: QObject | None = None) -> None:
        """`own` is the station at work; None is the city, which may change everything."""
        super().__init__(parent)
        self._own = own
        self._rows: Sequence[OrganisationRow] = ()
        self._number: dict[OrganisationId, int] = {}
        self._totals: Counter[OrganisationId] = Counter()
        self._children: dict[int, list[int]] = {}
        self._place: dict[int, tuple[int, int]] = {}
        self._found: frozenset[OrganisationId] | None = None
        self._cut: OrganisationId | None = None
        self.tree = OrganisationTree(())
        self._painters: dict[int, Callable[[OrganisationRow, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.EditRole: self._text,
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.FontRole: self._font,
            Qt.ItemDataRole.ForegroundRole: self._ink,
        }

    @property
    def rows(self) -> Sequence[OrganisationRow]:
        """All rows, held back or not."""
        return self._rows

    def set_rows(self, rows: Sequence[OrganisationRow], typed: str = "") -> None:
        """Hold `rows` instead, narrowed by what is typed."""
        self.beginResetModel()
        self._rows = rows
        self._number = {row.id: at for at, row in enumerate(rows)}
        self.tree = OrganisationTree(
            Node(row.id, row.name, row.kind, row.parent_id, row.station_id, row.position)
            for row in rows
        )
        self._totals = Counter({row.id: row.people for row in rows})
        for row in reversed(rows):  # each before what lies under it, so backwards from below
            if row.parent_id is not None:
                self._totals[row.parent_id] += self._totals[row.id]
        self._narrow(typed)
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Keep what is found, and what it lies under."""
        self.beginResetModel()
        self._narrow(typed)
        self.endResetModel()

    @property
    def found(self) -> Sequence[OrganisationRow] | None:
        """Those found by what is typed, in the order of the tree; None while nothing is."""
        if self._found is None:
            return None
        return [row for row in self._rows if row.id in self._found]

    def mark_cut(self, organisation_id: OrganisationId | None) -> None:
        """Draw one as cut out, to be put elsewhere."""
        before, self._cut = self._cut, organisation_id
        for key in (before, organisation_id):
            if key is not None and (at := self.index_of(key)).isValid():
                self.dataChanged.emit(at, at)

    def row_at(self, index: Index) -> OrganisationRow | None:
        """The organisation an index stands for."""
        return self._rows[index.internalId()] if index.isValid() else None

    def row_of(self, organisation_id: OrganisationId | None) -> OrganisationRow | None:
        """The organisation of that key, held back or not."""
        number = self._number.get(organisation_id) if organisation_id else None
        return None if number is None else self._rows[number]

    def index_of(self, organisation_id: OrganisationId) -> QModelIndex:
        """Where an organisation is shown; invalid where it is not."""
        number = self._number.get(organisation_id, -1)
        if number not in self._place:
            return QModelIndex()
        return self.createIndex(self._place[number][1], 0, number)

    def total(self, organisation_id: OrganisationId) -> int:
        """How many people are placed there and under it."""
        return self._totals[organisation_id]

    def fixed(self, row: OrganisationRow) -> str:
        """Why this office may not change it, or nothing."""
        return fixed_because(self.tree.nodes[row.id], self._own)

    def landing(self, moved: OrganisationId, parent: Index, row: int) -> Landing:
        """Where a drop at that place of Qt's would put an organisation, and whether it may."""
        above = self.row_at(parent)
        shown = self._children.get(self._number[above.id] if above else -1, [])
        after = [self._rows[at].id for at in shown[row:]] if row >= 0 else []
        before = next((key for key in after if key != moved), None)
        return landing(self.tree, self._own, moved, above.id if above else None, before)

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
        if role == Qt.ItemDataRole.TextAlignmentRole and section == len(_HEADS) - 1:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        paint = self._painters.get(role)
        return paint(row, index.column()) if paint else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is not None and role == Qt.ItemDataRole.EditRole and str(value) != row.name:
            self.rename_wanted.emit(row.id, str(value))
        return False  # it is told anew once it is kept

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.fixed(row):
            return kept
        kept |= Qt.ItemFlag.ItemIsDropEnabled
        if index.column() == 0:
            kept |= Qt.ItemFlag.ItemIsEditable
        return kept if row.kind is OrganisationKind.CITY else kept | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        made = QMimeData()
        row = self.row_at(indexes[0])
        if row is not None:
            made.setData(MIME, row.id.bytes)
        return made

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.MoveAction

    def canDropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column
        moved = dragged(data)
        return moved in self._number and not self.landing(moved, parent, row).reason

    def dropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            moved = dragged(data)
            place = self.landing(moved, parent, row)
            self.move_wanted.emit(moved, place.parent_id, place.index)
        return False  # else the view would take the row away by itself

    def _narrow(self, typed: str) -> None:
        kept: set[OrganisationId] | None = None
        self._found = None
        if typed.strip():
            self._found = frozenset(row.id for row in found_organisations(self._rows, typed))
            kept = {node.id for key in self._found for node in self.tree.above(key)}
        children: defaultdict[int, list[int]] = defaultdict(list)
        self._place = {}
        for at, row in enumerate(self._rows):
            if kept is None or row.id in kept:
                above = -1 if row.parent_id is None else self._number[row.parent_id]
                self._place[at] = above, len(children[above])
                children[above].append(at)
        self._children = dict(children)

    def _text(self, row: OrganisationRow, column: int) -> str:
        if column == 0:
            return row.name
        if column == 1:
            return ORGANISATION_KIND_NAMES[row.kind]
        return str(self._totals[row.id] or "")

    def _tip(self, row: OrganisationRow, _column: int) -> str:
        total = self._totals[row.id]
        said = f"{organisation_label(row)}\n这里 {row.people} 人，连同下级 {total} 人"
        why = self.fixed(row)
        return f"{said}\n{why}" if why else said

    def _font(self, row: OrganisationRow, _column: int) -> QFont | None:
        if self._found is None or row.id not in self._found:
            return None
        bold = QFont()
        bold.setBold(True)
        return bold

    def _ink(self, row: OrganisationRow, column: int) -> QColor | None:
        if row.id == self._cut:
            return QColor(PALETTE.line_strong)
        return QColor(PALETTE.ink_soft) if column == 1 else None


def dragged(data: QMimeData) -> OrganisationId:
    """Which organisation is being dragged."""
    return OrganisationId(UUID(bytes=bytes(data.data(MIME).data()) or bytes(16)))


def _alignment(_row: OrganisationRow, column: int) -> Qt.AlignmentFlag | None:
    return _RIGHT if column == len(_HEADS) - 1 else None

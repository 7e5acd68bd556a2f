"""粘贴：what a block would change, cell by cell, before any of it is taken."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.theme import PALETTE, SPACE, Tone, icon, scaled
from ui.widgets.button_row import ButtonRow
from ui.widgets.buttons import Kind, make_button
from ui.widgets.entry.model import OTHERS, EntryModel
from ui.widgets.entry.plan import Plan, Planned
from ui.widgets.ground import GroundDelegate
from ui.widgets.labels import in_short, make_label, tone_icon

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_MOST_SAID = 5
_LEAST, _WIDEST, _HEAD = 96, 220, 220
_ROW = 30
_SMALL, _LARGE = (520, 240), (1180, 640)
_EDGE = 48
"""Kept free at the edges of the screen."""
_MEASURED = 200
Index = QModelIndex | QPersistentModelIndex


class PasteModel(QAbstractTableModel):
    """A block over what it would change."""

    def __init__(self, grid: EntryModel, plan: Plan) -> None:
        super().__init__()
        self._rows, self._columns = plan.rows, plan.columns
        self._cells = {(one.row, one.column): one for one in plan.cells}
        have = grid.rowCount()
        self._names = [
            grid.row_name(row) if row < have else f"新增第 {row + 1} 行" for row in self._rows
        ]
        self._titles = [grid.column_name(column) for column in self._columns]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and not across:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return None
        return (self._titles if across else self._names)[section]

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == _DISPLAY:
            return in_short(cell_text(cell))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return in_short(cell.why) if cell.why and not cell.same else None
        return self._look(cell, role)

    def cell(self, index: Index) -> Planned | None:
        """What would become of a cell; None where the block has none."""
        return self._cells.get((self._rows[index.row()], self._columns[index.column()]))

    def _look(self, cell: Planned, role: int) -> Any:
        refused = bool(cell.why) and not cell.same
        if role == Qt.ItemDataRole.BackgroundRole and refused:
            return QColor(PALETTE.soft(Tone.BAD))
        if role == Qt.ItemDataRole.DecorationRole and refused:
            return icon(tone_icon(Tone.BAD), PALETTE.of(Tone.BAD))
        if role == Qt.ItemDataRole.ForegroundRole:
            changed = PALETTE.ink_faint if cell.same else PALETTE.ink
            return QColor(PALETTE.of(Tone.BAD) if refused else changed)
        if role == Qt.ItemDataRole.FontRole and not refused and not cell.same:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None


class PasteDialog(QDialog):
    """Accepted by 粘贴.

    Object names: `paste_dialog`, `paste_cells`, `what`, `why`, `cancel`, `confirm`.
    """

    def __init__(self, grid: EntryModel, plan: Plan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paste_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"粘贴 {len(plan.rows)} 行 × {len(plan.columns)} 列")
        self.model = PasteModel(grid, plan)
        self.model.setParent(self)
        self.cells = self._table()
        cancel = make_button("取消", name="cancel")
        confirm = make_button("粘贴", Kind.PRIMARY, name="confirm")
        confirm.setDefault(True)
        confirm.setEnabled(bool(plan.taken))
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self.accept)
        buttons = ButtonRow(confirm, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(what_text(plan), "sentence", "what", wrap=True))
        layout.addWidget(self.cells, 1)
        if plan.refused:
            layout.addWidget(make_label(why_text(grid, plan), "problem", "why", wrap=True))
        layout.addLayout(buttons)
        (confirm if plan.taken else cancel).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        self.resize(*self._size())
        super().showEvent(event)

    def _size(self) -> tuple[int, int]:
        """As large as the block, within what is pleasant and the screen."""
        across, down = self.cells.horizontalHeader(), self.cells.verticalHeader()
        frame = 2 * SPACE.l + SPACE.l
        wide = across.length() + down.width() + frame
        beside = self.sizeHint().height() - self.cells.sizeHint().height()
        high = down.length() + across.height() + beside + SPACE.l
        room: QRect = self.screen().availableGeometry()
        most = min(_LARGE[0], room.width() - _EDGE), min(_LARGE[1], room.height() - 2 * _EDGE)
        return (
            max(min(wide, most[0]), scaled(_SMALL[0])),
            max(min(high, most[1]), scaled(_SMALL[1])),
        )

    def _table(self) -> QTableView:
        view = QTableView()
        view.setObjectName("paste_cells")
        view.setAccessibleName("要粘贴的内容")
        view.setModel(self.model)
        view.setItemDelegate(GroundDelegate(view))
        view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        down, across = view.verticalHeader(), view.horizontalHeader()
        down.setDefaultSectionSize(scaled(_ROW))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMaximumWidth(scaled(_HEAD))
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setStretchLastSection(True)
        across.setResizeContentsPrecision(_MEASURED)
        for at in range(self.model.columnCount()):
            wanted = max(view.sizeHintForColumn(at), across.sectionSizeHint(at)) + SPACE.m
            view.setColumnWidth(at, min(max(wanted, scaled(_LEAST)), scaled(_WIDEST)))
        return view


def cell_text(cell: Planned) -> str:
    """`88 → 91`; of an empty cell what goes in, of one that is emptied that it is."""
    if cell.same or (not cell.before and not cell.why):
        return cell.after
    if cell.why:
        return f"{cell.after or '空'}（不能贴）"
    return f"{cell.before} → {cell.after or '空'}"


def what_text(plan: Plan) -> str:
    """How much changes, and what does not go in."""
    taken, refused, same = len(plan.taken), len(plan.refused), plan.same
    said = [f"将改动 {taken} 格" if taken else "没有可以贴入的内容"]
    said += [f"{same} 格和原来一样"] * bool(same)
    said += [f"打叉的 {refused} 格不能贴，保持原样"] * bool(refused)
    return f"{'，'.join(said)}。{plan.lost_text}"


def why_text(grid: EntryModel, plan: Plan) -> str:
    """Why the first of the cells would not go in."""
    have = grid.rowCount()
    lines = []
    own = [one for one in plan.refused if one.why != OTHERS]
    for one in own[:_MOST_SAID]:
        row = grid.row_name(one.row) if one.row < have else f"新增第 {one.row + 1} 行"
        lines.append(f"{row}　{grid.column_name(one.column)}：{in_short(one.why).rstrip('。')}。")
    more = len(own) - _MOST_SAID
    lines += [f"……另有 {more} 格。"] * (more > 0)
    if len(own) < len(plan.refused):
        lines.append(f"{OTHERS}。")
    return "\n".join(lines)

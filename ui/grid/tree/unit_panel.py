"""The tree of the grid with its search line, led by mouse and keyboard alike."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView, QVBoxLayout, QWidget

from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.unit import level_below
from jyguide.ids import GridUnitId
from ui.grid.tree.unit_model import Counts, UnitTreeModel
from ui.theme import SPACE, icon, scaled
from ui.widgets import make_label
from ui.widgets.table import SEARCH_DELAY_MS
from ui.widgets.table_bar import TableBar

_HINT = "网格名称或拼音首字母"
_MOST_OPENED = 200
"""Units opened for what is found; of more nobody looks through all."""
_COUNT_WIDTH, _GAP_WIDTH = 80, 62


class UnitPanel(QWidget):
    """Object names: `search`, `units` (the tree), `units_line`, and those of the menu."""

    chosen = Signal(object)
    """The `GridNode` the cursor is on, or None."""
    deed_wanted = Signal(str)
    """`add`, `change`, `move`, `remove` or `history`, of what the cursor is on."""

    def __init__(self) -> None:
        super().__init__()
        self.model = UnitTreeModel(self)
        self.view = QTreeView()
        self._bar = TableBar(_HINT)
        self._line = make_label("", "small", "units_line", wrap=True)
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._menu: list[QAction] = []
        self._build()
        self._connect()

    def show_tree(self, tree: GridTree) -> None:
        """Show a tree; what is opened and chosen stays."""
        current, opened = self.current(), self._opened()
        first = not self.model.tree.nodes
        self.model.set_tree(tree, self._bar.search.text())
        for key in opened:
            self.view.expand(self.model.index_of(key))
        roots = tree.children(None)
        if first and len(roots) == 1:
            self.view.expand(self.model.index_of(roots[0].id))
        wanted = current.id if current and current.id in tree.nodes else None
        self.choose(wanted or (roots[0].id if roots else None))
        self._say()

    def show_counts(self, counts: Counts) -> None:
        self.model.set_counts(counts)
        self.view.viewport().update()

    def current(self) -> GridNode | None:
        """The unit the cursor is on."""
        return self.model.node_at(self.view.currentIndex())

    def choose(self, unit_id: GridUnitId | None) -> None:
        """Put the cursor on a unit, opening what it lies under."""
        index = self.model.index_of(unit_id) if unit_id else QModelIndex()
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if index.isValid():
            self.view.scrollTo(index)
        else:
            self._tell()

    def _build(self) -> None:
        view = self.view
        view.setObjectName("units")
        view.setAccessibleName("网格树")
        view.setModel(self.model)
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head = view.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(1, scaled(_COUNT_WIDTH))
        head.resizeSection(2, scaled(_GAP_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._bar)
        layout.addWidget(view, 1)
        layout.addWidget(self._line)
        for name, text, keys, icon_name in (
            ("add", "新增下级…", "Ins", "add"),
            ("change", "修改…", "F2", "edit"),
            ("move", "移动到…", "Ctrl+M", ""),
            ("history", "修改记录…", "Ctrl+H", "history"),
            ("remove", "删除", "Del", "delete"),
        ):
            self._menu.append(self._action(name, text, keys, icon_name))

    def _action(self, name: str, text: str, keys: str, icon_name: str) -> QAction:
        made = QAction(text, self.view)
        made.setObjectName(f"unit_{name}")
        made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if icon_name:
            made.setIcon(icon(icon_name))
        made.triggered.connect(lambda: self.deed_wanted.emit(name))
        self.view.addAction(made)
        return made

    def _connect(self) -> None:
        self._delay.timeout.connect(self._search)
        self._bar.search.textChanged.connect(self._delay.start)
        self._bar.leave_search.connect(self._enter)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.customContextMenuRequested.connect(self._open_menu)

    def _opened(self) -> list[GridUnitId]:
        """What is opened, found among what lies under what is opened."""
        found: list[GridUnitId] = []
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self.model.rowCount(parent)):
                index = self.model.index(row, 0, parent)
                node = self.model.node_at(index)
                if node is not None and self.view.isExpanded(index):
                    found.append(node.id)
                    waiting.append(index)
        return found

    @Slot()
    def _search(self) -> None:
        self._delay.stop()
        current = self.current()
        self.model.narrow(self._bar.search.text())
        found = self.model.found
        for key in found[:_MOST_OPENED]:
            for node in self.model.tree.above(key)[:-1]:
                self.view.expand(self.model.index_of(node.id))
        self.choose(found[0] if found else current.id if current else None)
        self._say()

    @Slot()
    def _enter(self) -> None:
        self._search()
        self.view.setFocus()

    def _say(self) -> None:
        total, found = len(self.model.tree.nodes), self.model.found
        typed = bool(self._bar.search.text().strip())
        self._line.setText(f"共 {total} 个网格" + (f"，找到 {len(found)} 个" if typed else ""))

    @Slot()
    def _tell(self, *_: object) -> None:
        self.chosen.emit(self.current())

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self._menu)
        node = self.current()
        self._menu[0].setEnabled(node is not None and level_below(node.level) is not None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

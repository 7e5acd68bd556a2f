"""The tree with its search line, led by mouse and keyboard alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import TOWNSHIPS, OrganisationKind, OrganisationRow
from ui.organisation.tree_model import OrganisationTreeModel, dragged
from ui.theme import SPACE, icon, scaled
from ui.widgets import make_label
from ui.widgets.offered import only_looks
from ui.widgets.table import SEARCH_DELAY_MS
from ui.widgets.table_bar import TableBar

_SEARCH_HINT = "名称或拼音首字母，空格隔开上级和下级"
_KEYS_HINT = "拖动可以移动；Alt+↑↓ 调次序，Ctrl+X、Ctrl+V 移到别的组织下"
_MOST_OPENED = 400
"""Branches opened for what is found; of more nobody looks through all."""
_KIND_WIDTH, _COUNT_WIDTH = 96, 132


class OrganisationView(QTreeView):
    """Object name `organisations`; says where what is dragged would land."""

    landing = Signal(str)

    def __init__(self, model: OrganisationTreeModel) -> None:
        super().__init__()
        self._organisations = model
        self.setObjectName("organisations")
        self.setAccessibleName("组织树")
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(700)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(1, scaled(_KIND_WIDTH))
        head.resizeSection(2, scaled(_COUNT_WIDTH))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if only_looks(self):
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        parent, row = self._place(event.position().toPoint())
        if event.mimeData().hasFormat(self._organisations.mimeTypes()[0]):
            moved = dragged(event.mimeData())
            self.landing.emit(self._organisations.landing(moved, parent, row).sentence)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.landing.emit("")

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.landing.emit("")

    def _place(self, at: QPoint) -> tuple[QModelIndex, int]:
        """Parent and row as Qt hands them to the model for a drop there."""
        index = self.indexAt(at)
        under = QAbstractItemView.DropIndicatorPosition
        where = self.dropIndicatorPosition()
        if where == under.AboveItem:
            return index.parent(), index.row()
        if where == under.BelowItem:
            return index.parent(), index.row() + 1
        return index, -1


class TreePanel(QWidget):
    """Object names: `search`, `organisations`, `tree_line`, and those of the menu's actions."""

    chosen = Signal(object)
    """The `OrganisationRow` the cursor is on, or None."""
    move_wanted = Signal(object, object, object)
    rename_wanted = Signal(object, str)
    add_wanted = Signal()
    change_wanted = Signal()
    move_dialog_wanted = Signal()
    merge_wanted = Signal()
    history_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, own: StationId | None) -> None:
        super().__init__()
        self.model = OrganisationTreeModel(own, self)
        self.view = OrganisationView(self.model)
        self._bar = TableBar(_SEARCH_HINT)
        self._line = make_label("", "small", "tree_line", wrap=True)
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._own = own
        self._start: OrganisationId | None = None
        self._cut: OrganisationRow | None = None
        self._open: set[OrganisationId] = set()
        self._count = ""
        self._menu: list[QAction | None] = []
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[OrganisationRow]) -> None:
        """Show `rows`; what is typed, opened and chosen stays."""
        first = not self.model.rows
        own = (row for row in rows if row.kind in TOWNSHIPS and row.station_id == self._own)
        self._start = next((row.id for row in (*own, *rows[:1])), None)
        current = self.current()
        self._note_open()
        self.model.set_rows(rows, self._bar.search.text())
        self._count = f"共 {len(rows)} 个组织"
        if first:
            self._open = {row.id for row in rows[:1]} | ({self._start} if self._start else set())
        self._restore(current.id if current else self._start)

    def current(self) -> OrganisationRow | None:
        """The organisation the cursor is on."""
        return self.model.row_at(self.view.currentIndex())

    def choose(self, organisation_id: OrganisationId) -> None:
        """Put the cursor on one, opening what it lies under."""
        index = self.model.index_of(organisation_id)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._line)
        offers: tuple[tuple[str, str, str, str, Callable[[], object]] | None, ...] = (
            ("tree_add", "新增下级…", "Ins", "add", self.add_wanted.emit),
            ("tree_rename", "改名", "F2", "edit", self._rename),
            ("tree_change", "修改…", "Ctrl+Return", "", self.change_wanted.emit),
            ("tree_history", "修改记录…", "Ctrl+H", "history", self.history_wanted.emit),
            None,
            ("tree_up", "上移", "Alt+Up", "", partial(self._step, -1)),
            ("tree_down", "下移", "Alt+Down", "", partial(self._step, 1)),
            ("tree_cut", "剪切", "Ctrl+X", "", self._take_out),
            ("tree_paste", "粘贴为下级", "Ctrl+V", "", self._put_in),
            ("tree_move", "移动到…", "", "", self.move_dialog_wanted.emit),
            ("tree_merge", "与另一个组织合并…", "", "", self.merge_wanted.emit),
            None,
            ("tree_remove", "删除", "Del", "delete", self.remove_wanted.emit),
        )
        for offer in offers:
            self._menu.append(self._action(*offer) if offer else None)
        self._escape = self._action("tree_keep", "取消剪切", "Esc", "", self._let_go)
        self._escape.setVisible(False)  # its key is nobody's else
        self._say("")

    def _action(
        self, name: str, text: str, keys: str, icon_name: str, slot: Callable[[], object]
    ) -> QAction:
        made = QAction(text, self.view)
        made.setObjectName(name)
        if keys:
            made.setShortcut(QKeySequence(keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if icon_name:
            made.setIcon(icon(icon_name))
        made.triggered.connect(slot)
        self.view.addAction(made)
        return made

    def _connect(self) -> None:
        self._delay.timeout.connect(self._search)
        self._bar.search.textChanged.connect(self._delay.start)
        self._bar.leave_search.connect(self._enter)
        self.view.landing.connect(self._say)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.model.move_wanted.connect(self.move_wanted)
        self.model.rename_wanted.connect(self.rename_wanted)
        find = QAction(self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.triggered.connect(self._bar.focus_search)
        self.addAction(find)

    @Slot()
    def _search(self) -> None:
        self._delay.stop()
        current = self.current()
        if self.model.found is None:
            self._note_open()
        self.model.narrow(self._bar.search.text())
        self._restore(current.id if current else None)

    def _restore(self, current: OrganisationId | None) -> None:
        found = self.model.found
        if found is None:
            for key in self._open:
                self.view.expand(self.model.index_of(key))
        else:
            for row in found[:_MOST_OPENED]:
                self._open_above(row)
        wanted = current
        if found and (current is None or current not in {row.id for row in found}):
            wanted = found[0].id
        index = self.model.index_of(wanted) if wanted else QModelIndex()
        self.view.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.view.scrollTo(index)
        self._tell()
        self._say("")

    def _open_above(self, row: OrganisationRow) -> None:
        for node in self.model.tree.above(row.id)[:-1]:
            self.view.expand(self.model.index_of(node.id))

    def _note_open(self) -> None:
        """Remember what is opened, since rows that come anew are all closed."""
        if self.model.rows and self.model.found is None:
            self._open = {
                row.id
                for row in self.model.rows
                if self.view.isExpanded(self.model.index_of(row.id))
            }

    @Slot()
    def _enter(self) -> None:
        self._search()
        self.view.setFocus()

    @Slot(str)
    def _say(self, sentence: str) -> None:
        if not sentence and self._cut is not None:
            sentence = f"已剪切“{self._cut.name}”：选中新的上级，按 Ctrl+V 放到它下面；Esc 取消"
        found = self.model.found
        count = self._count if found is None else f"{self._count}，找到 {len(found)} 个"
        self._line.setText(sentence or f"{count}　{_KEYS_HINT}")

    @Slot()
    def _tell(self, *_: object) -> None:
        self.chosen.emit(self.current())

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def make_menu(self) -> QMenu:
        """The right-click menu as it would open now."""
        menu = QMenu(self)
        for action in self._menu:
            menu.addAction(action) if action else menu.addSeparator()
        return menu

    def _rename(self) -> None:
        self.view.edit(self.view.currentIndex().siblingAtColumn(0))

    def _step(self, by: int) -> None:
        """One place up or down among the siblings."""
        row = self.current()
        if row is None:
            return
        siblings = [node.id for node in self.model.tree.children(row.parent_id)]
        at = siblings.index(row.id) + by
        if 0 <= at < len(siblings):
            self.move_wanted.emit(row.id, row.parent_id, at)

    def _take_out(self) -> None:
        row = self.current()
        if row is not None and row.kind is not OrganisationKind.CITY:
            self._hold(row)

    def _put_in(self) -> None:
        cut, under = self._cut, self.current()
        if cut is not None and under is not None:
            self._let_go()
            self.move_wanted.emit(cut.id, under.id, None)

    def _let_go(self) -> None:
        self._hold(None)

    def _hold(self, row: OrganisationRow | None) -> None:
        self._cut = row
        self._escape.setVisible(row is not None)
        self.model.mark_cut(row.id if row else None)
        self._say("")

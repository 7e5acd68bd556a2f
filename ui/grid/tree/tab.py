"""The tab: the tree of the grid, who contacts whom, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.grid.gaps import GAP_NAMES, TARGET_GAPS, UNIT_GAPS, VANGUARD_GAPS, Gap
from jyguide.grid.link import CentreRow, TargetRow, VanguardRow
from jyguide.grid.rule import GridRule
from jyguide.grid.service.links import MOST_FOUND, UnitPeople
from jyguide.grid.tree import GridNode, GridTree
from jyguide.grid.unit import UnitRow
from jyguide.ids import GridUnitId
from ui.desk import Desk
from ui.grid.tree.file_deeds import GridFileDeeds
from ui.grid.tree.gap_bar import GapBar
from ui.grid.tree.head import GridHead, MenuLine
from ui.grid.tree.people_deeds import PeopleDeeds
from ui.grid.tree.people_pane import PeoplePane
from ui.grid.tree.unit_deeds import UnitDeeds
from ui.grid.tree.unit_model import Counts
from ui.grid.tree.unit_panel import UnitPanel
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import EmptyState, EmptyText, MenuGroup, RowTable, make_button
from ui.widgets.surfaces import on_card

_EMPTY = EmptyText(
    "还没有网格",
    "可以按组织树一步建立镇街、村和网格支部，再导入微网格、中心户、先锋党员和联系对象；"
    "也可以直接导入一个 Excel 文件。",
    "按组织树建立网格",
    "grid",
)
_ALL = "全部网格"
_TREE_WIDTH, _PANE_WIDTH = 340, 800
_NOTHING, _CONTENT, _WAITING = range(3)
"""Places of the stack."""
_NOBODY = UnitPeople([], [], [])
_Shown = tuple[GridTree, Counts, GridUnitId | None, UnitPeople]
"""The tree, its counts, the chosen unit, and who belongs to it."""


class GridTab(PageTab):
    """Object names: those of `GridHead`, `UnitPanel`, `GapBar` and `PeoplePane`."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self.panel = UnitPanel()
        self.bar = GapBar()
        self.pane = PeoplePane(app.clock().date(), GridRule())
        self.units = UnitDeeds(page, desk, app)
        self.people = PeopleDeeds(page, desk, app)
        self.files = GridFileDeeds(page, desk, app)
        self.head = GridHead(self._more_lines(), self._adding_lines())
        self._behind: Gap | str | None = None
        self._build()
        self._add_menu_lines()
        self._connect()

    def reload(self) -> None:
        """Everything at once: the page is laid out and painted once, with nothing jumping."""
        current = self.panel.current()
        work = partial(self._read, current.id if current else None)
        job = self._desk.load(self, work, self._show)
        job.ended.connect(self._appear)

    def _read(self, wanted: GridUnitId | None) -> _Shown:
        """On the worker."""
        tree = self._app.grid_units.tree()
        counts = self._app.grid_gaps.counts(tree)
        roots = tree.children(None)
        key = wanted if wanted in tree.nodes else roots[0].id if roots else None
        people = self._app.grid_links.people(key, tree) if key else _NOBODY
        return tree, counts, key, people

    def _show(self, shown: _Shown) -> None:
        tree, counts, key, people = shown
        now = self.panel.current()
        moved = now is not None and now.id in tree.nodes and now.id != key
        self.units.tree = tree
        self._stack.setCurrentIndex(_CONTENT if tree.nodes else _NOTHING)
        with QSignalBlocker(self.panel):  # what it would ask for is here already
            self.panel.show_counts(counts)
            self.panel.show_tree(tree)
        self._tell_counts()
        if self._behind is not None:
            self._open_again()  # what was looked at before is looked at still
        elif moved:
            self._load_people(now)
        else:
            self._show_people(tree.nodes.get(key) if key else None, people)

    @Slot()
    def _appear(self, *_: object) -> None:
        """Even where nothing could be read."""
        if self._stack.currentIndex() == _WAITING:
            self._stack.setCurrentIndex(_CONTENT)

    @property
    def _scope(self) -> GridNode | None:
        """What is counted and looked through: the chosen unit, or everything."""
        return self.panel.current() if self.head.only.isChecked() else None

    @Slot()
    def _tell_counts(self, *_: object) -> None:
        scope = self._scope
        counts = self.panel.model.counts(scope.id if scope else None)
        self.bar.show_counts(scope.name if scope else _ALL, counts)

    @Slot()
    def _narrow(self, *_: object) -> None:
        """Count otherwise, and show anew what is looked at."""
        self._tell_counts()
        if isinstance(self._behind, Gap):
            self._open_gap(self._behind)

    @Slot(object)
    def _choose(self, node: GridNode | None) -> None:
        """Another unit: its people, unless rows behind something are looked at."""
        self._behind = None
        self._tell_counts()
        self._load_people(node)

    def _load_people(self, node: GridNode | None) -> None:
        if node is None:
            self._show_people(None, _NOBODY)
            return
        work = partial(self._app.grid_links.people, node.id, self.units.tree)
        self._desk.load(self, work, partial(self._show_people, node))

    def _show_people(self, node: GridNode | None, people: UnitPeople) -> None:
        """Unless the cursor has gone on since."""
        now = self.panel.current()
        if self._behind is None and (now.id if now else None) == (node.id if node else None):
            path = self.units.tree.path(node.id) if node else ()
            self.pane.show_people(people, "/".join(path[-2:]))

    @Slot(object)
    def _open_gap(self, gap: Gap) -> None:
        self._behind = gap
        links, pane, scope = self._app.grid_links, self.pane, self._scope
        key = scope.id if scope else None
        title = f"{GAP_NAMES[gap]}（{scope.name if scope else _ALL}）"
        if gap in TARGET_GAPS:
            self._load_behind(partial(links.behind_targets, gap, key), pane.targets, title)
        elif gap in VANGUARD_GAPS:
            self._load_behind(partial(links.behind_vanguards, gap, key), pane.vanguards, title)
        elif gap in UNIT_GAPS:
            self._load_behind(partial(links.behind_units, gap, key), pane.units, title)

    @Slot()
    def _find(self) -> None:
        """People all over the grid, by a part of their name, number or address."""
        words = self.head.search.text().strip()
        if words:
            work = partial(self._app.grid_links.search, words)
            self._desk.load(self, work, partial(self._show_found, words))

    def _show_found(self, words: str, rows: Sequence[TargetRow]) -> None:
        if rows:
            self._behind = words
            most = f"，只列前 {MOST_FOUND} 个" if len(rows) == MOST_FOUND else ""
            self._show_behind(self.pane.targets, f"找“{words}”（{_ALL}{most}）", rows)
        else:
            self.said.emit(f"全部网格里没有姓名、户号或住址含“{words}”的联系对象。")

    def _open_again(self) -> None:
        if isinstance(self._behind, Gap):
            self._open_gap(self._behind)
        else:
            self._find()

    def _load_behind(self, work: Any, table: RowTable[Any], title: str) -> None:
        self._desk.load(self, work, partial(self._show_behind, table, title))

    def _show_behind(self, table: RowTable[Any], title: str, rows: Sequence[Any]) -> None:
        if self._behind is not None:
            self.pane.show_behind(table, rows, title)

    @Slot()
    def _go_back(self) -> None:
        self._choose(self.panel.current())

    @Slot(object)
    def _go_to(self, row: UnitRow) -> None:
        self._behind = None
        self.panel.choose(row.id)
        self.panel.view.setFocus()

    def _build(self) -> None:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE.m)
        split.addWidget(self.panel)
        split.addWidget(self.pane)
        split.setSizes([_TREE_WIDTH, _PANE_WIDTH])
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.head)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)
        self._lay_out(content)

    def _lay_out(self, content: QWidget) -> None:
        self._nothing = EmptyState(_EMPTY, "no_grid")
        import_instead = make_button("导入网格…", icon_name="import", name="no_grid_import")
        import_instead.clicked.connect(self.files.open_import)
        layout = self._nothing.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - it is a column
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.insertWidget(layout.count() - 1, import_instead, alignment=centre)
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(self._nothing))
        self._stack.addWidget(content)
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(_WAITING)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _more_lines(self) -> list[MenuLine]:
        return [
            ("grid_template", "下载导入模板…", self.files.save_template),
            ("grid_export", "导出全部网格…", partial(self.files.export, None)),
            ("grid_export_part", "导出选中的网格…", self._export_part),
            ("grid_seed", "按组织树补齐网格", self.units.begin_from_organisations),
            ("grid_rule", "“1+10+N”的人数…", self.units.ask_rule),
        ]

    def _adding_lines(self) -> list[MenuLine]:
        return [
            ("add_target", "联系对象…", partial(self._add_person, TargetRow)),
            ("add_vanguard", "先锋党员…", partial(self._add_person, VanguardRow)),
            ("add_centre", "党员中心户…", partial(self._add_person, CentreRow)),
            ("add_unit", "下级网格…", partial(self._do_unit, "add")),
            ("add_township", "镇街（最上一级）…", partial(self.units.add, None)),
        ]

    def _add_menu_lines(self) -> None:
        targets, vanguards, centres = self.pane.targets, self.pane.vanguards, self.pane.centres
        people = self.people
        targets.add_action("移交…", self._hand_over, "next")
        targets.add_action("迁出…", lambda: people.move_away(targets.selected_rows()))
        vanguards.add_action("移交他的全部对象…", self._hand_over, "next")
        vanguards.add_action("离任…", self._leave)
        for table in (targets, vanguards, centres):
            table.add_action("修改…", partial(self._change, table), "edit")
            table.add_action("修改记录…", partial(self._history, table), "history")
            table.add_action(
                "删除",
                partial(self._remove, table),
                "delete",
                group=MenuGroup.DELETE,
            )

    def _connect(self) -> None:
        pane = self.pane
        self.panel.chosen.connect(self._choose)
        self.panel.deed_wanted.connect(self._do_unit)
        self.bar.opened.connect(self._open_gap)
        pane.back_wanted.connect(self._go_back)
        pane.unit_wanted.connect(self._go_to)
        pane.import_wanted.connect(self.files.open_import)
        pane.targets.activated.connect(self._hand_over)
        for table in (pane.vanguards, pane.centres):
            table.activated.connect(self.people.change)
        self._nothing.clicked.connect(self.units.begin_from_organisations)
        self.head.only.toggled.connect(self._narrow)
        self.head.import_.clicked.connect(self.files.open_import)
        self.head.handover.clicked.connect(self._hand_over)
        self.head.search.returnPressed.connect(self._find)

    @Slot(str)
    def _do_unit(self, deed: str) -> None:
        node = self.panel.current()
        if node is None:
            return
        deeds = {
            "add": self.units.add,
            "change": self.units.change,
            "move": self.units.move,
            "remove": self.units.remove,
            "history": self.units.open_history,
        }
        deeds[deed](node)

    def _add_person(self, kind: Any) -> None:
        node = self.panel.current()
        if node is not None:
            self.people.add(node, kind)

    @Slot()
    def _hand_over(self, *_: object) -> None:
        """What is chosen in the table on screen."""
        if self.pane.tabs.currentWidget() is self.pane.vanguards:
            chosen = self.pane.vanguards.selected_rows()
            if chosen:
                self.people.hand_over_all(chosen[0])
                return
        self.people.hand_over(self.pane.targets.selected_rows())

    def _leave(self) -> None:
        for row in self.pane.vanguards.selected_rows()[:1]:
            self.people.leave(row)

    def _change(self, table: RowTable[Any]) -> None:
        for row in table.selected_rows()[:1]:
            self.people.change(row)

    def _history(self, table: RowTable[Any]) -> None:
        for row in table.selected_rows()[:1]:
            self.people.open_history(row)

    def _remove(self, table: RowTable[Any]) -> None:
        self.people.remove(table.selected_rows())

    def _export_part(self) -> None:
        self.files.export(self.panel.current())

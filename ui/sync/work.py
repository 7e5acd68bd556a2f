"""What an office that has been let in works with: a station's own, and the city's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from jyguide.sync.row import OfficeRow
from ui.sync.board_tab import BoardTab
from ui.sync.conflicts_tab import ConflictsTab
from ui.sync.devices_tab import DevicesTab
from ui.sync.export_order import Order, let_in
from ui.sync.held_tab import HeldTab
from ui.sync.standing import Standing
from ui.sync.station_head import StationHead
from ui.sync.totals_tab import TotalsTab
from ui.theme import SPACE
from ui.widgets import Kind, make_button

BRING_IN_KEYS = "Ctrl+O"
EXPORT_KEYS = "Ctrl+Shift+E"
"""Ctrl+E writes a table, in every table of the program."""


class Work(QWidget):
    """The lists that both kinds of office have, in tabs; object name `sync_tabs`."""

    import_wanted = Signal()
    export_wanted = Signal(object)
    """An `Order`; of nobody where none of the chosen stations has been let in."""
    last_wanted = Signal()
    """The result of the last import is to be shown again."""

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self.conflicts, self.held = ConflictsTab(), HeldTab()
        self.devices = DevicesTab(is_city=is_city)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("sync_tabs")
        self._titles: dict[QWidget, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.m)
        self.column.addWidget(self.tabs, 1)

    def show_standing(self, standing: Standing) -> None:
        """Show how things stand."""
        self.conflicts.show_rows(standing.conflicts)
        self.held.show_rows(standing.waiting, standing.refused)
        self.devices.show_devices(standing.this, standing.devices)
        self._count(self.conflicts, standing.status.open_conflicts)
        self._count(self.held, len(standing.waiting) + len(standing.refused))

    def show_conflicts(self) -> None:
        """Go to what a person should look at."""
        self.tabs.setCurrentWidget(self.conflicts)

    def head_buttons(self) -> Sequence[QPushButton]:
        """For the title line of the page."""
        return ()

    def offer_last(self) -> None:
        """There is a result of an import to look at again."""

    def enter(self) -> None:
        """Put the keyboard where one begins."""

    def _add_tab(self, tab: QWidget, title: str) -> None:
        self._titles[tab] = title
        self.tabs.addTab(tab, title)

    def _count(self, tab: QWidget, count: int) -> None:
        title = f"{self._titles[tab]}（{count}）" if count else self._titles[tab]
        self.tabs.setTabText(self.tabs.indexOf(tab), title)

    def _bind(self, keys: str, button: QPushButton) -> None:
        QShortcut(QKeySequence(keys), self, button.click)


class StationWork(Work):
    """How the station stands with the city above its lists."""

    def __init__(self) -> None:
        super().__init__(is_city=False)
        self._city: OfficeRow | None = None
        self.head, self.totals = StationHead(), TotalsTab()
        self.column.insertWidget(0, self.head)
        self._add_tab(self.conflicts, "需要您看一下")
        self._add_tab(self.held, "暂存和未采纳")
        self._add_tab(self.totals, "两边数据")
        self._add_tab(self.devices, "本机与凭证")
        self.head.import_wanted.connect(self.import_wanted)
        self.head.last_wanted.connect(self.last_wanted)
        self.head.export_wanted.connect(self._ask_export)
        self._bind(BRING_IN_KEYS, self.head.bring_in)
        self._bind(EXPORT_KEYS, self.head.export)

    def show_standing(self, standing: Standing) -> None:
        super().show_standing(standing)
        self._city = standing.city
        self.head.show_city(standing.city)
        self.totals.show_city(standing.city)

    def offer_last(self) -> None:
        self.head.offer_last()

    def enter(self) -> None:
        self.head.export.setFocus()

    @Slot()
    def _ask_export(self) -> None:
        if self._city is not None:
            self.export_wanted.emit(Order((self._city,)))


class CityWork(Work):
    """The board of the stations before the lists.

    Object names: `import_files`, `export_everyone`, `export_chosen`, `last_import`.
    """

    def __init__(self) -> None:
        super().__init__(is_city=True)
        self._offices: Sequence[OfficeRow] = ()
        self.board = BoardTab()
        self._import = make_button("导入同步文件…", Kind.PRIMARY, "import", "import_files")
        self._import.setToolTip(f"可以一次选多个文件（{BRING_IN_KEYS}）")
        self._everyone = make_button("导出给全部站…", icon_name="export", name="export_everyone")
        self._everyone.setToolTip(f"给每个已入网的站写一份文件（{EXPORT_KEYS}）")
        self._chosen = make_button("导出给选中的站…", name="export_chosen")
        self._last = make_button("看刚才的导入结果", Kind.QUIET, name="last_import")
        self._last.hide()
        for button in (self._chosen, self._everyone, self._import):
            button.setEnabled(False)  # until it is known how things stand
        self._add_tab(self.board, "各站情况")
        self._add_tab(self.conflicts, "需要您看一下")
        self._add_tab(self.held, "暂存和未采纳")
        self._add_tab(self.devices, "电脑与凭证")
        self._connect()

    def show_standing(self, standing: Standing) -> None:
        super().show_standing(standing)
        self._offices = standing.status.offices
        self.board.show_offices(self._offices)
        self._everyone.setEnabled(bool(let_in(self._offices)))
        self._chosen.setEnabled(True)
        self._import.setEnabled(True)

    def head_buttons(self) -> Sequence[QPushButton]:
        return (self._last, self._chosen, self._everyone, self._import)

    def offer_last(self) -> None:
        self._last.show()

    def enter(self) -> None:
        self.board.enter()

    def _connect(self) -> None:
        self._import.clicked.connect(self.import_wanted)
        self._last.clicked.connect(self.last_wanted)
        self._everyone.clicked.connect(self._ask_everyone)
        self._chosen.clicked.connect(self.board.ask_export)
        self.board.export_wanted.connect(self._ask_chosen)
        self._bind(BRING_IN_KEYS, self._import)
        self._bind(EXPORT_KEYS, self._everyone)

    @Slot()
    def _ask_everyone(self) -> None:
        self.export_wanted.emit(Order(let_in(self._offices), everyone=True))

    @Slot(object)
    def _ask_chosen(self, rows: list[OfficeRow]) -> None:
        self.export_wanted.emit(Order(let_in(rows)))

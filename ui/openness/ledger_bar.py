"""The line over a ledger: what may be begun, files in and out, the year."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from ui.theme import SPACE
from ui.widgets import Kind, make_button

_YEARS_BACK = 6


class LedgerBar(QWidget):
    """The year at the left, buttons at the right, the one that begins something at the end.

    Object names, each after the ledger's own: `<name>_add`, `<name>_edit`, `<name>_remove`,
    `<name>_import`, `<name>_files` (a menu with `<name>_template`, `<name>_export`,
    `<name>_print`), `<name>_year`.
    """

    add = Signal()
    edit = Signal()
    remove = Signal()
    take_in = Signal()
    template = Signal()
    export = Signal()
    print_ = Signal()
    year_changed = Signal()

    def __init__(self, name: str, add_label: str, this_year: int) -> None:
        super().__init__()
        self._name = name
        self._this_year = this_year
        self._add = make_button(add_label, Kind.PRIMARY, "add", f"{name}_add")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", f"{name}_edit")
        self._remove = make_button("删除", Kind.PLAIN, "delete", f"{name}_remove")
        self._import = make_button("导入…", Kind.PLAIN, "import", f"{name}_import")
        self._files = make_button("导出打印", Kind.PLAIN, "export", f"{name}_files")
        self._files.setMenu(self._make_menu())
        self.year_field = QComboBox()
        self.year_field.setObjectName(f"{name}_year")
        self.year_field.setAccessibleName("年份")
        self.offer_years(range(this_year, this_year - _YEARS_BACK, -1))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE.s)
        self.row.addWidget(self.year_field)
        self.row.addStretch()
        for button in (self._files, self._import, self._edit, self._remove, self._add):
            self.row.addWidget(button)
        self._connect()
        self.allow(chosen=0, mine=False)

    @property
    def year(self) -> int:
        """The year chosen."""
        return int(self.year_field.currentData())

    def offer_years(self, years: Iterable[int]) -> None:
        """Offer these, the one chosen among them if it was one; tells nobody."""
        kept = self.year_field.currentData()
        with QSignalBlocker(self.year_field):
            self.year_field.clear()
            for year in sorted({*years, self._this_year}, reverse=True):
                self.year_field.addItem(f"{year} 年", year)
            at = self.year_field.findData(kept if kept is not None else self._this_year)
            self.year_field.setCurrentIndex(max(at, 0))

    def choose_year(self, year: int) -> None:
        """Choose a year that is offered; tells nobody."""
        with QSignalBlocker(self.year_field):
            self.year_field.setCurrentIndex(max(self.year_field.findData(year), 0))

    def allow(self, *, chosen: int, mine: bool) -> None:
        """One of one's own is changed, several are removed."""
        self._edit.setEnabled(mine and chosen == 1)
        self._remove.setEnabled(mine and chosen > 0)

    def allow_files(self, *, any_rows: bool) -> None:
        """What is empty is neither exported nor printed."""
        for action in self._files.menu().actions():
            if not action.objectName().endswith("_template"):
                action.setEnabled(any_rows)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, name, signal in (
            ("导出 Excel…", "export", self.export),
            ("打印台账…", "print", self.print_),
            ("下载导入模板…", "template", self.template),
        ):
            menu.addAction(text, signal.emit).setObjectName(f"{self._name}_{name}")
        return menu

    def _connect(self) -> None:
        self._add.clicked.connect(self.add)
        self._edit.clicked.connect(self.edit)
        self._remove.clicked.connect(self.remove)
        self._import.clicked.connect(self.take_in)
        self.year_field.currentIndexChanged.connect(self._tell_year)

    @Slot()
    def _tell_year(self) -> None:
        self.year_changed.emit()

"""The grid in files: imported through the wizard, exported, its template saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from jyguide.changes import Changed
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.grid.import_spec import SPEC
from jyguide.grid.link import found_by
from jyguide.grid.tree import GridNode
from ui.deeds import BOOKS
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.grid.deeds import GridDeeds

_WORDS = ImportWords(
    title="导入网格",
    where="网格和联系对象",
    known="网格里已有的",
    search_hint="名称、姓名、户号",
    drop="把网格名单拖到这里",
    told="网格名单已导入",
)


class GridFileDeeds(GridDeeds):
    """Brings the grid in from files and writes it into them."""

    @Slot()
    def open_import(self) -> None:
        """The wizard over a workbook of four sheets."""
        self.take_in(TableImport(SPEC, self._app.grid_files, _WORDS, Changed.GRID, _searched))

    @Slot()
    def save_template(self) -> None:
        """An empty workbook to fill in."""
        work = self._app.grid_files.write_template
        self.save("保存导入模板", "网格导入模板.xlsx", work, "已保存到“{file}”")

    def export(self, node: GridNode | None) -> None:
        """The whole grid, or one unit with what lies under it."""
        name = file_name("网格", node.name if node else "")
        target = self._desk.alerts.choose_save_file("导出网格", f"{name}.xlsx", BOOKS)
        if target is not None:
            key = node.id if node else None
            work = partial(self._app.grid_files.export, target, key)
            told = partial(self._tell_exported, target)
            self._desk.act(self, work, told, title="正在导出网格")

    def _tell_exported(self, target: Path, count: int) -> None:
        tell_written(self._page, target, f"已导出 {count} 行，电话已隐去中间几位")


def _searched(row: Any) -> str:
    name = row.values.get("name")
    return found_by(name) if isinstance(name, str) else ""

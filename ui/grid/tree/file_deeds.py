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
from ui.brief import brief
from ui.file_name import file_name
from ui.grid.deeds import GridDeeds

_BOOKS = "Excel 工作簿 (*.xlsx)"
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
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed

        subject = TableImport(SPEC, self._app.grid_files, _WORDS, Changed.GRID, _searched)
        open_import(self._desk, subject, self._app.history, self._undoing, self._page)

    @Slot()
    def save_template(self) -> None:
        """An empty workbook to fill in."""
        target = self._desk.alerts.choose_save_file("保存导入模板", "网格导入模板.xlsx", _BOOKS)
        if target is not None:
            work = brief(partial(self._app.grid_files.write_template, target))
            told = partial(self._tell_saved, target)
            self._desk.act(self, work, told, title="正在保存模板")

    def export(self, node: GridNode | None) -> None:
        """The whole grid, or one unit with what lies under it."""
        name = file_name("网格", node.name if node else "")
        target = self._desk.alerts.choose_save_file("导出网格", f"{name}.xlsx", _BOOKS)
        if target is not None:
            key = node.id if node else None
            work = partial(self._app.grid_files.export, target, key)
            self._desk.act(self, work, self._tell_exported, title="正在导出网格")

    def _tell_saved(self, target: Path, _done: object) -> None:
        self._page.say(f"已保存到“{target.name}”")

    def _tell_exported(self, count: int) -> None:
        self._page.say(f"已导出 {count} 行，电话已隐去中间几位")


def _searched(row: Any) -> str:
    name = row.values.get("name")
    return found_by(name) if isinstance(name, str) else ""

"""Keys of office programs that work wherever somebody is, and the way from tab to tab."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window
    from ui.page_keys import PageKeys

_FIND = 3


def offer_keys(window: Window) -> None:
    """查找, 新建, 保存, 打印 and 另存为 for whatever page or dialog is in front.

    The lines name their keys and do not bind them: what is nearer to the keyboard comes first,
    and a key bound twice would do nothing at all.
    """
    from ui.page_keys import PageKeys  # noqa: PLC0415 - see `ui.main`

    keys = window.shell.findChild(PageKeys) or PageKeys(window.shell)
    for command, shown in _lines(keys):
        action = window.shell.commands.add(command)
        action.setText(f"{command.title}\t{shown}")
    for command in _tabs(keys):
        window.shell.commands.add(command)


def _lines(keys: PageKeys) -> Iterable[tuple[Command, str]]:
    for name, title, shown, menu, group, words in (
        ("new", "新建", "Ctrl+N", Menu.FILE, 0, "新增 添加 登记"),
        ("save", "保存", "Ctrl+S", Menu.FILE, 0, ""),
        ("save_as", "另存为表格", "F12", Menu.FILE, 0, "导出 Excel 工作簿"),
        ("print", "打印", "Ctrl+P", Menu.FILE, 0, "预览"),
        ("edit_row", "修改", "F2", Menu.EDIT, _FIND, "编辑"),
        ("find", "在本页查找", "Ctrl+F", Menu.EDIT, _FIND, "搜索"),
        ("find_next", "查找下一个", "F3", Menu.EDIT, _FIND, "搜索"),
    ):
        do = partial(keys.press, shown)
        yield Command(f"page_{name}", title, do, menu, group, words=words), shown


def _tabs(keys: PageKeys) -> Iterable[Command]:
    for name, title, bound, by in (
        ("next_tab", "下一个标签", ("Ctrl+PgDown", "Ctrl+Tab"), 1),
        ("former_tab", "上一个标签", ("Ctrl+PgUp", "Ctrl+Shift+Tab"), -1),
    ):
        yield Command(name, title, partial(keys.turn_tab, by), Menu.VIEW, 4, bound)

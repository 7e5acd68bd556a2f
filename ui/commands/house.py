"""What office programs have in their menus whatever they are for: 文件, 数据, 工具."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window


def offer_house(window: Window) -> None:
    """Ways to what is done with the data as a whole."""
    go = window.shell.show_page
    for command in (
        Command(
            "backups",
            "备份与恢复…",
            partial(go, "access:backups_pane"),
            Menu.FILE,
            1,
            icon="save",
            words="U盘 恢复",
        ),
        Command(
            "import_roster",
            "导入花名册…",
            partial(window.shell.press, "people", "import_roster"),
            Menu.DATA,
            1,
            icon="import",
        ),
        Command("exchange", "数据交换", partial(go, "sync"), Menu.DATA, 3, icon="sync"),
        Command("users", "使用人与权限", partial(go, "access:users_pane"), Menu.TOOLS, 4),
        Command("fonts", "字体检查", partial(go, "report:report_fonts"), Menu.TOOLS, 2),
    ):
        window.shell.commands.add(command)

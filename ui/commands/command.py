"""One thing that can be done whatever page is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Menu(Enum):
    """The menus of the window, left to right, as office programs have them."""

    FILE = "文件(&F)"
    EDIT = "编辑(&E)"
    DATA = "数据(&D)"
    VIEW = "视图(&V)"
    TOOLS = "工具(&T)"
    HELP = "帮助(&H)"


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a menu, its keys, and a thing that Ctrl+K finds.

    Attributes:
        name: Its action's object name is `command_<name>`.
        title: In the user's words: "立即备份…".
        run: Called on the interface thread without arguments.
        menu: Where it stands.
        group: Its part of the menu: parts are parted by lines, in the order of their numbers.
        keys: As Qt writes them, the first one shown: ("Ctrl+Y", "Ctrl+Shift+Z").
        icon: The name of an icon, or nothing.
        words: What else it is looked for by: other names, parted by spaces.
        checkable: Whether it is switched on and off.
        at_once: Whether it may be done before the data is open.
    """

    name: str
    title: str
    run: Callable[[], object]
    menu: Menu
    group: int = 0
    keys: tuple[str, ...] = ()
    icon: str = ""
    words: str = ""
    checkable: bool = False
    at_once: bool = False

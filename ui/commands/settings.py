"""设置, and the way to what was left unsaved in forms."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jyguide.settings.table import ELSEWHERE, SETTINGS
from ui.commands.command import Command, Menu
from ui.crash.notice import AfterCrash, open_left

if TYPE_CHECKING:
    from ui.main import Window


def offer_settings(window: Window) -> None:
    """The dialog of settings, and the list of what was left unsaved.

    Ctrl+K finds the dialog by the title of each setting.
    """

    def show() -> None:
        from ui.settings.opening import open_settings  # noqa: PLC0415 - when it is asked for

        open_settings(window)

    titles = " ".join(one.title for one in (*SETTINGS, *ELSEWHERE))
    commands = window.shell.commands
    commands.add(
        Command(
            "settings",
            "设置…",
            show,
            Menu.TOOLS,
            9,
            ("Ctrl+,",),
            "settings",
            words=f"选项 偏好 默认 {titles}",
        )
    )
    commands.add(
        Command(
            "left_unsaved",
            "没有保存的内容…",
            partial(open_left, window),
            Menu.EDIT,
            8,
            words="草稿 恢复 断电 填回 丢失",
        )
    )
    AfterCrash(window)

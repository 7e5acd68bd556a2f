"""练习库 and 电脑体检; and the band of the window in which people practise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jyguide.clock import system_clock
from ui.commands.command import Command, Menu
from ui.goal import Goal
from ui.practice.going import practise, start_anew

if TYPE_CHECKING:
    from ui.main import Window

_GROUP = 6


def offer_start(window: Window) -> None:
    """The ways to practise and back, and the look at the PC, for the folder open now."""
    assert window.app is not None  # noqa: S101 - commands are offered once it is open
    add = window.shell.commands.add
    if window.app.place.practice:
        earnest = partial(window.go_to, Goal.STATION)
        _show_band(window)
        add(
            Command(
                "practice", "开始正式使用", earnest, Menu.TOOLS, _GROUP, words="练习库 离开 退出"
            )
        )
    else:
        words = "练习 试用 演示 样例 学着用"
        there = partial(practise, window)
        add(Command("practice", "练习库…", there, Menu.TOOLS, _GROUP, icon="drill", words=words))
    add(
        Command(
            "check_pc",
            "电脑体检…",
            partial(_check_pc, window),
            Menu.TOOLS,
            _GROUP,
            icon="good",
            words="自检 检查 字体 打印机 硬盘 时间 U盘 屏幕 内存 体检单",
        )
    )


def _check_pc(window: Window) -> None:
    from ui.self_test.dialog import CheckupDialog  # noqa: PLC0415 - when first asked for

    page = window.shell.current_page
    if window.app is not None and page is not None:
        CheckupDialog(window.desk, window.app, page).open()


def _show_band(window: Window) -> None:
    from ui.practice.band import show_band  # noqa: PLC0415 - see `ui.main`

    show_band(
        window.shell,
        anew=partial(start_anew, window, system_clock),
        earnest=partial(window.go_to, Goal.STATION),
    )

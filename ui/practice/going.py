"""The ways to the practice station, to a fresh one, and to beginning in earnest.

The program goes there in the place of the window that is open, after closing it as ever. Two
windows that look the same, one of them full of people who do not exist, would be one too many.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.clock import Clock
from ui.goal import Goal
from ui.page import Reopening

if TYPE_CHECKING:
    from jyguide.progress import CancelToken, Progress
    from jyguide.vault.login import Login
    from ui.main import Window

_THERE = "现在去练习库吗？"
_THERE_HINT = (
    "本站的数据会先照常关好，一条也不会动。练习库里的人和数据都是虚构的，可以放心试；"
    "要回来，点窗口上方的“开始正式使用”。"
)
_ANEW = "练习库要重新开始吗？"
_ANEW_HINT = "您在练习库里试着录入、改动的内容会没有，换成一份新的样例。正式数据不受影响。"


def making(folder: Path, clock: Clock, told: str = "") -> Reopening:
    """A fresh practice station, before its folder is opened."""
    return Reopening(partial(_made, folder, clock), told, "正在准备练习库")


def practise(window: Window) -> None:
    """Go to the practice station, once somebody has agreed to leave."""
    if window.desk.alerts.ask(_THERE, "去练习库", hint=_THERE_HINT):
        window.go_to(Goal.PRACTICE)


def start_anew(window: Window, clock: Clock) -> None:
    """Practise on a fresh station, in the same window."""
    if window.desk.alerts.ask(_ANEW, "重新开始", hint=_ANEW_HINT, danger=True):
        window.reopen(making(window.folder, clock, "练习库已经换成新的一份。"))


def _made(
    folder: Path, clock: Clock, login: Login | None, progress: Progress, cancel: CancelToken
) -> Login | None:
    from jyguide.practice import prepare_practice  # noqa: PLC0415 - all the services

    prepare_practice(folder, clock, progress, cancel)
    return login

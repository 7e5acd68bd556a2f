"""One way to say that a file was written: where it is, and buttons that lead there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, SignalInstance
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from ui.alerts import Alerts
from ui.widgets.preferred import preferred
from ui.widgets.toast import Link, Notice
from ui.widgets.upwards import upwards

OPEN, OPEN_FOLDER = "打开", "打开文件夹"
_OURS = ".jy"
"""How the endings of files begin that no other program reads: it would say so, and no more."""
Say = Callable[[str], object]


def tell_written(owner: QObject, path: Path, sentence: str = "", say: Say | None = None) -> None:
    """Tell in passing that a file or a folder was written, with what leads to it.

    Args:
        owner: A page, or whatever stands in one: a tab, a dialog over it, its deeds. Where there
            is no page above it the sentence goes out through `say`, or its own `said`.
        path: What was written; of a folder, or a file only we can read, the folder is offered.
        sentence: What to say; without it, the file's name.
        say: Tells the sentence alone.
    """
    sentence = sentence or f"已保存到“{path.name}”。"
    if (page := _page_of(owner)) is not None:
        say_there = partial(_say_if_there, page)
        page.notice.emit(written_notice(say_there, path, sentence))
        if preferred(page, "open_folder", otherwise=False):
            open_path(say_there, path if path.is_dir() else path.parent)
    elif say is not None:
        say(sentence)
    elif (said := getattr(owner, "said", None)) is not None:
        said.emit(sentence)


def written_notice(say: Say, path: Path, sentence: str) -> Notice:
    """The notice itself; `say` tells of what can no longer be opened."""
    folder = Link(OPEN_FOLDER, partial(open_path, say, path if path.is_dir() else path.parent))
    if path.is_dir() or path.suffix.startswith(_OURS):
        return Notice(sentence, folder.label, folder.run, made=True)
    return Notice(sentence, OPEN, partial(open_path, say, path), more=(folder,), made=True)


def open_path(say: Say, path: Path) -> None:
    """Open a file or a folder in the program that the system has for it; `say` tells why not."""
    if not path.exists():
        say(f"“{path.name}”已经不在原来的地方：可能被移走或改名，或者U盘已拔出。")
    elif not _opened(path):
        say(f"这台电脑上没有能打开“{path.name}”的程序，文件在 {path.parent}。")


def open_copy(alerts: Alerts, path: Path) -> None:
    """As `open_path`, a copy of something kept, which lies where nobody looks for it."""
    if not _opened(path):
        alerts.inform(
            f"这台电脑上没有能打开“{path.name}”的程序。",
            "请用“另存为”存出后，换一台电脑打开。",
        )


def _opened(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _page_of(owner: QObject | None) -> Any:
    """The nearest one above, known by its notices."""
    return next(
        (
            one
            for one in upwards(owner)
            if isinstance(getattr(one, "notice", None), SignalInstance)
        ),
        None,
    )


def _say_if_there(page: Any, sentence: str) -> None:
    if isValid(page):
        page.notice.emit(Notice(sentence))

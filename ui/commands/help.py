"""What is read about the program itself: 本页帮助, 使用手册, 键盘一览, 这一版的新内容, 关于."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jyguide.settings.pc import keep_pc_settings, pc_settings
from ui.commands.command import Command, Menu
from ui.widgets.toast import Notice
from ui.widgets.upwards import upwards

if TYPE_CHECKING:
    from ui.help.opening import HelpOpener
    from ui.main import Window

_KEY = "F1"


def offer_help(window: Window) -> None:
    """The menu of help, and its key in the window and in its dialogs."""
    keys = window.shell.findChild(HelpKeys)
    if keys is None:
        keys = HelpKeys(window)

    def opener() -> HelpOpener:
        return keys.opener

    for command in (
        Command(
            "help_here",
            "本页帮助",
            lambda: opener().open_here(),
            Menu.HELP,
            1,
            (_KEY,),
            "question",
            words="帮助 说明 怎么用",
            at_once=True,
        ),
        Command(
            "manual",
            "使用手册",
            lambda: opener().open_manual(),
            Menu.HELP,
            1,
            words="帮助 教程 说明书",
            at_once=True,
        ),
        Command(
            "keys",
            "键盘一览",
            lambda: opener().open_keys(),
            Menu.HELP,
            1,
            words="快捷键 按键",
            at_once=True,
        ),
        Command(
            "news",
            "这一版的新内容",
            lambda: opener().open_news(),
            Menu.HELP,
            2,
            words="更新 升级",
            at_once=True,
        ),
        Command(
            "about",
            "关于暨阳指导",
            lambda: opener().open_about(),
            Menu.HELP,
            3,
            words="版本 许可",
            at_once=True,
        ),
    ):
        window.shell.commands.add(command)


def _release_and_news() -> tuple[str, bool]:
    """Which release is installed, and whether this PC has not been shown its news.

    What came by a file is told by whoever put it in place, with the way back.

    Asked on the worker: it takes as long as a page.
    """
    from jyguide.help.news import is_news  # noqa: PLC0415 - once a start, on the worker
    from jyguide.release import release  # noqa: PLC0415 - as above

    now = release()
    return now, is_news(pc_settings().seen_release, now) and not _told_otherwise()


def _told_otherwise() -> bool:
    from jyguide.update.afterwards import is_after_update  # noqa: PLC0415 - once a release

    return is_after_update()


class HelpKeys(QObject):
    """Gives every dialog of the window the key of help when it comes to the front.

    Keys of the window itself are not reached while a dialog is over it.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window.shell)
        self._window = window
        self._opener: HelpOpener | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._offer_in)
        window.desk.jobs.idle.connect(self._look_for_news)

    @property
    def opener(self) -> HelpOpener:
        """What opens the window of help; loaded when it is first needed."""
        if self._opener is None:
            from ui.help.opening import HelpOpener  # noqa: PLC0415 - not at the start

            self._opener = HelpOpener(self._window)
        return self._opener

    @Slot()
    def _look_for_news(self) -> None:
        """Once in a start, behind all that the first page needs."""
        self._window.desk.jobs.idle.disconnect(self._look_for_news)
        self._window.desk.load(self, _release_and_news, self._tell_news)

    def _tell_news(self, found: tuple[str, bool]) -> None:
        """Say in passing that there is a new release; from now on it counts as shown."""
        now, is_news = found
        if is_news:
            notice = Notice(f"程序已更新到 {now}。", "看看", self._open_news)
            self._window.shell.toast.tell(notice)
        if now != pc_settings().seen_release:
            keep_pc_settings(seen_release=now)

    @Slot(QWindow)
    def _offer_in(self, _front: QWindow | None) -> None:
        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog) and self._is_ours(dialog):
            offered = dialog.findChildren(QShortcut)
            if not any(one.key() == QKeySequence(_KEY) for one in offered):
                QShortcut(QKeySequence(_KEY), dialog, self._open_here)

    def _open_here(self) -> None:
        self.opener.open_here()

    def _open_news(self) -> None:
        self.opener.open_news()

    def _is_ours(self, dialog: QWidget) -> bool:
        """Whether it is over the program's window, and not over that of help."""
        return self._window.shell in upwards(dialog)

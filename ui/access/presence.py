"""Who is at the window: let in, locked when he is away, let in again or followed by another."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from jyguide.clock import Clock
from jyguide.vault.login import Login
from ui.access.auto_lock import AutoLock, awake_clock, kept_minutes
from ui.access.unmask import mask_all
from ui.access.who import Who
from ui.desk import Desk
from ui.held_alerts import HeldAlerts
from ui.jobs import JobRunner
from ui.screen_need import needs_screen
from ui.shell import Shell
from ui.widgets.upwards import upwards

if TYPE_CHECKING:
    from jyguide.app import Application
    from ui.access.entrance import Entrance

_TITLE = "暨阳指导"
_WELCOME = "数据已加密。请选择姓名，输入口令。"
_LOCKED = "已锁定"
_BY_HAND = "请输入口令继续；没有保存的内容都还在。也可以换别人登录。"
_AWAY = "离开超过 {} 分钟，已自动锁定。请输入口令继续；没有保存的内容都还在。"
_CHANGE = "请选择姓名，输入口令。换人以后，现在打开的窗口会关闭。"
_COMES_BACK = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
"""And no tip, which is gone with what it was about."""

_UNFINISHED = "{}还有没结束的工作，没有换人：{}请由本人解锁，结束以后再换。"


class Presence(QObject):
    """Covers the shell until somebody has come in, and whenever it is locked.

    Other windows are hidden meanwhile, except those that others look at (a projector's wall, an
    exam); numbers shown in full are masked, and what the program has to say waits.
    """

    entered = Signal(object)
    """A `Login` that is not at work yet: the data is to be opened for it."""
    forgotten = Signal(object)
    """The `Candidate` who has forgotten his secret."""
    secret_wanted = Signal()
    """He wants to change his secret."""

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        held: HeldAlerts,
        folder: Path,
        clock: Clock,
        now: Callable[[], float] = awake_clock,
    ) -> None:
        """`desk` speaks even while `held` is kept back."""
        super().__init__(shell)
        self._shell = shell
        self._held = held
        self._login: Login | None = None
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.locked = False
        self._desk, self._folder, self._clock = desk, folder, clock
        self._trying: JobRunner | None = None
        self._app: Application | None = None
        self.auto_lock = AutoLock(lambda: desk.jobs.busy, now, self._lock_minutes)
        self.who = Who()
        shell.add_status(self.who)
        self.who.hide()
        self._connect()

    @cached_property
    def entrance(self) -> Entrance:
        """Where somebody comes in; a plain folder never needs it."""
        from ui.access.entrance import Entrance  # noqa: PLC0415 - see above

        # whoever unlocks does not wait for what the window's own worker is at
        self._trying = JobRunner(self)
        desk = Desk(self._trying, self._desk.alerts, self._desk.changes)
        made = Entrance(desk, self._folder, self._clock)
        made.entered.connect(self.come_in)
        made.forgotten.connect(self.forgotten)
        return made

    @property
    def login(self) -> Login | None:
        """Who is at work; None in a plain folder, and before anybody is."""
        return self._login

    def ask(self) -> None:
        """Let somebody in before anything was opened."""
        self._shell.cover(self.entrance.view)
        self.entrance.ask(_TITLE, _WELCOME)

    def ask_again(self, sentence: str) -> None:
        """What was opened for him would not open after all."""
        self._login = None
        self.who.hide()
        if self.entrance.view.isVisible():
            self.entrance.refuse(sentence)
        else:
            self._shell.cover(self.entrance.view)
            self.entrance.ask(_TITLE, sentence)

    def end(self) -> None:
        """The window is closed: try no more secrets."""
        if self._trying is not None:
            self._trying.shutdown()

    @property
    def trying(self) -> bool:
        """Whether a secret is being tried, or names are being read."""
        return self._trying is not None and self._trying.busy

    def begin(self, app: Application, login: Login | None) -> None:
        """The data is open, for `login`, or for whoever sits here where it is not shut."""
        came_back = self._login is not None  # the data was closed and opened under him
        self._login, self._app = login, app
        self.who.show_user(app.permits, shut=login is not None)
        if self.locked and came_back:
            return  # he locked it meanwhile
        self.who.show()
        if login is not None:
            self._open_up()
            self.auto_lock.begin()

    @Slot()
    def lock(self) -> None:
        """Lock now."""
        self._lock(_LOCKED, _BY_HAND)

    @Slot()
    def change(self) -> None:
        """Lock, for another to come in."""
        self._lock("换人登录", _CHANGE)

    def _connect(self) -> None:
        self.auto_lock.due.connect(self._lock_unasked)
        self.who.lock.connect(self.lock)
        self.who.change.connect(self.change)
        self.who.secret.connect(self.secret_wanted)
        keys = QKeySequence("Ctrl+L")
        QShortcut(keys, self._shell, self.lock)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._note_window)

    def _lock_minutes(self) -> int:
        """What was chosen on this PC, or sooner if the station so wants."""
        return kept_minutes() if self._app is None else self._app.preferences.lock_minutes

    @Slot()
    def _lock_unasked(self) -> None:
        self._lock(_LOCKED, _AWAY.format(self.auto_lock.minutes))

    def _lock(self, title: str, sentence: str) -> None:
        if self._login is None or self.locked:
            return
        self.locked = True
        self.auto_lock.end()
        self._focus = QApplication.focusWidget()
        self._held.hold()
        _end_questions()
        self._hide_others()
        mask_all(self._shell)
        self.who.hide()
        self._shell.cover(self.entrance.view)
        self.entrance.ask(title, sentence, self._login.user_id)

    @Slot(object)
    def come_in(self, login: Login) -> None:
        """Somebody has proved who he is: go on, or open the data for him."""
        if self._login is None:
            self.entered.emit(login)
        elif login.user_id == self._login.user_id:
            self._unlock()
        else:
            self._follow(login)

    def _unlock(self) -> None:
        self._open_up()
        hidden, self._hidden = self._hidden, []
        for window in hidden:
            if _is_there(window):
                window.show()
        if self._focus is not None and _is_there(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.who.show()
        self.auto_lock.begin()
        self._held.release()

    def _open_up(self) -> None:
        self.locked = False
        self._shell.uncover()

    def _follow(self, login: Login) -> None:
        """Somebody else: what is open is closed first, unless it must not be."""
        unfinished = self._shell.unfinished()
        if unfinished:
            sentence = _UNFINISHED.format(self.who.name, "".join(unfinished))
            self.entrance.refuse(sentence)
            return
        if self._shell.at_work is not None:
            self._shell.at_work.leave()
        for window in self._hidden:
            if _is_there(window):
                window.close()
        self._hidden = []
        self._held.drop()
        self._login = None
        self.entered.emit(login)

    @Slot()
    def _note_window(self) -> None:
        """What a job brings up after the lock came is hidden too."""
        if self.locked:
            QTimer.singleShot(0, self, self._hide_others)

    def _hide_others(self) -> None:
        for window in QApplication.topLevelWidgets():
            if self.locked and self._is_to_hide(window):
                mask_all(window)
                window.hide()
                if window.windowType() in _COMES_BACK:
                    self._hidden.append(window)
                if isinstance(window, QDialog):
                    window.finished.connect(partial(self._forget, window))

    def _forget(self, window: QWidget, _result: int) -> None:
        """A job ended it meanwhile: it does not come back."""
        if window in self._hidden:
            self._hidden.remove(window)

    def _is_to_hide(self, window: QWidget) -> bool:
        return (
            window is not self._shell
            and window.isVisible()
            and window.windowModality() != Qt.WindowModality.ApplicationModal
            and not needs_screen(window)
            and not _is_of_entrance(window, self.entrance.view)
        )


def _end_questions() -> None:
    """Menus are shut. A question that the program waits for cannot be hidden: the answer is no."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        continue
    for window in QApplication.topLevelWidgets():
        asks = window.windowModality() == Qt.WindowModality.ApplicationModal
        if asks and window.isVisible() and isinstance(window, QDialog):
            mask_all(window)
            window.reject()


def _is_of_entrance(window: QWidget, view: QWidget) -> bool:
    """Whether it was opened from the login itself, as for a forgotten secret."""
    return view in upwards(window)


def _is_there(widget: QWidget) -> bool:
    from shiboken6 import isValid  # noqa: PLC0415 - asked once a lock

    return isValid(widget)

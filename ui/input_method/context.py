"""A context of input at fcitx 4: keys go there over the session bus, words come back.

QtDBus from Python sends every whole number as signed, which fcitx refuses; the slots that a
QDBusInterface makes by what the other side says of itself send them as they are to be.
"""

from __future__ import annotations

import os

from PySide6.QtCore import (
    Q_ARG,
    Q_RETURN_ARG,
    SIGNAL,
    QCoreApplication,
    QEvent,
    QMetaObject,
    QObject,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusInterface,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusServiceWatcher,
)

from ui.input_method.keys import PressedKey

_METHODS, _CONTEXT = "org.fcitx.Fcitx.InputMethod", "org.fcitx.Fcitx.InputContext"
_SHOWS_COMPOSED, _COMMITS_ITSELF = 1 << 1, 1 << 5
_WAIT = 1000
"""Milliseconds for a key: the first one may wait until fcitx has read its words off a disk."""
_WAIT_FOR_CONTEXT = 500
_MISSES = 3
"""So many keys without an answer in a row, and fcitx is taken for dead until it answers again."""


class FcitxContext(QObject):
    """One context for the whole program; made anew whenever fcitx comes back to the bus.

    Never raises: where fcitx does not answer, `take` says that a key was not taken.
    """

    committed = Signal(str)
    """A word for the field."""
    composed = Signal(str, int)
    """What is being composed, and where the cursor is in it, in bytes of UTF-8."""
    forwarded = Signal(int, int, int)
    """A key handed back: its keysym, state, and 1 where it was let go."""
    dropped = Signal()
    """fcitx is gone, and with it what was being composed."""

    def __init__(self, display: int, bus: QDBusConnection | None = None) -> None:
        """`display` is the number in DISPLAY; `bus` is the session bus unless another is given."""
        super().__init__()
        self._bus = bus or QDBusConnection.sessionBus()
        self._service = f"org.fcitx.Fcitx-{display}"
        self._context: QDBusInterface | None = None
        self._inside = False
        self._misses = 0
        self._asked: QDBusPendingCallWatcher | None = None
        self._watcher = QDBusServiceWatcher(
            self._service,
            self._bus,
            QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange,
            self,
        )
        self._watcher.serviceRegistered.connect(self._open)
        self._watcher.serviceUnregistered.connect(self._close)
        self._open()

    @property
    def connected(self) -> bool:
        """Whether fcitx is there and answers."""
        return self._context is not None and self._misses < _MISSES

    def take(self, key: PressedKey) -> bool:
        """Whether fcitx takes a key; what it says with it has been told when this returns."""
        context = self._context
        if context is None:
            return False
        if not self.connected:
            self._ask_again()
            return False
        taken = _invoke(
            context,
            "ProcessKeyEvent",
            Q_ARG("uint", key.symbol),
            Q_ARG("uint", key.code),
            Q_ARG("uint", key.state),
            Q_ARG("int", int(key.released)),
            Q_ARG("uint", key.time),
        )
        if context.lastError().isValid():
            self._missed(context)
            return False
        self._misses = 0
        # Its words came before its answer: they stand in the field before the key does.
        QCoreApplication.sendPostedEvents(context, QEvent.Type.MetaCall.value)
        return taken == 1

    def focus(self, *, inside: bool) -> None:
        """Tell whether the cursor is in a field that takes composed text."""
        self._inside = inside
        if self._misses >= _MISSES and inside:
            self._ask_again()
        self._send("FocusIn" if inside else "FocusOut")

    def reset(self) -> None:
        """Have fcitx forget what is being composed."""
        self._send("Reset")

    def place(self, cursor: QRect) -> None:
        """Tell where the cursor is, in pixels of the screen: candidates are shown under it."""
        self._send("SetCursorRect", cursor.x(), cursor.y(), cursor.width(), cursor.height())

    @Slot()
    def _open(self) -> None:
        question = QDBusMessage.createMethodCall(
            self._service, "/inputmethod", _METHODS, "CreateICv3"
        )
        question.setAutoStartService(False)
        question.setArguments(["jyguide", os.getpid()])
        answer = self._bus.call(question, QDBus.CallMode.Block, _WAIT_FOR_CONTEXT).arguments()
        if not answer or type(answer[0]) is not int:
            return
        path = f"/inputcontext_{answer[0]}"
        context = QDBusInterface(self._service, path, _CONTEXT, self._bus, self)
        if not context.isValid():
            context.deleteLater()
            return
        context.setTimeout(_WAIT)
        for signal, told in (
            ("CommitString(QString)", self.committed),
            ("UpdatePreedit(QString,int)", self.composed),
            ("ForwardKey(uint,uint,int)", self.forwarded),
        ):
            QObject.connect(context, SIGNAL(signal), told.emit)
        self._context, self._misses = context, 0
        _invoke(context, "SetCapacity", Q_ARG("uint", _SHOWS_COMPOSED | _COMMITS_ITSELF))
        self.focus(inside=self._inside)

    @Slot()
    def _close(self) -> None:
        if self._context is not None:
            self._context.deleteLater()
        self._context = None
        self.dropped.emit()

    def _send(self, method: str, *arguments: int) -> None:
        if self._context is not None and self.connected:
            self._context.call(QDBus.CallMode.NoBlock, method, *arguments)

    def _missed(self, context: QDBusInterface) -> None:
        """The key goes to the field: fcitx must not compose it as well when it comes to it."""
        self._misses += 1
        context.call(QDBus.CallMode.NoBlock, "Reset")
        self.dropped.emit()

    def _ask_again(self) -> None:
        """Whether it answers by now, without waiting for it."""
        if self._asked is not None:
            return
        question = QDBusMessage.createMethodCall(
            self._service, "/inputmethod", "org.freedesktop.DBus.Introspectable", "Introspect"
        )
        question.setAutoStartService(False)
        self._asked = QDBusPendingCallWatcher(self._bus.asyncCall(question, _WAIT), self)
        self._asked.finished.connect(self._answered)

    @Slot()
    def _answered(self) -> None:
        watcher, self._asked = self._asked, None
        if watcher is None:
            return
        if not watcher.isError():
            self._misses = 0
            self.focus(inside=self._inside)
        watcher.deleteLater()


def _invoke(context: QDBusInterface, method: str, *arguments: object) -> object:
    """Call a slot that the interface made; what it returns, if it returns a whole number."""
    now = Qt.ConnectionType.DirectConnection
    wanted = (Q_RETURN_ARG("int"),) if method == "ProcessKeyEvent" else ()
    return QMetaObject.invokeMethod(context, method, now, *wanted, *arguments)  # type: ignore[call-overload]  # a str

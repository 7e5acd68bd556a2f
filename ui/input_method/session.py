"""What the session bus and this Qt say of input methods."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

_BUS = "org.freedesktop.DBus"
_ASKING = "jyguide-asks"
_WAIT = 500
"""Milliseconds: a bus answers within one; a window must not wait for one that hangs."""


def has_bus() -> bool:
    """Whether there is a session bus; asked first, since the library would start one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    said = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return bool(said or (runtime and Path(runtime, "bus").exists()))


def names_on_bus() -> frozenset[str]:
    """Every name on the session bus; none where there is no bus, or it does not answer.

    Asked over a connection of its own: Qt's shared one wants a QCoreApplication first.
    """
    if not has_bus():
        return frozenset()
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _ASKING)
    try:
        if not bus.isConnected():
            return frozenset()
        question = QDBusMessage.createMethodCall(_BUS, "/org/freedesktop/DBus", _BUS, "ListNames")
        answer = bus.call(question, QDBus.CallMode.Block, _WAIT)
        listed = answer.arguments()
        names = listed[0] if listed else ()
        return frozenset(name for name in names if isinstance(name, str))
    finally:
        del bus
        QDBusConnection.disconnectFromBus(_ASKING)


def has_fcitx_plugin() -> bool:
    """Whether somebody has put a plugin for fcitx beside Qt's own."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((folder / "platforminputcontexts").glob("*fcitx*.so"))


def display_number(display: str) -> int:
    """The number in DISPLAY, by which fcitx names itself: 0 of ":0.0", and where there is none."""
    found = re.search(r":(\d{1,5})", display)
    return int(found[1]) if found else 0

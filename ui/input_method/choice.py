"""Which way Chinese typing takes into this program, decided before there is a QApplication."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import contextmanager
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULE, MODULES, MODIFIERS = "QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS"
_SAID = (MODULES, MODULE, MODIFIERS, "GTK_IM_MODULE")
IBUS, PORTAL, FCITX_5 = "org.freedesktop.IBus", "org.freedesktop.portal.IBus", "org.fcitx.Fcitx5"
"""By the first two fcitx 5 answers, too, where no ibus runs."""
_FCITX_4 = "org.fcitx.Fcitx-"


class Way(Enum):
    """How what an input method composes gets into this program."""

    SYSTEM = auto()
    """Not on Linux, or where the session names none or has no bus: left to Qt and the system."""
    IBUS = auto()
    """Qt's own plugin speaks to ibus, or to fcitx 5, which answers as ibus does."""
    BRIDGE = auto()
    """`ui.input_method.bridge` speaks to fcitx 4, for which Qt has no plugin."""
    PLUGIN = auto()
    """Somebody has put a plugin for fcitx into this Qt."""


def said(environment: Mapping[str, str]) -> str:
    """The input method that the session names: "fcitx", "ibus", or "" for none of both."""
    words = " ".join(environment.get(name, "") for name in _SAID).lower()
    return next((name for name in ("fcitx", "ibus") if name in words), "")


def choose(
    environment: Mapping[str, str],
    names: Callable[[], frozenset[str]],
    has_plugin: Callable[[], bool] = lambda: False,
) -> Way:
    """Decide by what the session says, and by who is on its bus.

    Args:
        environment: Of the process.
        names: Asks the session bus for the names on it; only called where fcitx is named.
        has_plugin: Whether this Qt came with a plugin for fcitx; as `names`.
    """
    named = said(environment)
    if not named or "wayland" in environment.get("QT_QPA_PLATFORM", ""):
        return Way.SYSTEM
    if named == "ibus":
        return Way.IBUS
    if has_plugin():
        return Way.PLUGIN
    on_bus = names()
    if not on_bus:
        return Way.SYSTEM
    if FCITX_5 in on_bus and on_bus & {PORTAL, IBUS}:
        return Way.IBUS
    return Way.BRIDGE


def running(names: frozenset[str]) -> tuple[str, ...]:
    """The input methods that run, by who is on the bus; fcitx 5 is there as all three."""
    if FCITX_5 in names:
        return ("fcitx 5",)
    fcitx_4 = any(name.startswith(_FCITX_4) for name in names)
    return tuple(name for name, there in (("fcitx 4", fcitx_4), ("ibus", IBUS in names)) if there)


@contextmanager
def way_of_typing(environment: MutableMapping[str, str] = os.environ) -> Iterator[Way]:
    """The way; while it lasts, Qt is told to take it: make the QApplication inside.

    Afterwards the environment is as before: programs that are started have Qts of their own.
    """
    way = chosen(environment)
    former = {name: environment.get(name) for name in (MODULE, MODULES)}
    if way is Way.IBUS:
        environment.pop(MODULES, None)
        environment[MODULE] = "ibus"
    try:
        yield way
    finally:
        for name, value in former.items():
            environment.pop(name, None)
            if value is not None:
                environment[name] = value


def chosen(environment: Mapping[str, str]) -> Way:
    """`choose` on this PC."""
    if sys.platform != "linux" or not said(environment):
        return Way.SYSTEM
    from ui.input_method.session import has_fcitx_plugin, names_on_bus  # noqa: PLC0415 - only there

    return choose(environment, names_on_bus, has_fcitx_plugin)

"""How Chinese gets into this program: what runs, and whether it is connected."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from jyguide.self_test.facts import TypingFacts
from ui.input_method.choice import Way, choose, running, said


def typing_facts(environment: Mapping[str, str] = os.environ) -> TypingFacts:
    """As it is now; a program without a window tells what would be if it had one."""
    if sys.platform != "linux":
        return TypingFacts(of_system=True)
    from ui.input_method.session import has_fcitx_plugin, names_on_bus  # noqa: PLC0415 - only there

    on_bus = names_on_bus()
    there = running(on_bus)
    way = choose(environment, lambda: on_bus, has_fcitx_plugin)
    return TypingFacts(
        of_system=False,
        running=there,
        named=said(environment),
        connected=_connected(way, there),
    )


def _connected(way: Way, there: tuple[str, ...]) -> bool:
    """A bridge that was built at the start counts, whoever has come to the bus since."""
    from ui.input_method.bridge import Bridge  # noqa: PLC0415 - as above

    application = QCoreApplication.instance()
    bridge = application.findChild(Bridge) if application is not None else None
    if bridge is not None:
        return bridge.context.connected
    wanted = {Way.BRIDGE: {"fcitx 4"}, Way.IBUS: {"ibus", "fcitx 5"}, Way.SYSTEM: set[str]()}
    return bool(there) if way is Way.PLUGIN else bool(wanted[way] & set(there))

"""Puts the bridge to fcitx into an application, and tells of it."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

from ui.input_method.bridge import Bridge
from ui.input_method.context import FcitxContext
from ui.input_method.session import display_number


def build_bridge(application: QApplication) -> Bridge:
    """The bridge, which belongs to the application; fcitx may come to the bus later."""
    return Bridge(application, FcitxContext(display_number(os.environ.get("DISPLAY", ""))))


def bridge_of(application: QApplication) -> Bridge | None:
    """The bridge that `build_bridge` has built, if any."""
    return application.findChild(Bridge)

"""Puts what typing Chinese needs into an application on Linux."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

from ui.input_method.choice import Way
from ui.input_method.guard import ComposingGuard


def attend(application: QApplication, way: Way) -> None:
    """What it makes belongs to the application; fcitx may come to the bus later."""
    ComposingGuard(application)
    if way is not Way.BRIDGE:
        return
    # Later than the guard: what is put in later sees keys earlier.
    from ui.input_method.bridge import Bridge  # noqa: PLC0415 - only with fcitx 4
    from ui.input_method.context import FcitxContext  # noqa: PLC0415 - as above
    from ui.input_method.session import display_number  # noqa: PLC0415 - as above

    Bridge(application, FcitxContext(display_number(os.environ.get("DISPLAY", ""))))

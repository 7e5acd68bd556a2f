"""The window once, without a screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFontDatabase, QImageReader
from PySide6.QtWidgets import QApplication

from jyguide.bad_luck.instance import claim
from jyguide.smoke.parts import IncompleteError
from jyguide.vault.login import Login
from ui.alerts import DialogAlerts
from ui.main import Window
from ui.start import make_application, speak_chinese

_PATIENCE_MS = 60_000
_LOOK_MS = 50
_PICTURES = {"jpeg", "png", "svg"}
"""Photos, our own drawings, and icons."""
_BOXES = (
    "提醒：这台电脑没有中文字体，窗口里和纸上的汉字会是方框。程序是完整的。"
    "请安装一种中文字体，例如 fonts-noto-cjk，再打开程序。"
)


@cache
def begin_drawing() -> QApplication:
    """The one application object, whose plugins and Chinese texts are there.

    Raises:
        IncompleteError: a plugin for pictures, or Qt's own Chinese texts are missing.
    """
    qt = make_application(["jyguide"])
    formats = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    if lacking := _PICTURES - formats:
        raise IncompleteError(" ".join(sorted(lacking)))
    if not speak_chinese(qt):
        raise IncompleteError("qtbase_zh_CN.qm")
    return qt


def chinese_typeface() -> str | None:
    """What the PC lacks, in a sentence; None where it can show Chinese.

    No fault of the program, which does not bring a typeface along; and what is drawn without
    one looks right to every other step.
    """
    begin_drawing()
    simplified = QFontDatabase.WritingSystem.SimplifiedChinese
    return None if QFontDatabase.families(simplified) else _BOXES


def show_window(folder: Path, login: Login) -> None:
    """Open the folder's window, wait until its first page is drawn, close it.

    Raises:
        Exception: what kept it from opening.
        IncompleteError: it was not open after a minute, or nothing was drawn.
    """
    alerts = _Silent()
    seat = claim(folder, window=True)
    window = Window(folder, alerts, seat)
    window.shell.show()
    try:
        window.open(alerts.report, login)
        _wait(window, alerts)
        if window.shell.grab().toImage().isNull():
            raise IncompleteError("window")
    finally:
        window.shell.close()
        window.close()
        seat.release()
        window.shell.deleteLater()


def _wait(window: Window, alerts: _Silent) -> None:
    loop, clock, end = QEventLoop(), QTimer(), QTimer()
    clock.timeout.connect(lambda: loop.quit() if _is_done(window, alerts) else None)
    end.timeout.connect(loop.quit)
    clock.start(_LOOK_MS)
    end.start(_PATIENCE_MS)
    loop.exec()
    if alerts.faults:
        raise alerts.faults[0]
    if not _is_done(window, alerts):
        raise IncompleteError("window")


def _is_done(window: Window, alerts: _Silent) -> bool:
    drawn = window.app is not None and window.shell.current_page is not None
    return bool(alerts.faults) or (drawn and not window.desk.jobs.busy)


class _Silent(DialogAlerts):
    """Nobody is there who could read a dialog: what would be said is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[BaseException] = []

    def report(self, error: BaseException) -> None:
        self.faults.append(error)

    def inform(self, sentence: str, hint: str = "") -> None:
        """Nothing to answer."""

    def ask(self, *_: object, **__: object) -> bool:
        return False

"""The camera of `make_screenshots.py`: opens, finds, presses, waits, keeps pictures small."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from ui.alerts import DialogAlerts
from ui.main import Window
from ui.theme import PALETTE

Q = TypeVar("Q", bound=QWidget)
WIDTH, HEIGHT = 1366, 768
TARGET = Path(__file__).resolve().parent.parent / "resources/help"
LARGEST = 150_000
COLOURS = 256
TITLE_BAR = 32
PATIENCE_MS, GLANCE_MS = 20_000, 120


def screen_file(folder: Path) -> Path:
    """Describes one screen of the size of the station PCs' to Qt's offscreen platform."""
    screen = {"name": "station", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return file


def opened(folder: Path) -> Window:
    """The program's window over a data folder, ready to be used."""
    window = Window(folder, DialogAlerts())
    window.shell.resize(WIDTH, HEIGHT)
    window.shell.show()
    window.open(print)
    wait_until(lambda: window.app is not None)
    settle(window)
    return window


def with_dialog(shell: QWidget, dialog: QDialog) -> QImage:
    """A dialog over its window, under a plain title bar as the desktop would draw one."""
    whole, inner = shell.grab(), dialog.grab()
    left = (whole.width() - inner.width()) // 2
    top = (whole.height() - inner.height() - TITLE_BAR) // 2
    painter = QPainter(whole)
    painter.fillRect(whole.rect(), QColor(0, 0, 0, 70))
    bar = QRect(left, top, inner.width(), TITLE_BAR)
    painter.fillRect(bar, QColor(PALETTE.surface))
    painter.setPen(QColor(PALETTE.ink))
    painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
    painter.drawPixmap(left, top + TITLE_BAR, QPixmap(inner))
    painter.setPen(QColor(PALETTE.line_strong))
    painter.drawRect(bar.adjusted(-1, -1, 0, inner.height()))
    painter.end()
    return whole.toImage()


def show(window: Window, page: str) -> None:
    """Go to a page and wait for its rows."""
    window.shell.show_page(page)
    settle(window)


def press(inside: QWidget, name: str) -> None:
    """Click the visible button of that name."""
    QTest.mouseClick(find(inside, QPushButton, name), Qt.MouseButton.LeftButton)


def find(inside: QWidget, kind: type[Q], name: str) -> Q:
    """The visible widget of that kind and name."""
    return next(one for one in inside.findChildren(kind, name) if one.isVisible())


def settle(window: Window) -> None:
    """Until the worker is idle and what it found has been drawn."""
    glance()
    wait_until(lambda: not window.desk.jobs.busy)
    glance()


def wait_until(condition: Callable[[], bool]) -> None:
    """Turn the event loop, which lets the worker run too, until the condition holds."""
    for _ in range(PATIENCE_MS // GLANCE_MS):
        if condition():
            return
        glance()
    raise TimeoutError


def glance() -> None:
    """Let the event loop turn for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(GLANCE_MS, loop.quit)
    loop.exec()


def keep(picture: QImage, name: str) -> None:
    """Write a picture with a palette of its own, as small as PNG makes it."""
    file = TARGET / f"{name}.png"
    few = picture.convertToFormat(
        QImage.Format.Format_Indexed8,
        frequent_colours(picture),
        Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither,
    )
    few.save(str(file), quality=0)  # that is, compressed most
    size = file.stat().st_size
    sys.stdout.write(f"{file.name}: {picture.width()}x{picture.height()}, {size // 1000} kB\n")
    if size > LARGEST:
        raise ValueError(f"{file.name} is too big for the repository")


def frequent_colours(picture: QImage) -> list[int]:
    """The colours most pixels have; what is drawn by the program has few besides its edges."""
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    return [colour for colour, _ in Counter(pixels).most_common(COLOURS)]

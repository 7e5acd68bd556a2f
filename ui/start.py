"""Makes the application object: language, font, look, and where unforeseen faults go."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal, Slot
from PySide6.QtWidgets import QApplication

from jyguide.settings.pc import pc_settings
from ui.input_method.choice import Way, way_of_typing
from ui.qt_texts import FurtherTexts
from ui.theme import LARGE_TYPE, NORMAL_TYPE, apply_theme, program_icon

APPLICATION_NAME = "jyguide"


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, speaking Chinese in Qt's own dialogs too, with the theme on it."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    with way_of_typing() as way:
        app = QApplication(list(argv))
    if way is not Way.SYSTEM:
        from ui.input_method.attend import attend  # noqa: PLC0415 - only where it is wanted

        attend(app, way)
    app.setApplicationName(APPLICATION_NAME)
    app.setDesktopFileName(APPLICATION_NAME)  # by which Wayland finds the icon and the name
    app.setWindowIcon(program_icon())
    speak_chinese(app)
    take_type(large=pc_settings().large_type)
    return app


def take_type(*, large: bool) -> None:
    """Put the look on the application in large type or in the usual one."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, LARGE_TYPE if large else NORMAL_TYPE)


def speak_chinese(app: QApplication) -> bool:
    """Load Qt's own Chinese texts; False when this Qt came without them."""
    app.installTranslator(FurtherTexts(app))  # the one installed last is asked first
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load("qtbase_zh_CN", folder) and app.installTranslator(translator)


class FaultCourier(QObject):
    """Brings a fault from whatever thread it happened on to `report` on the interface thread."""

    _caught = Signal(object)

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._report = report
        self._caught.connect(self._deliver)

    def carry(self, error: BaseException) -> None:
        self._caught.emit(error)

    @Slot(object)
    def _deliver(self, error: BaseException) -> None:
        self._report(error)


def install_hooks(report: Callable[[BaseException], None]) -> FaultCourier:
    """Send what no code caught, on any thread, to `report`; keep the result while running.

    Ctrl+C on a terminal still ends the program.
    """
    courier = FaultCourier(report)

    def on_interface(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        courier.carry(error)

    def on_thread(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            courier.carry(caught.exc_value)

    sys.excepthook = on_interface
    threading.excepthook = on_thread
    return courier

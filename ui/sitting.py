"""One window seen through: shown, opened, used, closed."""

from __future__ import annotations

import logging
from functools import partial
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from jyguide.clock import system_clock
from jyguide.faceless import FacelessFormatter
from ui.alerts import DialogAlerts
from ui.goal import Goal
from ui.page_reading import PageReading
from ui.settings.window_place import keep_place, take_place

if TYPE_CHECKING:
    from jyguide.vault.login import Login
    from ui.crash.last_run import LastRun
    from ui.main import Window


def see_through(
    qt: QApplication, alerts: DialogAlerts, window: Window, login: Login | None
) -> tuple[int, Goal | None]:
    """Show a window until it is closed, and give back its seat at the folder.

    Returns the exit status, and where the program is to go on to.
    """
    _keep_log(window.folder)
    alerts.keep_reports_in(window.folder / "logs")
    alerts.adopt(window.shell)
    take_place(window.shell)
    window.shell.read_pages_by(PageReading(window.desk.jobs))
    window.shell.show()
    _be_found(window)
    last_run = _look_back(window)
    window.open(partial(_give_up, qt, alerts, window), login)
    status = qt.exec()
    keep_place(window.shell)
    window.close()
    last_run.end()
    if window.claimed is not None:
        window.claimed.release()
    if window.successor is not None:
        window.successor()
    window.shell.deleteLater()
    return status, window.onward


def _look_back(window: Window) -> LastRun:
    """Whether the run before died, and a watch over this one."""
    from ui.crash.last_run import LastRun  # noqa: PLC0415 - not before the window is drawn

    last_run = LastRun(window.folder, system_clock())
    window.crash_report = last_run.report
    return last_run


def _be_found(window: Window) -> None:
    from ui.front import Front  # noqa: PLC0415 - not before the window is drawn
    from ui.system_calls import SessionEnd, be_noticed  # noqa: PLC0415 - as above

    Front(window.folder, window.shell, window.take_file)
    SessionEnd(window.shell)
    be_noticed()


def _give_up(qt: QApplication, alerts: DialogAlerts, window: Window, error: BaseException) -> None:
    """The folder cannot be opened: say why, and leave it untouched.

    Without a practice station there is still the real one.
    """
    alerts.report(error)
    _tell_way_back(alerts)
    if window.at_first is None:
        qt.exit(1)
    elif not window.shell.closing:
        window.onward = Goal.STATION
        qt.exit(0)


def _tell_way_back(alerts: DialogAlerts) -> None:
    """Where a new release cannot open the data, the former one still can."""
    from jyguide.update.afterwards import way_back  # noqa: PLC0415 - only after a fault

    if (way := way_back()) is not None:
        alerts.inform(*way)


def _keep_log(folder: Path) -> None:
    """A log file a day in the data folder, ten kept; without personal data at INFO.

    A folder that cannot be written is no reason to stay shut: opening it will say so.
    """
    try:
        (folder / "logs").mkdir(exist_ok=True)
        handler = TimedRotatingFileHandler(
            folder / "logs" / "jyguide.log",
            when="midnight",
            backupCount=10,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return
    handler.setFormatter(FacelessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])

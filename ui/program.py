"""The program with a window: one after another, until nobody wants a further one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from jyguide.place import holds_station
from ui.alerts import DialogAlerts
from ui.claiming import claim_for_window
from ui.goal import Goal
from ui.main import Window
from ui.sitting import see_through
from ui.start import install_hooks, make_application

if TYPE_CHECKING:
    from jyguide.vault.login import Login
    from ui.first_run import Made

_NO_STATION = "“{}”还不能打开：这台电脑上还没有建站，数据没有改动。"
_NO_STATION_HINT = "请先在接下来的窗口里用三步建好，建好以后程序会接着打开它。"


def run(folder: Path, file: Path | None = None, *, practise: bool = False) -> int:
    """Open the window over a data folder and stay until it is closed.

    Args:
        folder: The data folder; the practice station lies beside it.
        file: What was double-clicked, to be opened in the window.
        practise: Begin with that one.

    Returns the exit status: 0, or 1 when the folder could not be opened.
    """
    qt = make_application(sys.argv[:1])
    alerts = DialogAlerts()
    courier = install_hooks(alerts.report)
    try:
        return _windows(qt, alerts, folder, file, practise=practise)
    except Exception as fault:  # noqa: BLE001 - a start that fails is told, and its report kept
        alerts.report(fault)
        return 1
    finally:
        del courier


def _windows(
    qt: QApplication, alerts: DialogAlerts, folder: Path, file: Path | None, *, practise: bool
) -> int:
    """One window after another until nobody wants a further one."""
    goal: Goal | None = Goal.PRACTICE if practise else Goal.STATION
    made, status = None, 0
    while goal is not None and not status:
        if goal is Goal.STATION and not holds_station(folder):
            if file is not None:
                alerts.inform(_NO_STATION.format(file.name), _NO_STATION_HINT)
            if (made := _first_run(folder)) is None:
                break
            goal = made.goal
        if goal is Goal.PRACTICE:
            status, goal = _practise(qt, alerts, folder)
        else:
            status, goal = _stay(qt, alerts, folder, made.login if made else None, file)
            made = file = None  # whoever comes back proves again who he is
    return status


def _stay(
    qt: QApplication, alerts: DialogAlerts, folder: Path, login: Login | None, file: Path | None
) -> tuple[int, Goal | None]:
    """One window over one folder until it is closed; its status, and where to go on to."""
    claimed = claim_for_window(folder, alerts, file)
    if claimed is None:
        return 1, None
    window = Window(folder, alerts, claimed)
    if file is not None:
        window.take_file(file)
    return see_through(qt, alerts, window, login)


def _practise(qt: QApplication, alerts: DialogAlerts, station: Path) -> tuple[int, Goal | None]:
    """As `_stay`, over the practice station beside the real one."""
    from ui.practice.window import practice_window  # noqa: PLC0415 - only whoever practises

    window = practice_window(station, alerts)
    return (1, None) if window is None else see_through(qt, alerts, window, None)


def _first_run(folder: Path) -> Made | None:
    from ui.first_run import ask_for_station  # noqa: PLC0415 - once in a PC's life

    return ask_for_station(folder)

"""The window over the practice station, which is made the first time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.clock import system_clock
from jyguide.errors import AppError
from jyguide.practice import is_ready, practice_folder
from ui.claiming import claim_for_window
from ui.practice.going import making
from ui.widgets import Notice

if TYPE_CHECKING:
    from ui.alerts import Alerts
    from ui.main import Window


_WAIT = "正在准备练习库：建一个站，放进虚构的人和一年的工作，几秒钟就好。"


def practice_window(station: Path, alerts: Alerts) -> Window | None:
    """A window with its seat at the practice folder; None after it was said why there is none.

    Args:
        station: The real data folder, which need not be there.
        alerts: Says why.
    """
    from ui.main import Window  # noqa: PLC0415 - it brings this module

    folder = practice_folder(station)
    try:
        with folder_faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
    except AppError as error:
        alerts.report(error)
        return None
    claimed = claim_for_window(folder, alerts)
    if claimed is None:
        return None
    window = Window(folder, alerts, claimed)
    if not is_ready(folder):
        window.at_first = making(folder, system_clock)
        window.shell.toast.tell(Notice(_WAIT))
    return window

"""Before the window is drawn: may it be at work in this data folder at all?"""

from __future__ import annotations

from pathlib import Path

from jyguide.bad_luck.instance import Claim, WindowOpenError, claim
from jyguide.bad_luck.whereabouts import refuse_stick
from jyguide.errors import AppError
from ui.alerts import Alerts


def claim_for_window(folder: Path, alerts: Alerts, file: Path | None = None) -> Claim | None:
    """The window's place at a data folder; None after it was said why there is none.

    Where this PC has a window over it already, that one coming to the front says enough; it
    opens `file`, if the program was started with one.
    """
    try:
        refuse_stick(folder)
        return claim(folder, window=True)
    except AppError as error:
        if not (isinstance(error, WindowOpenError) and _came_forward(folder, file)):
            alerts.report(error)
        return None


def _came_forward(folder: Path, file: Path | None) -> bool:
    from ui.front import bring_to_front  # noqa: PLC0415 - seldom needed, and not before drawing

    return bring_to_front(folder, file)

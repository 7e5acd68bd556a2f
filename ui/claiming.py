"""Before the window is drawn: may it be at work in this data folder at all?"""

from __future__ import annotations

from pathlib import Path

from jyguide.errors import AppError
from jyguide.instance import Claim, claim
from jyguide.whereabouts import refuse_stick
from ui.alerts import Alerts


def claim_for_window(folder: Path, alerts: Alerts) -> Claim | None:
    """The window's place at a data folder; None after it was said why there is none."""
    try:
        refuse_stick(folder)
        return claim(folder, window=True)
    except AppError as error:
        alerts.report(error)
        return None

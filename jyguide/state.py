"""What the program keeps on this PC for this user, outside every data folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

STATE_VARIABLE = "JYGUIDE_STATE"
"""Names another folder than the user's own."""


def state_folder() -> Path:
    """Where it is; it need not be there yet."""
    given = os.environ.get(STATE_VARIABLE)
    return Path(given) if given else platformdirs.user_state_path("jyguide", appauthor=False)

"""Which data folder is meant where none is named."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(given: Path | None) -> Path:
    """The data folder: what was given, else JYGUIDE_HOME, else the user's own place for data."""
    if given is not None:
        return given
    if home := os.environ.get("JYGUIDE_HOME"):
        return Path(home)
    import platformdirs  # noqa: PLC0415 - whoever names a folder need not wait for it

    return Path(platformdirs.user_data_dir("jyguide", appauthor=False))

"""A damaged database kept: somebody may be able to save more of it than a backup has."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from jyguide.backup.writing import put_on_disk
from jyguide.place import DATABASE

_STEM = f"{Path(DATABASE).stem}.damaged-"


def keep_damaged(folder: Path, now: datetime) -> Path:
    """Keep a damaged database, and the log beside it, under another name as well.

    It stays in its own place until another is put there in one step: a folder without a database
    would be taken for a new one. Only the log goes: the next database would take it for its own.

    Raises:
        OSError: something could not be kept; all is as before.
    """
    target = _free(folder, f"{_STEM}{now:%Y%m%d-%H%M%S}")
    log = folder / f"{DATABASE}-wal"
    try:
        if log.exists():
            shutil.copyfile(log, _log_of(target))
            put_on_disk(_log_of(target))
        shutil.copyfile(folder / DATABASE, target)
        put_on_disk(target)
    except BaseException:
        target.unlink(missing_ok=True)
        _log_of(target).unlink(missing_ok=True)
        raise
    for ending in ("-wal", "-shm"):
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
    return target


def last_damaged(folder: Path) -> Path | None:
    """What was kept last."""
    return max(folder.glob(f"{_STEM}*.db"), default=None)


def _free(folder: Path, stem: str) -> Path:
    names = (f"{stem}{more}.db" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for name in names if not (path := folder / name).exists())


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")

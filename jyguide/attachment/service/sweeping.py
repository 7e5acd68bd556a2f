"""Which bytes no row needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.lives import setting
from db.models import Attachment
from db.sync import LIFE, read_stamps, stamp_of
from jyguide.attachment.row import Swept
from jyguide.attachment.shelf import Shelf

KEPT_AFTER_REMOVAL = timedelta(days=30)
"""So long what was removed can be put back; a sweep takes its bytes afterwards."""
KEPT_WITHOUT_ROW = timedelta(days=1)
"""Bytes of an action that is still under way have no row yet."""


RESTORED_AT = "restored_at"
"""The setting that says when a backup was restored last, ms since 1970."""


def sweep(session: Session, shelf: Shelf, now: datetime) -> Swept:
    """Delete what no row needs; a file that cannot be deleted is left for the next time.

    Not soon after a backup was restored: going back to what was before needs its files.
    """
    removed_since = (now - KEPT_AFTER_REMOVAL).timestamp() * 1000
    if int(setting(session, RESTORED_AT) or 0) > removed_since:
        return Swept(0, 0)
    needed = {
        row.sha256
        for row in session.scalars(select(Attachment))
        if not row.deleted or _removed_at(row) > removed_since
    }
    youngest = (now - KEPT_WITHOUT_ROW).timestamp()
    files = size = 0
    for sha256, path in shelf.held():
        if sha256 in needed:
            continue
        try:
            status = path.stat()
            if status.st_mtime >= youngest:
                continue
            path.unlink()
        except OSError:  # locked, or another program's sweep was here first
            continue
        files, size = files + 1, size + status.st_size
    return Swept(files, size)


def _removed_at(row: Attachment) -> int:
    """Milliseconds since 1970 by the clock of the PC that removed it."""
    return stamp_of(read_stamps(row.sync_v), LIFE)[1]

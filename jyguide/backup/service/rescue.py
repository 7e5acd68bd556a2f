"""A backup restored where no data is open: into a new folder, or over a damaged database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from jyguide.backup.rack import Backup, look_at
from jyguide.backup.row import Proof, Restored
from jyguide.backup.second_place import ATTACHMENTS
from jyguide.backup.service.chosen import choose
from jyguide.backup.service.packing import unpacked
from jyguide.backup.service.restoring import Whither, restore
from jyguide.backup.watch import Watch
from jyguide.clock import Clock
from jyguide.vault.login import Login
from jyguide.whereabouts import refuse_stick


def restore_into(
    folder: Path,
    backup: Backup,
    clock: Clock,
    who: Login | Proof | None = None,
    watch: Watch | None = None,
) -> Restored:
    """Restore a backup into a folder in which nothing can be opened.

    Args:
        folder: The data folder; without a readable database.
        backup: What to restore.
        clock: Tells the moment.
        who: Whoever has logged in where the folder has keys; else who opens the backup by the
            secret of then; None for a plain backup.
        watch: Told how far it has come.

    Raises:
        RuleError: he may not restore backups, or the backup asks for its own secret.
        FileError, StorageError, StationError, Cancelled: nothing was restored.
    """
    refuse_stick(folder)
    login = who if isinstance(who, Login) else None
    proof = who if isinstance(who, Proof) else None
    ring = login.ring if login else None
    actor: UUID | None = who.user_id if who else None
    shelves = (backup.folder / ATTACHMENTS, backup.folder.parent / ATTACHMENTS)
    chosen = choose(backup, ring, proof, shelves)
    return restore(Whither(folder, ring, actor), chosen, clock, watch or Watch())


@contextmanager
def taken_apart(source: Path, folder: Path, watch: Watch) -> Iterator[Backup]:
    """The backup in a file or a folder, for as long as it is needed.

    Raises:
        FileError: it is none, or the data folder cannot be written.
    """
    if source.is_dir():
        yield look_at(source)
        return
    with unpacked(source, folder, watch) as backup:
        yield backup

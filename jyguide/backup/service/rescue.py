"""A backup restored where no data is open: into a new folder, or over a damaged database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jyguide.backup.rack import Backup, look_at
from jyguide.backup.row import Proof, Restored
from jyguide.backup.second_place import ATTACHMENTS
from jyguide.backup.service.chosen import choose
from jyguide.backup.service.packing import unpacked
from jyguide.backup.service.restoring import Whither, refuse_shut, restore
from jyguide.backup.watch import Watch
from jyguide.bad_luck.whereabouts import refuse_stick
from jyguide.clock import Clock
from jyguide.vault.login import Login


def restore_into(
    folder: Path,
    backup: Backup,
    clock: Clock,
    login: Login | None = None,
    proof: Proof | None = None,
    watch: Watch | None = None,
) -> Restored:
    """Restore a backup into a folder that is not open: a new one, a closed one, a damaged one.

    Args:
        folder: The data folder.
        backup: What to restore.
        clock: Tells the moment.
        login: Whoever has logged in, where the folder is shut.
        proof: Who opens a backup that is under other keys, by the secret of then.
        watch: Told how far it has come.

    Raises:
        RuleError: he may not restore backups, or the backup asks for its own secret.
        FileError, StorageError, StationError, Cancelled: nothing was restored.
    """
    refuse_stick(folder)
    who = login or proof
    whither = Whither(folder, login.ring if login else None, who.user_id if who else None)
    if whither.database.is_file():
        refuse_shut(whither.ring, backup.manifest)
    chosen = choose(backup, whither.ring, proof, shelves_of(backup))
    return restore(whither, chosen, clock, watch or Watch())


def shelves_of(backup: Backup) -> tuple[Path, ...]:
    """Where attachments lie that belong to a backup: in it, or beside those of a stick."""
    return (backup.folder / ATTACHMENTS, backup.folder.parent / ATTACHMENTS)


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

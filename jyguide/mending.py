"""A damaged database: which backup is good, what going back to it loses, the damaged file kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.faults import damaged
from db.soundness import damage, journal_after
from db.upgrade import remove_file
from jyguide.backup.manifest import Manifest
from jyguide.backup.rack import BACKUPS, Backup, Rack
from jyguide.backup.service.making import under_ring
from jyguide.backup.writing import digest_of, put_on_disk
from jyguide.folder import database_of
from jyguide.folder_faults import folder_faults
from jyguide.instance import claim
from jyguide.life import bring_back, marked
from jyguide.looking import trust
from jyguide.place import DATABASE
from jyguide.vault.login import Login


@dataclass(frozen=True, slots=True)
class Loss:
    """What was done after a backup was made, as far as it can be known.

    Attributes:
        actions: None where only the mark of how far the journal came is left.
        changes: None where nothing is known; at least as many, where `at_least`.
    """

    actions: int | None
    changes: int | None
    at_least: bool = False

    @property
    def sentence(self) -> str:
        """In words, with a full stop."""
        if self.changes is None:
            return "此后录入了多少内容已无法得知，需要重新录入。"
        if not self.changes:
            return (
                "此后没有再录入内容，不会丢失。"
                if not self.at_least
                else ("据已知的记录，此后没有再录入内容。")
            )
        least = "至少" if self.at_least else "的"
        if self.actions is None:
            return f"此后{least} {self.changes} 处改动会丢失，需要重新录入。"
        return f"此后{least} {self.actions} 次操作（{self.changes} 处改动）会丢失，需要重新录入。"


@dataclass(frozen=True, slots=True)
class Rescue:
    """The last backup whose every byte is as it was written, and what going back to it loses."""

    backup: Backup
    manifest: Manifest
    loss: Loss

    @property
    def sentence(self) -> str:
        """What is offered, in words."""
        made = self.manifest
        return (
            f"最近一次完好的备份：{made.moment.astimezone():%Y-%m-%d %H:%M}"
            f"（{made.reason_text}），{_size_text(made.size)}，人员 {made.people} 人。"
            f"{self.loss.sentence}"
        )


def find_rescue(folder: Path, login: Login | None) -> Rescue | None:
    """The backup to go back to; None where no good one lies in the data folder."""
    for backup, manifest in Rack(folder / BACKUPS).sound():
        if _is_whole(backup, manifest):
            return Rescue(backup, manifest, _loss(folder, login, manifest))
    return None


def mend(folder: Path, login: Login | None, rescue: Rescue, now: datetime) -> Path:
    """Put a backup's database in the place of the damaged one, which is kept beside it.

    Keys, attachments and backups are left as they are. At no moment is there no database: a power
    cut leaves the damaged one or the one brought back.

    Returns where the damaged one is kept.

    Raises:
        FolderTakenError: another program is at work in the folder.
        DamageError: the backup is damaged after all; everything is as before.
        FileError: the folder cannot be written; as before.
        StorageError: as that.
    """
    draft = folder / f"{DATABASE}.new"
    with claim(folder, alone=True), folder_faults(folder):
        try:
            shutil.copyfile(rescue.backup.database, draft)
            put_on_disk(draft)
            address = under_ring(draft, login.ring if login else None)
            bring_back(address)
            if found := damage(address):
                raise damaged(found)
            kept = keep_damaged(folder, now)
            draft.replace(folder / DATABASE)
        finally:
            remove_file(draft)
    trust(folder)
    return kept


def keep_damaged(folder: Path, now: datetime) -> Path:
    """Keep a damaged database, and the log beside it, under another name as well.

    The log is then taken from where it is: the next database there would take it for its own.

    Raises:
        OSError: something could not be kept.
    """
    stem = f"{Path(DATABASE).stem}.damaged-{now:%Y%m%d-%H%M%S}"
    target = next(path for path in _names(folder, stem) if not path.exists())
    log = folder / f"{DATABASE}-wal"
    if log.exists():
        shutil.copyfile(log, target.with_name(f"{target.name}-wal"))
    shutil.copyfile(folder / DATABASE, target)
    put_on_disk(target)
    for ending in ("-wal", "-shm"):
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
    return target


def _names(folder: Path, stem: str) -> list[Path]:
    return [folder / f"{stem}{more}.db" for more in ("", *(f"-{n}" for n in range(2, 100)))]


def _is_whole(backup: Backup, manifest: Manifest) -> bool:
    try:
        return all(
            digest_of(backup.folder / name) == kept for name, kept in manifest.files.items()
        )
    except OSError:
        return False


def _loss(folder: Path, login: Login | None, manifest: Manifest) -> Loss:
    """From the damaged journal where it can still be read, else from the mark outside it."""
    if counted := journal_after(database_of(folder, login), manifest.number):
        return Loss(*counted)
    reached = marked(manifest.device)
    if reached is None:
        return Loss(None, None)
    return Loss(None, max(0, reached - manifest.number), at_least=True)


def _size_text(size: int) -> str:
    """With a space that no line is broken at."""
    return f"{max(size, 1) / (1 << 20):.1f}\N{NO-BREAK SPACE}MB"

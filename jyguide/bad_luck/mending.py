"""A damaged database: which backup is good, what going back to it loses, the damaged file kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.soundness import journal_after
from jyguide.backup.aside import last_damaged
from jyguide.backup.manifest import Manifest
from jyguide.backup.rack import BACKUPS, Backup, Rack
from jyguide.backup.service.rescue import restore_into
from jyguide.backup.writing import digest_of
from jyguide.bad_luck.looking import trust
from jyguide.clock import Clock
from jyguide.folder import database_of
from jyguide.life import marked
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
            f"备份：{made.moment.astimezone():%Y-%m-%d %H:%M}"
            f"（{made.reason_text}），{_size_text(made.size)}，人员 {made.people} 人。"
            f"{self.loss.sentence}"
        )


def find_rescue(folder: Path, login: Login | None) -> Rescue | None:
    """The backup to go back to; None where no good one lies in the data folder."""
    for backup, manifest in Rack(folder / BACKUPS).sound():
        if _is_whole(backup, manifest):
            return going_back(folder, login, backup, manifest)
    return None


def going_back(folder: Path, login: Login | None, backup: Backup, manifest: Manifest) -> Rescue:
    """What going back to a backup of this folder would mean."""
    return Rescue(backup, manifest, _loss(folder, login, manifest))


def way_back(folder: Path, login: Login | None) -> str:
    """What somebody at the command line does about a damaged database."""
    rescue = find_rescue(folder, login)
    if rescue is None:
        return (
            "数据文件夹里没有完好的备份。请不要删除里面的任何文件；"
            "U 盘或别处有备份的，用它恢复：jyguide restore 备份的位置；没有的请与市级联系。"
        )
    return (
        f'最近一次完好的{rescue.sentence}\n要恢复它：jyguide restore "{rescue.backup.name}"'
        "（损坏的文件会换个名字留着）。"
    )


def mend(folder: Path, login: Login | None, rescue: Rescue, clock: Clock) -> Path | None:
    """Put a backup in the place of the damaged database, which is kept beside it.

    At no moment is there no database: a power cut leaves the damaged one or the one brought back.

    Returns where the damaged one is kept.

    Raises:
        RuleError: he may not restore backups, or another program is at work in the folder.
        FileError, StorageError: it could not be brought back; the damaged one is as before.
    """
    restore_into(folder, rescue.backup, clock, login)
    trust(folder)
    return last_damaged(folder)


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

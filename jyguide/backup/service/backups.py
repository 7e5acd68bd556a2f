"""Use cases of backups in an opened data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.driver import FileAddress
from db.lives import setting
from db.models import JournalEntry
from db.uow import Store
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.attachment.shelf import FOLDER as SHELF
from jyguide.backup.finding import CheckReport
from jyguide.backup.manifest import Manifest
from jyguide.backup.one_file import pack
from jyguide.backup.rack import Backup, Rack
from jyguide.backup.reason import Reason
from jyguide.backup.row import BackupRow, Preview, Proof, Restored
from jyguide.backup.second_place import (
    ATTACHMENTS,
    SecondPlace,
    found_place,
    remember_place,
    remembered_place,
    reminder,
)
from jyguide.backup.service.chosen import Chosen, choose
from jyguide.backup.service.making import HERE, Source, holding, make_backup
from jyguide.backup.service.packing import packings
from jyguide.backup.service.second import Copied, already_there, copy_to
from jyguide.backup.watch import Watch
from jyguide.backup.writing import backup_faults
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.life import write_mark
from jyguide.place import Place
from jyguide.sync.stick import FindSticks, plugged_in

if TYPE_CHECKING:
    from jyguide.backup.service.restoring import Whither

_FOUNDING = 2
"""Entries of a journal in which nobody has done anything yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand.

    Attributes:
        rows: Backups here and in the second place, the newest first.
        second: The second place, if one was chosen; root: where it is now, if it is there.
        reminder: What to do about the second place, or "".
    """

    rows: tuple[BackupRow, ...]
    second: SecondPlace | None
    root: Path | None
    reminder: str


class BackupService:
    """Backups made, copied, listed and restored."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        permits: Permits,
        sticks: FindSticks = plugged_in,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._permits = permits
        self._sticks = sticks
        self._source = Source(place.folder, place.vault.ring if place.vault else None)

    # -- how things stand

    def standing(self) -> Standing:
        """The backups there are, and whether one should be made on a stick."""
        second = self.second()
        root = self.second_root(second)
        device = self._device()
        rows = [_row(one, HERE, device) for one in self._source.rack.backups()]
        if second and root:
            rows += [_row(one, second.name, device) for one in Rack(root).backups()]
        rows.sort(key=lambda row: row.backup.name, reverse=True)
        return Standing(tuple(rows), second, root, self.reminder())

    def reminder(self) -> str:
        """What to say on the first page of the second place, or ""."""
        worth = self._number() > _FOUNDING and not self._place.practice
        return reminder(self.second(), self._clock(), anything=worth)

    # -- making

    def make(self, reason: Reason = Reason.BY_HAND, watch: Watch | None = None) -> Backup:
        """Make a backup that somebody asked for.

        Raises:
            PermissionRefused: he may not.
            DamageError, StorageError, FileError, Cancelled: see `make_backup`.
        """
        self._permits.require(Permission.BACK_UP, "备份")
        return make_backup(self._source, reason, self._clock(), watch)

    def ensure(self, reason: Reason, watch: Watch | None = None) -> Backup | None:
        """Make a backup unless there is one that holds all there is; whoever is at work.

        A database on a server is copied once a day: while it is, nobody else can write.

        Raises:
            DamageError, StorageError, FileError, Cancelled: see `make_backup`.
        """
        if self._holding() is not None:
            return None
        if self._store.shared and reason in {Reason.CLOSING, Reason.BEFORE_MERGE}:
            return self.daily(watch)
        return make_backup(self._source, reason, self._clock(), watch)

    def daily(self, watch: Watch | None = None) -> Backup | None:
        """The first opening of a day: make one unless there is one of today.

        Raises:
            DamageError, StorageError, FileError, Cancelled: see `make_backup`.
        """
        now = self._clock()
        days = (made.moment.astimezone(now.tzinfo).date() for _, made in self._source.rack.sound())
        if now.date() in days:
            return None
        return make_backup(self._source, Reason.DAILY, now, watch)

    def attend(self) -> None:
        """From now on make a backup before work of other PCs is merged, or taken back.

        The window and the command line ask for it once they have opened the folder.
        """
        self._store.before_merging(lambda: self.ensure(Reason.BEFORE_MERGE))

    # -- the second place

    def second(self) -> SecondPlace | None:
        """The second place, if one was chosen."""
        return remembered_place(self._name())

    def second_root(self, second: SecondPlace | None) -> Path | None:
        """Where the second place is, if it is plugged in."""
        if second is None:
            return None
        return second.found([stick.folder for stick in self._sticks()])

    def choose_second(self, folder: Path) -> SecondPlace:
        """Take a folder, on a stick or another disk, as the second place.

        Raises:
            PermissionRefused: he may not.
            RuleError: it lies in the data folder itself, or everybody here is made up.
            FileError: it cannot be written.
        """
        self._permits.require(Permission.BACK_UP, "选择备份位置")
        self._refuse_practice()
        if folder.resolve().is_relative_to(self._place.folder.resolve()):
            raise RuleError(
                "这个位置就在数据文件夹里，没有选它：硬盘坏了会一起丢失。",
                hint="请选U盘、移动硬盘或另一台电脑上的文件夹。",
            )
        with backup_faults(f"“{folder.name or folder}”", "没有选这个位置"):
            place = found_place(folder, self._place.station_name, self._place.device_letter)
        remember_place(self._name(), place)
        return place

    def _refuse_practice(self) -> None:
        """On a stick it would lie beside the station's own, under the same name."""
        if self._place.practice:
            raise RuleError(
                "这里是练习库，人和数据都是虚构的，不备份到U盘，免得和正式的备份混在一起。",
                hint="练坏了请点窗口上方的“重新开始”。",
            )

    def copy_to_second(self, watch: Watch | None = None) -> Copied:
        """Bring the newest state to the second place.

        Raises:
            PermissionRefused: he may not.
            RuleError: no second place was chosen, or it is not there.
            FileError, StorageError, Cancelled: what was there is there still.
        """
        self._permits.require(Permission.BACK_UP, "备份到U盘")
        watch = watch or Watch()
        second = self.second()
        root = self.second_root(second)
        if second is None or root is None:
            raise _not_there(second)
        newest = self._holding()
        if newest is None:
            made = make_backup(self._source, Reason.BY_HAND, self._clock(), watch)
            assert made.manifest is not None  # noqa: S101 - just made
            newest = made, made.manifest
        copied = copy_to(root, second.name, self._source, newest, watch)
        remember_place(self._name(), second.copied(self._clock(), newest[1].number))
        return copied

    def second_wants(self) -> bool:
        """Whether the second place is there and lacks the newest backup."""
        root = self.second_root(self.second())
        if root is None:
            return False
        newest = self._holding() or self._source.rack.newest()
        return newest is not None and not already_there(root, newest[1])

    # -- one file

    def write_file(self, target: Path, watch: Watch | None = None) -> int:
        """Write the whole data folder into one file; returns its size.

        Raises:
            PermissionRefused: he may not.
            FileError, StorageError, Cancelled: a former file is as it was.
        """
        self._permits.require(Permission.BACK_UP, "备份")
        watch = watch or Watch()
        backup = make_backup(self._source, Reason.BY_HAND, self._clock(), watch)
        with backup_faults(f"“{target.name}”"):
            return pack(packings(backup, self._place.folder / SHELF), target, watch)

    # -- checking

    def check(self, watch: Watch | None = None) -> CheckReport:
        """Look at database, journal, attachments, backups, keys and the second place.

        Raises:
            Cancelled: somebody asked to stop.
        """
        from jyguide.backup.service.checking import FolderCheck  # noqa: PLC0415 - seldom needed

        return FolderCheck(self._source, self._clock, self._sticks).run(watch or Watch())

    # -- restoring

    def preview(self, backup: Backup, proof: Proof | None = None) -> Preview:
        """What restoring a backup would bring and lose.

        Raises:
            PermissionRefused: he may not.
            RuleError: it may not be restored here, or asks for its own secret.
            FileError: it is no whole backup.
        """
        from jyguide.backup.service.restoring import preview  # noqa: PLC0415 - brings all of sync

        self._permits.require(Permission.RESTORE, "恢复备份")
        return preview(self._whither(), self._chosen(backup, proof))

    def restore(
        self, backup: Backup, proof: Proof | None = None, watch: Watch | None = None
    ) -> Restored:
        """Put a backup in the place of the data; the folder is to be opened anew afterwards.

        Raises:
            PermissionRefused: he may not.
            RuleError, FileError, StorageError, Cancelled: nothing was restored.
        """
        from jyguide.backup.service.restoring import restore  # noqa: PLC0415 - as in preview

        self._permits.require(Permission.RESTORE, "恢复备份")
        chosen = self._chosen(backup, proof)
        done = restore(self._whither(), chosen, self._clock, watch or Watch())
        write_mark(self._store)
        return done

    @contextmanager
    def taken(self, source: Path, watch: Watch | None = None) -> Iterator[Backup]:
        """A backup in a folder, or a file of `write_file` for as long as it lies taken apart.

        Raises:
            PermissionRefused: he may not.
            FileError: it is none, or damaged.
        """
        from jyguide.backup.service.rescue import taken_apart  # noqa: PLC0415 - as in preview

        self._permits.require(Permission.RESTORE, "恢复备份")
        with taken_apart(source, self._place.folder, watch or Watch()) as backup:
            yield backup

    def _chosen(self, backup: Backup, proof: Proof | None) -> Chosen:
        from jyguide.backup.service.rescue import shelves_of  # noqa: PLC0415 - as in preview
        from jyguide.backup.service.restoring import refuse_shut  # noqa: PLC0415 - as above

        refuse_shut(self._source.ring, backup.manifest)
        shelves = [*shelves_of(backup)]
        if root := self.second_root(self.second()):
            shelves.append(root / ATTACHMENTS)
        return choose(backup, self._source.ring, proof, tuple(shelves))

    def _whither(self) -> Whither:
        from jyguide.backup.service.restoring import Whither  # noqa: PLC0415 - as in preview

        return Whither(
            self._place.folder, self._source.ring, self._permits.user_id, self._store.close
        )

    def _holding(self) -> tuple[Backup, Manifest] | None:
        """A backup that holds all there is now."""
        address = self._source.address
        if isinstance(address, FileAddress):
            return holding(self._source, address)
        state = (self._number(), self._device())  # a server is asked for its journal alone
        made = self._source.rack.sound()
        return next((one for one in made if (one[1].number, one[1].device) == state), None)

    def _number(self) -> int:
        with self._store.read() as session:
            return session.scalar(select(func.max(JournalEntry.no))) or 0

    def _device(self) -> str:
        with self._store.read() as session:
            return setting(session, "device") or ""

    def _name(self) -> str:
        with self._store.read() as session:
            return setting(session, "database") or ""


def _row(backup: Backup, where: str, device: str) -> BackupRow:
    made = backup.manifest
    return BackupRow(backup, where, made is not None and made.device == device)


def _not_there(second: SecondPlace | None) -> RuleError:
    if second is None:
        return RuleError(
            "还没有选过备份用的U盘，没有备份到U盘。",
            hint="请插上U盘，在“安全”页点“备份到U盘”选一次位置。",
        )
    return RuleError(
        f"没有找到备份用的“{second.name}”，没有备份到U盘。",
        hint="请插上它再试；换了U盘，请在“安全”页重新选择位置。",
    )

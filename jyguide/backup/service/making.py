"""A backup made: copied, reopened, looked through, and only then given its name."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.backup import Contents, contents, copy_for_backup, look_through
from db.driver import EncryptedFile, FileAddress, opens
from db.engine import Address
from jyguide.backup.manifest import MANIFEST, KeptFile, Manifest
from jyguide.backup.rack import BACKUPS, Backup, Rack, look_at
from jyguide.backup.reason import Reason
from jyguide.backup.watch import Watch
from jyguide.backup.writing import backup_faults, digest_of, put_on_disk, write_for_good
from jyguide.place import CITY_NAME, DATABASE, server_address
from jyguide.release import release
from jyguide.sync.keys import KEY_FILE
from jyguide.vault.key_file import KEYS
from jyguide.vault.ring import Ring
from jyguide.vault.vault import Vault

BESIDE = (KEYS, KEY_FILE)
"""Files of a data folder that a backup holds beside the database."""

HERE = "本机"


@dataclass(frozen=True, slots=True)
class Source:
    """A data folder to be backed up.

    Attributes:
        ring: The keys of a folder that is shut; None of a plain one.
    """

    folder: Path
    ring: Ring | None = field(default=None, repr=False)

    @property
    def rack(self) -> Rack:
        return Rack(self.folder / BACKUPS)

    @property
    def address(self) -> Address:
        """Where the database is, and the key it is under."""
        vault = Vault(self.ring) if self.ring else None
        if address := server_address(self.folder, vault):
            return address
        return under_ring(self.folder / DATABASE, self.ring)

    def address_in(self, path: Path, like: Address) -> FileAddress:
        """A file under the key that the database is under."""
        if isinstance(like, EncryptedFile):
            return EncryptedFile(path, like.key)
        if self.ring is not None and not isinstance(like, Path):
            return EncryptedFile(path, self.ring.database[0])
        return path


def under_ring(path: Path, ring: Ring | None) -> FileAddress:
    """A database file under the key of the ring that opens it; under the newest if none does."""
    if ring is None:
        return path
    for key in ring.database:
        if opens(found := EncryptedFile(path, key)):
            return found
    return EncryptedFile(path, ring.database[0])


def holding(source: Source, address: FileAddress) -> tuple[Backup, Manifest] | None:
    """A backup that holds all there is now; the newest by date may not, by a wrong clock.

    Raises:
        StorageError: the database cannot be read.
    """
    now = contents(address)
    state = (now.number, now.settings.get("device", ""), now.rest)
    found = (
        (one, made)
        for one, made in source.rack.sound()
        if (made.number, made.device, made.rest) == state
    )
    return next(found, None)


def make_backup(
    source: Source, reason: Reason, now: datetime, watch: Watch | None = None
) -> Backup:
    """Make a backup beside the data, and let older ones go that need not stay.

    Raises:
        DamageError: the database is damaged; every older backup is there still.
        FileError: the disk is full or cannot be written; as above.
        StorageError: the database cannot be read; as above.
        Cancelled: somebody asked to stop; as above.
    """
    watch = watch or Watch()
    rack = source.rack
    with backup_faults(HERE), rack.making() as part:
        watch.step(0, 3, "正在复制数据库")
        address = source.address
        copy = source.address_in(part / DATABASE, address)
        copy_for_backup(address, copy, watch.tick)
        put_on_disk(part / DATABASE)
        watch.step(1, 3, "正在检查备份")
        found = look_through(copy)
        files = {DATABASE: digest_of(part / DATABASE, watch.tick)}
        files |= _copied_beside(source.folder, part, BESIDE)
        manifest = _manifest(found, reason, now, files, shut=isinstance(copy, EncryptedFile))
        write_for_good(part / MANIFEST, manifest.text())
        watch.step(2, 3, "正在整理备份")
        placed = rack.place(part, now)
    rack.prune(now)
    return look_at(placed)


def _copied_beside(folder: Path, part: Path, names: Iterable[str]) -> dict[str, KeptFile]:
    """The small files that lie beside the database."""
    found = {}
    for name in names:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, part / name)
            (part / name).chmod(0o600)
            put_on_disk(part / name)
            found[name] = digest_of(part / name)
    return found


def _manifest(
    found: Contents, reason: Reason, now: datetime, files: dict[str, KeptFile], *, shut: bool
) -> Manifest:
    station = found.settings.get("station", "")
    return Manifest(
        moment=now,
        reason=reason.value,
        program=release(),
        schema=found.schema,
        station=station,
        office=found.station if station else CITY_NAME,
        device=found.settings.get("device", ""),
        letter=found.settings.get("letter", ""),
        number=found.number,
        last_at=found.last_at,
        counts=dict(found.counts),
        files=files,
        shut=shut,
        rest=found.rest,
    )

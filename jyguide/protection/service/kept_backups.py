"""Backups in the data folder: plain ones brought under its key, all opened by its users alone."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from db.cipher import refuse_difference, rewrite
from db.driver import EncryptedFile, is_encrypted
from db.errors import StorageError
from jyguide.backup.manifest import MANIFEST, Manifest
from jyguide.backup.rack import BACKUPS, PART, Backup, Rack
from jyguide.backup.writing import digest_of, put_on_disk, write_for_good
from jyguide.documents.files import replace_when_whole
from jyguide.errors import StationError
from jyguide.place import DATABASE
from jyguide.protection.files import Each, seal_anew
from jyguide.protection.service.databases import source_of
from jyguide.sync.keys import KEY_FILE
from jyguide.vault.key_file import KEYS, Change, KeyFile, load_key_file, store_key_file
from jyguide.vault.on_disk import overwrite
from jyguide.vault.ring import Ring
from jyguide.vault.vault import Vault, unsealed


def shut_backups(folder: Path, keys: KeyFile, ring: Ring, each: Each) -> None:
    """Bring every plain backup of a data folder under its key; one that is damaged goes.

    One that is shut keeps its database, under a key that is still on the ring; but whoever was
    removed since it was made, or has another secret now, opens it by the former one no more.

    Raises:
        OSError: the disk is full or cannot be written; the rest waits for another time.
    """
    rack = Rack(folder / BACKUPS)
    for left in _left(rack.root):
        _overwrite_all(left)
    for backup in rack.backups():
        if _is_plain(backup):
            each()
            _shut(rack, backup, keys, ring)
        elif (backup.folder / KEYS).is_file():
            each()
            _let_in_only(backup, keys.with_change(ring, Change.NONE), ring)


def under_keys(folder: Path, others: Iterable[Path], ring: Ring) -> frozenset[bytes]:
    """The database keys that some backup of a folder, or one of the other files, is under."""
    backups = (backup.database for backup in Rack(folder / BACKUPS).backups())
    sources = [source_of(path, ring) for path in (*backups, *others) if path.is_file()]
    return frozenset(one.key for one in sources if isinstance(one, EncryptedFile))


def _shut(rack: Rack, backup: Backup, keys: KeyFile, ring: Ring) -> None:
    """The new one stands beside the old before that goes: a power cut leaves both, never none."""
    if backup.manifest is not None and not backup.problem:
        with rack.making() as part:
            if _made(backup, backup.manifest, part, keys, ring):
                rack.place(part, backup.manifest.moment)
    doomed = backup.folder.with_name(f".{secrets.token_hex(6)}.part")
    backup.folder.rename(doomed)
    _overwrite_all(doomed)


def _made(backup: Backup, manifest: Manifest, part: Path, keys: KeyFile, ring: Ring) -> bool:
    """The same backup under the folder's key, in another place; whether it could be made."""
    database = EncryptedFile(part / DATABASE, ring.database[0])
    try:
        rewrite(backup.database, database)
        refuse_difference(backup.database, database)
    except StorageError:
        return False  # a backup that is damaged restores nothing
    put_on_disk(database.path)
    device = backup.folder / KEY_FILE
    if device.is_file():
        vault = Vault(ring)
        write_for_good(part / KEY_FILE, vault.seal(unsealed(vault, device.read_bytes())))
    write_for_good(part / KEYS, keys.with_change(ring, Change.NONE).text())
    files = {path.name: digest_of(path) for path in sorted(part.iterdir())}
    shut = msgspec.structs.replace(manifest, files=files, shut=True)
    write_for_good(part / MANIFEST, shut.text())
    return True


def _let_in_only(backup: Backup, keys: KeyFile, ring: Ring) -> None:
    """Written file by file, the manifest last: what a power cut leaves half done is done again."""
    device = backup.folder / KEY_FILE
    vault = Vault(ring)
    stale = device.is_file() and not vault.is_newest(device.read_bytes())
    # First, or a power cut would leave this PC's keys under one that the backup does not hold.
    if stale or _users_of(backup.folder) != {(slot.user, slot.public) for slot in keys.slots}:
        store_key_file(backup.folder, keys)
    if stale:
        seal_anew([device], vault, lambda: None)
    if backup.manifest is None:
        return
    found = {
        name: digest_of(backup.folder / name)
        for name in backup.manifest.files
        if name in (KEYS, KEY_FILE) and (backup.folder / name).is_file()
    }
    files = {**backup.manifest.files, **found}
    if files != backup.manifest.files:
        told = msgspec.structs.replace(backup.manifest, files=files)
        with replace_when_whole(backup.folder / MANIFEST) as part:
            write_for_good(part, told.text())


def _users_of(folder: Path) -> set[tuple[str, str]]:
    """Who opens a backup by its own key file, each by the half of his key that is public."""
    try:
        return {(slot.user, slot.public) for slot in load_key_file(folder).slots}
    except StationError:
        return set()


def _is_plain(backup: Backup) -> bool:
    return backup.database.is_file() and not is_encrypted(backup.database)


def _left(root: Path) -> list[Path]:
    return [path for path in root.glob(".*.part") if PART.fullmatch(path.name)]


def _overwrite_all(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            overwrite(path)
    shutil.rmtree(folder)

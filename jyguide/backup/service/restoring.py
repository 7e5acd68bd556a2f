"""The way back from a backup: a draft beside the data, made whole, then put in its place."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from db.backup import Contents, contents, look_through, lost_since
from db.cipher import rewrite
from db.copying import refuse_others
from db.driver import EncryptedFile, FileAddress, beside, connect, file_of
from db.errors import StorageError
from db.soundness import damage_while_open
from db.upgrade import remove_file, upgrade
from jyguide.access.permission import Permission, may
from jyguide.access.role import Role
from jyguide.attachment.shelf import FOLDER as SHELF
from jyguide.attachment.shelf import Shelf
from jyguide.backup.aside import keep_damaged
from jyguide.backup.manifest import Manifest
from jyguide.backup.reason import Reason
from jyguide.backup.row import Preview, Restored
from jyguide.backup.service.chosen import Chosen, check_bytes
from jyguide.backup.service.making import Source, make_backup, under_ring
from jyguide.backup.service.settling import Present, read_present, settle_draft
from jyguide.backup.watch import Watch
from jyguide.backup.writing import put_on_disk, write_for_good
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.bad_luck.instance import claim
from jyguide.clock import Clock
from jyguide.errors import AppError, RuleError
from jyguide.place import DATABASE, PRACTICE, is_on_server
from jyguide.sync.keys import KEY_FILE, DeviceKeys
from jyguide.vault.key_file import KEYS
from jyguide.vault.ring import Ring
from jyguide.vault.vault import Vault, sealed, unsealed

DRAFT = f"{DATABASE}.restoring"


@dataclass(frozen=True, slots=True)
class Whither:
    """The data folder that a backup is restored into.

    Attributes:
        ring: Its keys; None of a plain one, and of a new one that takes the backup's.
        actor: Who restores; None: whoever the backup says was at work.
        let_go: Closes the database where this process has it open.
    """

    folder: Path
    ring: Ring | None = field(default=None, repr=False)
    actor: UUID | None = None
    let_go: Callable[[], object] = lambda: None

    @property
    def database(self) -> Path:
        return self.folder / DATABASE


def preview(whither: Whither, chosen: Chosen) -> Preview:
    """What restoring would bring and lose.

    Raises:
        RuleError: it may not be restored here.
    """
    now = _now(whither)
    _refuse(whither, chosen, now)
    if now is None:
        return Preview(chosen.manifest, None, None, None)
    here = under_ring(whither.database, whither.ring)
    actions, entries = lost_since(here, chosen.address)
    return Preview(chosen.manifest, actions, entries, now.counts["people"])


def restore(whither: Whither, chosen: Chosen, clock: Clock, watch: Watch) -> Restored:
    """Put a backup in the place of the data, which is saved before.

    Whatever goes wrong, and whenever the PC dies, the data is as it was or the backup's.

    Raises:
        RuleError: the backup is another station's, or whoever asks may not.
        FileError: the backup is damaged, or the disk is full.
        StorageError: it is a newer release's, or somebody has the database open.
        Cancelled: somebody asked to stop.
    """
    now = _now(whither)
    _refuse(whither, chosen, now)
    if now is not None and whither.ring is not None and whither.actor is not None:
        _refuse_stranger(under_ring(whither.database, whither.ring), whither.actor)
    watch.step(0, 5, "正在核对备份")
    check_bytes(chosen, watch)
    watch.step(1, 5, "正在备份现在的数据")
    source = Source(whither.folder, whither.ring)
    saved = make_backup(source, Reason.BEFORE_RESTORE, clock(), watch) if now else None
    ring = whither.ring or (None if now else chosen.ring)
    draft = _draft(whither, ring, now)
    try:
        with folder_faults(whither.folder), claim(whither.folder, alone=True):
            watch.step(2, 5, "正在写入恢复的数据")
            present = read_present(under_ring(whither.database, ring)) if now else None
            _write_draft(draft, chosen)
            _refuse_practice(draft, now)
            _settle(draft, whither, chosen, present, clock)
            watch.step(3, 5, "正在找回附件")
            brought = _bring_files(whither.folder, ring, chosen, watch)
            watch.step(4, 5, "正在换上恢复的数据")
            if now is None:
                _take_keys(draft, whither, chosen)
            whither.let_go()
            _swap(draft, whither, now, clock())
    finally:
        remove_file(file_of(draft))
    missing = _missing(under_ring(whither.database, ring), whither.folder)
    return Restored(chosen.manifest.moment, whither.folder, saved, brought, missing)


def _now(whither: Whither) -> Contents | None:
    """What the present data says of itself; None where there is none, or none to be read."""
    if not whither.database.is_file() or not whither.database.stat().st_size:
        return None
    try:
        address = under_ring(whither.database, whither.ring)
        # What is damaged somewhere in the middle can be counted, but not backed up.
        return None if damage_while_open(address) else contents(address)
    except StorageError:
        return None


def _refuse(whither: Whither, chosen: Chosen, now: Contents | None) -> None:
    made = chosen.manifest
    if is_on_server(whither.folder):
        raise RuleError(
            "市级数据在数据库服务器上，没有恢复，数据没有改动。",
            hint="请把备份恢复到一个新的文件夹，核对无误后用 jyguide database move "
            "搬到服务器上的一个空库。",
        )
    if now is not None and now.settings.get("station", "") != made.station:
        mine = now.station or "市级"
        raise RuleError(
            f"这是{made.office}的备份，这里是{mine}的数据，没有恢复，数据没有改动。",
            hint="请选本站自己的备份；要看别的站的备份，请恢复到一个新的文件夹。",
        )


def refuse_shut(ring: Ring | None, manifest: Manifest | None) -> None:
    """An encrypted backup does not go into a plain folder; said before its secret is asked for.

    Raises:
        RuleError: that was asked.
    """
    if manifest is not None and manifest.shut and ring is None:
        raise RuleError(
            "这份备份是加密的，而这个数据文件夹没有加密，没有恢复，数据没有改动。",
            hint="请先在“保护”里启用加密再恢复，或恢复到一个新的文件夹。",
        )


def _draft(whither: Whither, ring: Ring | None, now: Contents | None) -> FileAddress:
    """Under the key of the data as it is: whoever has that open goes on with it."""
    path = whither.folder / DRAFT
    if ring is None:
        return path
    if now is None:
        return EncryptedFile(path, ring.database[0])
    return beside(under_ring(whither.database, ring), path)


def _write_draft(draft: FileAddress, chosen: Chosen) -> None:
    """The backup's database under the key the folder is under from now on, for this release."""
    remove_file(file_of(draft))
    same = getattr(draft, "key", None) == getattr(chosen.address, "key", None)
    if same or not isinstance(draft, EncryptedFile):
        shutil.copyfile(file_of(chosen.address), file_of(draft))
    else:
        rewrite(chosen.address, draft)
    upgrade(draft)


def _refuse_practice(draft: FileAddress, now: Contents | None) -> None:
    """What people practised with never takes the place of what is so, nor the other way round."""
    if now is None:
        return
    if bool(contents(draft).settings.get(PRACTICE)) != bool(now.settings.get(PRACTICE)):
        raise RuleError(
            "这份备份和这里的数据，一个是练习库的，一个是正式的，没有恢复，数据没有改动。",
            hint="请选这里自己的备份。",
        )


def _settle(
    draft: FileAddress, whither: Whither, chosen: Chosen, present: Present | None, clock: Clock
) -> None:
    found = contents(draft)
    if found.settings.get("station", "") != chosen.manifest.station:
        raise RuleError(
            "备份的说明与其中的数据不是同一个站的，没有恢复，数据没有改动。",
            hint="这份备份可能被改动过，请选另一份。",
        )
    actor = whither.actor or UUID(found.settings["actor"])
    if present is None and whither.actor is not None:
        _refuse_stranger(draft, actor)
    moment = chosen.manifest.moment
    settle_draft(draft, present, actor, f"恢复 {moment:%Y-%m-%d %H:%M} 的备份", clock)
    refuse_others(draft)  # one piece, with nothing in a log beside it
    look_through(draft)
    put_on_disk(file_of(draft))


def _refuse_stranger(database: FileAddress, actor: UUID) -> None:
    """The users of a database say who may restore: of the present one, else of the backup."""
    with closing(connect(database)) as connection:
        row = connection.execute(
            'SELECT name, role FROM "user" WHERE id = ?', (actor.hex,)
        ).fetchone()
    role = row[1] if row else ""
    if role not in set(Role) or not may(Role(role), Permission.RESTORE):
        raise RuleError(
            "没有恢复：您不是可以恢复备份的人（站长或市级负责人），数据没有改动。",
            hint="请由站长（市级为负责人）登录后来做；备份里还没有这个身份的，请选一份更晚的备份。",
        )


def _take_keys(draft: FileAddress, whither: Whither, chosen: Chosen) -> None:
    """Where there is no data, keys and identity are the backup's.

    A folder that has keys of its own keeps them, and a PC that is the backup's its identity.
    """
    ring = whither.ring or chosen.ring
    here = Vault(ring) if ring else None
    theirs = Vault(chosen.ring) if chosen.ring else None
    device = contents(draft).settings.get("device", "")
    if not whither.ring and (chosen.folder / KEYS).is_file():
        _put(whither.folder / KEYS, (chosen.folder / KEYS).read_bytes())
    source = chosen.folder / KEY_FILE
    if _device_of(whither.folder / KEY_FILE, here) != device == _device_of(source, theirs):
        _put(whither.folder / KEY_FILE, sealed(here, unsealed(theirs, source.read_bytes())))


def _put(target: Path, content: bytes) -> None:
    part = target.with_name(f"{DRAFT}-{target.name}")
    write_for_good(part, content)
    part.replace(target)


def _device_of(key_file: Path, vault: Vault | None) -> str:
    with suppress(OSError, ValueError):
        return DeviceKeys.read(unsealed(vault, key_file.read_bytes()).decode()).device.hex
    return ""


def _swap(draft: FileAddress, whither: Whither, now: Contents | None, moment: datetime) -> None:
    """In one step, with no log of the former database left that could be read into the new one."""
    if now is not None:
        refuse_others(under_ring(whither.database, whither.ring))
    elif whither.database.is_file():
        keep_damaged(whither.folder, moment)
    file_of(draft).replace(whither.database)


def _bring_files(folder: Path, ring: Ring | None, chosen: Chosen, watch: Watch) -> int:
    """Bring attachments that are missing here, sealed under this folder's key."""
    shelf = Shelf(folder, Vault(ring) if ring else None)
    theirs = Vault(chosen.ring) if chosen.ring else None
    brought = 0
    for sha256, path in _shelved(chosen.shelves):
        if shelf.holds(sha256):
            continue
        watch.tick()
        with suppress(ValueError, OSError):
            data = _plain(path.read_bytes(), (theirs, Vault(ring) if ring else None))
            if hashlib.sha256(data).hexdigest() == sha256:
                shelf.keep(data, path.name)
                brought += 1
    return brought


def _plain(kept: bytes, vaults: tuple[Vault | None, ...]) -> bytes:
    for vault in vaults[:-1]:
        with suppress(ValueError):
            return unsealed(vault, kept)
    return unsealed(vaults[-1], kept)


def _shelved(shelves: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    for root in shelves:
        for path in sorted(root.glob("??/*")):
            if len(path.name) == 64 and path.is_file():  # noqa: PLR2004 - digits of a SHA-256
                yield path.name, path


def _missing(database: FileAddress, folder: Path) -> int:
    """How many attachments rows name that are not here."""
    with suppress(StorageError, AppError), closing(connect(database)) as connection:
        named = connection.execute("SELECT DISTINCT sha256 FROM attachment WHERE NOT deleted")
        shelf = folder / SHELF
        return sum(not (shelf / key[:2] / key).is_file() for (key,) in named)
    return 0

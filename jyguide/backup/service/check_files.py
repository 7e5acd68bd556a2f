"""Whether what lies beside the database is whole: attachments, keys, backups, the second place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.driver import EncryptedFile, opens
from db.errors import StorageError
from db.lives import setting
from db.models import Attachment, JournalEntry, User
from db.soundness import damage
from jyguide.attachment.shelf import FOLDER as SHELF
from jyguide.backup.finding import Line, Part, fault, fine
from jyguide.backup.manifest import Manifest
from jyguide.backup.rack import Backup, Rack
from jyguide.backup.service.making import Source
from jyguide.backup.service.second import held
from jyguide.backup.strangers import LET_GO, told_of_strangers
from jyguide.backup.writing import digest_of
from jyguide.errors import AppError
from jyguide.place import DATABASE
from jyguide.sync.keys import KEY_FILE, DeviceKeys
from jyguide.vault.key_file import load_key_file
from jyguide.vault.vault import Vault, is_sealed, unsealed

Tick = Callable[[], None]


def check_attachments(session: Session, source: Source, tick: Tick) -> Iterator[Line]:
    """Rows without bytes, bytes without rows, bytes that are not what they were."""
    part = Part.ATTACHMENTS
    rows = {
        row.sha256: row.id
        for row in session.execute(
            select(Attachment.id, Attachment.sha256).where(~Attachment.deleted)
        )
    }
    paths = {path.name: path for path in held(source.folder / SHELF)}
    spoilt, bare = _spoilt(paths, source, tick)
    lost = _added_here(session, [rows[key] for key in rows.keys() - paths.keys()])
    elsewhere = len(rows.keys() - paths.keys()) - lost
    if spoilt:
        yield fault(
            part,
            f"{spoilt} 个附件的内容已损坏。",
            "请从U盘上的备份恢复附件，或重新加入一次原来的文件；若常有发生，请检查硬盘。",
        )
    if lost:
        yield fault(
            part,
            f"{lost} 个在这台电脑上加入的附件，内容不见了。",
            "请插上备份用的U盘，用其中的备份恢复；没有备份时请重新加入。",
        )
    if bare:
        yield fault(part, f"{bare} 个附件没有加密。", "请在“安全”页更换一次密钥。")
    unused = len(paths.keys() - rows.keys())
    more = f"，另有 {elsewhere} 个在加入它的电脑上" if elsewhere else ""
    rest = f"，{unused} 个不再使用（会自动清理）" if unused else ""
    yield fine(part, f"看过 {len(paths)} 个附件{more}{rest}。")


def check_backups(source: Source, tick: Tick) -> Iterator[Line]:
    """Every backup against its manifest; the newest opened."""
    part = Part.BACKUPS
    found = source.rack.backups()
    bad = [(one, problem) for one in found if (problem := _problem(one, tick))]
    for one, problem in bad:
        yield fault(
            part,
            f"备份“{one.name}”不能用：{problem}。",
            "请现在备份一次；这份不能用的可以删除。",
        )
    names = {one.name for one, _ in bad}
    good = [(one, made) for one, made in source.rack.sound() if one.name not in names]
    if not good:
        yield fault(part, "本机没有可用的备份。", "请在“安全”页点“立即备份”。")
        return
    newest, made = good[0]
    if problem := _newest_problem(newest, made, source):
        yield fault(part, f"最近的备份“{newest.name}”{problem}。", "请现在备份一次。")
        return
    yield fine(part, f"{len(good)} 份备份完好；最近一份 {newest.name} 打得开，已逐页核对。")


def check_keys(session: Session, source: Source) -> Iterator[Line]:
    """The key file against the ring and the users, the PC's own keys against the database."""
    part = Part.KEYS
    vault = Vault(source.ring) if source.ring else None
    try:
        text = unsealed(vault, (source.folder / KEY_FILE).read_bytes()).decode()
        device = DeviceKeys.read(text).device.hex
    except FileNotFoundError:
        device = ""
    except (OSError, ValueError):
        device = "?"
    if device and device != setting(session, "device"):
        yield fault(
            part,
            "本机的签名密钥（device.key）损坏，或属于另一台电脑。",
            "请从备份文件夹里复制 device.key 回来；找不回时重新申请入网。",
        )
    if source.ring is None:
        yield fine(part, "数据文件夹没有加密。")
        return
    try:
        keys = load_key_file(source.folder)
        keys.check(source.ring)
    except AppError as error:
        yield fault(part, error.message, error.hint)
        return
    without = _entered_here(session) - {slot.user_id for slot in keys.slots}
    if without:
        yield fault(
            part,
            f"{len(without)} 位使用人没有口令，登录不了。",
            "请由站长（市级为负责人）在“安全”页为其重设口令。",
        )
    if left := told_of_strangers(source.folder):
        yield fault(part, left, LET_GO)
    recovery = "，市级可以帮助恢复口令" if keys.recovery_to else ""
    yield fine(part, f"密钥文件完好，{len(keys.slots)} 位使用人{recovery}。")


def _entered_here(session: Session) -> set[UUID]:
    """Who was let in on this PC; whoever came with a file has his secret where he was let in."""
    made = select(JournalEntry.row_id).where(
        JournalEntry.table == User.__tablename__,
        JournalEntry.stamps_before.is_(None),
        JournalEntry.merge_id.is_(None),
    )
    users = select(User.id).where(User.role != "", ~User.deleted, User.id.in_(made))
    return set(session.scalars(users))


def check_second(root: Path | None, name: str, reminder: str, tick: Tick) -> Iterator[Line]:
    """The newest backup in the second place, if that is plugged in."""
    part = Part.SECOND
    if root is None:
        where = f"“{name}”没有插上，没有检查。" if name else "还没有选过备份用的U盘。"
        yield fine(part, where + reminder)  # nothing is wrong with what there is
        return
    newest = Rack(root).newest()
    if newest is None or _problem(newest[0], tick):
        yield fault(part, f"“{name}”上没有可用的备份。", "请点“备份到U盘”再备份一次。")
        return
    yield fine(part, f"“{name}”上最近的备份 {newest[0].name} 完好。")


def _spoilt(paths: dict[str, Path], source: Source, tick: Tick) -> tuple[int, int]:
    """How many are damaged, and how many lie open in a folder that is shut."""
    vault = Vault(source.ring) if source.ring else None
    spoilt = bare = 0
    for sha256, path in paths.items():
        tick()
        try:
            data = path.read_bytes()
            spoilt += hashlib.sha256(unsealed(vault, data)).hexdigest() != sha256
            bare += vault is not None and not is_sealed(data)
        except (OSError, ValueError):
            spoilt += 1
    return spoilt, bare


def _added_here(session: Session, missing: list[UUID]) -> int:
    """How many of these came into being on this PC, which then must have their bytes."""
    count = 0
    for start in range(0, len(missing), 500):
        made_here = (
            select(JournalEntry.row_id)
            .distinct()
            .where(
                JournalEntry.row_id.in_(missing[start : start + 500]),
                JournalEntry.stamps_before.is_(None),
                JournalEntry.merge_id.is_(None),
            )
        )
        count += len(session.scalars(made_here).all())
    return count


def _problem(one: Backup, tick: Tick) -> str:
    if one.problem or one.manifest is None:
        return one.problem
    for name, kept in one.manifest.files.items():
        try:
            if digest_of(one.folder / name, tick) != kept:
                return f"{name} 与备份时不一样"
        except OSError:
            return f"{name} 读不出"
    return ""


def _newest_problem(backup: Backup, made: Manifest, source: Source) -> str:
    path = backup.folder / DATABASE
    if not made.shut:
        return _damage_text(damage(path))
    for key in source.ring.database if source.ring else ():
        if opens(address := EncryptedFile(path, key)):
            try:
                return _damage_text(damage(address))
            except StorageError as error:
                return error.message
    return "用现在的密钥打不开"


def _damage_text(found: str) -> str:
    return f"里的数据库已损坏（{found[:80]}）" if found else ""

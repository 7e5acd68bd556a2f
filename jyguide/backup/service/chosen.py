"""A backup that was chosen to be restored, opened by the keys at hand or by a secret of then."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from db.driver import EncryptedFile, FileAddress, opens
from jyguide.backup.manifest import Manifest
from jyguide.backup.rack import Backup, look_at
from jyguide.backup.row import Proof, SecretNeededError
from jyguide.backup.watch import Watch
from jyguide.backup.writing import digest_of
from jyguide.errors import FileError
from jyguide.place import DATABASE
from jyguide.vault.key_file import KEYS, KeyFile, load_key_file
from jyguide.vault.ring import Ring


@dataclass(frozen=True, slots=True)
class Chosen:
    """A backup in hand.

    Attributes:
        ring: The keys that open it; None of a plain one.
        shelves: Folders of attachments, in which those that are missing are looked for.
    """

    folder: Path
    manifest: Manifest
    address: FileAddress
    ring: Ring | None = field(repr=False)
    shelves: tuple[Path, ...] = ()


def choose(
    backup: Backup, ring: Ring | None, proof: Proof | None, shelves: tuple[Path, ...] = ()
) -> Chosen:
    """Open a backup.

    Args:
        backup: Where it is.
        ring: The keys of the folder it is for, if that has any.
        proof: Who opens it by a secret of its own.
        shelves: Where attachments may be found.

    Raises:
        FileError: it is no whole backup.
        SecretNeededError: neither the ring opens it, nor was a proof given.
        WrongSecretError: the secret is another.
        StationError: its key file is damaged.
    """
    backup = look_at(backup.folder)
    if backup.manifest is None or backup.problem:
        raise unfit(backup.name, backup.problem)
    path = backup.folder / DATABASE
    if not backup.manifest.shut:
        return Chosen(backup.folder, backup.manifest, path, None, shelves)
    known = ring if ring and any(opens(EncryptedFile(path, k)) for k in ring.database) else None
    known = known or _by_proof(backup.folder, proof)
    for key in known.database:
        if opens(address := EncryptedFile(path, key)):
            return Chosen(backup.folder, backup.manifest, address, known, shelves)
    raise unfit(backup.name, "数据库打不开，可能已损坏")


def check_bytes(chosen: Chosen, watch: Watch) -> None:
    """See that a backup is byte by byte what was made.

    Raises:
        FileError: it is not.
    """
    for name, kept in chosen.manifest.files.items():
        try:
            same = digest_of(chosen.folder / name, watch.tick) == kept
        except OSError as error:
            raise unfit(chosen.folder.name, f"{name} 读不出", str(error)) from error
        if not same:
            raise unfit(chosen.folder.name, f"{name} 与备份时不一样，可能已损坏")


def unfit(name: str, why: str, detail: str = "") -> FileError:
    """The sentence for a backup that cannot be used."""
    return FileError(
        f"备份“{name}”不能用：{why}。没有恢复，现在的数据没有改动。",
        hint="请选另一份备份；U盘上的备份可以先复制到本机再试。",
        detail=detail,
    )


def _by_proof(folder: Path, proof: Proof | None) -> Ring:
    if not (folder / KEYS).is_file():
        raise unfit(folder.name, "缺少密钥文件（jyguide.keys），也不是用现在的密钥加密的")
    keys = load_key_file(folder)
    if proof is None:
        raise _secret_needed(keys)
    return keys.opened(proof.user_id, proof.secret)


def _secret_needed(keys: KeyFile) -> SecretNeededError:
    return SecretNeededError(
        "这份备份不是用这个数据文件夹的密钥加密的（来自另一台电脑，或在重新建立之前）。",
        hint="请选择当时的使用人，输入做备份时用的口令（不是后来改的口令）。",
        people={slot.user_id: slot.label for slot in keys.slots},
    )

"""`jyguide.keys`: who can open a data folder. It names nobody in full and holds no key in clear.

Each user has a slot: an X25519 pair whose private half is wrapped by a key stretched from his
secret, and the folder's ring sealed to the public half. So keys can be changed, and users added
by somebody who is logged in, without knowing anybody else's secret.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from jyguide.documents.files import replace_when_whole
from jyguide.errors import RuleError, StationError
from jyguide.vault.escrow import Escrow
from jyguide.vault.on_disk import sync_folder
from jyguide.vault.ring import Ring
from jyguide.vault.secret import Cost
from jyguide.vault.slot import Slot, WrongSecret, hidden, make_slot
from jyguide.vault.vault import is_sealed

KEYS = "jyguide.keys"
"""Its name inside the data folder."""

_SEALED = "device.key"
"""What every shut folder has beside it, sealed before the key file is written."""

_HEAD_SIZE = 16
_LARGEST = 1024 * 1024
_VERSION = 1


def damaged() -> StationError:
    """The sentence for a key file that nobody with the ring wrote."""
    return StationError(
        "数据文件夹的密钥文件（jyguide.keys）已损坏或被改动过，没有打开数据，数据没有改动。",
        hint="请把“backups”文件夹里最近一次备份中的 jyguide.keys 复制回来再打开；"
        "如果不是自己人改动的，请先告诉市级。",
    )


def missing() -> StationError:
    """The sentence for a key file that is gone, or nothing that can be read."""
    return StationError(
        "数据文件夹的密钥文件（jyguide.keys）不见了或读不出，没有打开数据，数据没有改动。",
        hint="请检查它是否被移走、改名或被杀毒软件隔离；找不到时，"
        "把“backups”文件夹里最近一次备份中的 jyguide.keys 复制回来再打开。",
    )


class Change(StrEnum):
    """A change of the folder's keys that is asked for or under way; see `jyguide.protection`.

    It stands in the key file, which nobody can write without the ring: so a plain database is
    taken for our own only while we said ourselves that it still is one.
    """

    NONE = ""
    SHUTTING = "shutting"
    REKEY_ASKED = "rekey_asked"
    REKEYING = "rekeying"


class WrongSecretError(RuleError):
    """Somebody typed another secret than his own."""


class _Said(msgspec.Struct, forbid_unknown_fields=True):
    v: int
    folder: str
    slots: list[Slot]
    office: str = ""
    recovery_to: str = ""
    recovery: str = ""
    change: Change = Change.NONE
    digest: str = ""
    sum: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the file says.

    Attributes:
        folder: Names this folder in the state that a PC keeps outside it.
        office: Whose folder it is, as the city is told that cannot look inside: "周庄镇 A 机".
        recovery_to: The city's public recovery key, "age1…", or "" while none is known.
        recovery: The ring sealed to it; base64.
        change: What of a change of keys is still to be done.
        digest: Over all the rest, keyed by the ring: nobody adds a slot without opening one.
    """

    folder: str
    slots: tuple[Slot, ...] = ()
    office: str = ""
    recovery_to: str = ""
    recovery: str = ""
    change: Change = Change.NONE
    digest: str = ""

    @classmethod
    def new(cls) -> KeyFile:
        """Of a folder to be made."""
        return cls(uuid4().hex)

    def slot(self, user_id: UUID) -> Slot | None:
        """How this user opens the folder."""
        return next((slot for slot in self.slots if slot.user_id == user_id), None)

    def with_user(self, ring: Ring, user_id: UUID, name: str, secret: str, cost: Cost) -> KeyFile:
        """The same with a user who opens it by this secret; his former one counts no more."""
        others = tuple(slot for slot in self.slots if slot.user_id != user_id)
        slot = make_slot(ring, user_id, name, secret, cost)
        return replace(self, slots=(*others, slot)).signed(ring)

    def with_secret(self, ring: Ring, user_id: UUID, secret: str, cost: Cost) -> KeyFile:
        """The same with another secret of somebody who has a slot.

        Raises:
            StationError: he has none.
        """
        former = self.slot(user_id)
        if former is None:
            raise damaged()
        made = make_slot(ring, user_id, "", secret, cost)
        made = msgspec.structs.replace(made, label=former.label)
        slots = tuple(made if slot is former else slot for slot in self.slots)
        return replace(self, slots=slots).signed(ring)

    def with_label(self, ring: Ring, user_id: UUID, name: str) -> KeyFile:
        """The same with somebody under another name."""
        slots = tuple(
            slot.called(name) if slot.user_id == user_id else slot for slot in self.slots
        )
        return replace(self, slots=slots).signed(ring)

    def with_change(self, ring: Ring, change: Change) -> KeyFile:
        """The same with word of what is still to be done."""
        return replace(self, change=change).signed(ring)

    def without_user(self, ring: Ring, user_id: UUID) -> KeyFile:
        """The same without him. What he has copied he can open still: so re-key."""
        kept = tuple(slot for slot in self.slots if slot.user_id != user_id)
        return replace(self, slots=kept).signed(ring)

    def with_recovery(self, ring: Ring, recipient: str, office: str) -> KeyFile:
        """The same, openable by the holder of the city's recovery key.

        Args:
            ring: The folder's.
            recipient: The public recovery key, "age1…".
            office: Whose folder it is, for people.
        """
        sealed = Escrow(self.folder, office, ring).seal(recipient)
        return replace(self, office=office, recovery_to=recipient, recovery=sealed).signed(ring)

    def with_ring(self, ring: Ring) -> KeyFile:
        """The same users with other keys."""
        renewed = replace(self, slots=tuple(slot.renewed(ring) for slot in self.slots))
        if self.recovery_to:
            return renewed.with_recovery(ring, self.recovery_to, self.office)
        return renewed.signed(ring)

    def signed(self, ring: Ring) -> KeyFile:
        """With the digest that fits."""
        return replace(self, digest=self._digest(ring))

    def opened(self, user_id: UUID, secret: str) -> Ring:
        """The ring, by somebody's secret; takes as long as his slot's cost.

        Raises:
            WrongSecretError: it is another.
            StationError: the file was altered, or he has no slot.
        """
        slot = self.slot(user_id)
        if slot is None:
            raise damaged()
        try:
            ring = slot.opened(secret)
        except WrongSecret as error:
            raise WrongSecretError(
                "口令不对，没有打开数据。",
                hint="请核对大小写和输入法后再试；忘记口令可以请市级恢复。",
            ) from error
        except ValueError as error:
            raise damaged() from error
        self.check(ring)
        return ring

    def check(self, ring: Ring) -> None:
        """See that the slots are those that somebody with the ring wrote.

        Raises:
            StationError: they are not.
        """
        if not hmac.compare_digest(self.digest, self._digest(ring)):
            raise damaged()

    def _digest(self, ring: Ring) -> str:
        said = msgspec.json.encode(
            [
                *(_VERSION, self.folder, list(self.slots)),
                *(self.office, self.recovery_to, self.recovery, self.change),
            ]
        )
        return hashlib.blake2b(
            said, key=ring.files[0], digest_size=32, person=b"jyguide-slots"
        ).hexdigest()

    def text(self) -> bytes:
        """The file's content: one form for one meaning, with a sum that needs no key.

        A byte that a disk has spoilt is so told from a secret that was mistyped.
        """
        said = _Said(
            _VERSION,
            self.folder,
            list(self.slots),
            self.office,
            self.recovery_to,
            self.recovery,
            self.change,
            self.digest,
        )
        said.sum = hashlib.blake2b(msgspec.json.encode(said), digest_size=16).hexdigest()
        return msgspec.json.format(msgspec.json.encode(said), indent=1)

    @classmethod
    def read(cls, content: bytes) -> KeyFile:
        """From a file's content.

        Raises:
            StationError: it is none.
        """
        try:
            _refuse_newer(msgspec.json.decode(content, type=_Version).v)
            said = msgspec.json.decode(content, type=_Said)
            made = cls(
                UUID(said.folder).hex,
                tuple(said.slots),
                said.office,
                said.recovery_to,
                said.recovery,
                said.change,
                said.digest,
            )
            for slot in made.slots:
                UUID(slot.user)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise damaged() from error
        if made.text() != content:
            raise damaged()
        return made


class _Version(msgspec.Struct):
    v: int


def _refuse_newer(version: int) -> None:
    if version > _VERSION:
        raise StationError(
            "这个数据文件夹的密钥文件是更新版本的程序写的，本程序没有打开它，数据没有改动。",
            hint="请先升级本机的“暨阳指导”。",
        )


def is_protected(folder: Path) -> bool:
    """Whether a data folder is shut, also where its key file was taken away or is none.

    A shut one would else be taken for a plain one whose database is damaged.
    """
    return os.path.lexists(folder / KEYS) or _holds_sealed(folder / _SEALED)


def _holds_sealed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_sealed(file.read(_HEAD_SIZE))
    except OSError:
        return False


def load_key_file(folder: Path) -> KeyFile:
    """What a data folder's key file says.

    Raises:
        StationError: it cannot be read, or was altered.
    """
    path = folder / KEYS
    try:
        if not path.is_file():  # of a pipe nobody would ever see the end
            raise missing()
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise missing() from error
    if len(content) > _LARGEST:
        raise damaged()
    return KeyFile.read(content)


def store_key_file(folder: Path, keys: KeyFile) -> None:
    """Write it in one step; the one before stays until the new one is on the disk.

    Everything is lost with it, so the new one is on the disk before anything relies on it.

    Raises:
        FileError: it cannot be written; the former is as it was.
    """
    with replace_when_whole(folder / KEYS) as part, part.open("wb") as file:
        part.chmod(0o600)
        file.write(keys.text())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def candidates(keys: KeyFile, name: str) -> Iterable[Slot]:
    """Slots that may be of somebody with this name."""
    return (slot for slot in keys.slots if slot.label == hidden(name))

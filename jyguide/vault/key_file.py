"""`jyguide.keys`: who can open a data folder. It names nobody in full and holds no key in clear.

Each user has a slot: an X25519 pair whose private half is wrapped by a key stretched from his
secret, and the folder's ring sealed to the public half. So keys can be changed, and users added
by somebody who is logged in, without knowing anybody else's secret.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from jyguide.documents.files import replace_when_whole
from jyguide.errors import RuleError, StationError
from jyguide.vault.ring import Ring
from jyguide.vault.secret import SALT_SIZE, Cost, is_bearable, stretched

KEYS = "jyguide.keys"
"""Its name inside the data folder."""

_LARGEST = 1024 * 1024
_VERSION = 1


def damaged() -> StationError:
    """The sentence for a key file that nobody with the ring wrote."""
    return StationError(
        "数据文件夹的密钥文件（jyguide.keys）已损坏或被改动过，没有打开数据，数据没有改动。",
        hint="请把“backups”文件夹里最近一次备份中的 jyguide.keys 复制回来再打开；"
        "如果不是自己人改动的，请先告诉市级。",
    )


class WrongSecretError(RuleError):
    """Somebody typed another secret than his own."""


class Slot(msgspec.Struct, frozen=True):
    """How one user opens the folder.

    Attributes:
        user: Key of his row in the database.
        label: His name with all but the first character hidden: this file can be stolen.
        passes, memory, salt: Of Argon2id; bytes are base64 throughout.
        public: X25519, 32 bytes.
        private: The other half, wrapped.
        ring: The ring's text, sealed to `public`.
    """

    user: str
    label: str
    passes: int
    memory: int
    salt: str
    public: str
    private: str
    ring: str

    @property
    def user_id(self) -> UUID:
        return UUID(self.user)

    @property
    def cost(self) -> Cost:
        return Cost(self.passes, self.memory)


class _Said(msgspec.Struct):
    v: int
    folder: str
    slots: list[Slot]
    recovery_to: str = ""
    recovery: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the file says.

    Attributes:
        folder: Names this folder in the state that a PC keeps outside it.
        recovery_to: The city's public recovery key, "age1…", or "" while none is known.
        recovery: The ring sealed to it; base64.
        digest: Over all the rest, keyed by the ring: nobody adds a slot without opening one.
    """

    folder: str
    slots: tuple[Slot, ...] = ()
    recovery_to: str = ""
    recovery: str = ""
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
        slot = _slot(ring, user_id, name, secret, cost)
        return replace(self, slots=(*others, slot)).signed(ring)

    def without_user(self, ring: Ring, user_id: UUID) -> KeyFile:
        """The same without him. What he has copied he can open still: so re-key."""
        kept = tuple(slot for slot in self.slots if slot.user_id != user_id)
        return replace(self, slots=kept).signed(ring)

    def with_recovery(self, ring: Ring, recipient: str) -> KeyFile:
        """The same, openable by the holder of the city's recovery key."""
        sealed = _text(_sealed_to_city(ring, recipient)) if recipient else ""
        return replace(self, recovery_to=recipient, recovery=sealed).signed(ring)

    def with_ring(self, ring: Ring) -> KeyFile:
        """The same users with other keys."""
        slots = tuple(msgspec.structs.replace(s, ring=_sealed(ring, s.public)) for s in self.slots)
        renewed = replace(self, slots=slots)
        if self.recovery_to:
            return renewed.with_recovery(ring, self.recovery_to)
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
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - a plain folder never needs it
        from nacl.public import PrivateKey, SealedBox  # noqa: PLC0415 - as above
        from nacl.secret import SecretBox  # noqa: PLC0415 - as above

        slot = self.slot(user_id)
        if slot is None or not is_bearable(slot.cost):
            raise damaged()
        try:
            key = stretched(secret, b64decode(slot.salt), slot.cost)
            private = SecretBox(key).decrypt(b64decode(slot.private))
        except CryptoError as error:
            raise WrongSecretError(
                "口令不对，没有打开数据。",
                hint="请核对大小写和输入法后再试；忘记口令可以请市级恢复。",
            ) from error
        except ValueError as error:
            raise damaged() from error
        try:
            text = SealedBox(PrivateKey(private)).decrypt(b64decode(slot.ring))
            ring = Ring.read(text)
        except (CryptoError, ValueError, msgspec.MsgspecError) as error:
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
            [_VERSION, self.folder, list(self.slots), self.recovery_to, self.recovery]
        )
        return hashlib.blake2b(
            said, key=ring.files[0], digest_size=32, person=b"jyguide-slots"
        ).hexdigest()

    def text(self) -> bytes:
        """The file's content."""
        said = _Said(
            _VERSION,
            self.folder,
            list(self.slots),
            self.recovery_to,
            self.recovery,
            self.digest,
        )
        return msgspec.json.format(msgspec.json.encode(said), indent=1)

    @classmethod
    def read(cls, content: bytes) -> KeyFile:
        """From a file's content.

        Raises:
            StationError: it is none.
        """
        try:
            said = msgspec.json.decode(content, type=_Said)
            made = cls(
                UUID(said.folder).hex,
                tuple(said.slots),
                said.recovery_to,
                said.recovery,
                said.digest,
            )
            for slot in made.slots:
                UUID(slot.user)
        except (msgspec.MsgspecError, ValueError) as error:
            raise damaged() from error
        if said.v != _VERSION:
            raise StationError(
                "这个数据文件夹的密钥文件是更新版本的程序写的，本程序没有打开它，数据没有改动。",
                hint="请先升级本机的“暨阳指导”。",
            )
        return made


def is_protected(folder: Path) -> bool:
    """Whether a data folder is shut."""
    return (folder / KEYS).is_file()


def load_key_file(folder: Path) -> KeyFile:
    """What a data folder's key file says.

    Raises:
        StationError: it cannot be read, or was altered.
    """
    try:
        with (folder / KEYS).open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise damaged() from error
    if len(content) > _LARGEST:
        raise damaged()
    return KeyFile.read(content)


def store_key_file(folder: Path, keys: KeyFile) -> None:
    """Write it in one step; the one before stays until the new one is on the disk.

    Raises:
        FileError: it cannot be written; the former is as it was.
    """
    with replace_when_whole(folder / KEYS) as part:
        part.touch(mode=0o600)
        part.write_bytes(keys.text())


def hidden(name: str) -> str:
    """A name of which the first character shows: 王**."""
    return name[:1] + "*" * (len(name) - 1)


def candidates(keys: KeyFile, name: str) -> Iterable[Slot]:
    """Slots that may be of somebody with this name."""
    return (slot for slot in keys.slots if slot.label == hidden(name))


def _slot(ring: Ring, user_id: UUID, name: str, secret: str, cost: Cost) -> Slot:
    from nacl.public import PrivateKey  # noqa: PLC0415 - a plain folder never needs it
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above
    from nacl.utils import random  # noqa: PLC0415 - as above

    salt, private = random(SALT_SIZE), PrivateKey.generate()
    public = _text(bytes(private.public_key))
    wrapped = bytes(SecretBox(stretched(secret, salt, cost)).encrypt(bytes(private)))
    return Slot(
        user_id.hex,
        hidden(name),
        cost.passes,
        cost.memory,
        _text(salt),
        public,
        _text(wrapped),
        _sealed(ring, public),
    )


def _sealed(ring: Ring, public: str) -> str:
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - as above

    return _text(SealedBox(PublicKey(b64decode(public))).encrypt(ring.text()))


def _sealed_to_city(ring: Ring, recipient: str) -> bytes:
    import pyrage  # noqa: PLC0415 - as above

    return bytes(pyrage.encrypt(ring.text(), [pyrage.x25519.Recipient.from_str(recipient)]))


def _text(data: bytes) -> str:
    return b64encode(data).decode()

"""The keys of one PC, in a file of its data folder: one to sign with, one to be written to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from jyguide.documents.files import replace_when_whole
from jyguide.errors import StationError
from jyguide.place import Place
from jyguide.vault.vault import sealed, unsealed

if TYPE_CHECKING:
    from nacl.signing import SigningKey
    from pyrage.x25519 import Identity

KEY_FILE = "device.key"
"""Its name inside the data folder."""


@dataclass(frozen=True)
class DeviceKeys:
    """An Ed25519 signing key and an age (X25519) identity.

    Attributes:
        device: The PC they belong to.
        seed: 32 bytes of the signing key.
        identity: The age identity as text, "AGE-SECRET-KEY-1…".
    """

    device: UUID
    seed: bytes
    identity: str

    @classmethod
    def make(cls, device: UUID) -> DeviceKeys:
        """New keys, from the machine's own randomness."""
        from nacl.signing import SigningKey  # noqa: PLC0415 - only the exchange pays for it
        from pyrage.x25519 import Identity  # noqa: PLC0415 - as above

        return cls(device, bytes(SigningKey.generate()), str(Identity.generate()))

    @cached_property
    def _signing(self) -> SigningKey:
        from nacl.signing import SigningKey  # noqa: PLC0415 - as above

        return SigningKey(self.seed)

    @cached_property
    def sealing(self) -> Identity:
        """What opens a bundle written to this PC."""
        from pyrage.x25519 import Identity  # noqa: PLC0415 - as above

        return Identity.from_str(self.identity)

    def sign(self, text: bytes) -> bytes:
        """64 bytes that only this PC can make."""
        return self._signing.sign(text).signature

    @property
    def sign_key(self) -> str:
        """The public half of the signing key, 64 hex digits."""
        return bytes(self._signing.verify_key).hex()

    @property
    def seal_key(self) -> str:
        """The public half of the identity, "age1…"."""
        return str(self.sealing.to_public())

    def text(self) -> str:
        """What the key file, and the city's recovery file, say."""
        return json.dumps(
            {"v": 1, "device": self.device.hex, "sign": self.seed.hex(), "seal": self.identity}
        )

    @classmethod
    def read(cls, text: str) -> DeviceKeys:
        """Keys from their text.

        Raises:
            ValueError: it says none.
        """
        try:
            said = json.loads(text)
            keys = cls(UUID(said["device"]), bytes.fromhex(said["sign"]), said["seal"])
            assert keys.sign_key and keys.seal_key  # noqa: S101, PT018 - computed, and so checked
        except Exception as error:  # nacl and pyrage raise whatever comes
            raise ValueError("no keys") from error
        return keys


def is_signed(sign_key: str, text: bytes, signature: bytes) -> bool:
    """Whether the holder of a key, given by its public half, signed this text."""
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415 - as above
    from nacl.signing import VerifyKey  # noqa: PLC0415 - as above

    try:
        VerifyKey(bytes.fromhex(sign_key)).verify(text, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def load_keys(place: Place, device: UUID) -> DeviceKeys:
    """The keys of a data folder; made now where there are none yet.

    Raises:
        StationError: the file is damaged, or belongs to another PC.
        FileError: it cannot be written.
    """
    target = place.folder / KEY_FILE
    if not target.exists():
        return store_keys(place, DeviceKeys.make(device))
    try:
        keys = DeviceKeys.read(unsealed(place.vault, target.read_bytes()).decode())
    except (ValueError, OSError) as error:
        raise StationError(
            "本机的密钥文件已损坏，不能收发同步文件；已录入的数据不受影响。",
            hint=f"请从备份中恢复数据文件夹里的“{KEY_FILE}”，或删除它后重新向市级申请入网。",
            detail=str(error),
        ) from error
    if keys.device != device:
        raise StationError(
            "密钥文件属于另一台电脑，不能用它收发同步文件；已录入的数据不受影响。",
            hint=f"请放回本机自己的“{KEY_FILE}”。",
        )
    return keys


def store_keys(place: Place, keys: DeviceKeys) -> DeviceKeys:
    """Write the key file, readable by its owner alone, and sealed where the folder is shut."""
    with replace_when_whole(place.folder / KEY_FILE) as part:
        part.touch(mode=0o600)
        part.write_bytes(sealed(place.vault, keys.text().encode()))
    return keys

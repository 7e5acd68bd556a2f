"""Bytes of the data folder sealed and opened: attachments, and the PC's own keys."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from jyguide.vault.ring import KEY_SIZE, Ring

_HEAD = b"JYSEAL1\0"
_NAME_SIZE = 8


@dataclass(frozen=True, slots=True)
class Vault:
    """An opened data folder's keys, at work.

    Sealed bytes name their key, so that re-keying may rewrite files one by one.
    """

    ring: Ring = field(repr=False)

    def seal(self, data: bytes) -> bytes:
        """The bytes under the newest key (XSalsa20-Poly1305, 24 random bytes of nonce)."""
        from nacl.secret import SecretBox  # noqa: PLC0415 - a plain folder never needs it

        key = self.ring.files[0]
        return _HEAD + _name(key) + bytes(SecretBox(key).encrypt(data))

    def open(self, sealed: bytes) -> bytes:
        """The bytes that were sealed.

        Raises:
            ValueError: they are not sealed, were altered, or are under none of our keys.
        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
        from nacl.secret import SecretBox  # noqa: PLC0415 - as above

        head = len(_HEAD) + _NAME_SIZE
        if not is_sealed(sealed):
            raise ValueError("not sealed")
        named = sealed[len(_HEAD) : head]
        for key in self.ring.files:
            if _name(key) == named:
                try:
                    return SecretBox(key).decrypt(sealed[head:])
                except CryptoError as error:
                    raise ValueError("altered") from error
        raise ValueError("sealed under a key that is not here")

    def is_newest(self, sealed: bytes) -> bool:
        """Whether re-keying has nothing to do with these bytes."""
        return sealed.startswith(_HEAD + _name(self.ring.files[0]))


def is_sealed(data: bytes) -> bool:
    """Whether these bytes were sealed by some folder's key."""
    return data.startswith(_HEAD)


def _name(key: bytes) -> bytes:
    """Tells keys apart and says nothing of them."""
    assert len(key) == KEY_SIZE  # noqa: S101 - checked where rings are read
    return hashlib.blake2b(key, digest_size=_NAME_SIZE, person=b"jyguide-name").digest()


def sealed(vault: Vault | None, data: bytes) -> bytes:
    """What to write into a data folder: sealed if it is shut."""
    return data if vault is None else vault.seal(data)


def unsealed(vault: Vault | None, kept: bytes) -> bytes:
    """What was written into a data folder.

    Bytes of before protection was switched on are taken as they are until they are rewritten.

    Raises:
        ValueError: they are sealed and cannot be opened here.
    """
    if not is_sealed(kept):
        return kept
    if vault is None:
        raise ValueError("sealed, and this folder has no keys")
    return vault.open(kept)

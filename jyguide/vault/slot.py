"""How one user opens a data folder: his secret unwraps a key, and that the folder's ring."""

from __future__ import annotations

from base64 import b64decode, b64encode
from uuid import UUID

import msgspec

from jyguide.vault.ring import Ring
from jyguide.vault.secret import SALT_SIZE, Cost, is_bearable, stretched


class WrongSecret(Exception):  # noqa: N818 - said in a sentence by who asked
    """The secret does not unwrap this slot."""


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one user opens the folder.

    Attributes:
        user: Key of his row in the database.
        label: The first character of his name and two stars: this file can be stolen.
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

    def renewed(self, ring: Ring) -> Slot:
        """The same for another ring; takes nobody's secret."""
        return msgspec.structs.replace(self, ring=_sealed(ring, self.public))

    def called(self, name: str) -> Slot:
        """The same under another name."""
        return msgspec.structs.replace(self, label=hidden(name))

    def opened(self, secret: str) -> Ring:
        """The ring; takes as long as the slot's cost.

        Raises:
            WrongSecret: it is another.
            ValueError: the slot was altered, or asks for more than may be paid.
        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - a plain folder never needs it
        from nacl.public import PrivateKey, SealedBox  # noqa: PLC0415 - as above
        from nacl.secret import SecretBox  # noqa: PLC0415 - as above

        if not is_bearable(self.cost):
            raise ValueError("asks for too much or too little")
        key = stretched(secret, b64decode(self.salt, validate=True), self.cost)
        try:
            private = SecretBox(key).decrypt(b64decode(self.private, validate=True))
        except CryptoError as error:
            raise WrongSecret from error
        try:
            text = SealedBox(PrivateKey(private)).decrypt(b64decode(self.ring, validate=True))
            return Ring.read(text)
        except (CryptoError, msgspec.MsgspecError) as error:
            raise ValueError("no ring") from error


def hidden(name: str) -> str:
    """A name of which the first character shows: 王**, whatever its length, which tells much."""
    return f"{name[:1]}**"


def make_slot(ring: Ring, user_id: UUID, name: str, secret: str, cost: Cost) -> Slot:
    """How somebody opens a ring by this secret from now on."""
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


def _text(data: bytes) -> str:
    return b64encode(data).decode()

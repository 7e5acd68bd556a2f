"""The folder's ring as it waits for the city: sealed to its recovery key, with whose it is."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field

import msgspec

from jyguide.vault.ring import Ring


class _Said(msgspec.Struct, forbid_unknown_fields=True):
    folder: str
    office: str
    ring: str


@dataclass(frozen=True, slots=True)
class Escrow:
    """What only the holder of the recovery key reads.

    Attributes:
        folder: Names the folder; it stands inside the seal, so that none answers for another.
        office: Whose it is, for people: "周庄镇 A 机".
    """

    folder: str
    office: str
    ring: Ring = field(repr=False)

    def seal(self, recipient: str) -> str:
        """Sealed to a public key, "age1…"; base64."""
        import pyrage  # noqa: PLC0415 - seldom needed

        said = msgspec.json.encode(_Said(self.folder, self.office, self.ring.text().decode()))
        to = pyrage.x25519.Recipient.from_str(recipient)
        return b64encode(bytes(pyrage.encrypt(said, [to]))).decode()

    @classmethod
    def open(cls, sealed: str, identity: str) -> Escrow:
        """What was sealed, by the private key, "AGE-SECRET-KEY-1…".

        Raises:
            ValueError: it was sealed to another, or altered.
        """
        import pyrage  # noqa: PLC0415 - as above

        try:
            key = pyrage.x25519.Identity.from_str(identity)
            text = bytes(pyrage.decrypt(b64decode(sealed, validate=True), [key]))
            said = msgspec.json.decode(text, type=_Said)
            return cls(said.folder, said.office, Ring.read(said.ring.encode()))
        except Exception as error:  # pyrage has no errors of its own
            raise ValueError("sealed to another, or altered") from error

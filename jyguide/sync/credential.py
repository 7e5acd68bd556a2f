"""The city's word for a PC: a text that names its station and its keys, and a signature on it."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

import msgspec

from jyguide.sync.keys import DeviceKeys, is_signed

_KEY = re.compile("[0-9a-f]{32}").fullmatch
_LETTER = re.compile("[A-Z]").fullmatch


class CredentialText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the city vouches for.

    Attributes:
        device: 32 hex digits.
        office: Code of the station, or of the city.
        letter: Tells the PCs of one station apart in printed numbers.
        sign_key: Ed25519 public key, 64 hex digits.
        seal_key: age recipient.
        issued_at: ISO moment.
        signature: By the city over all the rest, 128 hex digits.
    """

    device: str
    office: str
    letter: str
    sign_key: str
    seal_key: str
    issued_at: str
    signature: str = ""

    @property
    def key(self) -> UUID:
        return UUID(self.device)

    def is_vouched_for(self, root: str) -> bool:
        """Whether the holder of the city's key, given by its public half, signed this."""
        return is_signed(root, self._signed_text(), _bytes(self.signature))

    def is_usable(self) -> bool:
        """Whether bundles can be written to it, and numbers printed under its letter."""
        from pyrage.x25519 import Recipient  # noqa: PLC0415 - only the exchange pays for it

        try:
            Recipient.from_str(self.seal_key)
            datetime.fromisoformat(self.issued_at)
        except Exception:  # noqa: BLE001 - whatever pyrage calls it
            return False
        return bool(_KEY(self.device) and _LETTER(self.letter))

    def _signed_text(self) -> bytes:
        return b"jyguide credential\n" + msgspec.json.encode(
            msgspec.structs.replace(self, signature="")
        )


def issue(
    city: DeviceKeys, office: str, letter: str, request: CredentialText, now: datetime
) -> CredentialText:
    """Vouch for the PC that a request describes; of what it says only the keys are taken over."""
    unsigned = CredentialText(
        device=request.device,
        office=office,
        letter=letter,
        sign_key=request.sign_key,
        seal_key=request.seal_key,
        issued_at=now.isoformat(timespec="milliseconds"),
    )
    signature = city.sign(unsigned._signed_text())  # noqa: SLF001 - the one other place that signs
    return msgspec.structs.replace(unsigned, signature=signature.hex())


def describe_self(keys: DeviceKeys, office: str, letter: str, now: datetime) -> CredentialText:
    """What a PC says of itself when it asks to be let in: signed with its own key."""
    unsigned = CredentialText(
        device=keys.device.hex,
        office=office,
        letter=letter,
        sign_key=keys.sign_key,
        seal_key=keys.seal_key,
        issued_at=now.isoformat(timespec="milliseconds"),
    )
    signature = keys.sign(unsigned._signed_text())  # noqa: SLF001 - as above
    return msgspec.structs.replace(unsigned, signature=signature.hex())


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""

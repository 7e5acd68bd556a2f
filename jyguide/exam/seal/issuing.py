"""Who may seal: what this area asks of those who keep the keys of offices."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Protocol


class Issuer(Enum):
    """What is known of the one who signed a sealed exam."""

    CITY = "city"
    UNCHECKED = "unchecked"
    """This PC has not been let in by the city, and so does not know its key."""
    ANOTHER = "another"
    """Signed well, by somebody who is not the city, or is no longer."""
    ALTERED = "altered"
    """The signature does not fit: damaged on its way, or changed."""


class Issuing(Protocol):
    """The keys of this PC, and its judgement of others'."""

    def signer(self) -> Mapping[str, str]:
        """The city's word for this PC, to be read by ``judge`` elsewhere.

        Raises:
            RuleError: the city has not let this PC in.
            StationError: its key file is gone or another's.
        """
        ...

    def sign(self, text: bytes) -> bytes:
        """64 bytes that only this PC can make.

        Raises:
            RuleError, StationError: as ``signer``.
        """
        ...

    def judge(self, signer: Mapping[str, str], text: bytes, signature: bytes) -> Issuer:
        """Who signed this text."""
        ...

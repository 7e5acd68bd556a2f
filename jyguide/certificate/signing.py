"""Who signs certificates: what this area asks of those who keep the keys of offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.seal import Sign


class Standing(Enum):
    """What is known of the PC that signed a certificate."""

    VOUCHED = "vouched"
    """The city vouches for it."""
    THIS_PC = "this_pc"
    """This PC itself, which the city has not let in yet."""
    STOPPED = "stopped"
    """The city vouched for it once, and has stopped it since."""
    UNKNOWN = "unknown"
    """The city's word for it has not come here."""
    NOT_JOINED = "not_joined"
    """This PC has not been let in, and so can believe nobody."""
    ANOTHER = "another"
    """The signature fits none of the keys known: forged, altered, or by a key not heard of."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed.

    Attributes:
        stopped_on: The day on which the city stopped a PC.
    """

    standing: Standing
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeKnown:
    """An office, as far as it is known here.

    Attributes:
        name: "" where there is none of this code.
        heard_on: The day that its revocations are known as of; None where none ever came.
        here: Whether the register of its certificates is in this database.
        complete: Whether nothing of its register can be missing here: this very PC issued it.
    """

    name: str
    heard_on: date | None
    here: bool
    complete: bool


class Signing(Protocol):
    """The key of this PC, and its judgement of others'."""

    def signature(self) -> Sign | None:
        """Signs with this PC's key, let in or not.

        None where several PCs of the city work on one server: the key lies on one of them, and
        what the others issue carries no code.

        Raises:
            RuleError, StationError: its key file is gone, damaged or another's.
        """
        ...

    def signer(self, number: CertificateNumber, text: bytes, signature: bytes) -> Signer:
        """Who signed a text as the PC that a number names."""
        ...

    def office(self, number: CertificateNumber) -> OfficeKnown:
        """The office that a number names."""
        ...

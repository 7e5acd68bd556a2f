"""A certificate that counts no longer: since when, why, and which one came in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jyguide.certificate.kinds import RevocationCause


class CertificateState(StrEnum):
    """How a certificate stands in the register."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"


STATE_NAMES = {
    CertificateState.VALID: "有效",
    CertificateState.REVOKED: "已作废",
    CertificateState.REPLACED: "已换发",
}

CHOSEN_CAUSES = (
    RevocationCause.LOST,
    RevocationCause.WRONG,
    RevocationCause.RESULT_VOID,
    RevocationCause.LEFT,
)
"""What a person may give as the reason; that it was replaced is written by reissuing it."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """That a certificate was revoked.

    Attributes:
        revoked_on: The first day on which it did not count.
        replaced_by: Number of the certificate in its place, or "".
        note: What the office wrote for itself, or "".
    """

    revoked_on: date
    cause: RevocationCause
    replaced_by: str = ""
    note: str = ""


def told(found: Iterable[Revoked]) -> Revoked | None:
    """What several PCs said of one certificate, as one: the earliest counts.

    The number in its place, and the note, are taken from whoever wrote one. What was said on one
    day is put in order by its words alone: copies have other keys, and every office must come to
    the same.
    """
    rows = sorted(found, key=_order)
    if not rows:
        return None
    return replace(
        rows[0],
        replaced_by=next((row.replaced_by for row in rows if row.replaced_by), ""),
        note=next((row.note for row in rows if row.note), ""),
    )


def _order(row: Revoked) -> tuple[date, bool, str, str, str]:
    return (
        row.revoked_on,
        row.cause is RevocationCause.REPLACED,
        row.cause.value,
        row.replaced_by,
        row.note,
    )

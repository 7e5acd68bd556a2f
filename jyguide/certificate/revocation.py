"""A certificate that counts no longer: since when, why, and which one came in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jyguide.certificate.kinds import REVOCATION_CAUSE_NAMES, RevocationCause
from jyguide.documents.dates import date_text


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

    The number in its place, and the note, are taken from whoever wrote one.
    """
    rows = sorted(found, key=lambda row: (row.revoked_on, row.cause is RevocationCause.REPLACED))
    if not rows:
        return None
    return replace(
        rows[0],
        replaced_by=next((row.replaced_by for row in rows if row.replaced_by), ""),
        note=next((row.note for row in rows if row.note), ""),
    )


def revoked_text(row: Revoked) -> str:
    """``2026年11月26日作废，原因：遗失，换发为 2026-S01A-0003``."""
    parts = [f"{date_text(row.revoked_on)}作废", f"原因：{REVOCATION_CAUSE_NAMES[row.cause]}"]
    if row.replaced_by:
        parts.append(f"换发为 {row.replaced_by}")
    return "，".join(parts)

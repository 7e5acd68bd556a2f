"""The number on a certificate: unique over all stations without a network.

The station's code and the PC's letter keep the numbers of two PCs apart; the sequence is counted
on each PC by itself and has no gap there (product line C2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LAST_SEQUENCE = 999_999_999
"""The largest running number that can be read back."""
_NUMBER = re.compile(r"(\d{4})-([A-Z][0-9]{2})([A-Z])-(\d{4,9})", re.ASCII).fullmatch


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """Year, place and running number of one certificate."""

    year: int
    station_code: str
    device_letter: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.year}-{self.station_code}{self.device_letter}-{self.sequence:04d}"


def read_number(text: str) -> CertificateNumber | None:
    """The number that a text in half-width capitals says, or None."""
    found = _NUMBER(text)
    if found is None:
        return None
    year, office, letter, sequence = found.groups()
    return CertificateNumber(int(year), office, letter, int(sequence))

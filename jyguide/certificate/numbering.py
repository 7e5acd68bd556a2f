"""The number on a certificate: unique over all stations without a network.

The station's code and the PC's letter keep the numbers of two PCs apart; the sequence is counted
on each PC by itself and has no gap there (product line C2).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """Year, place and running number of one certificate."""

    year: int
    station_code: str
    device_letter: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.year}-{self.station_code}{self.device_letter}-{self.sequence:04d}"

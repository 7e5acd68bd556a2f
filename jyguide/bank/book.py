"""How a handbook is printed: what its cover says, and on what paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BookSize(StrEnum):
    """The paper a handbook is printed on; A5 fits a pocket."""

    A4 = "a4"
    A5 = "a5"


BOOK_SIZE_NAMES = {BookSize.A4: "A4 标准", BookSize.A5: "A5 小册子"}


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says.

    Attributes:
        issuer: Whose handbook it is, such as 祝塘镇指导站.
        version: Of the unified bank, such as ``2026.1``; empty where none was issued.
        printed_on: None leaves the day out.
    """

    issuer: str = ""
    title: str = "党建指导员百问一口清"
    version: str = ""
    printed_on: date | None = None

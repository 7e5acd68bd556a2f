"""How a handbook is printed: what its cover says, and on what paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyguide.documents.page import PictureSource


class BookSize(StrEnum):
    """A4 for the desk and the shelf, A5 for the pocket."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says.

    Attributes:
        issuer: The station or the city's department.
        version: Of the bank, as people say it: ``2026.1``; empty where there is none.
        day: Printed in Chinese numerals, and the date in the file's properties.
        title: A line feed parts its lines; the book's usual name is parted by itself.
        emblem: The picture of an emblem that the issuer has the right to show; none by default.
    """

    issuer: str
    version: str
    day: date
    title: str = "党建指导员百问一口清"
    emblem: PictureSource | None = None

    @property
    def name(self) -> str:
        """The title on one line."""
        return self.title.replace("\n", "")

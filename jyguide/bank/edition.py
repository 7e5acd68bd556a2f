"""A regulation in one edition, as those see it who cite it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a regulation.

    Attributes:
        in_force_from: None where it is not known.
        superseded_by: The edition in force after it; empty for the one in force.
    """

    title: str
    edition: str
    in_force_from: date | None = None
    superseded_by: str = ""

    @property
    def in_force(self) -> bool:
        return not self.superseded_by

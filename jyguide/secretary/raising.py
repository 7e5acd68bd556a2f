"""Measures that follow from a year's lists: of whom, and with which problem to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.secretary.ledger_person import LedgerPerson

WANTING = (Grade.UNQUALIFIED, Grade.BASIC)
"""The lists that measures follow from."""


@dataclass(frozen=True, slots=True)
class Raisable:
    """Somebody on one of these lists who has no measure of that year yet."""

    person: LedgerPerson
    year: int
    grade: Grade
    why: str = ""

    @property
    def problem(self) -> str:
        """What the measure begins with; a person writes on."""
        said = f"{self.year} 年度考核结果为“{GRADE_NAMES[self.grade]}”"
        return f"{said}：{self.why}" if self.why else said


def why_of(reason: str, explanation: tuple[str, ...]) -> str:
    """Why somebody stands on a list, as short as it is said: the reason of a person first."""
    said = reason.strip() or next(iter(explanation), "")
    return said.rstrip("。；")

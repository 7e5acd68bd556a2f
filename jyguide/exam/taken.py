"""What one person has attended and sat, as his file lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.exam.points import Points, format_points
from jyguide.training.session import ATTENDED, Attendance, SessionKind, SessionLevel


@dataclass(frozen=True, slots=True)
class TrainingTaken:
    """One training on somebody's file; hours and days are tenths.

    Attributes:
        organiser: Who held it, where it was not this station or is entered from a certificate.
        attendance: How he attended; None for one entered from a certificate.
    """

    title: str
    kind: SessionKind
    level: SessionLevel
    starts_on: date
    ends_on: date
    hours: int
    days: int
    organiser: str = ""
    attendance: Attendance | None = None

    @property
    def attended(self) -> bool:
        return self.attendance is None or self.attendance in ATTENDED


@dataclass(frozen=True, slots=True)
class ExamTaken:
    """One exam on somebody's file.

    Attributes:
        points: None while it is not handed in.
        waiting: How many answers a person has yet to mark.
    """

    title: str
    session: str
    on: date
    points: Points | None
    total: Points
    passed: bool
    waiting: int = 0
    void: bool = False

    @property
    def mark_text(self) -> str:
        """Such as 86/100; "" while there is none."""
        if self.points is None or self.void:
            return ""
        return f"{format_points(self.points)}/{format_points(self.total)}"

    @property
    def outcome(self) -> str:
        """In one word how it ended."""
        if self.void:
            return "作废"
        if self.points is None:
            return "未交卷"
        if self.waiting:
            return "待评阅"
        return "合格" if self.passed else "不合格"

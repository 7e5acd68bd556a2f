"""What in the bank waits for a person: reports, answers to them, and items to be reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jyguide.bank.report import ReportRow, ReportState
from jyguide.bank.row import ItemRow, ItemStatus

_NEWS = timedelta(days=14)
"""How long the city's answer to a report is news at the station."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What waits; an office has nothing to do with what is 0.

    Attributes:
        open: Reports that nobody has answered; at a station they wait for the city.
        answered: Reports answered of late.
        recalled: Items that rest on a clause which has changed.
        at_city: Whose desk it is: the city answers reports, a station reads the answers.
    """

    open: int = 0
    answered: int = 0
    recalled: int = 0
    at_city: bool = False

    @property
    def reports(self) -> str:
        """What there is to say of reports: ``2 份待处理``, ``市级已答复 1 份``; else empty."""
        if self.at_city:
            return f"{self.open} 份待处理" if self.open else ""
        return f"市级已答复 {self.answered} 份" if self.answered else ""

    @property
    def review(self) -> str:
        """What there is to say of changed clauses: ``需复核 12 道``; else empty."""
        return f"需复核 {self.recalled} 道" if self.recalled else ""

    @property
    def sentence(self) -> str:
        """All of it for whoever has just opened the program; empty while nothing waits."""
        said = []
        if self.reports:
            said.append(f"题目报错：{self.reports}")
        if self.recalled:
            said.append(f"依据的条款已修订：{self.review}，考试暂不抽它们")
        return "；".join(said) + "。" if said else ""


def needs_review(row: ItemRow) -> bool:
    """Whether somebody has to look at it again; what was withdrawn nobody has to."""
    return row.recalled is not None and row.status is not ItemStatus.WITHDRAWN


def attention(
    reports: Iterable[ReportRow], recalled: int, today: date, *, at_city: bool
) -> Attention:
    """Count what waits."""
    known = list(reports)
    fresh = [row for row in known if row.answered_on and today - row.answered_on <= _NEWS]
    waiting = sum(row.state is ReportState.OPEN for row in known)
    return Attention(waiting, len(fresh), recalled, at_city)

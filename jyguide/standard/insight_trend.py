"""One branch, one township or all of them from round to round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.documents.dates import tenths_text
from jyguide.ids import OrganisationId
from jyguide.standard.insight import Mean, RoundFigures, Scope, View, mean_of


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One round.

    Attributes:
        label: ``2026年``; with the round's name where a year has several.
        mean: Of the branches looked at; of one branch its own figures.
    """

    label: str
    year: int
    mean: Mean


def trend(
    rounds: Sequence[RoundFigures], view: View, scope: Scope, branch: OrganisationId | None = None
) -> list[TrendPoint]:
    """The rounds that scored what is looked at, the earliest first.

    Args:
        rounds: The earliest first.
        view: A phase, or the final points.
        scope: Which branches.
        branch: One organisation instead; it keeps its key through the years.
    """
    found = [(one, _mean(one, view, scope, branch)) for one in rounds]
    shown = [(one, mean) for one, mean in found if mean.branches]
    years = Counter(one.row.facts.year for one, _ in shown)
    return [
        TrendPoint(_label(one, several=years[one.row.facts.year] > 1), one.row.facts.year, mean)
        for one, mean in shown
    ]


def _mean(figures: RoundFigures, view: View, scope: Scope, branch: OrganisationId | None) -> Mean:
    return mean_of(
        one.found[view]
        for one in figures.branches
        if view in one.found
        and (scope.holds(one.branch) if branch is None else one.branch.organisation_id == branch)
    )


def _label(figures: RoundFigures, *, several: bool) -> str:
    facts = figures.row.facts
    return f"{facts.year}年 {facts.name}" if several else f"{facts.year}年"


def change_text(points: Sequence[TrendPoint]) -> str:
    """How the last round lies to the one before it, in a sentence; "" with fewer than two."""
    if len(points) < 2:  # noqa: PLR2004 - two to compare
        return ""
    before, now = points[-2], points[-1]
    difference = (now.mean.total or 0) - (before.mean.total or 0)
    if difference == 0:
        return f"{now.label}与{before.label}持平。"
    way = "提高" if difference > 0 else "下降"
    return f"{now.label}比{before.label}{way} {tenths_text(abs(difference))} 分。"

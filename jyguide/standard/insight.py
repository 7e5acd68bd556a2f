"""What a round shows in figures: shares of the six aspects, by branch, group and year.

A share is what a branch got of the points that applied to it, in tenths of a percent, so that
aspects of unlike weight and checklists of unlike kinds lie on one scale. The figure of a group is
the mean of its branches, each counted once; a branch that was not scored counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from jyguide.ids import InspectionId
from jyguide.standard.kinds import (
    BRANCH_KIND_NAMES,
    PHASE_NAMES,
    SCORED_PHASES,
    Aspect,
    BranchKind,
    Phase,
)
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.scoring import Tally
from jyguide.weighing import half_up

WHOLE = 1000
"""A hundred percent in tenths."""

View = Phase | None
"""The scores of one phase; None stands for the final points by the round's rule."""
FINAL_NAME = "最终得分"
VIEWS: tuple[View, ...] = (None, *SCORED_PHASES)
Shares = tuple[int | None, ...]
"""One for each of the six aspects, in tenths of a percent; None where nothing applies."""


def view_name(view: View) -> str:
    """What a view is called."""
    return FINAL_NAME if view is None else PHASE_NAMES[view]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one branch.

    Attributes:
        total: Tenths of a hundred points.
        inspection_id: The inspection that says so; None for the final points.
    """

    total: int
    shares: Shares
    inspection_id: InspectionId | None = None


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """A branch of a round and what each view found of it."""

    branch: RoundBranchRow
    found: Mapping[View, Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """A round and its branches in their order, those that left not among them.

    Attributes:
        published: The final points are those of the lists as published.
    """

    row: RoundRow
    branches: tuple[BranchFigures, ...]
    published: bool = False

    @property
    def scored(self) -> bool:
        """Whether there is anything to show."""
        return any(one.found for one in self.branches)

    def views(self) -> list[View]:
        """The views that found something of some branch."""
        return [view for view in VIEWS if any(view in one.found for one in self.branches)]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of some branches.

    Attributes:
        branches: How many were scored.
        total: Tenths of a hundred points; None where nobody was scored.
        counts: Of how many branches each share is the mean.
    """

    branches: int
    total: int | None
    shares: Shares
    counts: tuple[int, ...]


def shares_of(found: Tally) -> Shares:
    """The share of each aspect that an inspection adds up to."""
    return tuple(_share(found.aspects[one].got, found.aspects[one].of) for one in Aspect)


def _share(got: int, of: int) -> int | None:
    return (2 * got * WHOLE + of) // (2 * of) if of else None


def mean_of(found: Iterable[Found]) -> Mean:
    """The mean of branches, rounded half up once, at the end."""
    rows = list(found)
    shares = [_mean(values) for values in zip(*(one.shares for one in rows), strict=True)]
    shares = shares or [(None, 0) for _ in Aspect]
    total, _ = _mean([one.total for one in rows])
    return Mean(
        len(rows), total, tuple(share for share, _ in shares), tuple(count for _, count in shares)
    )


def _mean(values: Sequence[int | None]) -> tuple[int | None, int]:
    said = [value for value in values if value is not None]
    if not said:
        return None, 0
    return half_up(Fraction(sum(said), len(said))), len(said)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which branches are looked at; an empty part looks at all.

    Attributes:
        station: Its name.
    """

    station: str = ""
    township: str = ""
    kind: BranchKind | None = None

    def holds(self, branch: RoundBranchRow) -> bool:
        """Whether a branch is one of them."""
        return (
            self.station in ("", branch.station)
            and self.township in ("", branch.township)
            and self.kind in (None, branch.kind)
        )

    @property
    def words(self) -> str:
        """``周庄镇、村``; the whole where nothing is narrowed."""
        kind = BRANCH_KIND_NAMES[self.kind] if self.kind else ""
        return "、".join(filter(None, (self.station, self.township, kind))) or "全部支部"


def within(branches: Iterable[BranchFigures], scope: Scope) -> tuple[BranchFigures, ...]:
    """The branches of a scope, in their order."""
    return tuple(one for one in branches if scope.holds(one.branch))


class Grouping(StrEnum):
    """What a row of the heat map stands for."""

    STATION = "station"
    TOWNSHIP = "township"
    KIND = "kind"
    BRANCH = "branch"


GROUPING_NAMES = {
    Grouping.STATION: "按指导站",
    Grouping.TOWNSHIP: "按镇街",
    Grouping.KIND: "按支部类型",
    Grouping.BRANCH: "按支部",
}


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of the heat map: the branches behind it, scored or not, and their mean."""

    name: str
    mean: Mean
    branches: tuple[BranchFigures, ...]


def heat(branches: Iterable[BranchFigures], view: View, grouping: Grouping) -> list[HeatRow]:
    """The heat map in the order of the branches, which is the official one."""
    groups: dict[object, list[BranchFigures]] = {}
    for one in branches:
        groups.setdefault(_key(one.branch, grouping), []).append(one)
    rows = [
        HeatRow(
            _name(members[0].branch, grouping),
            mean_of(one.found[view] for one in members if view in one.found),
            tuple(members),
        )
        for members in groups.values()
    ]
    if grouping is Grouping.KIND:
        order = [BRANCH_KIND_NAMES[kind] for kind in BranchKind]
        rows.sort(key=lambda row: order.index(row.name))
    return rows


def _key(branch: RoundBranchRow, grouping: Grouping) -> object:
    if grouping is Grouping.BRANCH:
        return branch.id
    if grouping is Grouping.TOWNSHIP:
        return branch.station, branch.township
    return branch.kind if grouping is Grouping.KIND else branch.station


def _name(branch: RoundBranchRow, grouping: Grouping) -> str:
    if grouping is Grouping.BRANCH:
        return branch.name
    if grouping is Grouping.KIND:
        return BRANCH_KIND_NAMES[branch.kind]
    name = branch.township if grouping is Grouping.TOWNSHIP else branch.station
    return name or "市级"


TOTAL_COLUMN = len(Aspect)
"""The column after the six aspects."""


def share_at(row: HeatRow, column: int) -> int | None:
    """The figure of a cell in tenths of a percent; a total of a hundred points is one too."""
    return row.mean.total if column == TOTAL_COLUMN else row.mean.shares[column]


def sorted_by(rows: Sequence[HeatRow], column: int) -> list[HeatRow]:
    """Rows by one aspect, what needs help most first; unscored ones last, equals in order."""
    return sorted(rows, key=lambda row: _lowest_first(share_at(row, column)))


def _lowest_first(share: int | None) -> tuple[bool, int]:
    return share is None, share or 0


@dataclass(frozen=True, slots=True)
class NamedShares:
    """One line of the radar."""

    name: str
    total: int | None
    shares: Shares


def radar(figures: RoundFigures, one: BranchFigures, view: View) -> list[NamedShares]:
    """A branch in a view, the mean of its township in it, then its other phases."""
    lines = []
    if view in one.found:
        lines.append(_named(view_name(view), one.found[view]))
    beside = [
        other.found[view]
        for other in figures.branches
        if view in other.found
        and (other.branch.station, other.branch.township)
        == (one.branch.station, one.branch.township)
    ]
    if beside:
        mean = mean_of(beside)
        name = f"{one.branch.township or '本级'}平均（{len(beside)} 个支部）"
        lines.append(NamedShares(name, mean.total, mean.shares))
    return lines + [
        _named(PHASE_NAMES[phase], one.found[phase])
        for phase in SCORED_PHASES
        if phase in one.found and phase is not view
    ]


def _named(name: str, found: Found) -> NamedShares:
    return NamedShares(name, found.total, found.shares)

"""The ledger of rectification: its lines, what narrows it, what it adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.ids import InspectionId, MeasureId, RoundBranchId, StationId
from jyguide.standard.checklist import Basis
from jyguide.standard.kinds import Aspect, Phase
from jyguide.standard.measure import (
    IN_HAND,
    MEASURE_STATE_NAMES,
    PASSED,
    SOON,
    MeasureState,
    after_closing,
    days_left,
    days_over,
    first_points_text,
    is_fixed,
    names_in,
    rescored_text,
    state_on,
)
from jyguide.standard.rows import MeasureRow

AFTER_CLOSING = "阶段关闭后完成"
CLEARED, LEFT = "更正后不再失分", "支部已退出本轮"
"""Why nothing is left to put right: of a measure that was raised before."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One measure as it stands on a day.

    Attributes:
        station: Name of the branch's station.
        aspect: None where the checklist is not known here.
        allowed: Tenths that the criterion's method can give.
        late: Days since it was due; 0 while it is in time.
        left: Days until it is due; None where nothing is due.
        fixed: What, who and till when cannot be changed any more.
        afterwards: It was done only after 对标整改 was closed.
        photos: How many pieces of evidence are kept with it.
        mine: Whether this office may deal with it.
        gone: `CLEARED` or `LEFT`, and nobody has verified it; "" while it is to be put right.
        inspection: What can be looked at here: the inspection, or its copy; None where it has
            not arrived.
    """

    row: MeasureRow
    state: MeasureState
    station: str = ""
    aspect: Aspect | None = None
    basis: tuple[Basis, ...] = ()
    allowed: Collection[int] = ()
    late: int = 0
    left: int | None = None
    fixed: bool = False
    afterwards: bool = False
    photos: int = 0
    mine: bool = True
    gone: str = ""
    inspection: InspectionId | None = None

    @property
    def state_text(self) -> str:
        """The state, with the words that go with it."""
        name = MEASURE_STATE_NAMES[self.state]
        return f"{name}（{self.remark}）" if self.remark else name

    @property
    def remark(self) -> str:
        """That it was done late, or need not be done any more; or nothing."""
        return "，".join(filter(None, (AFTER_CLOSING if self.afterwards else "", self.gone)))

    @property
    def points_text(self) -> str:
        """``1.5/2 分``, and what was given afterwards: both stay."""
        said, again = first_points_text(self.row), rescored_text(self.row)
        return f"{said} → 复评 {again}" if again else said

    @property
    def basis_text(self) -> str:
        """The regulations it rests on, each with its articles: ``支部条例 第四条、第七条``."""
        found: dict[str, dict[str, None]] = {}
        for one in self.basis:
            name, said, article = one.source.partition(" 第")
            found.setdefault(name, {})[f"第{article}" if said else ""] = None
        return "；".join(f"{name} {'、'.join(parts)}".strip() for name, parts in found.items())


def ledger_row(
    row: MeasureRow,
    day: date,
    closed: date | None = None,
) -> LedgerRow:
    """A measure on a day; what needs the checklist or the tree is filled in by the caller."""
    return LedgerRow(
        row,
        state_on(row, day),
        late=days_over(row, day),
        left=days_left(row, day),
        fixed=is_fixed(row, closed),
        afterwards=after_closing(row, closed),
    )


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What a ledger is narrowed to; what is empty narrows nothing.

    Attributes:
        only: Just these measures, such as those on screen; None names none.
    """

    township: str = ""
    branch: str = ""
    owner: str = ""
    phase: Phase | None = None
    aspect: Aspect | None = None
    state: MeasureState | None = None
    overdue: bool = False
    only: frozenset[MeasureId] | None = None

    def holds(self, one: LedgerRow) -> bool:
        """Whether a line stays."""
        row = one.row
        return (
            self.township in ("", row.township)
            and self.branch in row.branch
            and (not self.owner or names_in(self.owner) <= names_in(row.owner))
            and self.phase in (None, row.phase)
            and self.aspect in (None, one.aspect)
            and self.state in (None, one.state)
            and (not self.overdue or one.late > 0)
            and (self.only is None or row.id in self.only)
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What some lines of a ledger come to.

    Attributes:
        done: Done, verified or not, so that returned ones count again as not done.
        verified: Passed by another person; those rescored among them.
        branches: How many branches they belong to.
    """

    total: int = 0
    planned: int = 0
    done: int = 0
    verified: int = 0
    rescored: int = 0
    returned: int = 0
    overdue: int = 0
    branches: int = 0

    @property
    def sentence(self) -> str:
        """``共 37 项…``; what is nought and goes without saying is left out."""
        if not self.total:
            return "还没有整改事项。"
        said = f"涉及 {self.branches} 个党支部、{self.total} 项：已完成 {self.done} 项"
        said += f"，其中核验通过 {self.verified} 项"
        parts = [
            f"{word} {count} 项"
            for word, count in (
                ("复评", self.rescored),
                ("退回", self.returned),
                ("超期", self.overdue),
            )
            if count
        ]
        return "，".join([said, *parts]) + "。"


def counts(rows: Iterable[LedgerRow]) -> Counts:
    """Add lines up."""
    rows = list(rows)
    by_state = Counter(one.state for one in rows)
    passed = sum(by_state[state] for state in PASSED)
    return Counts(
        total=len(rows),
        planned=len(rows) - by_state[MeasureState.OPEN],
        done=passed + by_state[MeasureState.DONE],
        verified=passed,
        rescored=by_state[MeasureState.RESCORED],
        returned=by_state[MeasureState.RETURNED],
        overdue=sum(one.late > 0 for one in rows),
        branches=len({one.row.branch_id for one in rows}),
    )


@dataclass(frozen=True, slots=True)
class BranchLine:
    """What one branch has to put right."""

    branch_id: RoundBranchId
    branch: str
    township: str
    counts: Counts
    notices: tuple[str, ...]
    next_due: date | None


def by_branch(rows: Iterable[LedgerRow]) -> list[BranchLine]:
    """The ledger branch by branch, in its order."""
    found: dict[RoundBranchId, list[LedgerRow]] = {}
    for one in rows:
        found.setdefault(one.row.branch_id, []).append(one)
    return [_branch_line(lines) for lines in found.values()]


def _branch_line(lines: Sequence[LedgerRow]) -> BranchLine:
    row = lines[0].row
    days = [one.row.due_on for one in lines if one.row.due_on and one.state in IN_HAND]
    numbers = dict.fromkeys(one.row.notice_number for one in lines if one.row.notice_number)
    return BranchLine(
        row.branch_id,
        row.branch,
        row.township,
        counts(lines),
        tuple(numbers),
        min(days, default=None),
    )


def by_station_and_month(rows: Iterable[LedgerRow]) -> dict[tuple[str, str], Counts]:
    """For reports: by the station's name and the month of the finding, ``2026-03``."""
    found: dict[tuple[str, str], list[LedgerRow]] = {}
    for one in rows:
        day = one.row.found_on
        found.setdefault((one.station, f"{day:%Y-%m}" if day else ""), []).append(one)
    return {key: counts(lines) for key, lines in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class MeasuresDue:
    """What calls for somebody on a day: numbers of measures."""

    overdue: int = 0
    soon: int = 0
    to_verify: int = 0

    @property
    def sentence(self) -> str:
        """What waits, or nothing."""
        parts = [
            text.format(count)
            for text, count in (
                ("{} 项已过整改期限", self.overdue),
                (f"{{}} 项 {SOON} 天内到期", self.soon),
                ("{} 项整改完成等人核验", self.to_verify),
            )
            if count
        ]
        return f"整改台账：{'，'.join(parts)}。" if parts else ""


def gone_sentence(rows: Iterable[LedgerRow]) -> str:
    """How many measures need not be taken any more, or nothing."""
    reasons = Counter(one.gone for one in rows if one.gone)
    parts = "、".join(f"{reason} {count} 项" for reason, count in sorted(reasons.items()))
    return f"不用再整改的：{parts}，选中后可以撤回。" if parts else ""


LostKey = tuple[InspectionId, str]
"""An inspection, the original where a copy is all that is here, and a criterion's code."""


@dataclass(frozen=True, slots=True)
class LostPoint:
    """A point lost that has no measure yet.

    Attributes:
        withdrawn: There was one, and somebody took it back.
    """

    key: LostKey
    station_id: StationId | None
    branch_id: RoundBranchId
    branch: str
    township: str
    phase: Phase
    aspect: Aspect
    asked: str
    points: int
    full_points: int
    finding: str
    found_on: date | None
    withdrawn: bool = False

    @property
    def lost(self) -> int:
        return self.full_points - self.points


def lost_sentence(points: Sequence[LostPoint]) -> str:
    """How many points lost have no measure, or nothing."""
    fresh = [one for one in points if not one.withdrawn]
    if not fresh:
        return ""
    branches = len({one.branch_id for one in fresh})
    return f"还有 {len(fresh)} 个失分项没有列入整改（{branches} 个党支部）。"

"""Use cases of figures and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db.models import Inspection, RectificationMeasure, RoundBranch, StandardRound
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.chart import Draw
from jyguide.documents.page import Document
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.place import CITY_NAME, Place
from jyguide.standard.checklist import Criteria
from jyguide.standard.insight import (
    BranchFigures,
    Found,
    Grouping,
    RoundFigures,
    Scope,
    View,
    shares_of,
    within,
)
from jyguide.standard.insight_failed import (
    Answered,
    FailedCriterion,
    beside_before,
    failed,
    told_by,
    versions_text,
)
from jyguide.standard.insight_final import final_of, published_shares
from jyguide.standard.insight_report import FailedFound, InsightReport
from jyguide.standard.insight_trend import trend
from jyguide.standard.insight_workbook import write_insight_workbook
from jyguide.standard.kinds import BRANCH_KIND_NAMES, SCORED_PHASES, Phase
from jyguide.standard.measure import MeasureState, state_on
from jyguide.standard.printing.report import report_document
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.scoring import Tally
from jyguide.standard.service.publishing import publication_rows, published_lists
from jyguide.standard.service.reading import branch_rows, measure_rows, round_row, round_rows
from jyguide.standard.service.sums import (
    Rectified,
    Summed,
    counting,
    criteria_of,
    rectified,
    rectified_tallies,
    said_in,
    scores_of,
    summed,
)

EVERYBODY = Scope()


class InsightService:
    """What rounds show: radar, heat map, trend, the criteria most failed."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def usual_grouping(self, figures: RoundFigures) -> Grouping:
        """By station where there are several, by township likewise, else branch by branch."""
        branches = [one.branch for one in figures.branches]
        if len({one.station_id for one in branches}) > 1:
            return Grouping.STATION
        several = len({one.township for one in branches}) > 1
        return Grouping.TOWNSHIP if several else Grouping.BRANCH

    def figures(self, round_id: RoundId) -> RoundFigures:
        """What a round shows, in a few statements.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            rounds = [round_row(session, round_id)]
            return _figures(session, rounds, _seen(session, rounds))[0]

    def years(self, round_id: RoundId) -> list[RoundFigures]:
        """A round and those of the same office before it, the earliest first.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            rounds = _rounds_up_to(session, round_row(session, round_id))
            return _figures(session, rounds, _seen(session, rounds))

    def failed(self, round_id: RoundId, view: View, scope: Scope = EVERYBODY) -> FailedFound:
        """The criteria most failed by the branches of a scope, beside the round before.

        Args:
            round_id: Of which round.
            view: A phase; for the final points what was said last of each branch, after
                rectification where the round's rule says so.
            scope: Which branches.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            rounds = _rounds_up_to(session, round_row(session, round_id))[-2:]
            return _failed(session, rounds, _seen(session, rounds), (view, scope))

    def report(
        self, round_id: RoundId, view: View, scope: Scope, grouping: Grouping
    ) -> InsightReport:
        """Everything the report says.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            row = round_row(session, round_id)
            rounds = _rounds_up_to(session, row)
            seen = _seen(session, rounds)
            years = _figures(session, rounds, seen)
            branches = within(years[-1].branches, scope)
            published = publication_rows(session, round_id)
            lists = (
                published_lists(session, published[0].id, lambda _row: self._office(row))
                if published
                else None
            )
            return InsightReport(
                office=self._place.office,
                dated=self._clock().date(),
                round=row,
                view=view,
                scope=scope,
                grouping=grouping,
                branches=branches,
                trend=tuple(trend(years, view, scope)),
                failed=_failed(session, rounds[-2:], seen, (view, scope)),
                measures=self._measures(session, round_id, branches),
                lists=lists,
            )

    def document(self, said: InsightReport, draw: Draw | None = None) -> Document:
        """The report on paper; with charts where somebody can draw them."""
        return report_document(said, draw)

    def write_workbook(self, said: InsightReport, target: Path) -> None:
        """All figures as a workbook.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        write_insight_workbook(said, target)

    def _office(self, row: RoundRow) -> str:
        return CITY_NAME if row.station_id is None else row.station

    def _measures(
        self, session: Session, round_id: RoundId, branches: Iterable[BranchFigures]
    ) -> Mapping[MeasureState, int]:
        here = {one.branch.id for one in branches}
        today = self._clock().date()
        rows = measure_rows(session, RectificationMeasure.round_id == round_id)
        return Counter(state_on(row, today) for row in rows if row.branch_id in here)


def _rounds_up_to(session: Session, row: RoundRow) -> list[RoundRow]:
    """The rounds of one office up to this one, the earliest first."""
    owner = (
        StandardRound.station_id.is_(None)
        if row.station_id is None
        else StandardRound.station_id == row.station_id
    )
    found = round_rows(session, owner, StandardRound.year <= row.facts.year)
    found.reverse()
    return found[: [one.id for one in found].index(row.id) + 1]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The branches of rounds and their inspections.

    Attributes:
        counted: Those that count.
        after: What happened after them.
    """

    branches: Mapping[RoundId, Sequence[RoundBranchRow]]
    counted: Mapping[RoundBranchId, Mapping[Phase, Summed]]
    after: Rectified


def _seen(session: Session, rounds: Sequence[RoundRow]) -> _Seen:
    keys = [row.id for row in rounds]
    rows = summed(session, Inspection.round_id.in_(keys))
    found: dict[RoundBranchId, dict[Phase, Summed]] = {}
    for one in counting(rows):
        found.setdefault(one.branch_id, {})[one.phase] = one
    branches: dict[RoundId, list[RoundBranchRow]] = {}
    for branch in branch_rows(
        session, RoundBranch.round_id.in_(keys), RoundBranch.left_on.is_(None)
    ):
        branches.setdefault(branch.round_id, []).append(branch)
    return _Seen(branches, found, rectified(session, rows, keys))


def _figures(session: Session, rounds: Sequence[RoundRow], seen: _Seen) -> list[RoundFigures]:
    inspections = [one for each in seen.counted.values() for one in each.values()]
    changed = rectified_tallies(session, inspections, seen.after)
    made = []
    for row in rounds:
        published = _published(session, row.id)
        figures = [
            BranchFigures(branch, _found(seen.counted.get(branch.id, {}), changed, row))
            for branch in seen.branches.get(row.id, ())
        ]
        if published is not None:
            figures = [_as_published(one, published) for one in figures]
        made.append(RoundFigures(row, tuple(figures), published is not None))
    return made


def _found(
    inspections: Mapping[Phase, Summed], changed: Mapping[InspectionId, Tally], row: RoundRow
) -> dict[View, Found]:
    rule = row.facts.rule
    given = {phase: inspections[phase].tally for phase in SCORED_PHASES if phase in inspections}
    found: dict[View, Found] = {
        phase: Found(each.total, shares_of(each), inspections[phase].id)
        for phase, each in given.items()
    }
    if rule.rescored:
        given = {phase: changed.get(inspections[phase].id, each) for phase, each in given.items()}
    final = final_of(given, rule)
    return found if final is None else {None: final, **found}


def _published(session: Session, round_id: RoundId) -> dict[RoundBranchId, Found] | None:
    """The final points as they were last published; None where they were not."""
    rows = publication_rows(session, round_id)
    if not rows:
        return None
    lists = published_lists(session, rows[0].id, lambda _row: "")
    return {one.id: Found(one.points, published_shares(one.aspects)) for one in lists.branches}


def _as_published(one: BranchFigures, published: Mapping[RoundBranchId, Found]) -> BranchFigures:
    found: dict[View, Found] = {view: each for view, each in one.found.items() if view is not None}
    final = published.get(one.branch.id)
    return BranchFigures(one.branch, found if final is None else {None: final, **found})


def _failed(
    session: Session, rounds: Sequence[RoundRow], seen: _Seen, of: tuple[View, Scope]
) -> FailedFound:
    """Of the last round, beside the one before it if there is one."""
    told = [_told(session, row, seen, *of) for row in rounds]
    now, before = told[-1], told[-2] if len(told) > 1 else None
    lines = beside_before(now[0], before[0] if before else ())
    if before is None or not before[0]:
        return FailedFound(tuple(lines))
    return FailedFound(tuple(lines), rounds[-2].label, _versions(now[1], before[1], rounds))


Told = tuple[list[FailedCriterion], dict[ChecklistId, Criteria]]


def _told(session: Session, row: RoundRow, seen: _Seen, view: View, scope: Scope) -> Told:
    """The inspections that tell where points were lost, decoded for this alone."""
    told = []
    for branch in seen.branches.get(row.id, ()):
        found = seen.counted.get(branch.id, {})
        phase = told_by(found, view) if scope.holds(branch) else None
        if phase is not None:
            told.append((branch, found[phase]))
    rows = [one for _, one in told]
    if view is None and row.facts.rule.rescored:
        scores = {key: said.final for key, said in said_in(session, rows, seen.after).items()}
    else:
        scores = scores_of(session, [one.id for one in rows])
    criteria = criteria_of(session, {one.checklist_id for one in rows})
    answers = [
        Answered(branch, one.checklist_id, scores[one.id])
        for branch, one in told
        if one.id in scores
    ]
    return failed(answers, criteria), criteria


def _versions(
    now: Mapping[ChecklistId, Criteria],
    before: Mapping[ChecklistId, Criteria],
    rounds: Sequence[RoundRow],
) -> str:
    """What became of the checklists of each kind."""
    former, latest = rounds[-2].facts.checklists, rounds[-1].facts.checklists
    said = [
        (BRANCH_KIND_NAMES[kind], versions_text(now[key], before[former[kind]]))
        for kind, key in latest.items()
        if kind in former and key in now and former[kind] in before and key != former[kind]
    ]
    return "；".join(f"{kind}{text}" for kind, text in said if text)

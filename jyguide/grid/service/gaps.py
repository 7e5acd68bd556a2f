"""Use cases of what is missing in the grid: aggregates over all of it, and the rule of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import CentreHousehold, GridHandover, Rule
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.section import ReportSection
from jyguide.grid.gaps import (
    NOTHING,
    Gap,
    GridFigures,
    Taker,
    UnitCounts,
    counted,
    takers,
)
from jyguide.grid.kinds import GridLevel
from jyguide.grid.link_report import grid_section, handover_section
from jyguide.grid.link_words import BEGAN, IMPORTED
from jyguide.grid.rule import CODE, GridRule, check_rule
from jyguide.grid.service.key_reading import known
from jyguide.grid.service.link_rows import read_vanguards, target_counts, vanguard_loads
from jyguide.grid.service.unit_rows import read_tree, unit_rows
from jyguide.grid.service.units import refuse_changed
from jyguide.grid.tree import GridTree
from jyguide.grid.unit import UnitRow
from jyguide.ids import GridUnitId
from jyguide.pause import collector_paused
from jyguide.place import Place

_FROM_YEAR = 2000
"""The rule has no years of its own: it holds for what is linked now."""


@dataclass(frozen=True, slots=True)
class GridOverview:
    """The whole grid as the page shows it at the left.

    Attributes:
        counts: By unit with all that lies under it; the whole grid under None.
    """

    units: list[UnitRow]
    counts: Mapping[GridUnitId | None, UnitCounts]

    @property
    def whole(self) -> UnitCounts:
        return self.counts.get(None, NOTHING)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The figures in force, and whose they are.

    Attributes:
        version: Of the row this office would write, or "".
    """

    rule: GridRule
    by_city: bool = False
    version: str = ""


class GapService:
    """What is missing, what is too much, and who could take over."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def overview(self) -> GridOverview:
        """Every unit with what lies in it; seven statements, whatever the size."""
        with self._store.read() as session:
            tree = read_tree(session)
            counts = self._counted(session, tree)
            return GridOverview(unit_rows(session, tree), counts)

    @collector_paused()
    def counts(self, tree: GridTree | None = None) -> Mapping[GridUnitId | None, UnitCounts]:
        """By unit with all that lies under it; the whole grid under None.

        Args:
            tree: As it was read just now; None reads it.
        """
        with self._store.read() as session:
            return self._counted(session, tree or read_tree(session))

    def takers(self, unit_id: GridUnitId) -> list[Taker]:
        """Who could take over targets of a unit, the likeliest first."""
        with self._store.read() as session:
            tree = read_tree(session)
            rule = rule_in_force(session, self._place).rule
            rows = read_vanguards(session, tree, self._clock().date())
            return takers(tree, unit_id, rows, rule, self._clock().date())

    def rule(self) -> RuleSet:
        """The figures of “1+10+N” that hold here."""
        with self._store.read() as session:
            return rule_in_force(session, self._place)

    def set_rule(self, rule: GridRule, seen: str | None = None) -> None:
        """Let other figures hold from now on.

        Raises:
            RuleError: they contradict each other, the city has laid them down, or they were
                changed after the form was filled from ``seen``.
        """
        check_rule(rule)
        with self._store.begin("修改“1+10+N”的人数") as uow:
            key = fixed_key("rule", self._place.station_id or "", CODE, _FROM_YEAR)
            row = uow.session.get(Rule, key)
            if row is None:
                uow.session.add(
                    Rule(
                        id=key,
                        station_id=self._place.station_id,
                        code=CODE,
                        year=_FROM_YEAR,
                        terms=rule.to_json(),
                    )
                )
            else:
                refuse_changed(row.sync_v, seen)
                row.terms = rule.to_json()
            uow.commit()

    def due(self) -> str:
        """One calm sentence for the home page; empty where everybody is contacted."""
        with self._store.read() as session:
            found = dict.fromkeys((Gap.HOUSEHOLD, Gap.MEMBER, Gap.LEFT), 0)
            for one in target_counts(session, self._clock().date()):
                found[Gap.HOUSEHOLD] += one.lone_households
                found[Gap.MEMBER] += one.lone_members
                found[Gap.LEFT] += one.left
        said = [
            text.format(found[gap])
            for gap, text in (
                (Gap.HOUSEHOLD, "{} 户还没有人联系"),
                (Gap.MEMBER, "{} 名党员还没有人联系"),
                (Gap.LEFT, "{} 个联系对象的先锋党员已离任，可以移交"),
            )
            if found[gap]
        ]
        return "，".join(said) + "。" if said else ""

    def year_sections(self, year: int) -> list[ReportSection]:
        """The grid as it is, and what was handed over in a year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        with self._store.read() as session:
            tree = read_tree(session)
            section = grid_section(tree, self._counted(session, tree))
            counted_up = session.execute(
                select(GridHandover.reason, func.count())
                .where(
                    GridHandover.deleted.is_(False),
                    GridHandover.handed_on.between(first, last),
                    GridHandover.reason.not_in((BEGAN, IMPORTED)),
                )
                .group_by(GridHandover.reason)
                .order_by(GridHandover.reason)
            )
            handed = [(reason, count) for reason, count in counted_up]
        return [section, handover_section(year, handed)]

    def _counted(self, session: Session, tree: GridTree) -> Mapping[GridUnitId | None, UnitCounts]:
        rule = rule_in_force(session, self._place).rule
        return counted(tree, read_figures(session, self._clock().date()), rule)


def rule_in_force(session: Session, place: Place) -> RuleSet:
    """The city's figures, else the office's own, else those the program ships."""
    rows = session.scalars(select(Rule).where(Rule.code == CODE, Rule.deleted.is_(False))).all()
    city = next((row for row in rows if row.station_id is None), None)
    own = next((row for row in rows if row.station_id == place.station_id), None)
    row = city or own
    version = own.sync_v if own is not None else ""
    if row is None:
        return RuleSet(GridRule())
    return RuleSet(GridRule.from_json(row.terms), by_city=row is city, version=version)


def read_figures(session: Session, today: date) -> GridFigures:
    """All that the gaps are counted from; three statements."""
    centres = session.execute(
        select(known(CentreHousehold.unit_id), func.count())
        .where(CentreHousehold.deleted.is_(False))
        .group_by(CentreHousehold.unit_id)
    )
    return GridFigures(
        target_counts(session, today),
        vanguard_loads(session, today),
        {GridUnitId(unit): count for unit, count in centres},
    )


def units_behind(session: Session, tree: GridTree, gap: Gap, today: date) -> set[GridUnitId]:
    """The branches that lack what a gap names, with all that lies in them."""
    figures = read_figures(session, today)
    holding = (
        set(figures.centres)
        if gap is Gap.NO_CENTRE
        else {one.unit_id for one in figures.vanguards}
    )
    provided = {above.id for key in holding & tree.nodes.keys() for above in tree.above(key)}
    return {
        node.id
        for node in tree.nodes.values()
        if node.level is GridLevel.BRANCH and node.id not in provided
    }

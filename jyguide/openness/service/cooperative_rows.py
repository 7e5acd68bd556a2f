"""Rows of co-operatives and their years, to and from the values of the rules."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Cooperative, CooperativeYear
from db.uow import UnitOfWork
from jyguide.ids import CooperativeId, OrganisationId
from jyguide.openness.cooperative import CooperativeFacts, CooperativeRow, YearFigures
from jyguide.openness.kinds import CooperativeKind
from jyguide.openness.service.villages import is_mine, read_villages, write_columns
from jyguide.place import Place

_CHUNK = 500


def year_key(cooperative_id: uuid.UUID, year: int) -> uuid.UUID:
    """Made from the two, so that two PCs that tell one year tell it once."""
    return fixed_key("cooperative_year", cooperative_id, year)


def read_cooperatives(
    session: Session, place: Place, only: CooperativeId | None = None
) -> list[CooperativeRow]:
    """Every co-operative with its years, in the order of villages and names: three statements."""
    wanted, of = select(Cooperative).where(Cooperative.deleted.is_(False)), select(CooperativeYear)
    if only is not None:
        wanted = wanted.where(Cooperative.id == only)
        of = of.where(CooperativeYear.cooperative_id == only)
    years: defaultdict[uuid.UUID, dict[int, YearFigures]] = defaultdict(dict)
    for year in session.scalars(of.where(CooperativeYear.deleted.is_(False))):
        years[year.cooperative_id][year.year] = figures_of(year)
    book = read_villages(session, place)
    order = {key: at for at, key in enumerate(book.by_id)}
    rows = [
        CooperativeRow(
            CooperativeId(row.id),
            facts_of(row),
            book.township(facts_of(row).organisation_id),
            years.get(row.id, {}),
            is_mine(place, row.station_id),
            str(row.sync_v),
        )
        for row in session.scalars(wanted)
    ]
    rows.sort(key=lambda row: (_at(order, row), row.facts.organisation, row.facts.name, row.id))
    return rows


def facts_of(row: Cooperative) -> CooperativeFacts:
    """A co-operative as the rules see it."""
    return CooperativeFacts(
        OrganisationId(row.organisation_key) if row.organisation_key else None,
        row.organisation,
        row.name,
        CooperativeKind(row.kind),
        row.code,
        row.founded_on,
        row.ended_on,
        row.head,
        row.note,
    )


def cooperative_columns(facts: CooperativeFacts) -> dict[str, Any]:
    """What is written of facts, the village aside."""
    return {
        "name": facts.name.strip(),
        "kind": facts.kind.value,
        "code": facts.code.strip(),
        "founded_on": facts.founded_on,
        "ended_on": facts.ended_on,
        "head": facts.head.strip(),
        "note": facts.note.strip(),
    }


def figures_of(row: CooperativeYear) -> YearFigures:
    """A year as the rules see it."""
    return YearFigures(
        row.year,
        row.members,
        row.shares,
        row.capital,
        row.income,
        row.dividend,
        row.paid_on,
        row.note,
        str(row.sync_v),
    )


def year_columns(figures: YearFigures) -> dict[str, Any]:
    """What is written of a year."""
    return {
        "members": figures.members,
        "shares": figures.shares,
        "capital": figures.capital,
        "income": figures.income,
        "dividend": figures.dividend,
        "paid_on": figures.paid_on,
        "note": figures.note.strip(),
    }


def write_years(uow: UnitOfWork, years: Sequence[tuple[uuid.UUID, YearFigures]]) -> None:
    """Enter years of co-operatives, or write over what is kept of them.

    One that was taken out comes back.
    """
    wanted = {year_key(key, figures.year): (key, figures) for key, figures in years}
    keys, there = sorted(wanted), dict[uuid.UUID, CooperativeYear]()
    for start in range(0, len(keys), _CHUNK):
        some = select(CooperativeYear).where(CooperativeYear.id.in_(keys[start : start + _CHUNK]))
        there |= {row.id: row for row in uow.session.scalars(some)}
    for key, row in there.items():
        write_columns(row, {"deleted": False} | year_columns(wanted[key][1]))
    uow.add_many(
        CooperativeYear,
        [
            {"id": key, "cooperative_id": of, "year": figures.year, **year_columns(figures)}
            for key, (of, figures) in wanted.items()
            if key not in there
        ],
    )


def _at(order: dict[OrganisationId, int], row: CooperativeRow) -> int:
    key = row.facts.organisation_id
    return order.get(key, len(order)) if key is not None else len(order)

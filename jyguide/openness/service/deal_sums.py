"""Deals of a year added up by the database: few hundred rows come back, whatever the year has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import PropertyDeal
from jyguide.openness.deal import DealSum, DealTotals, one_sum
from jyguide.openness.kinds import DealKind
from jyguide.openness.village import VillageBook

K = TypeVar("K")


def read_totals(session: Session, year: int, book: VillageBook) -> DealTotals:
    """A year's deals by kind, month and township: three statements.

    Months come from days, since no way of asking for a month reads alike on both databases.
    """
    kinds = _added(
        (DealKind(kind), one) for kind, one in _grouped(session, year, PropertyDeal.kind)
    )
    months = _added(
        (day.month, one) for day, one in _grouped(session, year, PropertyDeal.dealt_on)
    )
    towns = _added(
        (book.township(key), one)
        for key, one in _grouped(session, year, PropertyDeal.organisation_key)
    )
    order = {one.township: at for at, one in enumerate(book.by_id.values())}
    return DealTotals(
        year,
        {kind: kinds[kind] for kind in DealKind if kind in kinds},
        dict(sorted(months.items())),
        {name: towns[name] for name in sorted(towns, key=lambda n: order.get(n, len(order)))},
    )


def _grouped(session: Session, year: int, by: Any) -> Iterable[tuple[Any, DealSum]]:
    unit = PropertyDeal.area_unit
    found = session.execute(
        select(by, unit, func.count(), func.sum(PropertyDeal.price), func.sum(PropertyDeal.area))
        .where(
            PropertyDeal.deleted.is_(False),
            PropertyDeal.dealt_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .group_by(by, unit)
    )
    for key, name, count, price, area in found:
        yield key, one_sum(int(price), int(area or 0), name, count)


def _added(parts: Iterable[tuple[K, DealSum]]) -> dict[K, DealSum]:
    found: dict[K, DealSum] = {}
    for key, one in parts:
        found[key] = found.get(key, DealSum()) + one
    return found

"""Rows of deals, to and from the values of the rules, and what is asked of the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import PropertyDeal
from jyguide.ids import DealId, OrganisationId
from jyguide.openness.deal import (
    DealFacts,
    DealFilter,
    DealOrder,
    DealRow,
    DealSum,
    one_sum,
    sum_of,
)
from jyguide.openness.kinds import DealKind, PartyCategory
from jyguide.openness.service.villages import is_mine
from jyguide.openness.village import VillageBook
from jyguide.place import Place

_SEARCHED = (
    PropertyDeal.number,
    PropertyDeal.subject,
    PropertyDeal.organisation,
    PropertyDeal.note,
)
_ORDERS: dict[DealOrder, Any] = {
    DealOrder.DAY: PropertyDeal.dealt_on,
    DealOrder.PRICE: PropertyDeal.price,
    DealOrder.AREA: PropertyDeal.area,
    DealOrder.NUMBER: PropertyDeal.number,
}


def conditions(wanted: DealFilter, book: VillageBook) -> list[Any]:
    """What holds of the rows that are asked for."""
    hold: list[Any] = [PropertyDeal.deleted.is_(False)]
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        hold.append(PropertyDeal.dealt_on.between(first, last))
    if wanted.kind is not None:
        hold.append(PropertyDeal.kind == wanted.kind.value)
    if wanted.township:
        inside = [key for key, one in book.by_id.items() if one.township == wanted.township]
        hold.append(PropertyDeal.organisation_key.in_(inside))
    hold += [
        or_(*(one.icontains(word, autoescape=True) for one in _SEARCHED))
        for word in wanted.words.split()
    ]
    return hold


def ordering(wanted: DealFilter) -> list[Any]:
    """By what is asked for; what is not known comes last, equals the newest first."""
    column = _ORDERS[wanted.order]
    first = column.asc() if wanted.rising else column.desc()
    if wanted.order is DealOrder.AREA:
        return [column.is_(None), first, PropertyDeal.dealt_on.desc(), PropertyDeal.id]
    if wanted.order is DealOrder.DAY:
        return [first, PropertyDeal.id]
    return [first, PropertyDeal.dealt_on.desc(), PropertyDeal.id]


def whole_of(session: Session, hold: list[Any]) -> DealSum:
    """What deals come to, in one statement."""
    unit = PropertyDeal.area_unit
    found = session.execute(
        select(unit, func.count(), func.sum(PropertyDeal.price), func.sum(PropertyDeal.area))
        .where(*hold)
        .group_by(unit)
    )
    return sum_of(
        one_sum(int(price), int(area or 0), name, count) for name, count, price, area in found
    )


def read_deals(session: Session, statement: Any, place: Place, book: VillageBook) -> list[DealRow]:
    """The rows of a statement."""
    return [deal_row(row, place, book) for row in session.scalars(statement)]


def deal_row(row: PropertyDeal, place: Place, book: VillageBook) -> DealRow:
    """A deal as the rules see it."""
    key = OrganisationId(row.organisation_key) if row.organisation_key else None
    facts = DealFacts(
        key,
        row.organisation,
        row.dealt_on,
        DealKind(row.kind),
        row.subject,
        row.price,
        row.number,
        row.area,
        row.area_unit,
        PartyCategory(row.seller_category),
        PartyCategory(row.buyer_category),
        row.began_on,
        row.ends_on,
        row.note,
    )
    mine = is_mine(place, row.station_id)
    return DealRow(DealId(row.id), facts, book.township(key), mine, str(row.sync_v))


def deal_columns(facts: DealFacts) -> dict[str, Any]:
    """What is written of facts, the village aside."""
    return {
        "number": facts.number.strip(),
        "dealt_on": facts.dealt_on,
        "kind": facts.kind.value,
        "subject": facts.subject.strip(),
        "area": facts.area,
        "area_unit": facts.area_unit if facts.area is not None else "",
        "price": facts.price,
        "seller_category": facts.seller.value,
        "buyer_category": facts.buyer.value,
        "began_on": facts.began_on,
        "ends_on": facts.ends_on,
        "note": facts.note.strip(),
    }

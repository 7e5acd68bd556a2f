"""Rows of assets and their changes, to and from the values of the rules."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models import AssetChange as ChangeEntry
from db.models import CollectiveAsset
from jyguide.exchange.cell import compact
from jyguide.ids import AssetChangeId, AssetId, OrganisationId
from jyguide.openness.asset import AssetChange, AssetFacts, AssetRow
from jyguide.openness.asset_ledger import Flow, flow_of
from jyguide.openness.kinds import AssetChangeKind, AssetKind
from jyguide.openness.service.villages import is_mine, read_villages
from jyguide.openness.village import VillageBook
from jyguide.place import Place

_BEFORE, _WITHIN, _LATER = 0, 1, 2


@dataclass
class YearSums:
    """Changes added up by asset: before a year, within it, and who has only later ones."""

    before: dict[uuid.UUID, int] = field(default_factory=dict)
    within: defaultdict[uuid.UUID, dict[AssetChangeKind, int]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    later: set[uuid.UUID] = field(default_factory=set)

    def flow(self, asset_id: AssetId) -> Flow:
        """A year's flow of one asset."""
        return flow_of(self.before.get(asset_id, 0), self.within.get(asset_id, {}))


def read_sums(session: Session, year: int) -> YearSums:
    """Add the changes of all assets up, in one statement."""
    day = ChangeEntry.changed_on
    part = case(
        (day < date(year, 1, 1), _BEFORE), (day <= date(year, 12, 31), _WITHIN), else_=_LATER
    )
    found = session.execute(
        select(ChangeEntry.asset_id, part, ChangeEntry.kind, func.sum(ChangeEntry.amount))
        .where(ChangeEntry.deleted.is_(False))
        .group_by(ChangeEntry.asset_id, part, ChangeEntry.kind)
    )
    sums, known = YearSums(), set()
    for key, when, kind, amount in found:
        if when == _LATER:
            sums.later.add(key)
            continue
        known.add(key)
        if when == _BEFORE:
            sums.before[key] = sums.before.get(key, 0) + int(amount)
        else:
            sums.within[key][AssetChangeKind(kind)] = int(amount)
    sums.later -= known
    return sums


def read_assets(session: Session, place: Place) -> list[AssetRow]:
    """Every asset, by township, village, kind and name."""
    book = read_villages(session, place)
    kinds = list(AssetKind)
    order = {key: at for at, key in enumerate(book.by_id)}
    rows = [
        asset_row(row, place, book)
        for row in session.scalars(
            select(CollectiveAsset).where(CollectiveAsset.deleted.is_(False))
        )
    ]
    rows.sort(
        key=lambda row: (
            order.get(row.facts.organisation_id, len(order)),  # type: ignore[arg-type] # it has one
            kinds.index(row.facts.kind),
            row.facts.name,
            row.facts.code,
            row.id,
        )
    )
    return rows


def asset_row(row: CollectiveAsset, place: Place, book: VillageBook | None = None) -> AssetRow:
    """An asset as the rules see it; without a book its township is not known."""
    key = OrganisationId(row.organisation_key)
    facts = AssetFacts(key, AssetKind(row.kind), row.name, row.unit, row.code, row.place, row.note)
    return AssetRow(
        AssetId(row.id),
        facts,
        row.organisation,
        book.township(key) if book else "",
        is_mine(place, row.station_id),
        str(row.sync_v),
    )


def asset_columns(facts: AssetFacts) -> dict[str, Any]:
    """What is written of facts, the village aside."""
    return {
        "kind": facts.kind.value,
        "name": facts.name.strip(),
        "code": facts.code.strip(),
        "unit": facts.unit.strip(),
        "place": facts.place.strip(),
        "note": facts.note.strip(),
    }


def change_row(entry: ChangeEntry) -> AssetChange:
    """A change as the rules see it."""
    return AssetChange(
        entry.changed_on,
        AssetChangeKind(entry.kind),
        entry.amount,
        entry.reason,
        entry.document,
        AssetChangeId(entry.id),
        str(entry.sync_v),
    )


def change_columns(change: AssetChange) -> dict[str, Any]:
    """What is written of a change."""
    return {
        "changed_on": change.changed_on,
        "kind": change.kind.value,
        "amount": change.amount,
        "reason": change.reason.strip(),
        "document": change.document.strip(),
    }


def place_key(facts: AssetFacts | CollectiveAsset) -> tuple[str, str, str]:
    """By what assets of one village are told apart: kind, name, code."""
    return str(facts.kind), compact(facts.name), compact(facts.code)

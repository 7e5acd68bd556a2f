"""How brands and their stages are read: four statements, however many there are."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import columns
from db.models import Brand, BrandStage, Organisation, Station
from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import Reached, Step, Way, way
from jyguide.brand.row import BrandFacts, BrandRow
from jyguide.errors import RuleError
from jyguide.ids import BrandId, OrganisationId, StationId

_STAGE_COLUMNS = (
    BrandStage.id,
    BrandStage.brand_id,
    BrandStage.stage,
    BrandStage.reached_on,
    BrandStage.evidence,
    BrandStage.confirmed_by,
    BrandStage.sync_v,
)
_BRAND_COLUMNS = tuple(column for name, column in columns(Brand).items() if name != "deleted")


def read_brands(session: Session) -> list[BrandRow]:
    """Every brand, by station and name; by columns, for rows of the mapper take thrice as long."""
    stages: defaultdict[uuid.UUID, list[Any]] = defaultdict(list)
    for stage in session.execute(select(*_STAGE_COLUMNS).where(BrandStage.deleted.is_(False))):
        stages[stage.brand_id].append(stage)
    stations, places = station_names(session), living_names(session, Brand.organisation_key)
    found = session.execute(select(*_BRAND_COLUMNS).where(Brand.deleted.is_(False)))
    rows = [_row(brand, way_of(stages[brand.id]), stations, places) for brand in found]
    rows.sort(key=lambda row: (row.station, row.facts.name, str(row.id)))
    return rows


def station_names(session: Session) -> dict[uuid.UUID, str]:
    """Names of stations by key."""
    return dict(session.execute(select(Station.id, Station.name)).all())


def living_names(session: Session, key: Any) -> dict[uuid.UUID, str]:
    """Present names of the organisations a column points at; those deleted or merged are out."""
    wanted = select(Organisation.id, Organisation.name).where(
        Organisation.deleted.is_(False), Organisation.id.in_(select(key))
    )
    return dict(session.execute(wanted).all())


def way_of(stages: Iterable[Any]) -> Way:
    """How far a brand is by its rows; a stage that only a newer release knows is left out."""
    known = {one.value for one in Stage}
    return way(
        Reached(
            Stage(row.stage),
            Step(row.reached_on, row.evidence, row.confirmed_by),
            row.id,
            str(row.sync_v),
        )
        for row in stages
        if row.stage in known
    )


def stages_of(session: Session, brand_id: BrandId) -> list[BrandStage]:
    """Rows of one brand."""
    statement = select(BrandStage).where(
        BrandStage.brand_id == brand_id, BrandStage.deleted.is_(False)
    )
    return list(session.scalars(statement))


def living(session: Session, brand_id: BrandId) -> Brand:
    """One brand.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    row = session.get(Brand, brand_id)
    if row is None or row.deleted:
        raise RuleError("这个品牌已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    return row


def _row(
    brand: Any, known: Way, stations: dict[uuid.UUID, str], places: dict[uuid.UUID, str]
) -> BrandRow:
    key = brand.organisation_key
    return BrandRow(
        id=BrandId(brand.id),
        station_id=StationId(brand.station_id) if brand.station_id else None,
        station=stations.get(brand.station_id, "") if brand.station_id else "",
        facts=BrandFacts(
            name=brand.name,
            organisation_id=OrganisationId(key) if key else None,
            organisation=places.get(key, brand.organisation) if key else brand.organisation,
            idea=brand.idea,
            owner=brand.owner,
            note=brand.note,
        ),
        way=known,
        ended_on=brand.ended_on,
        end_reason=brand.end_reason,
        placed=key is None or key in places,
        version=str(brand.sync_v),
    )

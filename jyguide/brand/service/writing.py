"""How brands and their stages are written; every rule was asked before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.keys import fixed_key
from db.models import Brand, BrandStage, Organisation
from db.uow import UnitOfWork
from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import Step
from jyguide.brand.row import BrandFacts
from jyguide.errors import RuleError
from jyguide.ids import BrandId, StationId


def refuse_changed(row: SyncedRow, seen: str | None) -> None:
    """Refuse a form that was filled from another state of the row.

    Raises:
        RuleError: the row was changed meanwhile.
    """
    if seen not in (None, str(row.sync_v)):
        raise RuleError(
            "这条记录在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
            hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
        )


def put(row: SyncedRow, values: Mapping[str, Any]) -> None:
    """Write what differs: what is as it was enters no journal."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def brand_columns(session: Session, facts: BrandFacts, own: StationId | None) -> dict[str, Any]:
    """Columns of a brand, its station among them: the organisation's for the city.

    Raises:
        RuleError: the organisation is not here, or is of another station.
    """
    station, name = own, facts.organisation.strip()
    if facts.organisation_id is not None:
        found = session.get(Organisation, facts.organisation_id)
        if found is None or found.deleted:
            raise RuleError("所选的组织已被删除，没有保存。", hint="请刷新后重新选择组织。")
        refuse_others(found, own)
        station = own or (StationId(found.station_id) if found.station_id else None)
        name = found.name
    return {
        "station_id": station,
        "name": " ".join(facts.name.split()),
        "organisation_key": facts.organisation_id,
        "organisation": name,
        "idea": facts.idea.strip(),
        "owner": facts.owner.strip(),
        "note": facts.note.strip(),
    }


def refuse_others(organisation: Organisation, own: StationId | None) -> None:
    """Refuse what is not of the station at work; None: the city, which writes for all.

    Raises:
        RuleError: it is another office's.
    """
    if own is not None and organisation.station_id != own:
        raise RuleError(f"“{organisation.name}”不属于本站，没有保存。", hint="请选择本站的组织。")


def stage_key(brand_id: BrandId, stage: Stage) -> uuid.UUID:
    """Under which every PC keeps the same stage of a brand."""
    return fixed_key("brand_stage", brand_id, stage.value)


def stage_columns(brand_id: BrandId, stage: Stage, step: Step) -> dict[str, Any]:
    """Columns of a stage but its key."""
    return {
        "brand_id": brand_id,
        "stage": stage.value,
        "reached_on": step.on,
        "evidence": step.evidence.strip(),
        "confirmed_by": step.confirmed_by.strip(),
    }


def put_stage(uow: UnitOfWork, brand: Brand, stage: Stage, step: Step) -> None:
    """Write a stage, whether there was a row or not."""
    row = uow.session.get(BrandStage, stage_key(BrandId(brand.id), stage))
    write_stage(uow, brand, stage, step, row)


def write_stage(
    uow: UnitOfWork, brand: Brand, stage: Stage, step: Step, row: BrandStage | None
) -> None:
    """The same where the row was read before; None: there is none, not even a deleted one."""
    brand_id = BrandId(brand.id)
    values = stage_columns(brand_id, stage, step)
    if row is None:
        uow.session.add(BrandStage(id=stage_key(brand_id, stage), **values))
    else:
        put(row, {**values, "deleted": False})

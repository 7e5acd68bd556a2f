"""Use cases of lists of brands in files: read, compare, import, export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Brand, BrandStage, Organisation
from db.uow import Store, UnitOfWork
from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import STAGES, Step, Way
from jyguide.brand.row import BrandFacts, BrandRow
from jyguide.brand.service.reading import living, read_brands, way_of
from jyguide.brand.service.writing import (
    brand_columns,
    put,
    stage_columns,
    stage_key,
    write_stage,
)
from jyguide.brand.table import (
    ABOUT,
    ORGANISATION,
    SPEC,
    BrandComparison,
    day_key,
    evidence_key,
    steps_in,
    way_fault,
    with_steps,
)
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Compare, PlannedRow
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import CellValue
from jyguide.ids import BrandId, OrganisationId
from jyguide.people.service.organisation_rows import read_rows
from jyguide.place import Place

_NOTES = (
    "每个品牌填一行，从第 2 行开始；带 * 的列必填。",
    "六个阶段（实践、总结、规范、提高、定型、推广）要逐个走：填了后面的日期，前面的都要有。",
    "每个阶段都要有依据；各阶段的依据相同，可以只填“佐证材料”一列。",
    "已经登记的品牌（名称和所属组织相同）不会重复新增，可以选择更新、补充或跳过。",
)
_CHUNK = 500
"""Keys in one statement: old SQLite takes at most 999."""


class BrandFiles(ListFiles):
    """Everything the program does with lists of brands."""

    words = ListWords("导入党建品牌“{}”", "品牌又有改动，没有导入任何品牌", "党建品牌", _NOTES)

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        tree = read_rows(session)
        today = self._clock().date()
        own = self._place.station_id
        return BrandComparison(read_brands(session), tree, file.good, today, own).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Add and change.

        Raises:
            RuleError: as decided, a brand would skip a stage or go back in time.
        """
        self._add(uow, taking.new)
        kept = _Kept(uow.session, [row.known.id for row in taking.updates])
        for row in taking.updates:
            self._update(uow, row, taking, kept)

    def export(self, target: Path) -> int:
        """Write all brands so that they import again; returns how many.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        with self._store.read() as session:
            rows = [row.masked() for row in read_brands(session)]
            paths = {row.id: "/".join(row.path) for row in read_rows(session)}
        write_table(target, SPEC, self.words.sheet, [_cells(row, paths) for row in rows])
        return len(rows)

    def _add(self, uow: UnitOfWork, new: Sequence[PlannedRow]) -> None:
        """All at once: one by one, three thousand took half a minute."""
        wanted = {row.values[ORGANISATION] for row in new}
        known = _all_of(uow.session, Organisation, wanted)  # held, so that `get` finds them
        brands: list[Mapping[str, Any]] = []
        stages: list[Mapping[str, Any]] = []
        for row in new:
            facts = BrandFacts(
                name=row.values["name"],
                organisation_id=row.values[ORGANISATION],
                **{key: row.values.get(key) or "" for key in ABOUT},
            )
            key = BrandId(new_key())
            columns = brand_columns(uow.session, facts, self._place.station_id)
            brands.append({"id": key, "ended_on": None, "end_reason": "", **columns})
            stages += [
                {"id": stage_key(key, stage), **stage_columns(key, stage, step)}
                for stage, step in steps_in(row.values).items()
            ]
        del known
        uow.add_many(Brand, brands)
        uow.add_many(BrandStage, stages)

    def _update(self, uow: UnitOfWork, row: PlannedRow, taking: Taking, kept: _Kept) -> None:
        said = taking.said(row)
        brand = living(uow.session, row.known.id)
        if brand.ended_on is not None and any(key not in ABOUT for key in said):
            raise RuleError(
                f"第 {row.row} 行的“{brand.name}”已经停止，没有导入任何品牌。",
                hint="要继续做这个品牌，请先“恢复”；否则请跳过这一行。",
            )
        put(brand, {key: said[key] for key in ABOUT if key in said})
        known = kept.way(row.known.id)
        steps = _said_steps(known, said)
        now = with_steps(known, steps)
        if reason := way_fault(now, self._clock().date())[1]:
            raise RuleError(
                f"第 {row.row} 行的“{brand.name}”按现在的选择：{reason}。没有导入任何品牌。",
                hint="请把这一行选为“更新”或“跳过”。",
            )
        for stage in steps:
            one = now.of(stage)
            if one is not None:
                write_stage(uow, brand, stage, one.step, kept.stage(row.known.id, stage))


class _Kept:
    """Brands of a file with their stages, read in a few statements instead of three for each."""

    def __init__(self, session: Session, keys: Sequence[BrandId]) -> None:
        self._brands = _all_of(session, Brand, keys)
        self._stages: defaultdict[BrandId, list[BrandStage]] = defaultdict(list)
        for chunk in _chunks(keys):
            wanted = select(BrandStage).where(BrandStage.brand_id.in_(chunk))
            for stage in session.scalars(wanted):
                self._stages[BrandId(stage.brand_id)].append(stage)

    def way(self, brand_id: BrandId) -> Way:
        """How far one is."""
        return way_of(stage for stage in self._stages[brand_id] if not stage.deleted)

    def stage(self, brand_id: BrandId, stage: Stage) -> BrandStage | None:
        """The row of a stage, also one that was taken away."""
        return next((one for one in self._stages[brand_id] if one.stage == stage.value), None)


def _all_of(session: Session, row_type: Any, keys: Collection[Any]) -> list[Any]:
    """Rows by their keys; while they are held the session asks for none of them again."""
    return [
        row
        for chunk in _chunks(list(keys))
        for row in session.scalars(select(row_type).where(row_type.id.in_(chunk)))
    ]


def _chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))


def _said_steps(known: Way, said: dict[str, object]) -> dict[Stage, Step]:
    """Stages of which the file says something that is to be written."""
    found = {}
    for stage in STAGES:
        had = known.of(stage)
        day = said.get(day_key(stage), had.step.on if had else None)
        evidence = said.get(evidence_key(stage), "")
        if day is not None and (day_key(stage) in said or evidence_key(stage) in said):
            found[stage] = Step(day, str(evidence))  # type: ignore[arg-type] # a day, as the spec reads it
    return found


def _cells(row: BrandRow, paths: Mapping[OrganisationId, str]) -> tuple[CellValue, ...]:
    """In the order of the spec."""
    facts = row.facts
    key = facts.organisation_id
    found: list[CellValue] = [
        facts.name,
        (paths.get(key) if key else "") or facts.organisation,
        facts.idea,
        facts.owner,
    ]
    for stage in STAGES:
        one = row.way.of(stage)
        found += [one.step.on.isoformat(), one.step.evidence] if one else ["", ""]
    return (*found, "", facts.note)

"""A list of brands in a file: its columns, and what importing a row would do.

Each stage has a column for its day and one for what shows it; 佐证材料 stands for all stages that
have none of their own.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import STAGES, Reached, Step, Way, way
from jyguide.brand.row import LONGEST_NAME, BrandRow
from jyguide.brand.sheet import same_name
from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.table.plan import PlannedRow, changes_between, refused_for
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.ids import StationId
from jyguide.people.dates import read_date
from jyguide.people.organisation import OrganisationRow, organisation_label
from jyguide.people.organisation_path import OrganisationPaths

ORGANISATION = "organisation_id"
"""The key under which a planned row keeps whose brand it is."""
ABOUT = ("idea", "owner", "note")
_NAMED = 3


def _name(value: CellValue) -> str:
    return " ".join(cell_text(value).split())


def _brand_name(value: CellValue) -> str:
    name = _name(value)
    if len(name) > LONGEST_NAME:
        raise CellError(f"名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个")
    return name


def day_key(stage: Stage) -> str:
    """Of the column with the day of a stage."""
    return f"{stage.value}_on"


def evidence_key(stage: Stage) -> str:
    """Of the column with what shows it."""
    return f"{stage.value}_evidence"


def _stage_columns(stage: Stage) -> tuple[TableColumn, ...]:
    name = STAGE_NAMES[stage]
    return (
        TableColumn(
            day_key(stage),
            f"{name}日期",
            (name, f"{name}阶段", f"{name}时间", f"{name}阶段日期", f"{name}阶段时间"),
            read=read_date,
            how=f"进入“{name}”阶段的日期；没有到这一阶段就留空",
            example="2026-03-15" if stage is Stage.PRACTICE else "",
            width=13,
        ),
        TableColumn(
            evidence_key(stage),
            f"{name}依据",
            (f"{name}佐证", f"{name}材料", f"{name}阶段依据"),
            how=f"“{name}”阶段看到了什么、有哪些材料；不填则用“佐证材料”一列",
            width=24,
        ),
    )


SPEC = TableSpec(
    "brand",
    "党建品牌",
    "个品牌",
    (
        TableColumn(
            "name",
            "品牌名称",
            ("党建品牌", "品牌", "名称", "党建品牌名称"),
            required=True,
            read=_brand_name,
            how="品牌的名称",
            example="红色驿站",
            width=24,
        ),
        TableColumn(
            "organisation",
            "所属组织",
            ("党组织", "申报单位", "所属党组织", "单位", "组织名称", "单位名称"),
            required=True,
            read=compact,
            how="组织树里的名称；有重名的写完整位置，如“周庄镇/红豆村”",
            example="周庄镇/红豆村",
            width=28,
        ),
        TableColumn(
            "idea", "品牌内涵", ("内涵", "品牌理念", "核心理念", "品牌简介", "简介"), width=36
        ),
        TableColumn("owner", "负责人", ("品牌负责人", "联系人", "责任人"), read=_name),
        *(column for stage in STAGES for column in _stage_columns(stage)),
        TableColumn(
            "evidence",
            "佐证材料",
            ("依据", "佐证", "证明材料"),
            how="各阶段共用的依据；某一阶段另有依据时填在那一列",
            width=28,
        ),
        TableColumn("note", "备注", ("说明",), width=24),
    ),
)


def steps_in(values: Mapping[str, Any]) -> dict[Stage, Step]:
    """What a row says of stages; a stage without a day is none."""
    common = values.get("evidence") or ""
    return {
        stage: Step(day, values.get(evidence_key(stage)) or common)
        for stage in STAGES
        if (day := values.get(day_key(stage))) is not None
    }


def with_steps(known: Way, steps: Mapping[Stage, Step]) -> Way:
    """How far a brand is once these are written over what is kept; empty evidence stays."""
    kept = {one.stage: one.step for one in (*known.held, *known.waiting)}
    merged = dict(kept)
    for stage, step in steps.items():
        had = kept.get(stage)
        evidence = step.evidence or (had.evidence if had else "")
        merged[stage] = Step(step.on, evidence, had.confirmed_by if had else "")
    return way(Reached(stage, step) for stage, step in merged.items())


def way_fault(now: Way, today: date) -> tuple[str, str]:
    """Why a brand cannot stand so: key of the column at fault and the reason; "" for none."""
    if not now.held:
        return day_key(Stage.PRACTICE), "缺少“实践”阶段的日期，六个阶段要从实践起逐个走"
    if now.waiting and now.next is not None:
        return day_key(now.next), now.faults[0].rstrip("。")
    if now.faults:
        return day_key(now.held[-1].stage), now.faults[0].rstrip("。")
    for one in now.held:
        name = STAGE_NAMES[one.stage]
        if one.step.on > today:
            return day_key(one.stage), f"“{name}”阶段的日期在今天之后"
        if not one.step.evidence.strip():
            return evidence_key(one.stage), f"“{name}”阶段没有依据，请写明看到了什么、有哪些材料"
    return "", ""


class BrandComparison:
    """Rows of a file beside the brands there are."""

    def __init__(
        self,
        brands: Iterable[BrandRow],
        tree: Sequence[OrganisationRow],
        rows: Sequence[ReadRow],
        today: date,
        own: StationId | None,
    ) -> None:
        """`own` is the station at work, which takes in no other's; None is the city."""
        self._known = {
            (same_name(row.facts.name), row.facts.organisation_id): row for row in brands
        }
        self._paths = OrganisationPaths(tree)
        self._today = today
        self._own = own
        self._first: dict[tuple[str, uuid.UUID], int] = {}
        for row in rows:
            found = self._paths.fitting(row.values["organisation"])
            if len(found) == 1:
                self._first.setdefault((same_name(row.values["name"]), found[0].id), row.row)

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate."""
        found = self._paths.fitting(row.values["organisation"])
        if reason := self._unfit(row.values["organisation"], found):
            return _refused(row, "organisation", reason)
        key = (same_name(row.values["name"]), found[0].id)
        if self._first[key] != row.row:
            reason = f"与第 {self._first[key]} 行是同一个品牌，只保留一行"
            return _refused(row, "name", reason, double=True)
        known = self._known.get(key)
        steps = steps_in(row.values)
        column, reason = way_fault(with_steps(known.way if known else Way(), steps), self._today)
        if reason:
            return _refused(row, column, reason)
        values = {**row.values, **_filled(steps), ORGANISATION: found[0].id}
        values.pop("evidence", None)
        stated = {name: value for name, value in values.items() if name in _COMPARED}
        changes = changes_between(stated, partial(_kept, known)) if known else ()
        if known and known.ended_on and any(one.key not in ABOUT for one in changes):
            return _refused(row, "name", "这个品牌已经停止，要改它的阶段请先“恢复”")
        return PlannedRow(row.sheet, row.row, values, known, changes)

    def _unfit(self, text: str, found: Sequence[OrganisationRow]) -> str:
        if len(found) == 1:
            others = self._own is not None and found[0].station_id != self._own
            return f"“{found[0].name}”不属于本站" if others else ""
        if not found:
            return f"组织树里没有“{text}”，请先在“组织”里新增，或写完整位置"
        named = "、".join(organisation_label(one) for one in found[:_NAMED])
        return f"“{text}”可能是{named}，请写完整位置"


def _filled(steps: Mapping[Stage, Step]) -> dict[str, Any]:
    return {evidence_key(stage): step.evidence for stage, step in steps.items()}


_COMPARED = frozenset(
    (*ABOUT, *(key(stage) for stage in STAGES for key in (day_key, evidence_key)))
)


def _kept(known: BrandRow, key: str) -> Any:
    if key in ABOUT:
        return getattr(known.facts, key)
    for stage in STAGES:
        one = known.way.of(stage)
        if key == day_key(stage):
            return one.step.on if one else None
        if key == evidence_key(stage):
            return one.step.evidence if one else ""
    raise KeyError(key)


def _refused(row: ReadRow, key: str, reason: str, *, double: bool = False) -> PlannedRow:
    """A row that is not taken in, its cells in words."""
    values = {key: SPEC.by_key[key].shown(value) for key, value in row.values.items()}
    return refused_for(SPEC, row, values, (key, reason), double=double)

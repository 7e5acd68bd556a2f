"""Numbers of the four-level grid, its contacts and matters."""

from __future__ import annotations

from functools import partial
from typing import Any

from db.models import (
    CentreHousehold,
    ContactTarget,
    GridMatter,
    GridUnit,
    GridVisit,
    VanguardMember,
)
from jyguide.grid.kinds import (
    GRID_LEVEL_NAMES,
    MATTER_CATEGORY_NAMES,
    TARGET_KIND_NAMES,
    VISIT_WAY_NAMES,
    GridLevel,
    TargetKind,
)
from jyguide.grid.service.link_rows import at_work, here
from jyguide.report.figure import FigureName
from jyguide.report.service.counting.asked import (
    STATION,
    Asked,
    Cell,
    Counting,
    with_station,
    words,
)

_AREA, _PAGE = "四级网格", "grid"
_KEYS = {
    GridLevel.TOWNSHIP: "grid_townships",
    GridLevel.VILLAGE: "grid_villages",
    GridLevel.BRANCH: "grid_branches",
    GridLevel.CELL: "grid_cells",
}
_UNIT = Cell("网格", GridUnit.name)


def _units(level: GridLevel, statement: Any, asked: Asked) -> Any:
    at_level = GridUnit.level == level.value
    return with_station(statement, asked, GridUnit.station_id).where(at_level)


def _in_unit(statement: Any, asked: Asked, one: Any) -> Any:
    joined = statement.outerjoin(GridUnit, GridUnit.id == one.unit_id)
    return with_station(joined, asked, one.station_id)


def _centres(statement: Any, asked: Asked) -> Any:
    return _in_unit(statement, asked, CentreHousehold)


def _vanguards(statement: Any, asked: Asked) -> Any:
    serving = at_work(asked.scope.ends_on)
    return _in_unit(statement, asked, VanguardMember).where(serving)


def _targets(kind: TargetKind, statement: Any, asked: Asked) -> Any:
    return _in_unit(statement, asked, ContactTarget).where(
        ContactTarget.kind == kind.value, here(asked.scope.ends_on)
    )


def _visits(kind: TargetKind, statement: Any, asked: Asked) -> Any:
    joined = statement.join(ContactTarget, ContactTarget.id == GridVisit.target_id)
    return with_station(joined, asked, ContactTarget.station_id).where(
        ContactTarget.kind == kind.value, asked.within(GridVisit.visited_on)
    )


def _raised(statement: Any, asked: Asked) -> Any:
    return _in_unit(statement, asked, GridMatter).where(asked.within(GridMatter.raised_on))


def _answered(statement: Any, asked: Asked) -> Any:
    return _in_unit(statement, asked, GridMatter).where(asked.within(GridMatter.replied_on))


def _stock(key: str, name: str, unit: str, counting: str, *, present: bool = False) -> FigureName:
    """A stock; of units and households with a board only what they are now is kept."""
    return FigureName(key, name, unit, _AREA, counting, _PAGE, standing=True, present=present)


def _flow(key: str, name: str, unit: str, counting: str) -> FigureName:
    return FigureName(key, name, unit, _AREA, counting, _PAGE)


def _level(level: GridLevel) -> Counting:
    name = GRID_LEVEL_NAMES[level]
    return Counting(
        _stock(_KEYS[level], name, "个", f"网格中现有的{name}。", present=True),
        GridUnit,
        (_UNIT, Cell("编号", GridUnit.code), Cell("负责人", GridUnit.leader), STATION),
        partial(_units, level),
    )


def _target(kind: TargetKind, key: str, unit: str) -> Counting:
    name = TARGET_KIND_NAMES[kind]
    return Counting(
        _stock(key, f"联系{name}", unit, f"列入联系的{name}；期末前迁出的不计。"),
        ContactTarget,
        (
            Cell("姓名", ContactTarget.name),
            Cell("编号", ContactTarget.code),
            Cell("住址", ContactTarget.address),
            _UNIT,
            STATION,
        ),
        partial(_targets, kind),
    )


def _visit(kind: TargetKind, key: str, name: str, unit: str) -> Counting:
    whom = TARGET_KIND_NAMES[kind]
    return Counting(
        _flow(key, name, unit, f"本期登记的对{whom}的联系走访，同一对象一天计一次。"),
        GridVisit,
        (
            Cell("日期", GridVisit.visited_on),
            Cell("联系对象", ContactTarget.name),
            Cell("方式", GridVisit.way, words(VISIT_WAY_NAMES)),
            Cell("联系人", GridVisit.holder),
            STATION,
        ),
        partial(_visits, kind),
    )


_MATTER = (
    Cell("提出日期", GridMatter.raised_on),
    Cell("类别", GridMatter.category, words(MATTER_CATEGORY_NAMES)),
    Cell("内容", GridMatter.content),
    Cell("办理", GridMatter.owner),
    Cell("答复日期", GridMatter.replied_on),
    STATION,
)

GRID = (
    *map(_level, GridLevel),
    Counting(
        _stock("centres", "党员中心户", "户", "网格中现有的党员中心户。", present=True),
        CentreHousehold,
        (
            Cell("姓名", CentreHousehold.name),
            Cell("住址", CentreHousehold.address),
            _UNIT,
            STATION,
        ),
        _centres,
    ),
    Counting(
        _stock("vanguards", "先锋党员", "人", "在岗的先锋党员；期末前离任的不计。"),
        VanguardMember,
        (
            Cell("姓名", VanguardMember.name),
            Cell("编号", VanguardMember.code),
            _UNIT,
            STATION,
        ),
        _vanguards,
    ),
    _target(TargetKind.MEMBER, "members", "人"),
    _target(TargetKind.HOUSEHOLD, "households", "户"),
    _visit(TargetKind.MEMBER, "visits_members", "联系走访党员", "人次"),
    _visit(TargetKind.HOUSEHOLD, "visits_households", "联系走访农户", "户次"),
    Counting(
        _flow("matters", "收集民情", "件", "本期提出的民情事项，按提出日期计。"),
        GridMatter,
        _MATTER,
        _raised,
    ),
    Counting(
        _flow(
            "matters_answered",
            "答复民情",
            "件",
            "本期答复的民情事项，按答复日期计：以前提出、本期答复的也计。",
        ),
        GridMatter,
        _MATTER,
        _answered,
    ),
)
"""Who is linked with whom, and who was seen."""

"""The four-level grid of a made-up city as the workbook that an office would import."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jyguide.generate.grid import Grid, made_grid
from jyguide.generate.people import made_people
from jyguide.generate.run import LAST_DAY, SEED
from jyguide.generate.station import stations
from jyguide.generate.tree import made_tree
from jyguide.generate.writing import Row
from jyguide.grid.kinds import GRID_LEVEL_NAMES, TARGET_KIND_NAMES, GridLevel, TargetKind

HEADS = {
    "网格": ("层级", "名称", "编号", "上级网格", "负责人", "联系电话", "备注"),
    "中心户": ("姓名", "所在网格", "所在村", "联系电话", "住址", "备注"),
    "先锋党员": ("姓名", "编号", "所在网格", "联系电话", "备注"),
    "联系对象": (
        *("类别", "姓名", "户号", "所在网格", "联系电话", "住址", "家庭人口", "先锋党员"),
        *("联系起始日期", "备注"),
    ),
}
_Line = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class GridBook:
    """Rows of the four sheets, under `HEADS`."""

    sheets: dict[str, list[_Line]]

    @property
    def count(self) -> int:
        return sum(map(len, self.sheets.values()))


def made_book(scale: float = 1, seed: int = SEED) -> GridBook:
    """The grid of all stations, whoever left it not among them."""
    book = GridBook({name: [] for name in HEADS})
    for station in stations(scale, str(seed), LAST_DAY):
        tree = made_tree(station)
        _add(book, made_grid(station, tree, made_people(station, tree)))
    return book


def write_book(path: Path, book: GridBook) -> None:
    """As a workbook of four sheets."""
    from openpyxl import Workbook  # noqa: PLC0415 - as in the program

    made = Workbook(write_only=True)
    for name, rows in book.sheets.items():
        page = made.create_sheet(name)
        page.append(HEADS[name])
        for row in rows:
            page.append(row)
    made.save(path)


def _add(book: GridBook, grid: Grid) -> None:
    paths = _paths(grid.units)
    codes = {one["id"]: one["code"] for one in grid.vanguards}
    book.sheets["网格"] += [_unit(one, paths) for one in grid.units]
    book.sheets["中心户"] += [_centre(one, paths[one["unit_id"]]) for one in grid.centres]
    book.sheets["先锋党员"] += [
        (one["name"], one["code"], paths[one["unit_id"]], one["phone"], None)
        for one in grid.vanguards
    ]
    book.sheets["联系对象"] += [
        _target(one, paths[one["unit_id"]], codes.get(one.get("vanguard_id")))
        for one in grid.targets
    ]


def _paths(units: Sequence[Row]) -> dict[uuid.UUID, str]:
    """Names from the township down, by key; whoever is above comes before."""
    found: dict[uuid.UUID, str] = {}
    for one in units:
        above = found.get(one["parent_unit_id"])
        found[one["id"]] = f"{above}/{one['name']}" if above else one["name"]
    return found


def _unit(one: Row, paths: dict[uuid.UUID, str]) -> _Line:
    level = GRID_LEVEL_NAMES[GridLevel(one["level"])]
    above = paths.get(one["parent_unit_id"])
    return level, one["name"], one["code"], above, one["leader"], one["leader_phone"], None


def _centre(one: Row, path: str) -> _Line:
    return one["name"], path, path.split("/")[1], one["phone"], one["address"], None


def _target(one: Row, path: str, holder: str | None) -> _Line:
    kind = TARGET_KIND_NAMES[TargetKind(one["kind"])]
    since = one.get("held_since")
    who = (kind, one["name"], one["code"], path, one["phone"], one["address"])
    return *who, one.get("people"), holder, since, None

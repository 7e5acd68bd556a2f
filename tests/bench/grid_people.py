"""A made-up grid of the city's size: the same rows on every PC, names as they are here.

17 townships, 271 villages, 1,558 branches and 5,453 cells; 1,027 centre households, 1,355 vanguard
members, 13,886 members and 27,960 households: about 51,500 rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.people import GIVEN, SURNAMES

UNITS = (17, 271, 1_558, 5_453)
CENTRES, VANGUARDS, MEMBERS, HOUSEHOLDS = 1_027, 1_355, 13_886, 27_960
TOWNS = (
    *(
        "澄江街道",
        "南闸街道",
        "云亭街道",
        "月城镇",
        "青阳镇",
        "徐霞客镇",
        "华士镇",
        "周庄镇",
        "新桥镇",
    ),
    *("长泾镇", "顾山镇", "祝塘镇", "璜土镇", "利港街道", "申港街道", "夏港街道", "城东街道"),
)
_VILLAGES = "江南红豆花山龙泽峭岐陶城迎宾绮山倪家新华向阳建设东方金凤山泉长江定山旌阳黄塘马镇"
_STREETS = ("东街", "西街", "南巷", "北村", "河东", "塘湾", "老街", "桥头")
_RARE = ("阿卜杜拉·买买提", "欧阳𠮷祥", "司马相如", "古丽巴哈尔·艾合买提江")
_SINCE = date(2026, 1, 1)
HEADS = {
    "网格": ("层级", "名称", "编号", "上级网格", "负责人", "联系电话", "备注"),
    "中心户": ("姓名", "所在网格", "所在村", "联系电话", "住址", "备注"),
    "先锋党员": ("姓名", "编号", "所在网格", "联系电话", "备注"),
    "联系对象": (
        *("类别", "姓名", "户号", "所在网格", "联系电话", "住址", "家庭人口", "先锋党员"),
        *("联系起始日期", "备注"),
    ),
}


@dataclass
class GridBook:
    """Rows of the four sheets, under `HEADS`."""

    sheets: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(map(len, self.sheets.values()))


def made_grid(scale: float = 1, seed: int = 20261126) -> GridBook:
    """The rows; a scale below one makes a smaller city, above one villages many times as full."""
    chance = random.Random(seed)
    units, cells = _units(chance, [max(1, round(count * scale)) for count in UNITS])
    book = GridBook({name: [] for name in HEADS})
    book.sheets["网格"] = units
    sizes = [max(1, round(count * scale)) for count in (CENTRES, VANGUARDS, MEMBERS, HOUSEHOLDS)]
    names = _names(chance)
    homes = cells[:: max(1, len(cells) // sizes[0])][: sizes[0]]
    book.sheets["中心户"] = [
        (next(names), cell, cell.split("/")[1], _phone(chance), _door(chance, cell), None)
        for cell in homes
    ]
    stride = len(cells) / sizes[1]
    holders = [(cells[int(at * stride)], f"X{at + 1:06}") for at in range(sizes[1])]
    book.sheets["先锋党员"] = [
        (next(names), code, cell, _phone(chance), None) for cell, code in holders
    ]
    book.sheets["联系对象"] = [
        *_targets(chance, "党员", sizes[2], cells, holders),
        *_targets(chance, "农户", sizes[3], cells, holders),
    ]
    return book


def _units(chance: random.Random, counts: list[int]) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Rows of units with every unit's path, and the paths of the cells."""
    words = ("镇街党工委", "村党组织", "网格党支部", "党员中心户微网格")
    names = _names(chance)
    rows: list[tuple[Any, ...]] = []
    above: list[str] = [""]
    for depth, (word, count) in enumerate(zip(words, counts, strict=True)):
        here = []
        for at in range(count):
            parent = above[at * len(above) // count]
            name = _unit_name(depth, at)
            here.append(f"{parent}/{name}".strip("/"))
            rows.append((word, name, f"W{depth}{at:05}", parent or None, next(names), None, None))
        above = here
    return rows, above


def _unit_name(depth: int, at: int) -> str:
    if depth == 0:
        return TOWNS[at % len(TOWNS)] + (str(at // len(TOWNS)) if at >= len(TOWNS) else "")
    if depth == 1:
        two = _VILLAGES[at * 2 % len(_VILLAGES) :][:2]
        return f"{two}{at}村"
    return f"第{at}网格党支部" if depth == 2 else f"{at}号微网格"


def _targets(
    chance: random.Random,
    kind: str,
    count: int,
    cells: list[str],
    holders: list[tuple[str, str]],
) -> Iterator[tuple[Any, ...]]:
    """A few have nobody; the others somebody near."""
    names = _names(chance)
    letter = "D" if kind == "党员" else "H"
    for at in range(count):
        place = at * len(cells) // count
        holder = _near(cells[place], holders, place * len(holders) // len(cells))
        code = None if at % 997 == 0 else holder[1]
        yield (
            kind,
            next(names),
            f"{letter}{at + 1:06}",
            cells[place],
            _phone(chance),
            _door(chance, cells[place]),
            chance.randint(1, 7) if kind == "农户" else None,
            code,
            _SINCE if code else None,
            None,
        )


def _near(cell: str, holders: list[tuple[str, str]], at: int) -> tuple[str, str]:
    """The holder at that place, or the next where that one is of another township."""
    town = cell.partition("/")[0]
    near = (holders[min(one, len(holders) - 1)] for one in (at, at + 1, at - 1))
    return next((one for one in near if one[0].partition("/")[0] == town), holders[at])


def _names(chance: random.Random) -> Iterator[str]:
    while True:
        if chance.random() < 0.002:
            yield chance.choice(_RARE)
        else:
            yield chance.choice(SURNAMES) + "".join(
                chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2)))
            )


def _phone(chance: random.Random) -> str:
    return f"13{chance.randint(0, 999_999_999):09}"


def _door(chance: random.Random, cell: str) -> str:
    return f"{cell.split('/')[1]}{chance.choice(_STREETS)}{chance.randint(1, 300)}号"


def write_grid(path: Path, book: GridBook) -> None:
    """As a workbook of four sheets."""
    from openpyxl import Workbook  # noqa: PLC0415 - as in the program

    made = Workbook(write_only=True)
    for name, rows in book.sheets.items():
        page = made.create_sheet(name)
        page.append(HEADS[name])
        for row in rows:
            page.append(row)
    made.save(path)

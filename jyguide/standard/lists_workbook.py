"""The four lists as a workbook: a sheet each, and one of all branches with why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.workbook import CellValue
from jyguide.standard.explaining import rating_word
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, RatingLists

_LIST = (
    ("序号", 7),
    ("镇街园区", 16),
    ("党支部", 34),
    ("类型", 14),
    ("得分", 9),
    ("人工调整原因", 40),
)
_ALL = (
    ("序号", 7),
    ("镇街园区", 14),
    ("党支部", 30),
    ("类型", 12),
    ("得分", 8),
    ("名单", 8),
    ("按规则", 8),
    *((name, 11) for name in ASPECT_NAMES.values()),
    ("人工调整原因", 24),
    ("逐项说明", 110),
)
_CHANGES = (("镇街园区", 16), ("党支部", 34), ("原名单", 12), ("现名单", 12))
_TENTHS = 10
_FROZEN = "D2"


def write_lists_workbook(lists: RatingLists, target: Path) -> None:
    """Write the four lists, all branches with their explanations, and what has changed.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    write_tables(f"{lists.year}年{lists.round_name}四张名单", _tables(lists), target)


def _tables(lists: RatingLists) -> Iterator[PrintedTable]:
    for rating in Rating:
        rows = [one for some in lists.on(rating).values() for one in some]
        lines = [(at, *_short(one)) for at, one in enumerate(rows, 1)]
        yield PrintedTable(f"{RATING_NAMES[rating]}（{len(rows)}个）", _LIST, lines, _FROZEN)
    whole = [(at, *_whole(one)) for at, one in enumerate(lists.branches, 1)]
    yield PrintedTable("全部及逐项说明", _ALL, whole, _FROZEN)
    if lists.changes:
        changed = [
            (one.township, one.branch, rating_word(one.before), rating_word(one.after))
            for one in lists.changes
        ]
        yield PrintedTable("与上次公布比较", _CHANGES, changed)


def _short(one: ListedBranch) -> tuple[CellValue, ...]:
    return (
        one.township,
        one.name,
        BRANCH_KIND_NAMES[one.kind],
        one.points / _TENTHS,
        one.reason if one.rating is not one.computed else "",
    )


def _whole(one: ListedBranch) -> tuple[CellValue, ...]:
    return (
        one.township,
        one.name,
        BRANCH_KIND_NAMES[one.kind],
        one.points / _TENTHS,
        RATING_NAMES[one.rating],
        RATING_NAMES[one.computed],
        *(
            one.aspects[aspect][0] / _TENTHS if aspect in one.aspects else None
            for aspect in ASPECT_NAMES
        ),
        one.reason if one.rating is not one.computed else "",
        "\n".join(one.explanation),
    )

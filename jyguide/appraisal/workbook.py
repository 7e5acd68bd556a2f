"""The four lists as a workbook: a sheet each, and one of everybody with why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jyguide.appraisal.kinds import GRADE_NAMES, NO_RESULT, SOURCE_NAMES, Grade, Source, grade_word
from jyguide.appraisal.lists import AppraisalLists, ListedSecretary
from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.workbook import CellValue

_LIST = (("序号", 7), ("镇街园区", 16), ("村（社区）", 26), ("姓名", 14), ("得分", 9))
_MISSING = (("序号", 7), ("镇街园区", 16), ("村（社区）", 26), ("姓名", 14), ("说明", 60))
_CHANGES = (
    ("镇街园区", 16),
    ("村（社区）", 26),
    ("姓名", 14),
    ("原名单", 12),
    ("现名单", 12),
)
_TENTHS = 10
_FROZEN = "E2"


def write_lists_workbook(lists: AppraisalLists, target: Path) -> None:
    """Write the four lists, everybody with his explanation, and what has changed.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    write_tables(f"{lists.title}名单", _tables(lists), target)


def _tables(lists: AppraisalLists) -> Iterator[PrintedTable]:
    for grade in Grade:
        rows = [one for some in lists.on(grade).values() for one in some]
        lines = [(at, *_who(one), _points(one.points)) for at, one in enumerate(rows, 1)]
        yield PrintedTable(f"{GRADE_NAMES[grade]}（{len(rows)}人）", _LIST, lines, _FROZEN)
    if lists.unrated:
        missing = [
            (at, *_who(one), one.explanation[0] if one.explanation else "")
            for at, one in enumerate(lists.unrated, 1)
        ]
        yield PrintedTable(f"{NO_RESULT}（{len(missing)}人）", _MISSING, missing, _FROZEN)
    whole = [(at, *_who(one), *_whole(one, lists)) for at, one in enumerate(lists.people, 1)]
    yield PrintedTable("全部及逐项说明", _all_columns(lists), whole, _FROZEN)
    if lists.changes:
        changed = [
            (
                one.township,
                one.organisation,
                one.name,
                grade_word(one.before),
                grade_word(one.after),
            )
            for one in lists.changes
        ]
        yield PrintedTable("与上次公布比较", _CHANGES, changed)


def _sources(lists: AppraisalLists) -> list[Source]:
    return [one for one in Source if lists.scheme.weights.get(one)]


def _all_columns(lists: AppraisalLists) -> tuple[tuple[str, int], ...]:
    parts = ((SOURCE_NAMES[one], 12) for one in _sources(lists))
    return (
        *_LIST[:-1],
        *parts,
        ("得分", 9),
        ("名单", 10),
        ("按办法", 10),
        ("人工调整原因", 24),
        ("逐项说明", 110),
    )


def _who(one: ListedSecretary) -> tuple[CellValue, ...]:
    return (one.township, one.organisation, one.name)


def _points(tenths: int | None) -> CellValue:
    return None if tenths is None else tenths / _TENTHS


def _whole(one: ListedSecretary, lists: AppraisalLists) -> tuple[CellValue, ...]:
    return (
        *(_points(one.parts.get(source)) for source in _sources(lists)),
        _points(one.points),
        grade_word(one.grade),
        grade_word(one.computed),
        one.reason,
        "\n".join(one.explanation),
    )

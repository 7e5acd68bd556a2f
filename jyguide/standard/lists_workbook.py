"""The four lists as a workbook: a sheet each, and one of all branches with why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import print_whole_width, put
from jyguide.standard.explaining import rating_word
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, RatingLists

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
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


def write_lists_workbook(lists: RatingLists, target: Path) -> None:
    """Write the four lists, all branches with their explanations, and what has changed.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it

    book = Workbook()
    book.properties.creator = "暨阳指导"
    book.properties.title = f"{lists.year}年{lists.round_name}四张名单"
    book.remove(book.worksheets[0])
    for rating in Rating:
        rows = [one for some in lists.on(rating).values() for one in some]
        name = f"{RATING_NAMES[rating]}（{len(rows)}个）"
        _fill(book.create_sheet(name), _LIST, map(_short, rows))
    _fill(book.create_sheet("全部及逐项说明"), _ALL, map(_whole, lists.branches))
    if lists.changes:
        changed = (
            (one.township, one.branch, rating_word(one.before), rating_word(one.after))
            for one in lists.changes
        )
        _fill(book.create_sheet("与上次公布比较"), _CHANGES, changed, numbered=False)
    with replace_when_whole(target) as part:
        book.save(part)


def _short(one: ListedBranch) -> tuple[Value, ...]:
    return (
        one.township,
        one.name,
        BRANCH_KIND_NAMES[one.kind],
        one.points / _TENTHS,
        one.reason if one.rating is not one.computed else "",
    )


def _whole(one: ListedBranch) -> tuple[Value, ...]:
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


def _fill(
    sheet: Worksheet,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    *,
    numbered: bool = True,
) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for at, (head, width) in enumerate(columns, 1):
        cell: Any = sheet.cell(1, at)
        put(cell, head)
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(rows, 1):
        values = (number, *row) if numbered else tuple(row)
        for at, value in enumerate(values, 1):
            found: Any = sheet.cell(number + 1, at)
            put(found, value)
            found.alignment = wrapped
    sheet.freeze_panes = "D2" if numbered else "A2"
    print_whole_width(sheet)

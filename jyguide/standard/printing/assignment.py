"""交叉互查分配表 on paper: who inspects what, by inspector, with room for the day and a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Block,
    Document,
    PageSetup,
    Shape,
    Style,
    paragraph,
)
from jyguide.documents.text_table import kept_together
from jyguide.standard.kinds import BRANCH_KIND_NAMES
from jyguide.standard.lot_record import LotRow, LotTask
from jyguide.standard.printing.foot import office_foot
from jyguide.standard.printing.lot_blocks import how_blocks, title_blocks
from jyguide.standard.printing.measure_table import measure_table

_SETUP = PageSetup(top=20, right=18, bottom=18, left=18, header=9, footer=9)
_HEADS = ("序号", "党支部", "镇街园区", "类型", "检查日期", "检查员签字")
_COLUMNS = (12.0, 56.0, 30.0, 25.0, 24.0, 27.0)
_CENTRED = (0, 2, 3, 4, 5)


_FEW = 12
"""Branches that stay under the name of whoever looks at them."""


def assignment_document(
    title: str, office: str, day: date, lots: Sequence[LotRow], tasks: Sequence[LotTask]
) -> Document:
    """The list of every inspector under each other.

    Args:
        title: The round's name.
        office: Whose list it is.
        day: On which it is printed.
        lots: By which the tasks were given out.
        tasks: In the order of printing for each inspector.
    """
    by_inspector = _by_inspector(tasks)
    figures = f"检查员 {len(by_inspector)} 人，检查任务 {len(tasks)} 项"
    blocks: list[Block] = [*title_blocks(f"{title}交叉互查分配表", office, day, figures)]
    blocks += how_blocks(lots)
    for (name, unit), given in by_inspector.items():
        blocks += _inspector(name, unit, given)
    return Document(
        f"{title}交叉互查分配表", tuple(blocks), _SETUP, footer=office_foot(office, day), dated=day
    )


def _by_inspector(tasks: Sequence[LotTask]) -> dict[tuple[str, str], list[LotTask]]:
    found: dict[tuple[str, str], list[LotTask]] = {}
    for one in sorted(tasks, key=lambda one: (one.unit, one.inspector)):
        found.setdefault((one.inspector, one.unit), []).append(one)
    return found


def _inspector(name: str, unit: str, given: Sequence[LotTask]) -> Iterator[Block]:
    due = given[0].due_on
    till = f"　　请于{date_text(due)}前完成" if due else ""
    where = f"（{unit}）" if unit else ""
    yield paragraph(
        f"{name or '（检查员待定）'}{where}　{len(given)} 个支部{till}",
        Style(FontRole.HEI, 12),
        Shape(line=20, before=8, after=3, keep_next=True),
    )
    lines = [
        (
            str(at),
            one.branch,
            one.township,
            BRANCH_KIND_NAMES[one.kind],
            f"{one.completed_on:%Y.%m.%d}" if one.completed_on else "",
            "",
        )
        for at, one in enumerate(given, 1)
    ]
    table = measure_table(_HEADS, _COLUMNS, lines, centred=_CENTRED)
    yield kept_together(table) if len(lines) <= _FEW else table

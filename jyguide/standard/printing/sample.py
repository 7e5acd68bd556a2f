"""抽查名单 on paper: the branches drawn, township by township, and how they were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.page import Block, Document, PageSetup
from jyguide.standard.kinds import BRANCH_KIND_NAMES
from jyguide.standard.lot_record import LotRow, LotTask
from jyguide.standard.printing.foot import office_foot
from jyguide.standard.printing.lot_blocks import how_blocks, title_blocks
from jyguide.standard.printing.measure_table import measure_table

_SETUP = PageSetup(top=20, right=18, bottom=18, left=18, header=9, footer=9)
_HEADS = ("序号", "镇街园区", "党支部", "类型", "检查员", "期限", "检查日期", "签字")
_COLUMNS = (11.0, 22.0, 50.0, 19.0, 21.0, 16.0, 17.0, 18.0)
_CENTRED = (0, 1, 3, 4, 5, 6, 7)


def sample_document(
    title: str, office: str, day: date, lots: Sequence[LotRow], tasks: Sequence[LotTask]
) -> Document:
    """The sample as one table.

    Args:
        title: The round's name.
        office: Whose list it is.
        day: On which it is printed.
        lots: By which the branches were drawn.
        tasks: In the order of printing.
    """
    name = f"{title}抽查名单"
    lines = [
        (
            str(at),
            one.township,
            one.branch,
            BRANCH_KIND_NAMES[one.kind],
            one.inspector,
            f"{one.due_on:%m.%d}" if one.due_on else "",
            f"{one.completed_on:%m.%d}" if one.completed_on else "",
            "",
        )
        for at, one in enumerate(tasks, 1)
    ]
    blocks: tuple[Block, ...] = (
        *title_blocks(name, office, day, f"抽查支部 {len(tasks)} 个"),
        *how_blocks(lots),
        measure_table(_HEADS, _COLUMNS, lines, centred=_CENTRED),
    )
    return Document(name, blocks, _SETUP, footer=office_foot(office, day), dated=day)

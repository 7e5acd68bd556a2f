"""Scores beside each other as a workbook: branches, people, criteria, a sheet each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import print_whole_width, put
from jyguide.standard.comparing import Agreement, Drift
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, SCORED_PHASES, Aspect, Phase
from jyguide.standard.side_by_side import SHORT_NAMES, BranchBeside, SideBySide, agreement_words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
_BRANCH_COLUMNS = (
    ("镇街园区", 14),
    ("党支部", 30),
    ("类型", 12),
    *((f"{SHORT_NAMES[phase]}得分", 10) for phase in SCORED_PHASES),
    ("互查检查员", 14),
    ("抽查检查员", 14),
    ("差距", 36),
    ("是否标记", 10),
    *(
        (f"{ASPECT_NAMES[aspect]}·{SHORT_NAMES[phase]}", 12)
        for aspect in Aspect
        for phase in SCORED_PHASES
    ),
)
_DRIFT_COLUMNS = (("检查员", 16), ("同时抽查的支部", 16), ("互查减抽查（平均）", 20), ("说明", 50))
_AGREEMENT_COLUMNS = (
    ("类型", 12),
    ("指标", 8),
    ("检查内容", 60),
    ("两人都评", 10),
    ("相差不超过 0.5 分", 18),
    ("一致性 κ", 10),
    ("只有一人认为适用", 18),
    ("说明", 30),
)
_FROZEN = "C2"


def write_beside_workbook(title: str, found: SideBySide, target: Path) -> None:
    """Write the three sheets.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it

    book = Workbook()
    book.properties.creator = "暨阳指导"
    book.properties.title = f"{title}得分对比"
    first = book.worksheets[0]
    _fill(first, "支部对比", _BRANCH_COLUMNS, [_branch(one) for one in found.branches])
    first.freeze_panes = _FROZEN
    _fill(book.create_sheet(), "检查员", _DRIFT_COLUMNS, [_drift(one) for one in found.drifts])
    lines = [_agreement(one, found) for one in found.agreements]
    _fill(book.create_sheet(), "检查内容", _AGREEMENT_COLUMNS, lines)
    with replace_when_whole(target) as part:
        book.save(part)


def _branch(one: BranchBeside) -> tuple[Value, ...]:
    totals = one.comparison.totals
    return (
        one.township,
        one.name,
        BRANCH_KIND_NAMES[one.kind],
        *(_points(totals.get(phase)) for phase in SCORED_PHASES),
        one.inspectors.get(Phase.CROSS_INSPECTION, ""),
        one.inspectors.get(Phase.SPOT_ACCEPTANCE, ""),
        one.words,
        "差距大" if one.marked else "",
        *(
            _points(one.aspects.get(aspect, {}).get(phase))
            for aspect in Aspect
            for phase in SCORED_PHASES
        ),
    )


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _drift(one: Drift) -> tuple[Value, ...]:
    mean = round(float(one.mean) / 10, 2)
    return one.inspector_name or "（未写姓名）", one.pairs, mean, one.sentence


def _agreement(one: Agreement, found: SideBySide) -> tuple[Value, ...]:
    return (
        BRANCH_KIND_NAMES[one.kind],
        one.code,
        found.texts.get((one.kind, one.code), ""),
        one.pairs,
        one.close,
        None if one.kappa is None else round(float(one.kappa), 2),
        one.one_sided,
        agreement_words(one),
    )


def _fill(
    sheet: Worksheet,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Value]],
) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet.title = name
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for at, (head, width) in enumerate(columns, 1):
        cell: Any = sheet.cell(1, at)
        put(cell, head)
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            found: Any = sheet.cell(number, at)
            put(found, value)
            found.alignment = wrapped
    sheet.freeze_panes = "A2"
    print_whole_width(sheet)

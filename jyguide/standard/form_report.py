"""What there is to say about returned forms, as a workbook to go through with the branches."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import print_whole_width, put
from jyguide.standard.form_judging import WEIGHT_NAMES
from jyguide.standard.form_plan import FormPlan

_HEADS = ("文件", "乡镇街道", "党支部", "性质", "编号", "位置", "说明")
_WIDTHS = (36, 14, 30, 10, 8, 12, 80)


def write_form_remarks(plan: FormPlan, target: Path) -> None:
    """One line a remark; files about which there is nothing to say are left out.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above

    book = Workbook()
    page = book.worksheets[0]
    page.title = "自查表问题清单"
    print_whole_width(page)
    page.freeze_panes = "A2"
    for line, cells in enumerate((_HEADS, *_lines(plan)), 1):
        for at, text in enumerate(cells, 1):
            cell = page.cell(line, at)
            put(cell, text)  # type: ignore[arg-type] # we never merge cells
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        page[f"{letter}1"].font = Font(bold=True)
        page.column_dimensions[letter].width = width
    made = io.BytesIO()
    book.save(made)
    with replace_when_whole(target) as part:
        part.write_bytes(made.getvalue())


def _lines(plan: FormPlan) -> Iterator[tuple[str, ...]]:
    for form in plan.forms:
        branch = form.branch
        named = (form.file.name, branch.township if branch else "", branch.name if branch else "")
        if form.doubt:
            yield (*named, "待确认", "", "", form.doubt)
        for one in form.remarks:
            yield (*named, WEIGHT_NAMES[one.weight], one.code, one.place, one.sentence)

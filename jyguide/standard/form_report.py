"""What there is to say about returned forms, as a workbook to go through with the branches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.standard.form_judging import WEIGHT_NAMES
from jyguide.standard.form_plan import FormPlan

_NAME = "自查表问题清单"
_COLUMNS = (
    ("文件", 36),
    ("镇街园区", 14),
    ("党支部", 30),
    ("性质", 10),
    ("编号", 8),
    ("位置", 12),
    ("说明", 80),
)


def write_form_remarks(plan: FormPlan, target: Path) -> None:
    """One line a remark; files about which there is nothing to say are left out.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    write_tables(_NAME, [PrintedTable(_NAME, _COLUMNS, list(_lines(plan)))], target)


def _lines(plan: FormPlan) -> Iterator[tuple[str, ...]]:
    for form in plan.forms:
        branch = form.branch
        named = (form.file.name, branch.township if branch else "", branch.name if branch else "")
        if form.doubt:
            yield (*named, "待确认", "", "", form.doubt)
        for one in form.remarks:
            yield (*named, WEIGHT_NAMES[one.weight], one.code, one.place, one.sentence)

"""The tree of organisations as a workbook that imports again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import put
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationKind,
    OrganisationRow,
)

COLUMNS = (("名称", 26), ("类型", 14), ("上级组织", 40), ("代码", 16), ("备注", 30))
"""Heading and width in characters."""


def write_organisations(target: Path, rows: Sequence[OrganisationRow]) -> None:
    """Write one line an organisation, parents before what lies under them.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it
    from openpyxl.styles import Font  # noqa: PLC0415 - as above

    book = Workbook()
    page = book.worksheets[0]
    page.title = "组织"
    page.freeze_panes = "B2"
    for column, (heading, width) in enumerate(COLUMNS, start=1):
        cell = page.cell(1, column, heading)
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = width
    for line, row in enumerate(rows, start=2):
        for column, value in enumerate(_values(row), start=1):
            put(page.cell(line, column), value)  # type: ignore[arg-type] # we never merge cells
    with replace_when_whole(target) as part:
        book.save(part)


def _values(row: OrganisationRow) -> tuple[str, ...]:
    """The parent by its path; what lies right under the city has none in it."""
    above = "" if row.kind is OrganisationKind.CITY else "/".join(row.path[:-1])
    return (row.name, ORGANISATION_KIND_NAMES[row.kind], above, row.code, row.note)

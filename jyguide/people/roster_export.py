"""The roster as a workbook that imports again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import put
from jyguide.exchange.workbook import CellValue
from jyguide.people.roster_fields import RosterField
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow

_COLUMNS = (
    (RosterField.NAME, 12),
    (RosterField.SEX, 6),
    (RosterField.ETHNIC, 8),
    (RosterField.BIRTH, 12),
    (RosterField.ID_NUMBER, 22),
    (RosterField.PHONE, 14),
    (RosterField.EDUCATION, 12),
    (RosterField.JOINED, 12),
    (RosterField.STATION, 14),
    (RosterField.KIND, 10),
    (RosterField.POST, 16),
    (RosterField.ORGANISATION, 24),
)
"""Field and width of its column in characters."""


def write_roster(target: Path, rows: Sequence[PersonRow], *, full: bool) -> None:
    """Write one line a person; ID numbers and phones are masked unless ``full``.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it
    from openpyxl.styles import Font  # noqa: PLC0415 - as above

    book = Workbook()
    page = book.worksheets[0]
    page.title = "指导员花名册"
    page.freeze_panes = "B2"
    for column, (field, width) in enumerate(_COLUMNS, start=1):
        cell = page.cell(1, column, field.label)
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = width
    for line, person in enumerate(rows, start=2):
        for column, (field, _) in enumerate(_COLUMNS, start=1):
            value = _value(person, field, full=full)
            put(page.cell(line, column), value)  # type: ignore[arg-type] # we never merge cells
    with replace_when_whole(target) as part:
        book.save(part)


def _value(person: PersonRow, field: RosterField, *, full: bool) -> CellValue:
    if field is RosterField.ID_NUMBER and not full:
        return person.masked_id
    if field is RosterField.PHONE and not full:
        return person.masked_phone
    if field is RosterField.KIND:
        return INSTRUCTOR_KIND_NAMES.get(person.kind, "")
    value: CellValue = getattr(person, field.value)
    return value

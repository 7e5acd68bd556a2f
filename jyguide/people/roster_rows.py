"""A whole roster file read: the people in it, and every row that could not become one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.workbook import Sheet
from jyguide.people.cell import compact
from jyguide.people.person import PersonFacts
from jyguide.people.roster_columns import (
    ColumnMap,
    Header,
    find_header,
    header_by_hand,
    missing_columns,
    no_header,
    require_columns,
    same_headings,
)
from jyguide.people.roster_fields import RosterField
from jyguide.people.roster_notes import speaks_of_nobody
from jyguide.people.roster_person import Fault, PersonReader, as_person
from jyguide.people.stations import StationNames
from jyguide.progress import CancelToken, Progress, Silent

_STEP = 500
"""Rows between two looks at the cancel button."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A good row and where it stood, by the spreadsheet program's own number."""

    sheet: str
    row: int
    facts: PersonFacts


@dataclass(frozen=True, slots=True)
class RosterFile:
    """Everything a roster file holds; each row with a person's data is in ``good`` or ``refused``.

    Attributes:
        columns: How the first sheet with people was read; to be changed by hand and passed back.
        headers: The headings of that sheet, one per column, exactly as in the file.
        ignored_columns: Headings of all sheets that nothing was read from.
        hidden_sheets: Sheets left out because they are hidden.
    """

    good: tuple[RosterRow, ...]
    refused: tuple[Refusal, ...]
    columns: ColumnMap
    headers: tuple[str, ...]
    ignored_columns: tuple[str, ...]
    hidden_sheets: tuple[str, ...] = ()
    sheet_headers: Mapping[str, Header] = field(default_factory=dict)

    def heading_of(self, sheet: str, wanted: RosterField) -> str:
        """The heading over a field's column on a sheet, as in the file; empty without one."""
        header = self.sheet_headers.get(sheet)
        return header.text_of(wanted) if header else ""

    @property
    def header_rows(self) -> dict[str, int]:
        """Sheet name to the sheet's own number of its header row."""
        return {name: h.columns.header_row or 0 for name, h in self.sheet_headers.items()}

    @property
    def refused_rows(self) -> int:
        """Rows refused; one with several faults counts once."""
        return len({(r.sheet, r.row) for r in self.refused})


def parse_roster(
    sheets: Sequence[Sheet],
    known_stations: Sequence[str],
    mapping: ColumnMap | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    today: date | None = None,
) -> RosterFile:
    """Read every visible sheet that has a header.

    Stations come out spelled as in ``known_stations``; others are refused. A ``mapping`` made by
    hand holds for the sheet it names (without a name, the first) and those with the same
    headings. Dates after ``today`` are refused, if it is given.

    Raises:
        FileError: No header, or no column for a required field, on any sheet.
        Cancelled: The user pressed cancel.
    """
    visible = [s for s in sheets if not s.hidden and s.rows]
    headed = list(_with_headers(visible, mapping))
    tables = [(s, h) for s, h in headed if h and not missing_columns(h)]
    if not tables:
        _explain([(s, h) for s, h in headed if h])
    reading = _Reading(known_stations, today, progress or Silent(), cancel or CancelToken())
    reading.total = sum(len(s.rows) for s, _ in tables)
    for sheet, header in headed:
        reading.read_sheet(sheet, header)
    first = tables[0][1]
    return RosterFile(
        good=tuple(reading.good),
        refused=tuple(reading.refused),
        columns=first.columns,
        headers=first.texts,
        ignored_columns=tuple(dict.fromkeys(t for _, h in tables for t in h.ignored)),
        hidden_sheets=tuple(s.name for s in sheets if s.hidden),
        sheet_headers={s.name: h for s, h in headed if h},
    )


def _with_headers(
    sheets: Sequence[Sheet], mapping: ColumnMap | None
) -> Iterator[tuple[Sheet, Header | None]]:
    model = _model(sheets, mapping)
    for sheet in sheets:
        by_hand = header_by_hand(sheet, mapping) if mapping else None
        if by_hand and model and same_headings(model, by_hand.texts):
            yield sheet, by_hand
        else:
            yield sheet, find_header(sheet)


def _model(sheets: Sequence[Sheet], mapping: ColumnMap | None) -> Header | None:
    """The header a mapping was made for."""
    if mapping is None:
        return None
    meant = (s for s in sheets if mapping.sheet in ("", s.name))
    return next(filter(None, (header_by_hand(s, mapping) for s in meant)), None)


def _explain(headed: list[tuple[Sheet, Header]]) -> None:
    """Raise the sentence that fits a file without any readable sheet."""
    if headed:
        require_columns(headed[0][1], headed[0][0])
    raise no_header()


class _Reading:
    """What has been read so far; duplicates are looked for across all sheets of the file."""

    def __init__(
        self, stations: Sequence[str], today: date | None, progress: Progress, cancel: CancelToken
    ) -> None:
        self.good: list[RosterRow] = []
        self.refused: list[Refusal] = []
        self.total = 0
        self._done = 0
        self._stations = StationNames(stations)
        self._today = today
        self._progress = progress
        self._cancel = cancel
        self._first_seen: dict[str, tuple[str, int]] = {}

    def read_sheet(self, sheet: Sheet, header: Header | None) -> None:
        if header is None:
            self._refuse_headless(sheet)
        elif missing := missing_columns(header):
            words = "”和“".join(missing)
            self._refuse_sheet(sheet, header.index, f"这张工作表没有“{words}”这一列，整表没有读入")
        else:
            self._read_table(sheet, header)

    def _refuse_headless(self, sheet: Sheet) -> None:
        """A sheet of explanations is passed over; one with ID numbers in it is not."""
        for index, row in enumerate(sheet.rows):
            if any(_is_id_like(value) for value in row):
                self._refuse_sheet(sheet, index, "这张工作表没有表头，整表没有读入，请补上表头")
                return

    def _refuse_sheet(self, sheet: Sheet, index: int, reason: str) -> None:
        self.refused.append(Refusal(sheet.name, sheet.row_number(index), "", reason))

    def _read_table(self, sheet: Sheet, header: Header) -> None:
        reader = PersonReader(header.columns, self._stations, self._today)
        name, number = (
            header.columns.columns[f] for f in (RosterField.NAME, RosterField.ID_NUMBER)
        )
        for index in range(header.index + 1, len(sheet.rows)):
            self._tell_progress()
            row = sheet.rows[index]
            complete = row[name] is not None and _is_id_like(row[number])
            if complete or not self._may_skip(sheet, index, header):
                self._read_row(sheet, index, header, reader)

    def _may_skip(self, sheet: Sheet, index: int, header: Header) -> bool:
        row, number = sheet.rows[index], sheet.row_number(index)
        uncalculated = any(
            (number, column) in sheet.unknown_cells for column in header.columns.columns.values()
        )
        return not uncalculated and speaks_of_nobody(row, header)

    def _read_row(self, sheet: Sheet, index: int, header: Header, reader: PersonReader) -> None:
        number = sheet.row_number(index)
        facts, faults = reader.read(sheet.rows[index])
        if sheet.unknown_cells:
            faults = _with_uncalculated(faults, sheet, number, header)
        if id_number := facts.get(RosterField.ID_NUMBER):
            faults += self._repeated(id_number, sheet.name, number)
        if not faults:
            self.good.append(RosterRow(sheet.name, number, as_person(facts)))
        for wanted, reason in faults:
            self.refused.append(Refusal(sheet.name, number, header.text_of(wanted), reason))

    def _repeated(self, id_number: str, sheet: str, row: int) -> list[Fault]:
        first_sheet, first_row = self._first_seen.setdefault(id_number, (sheet, row))
        if (first_sheet, first_row) == (sheet, row):
            return []
        where = (
            f"第 {first_row} 行" if first_sheet == sheet else f"“{first_sheet}”第 {first_row} 行"
        )
        return [(RosterField.ID_NUMBER, f"与{where}的身份证号重复，同一人只保留一行")]

    def _tell_progress(self) -> None:
        self._done += 1
        if self._done % _STEP == 0:
            self._cancel.check()
            self._progress.step(self._done, self.total, "正在检查花名册")


def _is_id_like(value: object) -> bool:
    if not isinstance(value, str):
        return False
    text = value if value.isalnum() else compact(value)
    return len(text) >= _SHORTEST_ID and text[:_SHORTEST_ID].isdigit()


_SHORTEST_ID = 15


def _with_uncalculated(
    faults: list[Fault], sheet: Sheet, number: int, header: Header
) -> list[Fault]:
    """Cells that only look empty get their own reason in place of “not filled in”."""
    cells = {
        wanted: "这一格是公式，文件里没有保存计算结果，请在 Excel/WPS 中打开并保存后重新导入"
        for wanted, column in header.columns.columns.items()
        if (number, column) in sheet.unknown_cells
    }
    return [fault for fault in faults if fault[0] not in cells] + list(cells.items())

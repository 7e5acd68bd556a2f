"""A whole list read: its rows, and every row that could not be taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from jyguide.exchange.cell import CellError
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.doubles import Doubles
from jyguide.exchange.table.header import (
    ColumnMap,
    Header,
    find_header,
    header_by_hand,
    missing_columns,
    no_header,
    require_columns,
    same_headings,
)
from jyguide.exchange.table.notes import speaks_of_nobody
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import CellValue, Row, Sheet
from jyguide.progress import CancelToken, Progress, Silent

_STEP = 500
"""Rows between two looks at the cancel button."""
Fault = tuple[str, str]
"""Key of the column at fault, and the reason."""
Values = dict[str, Any]
"""What a row states, by key; each of the type its column's reader gives."""


class RowReader(Protocol):
    """Reads the rows below one head."""

    def read(self, row: Row) -> tuple[Values, list[Fault]]:
        """What the row states; what is at fault is absent."""
        ...


@dataclass(frozen=True, slots=True)
class RowRules:
    """What the machinery cannot know of a kind of list.

    Attributes:
        reader: Makes what reads rows of these columns; None for `SpecReader`.
        identity: What two rows must not share, such as an ID number; nothing is no double.
        called: Key of the identity, and its name in sentences: ``("id_number", "身份证号")``.
        telling: Keys by which two rows with one identity are told to contradict each other:
            then neither is taken in. Where they agree in all of them the first is.
        once: How the sentence about two rows that say the same ends.
        surely: Whether a row speaks of somebody for certain, seen quickly; spares most rows
            the longer look.
        lost: Whether a sheet without head holds rows of this kind, so that it is named instead
            of passed over as explanations.
        derivable: Keys the reader may fill in from others, with whether a cell says it itself.
    """

    reader: Callable[[ColumnMap], RowReader] | None = None
    identity: Callable[[Values], str] | None = None
    called: tuple[str, str] = ("", "")
    telling: tuple[str, ...] = ()
    once: str = "只保留一行"
    surely: Callable[[Row, ColumnMap], bool] | None = None
    lost: Callable[[Row], bool] | None = None
    derivable: Mapping[str, Callable[[CellValue], bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A good row and where it stood, by the spreadsheet program's own number.

    Attributes:
        derived: Keys with a value that stands in no cell of the row.
    """

    sheet: str
    row: int
    values: Values
    derived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TableFile:
    """Everything a list holds; each row with data is in ``good`` or ``refused``.

    Attributes:
        columns: How the first sheet with rows was read; to be changed by hand and passed back.
        headers: The heads of that sheet, one per column, exactly as in the file.
        ignored_columns: Heads of all sheets that nothing was read from.
        hidden_sheets: Sheets left out because they are hidden.
        hidden_rows: ``(sheet, row)`` of rows that were read although nobody sees them.
    """

    good: tuple[ReadRow, ...]
    refused: tuple[Refusal, ...]
    columns: ColumnMap
    headers: tuple[str, ...]
    ignored_columns: tuple[str, ...]
    hidden_sheets: tuple[str, ...] = ()
    sheet_headers: Mapping[str, Header] = field(default_factory=dict)
    refused_cells: Mapping[tuple[str, int], Values] = field(default_factory=dict)
    hidden_rows: tuple[tuple[str, int], ...] = ()

    def heading_of(self, sheet: str, key: str) -> str:
        """The head over a fact's column on a sheet, as in the file; empty without one."""
        header = self.sheet_headers.get(sheet)
        return header.text_of(key) if header else ""

    @property
    def header_rows(self) -> dict[str, int]:
        """Sheet name to the sheet's own number of its head row."""
        return {name: h.columns.header_row or 0 for name, h in self.sheet_headers.items()}

    @property
    def refused_rows(self) -> int:
        """Rows refused; one with several faults counts once."""
        return len({(r.sheet, r.row) for r in self.refused})


class SpecReader:
    """Reads rows by the readers of the spec alone, and wants what is required."""

    def __init__(self, spec: TableSpec, columns: ColumnMap) -> None:
        self._plan = [(k, c, spec.by_key[k].read) for k, c in columns.columns.items()]
        self._required = [(key, f"{spec.label(key)}没有填") for key in spec.required]

    def read(self, row: Row) -> tuple[Values, list[Fault]]:
        values: Values = {}
        faults: list[Fault] = []
        for key, column, reader in self._plan:
            try:
                values[key] = reader(row[column])
            except CellError as error:
                faults.append((key, str(error)))
        faults += [
            (key, reason) for key, reason in self._required if values.get(key, "?") in ("", None)
        ]
        return values, faults


def read_table(
    sheets: Sequence[Sheet],
    spec: TableSpec,
    rules: RowRules,
    mapping: ColumnMap | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> TableFile:
    """Read every visible sheet that has a head.

    A ``mapping`` made by hand holds for the sheet it names (without a name, the first) and those
    with the same heads.

    Raises:
        FileError: No head, or no column for a required fact, on any sheet.
        Cancelled: The user pressed cancel.
    """
    visible = [s for s in sheets if not s.hidden and s.rows]
    headed = list(_with_headers(visible, mapping, spec))
    tables = [(s, h) for s, h in headed if h and not missing_columns(h, spec)]
    if not tables:
        _explain([(s, h) for s, h in headed if h], spec)
    reading = _Reading(spec, rules, progress or Silent(), cancel or CancelToken())
    reading.total = sum(len(s.rows) for s, _ in tables)
    for sheet, header in headed:
        reading.read_sheet(sheet, header)
    reading.settle()
    first = tables[0][1]
    return TableFile(
        good=tuple(reading.good),
        refused=tuple(reading.refused),
        columns=first.columns,
        headers=first.texts,
        ignored_columns=tuple(dict.fromkeys(t for _, h in tables for t in h.ignored)),
        hidden_sheets=tuple(s.name for s in sheets if s.hidden),
        sheet_headers={s.name: h for s, h in headed if h},
        refused_cells=reading.cells,
        hidden_rows=tuple((s.name, row) for s, _ in tables for row in sorted(s.hidden_rows)),
    )


def _with_headers(
    sheets: Sequence[Sheet], mapping: ColumnMap | None, spec: TableSpec
) -> Iterator[tuple[Sheet, Header | None]]:
    model = _model(sheets, mapping, spec)
    for sheet in sheets:
        by_hand = header_by_hand(sheet, mapping, spec) if mapping else None
        if by_hand and model and same_headings(model, by_hand.texts):
            yield sheet, by_hand
        else:
            yield sheet, find_header(sheet, spec)


def _model(sheets: Sequence[Sheet], mapping: ColumnMap | None, spec: TableSpec) -> Header | None:
    """The head a mapping was made for."""
    if mapping is None:
        return None
    meant = (s for s in sheets if mapping.sheet in ("", s.name))
    return next(filter(None, (header_by_hand(s, mapping, spec) for s in meant)), None)


def _explain(headed: list[tuple[Sheet, Header]], spec: TableSpec) -> None:
    """Raise the sentence that fits a file without any readable sheet."""
    if headed:
        require_columns(headed[0][1], headed[0][0], spec)
    raise no_header(spec)


class _Reading:
    """What has been read so far; doubles are looked for across all sheets of the file."""

    def __init__(
        self, spec: TableSpec, rules: RowRules, progress: Progress, cancel: CancelToken
    ) -> None:
        self.good: list[ReadRow] = []
        self.refused: list[Refusal] = []
        self.cells: dict[tuple[str, int], Values] = {}
        self.total = 0
        self._done = 0
        self._spec = spec
        self._rules = rules
        self._progress = progress
        self._cancel = cancel
        self._headers: dict[str, Header] = {}
        self._doubles = Doubles(rules.called, rules.telling, rules.once)

    def read_sheet(self, sheet: Sheet, header: Header | None) -> None:
        if header is None:
            self._refuse_headless(sheet)
        elif missing := missing_columns(header, self._spec):
            words = "”和“".join(missing)
            self._refuse_sheet(sheet, header.index, f"这张工作表没有“{words}”这一列，整表没有读入")
        else:
            self._read_table(sheet, header)

    def settle(self) -> None:
        """Take back rows that later ones contradict, once everything has been read."""
        wrong = self._doubles.contradictions()
        if not wrong:
            return
        kept = []
        for one in self.good:
            place = (one.sheet, one.row)
            if place in wrong:
                self._refuse(place, self._headers[one.sheet], wrong[place])
                self.cells[place] = one.values
            else:
                kept.append(one)
        self.good = kept
        self.refused.sort(key=self._place)

    def _place(self, fault: Refusal) -> tuple[int, int]:
        names = list(self._headers)
        return (names.index(fault.sheet) if fault.sheet in names else 0, fault.row)

    def _refuse_headless(self, sheet: Sheet) -> None:
        """A sheet of explanations is passed over; one with rows of our kind in it is not."""
        lost = self._rules.lost
        for index, row in enumerate(sheet.rows):
            if lost and lost(row):
                self._refuse_sheet(sheet, index, "这张工作表没有表头，整表没有读入，请补上表头")
                return

    def _refuse_sheet(self, sheet: Sheet, index: int, reason: str) -> None:
        self.refused.append(Refusal(sheet.name, sheet.row_number(max(index, 0)), "", reason))

    def _read_table(self, sheet: Sheet, header: Header) -> None:
        self._headers[sheet.name] = header
        make = self._rules.reader
        reader = make(header.columns) if make else SpecReader(self._spec, header.columns)
        surely = self._rules.surely
        for index in range(header.index + 1, len(sheet.rows)):
            self._tell_progress()
            certain = surely is not None and surely(sheet.rows[index], header.columns)
            if certain or not self._may_skip(sheet, index, header):
                self._read_row(sheet, index, header, reader)

    def _may_skip(self, sheet: Sheet, index: int, header: Header) -> bool:
        row, number = sheet.rows[index], sheet.row_number(index)
        uncalculated = any(
            (number, column) in sheet.unknown_cells for column in header.columns.columns.values()
        )
        return not uncalculated and speaks_of_nobody(row, header, self._spec)

    def _read_row(self, sheet: Sheet, index: int, header: Header, reader: RowReader) -> None:
        number = sheet.row_number(index)
        place = (sheet.name, number)
        values, faults = reader.read(sheet.rows[index])
        if sheet.unknown_cells:
            faults = _with_uncalculated(faults, sheet, number, header)
        double = self._repeats(values, place, good=not faults)
        if not faults and not double:
            derived = self._derived(values, sheet.rows[index], header.columns)
            self.good.append(ReadRow(sheet.name, number, values, derived))
            return
        self.cells[place] = _as_written(sheet.rows[index], header)
        self._refuse(place, header, faults)
        if double:
            key = self._rules.called[0]
            fault = Refusal(*place, header.text_of(key), double, key, double=True)
            self.refused.append(fault)

    def _derived(self, values: Values, row: Row, columns: ColumnMap) -> frozenset[str]:
        return frozenset(
            key
            for key, says in self._rules.derivable.items()
            if values.get(key) and ((at := columns.get(key)) is None or not says(row[at]))
        )

    def _repeats(self, values: Values, place: tuple[str, int], *, good: bool) -> str:
        """Why the row cannot stand beside an earlier one; empty if it can."""
        key = self._rules.identity(values) if self._rules.identity else ""
        return self._doubles.seen(key, place, values, good=good) if key else ""

    def _refuse(self, place: tuple[str, int], header: Header, faults: Sequence[Fault]) -> None:
        for key, reason in faults:
            self.refused.append(Refusal(*place, header.text_of(key), reason, key))

    def _tell_progress(self) -> None:
        self._done += 1
        if self._done % _STEP == 0:
            self._cancel.check()
            self._progress.step(self._done, self.total, f"正在检查{self._spec.title}")


def _as_written(row: Row, header: Header) -> Values:
    return {key: row[column] for key, column in header.columns.columns.items()}


def _with_uncalculated(
    faults: list[Fault], sheet: Sheet, number: int, header: Header
) -> list[Fault]:
    """Cells that only look empty get their own reason in place of “not filled in”."""
    cells = {
        key: "这一格是公式，文件里没有保存计算结果，请在 Excel/WPS 中打开并保存后重新导入"
        for key, column in header.columns.columns.items()
        if (number, column) in sheet.unknown_cells
    }
    return [fault for fault in faults if fault[0] not in cells] + list(cells.items())

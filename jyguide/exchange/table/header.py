"""Where the head of a list is and what its columns mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jyguide.errors import FileError
from jyguide.exchange.cell import cell_text
from jyguide.exchange.error_workbook import OWN_HEADINGS
from jyguide.exchange.table.spec import TableSpec, heading_text
from jyguide.exchange.workbook import CellValue, Row, Sheet

SEARCHED_ROWS = 30
"""Titles and fill-in lines above a head are few; further down a match would be a person's."""
_FEWEST_HEADINGS = 2
_FITTED_ROWS = 20
"""Cells below a head that are looked at where two columns share it."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column (index, A is 0) holds which fact; may be changed by hand.

    Attributes:
        columns: Index of a column by the key of a `TableColumn`.
        header_row: The sheet's own number of the head row, or None to have it found.
        sheet: Name of the sheet it was made for; empty for the first that has such a head.
        headless: The list has no head: its rows begin with the first.
    """

    columns: Mapping[str, int] = field(default_factory=dict)
    header_row: int | None = None
    sheet: str = ""
    headless: bool = False

    def get(self, key: str) -> int | None:
        return self.columns.get(key)

    def with_column(self, key: str, column: int | None) -> ColumnMap:
        """A copy in which the fact is read from that column, or from none.

        A column means one thing: whatever else was read from it no longer is.
        """
        others = {k: c for k, c in self.columns.items() if k != key and c != column}
        return replace(self, columns=others if column is None else {**others, key: column})


@dataclass(frozen=True, slots=True)
class Header:
    """The head of one sheet.

    Attributes:
        index: Position in ``Sheet.rows``; rows start below it. -1 for a list without head.
        texts: The heads exactly as in the file, one per column, empty where there is none.
        ignored: Heads that nothing is read from.
        above: What is written over it, line by line: a title, “单位：万元”.
    """

    index: int
    texts: tuple[str, ...]
    columns: ColumnMap
    ignored: tuple[str, ...]
    above: tuple[str, ...] = ()

    def text_of(self, key: str) -> str:
        """The head over a fact's column; empty where the fact has no column."""
        column = self.columns.get(key)
        return self.texts[column] if column is not None else ""


def find_header(sheet: Sheet, spec: TableSpec) -> Header | None:
    """The row with the most recognised heads, or None where no row has two of them.

    Of a head in several lines the lowest counts: there the words are most specific.

    Raises:
        FileError: Two columns equally claim to be one of the required facts.
    """
    index = _locate(sheet, spec)
    return None if index is None else _recognised(sheet, index, spec)


def header_by_hand(sheet: Sheet, columns: ColumnMap, spec: TableSpec) -> Header | None:
    """The head a hand-made mapping speaks of; None where the sheet has no such row."""
    if columns.headless:
        return _no_head(sheet, columns, spec)
    index = _row_by_hand(sheet, columns, spec)
    if index is None:
        return None
    row = sheet.rows[index]
    kept = {k: c for k, c in columns.columns.items() if c < len(row)}
    found = _header(index, row, ColumnMap(kept, sheet.row_number(index), sheet.name))
    return replace(found, above=_above(sheet, index))


def columns_meant(sheet: Sheet, index: int, spec: TableSpec) -> dict[str, int]:
    """What the heads of a row mean, doubts settled in favour of the left column."""
    columns: dict[str, int] = {}
    for key, _, column in _ranked(sheet, index, spec):
        if key not in columns and column not in columns.values():
            columns[key] = column
    return columns


def missing_columns(header: Header, spec: TableSpec) -> list[str]:
    """Labels of required facts that no column holds."""
    return [spec.label(key) for key in spec.required if header.columns.get(key) is None]


def require_columns(header: Header, sheet: Sheet, spec: TableSpec) -> None:
    """Refuse a list that lacks the column of a required fact.

    Raises:
        FileError: Names what was looked for and what was found.
    """
    if missing := missing_columns(header, spec):
        found = "、".join(heading_text(t) for t in header.texts if t)
        raise FileError(
            f"工作表“{sheet.name}”里找不到“{'”和“'.join(missing)}”这一列，没有读入任何内容。",
            hint=f"表头在第 {sheet.row_number(header.index)} 行，有：{found}。"
            "请改表头文字，或手工指定各列的含义。",
        )


def no_header(spec: TableSpec) -> FileError:
    """The sentence for a file in which no sheet has a recognisable head."""
    wanted = "”“".join(column.label for column in spec.columns if column.required)
    spared = "、".join(column.label for column in spec.columns if not column.required)
    return FileError(
        f"没有找到{spec.title}的表头，没有读入任何内容。",
        hint=f"表头要有“{wanted}”等列名，并在前 {SEARCHED_ROWS} 行之内（{spared}可有可无）。"
        "可下载模板对照，或手工指定各列的含义。",
    )


def same_headings(first: Header, second: Sequence[str]) -> bool:
    """Whether a hand-made mapping for one head may be trusted with another's columns."""
    return [heading_text(t) for t in first.texts] == [heading_text(t) for t in second]


def layout_digest(row: Sequence[CellValue]) -> str:
    """What a layout is remembered by: the words of its head row, in order."""
    words = "\x1f".join(heading_text(_original(value)) for value in row)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _no_head(sheet: Sheet, columns: ColumnMap, spec: TableSpec) -> Header:
    """Our own words stand over the columns: something must be called at fault."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    names = {c: spec.label(k) for k, c in columns.columns.items() if c < width}
    kept = {k: c for k, c in columns.columns.items() if c < width}
    texts = tuple(names.get(c, "") for c in range(width))
    return Header(-1, texts, ColumnMap(kept, None, sheet.name, headless=True), ())


def _recognised(sheet: Sheet, index: int, spec: TableSpec) -> Header:
    row = sheet.rows[index]
    columns: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for key, rank, column in _ranked(sheet, index, spec):
        if key not in columns:
            columns[key], ranks[key] = column, rank
        elif key in spec.required and ranks[key] == rank:
            raise _ambiguous(sheet, index, spec.label(key), columns[key], column)
        elif spare := spec.spare_meaning(row[column]):
            columns.setdefault(spare, column)
    found = _header(index, row, ColumnMap(columns, sheet.row_number(index), sheet.name))
    return replace(found, above=_above(sheet, index))


def _above(sheet: Sheet, index: int) -> tuple[str, ...]:
    """The texts over a head, from the top down."""
    rows = sheet.rows[max(0, index - SEARCHED_ROWS) : index]
    return tuple(value for row in rows for value in row if isinstance(value, str))


def _ranked(sheet: Sheet, index: int, spec: TableSpec) -> list[tuple[str, int, int]]:
    """Key, rank and column of every head that is known, the best first."""
    found = (
        (key, rank, column)
        for column, value in enumerate(sheet.rows[index])
        for key, rank in _meant(sheet, index, column, value, spec)
    )
    return sorted(found, key=lambda one: (one[1], one[2]))


def _meant(
    sheet: Sheet, index: int, column: int, value: CellValue, spec: TableSpec
) -> Iterator[tuple[str, int]]:
    """The meanings of a head; where there are several, what stands below decides."""
    meanings = spec.meanings(value)
    if len(meanings) == 1:
        yield from meanings
        return
    below = sheet.rows[index + 1 : index + 1 + _FITTED_ROWS]
    cells = [row[column] for row in below if row[column] is not None]
    for key, rank in meanings:
        fits = spec.by_key[key].fits
        if not cells or fits is None or 2 * sum(map(fits, cells)) >= len(cells):
            yield key, rank
            return


def _ambiguous(sheet: Sheet, index: int, label: str, first: int, second: int) -> FileError:
    return FileError(
        f"工作表“{sheet.name}”第 {sheet.row_number(index)} 行有两列“{label}”"
        f"（第 {first + 1} 列和第 {second + 1} 列），不知道以哪一列为准，没有读入任何内容。",
        hint="如果是左右两半并排的名单，请接成上下一列；否则请删去一列，或手工指定。",
    )


def _header(index: int, row: Row, columns: ColumnMap) -> Header:
    texts = tuple(map(_original, row))
    used = set(columns.columns.values())
    ignored = tuple(
        t
        for c, t in enumerate(texts)
        if t and c not in used and heading_text(t) not in OWN_HEADINGS
    )
    return Header(index, texts, columns, ignored)


def _original(value: CellValue) -> str:
    return value if isinstance(value, str) else cell_text(value)


def _row_by_hand(sheet: Sheet, columns: ColumnMap, spec: TableSpec) -> int | None:
    if columns.header_row is not None:
        index = columns.header_row - sheet.first_row
        return index if 0 <= index < len(sheet.rows) else None
    return _locate(sheet, spec)


def _locate(sheet: Sheet, spec: TableSpec) -> int | None:
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        score = len({key for value in row for key, _ in spec.meanings(value)[:1]})
        if score < _FEWEST_HEADINGS:
            continue
        continues = best is not None and index == best[1] + 1 and score >= best[0]
        if best is None or score > best[0] or continues:
            best = (score, index)
    return None if best is None else best[1]

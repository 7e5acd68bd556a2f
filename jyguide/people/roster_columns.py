"""Where the header of a roster is and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jyguide.errors import FileError
from jyguide.exchange.workbook import CellValue, Row, Sheet
from jyguide.people.cell import cell_text
from jyguide.people.roster_fields import (
    OWN_HEADINGS,
    REQUIRED,
    RosterField,
    falls_back_to_organisation,
    heading_text,
    meaning_of,
)

_SEARCHED_ROWS = 30
"""Titles and fill-in lines above a header are few; further down a match would be a person's."""
_FEWEST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column (index, A is 0) holds which field; may be changed by hand.

    Attributes:
        header_row: The sheet's own number of the header row, or None to have it found.
        sheet: Name of the sheet it was made for; empty for the first that has such a header.
    """

    columns: Mapping[RosterField, int] = field(default_factory=dict)
    header_row: int | None = None
    sheet: str = ""

    def get(self, wanted: RosterField) -> int | None:
        return self.columns.get(wanted)

    def with_column(self, wanted: RosterField, column: int | None) -> ColumnMap:
        """A copy in which the field is read from that column, or from none.

        A column means one thing: whatever else was read from it no longer is.
        """
        others = {f: c for f, c in self.columns.items() if f != wanted and c != column}
        return replace(self, columns=others if column is None else {**others, wanted: column})


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one sheet.

    Attributes:
        index: Position in ``Sheet.rows``; people start below it.
        texts: The headings exactly as in the file, one per column, empty where there is none.
        ignored: Headings that nothing is read from.
    """

    index: int
    texts: tuple[str, ...]
    columns: ColumnMap
    ignored: tuple[str, ...]

    def text_of(self, wanted: RosterField) -> str:
        """The heading over a field's column; empty where the field has no column."""
        column = self.columns.get(wanted)
        return self.texts[column] if column is not None else ""


def find_header(sheet: Sheet) -> Header | None:
    """The row with the most recognised headings, or None where no row has two of them.

    Of a header in several lines the lowest counts: there the headings are most specific.

    Raises:
        FileError: Two columns equally claim to be the name or the ID number.
    """
    index = _locate(sheet)
    return None if index is None else _recognised(sheet, index)


def header_by_hand(sheet: Sheet, columns: ColumnMap) -> Header | None:
    """The header a hand-made mapping speaks of; None where the sheet has no such row."""
    index = _row_by_hand(sheet, columns)
    if index is None:
        return None
    row = sheet.rows[index]
    kept = {f: c for f, c in columns.columns.items() if c < len(row)}
    return _header(index, row, ColumnMap(kept, sheet.row_number(index), sheet.name))


def missing_columns(header: Header) -> list[str]:
    """Labels of required fields that no column holds."""
    return [f.label for f in REQUIRED if header.columns.get(f) is None]


def require_columns(header: Header, sheet: Sheet) -> None:
    """Refuse a roster that lacks the column of a required field.

    Raises:
        FileError: Names what was looked for and what was found.
    """
    if missing := missing_columns(header):
        found = "、".join(heading_text(t) for t in header.texts if t)
        raise FileError(
            f"工作表“{sheet.name}”里找不到“{'”和“'.join(missing)}”这一列，没有读入任何内容。",
            hint=f"表头在第 {sheet.row_number(header.index)} 行，有：{found}。"
            "请改表头文字，或手工指定各列的含义。",
        )


def no_header() -> FileError:
    """The sentence for a file in which no sheet has a recognisable header."""
    return FileError(
        "没有找到花名册的表头，没有读入任何内容。",
        hint="表头要有“姓名”“身份证号”等列名，并在前 30 行之内（性别、出生日期、联系电话、学历、"
        "入党时间、所在站、专/兼职可有可无）。可下载模板对照，或手工指定各列的含义。",
    )


def _recognised(sheet: Sheet, index: int) -> Header:
    row = sheet.rows[index]
    ranked = sorted(_meanings(row), key=lambda found: (found[1], found[2]))
    columns: dict[RosterField, int] = {}
    for wanted, rank, column in ranked:
        if wanted not in columns:
            columns[wanted] = column
        elif wanted in REQUIRED and _same_rank(row, columns[wanted], rank):
            raise _ambiguous(sheet, index, wanted, columns[wanted], column)
        elif falls_back_to_organisation(row[column]):
            columns.setdefault(RosterField.ORGANISATION, column)
    return _header(index, row, ColumnMap(columns, sheet.row_number(index), sheet.name))


def _meanings(row: Row) -> Iterator[tuple[RosterField, int, int]]:
    for column, value in enumerate(row):
        if meaning := meaning_of(value):
            yield (*meaning, column)


def _same_rank(row: Row, column: int, rank: int) -> bool:
    meaning = meaning_of(row[column])
    return meaning is not None and meaning[1] == rank


def _ambiguous(
    sheet: Sheet, index: int, wanted: RosterField, first: int, second: int
) -> FileError:
    return FileError(
        f"工作表“{sheet.name}”第 {sheet.row_number(index)} 行有两列“{wanted.label}”"
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


def _row_by_hand(sheet: Sheet, columns: ColumnMap) -> int | None:
    if columns.header_row is not None:
        index = columns.header_row - sheet.first_row
        return index if 0 <= index < len(sheet.rows) else None
    return _locate(sheet)


def _locate(sheet: Sheet) -> int | None:
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        score = len({meaning[0] for meaning in map(meaning_of, row) if meaning})
        if score < _FEWEST_HEADINGS:
            continue
        continues = best is not None and index == best[1] + 1 and score >= best[0]
        if best is None or score > best[0] or continues:
            best = (score, index)
    return None if best is None else best[1]


def same_headings(first: Header, second: Sequence[str]) -> bool:
    """Whether a hand-made mapping for one header may be trusted with another's columns."""
    return [heading_text(t) for t in first.texts] == [heading_text(t) for t in second]

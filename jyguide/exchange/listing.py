"""A list as it stands on the screen, on its way into a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.progress import CancelToken, Progress

if TYPE_CHECKING:
    from jyguide.documents.section import Cell, ReportSection

NUMBER = r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?"
"""What begins with a nought that is no whole figure is a code, and so is what is longer."""
_BARE = re.compile(NUMBER)
_PERCENT = re.compile(f"({NUMBER})%")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONEY_DECIMALS = 2
_PIXELS, _PADDING = 7.2, 2.0
"""Of a digit at type of the usual size; characters of air beside a text."""
_NARROW, _WIDE = 6.0, 60.0
_LOOKED_AT = 400
"""Rows whose texts say how wide a column is to be; the others wrap."""
_TELL_EVERY = 500
"""Rows."""
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list.

    Attributes:
        head: Its title.
        width: Device-independent pixels on the screen, at type of the usual size.
        numbers: Whether what reads as a number in it is one; codes and phones are none.
    """

    head: str
    width: int
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to be written.

    Attributes:
        station: Whose list it is; stands before the title.
        title: Over the list, and the name of its sheet.
        columns: Left to right.
        rows: Texts as they stand on the screen, masked where they are masked there.
        count: How many rows there will be, for the progress.
    """

    station: str
    title: str
    columns: Sequence[ListColumn]
    rows: Iterable[Sequence[str]]
    count: int


def list_cell(text: str, *, number: bool) -> Cell:
    """What a cell of the workbook holds for a text on the screen.

    A day becomes a day: what is masked, ``1990-**-**``, is none. Where `number` says that the
    column has numbers, ``1,234.50`` becomes one and ``85.5%`` a share that is shown in percent;
    anything else stays as it reads.
    """
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    if number and (share := _PERCENT.fullmatch(text)):
        from jyguide.documents.section import Percent  # noqa: PLC0415 - only files need it

        return Percent(Decimal(share[1].replace(",", "")) / 100)
    if number and _BARE.fullmatch(text):
        plain = text.replace(",", "")
        decimals = len(plain.partition(".")[2])
        if decimals == _MONEY_DECIMALS:
            return Decimal(plain)
        return float(plain) if decimals else int(plain)
    return text


def list_name(station: str, title: str, day: date, ending: str = ".xlsx") -> str:
    """``祝塘指导站_指导员花名册_20250630.xlsx``, without what no system takes in names."""
    words = (re.sub(r'[\\/:*?"<>|\s]+', "", word)[:_MOST_NAMES] for word in (station, title))
    return "_".join([*filter(None, words), f"{day:%Y%m%d}"]) + ending


def free_name(wanted: Path) -> Path:
    """The path itself, or the first with (2), (3) … behind it where nothing lies yet."""
    made, number = wanted, 1
    while made.exists():
        number += 1
        made = wanted.with_name(f"{wanted.stem}({number}){wanted.suffix}")
    return made


def write_list(target: Path, listing: Listing, progress: Progress, cancel: CancelToken) -> int:
    """Write a list: 序号 first, its heads staying in sight, filters, ready to print.

    Args:
        target: A new file.
        listing: What it is to hold.
        progress: Told of reading and of writing.
        cancel: Asked between rows.

    Returns:
        How many rows were written.

    Raises:
        FileError: The target cannot be written; nothing is left behind.
        Cancelled: Somebody asked to stop; likewise.
    """
    from jyguide.exchange.section_workbook import (  # noqa: PLC0415 - slow, and only files need it
        write_report_workbook,
    )

    columns = listing.columns
    cells: list[tuple[Cell, ...]] = []
    for at, row in enumerate(listing.rows):
        if at % _TELL_EVERY == 0:
            cancel.check()
            progress.step(at, listing.count, "正在整理内容")
        read = (
            list_cell(text, number=column.numbers)
            for text, column in zip(row, columns, strict=True)
        )
        cells.append((at + 1, *read))
    section = _section(listing.title, columns, cells)
    write_report_workbook(listing.station, [section], target, progress, cancel)
    return len(cells)


def _section(
    title: str, columns: Sequence[ListColumn], cells: Sequence[tuple[Cell, ...]]
) -> ReportSection:
    from jyguide.documents.section import ReportSection  # noqa: PLC0415 - as above

    return ReportSection(
        name=title,
        heads=("序号", *(column.head for column in columns)),
        rows=tuple(cells),
        widths=(_NARROW, *_widths(columns, cells)),
        names=2,
    )


def _widths(columns: Sequence[ListColumn], cells: Sequence[tuple[Cell, ...]]) -> Iterable[float]:
    """Characters: as on the screen, and wider where a text would break."""
    from jyguide.documents.measure import width_in_characters  # noqa: PLC0415 - as above

    for at, column in enumerate(columns, start=1):
        texts = [column.head, *(str(row[at]) for row in cells[:_LOOKED_AT])]
        longest = 2 * max(map(width_in_characters, texts)) + _PADDING
        wanted = max(column.width / _PIXELS, longest) if longest < _WIDE else _WIDE
        yield min(max(wanted, _NARROW), _WIDE)

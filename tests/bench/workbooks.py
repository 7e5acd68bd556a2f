"""Workbooks and Word tables beside what the libraries under them take for the same cells."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from docx import Document as WordDocument
from openpyxl import Workbook, load_workbook

from jyguide.documents.page import Document, Table
from jyguide.documents.word import write_word
from jyguide.exchange.listing import ListColumn, Listing, write_list
from jyguide.exchange.workbook import read_workbook
from jyguide.progress import CancelToken, Silent
from tests.bench.people import HEADINGS, write_roster
from tests.bench.printing import roster, runs_of
from tests.bench.ratio import Ratio, compare

COUNT = 10_000
_PAGES = 20


def run() -> Iterator[Ratio]:
    """Reading quicker than openpyxl; writing at most so much more as the clerk's form costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "roster.xlsx"
        write_roster(book, COUNT)
        yield compare(
            f"读 {COUNT} 行花名册，对 openpyxl",
            lambda: read_workbook(book),
            lambda: _cells(book),
            allowed=1,
            rounds=3,
        )
        yield _written(folder, _cells(book)[1:])
        document = roster(_PAGES)
        (table,) = (one for one in document.blocks if isinstance(one, Table))
        yield compare(
            f"{len(table.rows) - 1} 行花名册写成 Word，对 python-docx",
            lambda: write_word(document, folder / "ours.docx"),
            _filled_table(document, folder / "bare.docx"),
            allowed=1,
            rounds=3,
        )


def _cells(book: Path) -> list[tuple[object, ...]]:
    opened = load_workbook(book, read_only=True)
    try:
        return list(opened.worksheets[0].iter_rows(values_only=True))
    finally:
        opened.close()


def _written(folder: Path, cells: list[tuple[object, ...]]) -> Ratio:
    rows = [tuple("" if one is None else str(one) for one in row) for row in cells]
    columns = tuple(ListColumn(head, 120) for head in HEADINGS)
    listing = Listing("祝塘指导站", "名单", columns, rows, len(rows))

    def ours() -> None:
        target = folder / "ours.xlsx"
        target.unlink(missing_ok=True)
        write_list(target, listing, Silent(), CancelToken())

    def floor() -> None:
        book = Workbook(write_only=True)
        page = book.create_sheet("名单")
        page.append(HEADINGS)
        for row in rows:
            page.append(row)
        book.save(folder / "bare.xlsx")

    return compare(f"{COUNT} 行名单写成 Excel，对 openpyxl", ours, floor, allowed=4, rounds=3)


def _filled_table(document: Document, target: Path) -> Callable[[], None]:
    """The way of the library's own manual: a table, and the text of every cell."""
    (table,) = (one for one in document.blocks if isinstance(one, Table))
    texts = [[runs_of(cell) for cell in row.cells] for row in table.rows]

    def work() -> None:
        made = WordDocument()
        filled = made.add_table(rows=len(texts), cols=len(texts[0]))
        for row, said in zip(filled.rows, texts, strict=True):
            for cell, text in zip(row.cells, said, strict=True):
                cell.text = text
        made.save(str(target))

    return work

"""Items as separated text that spreadsheet programs open and that reads back the same."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from jyguide.bank.entry import BankEntry, Written
from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.sheets.layout import COLUMNS, entry_cells, fault_of


def write_item_csv(path: Path, entries: Sequence[BankEntry]) -> Written:
    """Write one line an item in the project's own layout, UTF-8 with a byte order mark.

    A text that a program could take for a formula has an apostrophe before it.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    faults = [fault_of(entry) for entry in entries]
    sound = [entry for entry, fault in zip(entries, faults, strict=True) if fault is None]
    with (
        replace_when_whole(path) as part,
        part.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        lines = csv.writer(file, quoting=csv.QUOTE_ALL)
        lines.writerows(PRACTICE.lines())
        lines.writerow(column.heading for column in COLUMNS)
        lines.writerows(entry_cells(entry, formulas=True) for entry in sound)
    return Written(len(sound), tuple(fault for fault in faults if fault))

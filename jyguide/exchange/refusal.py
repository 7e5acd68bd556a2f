"""What is said about a cell of a file that was not taken over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One fault of one row; a row with three faults gives three of these.

    Attributes:
        row: The number the spreadsheet program itself shows beside the row.
        column: The heading exactly as it stands in the file, or empty where no column is at fault.
        reason: One Chinese sentence fit for the person who filled the sheet in.
        key: What the program calls the column, where it knows.
        double: The row is at fault only because an earlier one of the file says the same.
    """

    sheet: str
    row: int
    column: str
    reason: str
    key: str = ""
    double: bool = False

"""What a printed report remembers of its numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One number as it was printed.

    Attributes:
        key: Of its `jyguide.report.figure.FigureName`.
        digest: Over the rows behind it, 16 hex digits.
        rows: Base64 of eight bytes a row in the order of keys: four of a hash of the key, four of
            one of its state; so that it can be told later which rows came, went or changed.
    """

    key: str
    name: str
    unit: str
    value: int
    digest: str
    rows: str

"""The table of rectification on paper."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.page import Align, Table
from jyguide.documents.text_table import TextColumn, text_table


def measure_table(
    heads: Sequence[str],
    columns: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    centred: Sequence[int],
    size: float = 10.5,
    height: float = 9,
) -> Table:
    """A table of texts, see `text_table`.

    Args:
        heads: One a column.
        columns: Widths in millimetres.
        rows: Texts, one a column.
        centred: Numbers of the columns whose text stands in the middle; the others begin left.
        size: Points of the text.
        height: Of a row under the heads in millimetres, at least.
    """
    described = [
        TextColumn(head, width, Align.CENTRE if at in centred else Align.LEFT)
        for at, (head, width) in enumerate(zip(heads, columns, strict=True))
    ]
    return text_table(described, rows, size=size, height=height)

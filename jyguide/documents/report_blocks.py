"""Paragraphs and tables that printed reports are made of."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    Align,
    Cell,
    PageSetup,
    Paragraph,
    Row,
    Run,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.text_table import kept_with_next

SETUP = PageSetup(top=18, right=18, bottom=18, left=18, footer=10)
BAR = "5B6B80"
GREY = "707070"
"""Of figures that rest on too few people, as on screen."""
INK = "000000"
_AIR = 1.5
"""Points between text and the lines over and under it."""
_BAR = 14
"""Blocks of a whole bar."""


def title(text: str, under: str) -> list[Paragraph]:
    """The head of a report: what it is, and of what."""
    size = fitting_size(text, SETUP.inner_width, (20, 18, 16, 14))
    return [
        paragraph(text, Style(FontRole.TITLE, size), Shape(Align.CENTRE, line=28, keep_next=True)),
        paragraph(
            under, Style(FontRole.KAI, 11), Shape(Align.CENTRE, line=18, after=6, keep_next=True)
        ),
    ]


def heading(text: str) -> Paragraph:
    """The head of a section."""
    return paragraph(
        text, Style(FontRole.HEI, 13), Shape(line=22, before=8, after=3, keep_next=True)
    )


def text(said: str, size: float = 11, *, colour: str = INK, left: float = 0) -> Paragraph:
    """A paragraph that reads on."""
    return paragraph(
        said, Style(size=size, colour=colour), Shape(line=1.5 * size, left=left, after=2)
    )


def labelled(label: str, said: str, size: float, *, bold: bool = False) -> Paragraph:
    """A word on what follows, and what follows, hung out under it."""
    runs = (Run(f"{label}：", Style(FontRole.HEI, size)), Run(said, Style(size=size, bold=bold)))
    return Paragraph(runs, Shape(line=1.4 * size, left=7, keep_together=True))


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    left: Sequence[int] = (),
    grey: Sequence[bool] = (),
) -> Table:
    """Heads that are repeated on each page, and rows.

    Args:
        heads: One a column.
        rows: Texts.
        widths: Shares of the width of the page, in any unit.
        left: Columns whose text begins at the left edge; the others are centred.
        grey: Of each row, whether its figures are doubtful; none where all are sound.
    """
    heads, rows, widths = _without_empty_last(heads, rows, widths)
    scale = SETUP.inner_width / sum(widths)
    doubts = grey or [False] * len(rows)
    body = [
        Row(
            tuple(
                _cell(cell, Align.LEFT if at in left else Align.CENTRE, GREY if doubt else INK)
                for at, cell in enumerate(row)
            )
        )
        for row, doubt in zip(rows, doubts, strict=True)
    ]
    head = Row(tuple(_cell(one, Align.CENTRE, INK, FontRole.HEI) for one in heads), 7)
    if len(body) > 1:  # the last row is not alone on its page
        body[-2] = kept_with_next(body[-2])
    return Table(tuple(width * scale for width in widths), (head, *body), header_rows=1)


def _without_empty_last(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> tuple[Sequence[str], Sequence[Sequence[str]], Sequence[float]]:
    """A last column that says nothing in any row leaves its room to the others."""
    if any(row[-1] for row in rows):
        return heads, rows, widths
    return heads[:-1], [row[:-1] for row in rows], widths[:-1]


def bar(share: float | None) -> str:
    """A share as a row of blocks, so that the eye can compare; nothing for none."""
    return "" if share is None else "█" * round(share * _BAR)


def _cell(said: str, side: Align, colour: str, role: FontRole = FontRole.BODY) -> Cell:
    style = Style(role, 10, colour=BAR if said.startswith("█") else colour)
    return Cell((paragraph(said, style, Shape(side, line=15, before=_AIR, after=_AIR)),))

"""One of the hundred questions on the page: asked, answered, point by point, with its grounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jyguide.bank.entry import BankEntry
from jyguide.bank.handbook_look import GREY, RED, Look, basis, plain, plain_lines
from jyguide.bank.item import KeyPoint
from jyguide.documents.breaking import width_at_most
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import MM_PER_POINT, Align, Paragraph, Run, Shape
from jyguide.documents.sheets import blocks_points, bound

REQUIRED = "★"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_POINT_SCALE = 0.95


def question_blocks(entry: BankEntry, look: Look, name: str) -> list[Paragraph]:
    """Paragraphs under one another; a short question never leaves its page.

    A longer one may turn the page between its answer and its points, and nowhere else as long
    as a page holds them: pages would have large gaps at their feet otherwise.

    Args:
        entry: An oral item with an answer.
        look: Of the size that is made.
        name: By which the contents refer to it.
    """
    asked = _asked(entry, look, name)
    answered = list(_answered(entry, look))
    tested = [*_points(entry.content.key_points, look), *_grounds(entry, look)]
    blocks = [asked, *answered, *tested]
    if blocks_points(blocks, look.setup.inner_width) <= look.whole * look.page_points:
        return bound(blocks)
    return [*bound([asked, *answered]), *bound(tested)]


def _asked(entry: BankEntry, look: Look, name: str) -> Paragraph:
    strong = look.style(FontRole.HEI)
    number = Run(plain(entry.number), look.style(FontRole.HEI, colour=RED))
    shape = Shape(
        Align.LEFT,
        look.line,
        before=look.size * 1.1,
        after=look.size * 0.15,
        outline=2,
        keep_next=True,
        keep_together=True,
    )
    asked = look.beside(number, (Run(plain(entry.content.stem), strong),), shape)
    return replace(asked, name=name)


def _answered(entry: BankEntry, look: Look) -> Iterator[Paragraph]:
    text = entry.content.answer
    for index, line in enumerate(plain_lines(text) if isinstance(text, str) else ()):
        yield _labelled("" if index else "答", (Run(line, look.style()),), look)


def _labelled(
    label: str, runs: tuple[Run, ...], look: Look, shape: Shape | None = None
) -> Paragraph:
    shape = shape or look.inner
    if not label:
        return Paragraph(runs, shape)
    return look.beside(Run(label, look.style(FontRole.HEI, 0.9, GREY)), runs, shape)


def _points(points: Sequence[KeyPoint], look: Look) -> Iterator[Paragraph]:
    weighed = len({point.weight for point in points}) > 1
    texts = [_point(index, point, weighed=weighed) for index, point in enumerate(points)]
    style = look.style(FontRole.KAI, _POINT_SCALE)
    star = replace(style, colour=RED)
    room = (look.setup.inner_width - look.gutter) / MM_PER_POINT / style.size
    columns, rows = _rows([width_at_most(text + mark) for text, mark in texts], room)
    step = (look.setup.inner_width - look.gutter) / columns
    tabs = tuple(look.gutter + step * column for column in range(1, columns))
    shape = Shape(Align.LEFT, look.line * _POINT_SCALE, left=look.gutter, tabs=tabs)
    for number, row in enumerate(rows):
        runs: list[Run] = []
        for index in row:
            text, mark = texts[index]
            runs.append(Run(f"\t{text}" if runs else text, style))
            runs += [Run(mark, star)] if mark else []
        yield _labelled("" if number else "要点", tuple(runs), look, shape)


def _point(index: int, point: KeyPoint, *, weighed: bool) -> tuple[str, str]:
    """The words of a point, and the mark of one that may not be missing."""
    sign = _CIRCLED[index] if index < len(_CIRCLED) else f"({index + 1})"
    weight = f"（{point.weight}分）" if weighed and point.weight > 1 else ""
    return f"{sign} {plain(point.text)}{weight}", REQUIRED if point.required else ""


def _rows(widths: Sequence[float], room: float) -> tuple[int, list[list[int]]]:
    """How many columns, and which points stand in each row; lengths in characters.

    Three columns where every point is short; else two, and a long point has a row of its own.
    """
    if widths and max(widths) + 1 <= room / 3:
        return 3, [list(row) for row in _in_threes(range(len(widths)))]
    rows: list[list[int]] = []
    for index, width in enumerate(widths):
        half = width + 1 <= room / 2
        if half and rows and len(rows[-1]) == 1 and widths[rows[-1][0]] + 1 <= room / 2:
            rows[-1].append(index)
        else:
            rows.append([index])
    return 2, rows


def _in_threes(numbers: range) -> Iterator[range]:
    return (numbers[start : start + 3] for start in range(0, len(numbers), 3))


def _grounds(entry: BankEntry, look: Look) -> Iterator[Paragraph]:
    for line in plain_lines(entry.content.explanation):
        style = look.style(FontRole.KAI, _POINT_SCALE)
        yield _labelled("说明", (Run(line, style),), look, _small(look))
    if found := basis(entry.content):
        style = look.style(FontRole.KAI, 0.85, GREY)
        shape = replace(_small(look), line=look.line * 0.9, before=look.size * 0.1)
        yield _labelled("依据", (Run(found, style),), look, shape)


def _small(look: Look) -> Shape:
    return replace(look.inner, line=look.line * _POINT_SCALE)

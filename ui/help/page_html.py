"""A chapter as the text of a QTextBrowser: plain tables and few styles, which is what Qt knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from jyguide.help.chapters import Chapter
from jyguide.help.markup import SECTION, Entries, Grid, Heading, Kind, Line, Part, Shot, Words
from ui.theme import PALETTE, TypeScale

PICTURE, TOPIC = "picture:", "topic:"
"""How links begin that show a picture in its own size, and those that lead to a chapter."""

ShotSize = Callable[[str], tuple[int, int]]
"""Width and height in device-independent pixels with which a picture is shown."""


def page_html(chapter: Chapter, points: float, size: ShotSize) -> str:
    """The whole page.

    Args:
        chapter: What it tells.
        points: Height of the body text.
        size: Asked for each picture; it is loaded later, and its room is kept.
    """
    scale = TypeScale(points)
    parts = "".join(_part(part, scale, size) for part in chapter.parts)
    return f"<html><body>{parts}</body></html>"


def anchor(section: str) -> str:
    """The name of a section's place in the page."""
    return f"section-{section}"


def _part(part: Part, scale: TypeScale, size: ShotSize) -> str:
    match part:
        case Heading():
            return _heading(part, scale)
        case Words():
            return f'<p style="margin:4px 0 10px 0;line-height:150%">{_line(part.line)}</p>'
        case Entries():
            return _entries(part)
        case Grid():
            return _grid(part)
        case Shot():
            return _shot(part, scale, size)


def _heading(head: Heading, scale: TypeScale) -> str:
    points = {1: scale.title, 2: round(scale.body * 1.25, 1)}.get(head.level, scale.strong)
    colour = PALETTE.red_dark if head.level == 1 else PALETTE.ink
    above = 0 if head.level == 1 else 22
    style = f"font-size:{points}pt;font-weight:600;color:{colour};margin:{above}px 0 8px 0"
    place = f'<a name="{escape(anchor(head.text))}"></a>' if head.level == SECTION else ""
    return f'<p style="{style}">{place}{escape(head.text)}</p>'


def _entries(part: Entries) -> str:
    kind = "ol" if part.numbered else "ul"
    style = "margin-bottom:6px;line-height:150%"
    lines = "".join(f'<li style="{style}">{_line(line)}</li>' for line in part.lines)
    return f'<{kind} style="margin:0 0 10px 0">{lines}</{kind}>'


def _grid(part: Grid) -> str:
    heads = _cells("th", part.heads, f"background-color:{PALETTE.sunken}")
    rows = "".join(f"<tr>{_cells('td', row, '')}</tr>" for row in part.rows)
    attributes = 'style="border-collapse:collapse"'
    table = f'<table cellspacing="0" cellpadding="7" {attributes}><tr>{heads}</tr>{rows}</table>'
    return f"{table}<p style='margin:0 0 6px 0'></p>"


def _cells(tag: str, lines: Iterable[Line], style: str) -> str:
    style = f"border:1px solid {PALETTE.line};{style}"
    return "".join(f'<{tag} align="left" style="{style}">{_line(line)}</{tag}>' for line in lines)


def _shot(part: Shot, scale: TypeScale, size: ShotSize) -> str:
    width, height = size(part.file)
    picture = f'<img src="{escape(part.file)}" width="{width}" height="{height}">'
    caption = f'<span style="color:{PALETTE.ink_soft};font-size:{scale.small}pt">'
    caption += f"{escape(part.caption)}（点图看原大）</span>"
    link = f'<a href="{PICTURE}{escape(part.file)}">{picture}</a>'
    return f'<p style="margin:8px 0 12px 0">{link}<br>{caption}</p>'


def _line(line: Line) -> str:
    return "".join(_span(span.text, span.kind, span.to) for span in line)


def _span(text: str, kind: Kind, to: str) -> str:
    said = escape(text)
    match kind:
        case Kind.BOLD:
            return f"<b>{said}</b>"
        case Kind.LABEL:
            return f'<span style="background-color:{PALETTE.gold_soft}">&nbsp;{said}&nbsp;</span>'
        case Kind.KEY:
            return f'<span style="background-color:{PALETTE.sunken}">&nbsp;{said}&nbsp;</span>'
        case Kind.LINK:
            return f'<a href="{TOPIC}{escape(to)}">{said}</a>'
        case Kind.PLAIN:
            return said

"""The small part of Markdown in which the chapters are written, read into values.

Headings, paragraphs, lists of one level, tables, and pictures on lines of their own; inside them
bold words, keys between back ticks, links to other chapters, and the labels of buttons, menus and
fields in 【】. What is not in this list is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

_SPAN = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|【(?P<label>[^】]+)】|`(?P<key>[^`]+)`"
    r"|\[(?P<link>[^\]]+)\]\((?P<to>[^)]+)\)"
)
_HEADING = re.compile(r"(#{1,3}) (.+)")
_SHOT = re.compile(r"!\[(.*)\]\((.+)\)")
_STEP = re.compile(r"\d+\. +")
_RULE = re.compile(r"\|[\s:|-]+\|")


SECTION = 2
"""The level of a section's heading."""


class Kind(StrEnum):
    """What words in a line are."""

    PLAIN = "plain"
    BOLD = "bold"
    LABEL = "label"
    """What stands on a button, in a menu, before a field, on a tab."""
    KEY = "key"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one kind; `to` is the topic that a link leads to."""

    text: str
    kind: Kind = Kind.PLAIN
    to: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a chapter (level 1), of a section (2) or of a part of one (3)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Entries:
    """A list: steps one after another where it is numbered."""

    lines: tuple[Line, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of lines under its heads."""

    heads: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the screen, by its file's name beside the chapters."""

    file: str
    caption: str


Part = Heading | Words | Entries | Grid | Shot


def plain(line: Line) -> str:
    """The words alone, labels in their brackets."""
    return "".join(f"【{one.text}】" if one.kind is Kind.LABEL else one.text for one in line)


def lines_of(part: Part) -> Iterator[Line]:
    """Every line of text in a part."""
    match part:
        case Heading():
            yield (Span(part.text),)
        case Words():
            yield part.line
        case Entries():
            yield from part.lines
        case Grid():
            yield from part.heads
            for row in part.rows:
                yield from row
        case Shot():
            yield (Span(part.caption),)


def read_parts(text: str) -> Iterator[Part]:
    """The parts of a chapter, in their order: rows of one kind that follow one another are one."""
    for made, rows in groupby(filter(None, map(str.rstrip, text.splitlines())), key=_part_of):
        yield from made(list(rows))


def read_line(text: str) -> Line:
    """The words of one line by their kinds."""
    spans: list[Span] = []
    done = 0
    for found in _SPAN.finditer(text):
        if found.start() > done:
            spans.append(Span(text[done : found.start()]))
        spans.append(_span(found))
        done = found.end()
    if done < len(text):
        spans.append(Span(text[done:]))
    return tuple(spans)


def _span(found: re.Match[str]) -> Span:
    if found["link"]:
        return Span(found["link"], Kind.LINK, found["to"])
    kind = next(kind for kind in (Kind.BOLD, Kind.LABEL, Kind.KEY) if found[kind.value])
    return Span(found[kind.value], kind)


def _part_of(row: str) -> Callable[[Sequence[str]], Iterator[Part]]:
    """What reads rows of this kind."""
    if _HEADING.fullmatch(row):
        return _headings
    if _SHOT.fullmatch(row):
        return _shots
    if row.startswith("|"):
        return _grid
    if _STEP.match(row):
        return _steps
    return _points if row.startswith("- ") else _paragraphs


def _headings(rows: Sequence[str]) -> Iterator[Part]:
    for row in rows:
        marks, _, text = row.partition(" ")
        yield Heading(len(marks), text.strip())


def _shots(rows: Sequence[str]) -> Iterator[Part]:
    for row in rows:
        caption, _, file = row.removeprefix("![").removesuffix(")").partition("](")
        yield Shot(file, caption)


def _steps(rows: Sequence[str]) -> Iterator[Part]:
    yield Entries(tuple(read_line(_STEP.sub("", row)) for row in rows), numbered=True)


def _points(rows: Sequence[str]) -> Iterator[Part]:
    yield Entries(tuple(read_line(row.removeprefix("- ")) for row in rows), numbered=False)


def _paragraphs(rows: Sequence[str]) -> Iterator[Part]:
    yield from (Words(read_line(row)) for row in rows)


def _grid(rows: Sequence[str]) -> Iterator[Part]:
    cells = [_cells(row) for row in rows if not _RULE.fullmatch(row)]
    yield Grid(cells[0], tuple(cells[1:]))


def _cells(row: str) -> tuple[Line, ...]:
    return tuple(read_line(cell.strip()) for cell in row.strip("|").split("|"))

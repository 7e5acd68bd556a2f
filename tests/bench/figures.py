"""The figures that were promised, as data: ``figures.toml`` beside this file.

A line of the bench is one of them when its name begins as the figure's ``line`` does; of several
the longest counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tests.bench.parts import PARTS, Part


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One promise, or one figure that is told beside them.

    Attributes:
        line: How the name of its line begins, in Chinese.
        where: Which function measures it: ``Part.where``.
        english: What it is.
        promise: What was promised, in words; "" where it is only told.
        against: What stands beside it, and what that does not do.
        issue: The number of the issue whose promise it is; 0: a limit we set ourselves.
    """

    line: str
    where: str
    english: str
    against: str
    promise: str = ""
    issue: int = 0


class _Book(msgspec.Struct, forbid_unknown_fields=True):
    figure: tuple[Figure, ...]


@cache
def all_figures() -> tuple[Figure, ...]:
    """In the order of the file, which is that of the issues.

    Raises:
        ValueError: If a figure names a function that no part runs.
    """
    path = Path(__file__).with_name("figures.toml")
    found = msgspec.toml.decode(path.read_bytes(), type=_Book).figure
    known = {part.where for part in PARTS}
    for one in found:
        if one.where not in known:
            raise ValueError(f"{one.line} is measured by {one.where}, which no part runs")
    return found


def figure_of(where: str, name: str) -> Figure | None:
    """Whose line it is; None for one that nobody told about."""
    fitting = [one for one in all_figures() if one.where == where and name.startswith(one.line)]
    return max(fitting, key=lambda one: len(one.line), default=None)


def described(part: Part, line: dict[str, Any]) -> dict[str, Any]:
    """A measured line with what is known of it."""
    figure = figure_of(part.where, line["name"])
    if figure is None:
        return line
    return {**line, **msgspec.to_builtins(figure)}


def missing(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Figures that no line of a whole run is about; what has to be asked for is none of them."""
    measured = {(line["where"], line["line"]) for line in lines if "line" in line}
    asked = {part.where for part in PARTS if part.long}
    return [
        {"kind": "unmeasured", "name": one.line, "reason": "没有这一行"}
        for one in all_figures()
        if one.where not in asked and (one.where, one.line) not in measured
    ]

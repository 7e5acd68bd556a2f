"""What a table gives to whoever writes it into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ui.widgets.row_model import Column


class Scope(StrEnum):
    """Which rows."""

    SHOWN = "shown"
    ALL = "all"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Listed:
    """A table as it stands on the screen.

    Attributes:
        columns: Left to right, hidden ones left out.
        widths: Of these, in device-independent pixels.
        unit: Measure word of its rows.
        counts: How many rows each scope has; None where that is not known.
        read: Called on the worker with a scope; the rows in the order shown, perhaps read piece
            by piece.
        let: Called on the interface thread with a scope and what is to be done once these rows
            may leave the program.
        at_once: Whether cells are to be read as soon as it is let: what they say may be masked
            again in a moment.
    """

    columns: Sequence[Column[Any]]
    widths: Sequence[int]
    unit: str
    counts: Mapping[Scope, int | None]
    read: Callable[[Scope], Iterable[Any]]
    let: Callable[[Scope, Callable[[], object]], object]
    at_once: bool = False

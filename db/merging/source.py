"""Where incoming changes come from: one segment of one stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from db.merging.lines import Act, Op
from db.merging.segments import Head


class Source:
    """A segment while it is being applied.

    Attributes:
        device: 32 hex digits.
        place: Replica and scope under which the journal keeps its entries.
        station: Code of the station that writes it; "" for the city.
        covers: Of a baseline: how far it speaks for each stream; else None.
        late: Its columns were not known when it came; they are now.
    """

    __slots__ = ("covers", "device", "late", "place", "segment", "station")

    def __init__(self, segment: str, head: Head, *, late: bool = False) -> None:
        replica, scope = head.stream.split(".", 1)
        self.segment = segment
        self.device = head.device
        self.place = (replica, scope)
        self.station = station_of(head.scope)
        self.covers = None if head.covers is None else _furthest(head.covers)
        self.late = late


class Incoming(NamedTuple):
    """One change on its way in."""

    source: Source
    act: Act
    op: Op


def station_of(scope: str) -> str:
    """Code of the station that writes a scope; "" for the city."""
    return scope[3:] if scope.startswith("up:") else ""


def _furthest(covers: Mapping[str, Sequence[tuple[int, str]]]) -> dict[str, int]:
    return {stream: max((seq for seq, _ in ends), default=0) for stream, ends in covers.items()}

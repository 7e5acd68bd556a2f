"""Where incoming changes come from: one segment of one stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from db.merging.lines import Act, Op


@dataclass(frozen=True, slots=True)
class Source:
    """A segment while it is being applied.

    Attributes:
        device: 32 hex digits.
        covers: Of a baseline: how far it speaks for each stream; else None.
        late: Its columns were not known when it came; they are now.
    """

    segment: str
    stream: str
    scope: str
    device: str
    covers: Mapping[str, int] | None = None
    late: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """Replica and scope under which the journal keeps its entries."""
        replica, scope = self.stream.split(".", 1)
        return replica, scope

    @property
    def station(self) -> str:
        """Code of the station that writes it; "" for the city."""
        return station_of(self.scope)


class Incoming(NamedTuple):
    """One change on its way in."""

    source: Source
    act: Act
    op: Op


def station_of(scope: str) -> str:
    """Code of the station that writes a scope; "" for the city."""
    return scope[3:] if scope.startswith("up:") else ""

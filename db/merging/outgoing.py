"""What to send: every segment a peer may see and has not confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from db.merging.segments import APPLIED, BASELINE, Sealed, sees
from db.models.sync import Chain, Segment

Have = Mapping[str, Sequence[Sequence[int | str]]]
"""Stream to the heads somebody has: [[seq, hash], …]."""


def have(connection: Connection, station: str) -> dict[str, list[tuple[int, str]]]:
    """How far everything is here that a peer may know of; ``station`` is his, "" the city's."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    chains = select(Chain.stream, Chain.scope, Chain.seq, Chain.head).order_by(Chain.name)
    for stream, scope, seq, head in connection.execute(chains):
        if seq and sees(station, scope):
            found[stream].append((seq, head))
    return dict(found)


def missing(connection: Connection, station: str, haves: Iterable[Have]) -> list[str]:
    """Hashes of segments that at least one of several peers lacks, in the order to apply them.

    With baselines among them only where a body that somebody lacks is pruned: those come first,
    and the pruned ones not at all.
    """
    visible, pruned = _visible(connection, station)
    lacking: dict[str, None] = {}
    for known in haves:
        lacking.update(dict.fromkeys(_lacking(visible, known)))
    ordinary = [key for key in lacking if not visible[key].is_baseline]
    if not pruned.intersection(ordinary):
        return ordinary
    baselines = [key for key in lacking if visible[key].is_baseline and key not in pruned]
    return [*baselines, *(key for key in ordinary if key not in pruned)]


def take(connection: Connection, keys: Sequence[str]) -> Iterator[Sealed]:
    """The segments themselves, one at a time."""
    for key in keys:
        row = connection.execute(
            select(Segment.head, Segment.signature, Segment.body).where(Segment.hash == key)
        ).one()
        yield Sealed(row.head.encode(), row.signature, row.body)


class _Link:
    __slots__ = ("is_baseline", "previous", "stream")

    def __init__(self, stream: str, previous: str) -> None:
        self.stream = stream
        self.previous = previous
        self.is_baseline = BASELINE in stream


def _visible(connection: Connection, station: str) -> tuple[dict[str, _Link], set[str]]:
    """Links of the segments a peer may see, in order, and which of them have no body."""
    links: dict[str, _Link] = {}
    pruned: set[str] = set()
    rows = connection.execute(
        select(
            Segment.hash,
            Segment.stream,
            Segment.scope,
            Segment.previous,
            Segment.body.is_(None).label("pruned"),
        )
        .where(Segment.state == APPLIED)
        .order_by(Segment.stream, Segment.first)
    )
    for key, stream, scope, previous, without_body in rows:
        if sees(station, scope):
            links[key] = _Link(stream, previous)
            if without_body:
                pruned.add(key)
    return links, pruned


def _lacking(visible: Mapping[str, _Link], known: Have) -> Iterator[str]:
    """All that is no ancestor of what a peer has."""
    confirmed: set[str] = set()
    for heads in known.values():
        for _, head in heads:
            key = str(head)
            while key in visible and key not in confirmed:
                confirmed.add(key)
                key = visible[key].previous
    return (key for key in visible if key not in confirmed)

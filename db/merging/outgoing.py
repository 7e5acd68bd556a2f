"""What to send: every segment a peer may see and has not confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from db.merging.segments import APPLIED, BASELINE, Sealed, read_head, sees
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


class Missing(NamedTuple):
    """What at least one of several peers lacks.

    Attributes:
        keys: Hashes of segments, in the order to apply them.
        unspoken: Scopes of which bodies are gone that somebody lacks, and no baseline here speaks
            for them.
    """

    keys: list[str]
    unspoken: set[str]


def missing(connection: Connection, station: str, haves: Iterable[Have]) -> Missing:
    """Segments to send.

    Baselines are among them only where a body that somebody lacks is pruned: then they come
    first, and nothing that they speak for.
    """
    visible = _visible(connection, station)
    lacking: dict[str, None] = {}
    for known in haves:
        lacking.update(dict.fromkeys(_lacking(visible, known)))
    links = {key: visible[key] for key in lacking}
    gone = {key for key, link in links.items() if not link.is_baseline and link.is_pruned}
    ordinary = [key for key, link in links.items() if not link.is_baseline and key not in gone]
    if not gone:
        return Missing(ordinary, set())
    speaks = covered(connection)
    baselines = [key for key, link in links.items() if link.is_baseline and not link.is_pruned]
    rest = [key for key in ordinary if not links[key].is_within(speaks)]
    unspoken = {links[key].scope for key in gone if not links[key].is_within(speaks)}
    return Missing([*baselines, *rest], unspoken)


def covered(connection: Connection) -> dict[str, int]:
    """How far the baselines that are here speak for each stream."""
    found = connection.scalars(
        select(Segment.head).where(Segment.stream.contains(BASELINE), Segment.body.is_not(None))
    )
    reached: dict[str, int] = {}
    for head in map(read_head, found):
        for stream, ends in (head.covers or {}).items():
            reached[stream] = max([reached.get(stream, 0), *(seq for seq, _ in ends)])
    return reached


def take(connection: Connection, keys: Sequence[str]) -> Iterator[Sealed]:
    """The segments themselves, one at a time."""
    for key in keys:
        row = connection.execute(
            select(Segment.head, Segment.signature, Segment.body).where(Segment.hash == key)
        ).one()
        yield Sealed(row.head.encode(), row.signature, row.body)


class _Link(NamedTuple):
    stream: str
    scope: str
    last: int
    previous: str
    is_pruned: bool

    @property
    def is_baseline(self) -> bool:
        return BASELINE in self.stream

    def is_within(self, speaks: Mapping[str, int]) -> bool:
        return self.last <= speaks.get(self.stream, 0)


def _visible(connection: Connection, station: str) -> dict[str, _Link]:
    """The segments a peer may see, in order."""
    rows = connection.execute(
        select(
            Segment.hash,
            Segment.stream,
            Segment.scope,
            Segment.last,
            Segment.previous,
            Segment.body.is_(None),
        )
        .where(Segment.state == APPLIED)
        .order_by(Segment.stream, Segment.first)
    )
    return {
        key: _Link(stream, scope, last, previous, bool(pruned))
        for key, stream, scope, last, previous, pruned in rows
        if sees(station, scope)
    }


def confirmed_by(connection: Connection, known: Have) -> set[str]:
    """Hashes of the segments here that a peer has, by what it says of its heads."""
    links = dict(connection.execute(select(Segment.hash, Segment.previous)).all())
    return _ancestors(links, known)


def _lacking(visible: Mapping[str, _Link], known: Have) -> Iterator[str]:
    """All that is no ancestor of what a peer has."""
    links = {key: link.previous for key, link in visible.items()}
    confirmed = _ancestors(links, known)
    return (key for key in visible if key not in confirmed)


def _ancestors(links: Mapping[str, str], known: Have) -> set[str]:
    confirmed: set[str] = set()
    for heads in known.values():
        for _, head in heads:
            key = str(head)
            while key in links and key not in confirmed:
                confirmed.add(key)
                key = links[key]
    return confirmed

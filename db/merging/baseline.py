"""Baselines: rows as they stand, in place of the segments that led to them.

With one, old bodies can be dropped while their signed heads stay, and a new PC, or one whose data
was lost, starts from where things are (sync.md, 5.12).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from db.journal import Capture
from db.lives import REPLICA, setting
from db.merging.lines import NULL, Act, Op, encode
from db.merging.peers import belongs_to
from db.merging.seal import LINE, Author, Line, write_segments
from db.merging.segments import BASELINE
from db.merging.shape import CHUNK, Shape, shape_of
from db.models import whole_metadata
from db.models.house import Station
from db.models.sync import Chain, Segment
from db.scope import EVERYONE, tables
from db.seed import GENESIS_V
from db.sync import Audience

T = TypeVar("T")

Keys = dict[str, set[UUID]]
"""Table to keys of rows."""


def write_baseline(session: Session, author: Author, scope: str) -> int:
    """Seal the rows of one audience as they stand; returns how many segments it took.

    Args:
        session: Of a unit of work; the caller commits.
        author: This PC.
        scope: "all" or "st:<code>" in the city's folder, "up:<code>" in a station's.
    """
    connection = session.connection()
    stream = f"{setting(connection, REPLICA)}.{scope}{BASELINE}{_count(connection) + 1}"
    covers = _covers(connection, scope)
    lines = _lines(session, author, scope)
    made = write_segments(connection, author, stream, scope, lines, covers)
    if made:
        _drop_older(connection, scope, stream)
    return made


def audience_of(scope: str) -> str:
    """The scope of the city's baseline that speaks for a stream of this scope."""
    return f"st:{scope[3:]}" if scope.startswith("up:") else scope


def _count(connection: Connection) -> int:
    baselines = select(func.count(Segment.stream.distinct())).where(
        Segment.stream.contains(BASELINE)
    )
    return connection.scalar(baselines) or 0


def _covers(connection: Connection, scope: str) -> dict[str, list[tuple[int, str]]]:
    """The heads of all streams that the same people read."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    chains = select(Chain.stream, Chain.scope, Chain.seq, Chain.head).order_by(Chain.name)
    for stream, whose, seq, head in connection.execute(chains):
        if scope in (whose, audience_of(whose)) and BASELINE not in stream:
            found[stream].append((seq, head))
    return dict(found)


def _drop_older(connection: Connection, scope: str, newest: str) -> None:
    older = (
        (Segment.scope == scope)
        & Segment.stream.contains(BASELINE)
        & Segment.stream.startswith(f"{setting(connection, REPLICA)}.")
        & (Segment.stream != newest)
    )
    connection.execute(update(Segment).where(older).values(body=None))


def _lines(session: Session, author: Author, scope: str) -> Iterator[Line]:
    """Every row a whole one, parents before children, with the stamps it has."""
    connection = session.connection()
    capture: Capture = session.info["capture"]
    act = Act(
        action=capture.action_id.hex,
        name=capture.action_name,
        at=capture.at,
        actor=capture.origin.actor_id.hex,
        device=author.device.hex,
        undoes=None,
        ops=[],
    )
    seq = 0
    for shape, keys in _shapes(session, _keys(connection, scope)):
        for some in _parts(keys):
            ops = []
            for row, stamps, values in shape.fetch(connection, some):
                seq += 1
                ops.append(Op(seq, shape.table, row, _raw(NULL), _raw(stamps), _raw(values)))
            if ops:
                line = encode(msgspec.structs.replace(act, ops=ops))
                yield ops[0].seq, ops[-1].seq, line


def _shapes(session: Session, keys: Keys) -> Iterator[tuple[Shape, list[str]]]:
    capture: Capture = session.info["capture"]
    for table in whole_metadata().sorted_tables:
        if found := keys.get(table.name):
            row_type = tables()[table.name]
            derivation = capture.derivations.get(row_type)
            shape = shape_of(session.connection(), row_type, derivation)
            yield shape, sorted(key.hex for key in found)


def _keys(connection: Connection, scope: str) -> Keys:
    if scope == EVERYONE:
        return _everybodys(connection)
    code = scope.split(":", 1)[1]
    station = connection.scalar(select(Station.id).where(Station.code == code))
    found = _stations(connection, station)
    _add_parents(connection, found)
    return found


def _everybodys(connection: Connection) -> Keys:
    """What is for all, but for what ships with the program and was never edited."""
    found: Keys = {}
    for name, row_type in tables().items():
        audience = row_type.__sync__.audience
        wanted = select(row_type.id).where(row_type.__table__.c.sync_v != GENESIS_V)
        if audience is Audience.UNIFIED:
            wanted = wanted.where(belongs_to(row_type, None))
        if audience is not Audience.HOME:
            found[name] = set(connection.scalars(wanted))
    return found


def _stations(connection: Connection, station: UUID | None) -> Keys:
    """What belongs to a station, but for what ships with the program and was never edited."""
    return {
        name: set(
            connection.scalars(
                select(row_type.id).where(
                    belongs_to(row_type, station),
                    row_type.__table__.c.sync_v != GENESIS_V,
                )
            )
        )
        for name, row_type in tables().items()
        if row_type.__sync__.home
    }


def _add_parents(connection: Connection, found: Keys) -> None:
    """Add rows of other homes that these rest on, such as somebody who was here and moved."""
    waiting = dict(found)
    while waiting:
        name, keys = waiting.popitem()
        for column in tables()[name].__table__.columns:
            for key in column.foreign_keys:
                parent = key.column.table.name
                wanted = _linked(connection, name, column.key, keys) - found.get(parent, set())
                if tables()[parent].__sync__.audience is Audience.HOME and wanted:
                    found.setdefault(parent, set()).update(wanted)
                    waiting[parent] = waiting.get(parent, set()) | wanted


def _linked(connection: Connection, name: str, column: str, keys: set[UUID]) -> set[UUID]:
    row_type = tables()[name]
    linked: set[UUID] = set()
    for some in _parts(list(keys)):
        target = getattr(row_type, column)
        linked.update(
            connection.scalars(
                select(target).where(row_type.id.in_(some), target.is_not(None)).distinct()
            )
        )
    return linked


def _parts(keys: list[T]) -> Iterator[list[T]]:
    size = min(CHUNK, LINE)
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _raw(content: object) -> msgspec.Raw:
    if isinstance(content, str):
        return msgspec.Raw(content.encode())
    return msgspec.Raw(content if isinstance(content, bytes) else msgspec.json.encode(content))

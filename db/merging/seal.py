"""Seals what the journal has written since the last export into segments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Text, cast, insert, select, update

from db.lives import REPLICA, setting
from db.merging.lines import Act, Op, encode, pack
from db.merging.segments import APPLIED, BASELINE, VERSION, Head, Sealed, keep, read_head, sees
from db.models.journal import Action, JournalEntry, Stream
from db.models.sync import Chain
from db.upgrade import HEAD as SCHEMA

LINE = 1000
"""Changes in one line; what one action changed beyond it goes on in the next."""
BODY = 4 << 20
"""Bytes of lines after which a segment is closed, so that no reader needs much memory."""


class Author(NamedTuple):
    """The PC that seals, how it signs, and when: ms since 1970, set by whoever opens the work."""

    device: UUID
    sign: Callable[[bytes], bytes]
    at: int = 0


Line = tuple[int, int, bytes]
"""First and last entry, and the text."""


def seal(connection: Connection, author: Author) -> int:
    """Close the open end of every stream of this database's own; returns how many segments.

    Runs inside the caller's transaction.
    """
    replica = setting(connection, REPLICA) or ""
    scopes = connection.scalars(
        select(Stream.scope).where(Stream.replica == replica).order_by(Stream.scope)
    ).all()
    made = 0
    for scope in scopes:
        if sees("", scope):
            stream = f"{replica}.{scope}"
            lines = _lines(connection, replica, scope, _reached(connection, stream))
            made += write_segments(connection, author, stream, scope, lines)
    return made


def write_segments(
    connection: Connection,
    author: Author,
    stream: str,
    scope: str,
    lines: Iterable[Line],
    covers: dict[str, list[tuple[int, str]]] | None = None,
) -> int:
    """Put lines into segments at the end of a stream; returns how many it took."""
    made = 0
    groups = list(_bodies(lines))
    for place, (first, last, body) in enumerate(groups, start=1):
        packed = pack(body)
        head = msgspec.json.encode(
            Head(
                v=VERSION,
                stream=stream,
                scope=scope,
                device=author.device.hex,
                first=first,
                last=last,
                previous=_previous(connection, stream),
                schema=SCHEMA,
                needs={} if covers is not None else _needs(connection, stream),
                digest=hashlib.sha256(packed).hexdigest(),
                size=sum(len(line) + 1 for line in body) - 1,
                covers=covers,
                final=covers is not None and place == len(groups),
            )
        )
        sealed = Sealed(head, author.sign(head), packed)
        keep(connection, sealed, APPLIED, author.at)
        _advance(connection, author, stream, last, sealed)
        made += 1
    return made


def _reached(connection: Connection, stream: str) -> int:
    return connection.scalar(select(Chain.seq).where(Chain.name == stream)) or 0


def _previous(connection: Connection, stream: str) -> str:
    return connection.scalar(select(Chain.head).where(Chain.name == stream)) or ""


def _needs(connection: Connection, stream: str) -> dict[str, int]:
    """How far every other stream is here; baselines are sent to some only, and asked of none."""
    found: dict[str, int] = {}
    for other, seq in connection.execute(select(Chain.stream, Chain.seq)):
        if other != stream and BASELINE not in other:
            found[other] = max(seq, found.get(other, 0))
    return found


def _advance(
    connection: Connection, author: Author, stream: str, last: int, sealed: Sealed
) -> None:
    moved = connection.execute(
        update(Chain).where(Chain.name == stream).values(seq=last, head=sealed.hash)
    )
    if not moved.rowcount:
        connection.execute(
            insert(Chain).values(
                name=stream,
                stream=stream,
                scope=read_head(sealed.head).scope,
                device_id=author.device,
                seq=last,
                head=sealed.hash,
                forked=False,
            )
        )


def _bodies(lines: Iterable[Line]) -> Iterator[tuple[int, int, list[bytes]]]:
    body: list[bytes] = []
    first = last = size = 0
    for start, end, text in lines:
        first = first if body else start
        last = end
        body.append(text)
        size += len(text)
        if size >= BODY:
            yield first, last, body
            body, size = [], 0
    if body:
        yield first, last, body


def _lines(connection: Connection, replica: str, scope: str, after: int) -> Iterator[Line]:
    """The unsealed entries of a stream, action by action."""
    journal = JournalEntry.__table__.c
    unsealed = (
        select(
            journal.seq,
            journal.action_id,
            journal.table,
            journal.row_id,
            _as_text(journal.stamps_before),
            _as_text(journal.stamps),
            _as_text(journal.after),
        )
        .where(
            journal.replica == replica,
            journal.scope == scope,
            journal.seq > after,
            journal.merge_id.is_(None),
        )
        .order_by(journal.seq)
    )
    # For this statement alone: an option of the connection would meet every later one.
    found = connection.execute(unsealed, execution_options={"yield_per": 2000})
    for action_id, rows in _by_action(found):
        ops = [
            Op(seq, table, row.hex, _raw(seen), _raw(stamps), _raw(values))
            for seq, _, table, row, seen, stamps, values in rows
        ]
        yield ops[0].seq, ops[-1].seq, encode(_act(connection, action_id, ops))


def _by_action(found: Iterable[Any]) -> Iterator[tuple[UUID, list[Any]]]:
    rows: list[Any] = []
    for row in found:
        if rows and (row.action_id != rows[0].action_id or len(rows) == LINE):
            yield rows[0].action_id, rows
            rows = []
        rows.append(row)
    if rows:
        yield rows[0].action_id, rows


def _act(connection: Connection, action_id: UUID, ops: list[Op]) -> Act:
    one = connection.execute(select(Action).where(Action.id == action_id)).one()
    return Act(
        action=action_id.hex,
        name=one.name,
        at=one.at,
        actor=one.actor_id.hex,
        device=one.device_id.hex,
        undoes=one.undoes_id.hex if one.undoes_id else None,
        ops=ops,
    )


def _as_text(column: Any) -> Any:
    """A JSON column as the text it is kept as: it travels as it stands."""
    return cast(column, Text).label(column.key)


def _raw(text: str | None) -> msgspec.Raw:
    return msgspec.Raw(b"null" if text is None else text.encode())

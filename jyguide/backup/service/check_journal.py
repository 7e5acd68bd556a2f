"""Whether the journal is whole: its streams, its sealed segments, and the rows it led to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.merging import lines
from db.merging.segments import APPLIED, BASELINE, hash_of, read_head
from db.models import Bundle, JournalEntry, Segment, Stream
from db.scope import tables
from db.sync import read_stamps
from jyguide.backup.finding import Line, Part, fault, fine
from jyguide.sync.keys import is_signed
from jyguide.sync.service.trusting import read_trust

_PART = Part.JOURNAL
_HINT = "请先备份，再把检查结果发给市级维护人员；操作记录对不上说明数据被程序以外的东西改动过。"
_AT_ONCE = 2000
"""Rows in memory at a time, and between two looks at whether somebody has cancelled."""
_journal = JournalEntry.__table__.c
Tick = Callable[[], None]


def check_journal(session: Session, tick: Tick) -> Iterator[Line]:
    """Look at all of it."""
    connection = session.connection()
    entries = connection.scalar(select(func.count()).select_from(JournalEntry)) or 0
    found = [
        *_streams(connection),
        *_segments(session, tick),
        *_rows(connection, tick),
    ]
    yield from found
    if not found:
        yield fine(_PART, f"操作记录 {entries} 条，前后相接，与数据一致。")


def _streams(connection: Connection) -> Iterator[Line]:
    """Numbers of what was written here rise by one.

    Taking an import back removes what it had made this PC write, and may leave a gap.
    """
    heads = {
        (row.replica, row.scope): row.head for row in connection.execute(select(Stream.__table__))
    }
    taken_back = connection.scalar(select(func.count()).where(Bundle.withdrawn)) or 0
    seq = _journal.seq
    counted = connection.execute(
        select(
            _journal.replica,
            _journal.scope,
            func.count(),
            func.count(seq.distinct()),
            func.min(seq),
            func.max(seq),
        )
        .where(_journal.merge_id.is_(None))
        .group_by(_journal.replica, _journal.scope)
    )
    for replica, scope, count, distinct, first, last in counted:
        if count != distinct:
            yield fault(_PART, f"操作记录有重复的编号（{scope}）。", _HINT)
        elif not taken_back and (first != 1 or count != last):
            yield fault(_PART, f"操作记录缺了 {last - count} 条（{scope}）。", _HINT)
        elif heads.get((replica, scope), 0) < last:
            yield fault(_PART, f"操作记录的计数落在后面（{scope}）。", _HINT)


def _segments(session: Session, tick: Tick) -> Iterator[Line]:
    trust = read_trust(session)
    connection = session.connection()
    known: dict[tuple[str, int], set[str]] = {}
    for stream, last, key in connection.execute(
        select(Segment.stream, Segment.last, Segment.hash)
    ):
        known.setdefault((stream, last), set()).add(key)
    bad = unsigned = torn = differing = 0
    keys = list(connection.scalars(select(Segment.hash)))
    for key in keys:
        tick()
        one = connection.execute(select(Segment.__table__).where(Segment.hash == key)).one()
        head = one.head.encode()
        bad += not _is_whole(key, head, one.body)
        before = known.get((one.stream, one.first - 1), set())
        torn += bool(before) and one.previous not in before
        writer = trust.credentials.get(one.device_id)
        unsigned += writer is not None and not is_signed(writer.sign_key, head, one.signature)
        if one.came_by is None and one.state == APPLIED and BASELINE not in one.stream:
            differing += _differing(connection, one.stream, one.body)
    for count, what in (
        (bad, "与自己的校验值不符"),
        (torn, "前后接不上"),
        (unsigned, "的签名不对"),
    ):
        if count:
            yield fault(_PART, f"封存的操作记录有 {count} 段{what}。", _HINT)
    if differing:
        yield fault(_PART, f"有 {differing} 条操作记录与封存时不一样。", _HINT)


def _is_whole(key: str, head: bytes, body: bytes | None) -> bool:
    try:
        digest = read_head(head).digest
    except msgspec.MsgspecError:
        return False
    fits = body is None or hashlib.sha256(body).hexdigest() == digest
    return fits and hash_of(head) == key


def _differing(connection: Connection, stream: str, body: bytes | None) -> int:
    """Entries of our own that are not what was sealed of them."""
    if body is None:
        return 0
    replica, _, scope = stream.partition(".")
    try:
        sealed = {
            op.seq: (op.table, UUID(op.row), op.stamps, op.after)
            for line in lines.unpack(body)
            for op in lines.read_act(line).ops
        }
    except (ValueError, msgspec.MsgspecError):
        return 1
    first, last = min(sealed), max(sealed)
    mine = (_journal.replica == replica) & (_journal.scope == scope)
    kept = {
        row.seq: row
        for row in connection.execute(
            select(
                _journal.seq, _journal.table, _journal.row_id, _journal.stamps, _journal.after
            ).where(mine, _journal.merge_id.is_(None), _journal.seq.between(first, last))
        )
    }
    return sum(not _same(kept.get(seq), *said) for seq, said in sealed.items())


def _same(kept: object, table: str, row: UUID, stamps: msgspec.Raw, after: msgspec.Raw) -> bool:
    if kept is None:
        return False
    said = msgspec.json.decode(after)
    left = lines.read_left(stamps)
    return (
        (kept.table, kept.row_id) == (table, row)  # type: ignore[attr-defined]
        and kept.after == said  # type: ignore[attr-defined]
        and _plain(kept.stamps) == _plain(left)  # type: ignore[attr-defined]
    )


def _plain(stamps: Mapping[str, object]) -> dict[str, tuple[object, ...]]:
    return {group: tuple(stamp) for group, stamp in stamps.items()}  # type: ignore[arg-type]


def _rows(connection: Connection, tick: Tick) -> Iterator[Line]:
    """A row bears the stamps that the last entry about it left."""
    last = (
        select(func.max(_journal.no).label("no"))
        .group_by(_journal.row_id, _journal.table)
        .subquery()
    )
    found = connection.execute(
        select(_journal.table, _journal.row_id, _journal.stamps)
        .select_from(last)
        .join(JournalEntry.__table__, _journal.no == last.c.no),
        execution_options={"yield_per": _AT_ONCE},
    )
    wrong: Counter[str] = Counter()
    for entries in found.partitions():
        tick()
        left: dict[str, dict[UUID, Mapping[str, object]]] = {}
        for table, key, stamps in entries:
            left.setdefault(table, {})[key] = stamps or {}
        for name in left.keys() & tables().keys():
            wrong[name] += _wrong(connection, tables()[name], left[name])
    for name, count in sorted(wrong.items()):
        if count:
            yield fault(_PART, f"有 {count} 条数据（{name}）与操作记录对不上。", _HINT)


def _wrong(
    connection: Connection, row_type: type[SyncedRow], left: Mapping[UUID, Mapping[str, object]]
) -> int:
    table = row_type.__table__
    asked = select(table.c.id, table.c.sync_v).where(table.c.id.in_(list(left)))
    kept = {key: read_stamps(said) for key, said in connection.execute(asked) if said}
    return sum(_plain(kept.get(key, {})) != _plain(stamps) for key, stamps in left.items())

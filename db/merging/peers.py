"""What is known of the PCs at the other end: what they have, what they got, what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    CompoundSelect,
    Connection,
    Uuid,
    bindparam,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from db.base import SyncedRow
from db.lives import epoch, retired
from db.merging.outgoing import Have, have
from db.models.house import Station
from db.models.sync import Bundle, Peer
from db.scope import tables
from db.seed import GENESIS_V
from db.sync import Audience

IN, OUT = "in", "out"
_STATION = "station_key"


class Claims(msgspec.Struct, frozen=True):
    """What a PC says of itself in a bundle.

    Attributes:
        number: Of this bundle, among those its sender wrote for this office.
        at: When it was written, ms since 1970 by the sender's clock.
        have: Stream to the heads the sender has.
        got: Ranges of bundles that the sender has taken in, by the PC that wrote them.
        totals: Table to the number of living rows of the station concerned.
    """

    epoch: str
    retired: list[str]
    number: int
    at: int
    have: dict[str, list[tuple[int, str]]]
    got: dict[str, list[tuple[int, int]]]
    totals: dict[str, int]


def claims(connection: Connection, station: str, office: str, at: int) -> Claims:
    """What this PC says to an office.

    Args:
        connection: Inside a transaction that writes.
        station: Code of the station among the two; "" where both are the city's.
        office: Code of the office at the other end.
        at: Now, ms since 1970.
    """
    last = select(func.max(Bundle.number)).where(Bundle.direction == OUT, Bundle.office == office)
    return Claims(
        epoch=epoch(connection),
        retired=retired(connection),
        number=(connection.scalar(last) or 0) + 1,
        at=at,
        have=have(connection, _reader(station, office)),
        got=taken_in(connection, office),
        totals=totals(connection, station),
    )


def _reader(station: str, office: str) -> str:
    """Whose eyes limit what is told: the station's, or the city's own "" where it is told."""
    return station if office == station else ""


def note(connection: Connection, device: UUID, said: Claims) -> None:
    """Believe what a PC says of itself, even that it has less than before.

    Not from a life that it has ended since, nor from an older bundle of the same life: files come
    late and out of order.
    """
    peer = connection.execute(select(Peer).where(Peer.device_id == device)).one_or_none()
    ended = set(peer.retired) if peer else set()
    if said.epoch in ended or (peer and said.epoch == peer.epoch and said.number <= peer.number):
        return
    values: dict[str, Any] = {
        "epoch": said.epoch,
        "number": said.number,
        "retired": sorted(ended | set(said.retired)),
        "have": msgspec.to_builtins(said.have),
        "got": msgspec.to_builtins(said.got),
        "totals": said.totals,
        "at": said.at,
    }
    if peer is None:
        connection.execute(insert(Peer).values(device_id=device, **values))
    else:
        connection.execute(update(Peer).where(Peer.device_id == device).values(**values))


def haves(connection: Connection, devices: Iterable[UUID]) -> list[Have]:
    """What each of some PCs has, as far as it said; nothing for one never heard of."""
    known: dict[UUID, Have] = dict(connection.execute(select(Peer.device_id, Peer.have)).all())
    return [known.get(device, {}) for device in devices]


def furthest(connection: Connection) -> dict[str, int]:
    """How far anybody at all says that he has every stream."""
    reached: dict[str, int] = {}
    for known in connection.scalars(select(Peer.have)):
        for stream, heads in known.items():
            reached[stream] = max([reached.get(stream, 0), *(seq for seq, _ in heads)])
    return reached


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as ranges: 1, 2, 3, 5 are (1, 3), (5, 5)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def gaps(got: Sequence[tuple[int, int]], last: int) -> list[int]:
    """Numbers up to the last one written that are in none of the ranges."""
    return [n for n in range(1, last + 1) if not any(a <= n <= b for a, b in got)]


def taken_in(connection: Connection, office: str) -> dict[str, list[tuple[int, int]]]:
    """Ranges of an office's bundles that are taken in here and not taken back, by its PCs."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    found = select(Bundle.device_id, Bundle.number).where(
        Bundle.direction == IN, Bundle.office == office, Bundle.withdrawn.is_(False)
    )
    for device, number in connection.execute(found):
        numbers[device.hex].append(number)  # type: ignore[union-attr] # what came has a sender
    return {device: ranges(some) for device, some in numbers.items()}


def totals_by_station(connection: Connection) -> dict[str, dict[str, int]]:
    """Living rows of every station by table, but for what ships; in one statement a table."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for table, row_type in _counted():
        source, home = _with_home(row_type)
        count = (
            select(Station.code, func.count())
            .select_from(source)
            .join(Station, Station.id == home)
            .where(_counts(row_type))
            .group_by(Station.code)
        )
        for code, number in connection.execute(count):
            found[code][table] = number
    return found


def _counted() -> list[tuple[str, type[SyncedRow]]]:
    return [
        (table, row_type)
        for table, row_type in sorted(tables().items())
        if row_type.__sync__.audience in (Audience.HOME, Audience.UNIFIED)
    ]


def _counts(row_type: type[SyncedRow]) -> Any:
    """Condition: a row lives, and somebody made or edited it."""
    return row_type.deleted.is_(False) & (row_type.__table__.c.sync_v != GENESIS_V)


def _with_home(row_type: type[SyncedRow]) -> tuple[Any, Any]:
    """A table joined with the parents that lead to its station, and the column that names it."""
    source: Any = row_type.__table__
    column = row_type.__table__.columns[row_type.__sync__.home]
    while column.name != "station_id":
        (key,) = column.foreign_keys
        parent = tables()[key.column.table.name]
        source = source.join(parent.__table__, parent.__table__.columns["id"] == column)
        column = parent.__table__.columns[parent.__sync__.home]
    return source, column


def totals(connection: Connection, station: str) -> dict[str, int]:
    """Living rows of a station by table, for both sides to compare."""
    key = connection.scalar(select(Station.id).where(Station.code == station))
    if key is None:
        return {}
    return dict(connection.execute(_counting(), {_STATION: key}).all())


@cache
def _counting() -> CompoundSelect[Any]:
    """Names and numbers of living rows: put together once, every bundle and status asks it."""
    station: Any = bindparam(_STATION, type_=Uuid())
    return union_all(
        *(
            select(literal(table), func.count()).where(
                _counts(row_type), belongs_to(row_type, station)
            )
            for table, row_type in _counted()
        )
    )


def belongs_to(row_type: type[SyncedRow], station: UUID | None) -> Any:
    """Condition: a row is of this station, or of none, itself or through its parents."""
    home = row_type.__sync__.home
    column = row_type.__table__.columns[home]
    if home == "station_id":
        return column.is_(None) if station is None else column == station
    (key,) = column.foreign_keys
    parent = tables()[key.column.table.name]
    return column.in_(select(parent.id).where(belongs_to(parent, station)))

"""How things stand with every other office: a line each on the city's board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.lives import REPLICA, sealed, setting
from db.merging.peers import IN, OUT, gaps, ranges, taken_in, totals_by_station
from db.merging.segments import BASELINE, WAITING, sees
from db.models import Bundle, Held, Peer, Segment, Stream
from jyguide import life
from jyguide.history.names import table_name
from jyguide.place import CITY_CODE, Place
from jyguide.sync.row import OfficeRow, SyncStatus, Total
from jyguide.sync.service import findings
from jyguide.sync.service.trusting import office_names, read_trust, this_device
from jyguide.sync.trust import Trust

_SHOWN = ("person", "instructor", "training_session", "enrolment", "attempt", "certificate")
"""Kinds of record whose totals a person compares; the others follow from them."""


def status(session: Session, place: Place, now: datetime) -> SyncStatus:
    """Everything the first look at the exchange shows."""
    trust, names = read_trust(session), office_names(session)
    view = _View(session, trust, names, place, now)
    codes = [code for code in names if code != CITY_CODE] if place.is_city else [CITY_CODE]
    held = select(func.count()).select_from(Held).where(Held.settled_by.is_(None))
    pieces = select(func.count()).select_from(Segment).where(Segment.state == WAITING)
    return SyncStatus(
        enrolled=bool(trust.root) and this_device(session) in trust.credentials,
        notice=life.notice(session),
        offices=tuple(view.office(code) for code in codes),
        open_conflicts=len(findings.conflicts(session, settled=False)),
        refused=session.scalar(held.where(Held.why == "refused")) or 0,
        waiting=(session.scalar(held.where(Held.why != "refused")) or 0)
        + (session.scalar(pieces) or 0),
    )


@dataclass(frozen=True, slots=True)
class _Sent:
    """Newest bundle in one direction.

    Attributes:
        written: ms since 1970.
    """

    number: int = 0
    written: int = 0

    @property
    def at(self) -> datetime | None:
        return _moment(self.written) if self.number else None


class _View:
    """What is asked once for all offices."""

    def __init__(
        self, session: Session, trust: Trust, names: Mapping[str, str], place: Place, now: datetime
    ) -> None:
        self._session = session
        self._trust = trust
        self._names = names
        self._place = place
        self._now = now
        self._me = this_device(session).hex
        self._peers = {peer.device_id: peer for peer in session.scalars(select(Peer))}
        self._counts = totals_by_station(session.connection())
        self._unsealed = _unsealed(session)
        self._sealed = _sealed_here(session)

    def office(self, code: str) -> OfficeRow:
        """One line."""
        devices = [one.key for one in self._trust.living(code)]
        peers = [self._peers[key] for key in devices if key in self._peers]
        newest = max(peers, key=lambda peer: peer.at, default=None)
        came, sent = self._newest(code, IN), self._newest(code, OUT)
        got = _common([_ranges(peer.got.get(self._me, [])) for peer in peers])
        return OfficeRow(
            code=code,
            name=self._names[code],
            devices=len(devices),
            last_in=came.number,
            last_in_at=came.at,
            missing_in=tuple(self._missing_in(code)),
            last_out=sent.number,
            last_out_at=sent.at,
            got=ranges_text(got),
            missing_out=tuple(gaps(got, sent.number)),
            unsent=self._unsent(code, sent.written),
            totals=self._totals(code, newest),
            silent_days=None if came.at is None else max(0, (self._now - came.at).days),
        )

    def _newest(self, code: str, direction: str) -> _Sent:
        found = self._session.execute(
            select(Bundle.number, Bundle.at)
            .where(
                Bundle.office == code,
                Bundle.direction == direction,
                Bundle.withdrawn.is_(False),
            )
            .order_by(Bundle.at.desc(), Bundle.number.desc())
            .limit(1)
        ).one_or_none()
        return _Sent(*found) if found else _Sent()

    def _missing_in(self, code: str) -> list[int]:
        """Numbers that never came, of any PC of an office that is still believed."""
        missing: list[int] = []
        living = {one.device for one in self._trust.living(code)}
        for device, got in taken_in(self._session.connection(), code).items():
            if device in living:
                missing += gaps(got, got[-1][1])
        return sorted(missing)

    def _unsent(self, code: str, since: int) -> int:
        """What is in no file, or went to others since: a file for one seals what is for all."""
        station = "" if code == CITY_CODE else code
        unsealed = (count for scope, count in self._unsealed.items() if sees(station, scope))
        since_then = (n for scope, at, n in self._sealed if at > since and sees(station, scope))
        return sum(unsealed) + sum(since_then)

    def _totals(self, code: str, peer: Peer | None) -> tuple[Total, ...]:
        """The station among the two offices, counted here and as the other side said."""
        station = self._place.station_code if code == CITY_CODE else code
        here = self._counts.get(station, {})
        there = peer.totals if peer else {}
        return tuple(
            Total(table_name(table), here.get(table, 0), there.get(table)) for table in _SHOWN
        )


def ranges_text(ranges: Iterable[Sequence[int]]) -> str:
    """Numbers as people write them: ``1–14、16``."""
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)


def _ranges(said: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    return [(first, last) for first, last in said]


def _common(all_of: Sequence[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """What every PC of an office has got."""
    numbers = [{n for first, last in got for n in range(first, last + 1)} for got in all_of]
    return ranges(set.intersection(*numbers)) if numbers else []


def _unsealed(session: Session) -> dict[str, int]:
    """Changes that are in no file yet, by scope."""
    replica = setting(session, REPLICA) or ""
    streams = select(Stream.scope, Stream.head).where(Stream.replica == replica)
    return {
        scope: head - sealed(session, replica, scope) for scope, head in session.execute(streams)
    }


def _sealed_here(session: Session) -> list[tuple[str, int, int]]:
    """Scope, time and number of changes of what was sealed on this PC."""
    found = session.execute(
        select(Segment.scope, Segment.kept_at, Segment.last - Segment.first + 1).where(
            Segment.came_by.is_(None), ~Segment.stream.contains(BASELINE)
        )
    )
    return [(scope, at, count) for scope, at, count in found]


def _moment(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000).astimezone()
    except (OverflowError, OSError, ValueError):
        return None  # a clock that is far off

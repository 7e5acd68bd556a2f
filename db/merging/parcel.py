"""What one bundle carries, before it is sealed in a file: made here, and taken in here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.journal import Capture, Derivation, describe, write_entries
from db.keys import new_key
from db.merging import peers
from db.merging.answers import answer_refused
from db.merging.intake import Intake, Reader
from db.merging.outgoing import Have, missing, take
from db.merging.peers import IN, OUT, Claims
from db.merging.seal import Sign, seal
from db.merging.segments import Sealed
from db.merging.tally import Tally
from db.merging.takeback import chains_now
from db.models.sync import Bundle


@dataclass(frozen=True, slots=True)
class Office:
    """One end of the exchange: a station or the city.

    Attributes:
        code: "S07"; of the city its own code.
        station: The code again, "" for the city.
        devices: Its PCs that are believed.
    """

    code: str
    station: str
    devices: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Content of one bundle."""

    sender: UUID
    claims: Claims
    segments: Sequence[Sealed]


def make_parcel(
    session: Session, me: UUID, mine: Office, to: Office, sign: Sign, *, full: bool = False
) -> Parcel:
    """Seal what is open and gather what another office lacks; the caller commits.

    Args:
        session: Of a unit of work.
        me: This PC.
        mine: The office it stands in; to: the one it writes to.
        sign: Signs the heads of segments with this PC's key.
        full: Send everything, whatever the other side has confirmed.
    """
    connection = session.connection()
    at = _capture(session).at
    if not mine.station:
        answer_refused(session)
    write_entries(session)
    seal(connection, me, sign)
    said = peers.claims(connection, to.station or mine.station, to.code, at)
    known: list[Have] = [{}] if full else peers.haves(connection, to.devices)
    keys = missing(connection, to.station, known)
    return Parcel(me, said, list(take(connection, keys)))


def note_sent(session: Session, parcel: Parcel, to: Office, digest: str) -> None:
    """Keep the number of a bundle that has been written; the caller commits."""
    _record(
        session.connection(),
        new_key(),
        OUT,
        to.code,
        parcel,
        digest,
        {"segments": len(parcel.segments)},
        {},
    )


def take_parcel(
    session: Session,
    parcel: Parcel,
    sender: Office,
    digest: str,
    reader: Reader,
    derivations: Mapping[type[SyncedRow], Derivation],
    step: Callable[[int], object] = lambda _rows: None,
) -> Tally:
    """Take a verified bundle in; the caller commits, or rolls back after a rehearsal.

    Raises:
        MalformedError: a segment says what none may say.
    """
    connection = session.connection()
    before = chains_now(connection)
    tally = Intake(connection, reader, derivations, step).take(parcel.segments)
    peers.note(connection, parcel.sender, parcel.claims)
    _close(session, parcel, sender.code, digest, reader.merge, tally, before)
    return tally


def take_up(
    session: Session,
    segments: Iterable[Sealed],
    reader: Reader,
    derivations: Mapping[type[SyncedRow], Derivation],
    *,
    force: bool = False,
) -> Tally:
    """Apply segments that are here already: what waits, or what was taken back before."""
    connection = session.connection()
    tally = Intake(connection, reader, derivations).take(segments, force=force)
    describe(session)
    return tally


def _close(
    session: Session,
    parcel: Parcel,
    office: str,
    digest: str,
    merge: UUID,
    tally: Tally,
    before: Mapping[str, list[object]],
) -> None:
    connection = session.connection()
    after = chains_now(connection)
    moved = {
        name: [before.get(name), line] for name, line in after.items() if before.get(name) != line
    }
    figures = {
        "new": dict(tally.new),
        "changed": dict(tally.changed),
        "deleted": dict(tally.deleted),
        "conflicts": tally.conflict_count,
        "refused": tally.refused_count,
    }
    _record(connection, merge, IN, office, parcel, digest, figures, moved)
    describe(session)


def _record(
    connection: Connection,
    key: UUID,
    direction: str,
    office: str,
    parcel: Parcel,
    digest: str,
    report: Mapping[str, object],
    chains: Mapping[str, object],
) -> None:
    connection.execute(
        insert(Bundle).values(
            id=key,
            direction=direction,
            office=office,
            device_id=parcel.sender,
            epoch=parcel.claims.epoch,
            number=parcel.claims.number,
            at=parcel.claims.at,
            digest=digest,
            report=report,
            chains=chains,
            withdrawn=False,
        )
    )


def _capture(session: Session) -> Capture:
    found: Capture = session.info["capture"]
    return found

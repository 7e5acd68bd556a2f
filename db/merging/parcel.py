"""What one bundle carries, before it is sealed in a file: made here, and taken in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.journal import Capture, describe, write_entries
from db.keys import new_key
from db.merging import peers
from db.merging.answers import answer_refused
from db.merging.baseline import audience_of, write_baseline
from db.merging.erasing import enforce
from db.merging.intake import Intake
from db.merging.outgoing import Have, missing, take
from db.merging.peers import IN, OUT, Claims
from db.merging.seal import Author, seal
from db.merging.segments import WITHDRAWN, Sealed
from db.merging.takeback import chains_now
from db.merging.tally import Tally
from db.models.sync import Bundle, Segment
from db.undo import CannotUndoError


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


_NOBODY = Office("", "", ())
_NOTHING = Parcel(UUID(int=0), Claims("", [], 0, 0, {}, {}, {}), ())
"""What was here already is taken up without a bundle."""


def make_parcel(
    session: Session, author: Author, mine: Office, to: Office, *, full: bool = False
) -> Parcel:
    """Seal what is open and gather what another office lacks; the caller commits.

    Args:
        session: Of a unit of work.
        author: This PC.
        mine: The office it stands in.
        to: The one it writes to.
        full: Send everything, whatever the other side has confirmed.
    """
    connection = session.connection()
    author = author._replace(at=_capture(session).at)
    if not mine.station:
        answer_refused(session)
    write_entries(session)
    seal(connection, author)
    said = peers.claims(connection, to.station or mine.station, to.code, _capture(session).at)
    known: list[Have] = [{}] if full else peers.haves(connection, to.devices)
    wanted = missing(connection, to.station, known)
    for scope in _to_speak_for(wanted.unspoken, mine.station):
        write_baseline(session, author, scope)
        wanted = missing(connection, to.station, known)
    return Parcel(author.device, said, list(take(connection, wanted.keys)))


def _to_speak_for(unspoken: set[str], station: str) -> list[str]:
    """The baselines this office can write in place of bodies that are gone."""
    if station:
        return sorted(unspoken & {f"up:{station}"})
    return sorted({audience_of(scope) for scope in unspoken})


def note_sent(session: Session, parcel: Parcel, to: Office, digest: str) -> None:
    """Keep the number of a bundle that has been written; the caller commits."""
    figures = {"segments": len(parcel.segments)}
    _record(session, parcel, to, {"direction": OUT, "digest": digest, "report": figures})


def take_parcel(
    session: Session,
    parcel: Parcel,
    sender: Office,
    digest: str,
    step: Callable[[int], object] = lambda _rows: None,
) -> Tally:
    """Take a verified bundle in; the caller commits, or rolls back after a rehearsal.

    Raises:
        MalformedError: a segment says what none may say.
    """
    before = chains_now(session.connection())
    peers.note(session.connection(), parcel.sender, parcel.claims)
    tally = Intake(session, step).take(parcel.segments)
    enforce(session, _capture(session).action_id)
    _record(session, parcel, sender, _taken(session, digest, tally, before))
    if tally.brought_anything:
        describe(session)
    return tally


def take_up(session: Session, *, force: bool = False) -> Tally:
    """Apply what waits here, as far as it can be by now.

    Args:
        session: Of a unit of work; the caller commits.
        force: Apply also what waits for something that exists nowhere any more.
    """
    before = chains_now(session.connection())
    tally = Intake(session).take([], force=force)
    if tally.brought_anything:
        enforce(session, _capture(session).action_id)
        _record(session, _NOTHING, _NOBODY, _taken(session, "", tally, before))
        describe(session)
    return tally


def take_in_again(session: Session, merge: UUID) -> Tally:
    """Redo an import that was taken back: what it brought is still here, withdrawn.

    Raises:
        CannotUndoError: an erasure has made some of it go.
    """
    connection = session.connection()
    bundle = connection.execute(select(Bundle).where(Bundle.id == merge)).one()
    brought = connection.execute(
        select(Segment.head, Segment.signature, Segment.body)
        .where(Segment.came_by == merge, Segment.state == WITHDRAWN)
        .order_by(Segment.stream, Segment.first)
    )
    segments = [Sealed(head.encode(), signature, body) for head, signature, body in brought]
    if any(one.body is None for one in segments):
        raise CannotUndoError("其中有后来被清除个人信息的人，不能重做；请重新导入对方的文件。")
    before = chains_now(connection)
    tally = Intake(session).take(segments)
    facts = {**bundle._asdict(), **_taken(session, bundle.digest, tally, before)}
    enforce(session, _capture(session).action_id)
    connection.execute(insert(Bundle).values({**facts, "withdrawn": False}))
    describe(session)
    return tally


def _taken(
    session: Session, digest: str, tally: Tally, before: Mapping[str, list[object]]
) -> dict[str, object]:
    """What is kept of an import."""
    after = chains_now(session.connection())
    return {
        "id": _capture(session).action_id,
        "direction": IN,
        "digest": digest,
        "report": tally.figures(),
        "chains": {
            name: [before.get(name), line]
            for name, line in after.items()
            if before.get(name) != line
        },
    }


def _record(session: Session, parcel: Parcel, office: Office, facts: Mapping[str, object]) -> None:
    said = parcel.claims
    common = {
        "id": new_key(),
        "office": office.code,
        "device_id": parcel.sender,
        "epoch": said.epoch,
        "number": said.number,
        "at": said.at,
        "chains": {},
        "withdrawn": False,
    }
    session.connection().execute(insert(Bundle).values(**{**common, **facts}))


def _capture(session: Session) -> Capture:
    found: Capture = session.info["capture"]
    return found

"""Makes a person's data go away, here and wherever it has travelled (sync.md, 5.12).

The decision is a row that travels like any other, and the blanked rows travel with it. Whoever
takes it in also scrubs his journal, his conflicts and his kept segments. What was done stays:
attendance, results, numbers of certificates; whose they were does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, cast, delete, select, update
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.dialect import erase_for_good
from db.journal import Capture, write_entries
from db.merging import lines
from db.merging.lines import Stamps
from db.merging.segments import BASELINE, WAITING
from db.merging.shape import Shape, shape_of
from db.merging.traces import Words, naming_columns, worded_columns, words_of
from db.models.journal import Action, JournalEntry
from db.models.people import Person
from db.models.sync import Conflict, Held, Segment
from db.models.trust import Erasure
from db.scope import tables
from db.sync import bumped, read_stamps, write_stamps

ERASED = "（已清除）"
"""What stands for a name that is gone."""


def erase(session: Session, erasures: Sequence[Erasure]) -> int:
    """Decide on erasures and carry them out here; returns how many rows were blanked.

    Those of one person who was merged of several belong together: what was done to one of them
    is named after another. Runs inside a unit of work of the city's; the caller commits.
    """
    erase_for_good(session.connection())
    rows = 0
    for erasure in erasures:
        scopes = _scopes_of(session, erasure.person_id)
        session.add(erasure)
        write_entries(session)
        _repeat(session, erasure, scopes)
        rows += _blank_rows(session, erasure.person_id, scopes)
        write_entries(session)
    scrub(session, [erasure.person_id for erasure in erasures])
    return rows


def enforce(session: Session, merge: UUID) -> None:
    """After an import: carry out what it decided, and keep what was erased from coming back."""
    connection = session.connection()
    erased = list(connection.scalars(select(Erasure.person_id)))
    if not erased:
        return
    touched = _told_of(connection, merge)
    decided = connection.scalar(
        select(JournalEntry.no)
        .where(JournalEntry.merge_id == merge, JournalEntry.table == Erasure.__tablename__)
        .limit(1)
    )
    concerned = (
        erased
        if decided
        else [key for key in erased if touched & words_of(connection, key).keys()]
    )
    if concerned:
        erase_for_good(connection)
        capture: Capture = session.info["capture"]
        if not capture.origin.station_code:
            for key in concerned:
                _blank_rows(session, key, _scopes_of(session, key))
            write_entries(session)
        scrub(session, concerned)


def _told_of(connection: Connection, merge: UUID) -> set[UUID]:
    """Rows that an import changed, or of which it left something here without changing them."""
    found: set[UUID] = set()
    for left in (
        select(JournalEntry.row_id).where(JournalEntry.merge_id == merge),
        select(Conflict.row_id).where(Conflict.merge_id == merge),
        select(Held.row_id).where(Held.held_by == merge),
    ):
        found.update(connection.scalars(left))
    bodies = select(Segment.body).where(Segment.applied_by == merge, Segment.body.is_not(None))
    for body in connection.scalars(bodies):
        for line in lines.unpack(body or b""):
            found.update(UUID(op.row) for op in lines.read_act(line).ops)
    return found


def scrub(session: Session, people: Sequence[UUID]) -> None:
    """Take every trace of these people out of what is kept beside the rows."""
    connection = session.connection()
    names: set[str] = set()
    whole: set[UUID] = set()
    for person in people:
        words = words_of(connection, person)
        names |= _scrub_journal(connection, words)
        whole |= words.keys()
    _scrub_actions(connection, whole | _rows_about(connection, people), names)
    told = Conflict.row_id.in_(whole) | Conflict.other_id.in_(whole)
    connection.execute(delete(Conflict).where(told))
    connection.execute(delete(Held).where(Held.row_id.in_(whole)))
    _drop_bodies(connection, whole)


def blank(
    row_type: type[SyncedRow], values: Mapping[str, Any], words: Iterable[str]
) -> dict[str, Any]:
    """Columns without those that say who somebody is."""
    told = dict(values)
    for name in words:
        if name in told:
            told[name] = _blank(row_type, name, told[name])
    return told


def _blank(row_type: type[SyncedRow], name: str, value: Any) -> Any:
    if name == "name":
        return ERASED
    if isinstance(value, dict) and "name" in value:  # the words of a certificate
        return {**value, "name": ERASED, "sex": ""}
    if isinstance(value, dict):  # that something happened counts on: a veto
        return dict.fromkeys(value, ERASED)
    if isinstance(value, list):
        return []
    return None if row_type.__table__.columns[name].nullable else ""


def _rows_about(connection: Connection, people: Sequence[UUID]) -> set[UUID]:
    """Rows of any table that are theirs, whether they say who they are or not."""
    found: set[UUID] = set()
    for row_type in tables().values():
        for column in naming_columns(row_type):
            found.update(connection.scalars(select(row_type.id).where(column.in_(people))))
    return found


def _scopes_of(session: Session, person: UUID) -> set[str]:
    """Streams in which he has travelled: those of every station that ever had him."""
    connection = session.connection()
    rows = words_of(connection, person)
    found = connection.scalars(
        select(JournalEntry.scope).where(JournalEntry.row_id.in_(rows)).distinct()
    )
    scopes = set()
    for scope in found:
        whose = scope.split(BASELINE, 1)[0]
        if whose.startswith(("st:", "up:")):
            scopes.add(f"st:{whose[3:]}")
    return scopes


def _repeat(session: Session, erasure: Erasure, scopes: set[str]) -> None:
    """Tell the decision to stations that had the person before, too."""
    journal = JournalEntry.__table__.c
    (entry,) = session.execute(
        select(journal.scope, cast(journal.stamps, Text).label("stamps"), journal.after).where(
            journal.row_id == erasure.id
        )
    )
    again = {
        "table": Erasure.__tablename__,
        "row_id": erasure.id,
        "stamps_before": None,
        "stamps": entry.stamps,
        "before": entry.after,
        "after": entry.after,
    }
    _tell(session, scopes - {entry.scope}, again)


def _blank_rows(session: Session, person: UUID, scopes: set[str]) -> int:
    """Blank the rows here as an edit that everybody who has them gets."""
    blanked = 0
    for shape, key, stamps, values, words in _stored(session, person):
        now = blank(shape.row_type, values, words)
        if shape.table == Person.__tablename__:
            now["deleted"] = True
        groups = [
            group
            for group, columns in shape.group_columns.items()
            if any(now[column] != values[column] for column in columns)
        ]
        if groups:
            left = _bumped(session, stamps, groups)
            shape.update(session.connection(), groups, [(key, write_stamps(left), now)])
            told = {c: now[c] for group in groups for c in shape.group_columns[group]}
            _tell(session, scopes, _entry(shape.table, key, stamps, left, told))
            blanked += 1
    return blanked


def _bumped(session: Session, stamps: Stamps, groups: Sequence[str]) -> Stamps:
    capture: Capture = session.info["capture"]
    return bumped(stamps, groups, capture.at, capture.origin.replica)


def _entry(
    table: str, key: str, stamps: Stamps, left: Stamps, told: dict[str, Any]
) -> dict[str, Any]:
    return {
        "table": table,
        "row_id": UUID(key),
        "stamps_before": write_stamps(stamps),
        "stamps": write_stamps(left),
        "before": told,  # what stood there is the very thing that has to go
        "after": told,
    }


def _tell(session: Session, scopes: Iterable[str], entry: dict[str, Any]) -> None:
    """Write an entry into the streams of several stations."""
    capture: Capture = session.info["capture"]
    capture.entries.extend({"scope": scope, **entry} for scope in sorted(scopes))


def _stored(
    session: Session, person: UUID
) -> Iterator[tuple[Shape, str, Stamps, dict[str, Any], Words]]:
    connection = session.connection()
    capture: Capture = session.info["capture"]
    words = {key.hex: columns for key, columns in words_of(connection, person).items()}
    for row_type in tables().values():
        if row_type is Person or worded_columns(row_type):
            shape = shape_of(connection, row_type, capture.derivations.get(row_type))
            for key, text, values in list(shape.fetch(connection, list(words))):
                yield shape, key, read_stamps(text), values, words[UUID(key).hex]


def _scrub_journal(connection: Connection, words: Mapping[UUID, Words]) -> set[str]:
    """Blank the values of entries; returns the names that stood in them."""
    journal = JournalEntry.__table__
    names: set[str] = set()
    found = connection.execute(
        select(
            journal.c.no, journal.c.table, journal.c.row_id, journal.c.before, journal.c.after
        ).where(journal.c.row_id.in_(words))
    ).all()
    for number, table, row, before, after in found:
        row_type = tables().get(table)
        if row_type is None:
            continue
        if "name" in words[row]:
            names.update(str(v["name"]) for v in (before or {}, after) if v.get("name"))
        told = {
            "before": None if before is None else blank(row_type, before, words[row]),
            "after": blank(row_type, after, words[row]),
        }
        connection.execute(update(journal).where(journal.c.no == number).values(**told))  # type: ignore[arg-type]
    return names - {ERASED}


def _scrub_actions(connection: Connection, rows: set[UUID], names: set[str]) -> None:
    """What people did is named after whom they did it to."""
    journal = JournalEntry.__table__.c
    keys = select(journal.action_id).where(journal.row_id.in_(rows)).distinct()
    for key, said in connection.execute(
        select(Action.id, Action.name).where(Action.id.in_(keys))
    ).all():
        told = said
        for name in names:
            told = told.replace(name, ERASED)
        if told != said:
            connection.execute(update(Action.__table__).where(Action.id == key).values(name=told))  # type: ignore[arg-type]


def _drop_bodies(connection: Connection, rows: set[UUID]) -> None:
    """Segments that mention the rows keep their signed heads alone; a baseline speaks for them.

    Those that wait do not yet: what else is in them has not been applied.
    """
    wanted = {key.hex.encode() for key in rows}
    hashes = connection.scalars(
        select(Segment.hash).where(Segment.body.is_not(None), Segment.state != WAITING)
    ).all()
    for key in hashes:
        body = connection.scalar(select(Segment.body).where(Segment.hash == key))
        if body and any(_mentions(line, wanted) for line in lines.unpack(body)):
            connection.execute(update(Segment).where(Segment.hash == key).values(body=None))


def _mentions(line: bytes, rows: set[bytes]) -> bool:
    return any(key in line for key in rows)

"""One PC of an office: its database, and everything that may happen to it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import TextClause, event, func, select, text

from db.base import SyncedRow
from db.codec import written
from db.engine import Address
from db.keys import fixed_key
from db.lives import new_life, put_setting
from db.merging import intake
from db.merging.parcel import (
    Office,
    Parcel,
    make_parcel,
    note_sent,
    take_in_again,
    take_parcel,
    take_up,
)
from db.merging.peers import totals
from db.merging.seal import Author
from db.merging.takeback import take_back
from db.merging.tally import Tally
from db.models import (
    Bundle,
    Chain,
    Conflict,
    Enrolment,
    Held,
    JournalEntry,
    Person,
    Segment,
    TrainingSession,
)
from db.scope import tables
from db.sync import LIFE, read_stamps
from tests.db.house import MORNING, Folder, a_person, open_folder

if TYPE_CHECKING:
    from tests.db.merging.world import World

CITY = "C00"


class Look:
    """Another program's look at a file, kept open: reading the schema costs most of one."""

    def __init__(self, place: Address) -> None:
        self._place = place
        self._connection: sqlite3.Connection | None = None
        self._sound = 0

    @property
    def connection(self) -> sqlite3.Connection:
        if self._connection is None:
            assert isinstance(self._place, Path)
            self._connection = sqlite3.connect(self._place)
        return self._connection

    def dangling(self) -> list[Any]:
        """Links that lead nowhere; a file that is as it was has none if it had none."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        if version == self._sound:
            return []
        found = self.connection.execute("PRAGMA foreign_key_check").fetchall()
        self._sound = 0 if found else version
        return found

    def close(self) -> None:
        """Before the file is copied or replaced: whoever closes it last settles its log."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._sound = None, 0


class PC:
    """One PC: its folder, and the moment it believes it is.

    Attributes:
        old: Tables and columns that its program does not know yet; see ``outdated``.
    """

    def __init__(self, world: World, name: str, station: str, place: Address) -> None:
        self.world = world
        self.name = name
        self.station = station
        self.device = fixed_key("device", name)
        self.skew = timedelta()
        self.old: dict[str, tuple[str, ...]] = {}
        self.folder: Folder = open_folder(place, station)
        self.look = Look(place)
        self.folder.store._clock = self.clock
        self.folder.store._origin = self.folder.origin.__class__(
            "", fixed_key("user", name), self.device, station
        )
        self.folder.store.derive(Person, derived)
        if isinstance(place, Path):  # nobody pulls the plug of this one
            event.listen(
                self.folder.engine,
                "connect",
                lambda raw, _record: raw.execute("PRAGMA synchronous = OFF"),
            )
        with self.folder.begin() as work:
            put_setting(work.session, "replica", hashlib.sha256(name.encode()).hexdigest()[:12])
            work.session.commit()

    @property
    def path(self) -> Path:
        return self.folder.path

    def clock(self) -> datetime:
        self.world.now += timedelta(milliseconds=1)
        return self.world.now + self.skew

    @property
    def office(self) -> Office:
        return self.world.offices[self.station or CITY]

    @property
    def station_id(self) -> uuid.UUID:
        return fixed_key("station", self.station)

    def sign(self, text: bytes) -> bytes:
        return hashlib.sha256(self.device.bytes + text).digest()

    def write(self, to: str, *, full: bool = False) -> Parcel:
        """A bundle for an office, sealed and noted as sent."""
        with self.folder.begin("导出") as work:
            office = self.world.offices[to]
            author = Author(self.device, self.sign)
            parcel = make_parcel(work.session, author, self.office, office, full=full)
            note_sent(work.session, parcel, office, "")
            work.commit()
        return parcel

    def take(self, parcel: Parcel, *, dry: bool = False, **options: Any) -> Tally:
        """Take a bundle in, or only see what it would do."""
        sender = next(pc for pc in self.world.pcs.values() if pc.device == parcel.sender)
        with self.folder.begin("导入") as work, outdated(self.old):
            tally = take_parcel(work.session, parcel, sender.office, "", **options)
            if not dry:
                work.commit()
        return tally

    def take_back(self, merge: uuid.UUID) -> int:
        """Take an import back; returns how many rows it changed."""
        with self.folder.begin("撤销导入", undoes=merge) as work:
            changed = take_back(work.session, merge)
            work.commit()
        return changed

    def take_up(self) -> list[Tally]:
        """Take in again whatever was taken back, and what waits."""
        taken_back = self.all(Bundle, Bundle.withdrawn)
        found = [self.take_in_again(merge) for merge in sorted(one.id for one in taken_back)]
        with self.folder.begin("继续导入") as work, outdated(self.old):
            found.append(take_up(work.session))
            work.commit()
        return found

    def take_in_again(self, merge: uuid.UUID) -> Tally:
        with self.folder.begin("重新导入") as work, outdated(self.old):
            tally = take_in_again(work.session, merge)
            work.commit()
        return tally

    def inject(self, table: str, row: uuid.UUID, **entry: Any) -> None:
        """Write into the own stream what an honest program of this release never would."""
        with self.folder.begin("伪造") as work:
            capture = work.session.info["capture"]
            scope = f"up:{self.station}" if self.station else "all"
            blank = {"stamps_before": None, "before": None}
            capture.entries.append(
                {"scope": scope, "table": table, "row_id": row, **blank, **entry}
            )
            work.commit()

    def new_life(self) -> None:
        with self.folder.begin() as work:
            new_life(work.session)
            work.session.commit()

    def copy(self, target: Path) -> Path:
        """The database as it is now, as a backup or a cloned disk would have it."""
        self.close()
        shutil.copy(self.path, target)
        return target

    def restore(self, backup: Path, *, noticed: bool) -> None:
        self.replace(backup)
        if noticed:
            self.new_life()

    def replace(self, source: Path) -> None:
        """Put another file in the database's place; the engine stays, with what it compiled."""
        self.close()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copy(source, self.path)

    def close(self) -> None:
        self.look.close()
        self.folder.store.close()

    def people(self) -> list[uuid.UUID]:
        return self.keys(Person)

    def keys(self, row_type: type[SyncedRow]) -> list[uuid.UUID]:
        with self.folder.store.read() as session:
            return list(session.scalars(select(row_type.id).order_by(row_type.id)))

    def add_person(self, **values: Any) -> Person:
        station = {"station_id": self.station_id} if self.station else {}
        person = a_person(**(station | values))
        self.folder.add(person)
        return person

    def edit(self, key: uuid.UUID, **values: Any) -> None:
        self.folder.edit(Person(id=key), **values)

    def enrol(self, person: uuid.UUID, title: str, station: uuid.UUID | None = None) -> None:
        session = a_session(title, station or self.station_id)
        self.folder.add(session)
        self.folder.add(an_enrolment(session.id, person))

    def person(self, key: uuid.UUID) -> Person:
        return self.get(Person, key)

    def get(self, row_type: type[SyncedRow], key: uuid.UUID) -> Any:
        with self.folder.store.read() as session:
            return session.get_one(row_type, key)

    def waiting(self) -> int:
        with self.folder.store.read() as session:
            found = select(func.count()).select_from(Segment).where(Segment.state == "waiting")
            return session.scalar(found) or 0

    def held(self) -> list[Held]:
        return self.all(Held, Held.settled_by.is_(None))

    def conflicts(self) -> list[Conflict]:
        return self.all(Conflict)

    def imports(self) -> list[uuid.UUID]:
        """Imports that are in force, oldest first."""
        found = self.all(Bundle, Bundle.direction == "in", Bundle.withdrawn.is_(False))
        return sorted(bundle.id for bundle in found)

    def journal(self) -> list[JournalEntry]:
        return self.folder.journal()

    def forked(self) -> set[str]:
        return {chain.stream for chain in self.all(Chain, Chain.forked.is_(True))}

    def all(self, model: type, *where: Any) -> list[Any]:
        with self.folder.store.read() as session:
            return list(session.scalars(select(model).where(*where)))

    def totals(self, station: str) -> dict[str, int]:
        with self.folder.store.read() as session:
            return totals(session.connection(), station)

    def rows(self) -> dict[str, dict[str, Any]]:
        """Every row with its stamps."""
        out: dict[str, dict[str, Any]] = {}
        known = tables()
        with self.folder.store.read() as session:
            for table in session.scalars(_filled()):
                row_type = known[table]
                names = row_type.__sync__.columns_of([*row_type.__sync__.groups, LIFE])
                for row in session.scalars(select(row_type)):
                    values = written({name: getattr(row, name) for name in names}, names)
                    out[f"{table}:{row.id.hex}"] = values | {"sync_v": read_stamps(row.sync_v)}
        return out

    def raw(self, *names: str) -> dict[str, list[tuple[Any, ...]]]:
        """Tables, or all of them, as another program sees them in the file."""
        with closing(sqlite3.connect(self.path)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            every = [name for (name,) in found if not name.startswith("sqlite_")]
            return {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
                for name in names or every
            }

    def merged(self) -> dict[str, dict[Any, tuple[Any, ...]]]:
        """What an import changes and its taking back restores, by key."""
        known = tables()
        keys = dict.fromkeys([*known, "sync_held", "sync_conflict"], "id")
        keys["sync_chain"] = "name"
        look, found = self.look.connection, dict[str, dict[Any, tuple[Any, ...]]]()
        filled = {table for (table,) in look.execute(str(_filled()))}
        for table, key in keys.items():
            empty = table in known and table not in filled
            rows = () if empty else look.execute(f'SELECT {key}, * FROM "{table}"')
            found[table] = {row[0]: row for row in rows}
        return found

    def dangling(self) -> list[Any]:
        """Links that lead nowhere."""
        return self.look.dangling()


@cache
def _filled() -> TextClause:
    """Which synchronised tables hold anything: most hold nothing, and each costs a statement."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables())
    return text(" UNION ALL ".join(asked))


@contextmanager
def outdated(missing: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Import as a program would that lacks whole tables ("": no columns named) or registers."""
    if not missing:
        yield
        return
    real = intake.tables
    intake.tables = lambda: {  # type: ignore[attr-defined]
        name: _without(row_type, missing.get(name, ()))
        for name, row_type in real().items()
        if missing.get(name) != ()
    }
    try:
        yield
    finally:
        intake.tables = real  # type: ignore[attr-defined]


def _without(row_type: type[SyncedRow], groups: tuple[str, ...]) -> Any:
    """A table before it had some registers, whose columns an old program cannot fill."""
    if not groups:
        return row_type
    sync = row_type.__sync__
    kept = {name: columns for name, columns in sync.groups.items() if name not in groups}
    gone = sync.columns_of(groups)
    old = replace(sync, groups=kept, derived=(*sync.derived, *gone), derived_from=())
    names = {"__sync__": old, "__table__": row_type.__table__}
    return type("Outdated", (), names | {"__tablename__": row_type.__tablename__})


def derived(values: Mapping[str, Any]) -> dict[str, str]:
    """What follows from a person's name, as an office's program works it out."""
    return {name: f"{name}:{values['name']}" for name in Person.__sync__.derived}


def a_session(title: str, station: uuid.UUID) -> TrainingSession:
    day = MORNING.date()
    return TrainingSession(
        station_id=station,
        title=title,
        kind="lecture",
        level="township",
        starts_on=day,
        ends_on=day,
    )


def an_enrolment(session: uuid.UUID, person: uuid.UUID) -> Enrolment:
    key = fixed_key("enrolment", session, person)
    return Enrolment(id=key, session_id=session, person_id=person)

"""Offices that work apart: a city, stations with one PC or more, and a post between them."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from db.codec import written
from db.keys import fixed_key
from db.lives import new_life, put_setting
from db.merging.intake import Reader
from db.merging.parcel import Office, Parcel, make_parcel, note_sent, take_parcel
from db.merging.tally import Tally
from db.models import Enrolment, Held, Person, Segment, TrainingSession
from db.scope import tables
from db.sync import LIFE, read_stamps
from tests.db.house import MORNING, Folder, a_person, open_folder

CITY = "C00"


@dataclass
class Clock:
    """One clock for the world; every PC may be off by its own amount."""

    now: datetime = MORNING
    skew: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return self.now


class PC:
    """One PC: its folder, and the moment it believes it is."""

    def __init__(self, world: World, name: str, station: str, path: Path) -> None:
        self.world = world
        self.name = name
        self.station = station
        self.device = fixed_key("device", name)
        self.skew = timedelta()
        self.cloned = False
        self.open(path)
        with self.folder.begin() as work:
            put_setting(work.session, "replica", hashlib.sha256(name.encode()).hexdigest()[:12])
            work.session.commit()

    def open(self, path: Path) -> None:
        self.path = path
        self.folder: Folder = open_folder(path, self.station)
        self.folder.store._clock = self.clock
        self.folder.store._origin = self.folder.origin.__class__(
            "", fixed_key("user", self.name), self.device, self.station
        )

    def clock(self) -> datetime:
        self.world.now += timedelta(milliseconds=1)
        return self.world.now + self.skew

    @property
    def office(self) -> Office:
        return self.world.offices[self.station or CITY]

    def sign(self, text: bytes) -> bytes:
        return hashlib.sha256(self.device.bytes + text).digest()

    def write(self, to: str, *, full: bool = False) -> Parcel:
        """A bundle for an office, sealed and noted as sent."""
        with self.folder.begin("导出") as work:
            office = self.world.offices[to]
            parcel = make_parcel(
                work.session, self.device, self.office, office, self.sign, full=full
            )
            note_sent(work.session, parcel, office, "")
            work.commit()
        return parcel

    def take(self, parcel: Parcel, *, dry: bool = False, **options: Any) -> Tally:
        """Take a bundle in, or only see what it would do."""
        sender = next(pc for pc in self.world.pcs.values() if pc.device == parcel.sender)
        with self.folder.begin("导入") as work:
            reader = Reader(self.station, work.action_id, options.pop("stopped", {}))
            tally = take_parcel(work.session, parcel, sender.office, "", reader, {}, **options)
            if not dry:
                work.commit()
            self.last_merge = work.action_id
        return tally

    def new_life(self) -> None:
        with self.folder.begin() as work:
            new_life(work.session)
            work.session.commit()

    def copy(self, target: Path) -> Path:
        """The database as it is now, as a backup or a cloned disk would have it."""
        self.folder.store.close()
        shutil.copy(self.path, target)
        return target

    def restore(self, backup: Path, *, noticed: bool) -> None:
        self.folder.store.close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.copy(backup, self.path)
        self.open(self.path)
        if noticed:
            self.new_life()

    def people(self) -> list[uuid.UUID]:
        with self.folder.store.read() as session:
            return list(session.scalars(select(Person.id).order_by(Person.id)))

    def add_person(self, **values: Any) -> Person:
        station = {"station_id": self.station_id} if self.station else {}
        person = a_person(**(station | values))
        self.folder.add(person)
        return person

    def edit(self, key: uuid.UUID, **values: Any) -> None:
        self.folder.edit(Person(id=key), **values)

    def enrol(self, person: uuid.UUID, title: str) -> None:
        session = TrainingSession(
            station_id=self.station_id,
            title=title,
            kind="lecture",
            level="township",
            starts_on=MORNING.date(),
            ends_on=MORNING.date(),
        )
        self.folder.add(session)
        self.folder.add(
            Enrolment(
                id=fixed_key("enrolment", session.id, person),
                session_id=session.id,
                person_id=person,
            )
        )

    @property
    def station_id(self) -> uuid.UUID:
        return fixed_key("station", self.station)

    def person(self, key: uuid.UUID) -> Person:
        with self.folder.store.read() as session:
            return session.get_one(Person, key)

    def waiting(self) -> int:
        with self.folder.store.read() as session:
            found = select(func.count()).select_from(Segment).where(Segment.state == "waiting")
            return session.scalar(found) or 0

    def held(self) -> list[Held]:
        with self.folder.store.read() as session:
            return list(session.scalars(select(Held).where(Held.settled_by.is_(None))))

    def rows(self, station: str | None = None) -> dict[str, dict[str, Any]]:
        """Every row with its stamps; those of one station and of nobody with ``station``."""
        out: dict[str, dict[str, Any]] = {}
        with self.folder.store.read() as session:
            for table, row_type in tables().items():
                names = row_type.__sync__.columns_of([*row_type.__sync__.groups, LIFE])
                for row in session.scalars(select(row_type)):
                    values = written({name: getattr(row, name) for name in names}, names)
                    out[f"{table}:{row.id.hex}"] = values | {"sync_v": read_stamps(row.sync_v)}
        return out


class World:
    """All PCs, and the parcels that are on their way or lie about."""

    def __init__(self, template: Path, room: Path, pcs: Mapping[str, str]) -> None:
        """`pcs` gives name and station of every PC, "" for the city's."""
        self.now = MORNING
        self.room = room
        self.pcs: dict[str, PC] = {}
        for name, station in pcs.items():
            path = room / f"{name}.db"
            shutil.copy(template, path)
            self.pcs[name] = PC(self, name, station, path)
        codes = dict.fromkeys(pc.station for pc in self.pcs.values())
        self.offices = {
            code or CITY: Office(
                code or CITY,
                code,
                tuple(pc.device for pc in self.pcs.values() if pc.station == code),
            )
            for code in codes
        }

    def __getitem__(self, name: str) -> PC:
        return self.pcs[name]

    def close(self) -> None:
        for pc in self.pcs.values():
            pc.folder.store.close()

    def exchange(self, *, full: bool = False) -> list[Tally]:
        """The post works for once: every station writes, the city reads and answers all."""
        tallies = []
        city = self.pcs["city"]
        stations = [pc for pc in self.pcs.values() if pc.station]
        for pc in stations:
            tallies.append(city.take(pc.write(CITY, full=full)))
        for code in {pc.station for pc in stations}:
            parcel = city.write(code, full=full)
            tallies += [pc.take(parcel) for pc in stations if pc.station == code]
        return tallies

"""Builders for the data layer's tests: a folder, its rows, and views of the journal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.codec import written
from db.engine import Address, make_engine
from db.journal import Origin
from db.keys import fixed_key, new_key
from db.models import Attempt, Exam, JournalEntry, Paper, Person
from db.sync import LIFE
from db.undo import undo
from db.uow import Store, UnitOfWork

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 3, 2, 8, 55, tzinfo=CHINA)
SEVENTH, EIGHTH = fixed_key("station", "S07"), fixed_key("station", "S08")
STATIONS = [
    {"id": SEVENTH, "code": "S07", "name": "甲站", "position": 7},
    {"id": EIGHTH, "code": "S08", "name": "乙站", "position": 8},
]


class Ticking:
    """A clock that moves on by a second each time it is looked at."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Folder:
    """One data folder: where its database is, its engine and its store."""

    place: Address
    engine: Engine
    store: Store
    origin: Origin

    @property
    def path(self) -> Path:
        """Its file, of SQLite's."""
        assert isinstance(self.place, Path)
        return self.place

    def begin(self, name: str = "操作", **options: Any) -> UnitOfWork:
        return self.store.begin(name, **options)

    def add(self, *rows: SyncedRow) -> uuid.UUID:
        """Keep rows in one action; returns its key."""
        with self.begin("新增") as work:
            work.session.add_all(rows)
            work.commit()
        return work.action_id

    def edit(self, row: SyncedRow, **values: Any) -> uuid.UUID:
        """Change one row in one action; returns its key."""
        with self.begin("修改") as work:
            kept = work.session.get_one(type(row), row.id)
            for name, value in values.items():
                setattr(kept, name, value)
            work.commit()
        return work.action_id

    def undo(self, action_id: uuid.UUID) -> uuid.UUID:
        """Take an action back; returns the key of the undoing action."""
        with self.begin("撤销", undoes=action_id) as work:
            undo(work.session, action_id)
            work.commit()
        return work.action_id

    def journal(self, action_id: uuid.UUID | None = None) -> list[JournalEntry]:
        """Entries in order, of one action or all."""
        query = select(JournalEntry).order_by(JournalEntry.no)
        if action_id:
            query = query.where(JournalEntry.action_id == action_id)
        with self.store.read() as session:
            return list(session.scalars(query))

    def row(self, row: SyncedRow) -> Any:
        """The row as it stands in the file."""
        with self.store.read() as session:
            return session.get_one(type(row), row.id)


def open_folder(
    place: Address, station_code: str = "S07", replica: str = "a1b2c3d4e5f6"
) -> Folder:
    origin = Origin(replica, uuid.UUID(int=1), uuid.UUID(int=2), station_code)
    engine = make_engine(place)
    return Folder(place, engine, Store(engine, origin, Ticking()), origin)


def a_person(**values: Any) -> Person:
    return Person(**(a_person_row() | values))


def a_person_row(**values: Any) -> dict[str, Any]:
    """Every column of a made-up person, as ``add_many`` wants them."""
    row = {
        "id": new_key(),
        "station_id": SEVENTH,
        "name": "张三",
        "sex": "男",
        "ethnic": "汉族",
        "birth": date(1990, 1, 2),
        "id_number": "",
        "phone": "13900000001",
        "education": "本科",
        "joined": None,
        "organisation": "某村党支部",
        "post": "",
        "search": "zhangsan zs",
        "pinyin_key": "zhang san",
        "stroke_key": "7 3",
        "name_stroke_key": "7 3",
        "organisation_id": None,
        "role": "",
        "reading": "",
        "position": None,
        "same_as_id": None,
        "note": "",
    }
    return row | values


def an_attempt(person: Person) -> tuple[Paper, Exam, Attempt]:
    """A paper, an exam on it, and one person sitting it."""
    paper = Paper(
        station_id=SEVENTH,
        title="卷",
        seed=7,
        lines=[],
        pass_points=600,
        total_points=1000,
        minutes=60,
        rule="{}",
        shuffle=False,
    )
    exam = Exam(station_id=SEVENTH, paper_id=paper.id, title="考试", state="open")
    attempt = Attempt(
        exam_id=exam.id, person_id=person.id, started_at=MORNING, seconds_allowed=3600
    )
    return paper, exam, attempt


def journalled(session: Session, row_type: type[SyncedRow]) -> dict[str, dict[str, Any]]:
    """Every row of a table as the journal would write it whole, by key."""
    sync = row_type.__sync__
    names = sync.columns_of([*sync.groups, LIFE])
    found = {}
    for row in session.scalars(select(row_type)):
        values = {name: getattr(row, name) for name in names}
        found[row.id.hex] = written(values, names)
    return found


def replayed(entries: list[JournalEntry]) -> dict[str, dict[str, Any]]:
    """What the journal says the rows are, if one believes it alone."""
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        rows.setdefault(entry.row_id.hex, {"deleted": False}).update(entry.after)
    return rows


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)

"""What a deed works with: one PC, the day, a chance of its own, and whom to tell."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from db.models import JournalEntry
from jyguide.app import Application
from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationKind
from jyguide.people.row import PersonRow
from tests.soak.ledger import Event, Ledger
from tests.soak.offices import Offices

T = TypeVar("T")
Tell = Callable[[Event], None]


@dataclass(frozen=True)
class Work:
    """One deed at one PC.

    Whatever a service has returned is told at once (`keep`, `drop`, `count`): from then on it has
    to be there after any kill.
    """

    offices: Offices
    pc: str
    chance: random.Random
    ledger: Ledger
    tell: Tell

    @property
    def app(self) -> Application:
        return self.offices[self.pc]

    @property
    def today(self) -> date:
        return self.offices.clock.today

    @property
    def room(self) -> Path:
        """For files that people hand over or get."""
        room = self.offices.room / "files"
        room.mkdir(exist_ok=True)
        return room

    def keep(self, table: str, ids: Iterable[object]) -> None:
        self.tell({"e": "kept", "pc": self.pc, "table": table, "ids": [str(key) for key in ids]})
        self.tell_head()

    def drop(self, table: str, ids: Iterable[object]) -> None:
        gone = [str(key) for key in ids]
        self.tell({"e": "kept", "pc": self.pc, "table": table, "gone": gone})
        self.tell_head()

    def count(self, table: str, by: int) -> None:
        self.tell({"e": "kept", "pc": self.pc, "table": table, "count": by})
        self.tell_head()

    def fact(self, name: str, by: int = 1) -> None:
        self.tell({"e": "fact", "name": name, "by": by})

    def tell_head(self) -> None:
        no, action = head_of(self.app)
        self.tell({"e": "head", "pc": self.pc, "no": no, "action": action})

    # -- whom and where

    def people(self) -> list[PersonRow]:
        return sorted(self.app.people.people(), key=lambda row: str(row.id))

    def some(self, rows: Sequence[T], least: int, most: int) -> list[T]:
        count = min(len(rows), self.chance.randint(least, most))
        return self.chance.sample(rows, count)

    def villages(self) -> list[OrganisationId]:
        rows = self.app.organisations.rows()
        kind = OrganisationKind.VILLAGE
        return sorted((row.id for row in rows if row.kind is kind), key=str)


def head_of(app: Application) -> tuple[int, str]:
    """The last entry of the journal here and the action it is part of."""
    with app._store.read() as session:
        newest = select(JournalEntry.no, JournalEntry.action_id)
        found = session.execute(newest.order_by(JournalEntry.no.desc()).limit(1)).one_or_none()
    return (found.no, str(found.action_id)) if found else (0, "")

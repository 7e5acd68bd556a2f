"""A user action: everything inside it is kept and journalled, or nothing is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.dml import UpdateBase

from db import bulk
from db.base import Base, SyncedRow
from db.dialect import SQLITE, settle
from db.faults import overtaken
from db.journal import Capture, Derivation, Origin, refuse_bulk, watch
from db.keys import new_key
from db.lives import REPLICA, setting
from db.scope import Scopes

Guard = Callable[[str, Iterable[str]], None]
"""Told the name of an action and the tables it is about to write; raises what forbids it."""


def nobody_asks(_action: str, _tables: Iterable[str]) -> None:
    """For what the program does by itself, and folders in which everybody may do everything."""


class UnitOfWork:
    """Opens a writing session on entry; rolls back on exit unless commit() was called.

    Attributes:
        session: For reading and for adding or editing rows; valid inside the ``with`` block.
        action_id: The key under which the journal keeps this action.
        guard: Asked before anything is written.
    """

    session: Session

    def __init__(
        self,
        engine: Engine,
        origin: Origin,
        clock: Callable[[], datetime],
        name: str,
        undoes_id: uuid.UUID | None = None,
        derivations: Mapping[type[SyncedRow], Derivation] | None = None,
    ) -> None:
        self._derivations = derivations or {}
        self.guard: Guard = nobody_asks
        self._engine = engine.execution_options(writes=True)
        self._origin = origin
        self._at = int(clock().timestamp() * 1000)
        self._name = name
        self._undoes_id = undoes_id
        self.action_id = new_key()

    def __enter__(self) -> Self:
        self.session = Session(self._engine, expire_on_commit=False)
        self.session.info["capture"] = Capture(
            self._living_origin(),
            self.action_id,
            self._name,
            self._at,
            self._undoes_id,
            Scopes(self._origin.station_code),
            self._derivations,
        )
        event.listen(self.session, "before_flush", self._ask)
        event.listen(self.session, "do_orm_execute", self._ask_of_statement)
        watch(self.session)
        return self

    def _ask(self, session: Session, *_: object) -> None:
        """Before anything is written: may whoever is at work write rows of these tables?"""
        changed = (row for row in session.dirty if session.is_modified(row))
        rows = {*session.new, *session.deleted, *changed}
        tables = {row.__tablename__ for row in rows if isinstance(row, Base)}
        self.guard(self._name, sorted(tables))

    def _ask_of_statement(self, state: ORMExecuteState) -> None:
        """As `_ask`, for a statement that writes rows by itself."""
        statement = state.statement
        if isinstance(statement, UpdateBase):
            self.guard(self._name, [statement.table.description])

    def ask_of(self, tables: Iterable[str]) -> None:
        """As `_ask`, for what is about to be written behind the session's back.

        Raises:
            Exception: what the guard raises; nothing was written.
        """
        self.guard(self._name, sorted(tables))

    def _living_origin(self) -> Origin:
        """The origin with the replica of today: another PC may have begun a new life since."""
        try:
            replica = setting(self.session, REPLICA)
        except BaseException:
            self.session.close()  # __exit__ is not called for what was never entered
            raise
        return replace(self._origin, replica=replica) if replica else self._origin

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()  # close() rolls back whatever was not committed
        if fault := overtaken(error):
            raise fault from error

    @property
    def derivations(self) -> Mapping[type[SyncedRow], Derivation]:
        """How derived columns follow from the others, table by table."""
        return self._derivations

    def add_many(self, row_type: type[SyncedRow], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows at once, journalled; see ``db.bulk``."""
        self.guard(self._name, [row_type.__tablename__])
        bulk.add_many(self.session, row_type, rows)

    def commit(self) -> None:
        """Keep everything; called once, last."""
        self.session.commit()


class Store:
    """The database of one open data folder, and who is at work in it.

    Services get this from the composition root and nothing else of the data layer's making.
    """

    def __init__(self, engine: Engine, origin: Origin, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reads=True)
        self._origin = origin
        self._clock = clock
        self._derivations: dict[type[SyncedRow], Derivation] = {}
        self._guard: Guard = nobody_asks
        self._before_merging: Callable[[], object] = lambda: None

    @property
    def actor_id(self) -> uuid.UUID:
        """Who is at work: every action begun here is his."""
        return self._origin.actor_id

    @property
    def shared(self) -> bool:
        """Whether other PCs may be at work on this very database, which is on a server."""
        return self._engine.dialect.name != SQLITE

    def derive(self, row_type: type[SyncedRow], derivation: Derivation) -> None:
        """Say how a table's derived columns follow from the others; called once, at the start."""
        self._derivations[row_type] = derivation

    def before_merging(self, prepare: Callable[[], object]) -> None:
        """From now on do this before rows are merged, here or of other PCs; it may refuse."""
        self._before_merging = prepare

    def prepare_merging(self) -> None:
        """Called by whoever is about to merge, outside a unit of work."""
        self._before_merging()

    def ask(self, guard: Guard) -> None:
        """From now on every action asks this before it writes anything."""
        self._guard = guard

    def ask_first(self, name: str, tables: Iterable[str]) -> None:
        """Ask before something is done outside the database for the sake of these tables' rows.

        Raises:
            Exception: what the guard raises; nothing was done.
        """
        self._guard(name, sorted(tables))

    def begin(self, name: str, *, undoes: uuid.UUID | None = None) -> UnitOfWork:
        """Start a user action, named in the user's own words."""
        unit = self._unit(name, undoes)
        unit.guard = self._guard
        return unit

    def begin_unasked(self, name: str) -> UnitOfWork:
        """Start what the program does by itself on its day, whoever happens to be at work."""
        return self._unit(name)

    def _unit(self, name: str, undoes: uuid.UUID | None = None) -> UnitOfWork:
        return UnitOfWork(self._engine, self._origin, self._clock, name, undoes, self._derivations)

    def read(self) -> Session:
        """A session for reading; use it in a ``with`` block and keep nothing of it."""
        return _ReadingSession(self._reading)

    def settle(self) -> None:
        """Bring everything into the one file, so that nothing older lies beside it."""
        settle(self._engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


class _ReadingSession(Session):
    """Told of all of its kind at once: there is one for everything that is looked at."""


@event.listens_for(_ReadingSession, "before_flush")
def _refuse_writing(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a reading session was written to")


event.listen(_ReadingSession, "do_orm_execute", refuse_bulk)

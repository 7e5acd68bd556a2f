"""Statements are compiled once for all databases of a run, and not anew for each.

SQLAlchemy keeps what it compiled for one engine, and every test has an engine of its own, so
that compiling the same statements took a sixth of the run. What is kept is found by the statement
and by the dialect: those that compile alike count as the same one here, and all engines keep
what they compiled in one place. Nothing of it holds a connection or a value.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

ROOM = 5000
"""Statements; more than all tests of a run have."""

_COMPILED: LRUCache[Any, Any] = LRUCache(ROOM)


class Alike(DefaultDialect):
    """A dialect that is equal to those that compile, read and write alike."""

    def _ways(self) -> tuple[object, ...]:
        return (
            type(self),
            self.statement_compiler,
            self.paramstyle,
            self._json_serializer,
            self._json_deserializer,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike) and self._ways() == other._ways()

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=_COMPILED)


class SQLite(Alike, SQLiteDialect_pysqlite):
    supports_statement_cache = True


class PostgreSQL(Alike, PGDialect_psycopg):
    supports_statement_cache = True


def compile_once() -> None:
    """From here on; for every engine that the program makes."""
    registry.register("sqlite", __name__, SQLite.__name__)
    registry.register("postgresql.psycopg", __name__, PostgreSQL.__name__)

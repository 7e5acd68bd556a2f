"""What every table of a station's database inherits."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import JSON, Date, ForeignKey, MetaData, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    MappedColumn,
    declared_attr,
    mapped_column,
)
from sqlalchemy.types import TypeDecorator

from db.keys import new_key
from db.sync import Stamp, Sync, read_stamps


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as ISO text with its offset: SQLite has no type for it.

    The offset stays in the text because "signed in at 08:55" must read the same after a PC
    is moved to another zone or its clock setting is mended.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.isoformat(timespec="milliseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class StampText(TypeDecorator[dict[str, Stamp]]):
    """Stamps in the very text the row keeps in ``sync_v``; written as text, read as stamps.

    One text serves the row, its lock and its journal entry: an import of 10,000 people encodes it
    once and not twenty thousand times.
    """

    impl = Text
    cache_ok = True

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> dict[str, Stamp] | None:
        return None if value is None else read_stamps(value)


class Base(DeclarativeBase):
    """Declarative base with constraint names fixed, so that migrations can address them."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        uuid.UUID: Uuid,
        str: Text,
        date: Date,
        datetime: Moment,
        list[Any]: JSON(none_as_null=True),
        dict[str, Any]: JSON(none_as_null=True),
    }
    __table_args__: Any = ()


class SyncedRow(Base):
    """A business row: its key, its mark of deletion and its stamps.

    Such rows are never removed, have no UNIQUE constraint but the key (duplicates are found and
    merged by a person), and are written only through a unit of work, which journals them.
    """

    __abstract__ = True
    __sync__: ClassVar[Sync]

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    deleted: Mapped[bool] = mapped_column(default=False)
    sync_v: Mapped[str]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        # The stamps double as the optimistic lock: a screen left open cannot overwrite an import.
        return {"version_id_col": cls.sync_v, "version_id_generator": False}

    def __init__(self, **values: Any) -> None:
        # A column left out would be unknown until it is read back, and the journal must know it.
        blank = dict.fromkeys(nullable(type(self)))
        super().__init__(**{**blank, "id": new_key(), "deleted": False, **values})


@cache
def nullable(row_type: type[SyncedRow]) -> tuple[str, ...]:
    """Columns that hold nothing unless somebody says something."""
    return tuple(column.key for column in row_type.__table__.columns if column.nullable)


def link(target: str, **options: Any) -> MappedColumn[Any]:
    """A foreign key that is checked at commit: a file may bring the child before the parent."""
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(key, **options)


def columns(row_type: type[SyncedRow]) -> dict[str, InstrumentedAttribute[Any]]:
    """Every mapped column of a table, by name."""
    return {column.key: getattr(row_type, column.key) for column in row_type.__table__.columns}

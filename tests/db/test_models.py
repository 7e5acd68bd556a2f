from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from db.base import SyncedRow
from db.models import AttemptClock, Item, ItemRevision, Setting, whole_metadata
from db.scope import tables
from db.sync import ANY, GENESIS, Audience, bumped, read_stamps, stamp_of, write_stamps
from tests.cases import for_each

SYNCED = sorted(tables().values(), key=lambda row_type: row_type.__tablename__)
LOCAL = {
    "action",
    "attempt_clock",
    "inspection_draft",
    "journal",
    "keyed_sheet",
    "sealed_file",
    "setting",
    "stream",
    "sync_bundle",
    "sync_chain",
    "sync_conflict",
    "sync_held",
    "sync_peer",
    "sync_segment",
}


def test_every_table_is_either_synchronised_or_known_to_be_local():
    assert set(whole_metadata().tables) - set(tables()) == LOCAL
    assert {AttemptClock.__tablename__, Setting.__tablename__} <= LOCAL


@for_each(SYNCED)
def test_registers_cover_exactly_the_columns(row_type: type[SyncedRow]):
    sync = row_type.__sync__
    grouped = [column for columns in sync.groups.values() for column in columns]
    rest = {"id", "deleted", "sync_v", *sync.derived}
    assert len(grouped) == len(set(grouped))
    assert not set(grouped) & rest
    assert set(grouped) | rest == {column.key for column in row_type.__table__.columns}


@for_each(SYNCED)
def test_home_leads_to_a_station(row_type: type[SyncedRow]):
    if row_type.__sync__.audience is Audience.EVERYONE:
        return
    seen = [row_type]
    while seen[-1].__sync__.home != "station_id":
        (key,) = seen[-1].__table__.columns[seen[-1].__sync__.home].foreign_keys
        parent = tables()[key.column.table.name]
        assert parent not in seen
        seen.append(parent)
    (key,) = seen[-1].__table__.columns["station_id"].foreign_keys
    assert key.column.table.name == "station"


@for_each(SYNCED)
def test_foreign_keys_wait_for_the_commit(row_type: type[SyncedRow]):
    for key in row_type.__table__.foreign_keys:
        assert key.deferrable
        assert key.initially == "DEFERRED"
        assert key.constraint.ondelete is None  # nothing is ever removed


@for_each(SYNCED)
def test_nothing_but_the_key_is_unique(row_type: type[SyncedRow]):
    table = row_type.__table__
    assert [column.key for column in table.primary_key] == ["id"]
    assert not [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    assert not [index for index in table.indexes if index.unique]
    assert not [column for column in table.columns if column.unique]


@for_each(SYNCED)
def test_derived_columns_and_the_closing_column_exist(row_type: type[SyncedRow]):
    sync = row_type.__sync__
    columns = row_type.__table__.columns
    assert set(sync.derived) <= set(columns.keys())
    assert not sync.frozen_by or columns[sync.frozen_by].nullable
    assert not sync.outlives_undo or sync.immutable


@for_each(whole_metadata().sorted_tables)
def test_tables_compile_for_postgresql(table):
    dialect = postgresql.dialect()
    text = str(CreateTable(table).compile(dialect=dialect))
    assert "DATETIME" not in text
    assert text.count("FOREIGN KEY") == text.count("DEFERRABLE INITIALLY DEFERRED")
    for index in table.indexes:
        assert str(CreateIndex(index).compile(dialect=dialect)).startswith("CREATE INDEX")


def test_what_may_be_unanswered_may_be_null():
    assert ItemRevision.__table__.columns["answer"].nullable


def test_a_new_row_knows_its_key_and_every_column_it_was_not_given():
    item = Item(source="unified", number="1", position=1, status="draft")
    assert item.id is not None
    assert item.deleted is False
    assert {"station_id", "question_id"} <= set(item.__dict__)


def test_stamps_rise_by_one_from_what_was_seen():
    stamps = bumped({ANY: (1, 5, "a")}, ["contact"], 9, "b")
    assert stamps == {ANY: (1, 5, "a"), "contact": (2, 9, "b")}
    assert bumped(stamps, ["contact", "home"], 10, "a") == {
        ANY: (1, 5, "a"),
        "contact": (3, 10, "a"),
        "home": (2, 10, "a"),
    }
    assert stamp_of(stamps, "home") == (1, 5, "a")
    assert GENESIS < (1, 0, "")  # any edit beats what shipped


def test_stamps_read_back_and_write_the_same_text_in_any_order():
    one = {ANY: (1, 5, "a"), "contact": (2, 9, "b")}
    other = dict(reversed(one.items()))
    assert write_stamps(one) == write_stamps(other)
    assert read_stamps(write_stamps(one)) == one

"""Drill, quiz and exam: variants, what the proctor does, keys corrected, sealed exams, reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_Column = sa.Column[object]


def upgrade() -> None:
    _widen("blueprint", _number("avoid_papers", "0"), _flag("allow_alike"))
    _widen(
        "paper",
        _text("variant", ""),
        sa.Column("variant_of_id", sa.Uuid(), nullable=True),
        sa.Column("seal_id", sa.Uuid(), nullable=True),
        _json("drawing", "{}"),
    )
    _widen(
        "exam",
        _text("proctor_code", ""),
        _flag("leaving_locks"),
        _text("reveal", "later"),
        sa.Column("makeup_of_id", sa.Uuid(), nullable=True),
    )
    _widen("attempt", _text("origin", "screen"), sa.Column("paper_id", sa.Uuid(), nullable=True))
    _widen("attempt_clock", sa.Column("holder", sa.Uuid(), nullable=True))
    _widen("attempt_clock", sa.Column("left_at", sa.Text(), nullable=True))
    _widen("marking", _json("key_changes", "[]"))
    _point("paper", "variant_of_id", "paper")
    _point("exam", "makeup_of_id", "exam")
    _point("attempt", "paper_id", "paper")
    # What names another row of its kind was looked for row by row when an import was taken back.
    for table, column in (
        ("paper", "variant_of_id"),
        ("attempt", "paper_id"),
        ("exam", "paper_id"),
        ("marking", "replaces_id"),
        ("certificate", "replaces_id"),
    ):
        _index(table, column)
    _add_exam_tables()
    _add_class_tables()
    _add_drill_tables()


def _add_exam_tables() -> None:
    _table(
        "attempt_event",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"attempt_id": "attempt"},
        indexed=("attempt_id",),
    )
    op.create_table(
        "keyed_sheet",
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("exam_id", "person_id", "entry", name=op.f("pk_keyed_sheet")),
    )
    _table(
        "key_change",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        links={"station_id": "station", "revision_id": "item_revision"},
        indexed=("revision_id",),
    )
    _table(
        "sealed_exam",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("seal_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("taken_in_at", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=True),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        links={"station_id": "station", "paper_id": "paper"},
        indexed=("seal_id",),
    )
    _table(
        "seal_try",
        sa.Column("sealed_exam_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("early_seconds", sa.Integer(), nullable=False),
        links={"sealed_exam_id": "sealed_exam"},
        indexed=("sealed_exam_id",),
    )
    op.create_table(
        "sealed_file",
        sa.Column("seal_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seal_id", name=op.f("pk_sealed_file")),
    )


def _add_class_tables() -> None:
    _table(
        "quiz",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("sides", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("items", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        links={"station_id": "station", "session_id": "training_session"},
        indexed=("session_id",),
    )
    _table(
        "quiz_round",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=True),
        sa.Column("results", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        links={"quiz_id": "quiz", "revision_id": "item_revision"},
        indexed=("quiz_id",),
    )
    _table(
        "oral_turn",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("judges", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("max_points", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        links={
            "station_id": "station",
            "session_id": "training_session",
            "person_id": "person",
            "revision_id": "item_revision",
        },
        indexed=("session_id", "person_id"),
    )


def _add_drill_tables() -> None:
    _table(
        "drill_review",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("missed", sa.JSON(none_as_null=True), nullable=False),
        links={"person_id": "person", "item_id": "item", "revision_id": "item_revision"},
        indexed=("person_id",),
    )
    _table(
        "favourite_item",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        links={"person_id": "person", "item_id": "item"},
        indexed=("person_id",),
    )
    _table(
        "drill_plan",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("exam_on", sa.Date(), nullable=True),
        sa.Column("daily_items", sa.Integer(), nullable=False),
        sa.Column("categories", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("right_in_row", sa.Integer(), nullable=False),
        sa.Column("answer_seconds", sa.Integer(), nullable=False),
        links={"person_id": "person"},
        indexed=("person_id",),
    )


def _table(name: str, *columns: _Column, links: dict[str, str], indexed: tuple[str, ...]) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("sync_v", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{target}.id"],
                name=op.f(f"fk_{name}_{column}_{target}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, target in links.items()
        ),
    )
    for column in indexed:
        _index(name, column)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _widen(table: str, *columns: _Column) -> None:
    """Add columns; the rows that are there need a value, those to come get the program's."""
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.add_column(column)
    given = [column.name for column in columns if column.server_default is not None]
    if given:
        with op.batch_alter_table(table) as batch:
            for name in given:
                batch.alter_column(name, server_default=None)


def _point(table: str, column: str, target: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.create_foreign_key(
            op.f(f"fk_{table}_{column}_{target}"),
            target,
            [column],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )


def _text(name: str, value: str) -> _Column:
    return sa.Column(name, sa.Text(), nullable=False, server_default=value)


def _number(name: str, value: str) -> _Column:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=value)


def _flag(name: str) -> _Column:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _json(name: str, value: str) -> _Column:
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=False, server_default=value)

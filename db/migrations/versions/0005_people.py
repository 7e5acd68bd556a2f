"""Organisations, people's posts and doubles, approval to take post, the training year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_Column = sa.Column[object]


def upgrade() -> None:
    _widen(
        "station",
        sa.Column("full_time_posts", sa.Integer(), nullable=True),
        sa.Column("part_time_posts", sa.Integer(), nullable=True),
    )
    _widen(
        "person",
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        _text("role", ""),
        _text("reading", ""),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("same_as_id", sa.Uuid(), nullable=True),
        _text("note", ""),
        _text("name_stroke_key", ""),
    )
    _widen("instructor", sa.Column("began_on", sa.Date(), nullable=True))
    _widen("instructor", sa.Column("ended_on", sa.Date(), nullable=True))
    _widen(
        "training_session",
        _text("stage", "fixed"),
        sa.Column("starts_at", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.Integer(), nullable=True),
        _text("summary", ""),
    )
    _widen(
        "enrolment",
        sa.Column("credited_hours", sa.Integer(), nullable=True),
        sa.Column("credited_days", sa.Integer(), nullable=True),
        _text("credit_reason", ""),
    )
    _add_people_tables()
    _add_approval_tables()
    _add_training_tables()
    _add_office_tables()
    # The tree must be there before anybody can be placed in it.
    _point("person", "organisation_id", "organisation")
    _index("person", "organisation_id")
    _index("person", "same_as_id")
    _index("person", "deleted", "pinyin_key", "id")


def _add_people_tables() -> None:
    _table(
        "organisation",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station", "parent_id": "organisation"},
        indexed=("station_id", "parent_id"),
    )
    _table(
        "posting",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        links={"person_id": "person", "station_id": "station"},
        indexed=("person_id",),
    )
    _table(
        "distinct_people",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        links={"person_id": "person"},
        indexed=("person_id", "other_id"),
    )
    _table(
        "reserve_talent",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=("person_id",),
    )


def _add_approval_tables() -> None:
    _table(
        "submission",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        links={"station_id": "station"},
        indexed=("station_id",),
    )
    _table(
        "nomination",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("instructor_kind", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        links={"submission_id": "submission", "person_id": "person"},
        indexed=("submission_id", "person_id"),
    )
    _table(
        "appointment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=("person_id",),
    )
    _table(
        "duty_change",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=("person_id",),
    )


def _add_training_tables() -> None:
    _table(
        "credit_record",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_key", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("credit_hours", sa.Integer(), nullable=False),
        sa.Column("training_days", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=("person_id", "starts_on"),
    )
    _table(
        "lecturer",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(),
    )
    _table(
        "teaching",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("lecturer_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        links={"session_id": "training_session", "lecturer_id": "lecturer"},
        indexed=("session_id", "lecturer_id"),
    )
    _table(
        "feedback_slip",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ratings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("praise", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        links={"session_id": "training_session"},
        indexed=("session_id",),
    )


def _add_office_tables() -> None:
    _table(
        "attachment",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        links={"station_id": "station", "session_id": "training_session", "person_id": "person"},
        indexed=("session_id", "person_id", "sha256"),
    )
    _table(
        "rule",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station"},
        indexed=(),
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


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


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

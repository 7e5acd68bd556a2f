"""What certificates look like and which count no longer; printed reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_Column = sa.Column[object]


def upgrade() -> None:
    _add_certificates()
    _add_reports()


def _add_certificates() -> None:
    _table(
        "certificate_revocation",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("certificate_key", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(
            ("number",),
            ("station_id",),
        ),
    )
    _table(
        "certificate_design",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("builtin", sa.Text(), nullable=False),
        sa.Column("portrait", sa.Boolean(), nullable=False),
        sa.Column("code", sa.Boolean(), nullable=False),
        sa.Column("paper_width", sa.Integer(), nullable=False),
        sa.Column("paper_height", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("template_name", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )


def _add_reports() -> None:
    _table(
        "report_print",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("printed_at", sa.Text(), nullable=False),
        sa.Column("printed_by", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station"},
        indexed=(("code",),),
    )


def _table(
    name: str, *columns: _Column, links: dict[str, str], indexed: tuple[tuple[str, ...], ...]
) -> None:
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
    for columns_of_index in indexed:
        _index(name, *columns_of_index)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)

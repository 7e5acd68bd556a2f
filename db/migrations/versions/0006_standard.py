"""Branch standardisation: checklists, rounds, inspections, rectification, the four lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_Column = sa.Column[object]


def upgrade() -> None:
    _add_rounds()
    _add_inspections()
    _add_ratings()
    _widen(
        "attachment",
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        sa.Column("measure_id", sa.Uuid(), nullable=True),
        _text("criterion", ""),
    )
    _point("attachment", "inspection_id", "inspection")
    _point("attachment", "measure_id", "rectification_measure")
    _index("attachment", "inspection_id")
    _index("attachment", "measure_id")


def _add_rounds() -> None:
    _table(
        "checklist",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("line_key", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("criteria", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "standard_round",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checklists", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("schedule", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("rule", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "phase_closing",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"round_id": "standard_round"},
        indexed=(("round_id",),),
    )
    _table(
        "round_branch",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_key", sa.Uuid(), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        links={"station_id": "station", "round_id": "standard_round", "checklist_id": "checklist"},
        indexed=(("round_id",),),
    )
    _table(
        "standard_lot",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("pool", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("drawn", sa.JSON(none_as_null=True), nullable=False),
        links={"round_id": "standard_round"},
        indexed=(("round_id",),),
    )


def _add_inspections() -> None:
    _table(
        "inspection",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("branch_key", sa.Uuid(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("lot_key", sa.Uuid(), nullable=True),
        sa.Column("replaces_key", sa.Uuid(), nullable=True),
        sa.Column("follow_up_of_key", sa.Uuid(), nullable=True),
        sa.Column("copy_of_key", sa.Uuid(), nullable=True),
        sa.Column("inspector", sa.Text(), nullable=False),
        sa.Column("inspector_key", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("completed_at", sa.Text(), nullable=True),
        sa.Column("scores", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        links={"station_id": "station", "round_id": "standard_round", "checklist_id": "checklist"},
        indexed=(
            ("branch_key",),
            ("replaces_key",),
            ("round_id", "phase"),
        ),
    )
    _table(
        "rectification_measure",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("branch_key", sa.Uuid(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.Column("inspection_key", sa.Uuid(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("full_points", sa.Integer(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("verified_note", sa.Text(), nullable=False),
        sa.Column("rescored_points", sa.Integer(), nullable=True),
        sa.Column("rescored_on", sa.Date(), nullable=True),
        sa.Column("rescored_by", sa.Text(), nullable=False),
        sa.Column("notice_number", sa.Text(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        links={"station_id": "station", "round_id": "standard_round"},
        indexed=(
            ("branch_key",),
            ("round_id",),
        ),
    )
    op.create_table(
        "inspection_draft",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("scores", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("head", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("inspection_id", name=op.f("pk_inspection_draft")),
    )


def _add_ratings() -> None:
    _table(
        "rating_override",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("branch_key", sa.Uuid(), nullable=False),
        sa.Column("rating", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        links={"station_id": "station", "round_id": "standard_round"},
        indexed=(("round_id",),),
    )
    _table(
        "rating_publication",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("rule", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("replaces_key", sa.Uuid(), nullable=True),
        links={"round_id": "standard_round"},
        indexed=(("round_id",),),
    )
    _table(
        "branch_rating",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("branch_key", sa.Uuid(), nullable=False),
        sa.Column("organisation_key", sa.Uuid(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("aspects", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("computed", sa.Text(), nullable=False),
        sa.Column("rating", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explanation", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station", "publication_id": "rating_publication"},
        indexed=(
            ("branch_key",),
            ("publication_id",),
        ),
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

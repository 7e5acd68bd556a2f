"""What the bank needs to be worked with: review, merging, editions that replace one another."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0003"
down_revision = "0002"

_MORE_STATES = "status in ('draft', 'review', 'in_force', 'withdrawn')"


def upgrade() -> None:
    _widen_items()
    _widen_revisions()
    with op.batch_alter_table("regulation") as regulation:
        regulation.add_column(sa.Column("replaced_by_id", sa.Uuid(), nullable=True))
        _link(regulation, "regulation", "replaced_by_id", "regulation")
    _add_tables()


def _widen_items() -> None:
    with op.batch_alter_table("item") as item:
        item.drop_constraint(op.f("ck_item_status"), type_="check")
        item.create_check_constraint(op.f("ck_item_status"), _MORE_STATES)
        item.add_column(sa.Column("merged_into_id", sa.Uuid(), nullable=True))
        _link(item, "item", "merged_into_id", "item")


def _widen_revisions() -> None:
    # The rows that are there need a value; those to come get theirs from the program.
    with op.batch_alter_table("item_revision") as revision_table:
        revision_table.add_column(
            sa.Column(
                "point_rules", sa.JSON(none_as_null=True), nullable=False, server_default="[]"
            )
        )
        revision_table.add_column(
            sa.Column("reason", sa.Text(), nullable=False, server_default="")
        )
    with op.batch_alter_table("item_revision") as revision_table:
        revision_table.alter_column("point_rules", server_default=None)
        revision_table.alter_column("reason", server_default=None)


def _link(table: BatchOperations, name: str, column: str, target: str) -> None:
    table.create_foreign_key(
        op.f(f"fk_{name}_{column}_{target}"),
        target,
        [column],
        ["id"],
        initially="DEFERRED",
        deferrable=True,
    )


def _add_tables() -> None:
    op.create_table(
        "clause_change",
        sa.Column("regulation_id", sa.Uuid(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("new_article", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        *_common("clause_change"),
        _foreign("clause_change", "regulation_id", "regulation"),
    )
    op.create_index(
        op.f("ix_clause_change_regulation_id"), "clause_change", ["regulation_id"], unique=False
    )
    op.create_table(
        "distinct_items",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        *_common("distinct_items"),
        _foreign("distinct_items", "station_id", "station"),
        _foreign("distinct_items", "item_id", "item"),
        _foreign("distinct_items", "other_id", "item"),
    )
    op.create_table(
        "item_report",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        *_common("item_report"),
        _foreign("item_report", "station_id", "station"),
        _foreign("item_report", "item_id", "item"),
        _foreign("item_report", "revision_id", "item_revision"),
        sa.CheckConstraint(
            "state in ('open', 'accepted', 'declined')", name=op.f("ck_item_report_state")
        ),
    )
    op.create_index(op.f("ix_item_report_item_id"), "item_report", ["item_id"], unique=False)
    op.create_table(
        "bank_release",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_common("bank_release"),
    )


def _common(table: str) -> tuple[sa.Column[object] | sa.PrimaryKeyConstraint, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("sync_v", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _foreign(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}_{target}"),
        initially="DEFERRED",
        deferrable=True,
    )

"""Who logs in as what, and who saw personal data in full."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("user") as batch:
        batch.add_column(sa.Column("role", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("user") as batch:
        batch.alter_column("role", server_default=None)
    op.create_table(
        "disclosure",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("sync_v", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{target}.id"],
                name=op.f(f"fk_disclosure_{column}_{target}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, target in (("station_id", "station"), ("user_id", "user"))
        ),
    )
    op.create_index(op.f("ix_disclosure_at"), "disclosure", ["at"], unique=False)

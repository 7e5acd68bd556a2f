"""The four-level grid, brands, openness; files of any row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_Column = sa.Column[object]


def upgrade() -> None:
    _add_grid()
    _add_visits()
    _add_brands()
    _add_brand_votes()
    _add_openness()
    _add_collective_assets()
    _add_cooperatives()
    with op.batch_alter_table("attachment") as batch:
        batch.add_column(sa.Column("subject_key", sa.Uuid(), nullable=True))
    _index("attachment", "subject_key")


def _add_grid() -> None:
    _table(
        "grid_unit",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("parent_unit_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_key", sa.Uuid(), nullable=True),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("leader_phone", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station", "parent_unit_id": "grid_unit"},
        indexed=(
            ("parent_unit_id",),
            ("station_id",),
        ),
    )
    _table(
        "centre_household",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person_key", sa.Uuid(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station", "unit_id": "grid_unit"},
        indexed=(("unit_id",),),
    )
    _table(
        "vanguard_member",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("person_key", sa.Uuid(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station", "unit_id": "grid_unit"},
        indexed=(("unit_id",),),
    )
    _table(
        "contact_target",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("person_key", sa.Uuid(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("vanguard_id", sa.Uuid(), nullable=True),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station", "unit_id": "grid_unit", "vanguard_id": "vanguard_member"},
        indexed=(
            ("unit_id", "kind", "vanguard_id", "left_on", "deleted"),
            ("vanguard_id", "kind", "left_on", "deleted"),
        ),
    )


def _add_visits() -> None:
    _table(
        "grid_handover",
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("from_key", sa.Uuid(), nullable=True),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("to_key", sa.Uuid(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        links={"target_id": "contact_target"},
        indexed=(("target_id",),),
    )
    _table(
        "grid_visit",
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("holder_key", sa.Uuid(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"target_id": "contact_target"},
        indexed=(
            ("target_id", "visited_on"),
            ("visited_on",),
        ),
    )
    _table(
        "grid_card_sheet",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("holder_key", sa.Uuid(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("target_keys", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station"},
        indexed=(("code",),),
    )
    _table(
        "grid_matter",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("target_key", sa.Uuid(), nullable=True),
        sa.Column("visit_key", sa.Uuid(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Text(), nullable=False),
        links={"station_id": "station", "unit_id": "grid_unit"},
        indexed=(
            ("station_id",),
            ("target_key",),
        ),
    )


def _add_brands() -> None:
    _table(
        "brand",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_key", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("idea", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "brand_stage",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        links={"brand_id": "brand"},
        indexed=(("brand_id",),),
    )
    _table(
        "star_award",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_key", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("star", sa.Integer(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_document", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(
            ("organisation_key",),
            ("station_id",),
        ),
    )


def _add_brand_votes() -> None:
    _table(
        "brand_vote",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("scheme", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("candidates", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "jury_sheet",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("juror", sa.Text(), nullable=False),
        sa.Column("juror_group", sa.Text(), nullable=False),
        sa.Column("juror_unit", sa.Text(), nullable=False),
        sa.Column("sheet", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("conflicts", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station", "vote_id": "brand_vote"},
        indexed=(("vote_id",),),
    )
    _table(
        "brand_vote_result",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("scheme", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ranking", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("replaces_key", sa.Uuid(), nullable=True),
        links={"vote_id": "brand_vote"},
        indexed=(("vote_id",),),
    )


def _add_openness() -> None:
    _table(
        "openness_item",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("affairs", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place_kind", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("days_after", sa.Integer(), nullable=False),
        sa.Column("posted_days", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("days_verified", sa.Boolean(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "openness_notice",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_key", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("taken_down_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("objected_on", sa.Date(), nullable=True),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        links={"station_id": "station", "item_id": "openness_item"},
        indexed=(
            ("item_id",),
            ("station_id",),
        ),
    )
    _table(
        "openness_rhythm",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_key", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        links={"station_id": "station", "item_id": "openness_item"},
        indexed=(
            ("item_id",),
            ("station_id",),
        ),
    )


def _add_collective_assets() -> None:
    _table(
        "collective_asset",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_key", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(
            ("organisation_key",),
            ("station_id",),
        ),
    )
    _table(
        "asset_change",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        links={"asset_id": "collective_asset"},
        indexed=(("asset_id",),),
    )


def _add_cooperatives() -> None:
    _table(
        "cooperative",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_key", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "cooperative_year",
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("shares", sa.BigInteger(), nullable=True),
        sa.Column("capital", sa.BigInteger(), nullable=True),
        sa.Column("income", sa.BigInteger(), nullable=True),
        sa.Column("dividend", sa.BigInteger(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        links={"cooperative_id": "cooperative"},
        indexed=(("cooperative_id",),),
    )
    _table(
        "property_deal",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_key", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dealt_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("area", sa.BigInteger(), nullable=True),
        sa.Column("area_unit", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("seller_category", sa.Text(), nullable=False),
        sa.Column("buyer_category", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    op.create_index(
        "ix_property_deal_sums",
        "property_deal",
        ["dealt_on", "deleted", "kind", "organisation_key", "area_unit", "price", "area"],
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

"""Village secretaries: dossier, appraisal, what follows the lists, mentors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_Column = sa.Column[object]


def upgrade() -> None:
    _add_secretaries()
    _add_benefits()
    _add_mentors()
    _add_appraisals()
    _add_appraisal_lists()


def _add_secretaries() -> None:
    _table(
        "secretary_filing",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filing_number", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decision_note", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )
    _table(
        "dossier_entry",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )
    _table(
        "secretary_measure",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("talk_key", sa.Uuid(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )
    _table(
        "secretary_talk",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("talked_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("talker", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )
    _table(
        "secretary_adjustment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("successor", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )


def _add_benefits() -> None:
    _table(
        "insurance_year",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("annuity_unit", sa.BigInteger(), nullable=True),
        sa.Column("annuity_own", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )
    _table(
        "selection_candidate",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(("person_id",),),
    )


def _add_mentors() -> None:
    _table(
        "mentor_pair",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_key", sa.Uuid(), nullable=True),
        sa.Column("mentor", sa.Text(), nullable=False),
        sa.Column("mentor_post", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("goals", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        links={"person_id": "person"},
        indexed=(
            ("mentor_key",),
            ("person_id",),
        ),
    )
    _table(
        "mentor_meeting",
        sa.Column("pair_id", sa.Uuid(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        links={"pair_id": "mentor_pair"},
        indexed=(("pair_id",),),
    )


def _add_appraisals() -> None:
    _table(
        "appraisal",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("scheme", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station"},
        indexed=(("station_id",),),
    )
    _table(
        "appraisal_subject",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("appraisal_id", sa.Uuid(), nullable=False),
        sa.Column("person_key", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("vetoes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("override_grade", sa.Text(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("override_by", sa.Text(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        links={"station_id": "station", "appraisal_id": "appraisal"},
        indexed=(
            ("appraisal_id",),
            ("person_key",),
        ),
    )
    _table(
        "appraisal_score",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        links={"subject_id": "appraisal_subject"},
        indexed=(("subject_id",),),
    )
    _table(
        "ballot_batch",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("counted_by", sa.Text(), nullable=False),
        sa.Column("pool", sa.Integer(), nullable=False),
        links={"subject_id": "appraisal_subject"},
        indexed=(("subject_id",),),
    )


def _add_appraisal_lists() -> None:
    _table(
        "appraisal_publication",
        sa.Column("appraisal_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("scheme", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("replaces_key", sa.Uuid(), nullable=True),
        links={"appraisal_id": "appraisal"},
        indexed=(("appraisal_id",),),
    )
    _table(
        "appraisal_result",
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("appraisal_publication_id", sa.Uuid(), nullable=False),
        sa.Column("subject_key", sa.Uuid(), nullable=False),
        sa.Column("person_key", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("township", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("parts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("computed", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explanation", sa.JSON(none_as_null=True), nullable=False),
        links={"station_id": "station", "appraisal_publication_id": "appraisal_publication"},
        indexed=(
            ("appraisal_publication_id",),
            ("person_key",),
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

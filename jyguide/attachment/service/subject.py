"""Rows of any ledger that files are kept with: `attachment.subject_key` is the row's key."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.models import (
    AssetChange,
    Brand,
    BrandStage,
    CollectiveAsset,
    Cooperative,
    DossierEntry,
    GridMatter,
    MentorMeeting,
    MentorPair,
    OpennessNotice,
    PropertyDeal,
    SecretaryAdjustment,
    SecretaryFiling,
    SecretaryMeasure,
    SecretaryTalk,
    StarAward,
)
from db.scope import tables
from jyguide.errors import RuleError

SUBJECTS: tuple[type[SyncedRow], ...] = (
    SecretaryFiling,
    DossierEntry,
    SecretaryMeasure,
    SecretaryTalk,
    SecretaryAdjustment,
    MentorPair,
    MentorMeeting,
    BrandStage,
    Brand,
    StarAward,
    OpennessNotice,
    CollectiveAsset,
    AssetChange,
    Cooperative,
    PropertyDeal,
    GridMatter,
)
"""Tables whose rows may have files; a table of a new ledger is added here and nowhere else."""


def station_of_subject(session: Session, key: uuid.UUID) -> uuid.UUID | None:
    """The station of the row that has this key, so that its files go where it goes.

    Raises:
        RuleError: it was deleted meanwhile, or is of no table whose rows have files.
    """
    for row_type in SUBJECTS:
        row = session.get(row_type, key)
        if row is not None and not row.deleted:
            return _station(session, row_type, getattr(row, row_type.__sync__.home))
    raise RuleError("这些文件所属的记录已被删除，没有改动。", hint="请刷新列表后重新选择。")


def _station(
    session: Session, row_type: type[SyncedRow], home: uuid.UUID | None
) -> uuid.UUID | None:
    """Follow what a row hangs on up to the one that names a station."""
    name = row_type.__sync__.home
    if name == "station_id" or home is None:
        return home
    (key,) = row_type.__table__.columns[name].foreign_keys
    parent = tables()[key.column.table.name]
    column = parent.__table__.columns[parent.__sync__.home]
    return _station(session, parent, session.scalar(select(column).where(parent.id == home)))

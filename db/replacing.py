"""Rows that are never rewritten: a correction is a new row that names the one it replaces."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased


def not_replaced(model: Any) -> ColumnElement[bool]:
    """That no later row takes a row's place.

    By what it replaces and not by its day: a later one may bear an earlier day. Two PCs that wrote
    while they worked apart replaced the same row: both hold by this; the newer key is the one.
    """
    later = aliased(model)
    return ~exists().where(later.replaces_key == model.id, later.deleted.is_(False))


def day_of_number(session: Session, model: Any, number: str) -> date | None:
    """The day of the publication that bears a number; None: it is free, or there is none."""
    if not number:
        return None
    found: date | None = session.scalar(
        select(model.published_on).where(model.number == number, model.deleted.is_(False)).limit(1)
    )
    return found

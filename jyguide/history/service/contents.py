"""What two revisions of an item say differently, where their stems do not tell them apart."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ItemRevision
from jyguide.bank.item import ItemContent
from jyguide.bank.revision import differing
from jyguide.bank.stored import content_of
from jyguide.history.labels import shortened
from jyguide.history.service.labels import chunks

_EMPTY = "（空）"


class Contents:
    """Knows what the revisions say that it was told to fetch."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[uuid.UUID, ItemContent] = {}

    def fetch(self, keys: Iterable[uuid.UUID]) -> None:
        """Read these revisions, a statement for many."""
        for chunk in chunks(set(keys) - self._known.keys()):
            found = self._session.scalars(select(ItemRevision).where(ItemRevision.id.in_(chunk)))
            self._known |= {row.id: content_of(row) for row in found}

    def differing(self, before: uuid.UUID, after: uuid.UUID) -> tuple[str, str] | None:
        """The parts that differ as one line each side; None if one is not here."""
        old, new = self._known.get(before), self._known.get(after)
        if old is None or new is None:
            return None
        parts = differing(old, new)
        return (
            _line([(name, was) for name, was, _ in parts]),
            _line([(name, now) for name, _, now in parts]),
        )


def _line(parts: Sequence[tuple[str, str]]) -> str:
    return shortened("；".join(f"{name}：{text or _EMPTY}" for name, text in parts))

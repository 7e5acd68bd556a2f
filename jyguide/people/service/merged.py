"""Who was merged into whom: asked by every query that looks for what somebody did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models import Person
from jyguide.ids import PersonId
from jyguide.people.merging import Merged


def read_merged(session: Session) -> Merged:
    """Everybody who was merged into somebody else; few, and found by their index."""
    found = session.execute(
        select(Person.id, Person.same_as_id).where(
            Person.same_as_id.is_not(None), Person.deleted.is_(True)
        )
    )
    return Merged({PersonId(key): PersonId(into) for key, into in found if into is not None})


def never_merged(person_id: Any) -> Any:
    """A condition on a person's key: he was merged into nobody, and nobody into him.

    What is counted in one statement is counted for such people; the few others are added one by
    one, by the key they live on as.
    """
    merged = aliased(Person)
    concerned = merged.same_as_id.is_not(None) & merged.deleted.is_(True)
    return person_id.not_in(select(merged.id).where(concerned)) & person_id.not_in(
        select(merged.same_as_id).where(concerned)
    )

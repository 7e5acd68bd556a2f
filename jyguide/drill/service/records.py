"""Queries over what people have practised."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import DrillPlan as DrillPlanTable
from db.models import DrillReview, FavouriteItem, Item
from jyguide.drill.memory import happened, in_order, replay, study_day
from jyguide.drill.plan import DrillPlan, Record
from jyguide.drill.review import DrillMode, Grade, Review
from jyguide.ids import ItemId, PersonId, ReviewId, RevisionId
from jyguide.people.merging import Merged
from jyguide.people.service.merged import read_merged

_COLUMNS = (
    *(DrillReview.id, DrillReview.person_id, DrillReview.item_id, DrillReview.revision_id),
    *(DrillReview.at, DrillReview.mode, DrillReview.grade, DrillReview.seconds),
    DrillReview.missed,
)


def read_reviews(
    session: Session, person_id: PersonId | None = None, item_id: ItemId | None = None
) -> list[Review]:
    """Every review of one person, or of all; one of a merged item counts for what it became.

    Args:
        session: To read in.
        person_id: Whose; None for everybody's.
        item_id: Of this item alone, and of those merged into it.
    """
    statement = select(*_COLUMNS).where(DrillReview.deleted.is_(False))
    became, people = merged_items(session), read_merged(session)
    if person_id is not None:
        statement = statement.where(DrillReview.person_id.in_(people.keys_of(person_id)))
    if item_id is not None:
        own = [item_id, *(key for key, end in became.items() if end == item_id)]
        statement = statement.where(DrillReview.item_id.in_(own))
    return [_review(found, became, people) for found in session.execute(statement)]


def records(reviews: Iterable[Review], today: date) -> dict[ItemId, Record]:
    """What came of each item, for the reviews of one person."""
    by_item: defaultdict[ItemId, list[Review]] = defaultdict(list)
    for review in happened(reviews, today):
        by_item[review.item_id].append(review)
    made = {}
    for item_id, own in by_item.items():
        ordered = in_order(own)
        memory = replay(ordered, today)
        assert memory is not None  # noqa: S101 - for the type checker: there is a review
        grades = tuple(review.grade for review in ordered)
        made[item_id] = Record(grades, memory, min(study_day(ordered[0].at), today))
    return made


def merged_items(session: Session) -> dict[uuid.UUID, ItemId]:
    """For items merged into others, the one that each has become in the end."""
    merged = select(Item.id, Item.merged_into_id).where(Item.merged_into_id.is_not(None))
    into = {found[0]: found[1] for found in session.execute(merged)}
    return {key: _end(key, into) for key in into}


def favourite_key(person_id: PersonId, item_id: ItemId) -> uuid.UUID:
    """The key of a favourite, on every PC."""
    return fixed_key("favourite_item", person_id, item_id)


def read_favourites(session: Session, person_id: PersonId) -> frozenset[ItemId]:
    """What somebody wants to find again."""
    statement = select(FavouriteItem.item_id).where(
        FavouriteItem.person_id.in_(read_merged(session).keys_of(person_id)),
        FavouriteItem.deleted.is_(False),
    )
    became = merged_items(session)
    return frozenset(became.get(key, ItemId(key)) for key in session.scalars(statement))


def favourites_of(
    session: Session, person_id: PersonId, item_id: ItemId
) -> Sequence[FavouriteItem]:
    """The rows that say or said so of an item: two of somebody in whom two were merged."""
    keys = read_merged(session).keys_of(person_id)
    rows = [session.get(FavouriteItem, favourite_key(key, item_id)) for key in keys]
    return [row for row in rows if row is not None]


def plan_key(person_id: PersonId) -> uuid.UUID:
    """The key of somebody's plan, on every PC."""
    return fixed_key("drill_plan", person_id)


def read_plan(session: Session, person_id: PersonId) -> DrillPlan:
    """What somebody practises for; the usual where he has said nothing."""
    keys = read_merged(session).keys_of(person_id)
    rows = [session.get(DrillPlanTable, plan_key(key)) for key in keys]
    row = next((one for one in rows if one is not None and not one.deleted), None)
    if row is None:
        return DrillPlan()
    return DrillPlan(
        row.exam_on,
        row.daily_items,
        tuple(row.categories),
        row.right_in_row,
        row.answer_seconds,
    )


def _review(found: Row[Any], became: Mapping[uuid.UUID, ItemId], people: Merged) -> Review:
    return Review(
        id=ReviewId(found.id),
        person_id=people.end(found.person_id),
        item_id=became.get(found.item_id, ItemId(found.item_id)),
        revision_id=RevisionId(found.revision_id),
        at=found.at,
        mode=DrillMode(found.mode),
        grade=Grade(found.grade),
        seconds=found.seconds,
        missed=tuple(found.missed),
    )


def _end(key: uuid.UUID, into: Mapping[uuid.UUID, uuid.UUID | None]) -> ItemId:
    """The end of a chain of mergers; of a ring, as only two offices apart make one, its start."""
    met: set[uuid.UUID] = set()
    at = key
    while (then := into.get(at)) is not None and at not in met:
        met.add(at)
        at = then
    return ItemId(at)

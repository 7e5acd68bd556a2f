"""What people have practised; everything else about a card follows from its reviews."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import bank, people  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class DrillReview(SyncedRow):
    """One item practised once. The state of a card is what its reviews, in order, make of it.

    So two PCs on which somebody has practised agree by having all reviews.
    """

    __tablename__ = "drill_review"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "person_id",
                "item_id",
                "revision_id",
                "at",
                "mode",
                "grade",
                "seconds",
                "missed",
            )
        },
        home="person_id",
    )

    person_id: Mapped[uuid.UUID] = link("person")
    item_id: Mapped[uuid.UUID] = link("item")
    revision_id: Mapped[uuid.UUID] = link("item_revision")
    at: Mapped[datetime]
    mode: Mapped[str]  # jyguide.drill.review.DrillMode
    grade: Mapped[int]  # 1 again, 2 hard, 3 good, 4 easy, as FSRS numbers them
    seconds: Mapped[int] = mapped_column(default=0)
    missed: Mapped[list[Any]] = mapped_column(default=list)  # indexes of key points not named


class FavouriteItem(SyncedRow):
    """An item somebody wants to find again; its key is made from person and item."""

    __tablename__ = "favourite_item"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("person_id", "item_id")},
        home="person_id",
    )

    person_id: Mapped[uuid.UUID] = link("person")
    item_id: Mapped[uuid.UUID] = link("item")


class DrillPlan(SyncedRow):
    """What somebody practises for: the day of his exam; its key is made from the person."""

    __tablename__ = "drill_plan"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "plan": (
                "person_id",
                "exam_on",
                "daily_items",
                "categories",
                "right_in_row",
                "answer_seconds",
            )
        },
        home="person_id",
    )

    person_id: Mapped[uuid.UUID] = link("person")
    exam_on: Mapped[date | None]
    daily_items: Mapped[int] = mapped_column(default=20)  # new items a day at most
    categories: Mapped[list[Any]] = mapped_column(default=list)  # empty: all
    right_in_row: Mapped[int] = mapped_column(default=3)  # until a wrong item is no longer one
    answer_seconds: Mapped[int] = mapped_column(default=60)  # to say an answer

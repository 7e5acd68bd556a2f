"""Made-up items and reviews, each in one line of a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.drill.memory import replay, study_day
from jyguide.drill.plan import DrillPlan, Record, Standing
from jyguide.drill.review import DrillMode, Grade, Review
from jyguide.ids import ItemId, PersonId, ReviewId, RevisionId

TODAY = date(2026, 11, 20)
HOME = timezone(timedelta(hours=8))
AGAIN, HARD, GOOD, EASY = Grade


def at(day_offset: int = 0, hour: int = 9) -> datetime:
    """A moment so many days from today."""
    return datetime(2026, 11, 20, hour, tzinfo=HOME) + timedelta(days=day_offset)


def item_id(number: int) -> ItemId:
    return ItemId(UUID(int=number))


def an_item(
    number: int, kind: ItemKind = ItemKind.SINGLE, category: str = "党费管理", **more: object
) -> ItemRow:
    options = ("甲", "乙", "丙", "丁") if kind in {ItemKind.SINGLE, ItemKind.MULTIPLE} else ()
    content = ItemContent(
        kind,
        f"第{number}问",
        options,
        "A",
        category=category,
        **more,  # type: ignore[arg-type]
    )
    return ItemRow(
        id=item_id(number),
        revision_id=RevisionId(UUID(int=1000 + number)),
        number=f"{number:03d}",
        source="unified",
        station="",
        unified=True,
        status=ItemStatus.IN_FORCE,
        question_id=None,
        merged_into=None,
        recalled=None,
        content=content,
    )


def a_review(number: int, grade: Grade, moment: datetime, key: int = 0, person: int = 1) -> Review:
    return Review(
        id=ReviewId(UUID(int=key or int(moment.astimezone(UTC).timestamp()))),
        person_id=PersonId(UUID(int=person)),
        item_id=item_id(number),
        revision_id=RevisionId(UUID(int=1000 + number)),
        at=moment,
        mode=DrillMode.QUEUE,
        grade=grade,
        seconds=30,
        missed=(),
    )


def a_record(*steps: tuple[int, Grade]) -> Record:
    """What reviews so many days from today have come to."""
    reviews = [a_review(1, grade, at(offset), key) for key, (offset, grade) in enumerate(steps, 1)]
    memory = replay(reviews, TODAY)
    assert memory is not None
    return Record(tuple(grade for _, grade in steps), memory, study_day(at(steps[0][0])))


def standing(
    items: list[ItemRow], records: dict[int, Record] | None = None, **more: object
) -> Standing:
    plan = more.pop("plan", DrillPlan())
    return Standing(
        TODAY,
        tuple(items),
        {item_id(number): record for number, record in (records or {}).items()},
        plan=plan,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )

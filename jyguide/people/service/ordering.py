"""Use cases of lists ordered by hand."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Person
from db.uow import Store
from jyguide.errors import RuleError
from jyguide.ids import ActionId, PersonId
from jyguide.people.ordering import moved, place_after_step

_CHUNK = 500


class OrderingService:
    """Moves people on the list that is sorted by 排序号; who has no number stands after all."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def step(
        self, chosen: Sequence[PersonId], shown: Sequence[PersonId], step: int
    ) -> ActionId | None:
        """Move the chosen one place up (-1) or down (1) among those shown.

        Args:
            chosen: Whom, in the order of the list.
            shown: Everybody on the list as it is narrowed; the others keep their numbers.
            step: Which way.

        Returns:
            What `HistoryService.undo` takes, or None where nothing changed.

        Raises:
            RuleError: one of them has been removed meanwhile.
        """
        return self._move(chosen, shown, None, step)

    def move_to(
        self, chosen: Sequence[PersonId], shown: Sequence[PersonId], place: int
    ) -> ActionId | None:
        """Put the chosen together so that the first of them stands at a place, counted from 1."""
        return self._move(chosen, shown, place - 1, 0)

    def _move(
        self,
        chosen: Sequence[PersonId],
        shown: Sequence[PersonId],
        place: int | None,
        step: int,
    ) -> ActionId | None:
        with self._store.begin(_named(len(chosen), place, step)) as uow:
            numbered = _numbered(uow.session, frozenset(shown))
            keys = [key for key, _ in numbered]
            if place is None:
                place = place_after_step(keys, frozenset(chosen), step)
            changes = moved(numbered, chosen, place)
            people = _people(uow.session, list(changes))
            for key, number in changes.items():
                if key not in people or people[key].deleted:
                    raise RuleError(
                        "选中的人已被删除，没有移动。", hint="请按 F5 刷新名单后重新选择。"
                    )
                people[key].position = number
            uow.commit()
            return ActionId(uow.action_id) if changes else None


def _named(count: int, place: int | None, step: int) -> str:
    if place is not None:
        return f"把 {count} 人移到第 {place + 1} 位"
    return f"{'上移' if step < 0 else '下移'} {count} 人"


def _numbered(session: Session, shown: frozenset[PersonId]) -> list[tuple[PersonId, int]]:
    """Those with a number, in the order in which the list shows them."""
    rows = session.execute(
        select(Person.id, Person.position, Person.pinyin_key).where(
            Person.deleted.is_(False), Person.position.is_not(None)
        )
    )
    found = sorted((position, pinyin, key) for key, position, pinyin in rows if key in shown)
    return [(PersonId(key), int(position or 0)) for position, _, key in found]


def _people(session: Session, keys: Sequence[PersonId]) -> dict[PersonId, Person]:
    found: dict[PersonId, Person] = {}
    for start in range(0, len(keys), _CHUNK):
        wanted = Person.id.in_(keys[start : start + _CHUNK])
        found |= {PersonId(row.id): row for row in session.scalars(select(Person).where(wanted))}
    return found

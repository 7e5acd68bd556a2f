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
_MOST = 2_000
"""New numbers in one move. Whoever wants more has sorted a list that nobody numbers by hand."""


class OrderingService:
    """Moves people on the list that is sorted by 排序号.

    Who has no number stands after all who have; where somebody is put among or behind such people,
    those before him are numbered as they stand.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def step(
        self, chosen: Sequence[PersonId], shown: Sequence[PersonId], step: int
    ) -> ActionId | None:
        """Move the chosen one place up (-1) or down (1) among those shown.

        Args:
            chosen: Whom, in the order of the list.
            shown: The list as it is narrowed, in its order; others keep their numbers.
            step: Which way.

        Returns:
            What `HistoryService.undo` takes, or None where nothing changed.

        Raises:
            RuleError: one of them has been removed meanwhile, or too many would get new numbers.
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
            listed = _listed(uow.session, shown)
            if place is None:
                keys = [key for key, _ in listed]
                place = place_after_step(keys, frozenset(chosen), step)
            changes = moved(listed, chosen, place)
            _refuse_too_many(len(changes))
            people = _people(uow.session, list(changes))
            for key, number in changes.items():
                if key not in people or people[key].deleted:
                    raise RuleError(
                        "名单上有人已被删除，没有移动。", hint="请按 F5 刷新名单后重新选择。"
                    )
                people[key].position = number
            uow.commit()
            return ActionId(uow.action_id) if changes else None


def _named(count: int, place: int | None, step: int) -> str:
    if place is not None:
        return f"把 {count} 人移到第 {place + 1} 位"
    return f"{'上移' if step < 0 else '下移'} {count} 人"


def _refuse_too_many(count: int) -> None:
    if count > _MOST:
        raise RuleError(
            f"这样移动要给 {count} 人改排序号，没有移动。",
            hint=f"一次最多改 {_MOST} 人。请先筛选到一个站或一个组织，再移动。",
        )


def _listed(session: Session, shown: Sequence[PersonId]) -> list[tuple[PersonId, int | None]]:
    """Everybody shown: first those with a number, as they are sorted now, then as they stood."""
    wanted = frozenset(shown)
    rows = session.execute(
        select(Person.position, Person.pinyin_key, Person.id).where(
            Person.deleted.is_(False), Person.position.is_not(None)
        )
    )
    numbered = sorted((number, pinyin, key) for number, pinyin, key in rows if key in wanted)
    found: list[tuple[PersonId, int | None]] = [(PersonId(key), at) for at, _, key in numbered]
    have = {key for key, _ in found}
    return found + [(key, None) for key in shown if key not in have]


def _people(session: Session, keys: Sequence[PersonId]) -> dict[PersonId, Person]:
    found: dict[PersonId, Person] = {}
    for start in range(0, len(keys), _CHUNK):
        wanted = Person.id.in_(keys[start : start + _CHUNK])
        found |= {PersonId(row.id): row for row in session.scalars(select(Person).where(wanted))}
    return found

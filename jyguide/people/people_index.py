"""Everybody's searchable text in memory, column by column: what finding people looks through."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate, islice
from typing import Any

from jyguide.ids import OrganisationId, PersonId
from jyguide.people.finding import (
    BETWEEN,
    PeopleView,
    Searched,
    number_text,
    place_text,
    read_text,
    ways_to_read,
    written_text,
)

_RARE_LATIN, _RARE_CHINESE = 5, 2
_MANY = 2_000
"""Places from which on to part all texts at once takes less than to look at each."""

_Entry = tuple[PersonId, str, str, str, str, OrganisationId | None, str, str, str]
"""Of one person the key, its place by pinyin, what lists are narrowed by, and three texts."""
_PLAIN = 6
"""Columns before the texts."""


def _entry(person: Searched) -> _Entry:
    return (
        person.id,
        person.pinyin_key,
        person.station,
        person.kind,
        person.role,
        person.organisation_id,
        written_text(person),
        read_text(person),
        number_text(person),
    )


class PeopleIndex:
    """Everybody's searchable text, and what lists are narrowed by.

    Texts are looked through as they lie in memory, which is by pinyin and key; hits are put into
    another order afterwards. Kept column by column, and the texts of a column in one string: an
    object for each of 50,000 people and each of his texts would take three times the memory.
    """

    def __init__(self, people: Iterable[Searched]) -> None:
        """`people` come in that order."""
        plain: tuple[list[Any], ...] = tuple([] for _ in range(_PLAIN))
        texts = _Texts(), _Texts(), _Texts()
        rest = iter(people)
        while some := list(map(_entry, islice(rest, _MANY))):
            columns = list(zip(*some, strict=True))
            for column, values in zip(plain, columns[:_PLAIN], strict=True):
                column.extend(values)
            for of, said in zip(texts, columns[_PLAIN:], strict=True):
                of.add(said)
        self._keep(plain, texts)

    def renewed(self, touched: Collection[PersonId], people: Iterable[Searched]) -> PeopleIndex:
        """A copy in which the touched are as `people` have them; whoever is not there is gone."""
        apart = frozenset(touched)
        stay = [at for at, key in enumerate(self._kept.ids) if key not in apart]
        columns = tuple([column[at] for at in stay] for column in self._kept.lists())
        keys, pinyin, *_ = columns
        for person in people:
            place = bisect_right(
                range(len(keys)),
                (person.pinyin_key, person.id),
                key=lambda at: (pinyin[at], keys[at]),
            )
            for column, value in zip(columns, _entry(person), strict=True):
                column.insert(place, value)
        new = PeopleIndex(())
        texts = [_Texts(column) for column in columns[_PLAIN:]]
        new._keep(columns[:_PLAIN], texts)
        return new

    def _keep(self, plain: Sequence[list[Any]], texts: Iterable[_Texts]) -> None:
        values: list[Any] = [*plain, *texts]
        self._kept = _Columns(*values)
        place_text.cache_clear()  # the places of one city are most of what it could hold

    @property
    def pinyin_keys(self) -> Sequence[str]:
        """Everybody's, as they lie; so are `kinds` and `roles`."""
        return self._kept.pinyin_keys

    @property
    def kinds(self) -> Sequence[str]:
        return self._kept.kinds

    @property
    def roles(self) -> Sequence[str]:
        return self._kept.roles

    def __len__(self) -> int:
        return len(self._kept.ids)

    def find(
        self,
        view: PeopleView,
        order: Sequence[int] | None = None,
        below: frozenset[OrganisationId] = frozenset(),
    ) -> tuple[PersonId, ...]:
        """Whom the view shows, in order.

        Args:
            view: Its words and limits count here, its order does not.
            order: Places of all people in this index, sorted; None for as they came.
            below: The organisation the view wants and all under it.
        """
        places = self._within(view, below)
        if view.search.strip():
            ways = [self._holding(places, wanted) for wanted in ways_to_read(view.search)]
            places = ways[0] if len(ways) == 1 else sorted({*ways[0], *ways[1]})
        if order is not None:
            places = _arranged(places, order)
        ids = self._kept.ids
        return tuple([ids[at] for at in places])

    def _within(self, view: PeopleView, below: frozenset[OrganisationId]) -> Sequence[int]:
        kept = self._kept
        places: Sequence[int] = range(len(kept.ids))
        for wanted, values in (
            (view.station, kept.stations),
            (view.kind, kept.kinds),
            (view.role, kept.roles),
        ):
            if wanted:
                places = [at for at in places if values[at] == wanted]
        if view.organisation_id is not None:
            organisations = kept.organisation_ids
            places = [at for at in places if organisations[at] in below]
        return places

    def _holding(self, places: Sequence[int], wanted: Iterable[tuple[str, ...]]) -> Sequence[int]:
        # the longest is usually the rarest, and leaves the others little to look through
        for needle, *others in sorted(wanted, key=lambda any_of: -len(any_of[0])):
            texts = self._texts_for(needle)
            if len(places) == len(self):
                places = texts.holding(needle)
                if others:
                    places = sorted({*places, *texts.holding(others[0])})
            else:
                places = texts.among(places, (needle, *others))
        return places

    def _texts_for(self, needle: str) -> _Texts:
        if not needle.isascii():
            return self._kept.written
        return self._kept.read if needle.strip().isalpha() else self._kept.numbers


class _Texts:
    """One text for each person, all of them in one string.

    A needle of several signs is rare, and found fastest in the one string; each hit of a short
    one there would cost more than to part the string and look at every text.
    """

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._parts: list[str] = []
        self._starts = array("L", [0])
        self.add(texts)

    def add(self, texts: Sequence[str]) -> None:
        """Put these behind those that are there; thousands at a time, so that few lie apart."""
        if not texts:
            return
        self._parts.append(BETWEEN.join(texts))
        lengths = (len(text) + len(BETWEEN) for text in texts)
        self._starts.extend(islice(accumulate(lengths, initial=self._starts[-1]), 1, None))

    @property
    def _whole(self) -> str:
        if len(self._parts) > 1:
            self._parts = [BETWEEN.join(self._parts)]
        return self._parts[0] if self._parts else ""

    def parted(self) -> list[str]:
        """Every text by itself."""
        return self._whole.split(BETWEEN) if len(self._starts) > 1 else []

    def holding(self, needle: str) -> list[int]:
        """The places of all texts that hold a needle."""
        if len(needle) < (_RARE_LATIN if needle.isascii() else _RARE_CHINESE):
            return [at for at, text in enumerate(self.parted()) if needle in text]
        found: list[int] = []
        whole = self._whole
        hit = whole.find(needle)
        while hit >= 0:
            at = bisect_right(self._starts, hit) - 1
            found.append(at)
            hit = whole.find(needle, self._starts[at + 1])
        return found

    def among(self, places: Sequence[int], any_of: Sequence[str]) -> list[int]:
        """Those of the places whose text holds any of one or two needles."""
        one, other = any_of[0], any_of[-1]
        if len(places) > _MANY:
            texts = self.parted()
            return [at for at in places if one in texts[at] or other in texts[at]]
        return [at for at in places if self._holds(at, one) or self._holds(at, other)]

    def _holds(self, at: int, needle: str) -> bool:
        end = self._starts[at + 1] - len(BETWEEN)
        return self._whole.find(needle, self._starts[at], end) >= 0


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is kept of everybody, each in the same order; see `_Entry`."""

    ids: list[PersonId]
    pinyin_keys: list[str]
    stations: list[str]
    kinds: list[str]
    roles: list[str]
    organisation_ids: list[OrganisationId | None]
    written: _Texts
    read: _Texts
    numbers: _Texts

    def lists(self) -> Sequence[list[Any]]:
        """The columns as lists; the texts parted."""
        values = [getattr(self, one.name) for one in fields(self)]
        return [one.parted() if isinstance(one, _Texts) else one for one in values]


def _arranged(places: Sequence[int], order: Sequence[int]) -> Sequence[int]:
    if len(places) == len(order):
        return order
    wanted = set(places)
    return [at for at in order if at in wanted]

"""Finding people as one types: what is searched of a person, and what a typed word means.

The text of everybody stands in memory, one string a person. Looking for a word in 50,000 short
strings takes the same few milliseconds whether it occurs in none of them or in all.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Any

from jyguide.ids import OrganisationId, PersonId
from jyguide.people.row import PersonRow

_BEGINS = "\x01"
"""Before an ID number and a phone."""
_APART = "\n"
_BETWEEN = "\0"
"""Stands in no text: a word never runs from one person into the next."""
_RARE_LATIN, _RARE_CHINESE = 5, 2
_MANY = 2_000
"""Places from which on to part all texts at once takes less than to look at each."""
_PART_OF_NUMBER = 6
"""From so many digits on, what was typed may also be the beginning of a number."""
_NUMBER = re.compile(r"[0-9]+x?")
_TYPED_IN_LATIN = re.compile(r"[a-z0-9]+")


class PeopleOrder(StrEnum):
    """What a list of people is sorted by, equal ones by pinyin; commands take the value."""

    PINYIN = "pinyin"
    SURNAME_STROKES = "surname-strokes"
    NAME_STROKES = "name-strokes"
    POSITION = "position"
    SEX = "sex"
    BIRTH = "birth"
    EDUCATION = "education"
    JOINED = "joined"
    STATION = "station"
    KIND = "kind"
    ROLE = "role"
    ORGANISATION = "organisation"
    POST = "post"


NAME_ORDERS = (
    PeopleOrder.PINYIN,
    PeopleOrder.SURNAME_STROKES,
    PeopleOrder.NAME_STROKES,
    PeopleOrder.POSITION,
)
"""The ways to sort by the name itself."""


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Which people, in which order.

    Attributes:
        search: Words with blanks between them; every one has to fit.
        descending: Backwards, but for those without a value, who come last in either direction.
        station, kind, role: Only these; empty for all.
        organisation_id: Only people placed at it or below it.
    """

    search: str = ""
    order: PeopleOrder = PeopleOrder.PINYIN
    descending: bool = False
    station: str = ""
    kind: str = ""
    role: str = ""
    organisation_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """A list of people as far as it is read.

    Attributes:
        total: How many there are in all.
        count: How many of them the view shows.
        rows: A screenful of these, in order.
        start: The place of the first of `rows`, from 0.
        keys: Of all that are shown; empty where only the rows are known yet.
    """

    total: int
    count: int
    rows: tuple[PersonRow, ...]
    keys: tuple[PersonId, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Searched:
    """What is known of one person by whoever looks for him.

    Attributes:
        organisation: What was written, or all of the path in the tree.
        readings: See `PersonRow.search`.
    """

    id: PersonId
    pinyin_key: str
    name: str
    readings: str
    organisation: str
    id_number: str
    phone: str
    station: str
    kind: str
    role: str
    organisation_id: OrganisationId | None


def comparable(text: str) -> str:
    """Text as searching sees it: full-width forms narrowed, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=16_384)
def _place_text(organisation: str, station: str) -> tuple[str, str, str]:
    """Where somebody is; and apart the words in Latin letters there, and backwards the numbers."""
    text = comparable(f"{organisation}{_APART}{station}")
    words = _TYPED_IN_LATIN.findall(text)
    letters = "".join(f" {word}" for word in words if word.isalpha())
    return text, letters, "".join(f" {word[::-1]}" for word in words if not word.isalpha())


def written_text(person: Searched) -> str:
    """What words in Chinese are looked for in: the name, the organisation, the station."""
    name = unicodedata.normalize("NFKC", person.name)
    return f"{name}{_APART}{_place_text(person.organisation, person.station)[0]}"


def read_text(person: Searched) -> str:
    """What Latin letters are looked for in: the readings, and letters in the organisation."""
    return f" {person.readings}{_place_text(person.organisation, person.station)[1]}"


def number_text(person: Searched) -> str:
    """What digits are looked for in: ID number, phone, and numbers in the organisation.

    They stand there backwards too: their tail is then found as readings are, by one look for the
    beginning of a word.
    """
    number, phone = person.id_number.lower(), person.phone
    others = _place_text(person.organisation, person.station)[2]
    return f" {number[::-1]} {phone[::-1]}{others}{_BEGINS}{number}{_BEGINS}{phone}"


def needles(word: str) -> tuple[str, ...]:
    """What to look for when a word was typed; any of them will do.

    Latin letters are the beginning of a reading, in full or in initials. Digits are the tail of
    an ID number or of a phone, from six on also the beginning. Anything else is part of the
    name, of the organisation or of the station.
    """
    if _NUMBER.fullmatch(word):
        tail = f" {word[::-1]}"
        return (tail, f"{_BEGINS}{word}") if len(word) >= _PART_OF_NUMBER else (tail,)
    if word.isascii() and word.isalpha():
        return (f" {word}",)
    return (word,)  # ASCII of another kind, such as "a-1", stands nowhere and finds nobody


def ways_to_read(search: str) -> list[list[tuple[str, ...]]]:
    """The needles of every word; and, of letters with blanks between them, of all in one.

    So ``zhang san`` finds 张三, whose reading it is, and ``祝塘 zs`` finds him at 祝塘.
    """
    words = comparable(search).replace(_BEGINS, " ").replace(_BETWEEN, " ").split()
    ways = [[needles(word) for word in words]]
    joined = "".join(words)
    if len(words) > 1 and joined.isascii() and joined.isalpha():
        ways.append([needles(joined)])
    return ways


_Entry = tuple[PersonId, str, str, str, str, OrganisationId | None, str, str, str]
"""Of one person the key, its place by pinyin, what lists are narrowed by, and three texts."""


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
        columns: tuple[list[Any], ...] = tuple([] for _ in fields(_Columns))
        for person in people:
            for column, value in zip(columns, _entry(person), strict=True):
                column.append(value)
        self._keep(columns)

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
        new._keep(columns)
        return new

    def _keep(self, columns: Sequence[list[Any]]) -> None:
        *plain, written, read, numbers = columns
        values: list[Any] = [*plain, _Texts(written), _Texts(read), _Texts(numbers)]
        self._kept = _Columns(*values)
        _place_text.cache_clear()  # the places of one city are most of what it could hold

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

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = _BETWEEN.join(texts)
        lengths = (len(text) + len(_BETWEEN) for text in texts)
        self._starts = array("L", accumulate(lengths, initial=0))

    def parted(self) -> list[str]:
        """Every text by itself."""
        return self._whole.split(_BETWEEN) if len(self._starts) > 1 else []

    def holding(self, needle: str) -> list[int]:
        """The places of all texts that hold a needle."""
        if len(needle) < (_RARE_LATIN if needle.isascii() else _RARE_CHINESE):
            return [at for at, text in enumerate(self.parted()) if needle in text]
        found: list[int] = []
        hit = self._whole.find(needle)
        while hit >= 0:
            at = bisect_right(self._starts, hit) - 1
            found.append(at)
            hit = self._whole.find(needle, self._starts[at + 1])
        return found

    def among(self, places: Sequence[int], any_of: Sequence[str]) -> list[int]:
        """Those of the places whose text holds any of one or two needles."""
        one, other = any_of[0], any_of[-1]
        if len(places) > _MANY:
            texts = self.parted()
            return [at for at in places if one in texts[at] or other in texts[at]]
        return [at for at in places if self._holds(at, one) or self._holds(at, other)]

    def _holds(self, at: int, needle: str) -> bool:
        end = self._starts[at + 1] - len(_BETWEEN)
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


def in_order(values: Sequence[object], *, descending: bool) -> list[int]:
    """Places sorted by the values that stand there; equal ones as they lie, empty ones last."""
    given = [at for at, value in enumerate(values) if value not in (None, "")]
    given.sort(key=values.__getitem__, reverse=descending)  # type: ignore[arg-type] # of one type
    return given + [at for at, value in enumerate(values) if value in (None, "")]

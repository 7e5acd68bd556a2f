"""Finding people as one types: what is searched of a person, and what a typed word means.

The text of everybody stands in memory: see `jyguide.people.people_index`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from jyguide.ids import OrganisationId, PersonId
from jyguide.people.row import PersonRow

_BEGINS = "\x01"
"""Before an ID number and a phone."""
_APART = "\n"
BETWEEN = "\0"
"""Stands in no text: a word never runs from one person into the next."""
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
def place_text(organisation: str, station: str) -> tuple[str, str, str]:
    """Where somebody is; and apart the words in Latin letters there, and backwards the numbers."""
    text = comparable(f"{organisation}{_APART}{station}")
    words = _TYPED_IN_LATIN.findall(text)
    letters = "".join(f" {word}" for word in words if word.isalpha())
    return text, letters, "".join(f" {word[::-1]}" for word in words if not word.isalpha())


def written_text(person: Searched) -> str:
    """What words in Chinese are looked for in: the name, the organisation, the station."""
    name = unicodedata.normalize("NFKC", person.name)
    return f"{name}{_APART}{place_text(person.organisation, person.station)[0]}"


def read_text(person: Searched) -> str:
    """What Latin letters are looked for in: the readings, and letters in the organisation."""
    return f" {person.readings}{place_text(person.organisation, person.station)[1]}"


def number_text(person: Searched) -> str:
    """What digits are looked for in: ID number, phone, and numbers in the organisation.

    They stand there backwards too: their tail is then found as readings are, by one look for the
    beginning of a word.
    """
    number, phone = person.id_number.lower(), person.phone
    others = place_text(person.organisation, person.station)[2]
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
    words = comparable(search).replace(_BEGINS, " ").replace(BETWEEN, " ").split()
    ways = [[needles(word) for word in words]]
    joined = "".join(words)
    if len(words) > 1 and joined.isascii() and joined.isalpha():
        ways.append([needles(joined)])
    return ways


def in_order(values: Sequence[object], *, descending: bool) -> list[int]:
    """Places sorted by the values that stand there; equal ones as they lie, empty ones last."""
    given = [at for at, value in enumerate(values) if value not in (None, "")]
    given.sort(key=values.__getitem__, reverse=descending)  # type: ignore[arg-type] # of one type
    return given + [at for at, value in enumerate(values) if value in (None, "")]

"""What a search over everything finds, and what it is asked among."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jyguide.people.organisation_search import comparable, name_holds

MOST = 6
"""Of each kind; whoever wants more types more."""
Holds = Callable[[str, str], bool]
"""Whether a name is meant by a word."""


class HitKind(StrEnum):
    """What was found, in the order in which kinds are listed."""

    DEED = "deed"
    PERSON = "person"
    ORGANISATION = "organisation"
    SESSION = "session"
    BRANCH = "branch"
    ITEM = "item"


HIT_KIND_NAMES = {
    HitKind.DEED: "功能",
    HitKind.PERSON: "人员",
    HitKind.ORGANISATION: "组织",
    HitKind.SESSION: "培训",
    HitKind.BRANCH: "标准化支部",
    HitKind.ITEM: "百问题库",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of what was found.

    Attributes:
        detail: What tells it from others of its name.
        place: Where it is: ``people:person:<key>``; of a deed its name.
    """

    kind: HitKind
    title: str
    detail: str
    place: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that is found by what it is called, by other words, or by their pinyin.

    Attributes:
        words: Other names for it, parted by blanks.
    """

    hit: Hit
    words: str = ""


def found_among(spoken: Iterable[Spoken], typed: str, most: int) -> list[Hit]:
    """Those that hold every word typed, at most so many.

    What is called so comes first, then what begins so, then what holds it, and last what is
    only meant by it.
    """
    return _found(spoken, typed, most, name_holds)


def found_as_written(spoken: Iterable[Spoken], typed: str, most: int) -> list[Hit]:
    """As `found_among`, but by signs alone: pinyin has to be read in first, which takes time."""
    return _found(spoken, typed, most, lambda name, word: word in comparable(name))


def _found(spoken: Iterable[Spoken], typed: str, most: int, holds: Holds) -> list[Hit]:
    words = comparable(typed).split()
    ranked = [(rank, one.hit) for one in spoken if (rank := _rank(one, words, holds)) is not None]
    return [hit for _, hit in sorted(ranked, key=lambda both: both[0])[:most]]


def _rank(one: Spoken, words: Sequence[str], holds: Holds) -> int | None:
    names = (one.hit.title, *one.words.split(), *one.hit.detail.split())
    if not words or not all(any(holds(name, word) for name in names) for word in words):
        return None
    title, typed = comparable(one.hit.title), "".join(words)
    if title == typed:
        return 0
    if title.startswith(typed):
        return 1
    return 2 if all(holds(one.hit.title, word) for word in words) else 3

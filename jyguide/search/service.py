"""Finds whatever somebody means by a few signs, from wherever he is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow
from jyguide.errors import RuleError
from jyguide.ids import ActionId, ItemId, RoundId
from jyguide.people.finding import FoundPeople, PeopleView
from jyguide.people.organisation import OrganisationRow
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from jyguide.search.hit import MOST, Hit, HitKind, Spoken, found_among
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.training.session import SessionRow

_STEM = 40


class People(Protocol):
    """The finder of people."""

    def find(self, view: PeopleView, start: int = 0, count: int = ...) -> FoundPeople: ...


class Organisations(Protocol):
    """The tree."""

    def rows(self) -> list[OrganisationRow]: ...


class Trainings(Protocol):
    """What is held and planned."""

    def sessions(self) -> list[SessionRow]: ...


class Rounds(Protocol):
    """The rounds of standardisation, and who takes part in them."""

    def chosen(self) -> tuple[list[RoundRow], RoundId | None]: ...

    def branches(self, round_id: RoundId) -> list[RoundBranchRow]: ...


class Bank(Protocol):
    """The items in force."""

    def find(self, words: str, limit: int | None = None) -> list[ItemId]: ...

    def item(self, item_id: ItemId) -> ItemRow: ...

    def items(self, search: str = ..., kinds: Iterable[ItemKind] = ...) -> list[ItemRow]: ...


class SearchService:
    """Asks each area's own way of finding; what has none is kept by name until data changes."""

    def __init__(
        self,
        latest: Callable[[], ActionId | None],
        people: People,
        trees: tuple[Organisations, Rounds],
        trainings: Trainings,
        bank: Bank,
    ) -> None:
        """`latest` tells the action written last: what is kept by name holds until another is."""
        self._latest = latest
        self._people = people
        self._organisations, self._rounds = trees
        self._trainings = trainings
        self._bank = bank
        self._kept: dict[HitKind, list[Spoken]] = {}
        self._kept_at: ActionId | None = None

    def find(self, words: str, deeds: Sequence[Spoken] = ()) -> list[Hit]:
        """Everything that the words may mean, kind by kind.

        Args:
            words: Signs, pinyin or initials, with blanks between them; every one has to fit.
            deeds: What the window can do and show, by what it is called.
        """
        if not words.strip():
            return []
        return [
            *found_among(deeds, words, MOST),
            *map(_person, self._people.find(PeopleView(words), count=MOST).rows),
            *self._named(HitKind.ORGANISATION, words),
            *self._named(HitKind.SESSION, words),
            *self._named(HitKind.BRANCH, words),
            *self._items(words),
        ]

    def _named(self, kind: HitKind, words: str) -> list[Hit]:
        return found_among(self._by_name(kind), words, MOST)

    def _by_name(self, kind: HitKind) -> list[Spoken]:
        latest = self._latest()
        if latest != self._kept_at:
            self._kept, self._kept_at = {}, latest
        if kind not in self._kept:
            read = {
                HitKind.ORGANISATION: self._read_organisations,
                HitKind.SESSION: self._read_sessions,
                HitKind.BRANCH: self._read_branches,
                HitKind.ITEM: self._read_questions,
            }
            self._kept[kind] = list(read[kind]())
        return self._kept[kind]

    def _read_organisations(self) -> Iterator[Spoken]:
        for row in self._organisations.rows():
            above = "/".join(row.path[:-1])
            place = f"organisation:organisation:{row.id}"
            yield Spoken(Hit(HitKind.ORGANISATION, row.name, above, place), " ".join(row.path))

    def _read_sessions(self) -> Iterator[Spoken]:
        for row in self._trainings.sessions():
            day = row.plan.starts_on.isoformat()
            hit = Hit(HitKind.SESSION, row.plan.title, day, f"training:session:{row.id}")
            yield Spoken(hit, row.plan.place)

    def _read_branches(self) -> Iterator[Spoken]:
        rounds, chosen = self._rounds.chosen()
        named = {row.id: row.facts.name for row in rounds}
        for row in self._rounds.branches(chosen) if chosen else ():
            detail = f"{row.township} {named[row.round_id]}".strip()
            yield Spoken(Hit(HitKind.BRANCH, row.name, detail, f"standard:branch:{row.id}"))

    def _read_questions(self) -> Iterator[Spoken]:
        return (Spoken(_item(row)) for row in self._bank.items(kinds=[ItemKind.ORAL]))

    def _items(self, words: str) -> list[Hit]:
        """The hundred questions first, by initials too: people know them; then by all they say."""
        questions = self._named(HitKind.ITEM, words)
        further = (
            _item(row) for key in self._bank.find(words, 2 * MOST) if (row := self._row(key))
        )
        named = {hit.place for hit in questions}
        return [*questions, *(hit for hit in further if hit.place not in named)][:MOST]

    def _row(self, key: ItemId) -> ItemRow | None:
        try:
            return self._bank.item(key)
        except RuleError:  # removed since it was found
            return None


def _person(row: PersonRow) -> Hit:
    kind = INSTRUCTOR_KIND_NAMES.get(row.kind, "")
    detail = " ".join(filter(None, (kind, row.organisation or row.station, row.post)))
    return Hit(HitKind.PERSON, row.name, detail, f"people:person:{row.id}")


def _item(row: ItemRow) -> Hit:
    stem = row.content.stem
    title = stem if len(stem) <= _STEM else f"{stem[:_STEM]}…"
    return Hit(HitKind.ITEM, title, row.number, f"bank:item:{row.id}")

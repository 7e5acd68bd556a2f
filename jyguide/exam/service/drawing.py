"""Drawing papers from the bank as it stands, and drawing one again."""

from __future__ import annotations

import random
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db.models import Paper as PaperTable
from db.uow import Store
from jyguide.bank.item import ItemContent
from jyguide.bank.pinning import fixed_places
from jyguide.bank.service import BankService
from jyguide.exam.composing.alike import Drawn, Pair, alike_pairs, draw_apart, spare_ones
from jyguide.exam.composing.bank_supply import BankSupply
from jyguide.exam.composing.blueprint import (
    MOST_AVOIDED,
    Blueprint,
    DrawnItem,
    require,
)
from jyguide.exam.composing.drawing import choose, order_options, shuffled
from jyguide.exam.paper import BlueprintPlan, PaperDraft
from jyguide.exam.service.supply import (
    Supply,
    asked_by,
    asked_by_each,
    candidates_of,
    found_distinct,
    last_papers,
    read_supply,
)
from jyguide.ids import RevisionId
from jyguide.pause import collector_paused
from jyguide.place import Place

_RULES = 1
"""The release of the rules of drawing, kept with a paper."""


@dataclass(frozen=True, slots=True)
class _Bank:
    """What a blueprint may draw from.

    Attributes:
        papers: Whose items are avoided.
        distinct: Pairs of items that are not alike though they look it.
    """

    supply: Supply
    papers: tuple[uuid.UUID, ...]
    distinct: frozenset[frozenset[str]]


class PaperDrawing:
    """Draws drafts; keeps nothing."""

    def __init__(self, store: Store, place: Place, bank: BankService) -> None:
        self._store = store
        self._place = place
        self._bank = bank
        self._spare: tuple[str, frozenset[uuid.UUID]] = "", frozenset()

    @collector_paused()
    def bank_supply(self) -> BankSupply:
        """What blueprints are weighed against while they are written."""
        with self._store.read() as session:
            supply = read_supply(session)
            papers = last_papers(session, self._place.station_id, MOST_AVOIDED)
            recent = asked_by_each(session, papers)
            distinct = found_distinct(session)
        candidates = candidates_of(supply)
        return BankSupply(
            candidates, self._bank.categories(), recent, self._spare_of(supply, distinct)
        )

    def _spare_of(
        self, supply: Supply, distinct: frozenset[frozenset[str]]
    ) -> frozenset[uuid.UUID]:
        """Looked for once for each state of the bank: it takes half a second for 10,000 items."""
        mark = f"{supply.digest()}{len(distinct)}"
        if self._spare[0] != mark:
            said: dict[int, ItemContent] = {}
            self._read(supply, range(len(supply.entries)), said)
            spare = spare_ones(list(said.items()), lambda pair: _items(supply, pair) in distinct)
            self._spare = mark, frozenset(uuid.UUID(supply.entries[at].item) for at in spare)
        return self._spare[1]

    @collector_paused()
    def draft(
        self,
        plan: BlueprintPlan,
        title: str,
        seed: int,
        among: Collection[uuid.UUID] | None = None,
        avoided: Sequence[uuid.UUID] | None = None,
    ) -> PaperDraft:
        """A paper that is not kept.

        Args:
            plan: The blueprint.
            title: What stands at its head.
            seed: The same seed, blueprint and bank give the same paper.
            among: Keys of the items to draw from; None for the whole bank.
            avoided: The papers whose items are avoided; None for the last ones of this office.

        Raises:
            RuleError: the bank cannot fill the blueprint; what lacks is named.
        """
        blueprint = plan.blueprint
        bank = self._look(blueprint, among, avoided)
        drawn, items = self._draw(blueprint, bank, seed)
        drawing: dict[str, Any] = {
            "origin": "drawn",
            "rules": _RULES,
            "pool": bank.supply.digest(),
            "avoid_papers": blueprint.avoid_papers,
            "avoided": [str(paper) for paper in bank.papers],
            "allow_alike": blueprint.allow_alike,
        }
        if among is not None:
            drawing["among"] = sorted(map(str, among))
        if drawn.alike:
            entries = bank.supply.entries
            drawing["alike"] = [[entries[at].revision for at in pair] for pair in drawn.alike]
        return PaperDraft(title, plan, seed, items, drawing)

    def draft_again(self, row: PaperTable, plan: BlueprintPlan) -> PaperDraft:
        """The draft that the seed of a kept paper gives today.

        Raises:
            RuleError: the bank cannot fill its blueprint any more.
        """
        drawing: Mapping[str, Any] = row.drawing or {}
        among = drawing.get("among")
        return self.draft(
            plan,
            row.title,
            row.seed,
            None if among is None else [uuid.UUID(item) for item in among],
            [uuid.UUID(paper) for paper in drawing.get("avoided", ())],
        )

    def _look(
        self,
        blueprint: Blueprint,
        among: Collection[uuid.UUID] | None = None,
        avoided: Sequence[uuid.UUID] | None = None,
    ) -> _Bank:
        with self._store.read() as session:
            supply = read_supply(session).accepted_by(blueprint.lines)
            papers = self._avoided(session, blueprint) if avoided is None else avoided
            if among is not None:
                supply = supply.among(frozenset(among))
            if papers:
                supply = supply.without(asked_by(session, papers))
            distinct = frozenset() if blueprint.allow_alike else found_distinct(session)
        return _Bank(supply, tuple(papers), distinct)

    def _avoided(self, session: Session, blueprint: Blueprint) -> list[uuid.UUID]:
        return last_papers(session, self._place.station_id, blueprint.avoid_papers)

    def _draw(
        self, blueprint: Blueprint, bank: _Bank, seed: int
    ) -> tuple[Drawn, tuple[DrawnItem, ...]]:
        supply, pool = bank.supply, bank.supply.pool()
        require(blueprint.lines, pool.counts(), supply.avoided_counts())
        chance = random.Random(seed)  # noqa: S311 - to be drawn again, not unguessable
        order = shuffled(pool, chance)
        said: dict[int, ItemContent] = {}

        def pairs_of(places: Sequence[int]) -> list[Pair]:
            self._read(supply, places, said)
            found = alike_pairs([(place, said[place]) for place in places])
            return [pair for pair in found if _items(supply, pair) not in bank.distinct]

        if blueprint.allow_alike:
            drawn = Drawn(tuple(choose(blueprint.lines, pool, order)))
        else:
            drawn = draw_apart(blueprint.lines, pool, order, pairs_of)
        if blueprint.shuffle_options:
            self._read(supply, [place for place, _line in drawn.places], said)
        return drawn, tuple(
            DrawnItem(
                uuid.UUID(supply.entries[place].revision),
                blueprint.lines[line].points,
                _order(said[place], chance) if blueprint.shuffle_options else (),
            )
            for place, line in drawn.places
        )

    def _read(self, supply: Supply, places: Sequence[int], said: dict[int, ItemContent]) -> None:
        """Have these places say what they ask."""
        keys = {
            place: RevisionId(uuid.UUID(supply.entries[place].revision))
            for place in places
            if place not in said
        }
        found = self._bank.contents(list(keys.values()))
        said.update((place, found[key]) for place, key in keys.items())


def never_drawn(row: PaperTable) -> str:
    """Why a paper cannot be drawn again, in a sentence; empty where it was drawn here."""
    return {
        "fixed": "这份卷是手工选的题，没有抽题过程可以重复。",
        "sealed": "这份卷来自密封统考，由市级抽题，这里不能再抽。",
    }.get((row.drawing or {}).get("origin", "drawn"), "")


def _items(supply: Supply, pair: Pair) -> frozenset[str]:
    return frozenset(supply.entries[place].item for place in pair)


def _order(content: ItemContent, chance: random.Random) -> tuple[int, ...]:
    pinned = fixed_places(content)
    return order_options(content.kind, len(content.options), pinned, chance)

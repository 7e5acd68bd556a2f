"""Use cases of refreshers: ten questions on the clauses that a new edition changed."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.bank.regulation import Impact
from jyguide.bank.service import BankService
from jyguide.bank.service.regulations import RegulationService
from jyguide.bank.titles import bare_title
from jyguide.errors import RuleError
from jyguide.exam.composing.refresher import choose, plan_for
from jyguide.exam.service.papers import PaperService
from jyguide.ids import ItemId, PaperId, RegulationId


@dataclass(frozen=True, slots=True)
class Refresher:
    """A refresher paper as drawn.

    Attributes:
        items: Questions on it; ten where the bank has as many.
        on_changes: Those that rest on a changed clause and have been reviewed.
    """

    paper_id: PaperId
    title: str
    items: int
    on_changes: int


class RefresherService:
    """Draws papers for people who learned a clause that has changed."""

    def __init__(
        self, bank: BankService, regulations: RegulationService, papers: PaperService
    ) -> None:
        self._bank = bank
        self._regulations = regulations
        self._papers = papers

    def draw(self, regulation_id: RegulationId, seed: int) -> Refresher:
        """Draw a paper like any other, to be printed and sat.

        Reviewed items of changed clauses come first, then others of the regulation, then others
        of the same categories.

        Args:
            regulation_id: The superseded edition.
            seed: The same seed and bank give the same paper.

        Raises:
            RuleError: no clause is marked as changed, or the bank has nothing to ask about it.
        """
        impact = self._regulations.impact(regulation_id)
        if not impact.clauses:
            raise RuleError(
                f"《{impact.regulation.title}》“{impact.regulation.edition}”没有标记过修订的条款，"
                "没有组卷。",
                hint="请先标记哪些条款变了。",
            )
        reviewed = frozenset(row.id for row in impact.reviewed)
        tiers = (reviewed, self._of_regulation(impact), self._of_categories(impact))
        chosen = choose(self._papers.candidates(), tiers, seed)
        if not chosen:
            raise RuleError(
                "题库里没有可以抽的题，没有组卷。",
                hint="请先复核这部法规的题，或者补充几道题。",
            )
        title = f"《{bare_title(impact.regulation.title)}》修订重学卷"
        keys = frozenset(one.item_id for one in chosen)
        paper = self._papers.draw(plan_for(chosen, title), title, seed, among=keys)
        return Refresher(paper, title, len(chosen), len(keys & reviewed))

    def _of_regulation(self, impact: Impact) -> frozenset[ItemId]:
        """Items that rest on the edition in force, under whatever title it goes by."""
        named = {(bare_title(impact.regulation.title), "")}
        by_id = {row.id: row for row in self._regulations.regulations()}
        at = impact.regulation.successor
        while at in by_id:
            named.add((bare_title(by_id[at].title), by_id[at].edition))
            at = by_id[at].successor
        return frozenset(
            row.id
            for row in self._bank.items()
            if (bare_title(row.content.regulation), row.content.edition) in named
        )

    def _of_categories(self, impact: Impact) -> frozenset[ItemId]:
        wanted = {row.content.category for row in (*impact.reviewed, *impact.waiting)} - {""}
        return frozenset(row.id for row in self._bank.items() if row.content.category in wanted)

"""What the making of a paper by hand starts from: nothing, a draft, or a paper there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.service import BankService
from jyguide.exam.composing.fixed import Pick, in_sections
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import PaperDraft
from jyguide.exam.points import Points
from jyguide.exam.service import PaperService
from jyguide.ids import PaperId, RevisionId

_PASS, _MINUTES = 600, 60
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class FixedStart:
    """A paper as the dialog opens with it.

    Attributes:
        bank: What may stand on it, in the order of the bank.
        left_out: Items of the paper it was copied from that may not be asked any more.
    """

    bank: Sequence[ItemRow]
    title: str = ""
    picks: Sequence[Pick] = ()
    pass_points: Points = _PASS
    minutes: int = _MINUTES
    rule: MarkingRule = MarkingRule()  # noqa: RUF009 - frozen
    left_out: int = 0


def with_nothing(bank: BankService, pass_percent: int, minutes: int) -> FixedStart:
    """An empty paper of 100 points, with the pass mark and the time the office has chosen."""
    return FixedStart(_offered(bank), pass_points=_WHOLE * pass_percent // 100, minutes=minutes)


def of_draft(bank: BankService, draw: Callable[[], PaperDraft]) -> FixedStart:
    """A paper drawn just now, to be put right by hand.

    Raises:
        RuleError: the bank cannot fill its blueprint.
    """
    draft = draw()
    offered = _offered(bank)
    asked = [(RevisionId(item.revision_id), item.points) for item in draft.items]
    plan = draft.plan
    picks, gone = _picks(offered, asked)
    passing, minutes = plan.blueprint.pass_points, plan.blueprint.minutes
    return FixedStart(offered, draft.title, picks, passing, minutes, plan.rule, gone)


def of_paper(bank: BankService, papers: PaperService, paper_id: PaperId) -> FixedStart:
    """A copy of a paper; what has been withdrawn since is left out.

    Raises:
        RuleError: there is no such paper.
    """
    paper = papers.paper(paper_id)
    offered = _offered(bank)
    picks, gone = _picks(offered, [(place.revision_id, place.points) for place in paper.places])
    row = paper.row
    title = f"{row.title}（副本）"
    return FixedStart(offered, title, picks, row.pass_points, row.minutes, paper.rule, gone)


def _offered(bank: BankService) -> list[ItemRow]:
    return [
        row
        for row in bank.items(statuses=[ItemStatus.IN_FORCE])
        if row.drawable and row.content.kind is not ItemKind.ORAL and row.content.answer
    ]


def _picks(
    offered: Sequence[ItemRow], asked: Iterable[tuple[RevisionId, Points]]
) -> tuple[list[Pick], int]:
    """The items that may still be asked as they were, and how many may not."""
    rows = {row.revision_id: row for row in offered}
    all_asked = list(asked)
    picks = [Pick(rows[key], points) for key, points in all_asked if key in rows]
    return in_sections(picks), len(all_asked) - len(picks)

"""What the form for a new quiz offers, fetched in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jyguide.app import Application
from jyguide.exam.paper import BlueprintRow, PaperRow
from jyguide.ids import SessionId
from jyguide.quiz.picking import FromBlueprint, FromPaper, ItemSource, RandomItems
from jyguide.training.session import SessionRow

_MOST = 20
"""Sessions, papers and blueprints offered: the newest."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Sessions, sources of items, and what is suggested.

    Attributes:
        suggested: The session to which people have signed in last, None where there is none.
    """

    title: str
    sessions: tuple[SessionRow, ...]
    suggested: SessionId | None
    categories: tuple[str, ...]
    papers: tuple[PaperRow, ...]
    blueprints: tuple[BlueprintRow, ...]

    def sources(self) -> Iterator[tuple[str, ItemSource]]:
        """Each with its words, the whole bank first."""
        yield "题库随机（单选、多选、判断）", RandomItems()
        for category in self.categories:
            yield f"题库随机 · {category}", RandomItems(category=category)
        for paper in self.papers:
            yield f"试卷 · {paper.title}（{paper.items} 题）", FromPaper(paper.id)
        for one in self.blueprints:
            yield f"蓝图抽题 · {one.plan.name}", FromBlueprint(one.plan)


def fetch_choices(app: Application) -> Choices:
    """Everything the form needs; called on the worker."""
    sessions = tuple(app.training.sessions()[:_MOST])
    came = [row for row in sessions if row.attended]
    now = app.clock()
    return Choices(
        title=f"课堂竞答 {now.month}月{now.day}日",
        sessions=sessions,
        suggested=came[0].id if came else None,
        categories=tuple(app.bank.categories()),
        papers=tuple(app.papers.papers()[:_MOST]),
        blueprints=tuple(app.papers.blueprints()[:_MOST]),
    )

"""Which items rest on a clause that says something else since its regulation was revised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jyguide.bank.articles import articles_named
from jyguide.bank.item import ItemContent


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause of a superseded edition that has changed.

    Attributes:
        edition: The superseded one.
        new_edition: The one that replaced it.
        article: As items cite it; empty for whatever rests on the old edition.
        new_article: Where it stands now, as far as known.
        note: What has changed, in a sentence.
    """

    regulation: str
    edition: str
    new_edition: str
    article: str
    new_article: str = ""
    note: str = ""


class Recalls:
    """The changes of clauses, asked item by item.

    An item is recalled while what it says cites the superseded edition, or no edition at all.
    Reviewing it makes a revision that cites the new one, changed or not: so nothing has to be
    remembered beside the change, and PCs that learn of it apart agree.
    """

    def __init__(self, changes: Iterable[ClauseChange]) -> None:
        self._by_title: dict[str, list[tuple[ClauseChange, frozenset[int]]]] = defaultdict(list)
        for change in changes:
            named = articles_named(change.article)
            self._by_title[bare_title(change.regulation)].append((change, named))

    def of(self, content: ItemContent) -> ClauseChange | None:
        """The change an item has to be reviewed for, or None."""
        return self.of_citation(content.regulation, content.edition, content.article)

    def of_citation(self, regulation: str, edition: str, article: str) -> ClauseChange | None:
        """As `of`, from what an item cites.

        An item that names no article may rest on any, and a change that names none touches all.
        """
        changes = self._by_title.get(bare_title(regulation), ()) if regulation else ()
        if not changes:
            return None
        cited = articles_named(article)
        for change, named in changes:
            meant = not cited or not named or bool(cited & named)
            if meant and edition in ("", change.edition):
                return change
        return None


@lru_cache(maxsize=1024)  # thousands of items rest on a few dozen regulations
def bare_title(title: str) -> str:
    """A regulation's title without what people leave out: 《》, the issuer, （试行）."""
    bare = re.sub(r"[《》〈〉\s]|[（(]试行[)）]", "", title)
    return re.sub(r"^(?:中国共产党|中华人民共和国|关于)+", "", bare)


def moved_articles(changes: Iterable[ClauseChange]) -> dict[int, int]:
    """Old number of an article to its new one, as far as the changes tell.

    A change tells of several articles only where as many are named on both sides: 第三至五条 that
    became 第四至六条 move one by one, 第三条 that was split into two tells nothing.
    """
    moved: dict[int, int] = {}
    for change in changes:
        old, new = (sorted(articles_named(one)) for one in (change.article, change.new_article))
        if len(old) == len(new):
            moved.update(zip(old, new, strict=True))
    return moved

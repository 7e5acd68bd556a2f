"""Which items rest on a clause that says something else since its regulation was revised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jyguide.bank.articles import articles_named, is_unclear
from jyguide.bank.item import ItemContent
from jyguide.bank.titles import bare_edition, bare_title

Named = tuple[str, str]
"""Title and edition of a regulation."""

_Mark = tuple["ClauseChange", frozenset[int]]
"""A change with the articles it names."""


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


@dataclass(frozen=True, slots=True)
class Recall:
    """Why an item has to be reviewed.

    Attributes:
        changes: What it rests on and has changed, from edition to edition; never empty.
        names_article: Whether the item says which article it rests on; else it may be any.
        moved: Old number of an article to its present one, as far as all the marks tell.
        is_sure: Whether they tell where all its articles stand now.
    """

    changes: tuple[ClauseChange, ...]
    names_article: bool = True
    moved: tuple[tuple[int, int], ...] = ()
    is_sure: bool = True

    @property
    def regulation(self) -> str:
        return self.changes[0].regulation

    @property
    def edition(self) -> str:
        return self.changes[0].edition

    @property
    def clauses(self) -> str:
        """The changed clauses in words: ``第三条、第五条``, or 全部条款."""
        return "、".join(dict.fromkeys(one.article or "全部条款" for one in self.changes))

    @property
    def note(self) -> str:
        """What has changed, without a full stop; empty where nobody wrote it down."""
        notes = dict.fromkeys(one.note.strip().rstrip("。") for one in self.changes)
        return "；".join(note for note in notes if note)

    def reason(self) -> str:
        """Why it is to be reviewed, and where that is done, in sentences."""
        note = f"：{self.note}" if self.note else ""
        said = f"《{self.regulation}》{self.clauses}已修订{note}，请复核。"
        unnamed = "" if self.names_article else "这道题没有写明条款，也要核对。"
        return f"{said}{unnamed}{WHERE_TO_REVIEW}考试暂不抽这道题。"


WHERE_TO_REVIEW = (
    "仍然正确的，在“工具 → 法规与修订 → 需复核”里点“复核无误”；不对的修改题目。"
    "统一题库的题由市级复核。"
)


class Recalls:
    """The changes of clauses, asked item by item.

    An item is recalled while what it says cites a superseded edition, or one that nobody knows.
    Reviewing it makes a revision that cites the one in force, changed or not: so nothing has to
    be remembered beside the change, and PCs that learn of it apart agree.
    """

    def __init__(
        self, changes: Iterable[ClauseChange], listed: Mapping[Named, Named | None] | None = None
    ) -> None:
        """Take the changes in.

        Args:
            changes: All that are known.
            listed: Every edition on the list with the one after it; None for one in force.
        """
        self._marks: dict[Named, list[_Mark]] = defaultdict(list)
        self._after: dict[Named, Named | None] = {
            _key(*one): _key(*after) if after else None for one, after in (listed or {}).items()
        }
        for change in changes:
            at = _key(change.regulation, change.edition)
            self._marks[at].append((change, articles_named(change.article)))
            after = _key(change.regulation, change.new_edition) if change.new_edition else None
            self._after.setdefault(at, after)
            if after:
                self._after.setdefault(after, None)
        self._editions: dict[str, list[Named]] = defaultdict(list)
        for one in sorted(self._after, key=lambda one: -len(list(self._path(one)))):
            self._editions[one[0]].append(one)
        self._found: dict[tuple[str, str, str], Recall | None] = {}

    @property
    def any_marked(self) -> bool:
        """Whether any clause has changed; if not, nothing is recalled, whatever it cites."""
        return bool(self._marks)

    def of(self, content: ItemContent) -> Recall | None:
        """What an item has to be reviewed for, or None."""
        return self.of_citation(content.regulation, content.edition, content.article)

    def of_citation(self, regulation: str, edition: str, article: str) -> Recall | None:
        """As `of`, from what an item cites.

        An item that names no article may rest on any, and a change that names none touches all.
        An edition that is not on the list counts as any of those that are, the oldest first.
        """
        if not regulation or not self._marks:
            return None
        cited = (regulation, edition, article)
        if cited not in self._found:
            own = _key(regulation, edition)
            starts = [own] if own in self._after else self._editions.get(own[0], ())
            ways = (self._along(self._path(start), article) for start in starts)
            self._found[cited] = next((way for way in ways if way), None)
        return self._found[cited]

    def _along(self, path: Iterable[Named], article: str) -> Recall | None:
        """What an article meets on its way from edition to edition."""
        cited = articles_named(article)
        places = {number: frozenset({number}) for number in cited}
        changes: list[ClauseChange] = []
        clear = not is_unclear(article)
        for edition in path:
            marks = self._marks.get(edition, ())
            here = frozenset().union(*places.values())
            changes += (mark for mark, named in marks if not (cited and named) or here & named)
            clear = clear and not any(_is_taken(number, marks) for number in here)
            places = {number: _moved(at, marks) for number, at in places.items()}
        if not changes:
            return None
        moved = tuple((number, min(at)) for number, at in places.items() if len(at) == 1)
        told = len(moved) == len(places)
        kept = not any(one.new_article for one in changes)
        return Recall(tuple(changes), bool(cited), moved, told and (clear or kept))

    def _path(self, start: Named) -> Iterator[Named]:
        """An edition and those that came after it."""
        seen: set[Named] = set()
        at: Named | None = start
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self._after.get(at)


def moved_articles(change: ClauseChange) -> dict[int, frozenset[int]]:
    """Old number of an article to where it may stand now; empty where the change does not tell.

    As many articles on both sides move one by one: 第三至五条 that became 第四至六条. Else each of
    the old ones may be any of the new, as those of 第三条 that was split into two.
    """
    old, new = (sorted(articles_named(one)) for one in (change.article, change.new_article))
    if len(old) == len(new):
        return {number: frozenset({stands}) for number, stands in zip(old, new, strict=True)}
    return {number: frozenset(new) for number in old if new}


def _moved(places: frozenset[int], marks: Sequence[_Mark]) -> frozenset[int]:
    """Where articles stand in the next edition; what no mark moves keeps its number."""
    told = [moved_articles(mark) for mark, _named in marks]
    stand: set[int] = set()
    for number in places:
        ways = [one[number] for one in told if number in one]
        stand |= frozenset().union(*ways) if ways else {number}
    return frozenset(stand)


def _is_taken(number: int, marks: Sequence[_Mark]) -> bool:
    """Whether another article stands under this number now, and no mark tells where it went."""
    told = [moved_articles(mark) for mark, _named in marks]
    comes = any(number in at for one in told for at in one.values())
    return comes and not any(number in one for one in told)


def _key(title: str, edition: str) -> Named:
    return bare_title(title), bare_edition(edition)

"""The list of regulations, what a new edition changes, and whom that concerns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.bank.articles import articles_named, as_citation
from jyguide.bank.recall import Recall
from jyguide.bank.row import ItemRow
from jyguide.errors import RuleError
from jyguide.ids import CertificateId, ClauseChangeId, ItemId, PaperId, RegulationId

CARRIED = "换版，条款未变"
"""Why an item says it rests on another edition, its clause being the same."""

REVIEWED = "复核无误"
"""Why an item of a changed clause cites the new edition in its old words."""


@dataclass(frozen=True, slots=True)
class RegulationRow:
    """A regulation in one edition.

    Attributes:
        replaced: What it superseded, in words.
        successor: The edition that superseded this one; None while it is in force.
        successor_name: That edition in words; empty while this one is in force.
        items: Items, not withdrawn, that rest on this very edition.
        recalled: Those of them that wait for review.
        changes: Clauses marked as changed.
    """

    id: RegulationId
    code: str
    title: str
    edition: str
    in_force_from: date | None
    replaced: str
    note: str
    successor: RegulationId | None
    successor_name: str
    items: int
    recalled: int
    changes: int

    @property
    def in_force(self) -> bool:
        return self.successor is None


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition to be put on the list.

    Attributes:
        in_force_from: None where the day is not known.
    """

    title: str
    edition: str
    in_force_from: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """A clause that a new edition changes, as a person marks it.

    Attributes:
        article: As items cite it; empty for whatever rests on the old edition.
        new_article: Where it stands now; empty where it has kept its number or is not known.
        note: What has changed, in a sentence.
    """

    article: str = ""
    new_article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause marked as changed."""

    id: ClauseChangeId
    mark: ClauseMark
    marked_on: date
    items: int


@dataclass(frozen=True, slots=True)
class UsedPaper:
    """A paper that asked what rested on a changed clause, once for each exam it was set in.

    Attributes:
        exam, session: Empty where it was never set.
        held_on: The day somebody first sat it, or None.
        items: Names of the items.
    """

    paper_id: PaperId
    title: str
    exam: str
    session: str
    held_on: date | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertifiedPerson:
    """Somebody certified in an exam that asked what rested on a changed clause.

    Attributes:
        sat_on: The day he sat the exam; None where his attempt is not here.
        items: Names of the items.
    """

    certificate_id: CertificateId
    name: str
    station: str
    number: str
    exam: str
    sat_on: date | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What the changed clauses of one regulation concern.

    Attributes:
        waiting: Items that wait for review; no exam draws them.
        reviewed: Items that rested on a changed clause and say what is in force now.
        untouched: Items that cite the old edition and rest on clauses that did not change.
        people: By station and name.
    """

    regulation: RegulationRow
    clauses: tuple[ClauseRow, ...]
    waiting: tuple[ItemRow, ...]
    reviewed: tuple[ItemRow, ...]
    untouched: tuple[ItemRow, ...]
    papers: tuple[UsedPaper, ...]
    people: tuple[CertifiedPerson, ...]

    @property
    def ready(self) -> int:
        """How many items on changed clauses have been reviewed and may be drawn."""
        return sum(row.drawable for row in self.reviewed)


def read_mark(text: str) -> ClauseMark:
    """A clause as written on one line: ``第十三条=第十四条：由备案改为同意``.

    Number and note may be missing; ``全部`` stands for the whole regulation.

    Raises:
        RuleError: it names no article.
    """
    head, _, note = _parted(text, "[:：]")
    article, _, new_article = _parted(head, "[=＝]")
    mark = ClauseMark(
        "" if article == "全部" else as_citation(article), as_citation(new_article), note
    )
    refuse_unclear(mark)
    return mark


def refuse_unclear(mark: ClauseMark) -> None:
    """Refuse a mark whose articles cannot be told: it would recall everything, or nothing.

    Raises:
        RuleError: the sentence names what was written.
    """
    for citation in (mark.article, mark.new_article):
        if citation and not articles_named(citation):
            raise RuleError(
                f"“{citation}”里看不出是哪一条，没有标记。",
                hint="请写成“第十三条”或“第十三至十五条”；整部法规都要复核的，条款留空（命令行写“全部”）。",
            )


def refuse_gone(wanted: Iterable[ItemId], present: Container[ItemId]) -> None:
    """Refuse items that are no longer in the bank.

    Raises:
        RuleError: one was removed.
    """
    if any(key not in present for key in wanted):
        raise RuleError(
            "要复核的题里有已被删除的，没有复核任何题。", hint="请刷新列表后重新选择。"
        )


def refuse_untold(row: ItemRow, recall: Recall) -> None:
    """Refuse an item whose clause may stand here or there now.

    Raises:
        RuleError: the sentence names the item and what it cites.
    """
    if not recall.is_sure:
        raise RuleError(
            f"{row.name}依据的{row.content.article}现在是哪一条，看标记还不能确定，"
            "没有复核任何题。",
            hint="请单独选这一题，填写它现在的条款，再点“复核无误”。",
        )


def next_code(code: str, edition: NewEdition, taken: Sequence[str]) -> str:
    """A code for a new edition: the regulation's own with the year it came, such as fzdy-2026."""
    base = re.sub(r"-\d{4}(?:-\d+)?$", "", code)
    year = re.search(r"\d{4}", edition.edition)
    if year is None and edition.in_force_from is not None:
        year = re.search(r"\d{4}", edition.in_force_from.isoformat())
    wanted = f"{base}-{year[0]}" if year else base
    free = wanted
    count = 1
    while free in taken:
        count += 1
        free = f"{wanted}-{count}"
    return free


def _parted(text: str, sign: str) -> tuple[str, str, str]:
    found = re.search(sign, text)
    if found is None:
        return text.strip(), "", ""
    return text[: found.start()].strip(), found[0], text[found.end() :].strip()

"""民情台账: a matter somebody raised, who deals with it, and the reply; its state is concluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.grid.kinds import Acceptance, MatterCategory
from jyguide.grid.visit_place import NOWHERE, GridPlace
from jyguide.ids import GridUnitId, MatterId, StationId, TargetId
from jyguide.masking import numbers_masked

LONGEST = 2000
_LONGEST_NAME = 50
_FIRST_YEAR = 2000
"""An earlier year is a slip of the keys."""
_MOST_YEARS = 5
"""Nobody is promised a reply later than so many years on."""
WEEK = timedelta(days=7)


class MatterState(StrEnum):
    """How far a matter has come."""

    OPEN = "open"
    OVERDUE = "overdue"
    REPLIED = "replied"
    REFUSED = "refused"


MATTER_STATE_NAMES = {
    MatterState.OPEN: "待答复",
    MatterState.OVERDUE: "逾期未答复",
    MatterState.REPLIED: "已答复",
    MatterState.REFUSED: "答复不满意",
}


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What is written down when a matter is raised.

    Attributes:
        unit_id: Where; None: nowhere in the grid.
        target_id: Whose household or which member it came from; None: of nobody on the list.
        visit_id: The visit in which it was raised.
        raised_by: Who, in his own name; "" where he did not say.
    """

    content: str
    raised_on: date
    category: MatterCategory = MatterCategory.OTHER
    raised_by: str = ""
    owner: str = ""
    due_on: date | None = None
    unit_id: GridUnitId | None = None
    target_id: TargetId | None = None
    visit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What was replied.

    Attributes:
        accepted: None: nobody has asked him yet.
    """

    on: date
    text: str
    accepted: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter that is kept."""

    id: MatterId
    facts: MatterFacts
    reply: Reply | None
    station_id: StationId | None
    place: GridPlace = NOWHERE
    target: str = ""
    state: MatterState = MatterState.OPEN
    version: str = field(default="", compare=False, repr=False)

    @property
    def waits(self) -> bool:
        return self.state in (MatterState.OPEN, MatterState.OVERDUE)


@dataclass(frozen=True, slots=True)
class MatterCounts:
    """What matters come to."""

    total: int = 0
    open: int = 0
    overdue: int = 0
    replied: int = 0
    refused: int = 0

    @property
    def sentence(self) -> str:
        """Such as 民情 12 件：已答复 9 件，待答复 3 件，其中逾期 1 件."""
        if not self.total:
            return "没有民情事项。"
        waiting = self.open + self.overdue
        parts = [f"已答复 {self.replied + self.refused} 件"]
        if waiting:
            late = f"，其中逾期 {self.overdue} 件" if self.overdue else ""
            parts.append(f"待答复 {waiting} 件{late}")
        if self.refused:
            parts.append(f"不满意 {self.refused} 件")
        return f"民情 {self.total} 件：{'，'.join(parts)}。"


def masked_matter(row: MatterRow) -> MatterRow:
    """The same for eyes and files: numbers of people in what was written down are masked."""
    facts = replace(
        row.facts,
        content=numbers_masked(row.facts.content),
        raised_by=numbers_masked(row.facts.raised_by),
        owner=numbers_masked(row.facts.owner),
    )
    told = row.reply and replace(row.reply, text=numbers_masked(row.reply.text))
    return replace(row, facts=facts, reply=told, target=numbers_masked(row.target))


def matter_state(due_on: date | None, reply: Reply | None, today: date) -> MatterState:
    """How far a matter has come on a day."""
    if reply is not None:
        refused = reply.accepted is Acceptance.NOT
        return MatterState.REFUSED if refused else MatterState.REPLIED
    if due_on is not None and due_on < today:
        return MatterState.OVERDUE
    return MatterState.OPEN


def matter_counts(rows: Iterable[MatterRow]) -> MatterCounts:
    """Count matters by their state."""
    states = [row.state for row in rows]
    return MatterCounts(len(states), *(states.count(state) for state in MatterState))


def checked_matter(facts: MatterFacts, days: int, today: date) -> MatterFacts:
    """The facts in their stored form, with the usual day of reply where none is laid down.

    Args:
        facts: As entered.
        days: How long a reply usually takes.
        today: No later day of raising is taken.

    Raises:
        RuleError: there is no content, or a day cannot be.
    """
    raised_on = facts.raised_on
    if raised_on > today:
        raise RuleError(
            f"提出日期{date_text(raised_on)}在今天之后，没有登记。", hint="请核对提出日期。"
        )
    if raised_on.year < _FIRST_YEAR:
        raise RuleError(
            f"提出日期{date_text(raised_on)}太早，没有登记。", hint="请核对提出日期的年份。"
        )
    return replace(
        facts,
        content=_said(facts.content, "民情内容", LONGEST, "请写明反映了什么。"),
        raised_by=_short_enough(facts.raised_by, "提出人", _LONGEST_NAME),
        owner=_short_enough(facts.owner, "责任人", _LONGEST_NAME),
        due_on=_checked_due(facts.due_on or raised_on + timedelta(days=days), raised_on),
    )


def checked_reply(reply: Reply, raised_on: date, today: date) -> Reply:
    """The reply in its stored form.

    Raises:
        RuleError: it says nothing, or its day cannot be.
    """
    text = _said(reply.text, "答复内容", LONGEST, "请写明怎么答复的、办了什么。")
    if reply.on > today:
        raise RuleError(
            f"答复日期{date_text(reply.on)}在今天之后，没有登记。", hint="请在答复之后再登记。"
        )
    if reply.on < raised_on:
        raise RuleError(
            f"答复日期{date_text(reply.on)}早于提出日期{date_text(raised_on)}，没有登记。",
            hint="请核对答复日期。",
        )
    return replace(reply, text=text)


def matters_due_sentences(late: int, soon: int) -> tuple[str, str]:
    """``民情事项 2 件已过答复期限。`` and ``民情事项 3 件一周内要答复。``; "" of nothing."""
    over = f"民情事项 {late} 件已过答复期限。" if late else ""
    return over, f"民情事项 {soon} 件一周内要答复。" if soon else ""


def _checked_due(due_on: date, raised_on: date) -> date:
    if due_on < raised_on:
        raise RuleError(
            f"答复期限{date_text(due_on)}早于提出日期{date_text(raised_on)}，没有登记。",
            hint="请核对答复期限。",
        )
    if due_on.year > raised_on.year + _MOST_YEARS:
        raise RuleError(
            f"答复期限{date_text(due_on)}在提出 {_MOST_YEARS} 年之后，没有登记。",
            hint="请核对答复期限的年份。",
        )
    return due_on


def _said(text: str, word: str, longest: int, hint: str) -> str:
    if not text.strip():
        raise RuleError(f"没有写{word}，没有登记。", hint=hint)
    return _short_enough(text, word, longest)


def _short_enough(text: str, word: str, longest: int) -> str:
    text = text.strip()
    if len(text) > longest:
        raise RuleError(f"{word}超过 {longest} 字，没有登记。", hint="请写得短一些。")
    return text

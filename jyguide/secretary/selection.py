"""The yearly selection of village secretaries into township posts: candidates and outcomes.

What the program can find is explained by the fact found, what it cannot is confirmed by a person
with what he saw. Nobody is ranked. See `selection_rule` for places and conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from jyguide.appraisal.kinds import Grade
from jyguide.errors import RuleError
from jyguide.ids import SelectionCandidateId
from jyguide.secretary.kinds import SELECTION_OUTCOME_NAMES, SelectionOutcome
from jyguide.secretary.ledger_person import LedgerPerson
from jyguide.secretary.selection_rule import (
    CONDITION_NAMES,
    Condition,
    SelectionRule,
    places,
    places_sentence,
)


class Verdict(StrEnum):
    """Whether a condition is met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


VERDICT_NAMES = {
    Verdict.MET: "符合",
    Verdict.NOT_MET: "不符合",
    Verdict.UNKNOWN: "待核实",
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person found of a condition that nothing kept here decides."""

    met: bool
    saw: str
    by: str
    on: date

    def to_json(self) -> dict[str, Any]:
        return {"met": self.met, "saw": self.saw, "by": self.by, "on": self.on.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Confirmed:
        return cls(
            bool(kept["met"]), str(kept["saw"]), str(kept["by"]), date.fromisoformat(kept["on"])
        )


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """What is kept here of somebody, as far as conditions ask.

    Attributes:
        grades: By year, the list he stands on.
        training: Tenths of days in the year before.
        discipline: Day and title of each entry of that kind.
        vetoes: Year of an appraisal and what happened.
    """

    birth: date | None = None
    since: date | None = None
    grades: Mapping[int, Grade] = field(default_factory=dict)
    training: int = 0
    discipline: Sequence[tuple[date, str]] = ()
    vetoes: Sequence[tuple[int, str]] = ()
    education: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of one candidate.

    Attributes:
        asked: What is asked, in words.
        why: The fact found, or what a person saw.
        by_hand: Whether a person decided it.
    """

    condition: Condition
    asked: str
    verdict: Verdict
    why: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody considered in a year."""

    id: SelectionCandidateId
    person: LedgerPerson
    year: int
    checks: Sequence[Check]
    confirmed: Mapping[str, Confirmed] = field(default_factory=dict)
    outcome: SelectionOutcome = SelectionOutcome.NONE
    decided_on: date | None = None
    document: str = ""
    note: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def conclusion(self) -> str:
        """What the conditions come to, in words."""
        failed = [one for one in self.checks if one.verdict is Verdict.NOT_MET]
        open_ = [one for one in self.checks if one.verdict is Verdict.UNKNOWN]
        said = []
        if failed:
            said.append(f"不符合：{_names(failed)}")
        if open_:
            said.append(f"待核实：{_names(open_)}")
        return "；".join(said) or "各项条件都符合"

    @property
    def is_clear(self) -> bool:
        """Whether every condition is met."""
        return all(one.verdict is Verdict.MET for one in self.checks)


@dataclass(frozen=True, slots=True)
class SelectionYear:
    """Everybody considered in a year.

    Attributes:
        candidates: By pinyin; never ranked.
        serving: Village secretaries who serve.
    """

    year: int
    rule: SelectionRule
    candidates: tuple[CandidateRow, ...]
    serving: int

    @property
    def sentence(self) -> str:
        """Places and outcomes, for the foot of the list."""
        return outcomes_sentence(self.candidates, self.serving, self.rule.share)


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a candidate."""

    outcome: SelectionOutcome
    on: date | None = None
    document: str = ""
    note: str = ""


def check_decision(row: CandidateRow, decision: Decision, room: int, today: date) -> None:
    """Refuse an outcome that cannot be, or goes beyond the rule without a sentence.

    Args:
        row: As it stands.
        decision: What became of him.
        room: Places that nobody else has been selected for.
        today: No outcome is noted down before it was decided.

    Raises:
        RuleError: see above.
    """
    name = row.person.name
    if decision.outcome is SelectionOutcome.NONE:
        return
    if decision.on is None:
        raise RuleError(f"没有写{name}的决定日期，没有保存。", hint="请填写日期。")
    if decision.on > today:
        raise RuleError(f"决定日期 {decision.on} 在今天之后，没有保存。", hint="请核对日期。")
    if decision.outcome is not SelectionOutcome.SELECTED or decision.note.strip():
        return
    if room <= 0:
        raise RuleError(
            f"{row.year} 年的名额已经录用满，再录用{name}就超过名额，没有保存。",
            hint="确有依据的，请在“说明”里写明为什么超过名额。",
        )
    if not row.is_clear:
        raise RuleError(
            f"{name}{row.conclusion}，没有保存为录用。",
            hint="请先核实；仍要录用的，请在“说明”里写明理由。",
        )


def check_confirmed(check: Check, said: Confirmed, today: date) -> None:
    """Refuse what nobody needs to confirm, or says nothing.

    Raises:
        RuleError: see above.
    """
    name = CONDITION_NAMES[check.condition]
    if check.verdict is not Verdict.UNKNOWN and not check.by_hand:
        raise RuleError(
            f"“{name}”系统里已有依据（{check.why}），不用人工核实，没有保存。",
            hint="依据有误的，请到原处更正。",
        )
    if not said.saw.strip() or not said.by.strip():
        raise RuleError(
            f"没有写清“{name}”是谁核实、看到了什么，没有保存。", hint="请写明材料名称和核实人。"
        )
    if said.on > today:
        raise RuleError(f"核实日期 {said.on} 在今天之后，没有保存。", hint="请核对日期。")


def outcomes_sentence(rows: Iterable[CandidateRow], serving: int, share: int) -> str:
    """How many places, and what became of how many, for the foot of the list."""
    found = list(rows)
    counts = {
        outcome: sum(row.outcome is outcome for row in found)
        for outcome in SelectionOutcome
        if outcome
    }
    parts = [
        f"{SELECTION_OUTCOME_NAMES[one]} {count} 人" for one, count in counts.items() if count
    ]
    clear = sum(row.is_clear for row in found)
    said = f"考虑 {len(found)} 人，条件都符合 {clear} 人" if found else "还没有加入人选"
    over = counts[SelectionOutcome.SELECTED] - places(serving, share)
    more = f"，超过名额 {over} 名" if over > 0 else ""
    return f"{places_sentence(serving, share)}{'，'.join([said, *parts])}{more}。"


def with_outcome(row: CandidateRow, decision: Decision) -> CandidateRow:
    """A row with what became of him; an outcome taken back leaves no day."""
    kept = decision.outcome is not SelectionOutcome.NONE
    return replace(
        row,
        outcome=decision.outcome,
        decided_on=decision.on if kept else None,
        document=decision.document.strip() if kept else "",
        note=decision.note.strip(),
    )


def _names(checks: Sequence[Check]) -> str:
    return "、".join(CONDITION_NAMES[one.condition] for one in checks)

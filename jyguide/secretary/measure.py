"""Measures a secretary has to take: their way from raised to confirmed, and how they stand.

How one stands follows from its dates and is never kept. No step is skipped: what is done was laid
down before, and only what is done is confirmed, by another person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from jyguide.errors import RuleError
from jyguide.ids import PersonId, SecretaryMeasureId, TalkId
from jyguide.secretary.kinds import MeasureOrigin
from jyguide.secretary.ledger_person import LedgerPerson
from jyguide.standard.measure import compared_name, names_in

SOON = 7
"""Days from now within which a measure is due this week."""


class MeasureState(StrEnum):
    """In the order of the way; what is to be done next is what the state says."""

    OPEN = "open"
    PLANNED = "planned"
    OVERDUE = "overdue"
    DONE = "done"
    CONFIRMED = "confirmed"


MEASURE_STATE_NAMES = {
    MeasureState.OPEN: "待落实",
    MeasureState.PLANNED: "整改中",
    MeasureState.OVERDUE: "已超期",
    MeasureState.DONE: "待确认",
    MeasureState.CONFIRMED: "已确认",
}


class Step(StrEnum):
    """What may be done with a measure, in the order of the way."""

    PLAN = "plan"
    FINISH = "finish"
    CONFIRM = "confirm"
    REOPEN = "reopen"


IN_HAND = (MeasureState.OPEN, MeasureState.PLANNED, MeasureState.OVERDUE)
"""The states in which the secretary has something to do."""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What is kept of a measure; see `db.models.SecretaryMeasure`."""

    person_id: PersonId
    year: int
    origin: MeasureOrigin
    problem: str
    found_on: date
    talk_key: TalkId | None = None
    measure: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    done_note: str = ""
    confirmed_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of the database and whom it is about."""

    id: SecretaryMeasureId
    person: LedgerPerson
    facts: MeasureFacts
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done, by whom and till when."""

    measure: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Finish:
    """That it was done, and how."""

    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who looked, when, and found it done."""

    on: date
    by: str


def is_planned(facts: MeasureFacts) -> bool:
    """Whether it is laid down what is done, by whom and till when.

    A measure without a problem is one of a person erased since, and its words with him: its days
    still tell how far it came, so that the totals of its year stay what they were.
    """
    words = not facts.problem or (facts.measure and facts.owner)
    return bool(words and facts.due_on)


def state_on(facts: MeasureFacts, day: date) -> MeasureState:
    """Where a measure stands on a day.

    What was due is overdue, whether all of it was laid down or not. What two PCs did apart may
    have a date without the one before it: then the way has only got as far as it is unbroken, and
    `gap` says what is missing.
    """
    if days_over(facts, day):
        return MeasureState.OVERDUE
    if not is_planned(facts):
        return MeasureState.OPEN
    if facts.done_on is None:
        return MeasureState.PLANNED
    return MeasureState.CONFIRMED if facts.confirmed_on else MeasureState.DONE


def next_step(facts: MeasureFacts) -> Step | None:
    """What comes next; nothing after it is confirmed, or where the way is broken."""
    if facts.done_on is None:
        return Step.FINISH if is_planned(facts) else Step.PLAN
    return Step.CONFIRM if is_planned(facts) and facts.confirmed_on is None else None


def may_take(facts: MeasureFacts, step: Step) -> bool:
    """Whether the rules below let a step be taken."""
    if step is Step.PLAN:
        return facts.done_on is None
    if step is Step.REOPEN:
        return facts.done_on is not None
    return next_step(facts) is step


def days_over(facts: MeasureFacts, day: date) -> int:
    """Whole days since the last day on which it should have been done; 0 while in time or done."""
    if facts.due_on is None or facts.done_on is not None:
        return 0
    return max(0, (day - facts.due_on).days)


def due_text(facts: MeasureFacts, day: date) -> str:
    """``超期 5 天``, ``今天到期``, ``还有 3 天``; "" where nothing presses."""
    if facts.due_on is None or facts.done_on is not None:
        return ""
    if over := days_over(facts, day):
        return f"超期 {over} 天"
    left = (facts.due_on - day).days
    if left > SOON:
        return ""
    return f"还有 {left} 天" if left else "今天到期"


def gap(facts: MeasureFacts) -> str:
    """Which step of the way is missing before a later one; nothing for a whole way."""
    if facts.confirmed_on and facts.done_on is None:
        return "有确认，没有完成日期"
    if facts.done_on and not is_planned(facts):
        return "有完成日期，措施、责任人或期限没有写全"
    return ""


def measure_problems(facts: MeasureFacts, today: date) -> dict[str, str]:
    """What is wrong with what somebody entered of problem and plan, by the name of the field."""
    found: dict[str, str] = {}
    if not facts.problem.strip():
        found["problem"] = "请写明问题。"
    if facts.found_on > today:
        found["found_on"] = f"发现日期 {facts.found_on} 在今天之后。"
    if facts.due_on is not None and facts.due_on < facts.found_on:
        found["due_on"] = f"整改期限 {facts.due_on} 早于发现日期 {facts.found_on}。"
    if facts.done_on is not None and facts.done_on < facts.found_on:
        found["found_on"] = f"发现日期 {facts.found_on} 晚于完成日期 {facts.done_on}。"
    if facts.done_on is not None and not is_planned(facts):
        said = {"measure": "整改措施", "owner": "责任人", "due_on": "整改期限"}
        missing = next(name for name in said if not getattr(facts, name))
        found.setdefault(missing, f"已登记完成的，{said[missing]}不能空。")
    return found


def check_measure(facts: MeasureFacts, today: date) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in measure_problems(facts, today).values():
        raise RuleError(f"{sentence}整改措施没有保存。", hint="请改正后再保存。")


def planned(row: MeasureRow, plan: Plan, today: date) -> MeasureFacts:
    """Lay down what is done, by whom and till when.

    Raises:
        RuleError: it is done already, the plan has gaps, or is due before it was found.
    """
    facts = row.facts
    if facts.done_on is not None:
        raise _not_now(row, "改措施", "已登记完成")
    made = replace(
        facts, measure=plan.measure.strip(), owner=plan.owner.strip(), due_on=plan.due_on
    )
    if not is_planned(made):
        raise RuleError(
            f"{named(row)}的措施、责任人和期限没有写全，没有保存。", hint="请写全三项再保存。"
        )
    check_measure(made, today)
    return made


def finished(row: MeasureRow, done: Finish, today: date) -> MeasureFacts:
    """Note down that it was done; another person confirms it then.

    Raises:
        RuleError: nothing is laid down yet, it is done already, or the day cannot be.
    """
    facts = row.facts
    if facts.done_on is not None:
        raise _not_now(row, "登记完成", "已登记完成")
    if not is_planned(facts):
        raise RuleError(
            f"{named(row)}还没有写明措施、责任人和期限，不能登记完成，没有改动。",
            hint="请先“落实措施”，再登记完成。",
        )
    _refuse_day("完成日期", done.on, today, ("发现日期", facts.found_on))
    return replace(facts, done_on=done.on, done_note=done.note.strip())


def confirmed(row: MeasureRow, seen: Confirmation, today: date) -> MeasureFacts:
    """Note down that another person found it done.

    Raises:
        RuleError: it is not done, is confirmed already, the day cannot be, or who confirms is
            the secretary himself or who had to do it.
    """
    facts = row.facts
    if facts.done_on is None:
        raise _not_now(row, "确认", "还没有登记完成")
    if facts.confirmed_on is not None:
        raise _not_now(row, "确认", "已经确认过")
    if broken := gap(facts):
        raise RuleError(
            f"{named(row)}{broken}，不能确认，没有改动。", hint="请在“修改…”里补全后再确认。"
        )
    by = seen.by.strip()
    if not by:
        raise RuleError(f"没有写{named(row)}的确认人，没有登记。", hint="请写明由谁确认。")
    own = {compared_name(one) for one in (row.person.name, *names_in(facts.owner))}
    if {compared_name(one) for one in names_in(by)} & own:
        raise RuleError(
            f"{named(row)}不能由书记本人或责任人（{by}）自己确认，没有登记。",
            hint="请由另一个人确认；同名不同人请注明，如“王伟（镇组织办）”。",
        )
    _refuse_day("确认日期", seen.on, today, ("完成日期", facts.done_on))
    return replace(facts, confirmed_on=seen.on, confirmed_by=by)


def reopened(row: MeasureRow, reason: str) -> MeasureFacts:
    """Take back that it was done, since it was not; what is laid down stays.

    The dates of done and confirmed are cleared: they are kept in its history, and named here.

    Raises:
        RuleError: it is not done, or there is no reason.
    """
    if row.facts.done_on is None:
        raise _not_now(row, "退回", "还没有登记完成")
    if not reason.strip():
        raise RuleError(f"没有写退回{named(row)}的原因，没有改动。", hint="请写明还差什么。")
    seen = f"（{row.facts.confirmed_by}已确认）" if row.facts.confirmed_on else ""
    note = f"{row.facts.done_on} 登记的完成{seen}已退回：{reason.strip()}"
    return replace(row.facts, done_on=None, done_note=note, confirmed_on=None, confirmed_by="")


def named(row: MeasureRow) -> str:
    """A measure in a sentence."""
    problem = row.facts.problem
    return f"{row.person.name}的“{problem[:_NAMED]}{'…' if len(problem) > _NAMED else ''}”"


_NAMED = 16


def _refuse_day(what: str, day: date, today: date, before: tuple[str, date]) -> None:
    if day > today:
        raise RuleError(f"{what} {day} 在今天之后，没有登记。", hint=f"请核对{what}。")
    if day < before[1]:
        raise RuleError(
            f"{what} {day} 早于{before[0]} {before[1]}，没有登记。", hint=f"请核对{what}。"
        )


def _not_now(row: MeasureRow, deed: str, why: str) -> RuleError:
    return RuleError(f"{named(row)}{why}，不能{deed}，没有改动。", hint="请按 F5 刷新后再看。")

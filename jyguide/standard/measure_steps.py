"""What may happen to a rectification measure next; each step gives the row as it then stands.

Every function raises `RuleError` where the step may not be taken; nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.standard.kinds import Verification
from jyguide.standard.measure import (
    MEASURE_STATE_NAMES,
    PASSED,
    MeasureState,
    compared_name,
    is_fixed,
    names_in,
    state_on,
)
from jyguide.standard.rows import MeasureRow


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done, by whom and till when; what is left empty stays as it was."""

    measure: str = ""
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """That it was done, by whom and how."""

    on: date
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What another person found when he looked."""

    on: date
    by: str
    passed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rescore:
    """Tenths given after verification."""

    points: int
    on: date
    by: str


def planned(row: MeasureRow, plan: Plan, closed: date | None = None) -> MeasureRow:
    """Lay down what is done, by whom and till when.

    Args:
        row: As it stands.
        plan: May leave out what is laid down already.
        closed: When 对标整改 was closed, if it was.
    """
    if is_fixed(row, closed):
        raise RuleError(
            f"对标整改已于 {closed} 关闭，{named(row)}的措施、责任人和期限不能再改，没有保存。",
            hint="仍可登记完成和核验，会注明“阶段关闭后完成”。",
        )
    if row.done_on is not None and row.verification is not Verification.RETURNED:
        raise _not_now(row, "改措施")
    made = replace(
        row,
        measure=plan.measure.strip() or row.measure,
        owner=plan.owner.strip() or row.owner,
        due_on=plan.due_on or row.due_on,
    )
    _refuse_gaps(made)
    if made.found_on and made.due_on and made.due_on < made.found_on:
        raise RuleError(
            f"{named(row)}的整改期限 {made.due_on} 早于发现日期 {made.found_on}，没有保存。",
            hint="请核对整改期限。",
        )
    return made


def finished(row: MeasureRow, done: Finish, today: date) -> MeasureRow:
    """Note down that it was done; what was done on the spot needs no plan before.

    It waits for another person from then on, also where it had been returned.
    """
    state = state_on(row, today)
    if state in PASSED or state is MeasureState.DONE:
        raise _not_now(row, "登记完成")
    by, note = done.by.strip(), done.note.strip()
    if not by:
        raise RuleError(f"没有写{named(row)}的完成人，没有登记。", hint="请写明由谁完成。")
    if not row.measure and not note:
        raise RuleError(
            f"{named(row)}没有定过措施，又没有写完成情况，没有登记。",
            hint="立行立改的，请在“完成情况”里写明做了什么。",
        )
    came_back = row.verified_on if row.verification is Verification.RETURNED else None
    _refuse_day("完成日期", done.on, today, ("发现日期", row.found_on), ("退回日期", came_back))
    return replace(
        row,
        done_on=done.on,
        done_by=by,
        done_note=note,
        verification=Verification.NONE,
        verified_on=None,
        verified_by="",
        verified_note="",
    )


def verified(row: MeasureRow, check: Check, today: date) -> MeasureRow:
    """Note down what another person found: it is put right, or goes back with a note."""
    if state_on(row, today) is not MeasureState.DONE:
        raise _not_now(row, "核验")
    _refuse_same_person("核验人", check.by, row)
    if not check.passed and not check.note.strip():
        raise RuleError(
            f"没有写退回{named(row)}的原因，没有登记。",
            hint="请写明还差什么，整改的人好照着补。",
        )
    _refuse_day("核验日期", check.on, today, ("完成日期", row.done_on))
    return replace(
        row,
        verification=Verification.PASSED if check.passed else Verification.RETURNED,
        verified_on=check.on,
        verified_by=check.by.strip(),
        verified_note=check.note.strip(),
    )


def rescored(row: MeasureRow, new: Rescore, allowed: Collection[int], today: date) -> MeasureRow:
    """Give points after verification; those lost stay beside them.

    Args:
        row: As it stands; points given before are given anew.
        new: From the points lost up to the full ones.
        allowed: The points that the criterion's method can give, in tenths.
        today: No later day is taken.
    """
    if row.verification is not Verification.PASSED:
        raise _not_now(row, "复评")
    _refuse_same_person("复评人", new.by, row)
    _refuse_day("复评日期", new.on, today, ("核验日期", row.verified_on))
    offered = rescorable(row, allowed)
    if new.points not in offered:
        low, full = tenths_text(row.points), tenths_text(row.full_points)
        raise RuleError(
            f"{named(row)}不能复评为 {tenths_text(new.points)} 分，没有登记。",
            hint=f"原得 {low} 分，满分 {full} 分，这项指标可给：{_offer_text(offered)}。",
        )
    return replace(row, rescored_points=new.points, rescored_on=new.on, rescored_by=new.by.strip())


def rescorable(row: MeasureRow, allowed: Collection[int]) -> tuple[int, ...]:
    """The tenths that may be given after verification, the fewest first."""
    return tuple(p for p in sorted(allowed) if row.points <= p <= row.full_points)


@dataclass(frozen=True, slots=True)
class Notice:
    """On which notice a measure stands, and till when an answer is wanted, if that is said."""

    number: str
    on: date
    reply_by: date | None = None


def notified(row: MeasureRow, notice: Notice, today: date) -> MeasureRow:
    """Note down under which number the branch was told."""
    if row.notified_on is not None:
        raise RuleError(
            f"{named(row)}已列入 {row.notice_number}，没有重复开具。",
            hint="需要再打一份的，请用“重印通知书”。",
        )
    _refuse_day("通知日期", notice.on, today, ("发现日期", row.found_on))
    if notice.reply_by is not None and notice.reply_by < notice.on:
        raise RuleError(
            f"报回执期限 {notice.reply_by} 早于通知日期 {notice.on}，没有开具。",
            hint="请核对报回执期限。",
        )
    return replace(
        row, notice_number=notice.number, notified_on=notice.on, reply_by=notice.reply_by
    )


def receipted(row: MeasureRow, on: date, today: date) -> MeasureRow:
    """Note down that the branch's answer has come."""
    if row.notified_on is None:
        raise RuleError(
            f"{named(row)}还没有开具通知书，没有登记回执。", hint="请先开具整改通知书。"
        )
    _refuse_day("回执日期", on, today, ("通知日期", row.notified_on))
    return replace(row, receipt_on=on)


def withdrawable(row: MeasureRow, reason: str, today: date) -> str:
    """The reason for taking a measure back; what has been verified stays."""
    if state_on(row, today) in PASSED:
        raise _not_now(row, "撤回")
    if not reason.strip():
        raise RuleError("撤回整改措施需要写明理由，没有撤回。", hint="请填写理由，以便日后查考。")
    return " ".join(reason.split())


def named(row: MeasureRow) -> str:
    """Which measure it is, in a sentence."""
    return f"“{row.branch} {row.criterion}”"


def _refuse_gaps(row: MeasureRow) -> None:
    gaps = [
        word
        for word, given in (
            ("整改措施", row.measure),
            ("责任人", row.owner),
            ("整改期限", row.due_on),
        )
        if not given
    ]
    if gaps:
        raise RuleError(
            f"{named(row)}还没有{'、'.join(gaps)}，没有保存。",
            hint="措施、责任人和期限三样齐了才算落实。",
        )


def _refuse_same_person(role: str, name: str, row: MeasureRow) -> None:
    """Who looks is another than who answers for it and who did it."""
    given = compared_name(name)
    if not given:
        raise RuleError(f"没有写{named(row)}的{role}，没有登记。", hint=f"请填写{role}。")
    for word, text in (("责任人", row.owner), ("完成人", row.done_by)):
        if names_in(name) & names_in(text):
            raise RuleError(
                f"{role}“{name.strip()}”就是{named(row)}的{word}，没有登记。",
                hint=f"{role}应是另一个人；同名不同人请注明，如“{name.strip()}（镇组织办）”。",
            )


def _refuse_day(what: str, day: date, today: date, *not_before: tuple[str, date | None]) -> None:
    if day > today:
        raise RuleError(f"{what} {day} 在今天之后，没有登记。", hint="请在事情发生之后再登记。")
    for word, bound in not_before:
        if bound is not None and day < bound:
            raise RuleError(f"{what} {day} 早于{word} {bound}，没有登记。", hint=f"请核对{what}。")


def _not_now(row: MeasureRow, what: str) -> RuleError:
    state = MEASURE_STATE_NAMES[state_on(row, date.max)]
    if row.done_on is None and row.verification is Verification.NONE:
        state = "还没有完成"
    return RuleError(
        f"{named(row)}{state if state.startswith('还') else '现在是“' + state + '”'}，"
        f"不能{what}，没有改动。",
        hint="请刷新台账，按现在的状态办理；登记错了可在历史记录里撤销。",
    )


def _offer_text(points: Collection[int]) -> str:
    """A few are named; a range is given by its ends."""
    few = 6
    named_points = [tenths_text(each) for each in points]
    if len(named_points) > few:
        return f"{named_points[0]} 至 {named_points[-1]} 分"
    return "、".join(named_points) + " 分"

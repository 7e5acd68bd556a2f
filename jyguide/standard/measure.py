"""Where a rectification measure stands on a day: concluded from its row, never stored."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.documents.dates import tenths_text
from jyguide.standard.kinds import PHASE_NAMES, Phase, Verification
from jyguide.standard.rows import MeasureRow

SOON = 7
"""Days before its due day from which on a measure is called to mind."""


class MeasureState(StrEnum):
    """What is to be done next is what the state says; in the order of the way."""

    OPEN = "open"
    PLANNED = "planned"
    OVERDUE = "overdue"
    RETURNED = "returned"
    DONE = "done"
    VERIFIED = "verified"
    RESCORED = "rescored"


MEASURE_STATE_NAMES = {
    MeasureState.OPEN: "待落实",
    MeasureState.PLANNED: "整改中",
    MeasureState.OVERDUE: "已超期",
    MeasureState.RETURNED: "已退回",
    MeasureState.DONE: "待核验",
    MeasureState.VERIFIED: "核验通过",
    MeasureState.RESCORED: "已复评",
}

IN_HAND = (
    MeasureState.OPEN,
    MeasureState.PLANNED,
    MeasureState.OVERDUE,
    MeasureState.RETURNED,
)
"""The states in which the branch has something to do."""
PASSED = (MeasureState.VERIFIED, MeasureState.RESCORED)
"""The states in which another person has seen that it is put right."""


def state_on(row: MeasureRow, day: date) -> MeasureState:
    """Where a measure stands on a day.

    One that was returned stays so until it is done again, its day passed or not: what came back
    is to be read first. See `days_over` for the day.
    """
    if row.rescored_points is not None:
        return MeasureState.RESCORED
    if row.verification is Verification.PASSED:
        return MeasureState.VERIFIED
    if row.verification is Verification.RETURNED:
        return MeasureState.RETURNED
    if row.done_on is not None:
        return MeasureState.DONE
    if not is_planned(row):
        return MeasureState.OPEN
    return MeasureState.OVERDUE if days_over(row, day) else MeasureState.PLANNED


def is_planned(row: MeasureRow) -> bool:
    """Whether it is laid down what is done, by whom and till when."""
    return bool(row.measure and row.owner and row.due_on)


def is_in_hand(row: MeasureRow) -> bool:
    """Whether the branch has something to do: nothing done yet, or what was done came back."""
    if row.verification is Verification.RETURNED:
        return True
    return row.done_on is None and row.verification is Verification.NONE


def days_over(row: MeasureRow, day: date) -> int:
    """Whole days since the last day on which it should have been done; 0 while it is in time."""
    if row.due_on is None or not is_in_hand(row):
        return 0
    return max(0, (day - row.due_on).days)


def days_left(row: MeasureRow, day: date) -> int | None:
    """Whole days until it is due, 0 on the day itself; None where nothing is due any more."""
    if row.due_on is None or not is_in_hand(row) or day > row.due_on:
        return None
    return (row.due_on - day).days


def due_text(row: MeasureRow, day: date) -> str:
    """``超期 5 天``, ``今天到期``, ``还有 3 天``; "" where nothing presses."""
    over, left = days_over(row, day), days_left(row, day)
    if over:
        return f"超期 {over} 天"
    if left is None or left > SOON:
        return ""
    return f"还有 {left} 天" if left else "今天到期"


def is_fixed(row: MeasureRow, closed: date | None) -> bool:
    """Whether what, who and till when stand for good: 对标整改 was closed on a day.

    It works on what the branch found itself; what others found later is not bound by it.
    """
    return closed is not None and row.phase is Phase.SELF_INSPECTION


def after_closing(row: MeasureRow, closed: date | None) -> bool:
    """Whether it was done only after 对标整改 was closed."""
    return (
        closed is not None
        and is_fixed(row, closed)
        and row.done_on is not None
        and row.done_on > closed
    )


def first_points_text(row: MeasureRow) -> str:
    """``1.5/2 分``: given when it was found, of the full ones."""
    return f"{tenths_text(row.points)}/{tenths_text(row.full_points)} 分"


def rescored_text(row: MeasureRow) -> str:
    """``2 分``, or nothing while nobody has given points again."""
    given = row.rescored_points
    return "" if given is None else f"{tenths_text(given)} 分"


_BETWEEN_NAMES = re.compile(r"[、，,;；/／|]")


def compared_name(name: str) -> str:
    """A name as names are compared: full-width forms narrowed, blanks and dots left out."""
    narrow = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in narrow if not sign.isspace() and sign not in "·•・.")


def names_in(text: str) -> frozenset[str]:
    """The names in a field that may hold several, each as names are compared."""
    return frozenset(filter(None, map(compared_name, _BETWEEN_NAMES.split(text))))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a measure.

    Attributes:
        on: None where nobody wrote the day down.
        what: ``完成``, ``退回`` …
        said: By whom, and what was said.
        tone: ``good``, ``bad`` or "".
    """

    on: date | None
    what: str
    said: str = ""
    tone: str = ""


def events(row: MeasureRow) -> list[Event]:
    """What happened, the earliest first; what came back before the last time is in the journal."""
    passed = row.verification is Verification.PASSED
    told = [
        Event(row.found_on, "发现问题", f"{PHASE_NAMES[row.phase]}，{first_points_text(row)}"),
        Event(row.notified_on, "开具通知书", row.notice_number) if row.notified_on else None,
        Event(row.receipt_on, "收到回执") if row.receipt_on else None,
        Event(row.done_on, "整改完成", _said(row.done_by, row.done_note)) if row.done_on else None,
        Event(
            row.verified_on,
            "核验通过" if passed else "核验退回",
            _said(row.verified_by, row.verified_note),
            "good" if passed else "bad",
        )
        if row.verified_on
        else None,
        Event(row.rescored_on, "复评", _said(row.rescored_by, rescored_text(row)), "good")
        if row.rescored_on
        else None,
    ]
    return sorted(filter(None, told), key=lambda one: one.on or date.min)


def _said(who: str, what: str) -> str:
    return "：".join(filter(None, (who, what)))

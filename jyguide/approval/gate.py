"""The gates on the way to the post, and the states they lead through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Gate(StrEnum):
    """What somebody must have; the last three are asked of a renewal alone."""

    ROSTER = "roster"
    TRAINING = "training"
    EXAM = "exam"
    SUBMISSION = "submission"
    APPROVAL = "approval"
    TERM = "term"
    DUTY = "duty"
    RENEWAL_DAY = "renewal_day"
    RENEWAL_TRAINING = "renewal_training"
    RENEWAL_SUBMISSION = "renewal_submission"


GATE_NAMES = {
    Gate.ROSTER: "列入指导员名单",
    Gate.TRAINING: "统一培训",
    Gate.EXAM: "统一考试",
    Gate.SUBMISSION: "上报",
    Gate.APPROVAL: "批复",
    Gate.TERM: "任期",
    Gate.DUTY: "在岗",
    Gate.RENEWAL_DAY: "续聘时间",
    Gate.RENEWAL_TRAINING: "续聘前培训",
    Gate.RENEWAL_SUBMISSION: "续聘上报",
}


class State(StrEnum):
    """How far somebody is; the order is that of the way."""

    CANDIDATE = "candidate"
    TRAINED = "trained"
    PASSED = "passed"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ON_DUTY = "on_duty"
    RENEWAL_DUE = "renewal_due"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    LEFT = "left"


STATE_NAMES = {
    State.CANDIDATE: "待培训",
    State.TRAINED: "待考试",
    State.PASSED: "待上报",
    State.SUBMITTED: "待批复",
    State.APPROVED: "已批复待上岗",
    State.ON_DUTY: "在岗",
    State.RENEWAL_DUE: "在岗待续聘",
    State.EXPIRED: "任期已满",
    State.SUSPENDED: "暂停",
    State.LEFT: "退出",
}

AT_WORK = frozenset({State.ON_DUTY, State.RENEWAL_DUE})
"""Who is counted as being in post."""


@dataclass(frozen=True, slots=True)
class GateView:
    """One gate as it stands for one person.

    Attributes:
        on: Since when it is met.
        source: What meets it: the session, the exam, the document.
        missing: Why it is not met; empty where it is.
        way: Where what is missing could come from.
    """

    gate: Gate
    met: bool
    on: date | None = None
    source: str = ""
    missing: str = ""
    way: str = ""

    @property
    def lack(self) -> str:
        """``统一培训（还没有参加任前培训）``; empty where it is met."""
        return "" if self.met else f"{GATE_NAMES[self.gate]}（{self.missing}）"


def names_first(views: Sequence[GateView]) -> str:
    """``统一培训、统一考试（还没有参加任前培训；…）``: cut off, it lacks reasons, never a gate."""
    names = "、".join(GATE_NAMES[view.gate] for view in views)
    return f"{names}（{'；'.join(view.missing for view in views)}）" if views else ""


def passed(gate: Gate, on: date | None, source: str) -> GateView:
    """A gate that is met."""
    return GateView(gate, met=True, on=on, source=source)


def lacking(gate: Gate, missing: str, way: str = "") -> GateView:
    """A gate that is not met."""
    return GateView(gate, met=False, missing=missing, way=way)

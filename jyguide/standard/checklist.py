"""What a checklist asks: criteria under six aspects, and how each is scored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyguide.standard.kinds import Aspect

FULL = 1000
"""The points of a whole checklist, in tenths."""


class Method(StrEnum):
    """How a criterion is scored."""

    YES_NO = "yes_no"
    GRADED = "graded"
    DEDUCTION = "deduction"
    RATIO = "ratio"


METHOD_NAMES = {
    Method.YES_NO: "是否",
    Method.GRADED: "分档",
    Method.DEDUCTION: "按次扣分",
    Method.RATIO: "按比例",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a graded criterion, such as ``基本做到`` for ten tenths."""

    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a criterion rests on.

    Attributes:
        source: Regulation and article, ``支部条例 第十一条``.
        text: What it says, in a sentence; may be empty.
        fact: Number of the checked fact that says so; 0 where a person wrote it.
        status: How sure the fact is, ``VERIFIED`` …; empty where a person wrote it.
    """

    source: str
    text: str = ""
    fact: int = 0
    status: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a checklist; points are tenths.

    Attributes:
        code: Names it in every version of its checklist, ``A03``: years are compared by it.
        text: What is asked.
        points: What it gives when all is well.
        guide: How to look, 检查方法.
        grades: The steps of a graded criterion, the best first; the first gives `points`.
        each: What one occurrence costs, where it is scored by deduction.
        cap: The most that deductions may cost; 0 is all of `points`.
        unit: What is counted, ``次``; for a ratio what part of what, ``参加党员/应到党员``.
        target: Percent from which on a ratio gives all points.
        evidence: What is asked to be shown.
        veto: Not meeting it puts the branch on the list of the unqualified.
        findings: What is often found, to be picked instead of typed.
    """

    code: str
    aspect: Aspect
    text: str
    points: int
    method: Method = Method.YES_NO
    guide: str = ""
    grades: tuple[Grade, ...] = ()
    each: int = 0
    cap: int = 0
    unit: str = ""
    target: int = 100
    evidence: tuple[str, ...] = ()
    veto: bool = False
    basis: tuple[Basis, ...] = ()
    findings: tuple[str, ...] = ()


Criteria = tuple[Criterion, ...]
"""The criteria of a checklist in the order in which they are asked."""

"""A phase closed: what it came to, what it leaves undone, what came in afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jyguide.documents.dates import tenths_text
from jyguide.standard.branch_line import BranchLine, MeasureCount
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.weighing import half_up

_NAMED = 5
"""How many branches a sentence names."""


@dataclass(frozen=True, slots=True)
class ClosingFigures:
    """What a phase came to when it was closed, kept with the closing.

    Attributes:
        branches: How many it was about.
        scored: How many of them had a score; for rectification measures verified of `branches`.
        open: Inspections begun and not completed; for rectification measures not done.
        mean: Tenths; 0 where nothing was scored.
        digest: SHA-256 over branch, inspection and points of all that counted.
    """

    branches: int
    scored: int
    open: int
    mean: int
    digest: str


def phase_figures(
    phase: Phase, lines: Iterable[BranchLine], *, sealed: bool = True
) -> ClosingFigures:
    """What a phase comes to by the branches that take part; `sealed` with the digest."""
    taking_part = [one for one in lines if not one.left]
    if phase is Phase.RECTIFICATION:
        return _rectification_figures(taking_part, sealed=sealed)
    asked = [one for one in taking_part if _is_asked(one, phase)]
    scored = [one.scored[phase] for one in asked if phase in one.scored]
    mean = half_up(Fraction(sum(one.total for one in scored), len(scored))) if scored else 0
    return ClosingFigures(
        len(asked),
        len(scored),
        sum(phase in one.open for one in asked),
        mean,
        _digest(f"{one.branch_id} {one.id} {one.total}" for one in scored) if sealed else "",
    )


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _rectification_figures(lines: Iterable[BranchLine], *, sealed: bool) -> ClosingFigures:
    listed = list(lines)
    count = MeasureCount.of_all([one.measures for one in listed])
    said = (f"{one.branch.id} {one.measures.total} {one.measures.passed}" for one in listed)
    return ClosingFigures(
        count.total, count.passed, count.open, 0, _digest(said) if sealed else ""
    )


def _is_asked(line: BranchLine, phase: Phase) -> bool:
    """Only those drawn are spot-checked; everybody is asked in the other phases."""
    return phase is not Phase.SPOT_ACCEPTANCE or phase in line.scored or phase in line.open


def since_closing(phase: Phase, kept: ClosingFigures, now: ClosingFigures) -> str:
    """What differs from the figures kept with the closing, in a sentence, or nothing."""
    if phase is Phase.RECTIFICATION:
        more = now.scored - kept.scored
        return f"关闭后又有 {more} 项措施通过核验" if more > 0 else ""
    if kept.digest == now.digest:
        return ""
    return (
        f"与关闭时不一致：关闭时 {kept.scored} 个支部、均分 {tenths_text(kept.mean)}，"
        f"现在 {now.scored} 个、{tenths_text(now.mean)}"
        "（关闭后收到了别的单位的结果，或有支部退出）"
    )


@dataclass(frozen=True, slots=True)
class ClosingPreview:
    """What closing a phase would leave undone.

    Attributes:
        before: The phase that has to be closed first, or None.
        undone: Sentences, each with its figures.
    """

    phase: Phase
    before: Phase | None
    figures: ClosingFigures
    undone: tuple[str, ...]


def closing_preview(
    lines: Iterable[BranchLine], phase: Phase, before: Phase | None
) -> ClosingPreview:
    """What closing a phase now would mean."""
    taking_part = [one for one in lines if not one.left]
    figures = phase_figures(phase, taking_part)
    undone = _undone_measures(taking_part) if phase is Phase.RECTIFICATION else []
    if phase is not Phase.RECTIFICATION:
        undone = _undone_scores(taking_part, phase)
    return ClosingPreview(phase, before, figures, tuple(undone))


def _undone_scores(lines: Sequence[BranchLine], phase: Phase) -> list[str]:
    asked = [one for one in lines if _is_asked(one, phase)]
    without = [one for one in asked if phase not in one.scored]
    begun = [one for one in without if phase in one.open]
    said = []
    if not asked:
        said.append(f"没有一个支部参加“{PHASE_NAMES[phase]}”。")
    if without:
        said.append(f"还有 {len(without)} 个支部没有得分：{_names(without)}。")
    if begun:
        said.append(f"其中 {len(begun)} 个已分配或已开始，还没有完成：{_names(begun)}。")
    if again := [one for one in asked if phase in one.again]:
        said.append(f"有 {len(again)} 个支部不止一次检查，以最后完成的为准：{_names(again)}。")
    return said


def _undone_measures(lines: Sequence[BranchLine]) -> list[str]:
    count = MeasureCount.of_all([one.measures for one in lines])
    done = count.total - count.open - count.passed
    said = []
    if count.open:
        some = [one for one in lines if one.measures.open]
        said.append(f"还有 {count.open} 项措施没有完成：{_names(some)}。")
    if count.overdue:
        said.append(f"其中 {count.overdue} 项已经超期。")
    if done:
        said.append(f"还有 {done} 项措施已完成、没有核验。")
    return said


def _names(lines: Sequence[BranchLine]) -> str:
    named = "、".join(one.branch.name for one in lines[:_NAMED])
    return f"{named}等 {len(lines)} 个支部" if len(lines) > _NAMED else named

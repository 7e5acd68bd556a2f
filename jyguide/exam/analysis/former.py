"""What a paper's results say about its items and about what the class does not yet know.

Facility and distractors are plain shares and counts. Discrimination is the corrected item-total
correlation: Pearson's r of the item's points with the points of all other items (S. Henrysson,
Psychometrika 28, 1963, 211-218), for right-or-wrong items the point-biserial r. Reliability is
Cronbach's alpha (L. J. Cronbach, Psychometrika 16, 1951, 297-334), which for right-or-wrong items
is KR-20 (G. F. Kuder and M. W. Richardson, Psychometrika 2, 1937, 151-160).
"""

from __future__ import annotations

import math
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, pvariance

from jyguide.exam.points import Points

SMALL_SAMPLE = 30
"""Below so many papers a discrimination is off by ±0.16 and more; it must not be trusted."""

SMALL_SAMPLE_NOTE = "样本少，仅供参考"
WEAK_BELOW = 0.6
_EASY, _HARD = 0.9, 0.3
_POOR = 0.2
"""Items below this should be revised (R. L. Ebel, Essentials of Educational Measurement, 1972)."""


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One response on one handed-in paper, already marked.

    Attributes:
        letters: Letters chosen, in the item's own order of options; empty for other kinds
            and where nothing was chosen.
        has_options: Whether there were letters to choose.
    """

    revision_id: uuid.UUID
    points: Points
    max_points: Points
    category: str = ""
    letters: str = ""
    has_options: bool = False


Attempt = tuple[ItemScore, ...]
"""All responses of one examinee; items not answered are there with 0 points."""


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """Figures of one item.

    Attributes:
        answered: Papers that had the item.
        facility: Mean share of its points, 0 to 1; None without papers or points.
        discrimination: -1 to 1; None where all did alike or fewer than two papers had it.
        letters: How often each letter was chosen, letters rising; ``""`` is nothing chosen.
        remark: What the figures mean, in Chinese; empty when the item is in order.
    """

    revision_id: uuid.UUID
    answered: int
    facility: float | None
    discrimination: float | None
    letters: tuple[tuple[str, int], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """Share of the points won in one category, 0 to 1."""

    category: str
    facility: float


@dataclass(frozen=True, slots=True)
class PaperAnalysis:
    """Figures of one paper over all who handed it in.

    Attributes:
        mean, median: In tenths of a point; None without papers.
        pass_rate: 0 to 1; None without papers.
        alpha: Cronbach's alpha (KR-20); None where undefined or where papers differ in items.
        weak: Categories under WEAK_BELOW, weakest first.
        note: SMALL_SAMPLE_NOTE for fewer than SMALL_SAMPLE papers, else empty.
    """

    papers: int
    mean: float | None
    median: float | None
    pass_rate: float | None
    alpha: float | None
    items: tuple[ItemAnalysis, ...]
    weak: tuple[CategoryResult, ...]
    note: str


def analyse(attempts: Sequence[Attempt], pass_points: Points) -> PaperAnalysis:
    """All figures of a paper; items come in the order in which the papers first show them."""
    totals = [_total(attempt) for attempt in attempts]
    passed = sum(total >= pass_points for total in totals)
    return PaperAnalysis(
        papers=len(attempts),
        mean=fmean(totals) if totals else None,
        median=median(totals) if totals else None,
        pass_rate=passed / len(totals) if totals else None,
        alpha=_paper_alpha(attempts),
        items=tuple(_item(revision, attempts) for revision in _revisions(attempts)),
        weak=weak_categories(attempts),
        note=SMALL_SAMPLE_NOTE if len(attempts) < SMALL_SAMPLE else "",
    )


def weak_categories(attempts: Sequence[Attempt]) -> tuple[CategoryResult, ...]:
    """Categories in which the class won less than WEAK_BELOW of the points, weakest first."""
    won: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for score in (score for attempt in attempts for score in attempt if score.category):
        won[score.category] += score.points
        possible[score.category] += score.max_points
    shares = [CategoryResult(name, won[name] / most) for name, most in possible.items() if most]
    weak = [share for share in shares if share.facility < WEAK_BELOW]
    return tuple(sorted(weak, key=lambda share: (share.facility, share.category)))


def cronbach_alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Alpha of a table of scores, one row a person, one column an item.

    k/(k-1) x (1 - sum of the items' variances / variance of the totals); None for fewer than two
    rows or columns, or where all totals are equal.
    """
    columns = list(zip(*rows, strict=True))
    if len(rows) < 2 or len(columns) < 2:  # noqa: PLR2004 - no variance, no covariance
        return None
    total_variance = pvariance([math.fsum(row) for row in rows])
    if not total_variance:
        return None
    item_variance = math.fsum(pvariance(column) for column in columns)
    return len(columns) / (len(columns) - 1) * (1 - item_variance / total_variance)


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's r; None for fewer than two pairs or where one side does not vary."""
    if len(left) < 2:  # noqa: PLR2004 - one pair has no slope
        return None
    left_mean, right_mean = fmean(left), fmean(right)
    both = math.fsum((a - left_mean) * (b - right_mean) for a, b in zip(left, right, strict=True))
    spread = math.fsum((a - left_mean) ** 2 for a in left) * math.fsum(
        (b - right_mean) ** 2 for b in right
    )
    return max(-1.0, min(1.0, both / math.sqrt(spread))) if spread else None


def _total(attempt: Attempt) -> Points:
    return sum(score.points for score in attempt)


def _revisions(attempts: Sequence[Attempt]) -> list[uuid.UUID]:
    return list(dict.fromkeys(score.revision_id for attempt in attempts for score in attempt))


def _paper_alpha(attempts: Sequence[Attempt]) -> float | None:
    by_item = [{score.revision_id: score.points for score in attempt} for attempt in attempts]
    revisions = _revisions(attempts)
    if any(len(scores) != len(revisions) for scores in by_item):
        return None
    return cronbach_alpha([[scores[revision] for revision in revisions] for scores in by_item])


def _item(revision: uuid.UUID, attempts: Sequence[Attempt]) -> ItemAnalysis:
    pairs = [
        (score, _total(attempt) - score.points)
        for attempt in attempts
        for score in attempt
        if score.revision_id == revision
    ]
    scores = [score for score, _ in pairs]
    worth = [score for score in scores if score.max_points]
    facility = fmean(score.points / score.max_points for score in worth) if worth else None
    discrimination = correlation([s.points for s in scores], [rest for _, rest in pairs])
    letters = _letters(scores)
    remark = _remark(facility, discrimination)
    return ItemAnalysis(revision, len(scores), facility, discrimination, letters, remark)


def _letters(scores: Sequence[ItemScore]) -> tuple[tuple[str, int], ...]:
    counted: Counter[str] = Counter()
    for score in scores:
        if score.has_options:
            counted.update(score.letters or [""])
    return tuple(sorted(counted.items()))


def _remark(facility: float | None, discrimination: float | None) -> str:
    if discrimination is not None and discrimination < 0:
        return "得分高的人反而答错，请检查答案和题意。"
    if facility is not None and facility < _HARD:
        return "偏难，多数人没有答对，宜补课。"
    if facility is not None and facility > _EASY:
        return "偏易，几乎人人答对。"
    if discrimination is not None and discrimination < _POOR:
        return "区分度低，看不出谁学得好。"
    return ""

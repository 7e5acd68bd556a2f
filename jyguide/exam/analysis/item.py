"""Figures of one item.

Facility is the mean share of its points. Discrimination is told twice: by the upper and lower 27 %
(T. L. Kelley, Journal of Educational Psychology 30, 1939, 17-24; with partial credit the
difference of the groups' mean shares), and as the corrected item-total correlation, Pearson's r of
the item's points with those of all other items (S. Henrysson, Psychometrika 28, 1963, 211-218),
which for right-or-wrong items is the point-biserial r.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from jyguide.exam.analysis.flag import ALPHA_GAIN, Flag, is_negative, misleading
from jyguide.exam.analysis.sample import sample_note
from jyguide.exam.analysis.sums import ItemSums, no_sums
from jyguide.exam.analysis.table import AskedItem


@dataclass(frozen=True, slots=True)
class OptionShare:
    """How often one option was chosen.

    Attributes:
        label: ``""`` is nothing chosen.
        right: Whether it belongs to the key.
        share: Of all papers, 0 to 1.
        upper, lower: Of the upper and the lower group, 0 to 1; None where there are no groups.
    """

    label: str
    right: bool
    count: int
    share: float
    upper: float | None
    lower: float | None


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """Figures of one item.

    Attributes:
        answered: Papers that had the item and on which it is marked.
        facility: Mean share of its points, 0 to 1; None without papers or points.
        upper_lower: Facility of the upper less that of the lower group, -1 to 1; None where all
            totals are equal.
        point_biserial: -1 to 1; None where all did alike, all totals are equal (it is -1 then,
            whatever the item) or fewer than two papers had it.
        options: In the order of the labels, nothing chosen last; empty for other kinds.
        misleading: Labels of wrong options that draw the upper group.
        alpha_without: Reliability of the paper without it; None where undefined.
    """

    revision_id: uuid.UUID
    answered: int
    facility: float | None
    upper_lower: float | None
    point_biserial: float | None
    options: tuple[OptionShare, ...] = ()
    misleading: tuple[str, ...] = ()
    alpha_without: float | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def note(self) -> str:
        """SMALL_SAMPLE_NOTE for too few papers, else empty; every figure says it."""
        return sample_note(self.answered)


def item_analysis(
    item: AskedItem,
    sums: ItemSums,
    alpha: float | None = None,
    alpha_without: float | None = None,
) -> ItemAnalysis:
    """The figures that follow from an item's sums.

    Args:
        item: What was asked.
        sums: Over the people of one paper, or added up over several.
        alpha: Reliability of the paper; None where the item was asked on several.
        alpha_without: The same without the item.
    """
    facility = sums.won / sums.answered if sums.answered and item.max_points else None
    by_groups = _upper_lower(item, sums)
    correlation = _correlation(sums) if sums.upper else None
    options = _options(item, sums)
    misled = () if item.void else misleading(options, min(sums.upper, sums.lower))
    signs = (
        (Flag.NEGATIVE, is_negative(by_groups, correlation)),
        (Flag.MISLEADS, bool(misled)),
        (Flag.NOBODY, facility == 0),
        (Flag.ALPHA_RISES, correlation is not None and _gains(alpha, alpha_without)),
    )
    return ItemAnalysis(
        revision_id=item.revision_id,
        answered=round(sums.answered),
        facility=facility,
        upper_lower=by_groups,
        point_biserial=correlation,
        options=options,
        misleading=misled,
        alpha_without=alpha_without,
        flags=() if item.void else tuple(flag for flag, there in signs if there),
    )


def pooled_item(item: AskedItem, papers: Sequence[ItemSums]) -> ItemAnalysis:
    """Figures of an item over several papers that asked it.

    Groups are taken, and deviations measured, inside each paper: the correlation is the pooled
    one within papers (R. A. Fisher, Statistical Methods for Research Workers, 1925, §49), which a
    paper that was hard as a whole does not touch.
    """
    return item_analysis(item, reduce(add, papers, no_sums(len(item.labels))))


def _upper_lower(item: AskedItem, sums: ItemSums) -> float | None:
    if not (sums.upper and sums.lower and item.max_points):
        return None
    difference = sums.upper_won / sums.upper - sums.lower_won / sums.lower
    return max(-1.0, min(1.0, difference))


def _correlation(sums: ItemSums) -> float | None:
    if sums.own <= 0 or sums.rest <= 0:
        return None
    return max(-1.0, min(1.0, sums.both / math.sqrt(sums.own * sums.rest)))


def _options(item: AskedItem, sums: ItemSums) -> tuple[OptionShare, ...]:
    return tuple(
        OptionShare(
            label=label,
            right=bool(item.key >> bit & 1) if label else False,
            count=round(count),
            share=count / sums.answered if sums.answered else 0.0,
            upper=sums.upper_chosen[bit] / sums.upper if sums.upper else None,
            lower=sums.lower_chosen[bit] / sums.lower if sums.lower else None,
        )
        for bit, (label, count) in enumerate(
            zip((*item.labels, ""), sums.chosen, strict=bool(item.labels))
        )
    )


def _gains(alpha: float | None, without: float | None) -> bool:
    return alpha is not None and without is not None and without - alpha > ALPHA_GAIN

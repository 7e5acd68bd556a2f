"""Item analysis of five thousand papers of a hundred items against the same in plain numpy."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import numpy as np

from jyguide.exam.analysis import AskedItem, ScoreTable, analyse
from tests.bench.ratio import Ratio, compare

PEOPLE, ITEMS, LETTERS = 5000, 100, "ABCD"


def run() -> Iterator[Ratio]:
    """At most three times numpy, for the same figures from the same arrays."""
    table = _table()
    ours, plain = analyse(table), _plain(table)
    got = [(item.facility, item.upper_lower, item.point_biserial) for item in ours.items]
    assert np.allclose(np.array(got, float).T, plain[:3])
    yield compare(
        f"{PEOPLE} 份答卷 × {ITEMS} 题的逐题分析",
        lambda: analyse(table),
        lambda: _plain(table),
        allowed=3,
        rounds=41,  # a round takes hundredths of a second and threads jostle
    )


def _table() -> ScoreTable:
    generator = np.random.default_rng(7)
    able, hard = generator.normal(size=(PEOPLE, 1)), generator.normal(size=ITEMS)
    right = generator.random((PEOPLE, ITEMS)) < 1 / (1 + np.exp(hard - able))
    choices = np.where(right, 1, 1 << generator.integers(1, len(LETTERS), right.shape))
    points = (right * 10).astype(np.int32)
    return ScoreTable(
        tuple(AskedItem(uuid.UUID(int=at), 10, "", tuple(LETTERS), 1) for at in range(ITEMS)),
        ITEMS * 10,
        points,
        choices.astype(np.uint16),
        points.sum(axis=1).astype(np.int64),
        points.sum(axis=1) >= ITEMS * 6,
        np.zeros(PEOPLE, bool),
    )


def _plain(table: ScoreTable) -> tuple[Any, ...]:
    """Facility, groups of 27 %, corrected r, options by group, alpha and without each item."""
    points = table.points / 10
    totals = points.sum(axis=1)
    size = round(0.27 * len(totals))
    upper, lower = _group(totals, size), _group(-totals, size)
    facility = points.mean(axis=0)
    by_groups = (upper @ points - lower @ points) / size
    rest = totals[:, None] - points
    centred, others = points - facility, rest - rest.mean(axis=0)
    squares = (centred**2).sum(axis=0), (others**2).sum(axis=0)
    biserial = (centred * others).sum(axis=0) / np.sqrt(squares[0] * squares[1])
    shares = []
    for bit in range(len(LETTERS)):
        chosen = (table.choices >> bit & 1).astype(float)
        shares.append((chosen.mean(axis=0), upper @ chosen / size, lower @ chosen / size))
    variances = points.var(axis=0)
    alpha = ITEMS / (ITEMS - 1) * (1 - variances.sum() / totals.var())
    without = (variances.sum() - variances) / rest.var(axis=0)
    spread = (totals.mean(), np.median(totals), totals.std())
    return facility, by_groups, biserial, shares, alpha, without, spread


def _group(totals: Any, size: int) -> Any:
    border = np.sort(totals)[-size]
    above, tied = totals > border, totals == border
    return above + tied * (size - above.sum()) / tied.sum()

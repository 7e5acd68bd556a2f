"""Assignment by lot in a city's round, a sample, and the scores side by side."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from jyguide.app import Application
from jyguide.standard.lot import (
    AssignmentTerms,
    LotPool,
    LotRules,
    PoolInspector,
    SampleTerms,
)
from jyguide.standard.sampling import SampleSize
from tests.bench import floors
from tests.bench.ratio import Limit, bare, seconds
from tests.bench.standard_round import MadeRound

_INSPECTORS_A_BRANCH = 85 / 1558
_GROUPS = 3
_TIMES = 5


def run(app: Application, made: MadeRound) -> Iterator[Limit]:
    """At most two seconds, reading the pool included."""
    count = len(made.branches)
    work = _works(app, made)
    pool = bare(floors.read(app.place.folder, "select * from round_branch"), "s")
    scores = bare(floors.unpacked(app.place.folder, "select result from inspection"), "s")
    yield Limit(f"互查分配 {count} 个支部", _median(work["抽签分配"]), "s", 2, pool)
    yield Limit(f"得分对比 {count} 个支部", _median(work["得分对比"]), "s", 2, scores)


def growth(app: Application, made: MadeRound) -> dict[str, float]:
    """All three have to grow with the round."""
    return {name: _median(work) for name, work in _works(app, made).items()}


def _works(app: Application, made: MadeRound) -> dict[str, Callable[[], object]]:
    lots, key = app.lots, made.round_id
    terms = _terms(lots.pool(key))
    size = SampleTerms(SampleSize(percent=10))
    return {
        "抽签分配": lambda: lots.assign(key, terms, "2026"),
        "抽查抽样": lambda: lots.sample(key, size, "2026"),
        "得分对比": lambda: lots.side_by_side(key),
    }


def _terms(pool: LotPool) -> AssignmentTerms:
    """Inspectors of all stations in turn, and stations in three travel groups."""
    units = pool.inspected_units
    count = round(len(pool.branches) * _INSPECTORS_A_BRANCH)
    people = [
        PoolInspector(f"{at:05d}", f"检查员{at}", units[at % len(units)], station="")
        for at in range(count)
    ]
    groups = {unit: f"片区{at % _GROUPS}" for at, unit in enumerate(units)}
    return AssignmentTerms(tuple(people), LotRules(by_group=True), groups)


def _median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(_TIMES))

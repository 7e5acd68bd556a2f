"""Lots as the database keeps them, and back: everything that drawing again needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import msgspec

from jyguide.ids import RoundId
from jyguide.standard.kinds import LotPurpose
from jyguide.standard.lot import (
    AssignmentTerms,
    Drawn,
    DrawnAssignment,
    DrawnSample,
    LotPool,
    LotRules,
    PoolBranch,
    PoolInspector,
    SampleStratum,
    SampleTerms,
)
from jyguide.standard.sampling import SampleSize

METHOD = 1
"""By which way of drawing; raised when the same seed would give something else."""


@dataclass(frozen=True, slots=True)
class StoredLot:
    """The columns of a kept lot."""

    round_id: RoundId
    purpose: LotPurpose
    seed: str
    terms: Mapping[str, Any]
    pool: Mapping[str, Any]
    drawn: Sequence[Any]


def lot_to_json(found: Drawn) -> dict[str, Any]:
    """Columns ``purpose``, ``seed``, ``terms``, ``pool`` and ``drawn``."""
    pool: dict[str, Any] = {
        "branches": [list(asdict(one).values()) for one in found.pool.branches],
        "by_station": found.pool.by_station,
    }
    terms: dict[str, Any]
    if isinstance(found, DrawnAssignment):
        used = {one.unit for one in found.pool.branches}
        used |= {one.unit for one in found.terms.inspectors}
        pool |= {
            "inspectors": [list(asdict(_unnamed(one)).values()) for one in found.terms.inspectors],
            "units": {key: found.pool.units.get(key, key) for key in sorted(used)},
            "last_year": sorted(map(list, found.pool.last_year))
            if found.terms.rules.not_as_last_year
            else [],
        }
        terms = {
            "rules": msgspec.to_builtins(found.terms.rules),
            "groups": dict(found.terms.groups),
        }
        purpose, drawn = LotPurpose.ASSIGNMENT, list(map(list, found.pairs))
    else:
        size = found.terms.size
        terms = {
            "number": size.number,
            "percent": size.percent,
            "left_out": sorted(found.terms.left_out),
            "included": sorted(found.terms.included),
        }
        purpose, drawn = LotPurpose.SAMPLE, [msgspec.to_builtins(one) for one in found.strata]
    return {
        "purpose": purpose.value,
        "seed": found.seed,
        "terms": {"method": METHOD, **terms},
        "pool": pool,
        "drawn": drawn,
    }


def _unnamed(one: PoolInspector) -> PoolInspector:
    """Whoever is on the roster is known by his key: what never changes could not be erased."""
    return replace(one, name="") if one.person else one


def lot_from_json(kept: StoredLot) -> Drawn:
    """What was drawn, with all it was drawn from; people on the roster without their names.

    Raises:
        ValueError: a newer release keeps something this one does not know.
    """
    pool = _pool(kept.pool)
    if kept.purpose is LotPurpose.SAMPLE:
        return DrawnSample(
            kept.round_id, pool, _sample_terms(kept.terms), kept.seed, _strata(kept.drawn)
        )
    terms = AssignmentTerms(
        tuple(_value(PoolInspector, each) for each in kept.pool["inspectors"]),
        msgspec.convert(kept.terms["rules"], LotRules),
        msgspec.convert(kept.terms["groups"], dict[str, str]),
    )
    pairs = tuple((inspector, branch) for inspector, branch in kept.drawn)
    loads = dict.fromkeys((one.key for one in terms.inspectors), 0)
    for inspector, _branch in pairs:
        loads[inspector] += 1
    return DrawnAssignment(kept.round_id, pool, terms, kept.seed, pairs, loads)


def _pool(kept: Mapping[str, Any]) -> LotPool:
    return LotPool(
        branches=tuple(_value(PoolBranch, each) for each in kept["branches"]),
        units=kept.get("units", {}),
        last_year=frozenset((one, other) for one, other in kept.get("last_year", ())),
        by_station=kept["by_station"],
    )


def _value(kind: Any, kept: Sequence[Any]) -> Any:
    """Columns in the order of the fields; a later field may be missing."""
    names = list(kind.__dataclass_fields__)
    return msgspec.convert(dict(zip(names, kept, strict=False)), kind)


def _sample_terms(kept: Mapping[str, Any]) -> SampleTerms:
    return SampleTerms(
        SampleSize(kept["number"], kept["percent"]),
        frozenset(kept["left_out"]),
        frozenset(kept["included"]),
    )


def _strata(kept: Sequence[Any]) -> tuple[SampleStratum, ...]:
    return msgspec.convert(list(kept), tuple[SampleStratum, ...])

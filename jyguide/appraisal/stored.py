"""Schemes and ballots as the database keeps them in JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jyguide.appraisal.ballots import Count
from jyguide.appraisal.kinds import Grade
from jyguide.appraisal.scheme import Scheme


def scheme_to_json(scheme: Scheme) -> dict[str, Any]:
    """How the lists are worked out."""
    written: dict[str, Any] = msgspec.to_builtins(scheme, str_keys=True)
    return written


def scheme_from_json(kept: Mapping[str, Any]) -> Scheme:
    """The same as a value; what an older release did not know stands at its usual value."""
    return msgspec.convert(kept, Scheme)


def counts_to_json(count: Count) -> dict[str, int]:
    """Valid ballots by grade."""
    return {grade.value: count.counts.get(grade, 0) for grade in Grade}


def counts_from_json(kept: Mapping[str, Any]) -> dict[Grade, int]:
    """The same as values."""
    return {grade: int(kept.get(grade.value, 0)) for grade in Grade}

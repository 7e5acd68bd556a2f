"""Schemes, candidates and rankings as the database keeps them in JSON, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from jyguide.brand.scheme import Candidate, RankedBrand, VoteScheme


def to_json(value: VoteScheme) -> dict[str, Any]:
    """A scheme as an object."""
    made: dict[str, Any] = msgspec.to_builtins(value)
    return made


def scheme_from_json(kept: Mapping[str, Any]) -> VoteScheme:
    """The same as a value.

    Raises:
        ValueError: a newer release knows something this one does not.
    """
    return msgspec.convert(dict(kept), VoteScheme)


def list_to_json(values: Iterable[Candidate | RankedBrand]) -> list[Any]:
    """Candidates or ranked brands as objects."""
    made: list[Any] = msgspec.to_builtins(list(values))
    return made


def candidates_from_json(kept: Iterable[Any]) -> tuple[Candidate, ...]:
    """Candidates as values."""
    return msgspec.convert(list(kept), tuple[Candidate, ...])


def ranking_from_json(kept: Iterable[Any]) -> tuple[RankedBrand, ...]:
    """A ranking as values."""
    return msgspec.convert(list(kept), tuple[RankedBrand, ...])

"""Checklists, scores and rounds as the database keeps them in JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.kinds import Aspect, Phase
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import PhasePlan
from jyguide.standard.scoring import AspectTally, Score, Scores, Tally

_SCORES = msgspec.json.Decoder(dict[str, Score])


class _Given(msgspec.Struct, gc=False):
    """As much of a `Score` as figures follow from."""

    points: int | None = None
    applies: bool = True


_GIVEN = msgspec.json.Decoder(dict[str, _Given])


def criteria_to_json(criteria: Iterable[Criterion]) -> list[Any]:
    """Criteria as lists of objects; everything at its usual value is left out."""
    return [_slim(msgspec.to_builtins(one), _USUAL) for one in criteria]


def criteria_from_json(kept: Iterable[Any]) -> Criteria:
    """Criteria as values.

    Raises:
        ValueError: a newer release knows something this one does not.
    """
    return msgspec.convert(list(kept), tuple[Criterion, ...])


def scores_to_json(scores: Scores) -> dict[str, Any]:
    """What was said of each criterion."""
    return {
        code: _slim(msgspec.to_builtins(said), _UNSAID)
        for code, said in scores.items()
        if said != Score()
    }


def scores_from_json(kept: Mapping[str, Any]) -> dict[str, Score]:
    """The same as values."""
    return msgspec.convert(kept, dict[str, Score])


def scores_from_text(text: str | bytes) -> dict[str, Score]:
    """The same straight from a column's text, for reading thousands."""
    return _SCORES.decode(text)


def points_from_text(text: str | bytes) -> dict[str, int]:
    """The points alone, by code; criteria that do not apply or are not said are left out."""
    return {
        code: said.points
        for code, said in _GIVEN.decode(text).items()
        if said.applies and said.points is not None
    }


class StoredTally(msgspec.Struct, frozen=True):
    """What an inspection added up to, as it is kept with it.

    Attributes:
        aspects: Tenths got, of those asked, of the whole aspect; see `AspectTally`.
    """

    total: int = 0
    aspects: dict[Aspect, tuple[int, int, int]] = {}
    vetoes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def tally_to_json(found: Tally) -> dict[str, Any]:
    """What an inspection added up to; see `StoredTally`."""
    aspects = {aspect: (each.got, each.of, each.full) for aspect, each in found.aspects.items()}
    kept: dict[str, Any] = msgspec.to_builtins(
        StoredTally(found.total, aspects, found.vetoes, found.lost), str_keys=True
    )
    return kept


_TALLY = msgspec.json.Decoder(StoredTally)


def tally_from_text(text: str | bytes) -> Tally:
    """The same as a value, straight from a column's text, for reading thousands."""
    found = _TALLY.decode(text)
    aspects = {aspect: AspectTally(*each) for aspect, each in found.aspects.items()}
    return Tally(found.total, aspects, found.vetoes, found.lost)


def schedule_to_json(schedule: Mapping[Phase, PhasePlan]) -> dict[str, Any]:
    """The four phases of a round: ``{"self_inspection": {"opens_on": "2026-03-01", …}, …}``."""
    return {phase.value: msgspec.to_builtins(plan) for phase, plan in schedule.items()}


def schedule_from_json(kept: Mapping[str, Any]) -> dict[Phase, PhasePlan]:
    """The same as values; a phase that was not laid down has no days."""
    found = msgspec.convert(kept, dict[Phase, PhasePlan])
    return {phase: found.get(phase, PhasePlan()) for phase in Phase}


def rule_to_json(rule: RatingRule) -> dict[str, Any]:
    """How the four lists are made."""
    written: dict[str, Any] = msgspec.to_builtins(rule, str_keys=True)
    return written


def rule_from_json(kept: Mapping[str, Any]) -> RatingRule:
    """The same as a value; what an older release did not know stands at its usual value."""
    return msgspec.convert(kept, RatingRule)


def _slim(kept: dict[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Without what stands at its usual value: a city keeps a hundred thousand scores a year."""
    return {
        name: value for name, value in kept.items() if name not in usual or value != usual[name]
    }


def _usual(of: Any, *needed: str) -> Mapping[str, Any]:
    values: dict[str, Any] = json.loads(msgspec.json.encode(of))
    return {name: value for name, value in values.items() if name not in needed}


_USUAL = _usual(Criterion("", Aspect.SUPPORT, "", 0), "code", "aspect", "text", "points")
_UNSAID = _usual(Score())

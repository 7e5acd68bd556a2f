"""Whether a target has been contacted in a stretch of the calendar, and who held it on a day.

A target is asked for in a stretch if somebody contacts it on the stretch's last day and it has
not moved away by then: who was taken in later, or had left, is owed no visit. One contact of any
holder in the stretch is enough, also where it was handed over in its middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from jyguide.grid.kinds import TargetKind, VisitWay
from jyguide.grid.visit_period import Period
from jyguide.grid.visit_rule import ContactRule


class Standing(StrEnum):
    """How a target stands in a stretch."""

    DONE = "done"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over, as it is kept; the new holder holds from that day on."""

    on: date
    from_key: UUID | None
    from_name: str
    to_key: UUID | None
    to_name: str


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody contacts a target.

    Attributes:
        since: None: since before anything was written down.
        until: The first day on which he does no more; None: he still does.
    """

    key: UUID
    name: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """A vanguard member; from the day on which he left he contacts nobody."""

    name: str
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contacted:
    """One contact, as far as it counts."""

    on: date
    way: VisitWay


@dataclass(frozen=True, slots=True)
class Watched:
    """A target, as far as what is asked of it goes."""

    kind: TargetKind
    held: tuple[Held, ...] = ()
    left_on: date | None = None


def holdings(
    now: tuple[UUID, str] | None, since: date | None, handed: Iterable[Handed]
) -> tuple[Held, ...]:
    """Who held a target from when to when, the earliest first.

    Args:
        now: Key and name of who contacts it at present.
        since: From when on, where that is known.
        handed: Its hand-overs in the order in which they were written.
    """
    ordered = sorted(handed, key=lambda one: one.on)
    spans = _handed_spans(ordered)
    if ordered and (now is None or ordered[-1].to_key != now[0]):
        spans = [span for span in spans if span.until is not None]
    if now is not None and (not ordered or ordered[-1].to_key != now[0]):
        spans.append(Held(now[0], now[1], since or (ordered[-1].on if ordered else None)))
    return tuple(spans)


def holder_on(held: Iterable[Held], day: date) -> Held | None:
    """Who contacted a target on a day; the last of several on one day."""
    return next((span for span in reversed(tuple(held)) if span.on(day)), None)


def taken_in(held: Sequence[Held]) -> date | None:
    """The first day on which anybody is known to have contacted it; None: no day is known."""
    return held[0].since if held else None


def standing(
    target: Watched, visits: Iterable[Contacted], period: Period, rule: ContactRule, today: date
) -> Standing:
    """How a target stands in a stretch, looked at on a day."""
    for one in visits:
        if period.holds(one.on) and rule.counts(target.kind, one.way):
            return Standing.DONE
    if not is_asked(target, period):
        return Standing.NOT_ASKED
    return undone(period, rule, today)


def is_asked(target: Watched, period: Period) -> bool:
    """Whether a target is to be contacted in a stretch at all."""
    if target.left_on is not None and target.left_on <= period.last:
        return False
    return holder_on(target.held, period.last) is not None


def undone(period: Period, rule: ContactRule, today: date) -> Standing:
    """What is said of a stretch in which nothing was done."""
    return Standing.DUE if today <= rule.closes(period) else Standing.OVERDUE


def _handed_spans(ordered: Sequence[Handed]) -> list[Held]:
    spans = []
    if ordered and ordered[0].from_key is not None:
        first = ordered[0]
        spans.append(Held(ordered[0].from_key, first.from_name, None, first.on))
    for one, following in pairwise([*ordered, None]):
        if one is not None and one.to_key is not None:
            until = following.on if following else None
            spans.append(Held(one.to_key, one.to_name, one.on, until))
    return spans


def known_holders(held: Iterable[Held], people: Mapping[UUID, Holder]) -> tuple[Held, ...]:
    """The same spans under the names people have today, ended where somebody has left.

    A name that is gone stays as it was written.
    """
    spans = []
    for span in held:
        holder = people.get(span.key)
        if holder is None:
            spans.append(span)
        elif holder.left_on is None or (span.until and span.until <= holder.left_on):
            spans.append(replace(span, name=holder.name))
        else:
            spans.append(replace(span, name=holder.name, until=holder.left_on))
    return tuple(spans)

"""How what is to be seen to reads in a table."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.openness.calendar import Slot
from jyguide.openness.kinds import AFFAIRS_NAMES
from ui.openness.calendar.words import MARKS, TONES
from ui.widgets import Column


def due_columns() -> Sequence[Column[Slot]]:
    """Of the list of what is to be seen to."""
    return (
        Column("村（社区）", lambda one: one.place.name, width=140, tip=_where),
        Column("公开事项", lambda one: one.item.facts.name, width=230, tip=_name),
        Column("所属期", lambda one: one.when, width=120, tip=lambda one: one.when),
        Column(
            "情况",
            lambda one: one.state.value,
            width=120,
            tone=lambda one: TONES[one.state],
            mark=lambda one: MARKS[one.state],
            fill=lambda one: TONES[one.state],
        ),
        Column("应于", lambda one: f"{one.due_on:%m-%d} 前", lambda one: one.due_on, width=90),
    )


def affairs(slot: Slot) -> str:
    """Which of the three affairs it is about."""
    return AFFAIRS_NAMES[slot.item.facts.affairs]


def township(slot: Slot) -> str:
    """In which township it hangs."""
    return slot.place.township


def state(slot: Slot) -> str:
    """How it stands, in a word."""
    return slot.state.value


def key(slot: Slot) -> object:
    """What stays the same of it after a reload."""
    return slot.key


def _where(slot: Slot) -> str:
    return f"{slot.place.township}　{slot.place.name}"


def _name(slot: Slot) -> str:
    return slot.item.facts.name

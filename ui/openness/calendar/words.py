"""How the state of a posting looks: a word, a colour, a mark; never the colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.openness.calendar import Slot, SlotState
from ui.theme import Tone

TONES = {
    SlotState.NOT_DUE: Tone.NEUTRAL,
    SlotState.THIS_WEEK: Tone.GOLD,
    SlotState.OVERDUE: Tone.WARN,
    SlotState.POSTED: Tone.GOOD,
    SlotState.LATE: Tone.INFO,
    SlotState.TOO_SHORT: Tone.WARN,
    SlotState.OBJECTION: Tone.BAD,
}
MARKS = {
    SlotState.NOT_DUE: "",
    SlotState.THIS_WEEK: "clock",
    SlotState.OVERDUE: "edit",
    SlotState.POSTED: "good",
    SlotState.LATE: "good",
    SlotState.TOO_SHORT: "warning",
    SlotState.OBJECTION: "warning",
}
_SHORT = {
    SlotState.NOT_DUE: "未到",
    SlotState.THIS_WEEK: "本周",
    SlotState.OVERDUE: "待补",
    SlotState.POSTED: "已贴",
    SlotState.LATE: "偏晚",
    SlotState.TOO_SHORT: "不足",
    SlotState.OBJECTION: "异议",
}
_WORST = (
    *(SlotState.OBJECTION, SlotState.OVERDUE, SlotState.THIS_WEEK, SlotState.TOO_SHORT),
    *(SlotState.NOT_DUE, SlotState.LATE, SlotState.POSTED),
)
_WIDE = 3
"""Months from which on a cell has room for the whole word and a day."""


def worst(slots: Sequence[Slot]) -> SlotState:
    """The state that presses most."""
    return min((one.state for one in slots), key=_WORST.index)


def cell_text(slots: Sequence[Slot], months: int) -> str:
    """What a cell says, by how many months wide it is."""
    if len(slots) > 1:
        many = len(slots)
        return _SHORT[worst(slots)] + (str(many) if months < _WIDE else f"，共 {many} 件")
    (slot,) = slots
    if months < _WIDE:
        return _SHORT[slot.state]
    day = slot.posting.posted_on if slot.posting else None
    told = f"{day:%m-%d}" if day else f"{slot.due_on:%m-%d} 前"
    return f"{slot.state.value}　{told}"


def cell_tip(slots: Sequence[Slot]) -> str:
    """More about a cell."""
    return "\n".join(f"{one.when}　{one.state.value}　应于 {one.due_on} 前公布" for one in slots)

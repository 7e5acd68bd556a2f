"""What of rounds waits for a person, told to whoever has just opened the program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.round import PhaseState, RoundRow

SOON = 7
"""Days before the end of a phase from which on it is called to mind."""


def rounds_due(rounds: Iterable[RoundRow], today: date) -> str:
    """Phases that end within a week, and those past their last day and not closed; or nothing.

    Of each round only the first open phase is named: those after it cannot be closed before it.
    """
    said = [sentence for row in rounds if (sentence := _of_round(row, today))]
    return "；".join(said) + "。" if said else ""


def _of_round(row: RoundRow, today: date) -> str:
    phase = next((one for one in Phase if one not in row.closed), None)
    closes = None if phase is None else row.facts.schedule[phase].closes_on
    if phase is None or closes is None:
        return ""
    name = f"“{row.facts.name}”的{PHASE_NAMES[phase]}"
    state = row.state(phase, today)
    if state is PhaseState.OVERDUE:
        return f"{name}已于{date_text(closes)}到期，收齐后可以关闭"
    left = (closes - today).days
    if state is PhaseState.RUNNING and left <= SOON:
        return f"{name}今天到期" if not left else f"{name}还有 {left} 天到期"
    return ""

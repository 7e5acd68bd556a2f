"""How large a station's database will be, told beforehand from the calendar alone.

``bytes = EMPTY + PER_ENTRY × (FOUNDING + Σ deeds planned × ENTRIES[deed])``

A journal entry with the row it changed, its share of the indices, of the segment it is sent in
and of the texts beside it comes to `PER_ENTRY` bytes; what ships fills `EMPTY`. Both, and what a
deed writes on the average, were measured once over a month of another seed than any other run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tests.soak.calendar import Calendar

EMPTY = 2_690_000
PER_ENTRY = 1_065
FOUNDING = 583
ENTRIES: Mapping[str, float] = {
    "hold_exam": 119.2, "hold_session": 21.1, "walk_back": 18.0, "import_roster": 16.0,
    "restore": 8.0, "score_branch": 7.7, "drill": 5.6, "remove_person": 4.0, "talk": 3.0,
    "revoke_and_reissue": 5.0, "plan_ahead": 2.5, "add_attachments": 2.3, "add_person": 2.0,
    "import_tree": 2.0, "log_visits": 2.0, "correct_key": 2.0, "brand": 1.8, "deal": 1.1,
    "change_person": 0.9, "post_notices": 1.0, "report_month": 1.0, "add_user": 1.0,
    "add_village": 1.0, "remove_user": 1.0,
}  # fmt: skip
"""What a deed writes into the journal on the average."""
TOLERANCE = 0.15


def predicted_entries(calendar: Calendar) -> int:
    """Entries of the journal at each office once all days are exchanged."""
    planned: Counter[str] = Counter()
    for day in range(calendar.days):
        planned.update(one.deed for one in calendar.day(day))
    return FOUNDING + round(sum(count * ENTRIES.get(deed, 0) for deed, count in planned.items()))


def predicted_bytes(calendar: Calendar) -> int:
    return EMPTY + PER_ENTRY * predicted_entries(calendar)

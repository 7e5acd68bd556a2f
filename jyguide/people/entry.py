"""What somebody typed about one person, held to the same rules as a row of a roster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jyguide.errors import RuleError
from jyguide.exchange.table.header import ColumnMap
from jyguide.people.person import PersonFacts
from jyguide.people.roster_fields import RosterField, roster_spec
from jyguide.people.roster_person import PersonReader

_CHOSEN = frozenset({RosterField.STATION, RosterField.KIND, RosterField.ROLE})
"""Picked from a list, never typed."""


def checked(facts: PersonFacts, today: date) -> PersonFacts:
    """The facts in their one stored form; an ID number, unlike in a roster, may be left out.

    Raises:
        RuleError: something typed cannot be so, or contradicts the ID number.
    """
    typed = [
        field
        for field in RosterField
        if field not in _CHOSEN and (field is not RosterField.ID_NUMBER or facts.id_number)
    ]
    columns = ColumnMap({field: index for index, field in enumerate(typed)})
    row = tuple(getattr(facts, field) or None for field in typed)
    read, faults = PersonReader(columns, roster_spec(()), today).read(row)
    reasons = [reason for _, reason in faults]
    if not reasons and not read.get(RosterField.SEX):
        reasons = ["性别没有填"]
    if reasons:
        raise RuleError(f"{'；'.join(reasons)}。没有保存。", hint="请改正后再保存。")
    return replace(facts, **{field.value: read[field] for field in typed if field in read})

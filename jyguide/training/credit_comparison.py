"""Rows of a table of trainings held elsewhere beside who is known and what is counted already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from jyguide.documents.dates import date_text
from jyguide.exchange.cell import compact
from jyguide.exchange.table.doubles import place_text
from jyguide.exchange.table.plan import Change, PlannedRow, changes_between, refused_for
from jyguide.exchange.table.reading import ReadRow
from jyguide.ids import PersonId
from jyguide.people.meant import Listed
from jyguide.people.row import PersonRow
from jyguide.training.credit import CreditRecordRow, RecordFacts, record_problems
from jyguide.training.credit_table import (
    SPEC,
    STATED,
    cells_in_words,
    completed,
    facts_of,
    kept,
)
from jyguide.training.session import SessionLevel

PERSON = "person_id"
"""The key under which a planned row keeps whose training it is."""


@dataclass(frozen=True, slots=True)
class CountedTraining:
    """A training that counts without any record entered here: signed in to, or handed down."""

    person_id: PersonId
    title: str
    starts_on: date
    level: SessionLevel


class CreditComparison:
    """Tells of each row whose training it is, and whether it is kept or counted already.

    Args:
        people: Everybody on the list.
        records: Those entered here, of the days of the file.
        counted: Trainings of those days that count already.
        today: What is not over cannot be entered.
    """

    def __init__(
        self,
        people: Iterable[PersonRow],
        records: Iterable[CreditRecordRow],
        counted: Iterable[CountedTraining],
        today: date,
    ) -> None:
        self._listed = Listed(people)
        self._records = {_key(row.person_id, row.facts): row for row in records}
        self._counted: defaultdict[tuple[PersonId, date], list[CountedTraining]] = defaultdict(
            list
        )
        for one in counted:
            self._counted[one.person_id, one.starts_on].append(one)
        self._first: dict[tuple[PersonId, date, str], tuple[str, int]] = {}
        self._today = today

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        values, derived = completed(row.values)
        facts = facts_of(values)
        meant = self._listed.meant(
            values["name"], values["id_number"] or "", values["organisation"] or ""
        )
        if meant.person is None:
            return _refused(row, values, meant.key, meant.reason)
        key = _key(meant.person.id, facts)
        first = self._first.setdefault(key, (row.sheet, row.row))
        if first != (row.sheet, row.row):
            said = f"与{place_text(first, (row.sheet, row.row))}是同一人的同一次培训，以那一行为准"
            return _refused(row, values, "title", said, double=True)
        known = self._records.get(key)
        stated = {name: row.values.get(name) for name in STATED}
        changes = changes_between(stated, partial(kept, known.facts)) if known else ()
        after = changed_facts(known.facts, changes) if known else facts
        for name, reason in record_problems(after, self._today).items():
            return _refused(row, values, name, reason.removesuffix("。"))
        doubt = "" if known else self._doubt(meant.person.id, facts)
        note = self._listed.told_apart(meant.person)
        if known:
            derived = frozenset()
        values[PERSON] = meant.person.id
        return PlannedRow(
            row.sheet, row.row, values, known, changes, derived, doubt=doubt, note=note
        )

    def _doubt(self, person: PersonId, facts: RecordFacts) -> str:
        """A session of that day and level that counts already may be this very training."""
        for one in self._counted.get((person, facts.starts_on), ()):
            if one.level is facts.level or compact(one.title) == compact(facts.title):
                return (
                    f"此人 {date_text(one.starts_on)} 的“{one.title}”已经计入，"
                    "可能就是这一次；确实是另一次培训再选择导入"
                )
        return ""


def changed_facts(facts: RecordFacts, changes: Iterable[Change]) -> RecordFacts:
    """A record with what a row says otherwise."""
    return replace(facts, **{change.key: change.after for change in changes})


def _key(person: PersonId, facts: RecordFacts) -> tuple[PersonId, date, str]:
    return person, facts.starts_on, compact(facts.title)


def _refused(
    row: ReadRow, values: dict[str, Any], key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    return refused_for(SPEC, row, cells_in_words(values), (key, reason), double=double)

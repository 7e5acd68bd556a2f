"""Rows of a table of trainings held elsewhere beside who is known and what is counted already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from jyguide.documents.dates import date_text
from jyguide.exchange.cell import compact
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import Change, PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow
from jyguide.ids import PersonId
from jyguide.people.id_number import ID_LENGTH
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
_NAMED = 3
"""Namesakes that a sentence names."""


@dataclass(frozen=True, slots=True)
class CountedTraining:
    """A training that counts without any record entered here: signed in to, or handed down."""

    person_id: PersonId
    title: str
    starts_on: date
    level: SessionLevel


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a row means, or the key of the column at fault and why nobody can say."""

    person: PersonRow | None = None
    key: str = ""
    reason: str = ""


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
        self._named: defaultdict[str, list[PersonRow]] = defaultdict(list)
        self._numbered: defaultdict[str, list[PersonRow]] = defaultdict(list)
        for person in people:
            self._named[person.name].append(person)
            self._numbered[person.id_number].append(person)
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
        meant = self._meant(values)
        if meant.person is None:
            return _refused(row, values, meant.key, meant.reason)
        key = _key(meant.person.id, facts)
        first = self._first.setdefault(key, (row.sheet, row.row))
        if first != (row.sheet, row.row):
            said = f"与{_place(first, row.sheet)}是同一人的同一次培训，以那一行为准"
            return _refused(row, values, "title", said, double=True)
        known = self._records.get(key)
        stated = {name: row.values.get(name) for name in STATED}
        changes = changes_between(stated, partial(kept, known.facts)) if known else ()
        after = changed_facts(known.facts, changes) if known else facts
        for name, reason in record_problems(after, self._today).items():
            return _refused(row, values, name, reason.removesuffix("。"))
        doubt = "" if known else self._doubt(meant.person.id, facts)
        note = f"记到：{_where(meant.person)}" if len(self._named[meant.person.name]) > 1 else ""
        if known:
            derived = frozenset()
        values[PERSON] = meant.person.id
        return PlannedRow(
            row.sheet, row.row, values, known, changes, derived, doubt=doubt, note=note
        )

    def _meant(self, values: dict[str, Any]) -> Meant:
        name, number = values["name"], values["id_number"] or ""
        holders = self._numbered.get(number, []) if len(number) == ID_LENGTH else []
        if len(holders) == 1:
            if holders[0].name == name:
                return Meant(holders[0])
            said = f"这个身份证号在人员名单里是“{holders[0].name}”，姓名不符"
            return Meant(None, "name", said)
        found = self._named.get(name, [])
        if not found:
            return Meant(None, "name", f"人员名单里没有“{name}”，请先录入此人或核对姓名")
        if number:
            found = _told_by_number(found, number)
            if not found:
                return Meant(None, "id_number", f"“{name}”的身份证号与人员名单里的不一致")
        if len(found) > 1:
            found = _told_by_place(found, values["organisation"] or "") or found
        return Meant(found[0]) if len(found) == 1 else Meant(None, "name", _namesakes(name, found))

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


def _told_by_number(found: Sequence[PersonRow], number: str) -> list[PersonRow]:
    """Those whose number it is; else those whose number nobody has entered yet."""
    exact = [one for one in found if one.id_number.endswith(number)]
    return exact or [one for one in found if not one.id_number]


def _namesakes(name: str, found: Sequence[PersonRow]) -> str:
    where = "、".join(map(_where, found[:_NAMED]))
    more = "等" if len(found) > _NAMED else ""
    return f"有 {len(found)} 位“{name}”（{where}{more}），请填身份证号或后四位来分清"


def _told_by_place(found: Sequence[PersonRow], place: str) -> list[PersonRow]:
    if not place:
        return []
    return [
        one
        for one in found
        if any(text and (place in text or text in place) for text in _places(one))
    ]


def _places(person: PersonRow) -> tuple[str, str]:
    return compact(person.station), compact(person.organisation)


def _where(person: PersonRow) -> str:
    return person.organisation or person.station or "单位未填写"


def _place(first: tuple[str, int], sheet: str) -> str:
    return f"第 {first[1]} 行" if first[0] == sheet else f"“{first[0]}”第 {first[1]} 行"


def _refused(
    row: ReadRow, values: dict[str, Any], key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    fault = Refusal(row.sheet, row.row, SPEC.label(key), reason, key, double=double)
    return PlannedRow(row.sheet, row.row, cells_in_words(values), faults=(fault,))

"""One row of a roster as one person, or as the list of everything wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jyguide.exchange.cell import CellError
from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import Row
from jyguide.people.dates import Month
from jyguide.people.id_number import birth_of, sex_of
from jyguide.people.organisation_match import Proposal
from jyguide.people.person import PersonFacts
from jyguide.people.roster_fields import PLACE, REQUIRED, RosterField
from jyguide.people.saying import read_saying

Fault = tuple[RosterField, str]
"""The field at fault and the reason."""
Facts = dict[RosterField, Any]
"""Values by field, each of the type that PersonFacts wants there; birth may still be a Month."""


class PersonReader:
    """Reads the rows below one head.

    Args:
        columns: Which column is which fact.
        spec: See `roster_spec`.
        today: Dates after it are refused; None leaves the future unchecked.
    """

    def __init__(self, columns: ColumnMap, spec: TableSpec, today: date | None) -> None:
        self._plan = [
            (RosterField(key), column, spec.by_key[key].read)
            for key, column in columns.columns.items()
        ]
        self._today = today

    def read(self, row: Row) -> tuple[Facts, list[Fault]]:
        """What the row states; facts of a faulty field are absent."""
        facts: Facts = {}
        faults: list[Fault] = []
        for field, column, reader in self._plan:
            try:
                facts[field] = reader(row[column])
            except CellError as error:
                faults.append((field, str(error)))
        faults += [(field, why) for field, why in _LEFT_OUT if facts.get(field, "?") == ""]
        if facts.get(RosterField.READING):
            faults += _settle_reading(facts)
        if facts.get(RosterField.ID_NUMBER):
            faults += _compare_with_id(facts)
        faults += _impossible_dates(facts, self._today)
        return facts, faults


_LEFT_OUT = tuple((field, f"{field.label}没有填") for field in REQUIRED)


def as_person(facts: Mapping[Any, Any]) -> PersonFacts:
    """The facts of a row without faults, and of what was guessed about it."""
    place: Proposal | None = facts.get(PLACE)
    return PersonFacts(**{**facts, PLACE: place.organisation_id if place else None})


def _settle_reading(facts: Facts) -> list[Fault]:
    """Bring a reading into its one form, which only the name beside it allows."""
    try:
        said = read_saying(facts[RosterField.READING], facts.get(RosterField.NAME, ""))
    except CellError as error:
        return [(RosterField.READING, str(error))] if facts.get(RosterField.NAME) else []
    facts[RosterField.READING] = said
    return []


def _compare_with_id(facts: Facts) -> list[Fault]:
    """Contradictions to the ID number; what the row leaves open is filled in from it."""
    number = facts[RosterField.ID_NUMBER]
    faults: list[Fault] = []
    sex = sex_of(number)
    if (facts.get(RosterField.SEX) or sex) != sex:
        told = f"性别“{facts[RosterField.SEX]}”与身份证号中的“{sex}”不一致，请核对是哪一个错了"
        faults.append((RosterField.SEX, told))
    birth = birth_of(number)
    stated = facts.get(RosterField.BIRTH) or birth
    if not (stated.holds(birth) if isinstance(stated, Month) else stated == birth):
        # Which day it says is left out: beside a masked number that would complete it.
        told = f"出生日期“{stated}”与身份证号中的生日不一致，请核对是哪一个错了"
        faults.append((RosterField.BIRTH, told))
    facts[RosterField.SEX] = sex
    facts[RosterField.BIRTH] = birth
    return faults


def _impossible_dates(facts: Facts, today: date | None) -> list[Fault]:
    birth, joined = facts.get(RosterField.BIRTH), facts.get(RosterField.JOINED)
    faults: list[Fault] = []
    if isinstance(birth, date) and today and birth > today:
        faults.append((RosterField.BIRTH, f"出生日期 {birth} 还没有到"))
    if joined and today and joined > today:
        faults.append((RosterField.JOINED, f"入党时间 {joined} 还没有到"))
    if joined and isinstance(birth, date) and joined <= birth:
        faults.append((RosterField.JOINED, f"入党时间 {joined} 早于出生日期"))
    return faults

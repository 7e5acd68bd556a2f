"""One row of a roster as one person, or as the list of everything wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jyguide.exchange.workbook import CellValue, Row
from jyguide.people.cell import CellError, cell_text, compact
from jyguide.people.dates import Month, read_date, read_date_or_month
from jyguide.people.id_number import birth_of, read_id_number, sex_of
from jyguide.people.normalise import read_kind, read_name, read_phone, read_sex
from jyguide.people.person import PersonFacts
from jyguide.people.roster_columns import ColumnMap
from jyguide.people.roster_fields import REQUIRED, RosterField
from jyguide.people.stations import StationNames

Fault = tuple[RosterField, str]
"""The field at fault and the reason."""
Facts = dict[RosterField, Any]
"""Values by field, each of the type that PersonFacts wants there; birth may still be a Month."""


class PersonReader:
    """Reads the rows below one header.

    Args:
        today: Dates after it are refused; None leaves the future unchecked.
    """

    def __init__(self, columns: ColumnMap, stations: StationNames, today: date | None) -> None:
        readers: dict[RosterField, Callable[[CellValue], object]] = {
            RosterField.NAME: read_name,
            RosterField.SEX: read_sex,
            RosterField.BIRTH: read_date_or_month,
            RosterField.ID_NUMBER: read_id_number,
            RosterField.PHONE: read_phone,
            RosterField.JOINED: read_date,
            RosterField.STATION: stations.find,
            RosterField.KIND: read_kind,
            RosterField.ETHNIC: compact,
        }
        self._plan = [(f, c, readers.get(f, cell_text)) for f, c in columns.columns.items()]
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
        faults += [
            (field, f"{field.label}没有填") for field in REQUIRED if facts.get(field, "?") == ""
        ]
        if facts.get(RosterField.ID_NUMBER):
            faults += _compare_with_id(facts)
        faults += _impossible_dates(facts, self._today)
        return facts, faults


def as_person(facts: Facts) -> PersonFacts:
    """The facts of a row without faults."""
    return PersonFacts(**facts)


def _compare_with_id(facts: Facts) -> list[Fault]:
    """Contradictions to the ID number; what the row leaves open is filled in from it."""
    number = facts[RosterField.ID_NUMBER]
    faults: list[Fault] = []
    sex = sex_of(number)
    if (facts.get(RosterField.SEX) or sex) != sex:
        faults.append((RosterField.SEX, _contradiction("性别", facts[RosterField.SEX], sex)))
    birth = birth_of(number)
    stated = facts.get(RosterField.BIRTH) or birth
    if not (stated.holds(birth) if isinstance(stated, Month) else stated == birth):
        faults.append((RosterField.BIRTH, _contradiction("出生日期", stated, birth)))
    facts[RosterField.SEX] = sex
    facts[RosterField.BIRTH] = birth
    return faults


def _contradiction(what: str, stated: object, by_number: object) -> str:
    return f"{what}“{stated}”与身份证号中的“{by_number}”不一致，请核对是哪一个错了"


def _impossible_dates(facts: Facts, today: date | None) -> list[Fault]:
    birth, joined = facts.get(RosterField.BIRTH), facts.get(RosterField.JOINED)
    faults: list[Fault] = []
    if isinstance(birth, date) and today and birth > today:
        faults.append((RosterField.BIRTH, f"出生日期 {birth} 还没有到"))
    if joined and today and joined > today:
        faults.append((RosterField.JOINED, f"入党时间 {joined} 还没有到"))
    if joined and isinstance(birth, date) and joined <= birth:
        faults.append((RosterField.JOINED, f"入党时间 {joined} 早于出生日期 {birth}"))
    return faults

"""A whole roster file read: the people in it, and every row that could not become one."""

from __future__ import annotations

from datetime import date
from typing import cast

from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.reading import (
    RowReader,
    RowRules,
    Values,
)
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import Row
from jyguide.people.dates import Month, read_date_or_month
from jyguide.people.roster_fields import RosterField
from jyguide.people.roster_person import PersonReader

_SHORTEST_ID = 15


def roster_rules(spec: TableSpec, today: date | None) -> RowRules:
    """How rows of people are read, told apart and completed."""

    def reader(columns: ColumnMap) -> RowReader:
        return cast("RowReader", PersonReader(columns, spec, today))

    return RowRules(
        reader=reader,
        identity=_number,
        called=(RosterField.ID_NUMBER, "身份证号"),
        telling=(RosterField.NAME, RosterField.STATION),
        once="同一人只保留一行",
        surely=_is_person,
        lost=_holds_number,
        derivable={RosterField.SEX: _is_there, RosterField.BIRTH: _is_whole_day},
    )


def _number(values: Values) -> str:
    found: str = values.get(RosterField.ID_NUMBER, "")
    return found


def _is_person(row: Row, columns: ColumnMap) -> bool:
    name, number = columns.columns[RosterField.NAME], columns.columns[RosterField.ID_NUMBER]
    return row[name] is not None and _begins_like_id(row[number])


def _holds_number(row: Row) -> bool:
    return any(_begins_like_id(value) for value in row)


def _is_there(value: CellValue) -> bool:
    return value is not None


def _is_whole_day(value: CellValue) -> bool:
    """Whether the cell itself says the day: of a month alone the ID number does."""
    try:
        return value is not None and not isinstance(read_date_or_month(value), Month)
    except CellError:
        return False


def _begins_like_id(value: CellValue) -> bool:
    """Whether a text begins with the digits of an ID number, blanks overlooked."""
    if not isinstance(value, str):
        return False
    text = value if value.isalnum() else compact(value)
    return len(text) >= _SHORTEST_ID and text[:_SHORTEST_ID].isdigit()

"""Rosters in files, compared with the people a test says there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from db.keys import new_key
from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.plan import TablePlan, plan_table
from jyguide.exchange.table.reading import TableFile, read_table
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import Sheet
from jyguide.people.roster_fields import roster_spec
from jyguide.people.roster_import import RosterComparison, Surroundings
from jyguide.people.roster_rows import roster_rules
from jyguide.people.row import PersonRow
from jyguide.progress import CancelToken, Progress
from tests.jyguide.builders import DAY, HEADINGS, a_person

SPEC = roster_spec(["周庄镇", "华士镇"])
HEADS = (*HEADINGS, "学历", "职务", "所在党组织")
HERE = Surroundings("周庄镇")
CITY = Surroundings("")


def parse_roster(
    sheets: Sequence[Sheet],
    known_stations: Sequence[str],
    mapping: ColumnMap | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    today: date | None = None,
) -> TableFile:
    """A roster read, where there are these stations; no date may lie after `today`."""
    spec = roster_spec(known_stations)
    return read_table(sheets, spec, roster_rules(spec, today), mapping, progress, cancel)


def compared(
    path: Path,
    around: Surroundings = HERE,
    mapping: ColumnMap | None = None,
    spec: TableSpec = SPEC,
) -> TablePlan:
    """What importing a file on `DAY` would do."""
    source = TableSource(path)
    file = read_table(source.sheets(), spec, roster_rules(spec, DAY), mapping)
    compare = RosterComparison(around, file).compare
    return plan_table(source, file, spec, compare, by_hand=mapping is not None)


def reasons(plan: TablePlan) -> list[tuple[int, str, str]]:
    """Row, column and sentence of everything refused."""
    return [(fault.row, fault.column, fault.reason) for fault in plan.refused]


def a_listed(**changes: object) -> PersonRow:
    """陈明 as the list has him."""
    facts = a_person("陈明", 0)
    kept = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    kept |= {"id": new_key(), "search": "", "pinyin_key": "", "stroke_key": ""} | changes
    return PersonRow(**kept)  # type: ignore[arg-type]

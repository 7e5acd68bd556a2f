"""Rosters at the page of people: the description the import wizard is given."""

from __future__ import annotations

from jyguide.changes import Changed
from jyguide.exchange.table.plan import PlannedRow
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.people.names import search_text
from jyguide.people.roster_fields import RosterField, roster_spec
from jyguide.people.service.rosters import RosterService

_WORDS = ImportWords(
    title="导入花名册",
    where="人员名单",
    known="名单上已有的人",
    guess="采用推断：按职务推断人员类别，按名称找到组织（{} 人）",
    search_hint="姓名、拼音、首字母",
    drop="把花名册拖到这里",
    told="花名册已导入",
)


def roster_subject(rosters: RosterService) -> TableImport:
    """What the wizard needs to bring people in; which stations there are only the plan asks."""
    return TableImport(roster_spec(()), rosters, _WORDS, Changed.PEOPLE, _searched)


def _searched(row: PlannedRow) -> str:
    return search_text(str(row.values.get(RosterField.NAME) or ""))

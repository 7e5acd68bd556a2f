"""Social insurance and annuity in a table: its columns, 元 and 万元 mixed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.money import MoneyColumns, money_shown, read_money, yuan_text
from jyguide.exchange.table.doubles import place_text
from jyguide.exchange.table.plan import PlannedRow, changes_between, refused_for
from jyguide.exchange.table.reading import ReadRow, TableFile
from jyguide.exchange.table.spec import TableColumn, TableSpec, plain
from jyguide.ids import PersonId
from jyguide.masking import numbers_masked
from jyguide.people.id_column import ID_COLUMN
from jyguide.people.meant import Listed
from jyguide.people.normalise import read_name
from jyguide.secretary.insurance import InsuranceFacts, InsuranceRow, insurance_problems

PERSON = "person_id"
"""The key under which a planned row keeps whose year it is."""
MONEY = {"base": "月", "annuity_unit": "年", "annuity_own": "年"}
STATED = ("base", "months", "annuity_unit", "annuity_own", "note")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?度?")
_MONTHS = re.compile(r"([0-9]{1,2})个?月?")
_MOST_MONTHS = 12


def read_year(value: CellValue) -> int | None:
    """``2026``, ``2026年``, ``2026 年度``."""
    text = compact(value)
    if not text:
        return None
    found = _YEAR.fullmatch(text)
    if found is None:
        raise CellError(f"“{text}”不是年度，请写四位数字，如 2026")
    return int(found[1])


def read_months(value: CellValue) -> int | None:
    """``12``, ``12个月``."""
    text = compact(value)
    if not text:
        return None
    found = _MONTHS.fullmatch(text)
    if found is None or int(found[1]) > _MOST_MONTHS:
        raise CellError(f"“{text}”应为 0 至 12 个月")
    return int(found[1])


def _money(key: str, label: str, headings: tuple[str, ...], example: str) -> TableColumn:
    return TableColumn(
        key,
        label,
        headings,
        read=read_money,
        shown=money_shown,
        how="元；可以在单元格里写单位，如 1.2万元，没有写单位的按表头的单位",
        example=example,
        width=18,
    )


SPEC = TableSpec(
    "insurance_year",
    "社保年金",
    "条",
    (
        TableColumn(
            "name",
            "姓名",
            ("书记姓名", "人员姓名"),
            required=True,
            read=read_name,
            how="人员名单里的姓名",
            example="王小明",
        ),
        ID_COLUMN,
        TableColumn(
            "organisation",
            "单位",
            ("所在单位", "村", "所在村", "村（社区）", "党组织", "所在党组织"),
            read=compact,
            how="只用来分清重名的人",
            example="红豆村",
            width=22,
        ),
        TableColumn(
            "year",
            "年度",
            ("年份", "缴费年度", "所属年度"),
            required=True,
            read=read_year,
            how="四位数字",
            example="2026",
            width=8,
        ),
        _money(
            "base",
            "缴费基数（元/月）",
            ("缴费基数", "社保基数", "月缴费基数", "缴费工资", "社保缴费基数"),
            "5200",
        ),
        TableColumn(
            "months",
            "缴费月数",
            ("月数", "缴费月份数", "实缴月数"),
            read=read_months,
            how="0 至 12",
            example="12",
            width=10,
        ),
        _money(
            "annuity_unit",
            "年金单位缴费（元）",
            ("年金单位缴费", "单位缴费", "单位年金", "年金单位部分", "单位缴纳", "年金（单位）"),
            "3000",
        ),
        _money(
            "annuity_own",
            "年金个人缴费（元）",
            ("年金个人缴费", "个人缴费", "个人年金", "年金个人部分", "个人缴纳", "年金（个人）"),
            "1500",
        ),
        TableColumn("note", "备注", ("说明",), read=cell_text, width=24),
    ),
)
NOTES = (
    "每人每年填一行，从第 2 行开始；带 * 的列必填。",
    "缴费基数是每月的金额，年金是全年的金额。",
    "元、万元可以混写，但要写明：单元格里写了单位的按它自己的单位，没有写的按表头的单位。",
    "表头没有单位、同一列里又有写了单位的，没有写单位的那几行不会导入，会逐行说明。",
    "同一人同一年度已有记录的，可以选择更新、补充或跳过。",
)


class InsuranceComparison:
    """Tells of each row whose year it is, and what is kept of it already.

    Args:
        file: The whole file: what a bare number means depends on the others in its column.
        listed: Everybody on the list.
        kept: What is kept already.
    """

    def __init__(self, file: TableFile, listed: Listed, kept: Iterable[InsuranceRow]) -> None:
        self._money = MoneyColumns(file, MONEY)
        self._listed = listed
        self._kept = {(row.person.person_id, row.facts.year): row for row in kept}
        self._first: dict[tuple[PersonId, int], tuple[str, int]] = {}

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        sums, faults = self._money.fen(row)
        if faults:
            return PlannedRow(row.sheet, row.row, _in_words(row.values), faults=faults)
        values: dict[str, Any] = {**row.values, **sums}
        said = self._listed.meant(
            values["name"], values.get("id_number") or "", values.get("organisation") or ""
        )
        if said.person is None:
            return _refused(row, values, said.key, said.reason)
        key = (said.person.id, values["year"])
        first = self._first.setdefault(key, (row.sheet, row.row))
        if first != (row.sheet, row.row):
            place = place_text(first, (row.sheet, row.row))
            reason = f"与{place}是同一人同一年度，以那一行为准"
            return _refused(row, values, "name", reason, double=True)
        known = self._kept.get(key)
        stated = {name: values.get(name) for name in STATED}
        changes = changes_between(stated, partial(getattr, known.facts)) if known else ()
        facts = facts_of({**values, PERSON: said.person.id})
        if known:
            facts = replace(known.facts, **{change.key: change.after for change in changes})
        for name, reason in insurance_problems(facts).items():
            return _refused(row, values, name, reason.removesuffix("。"))
        note = self._listed.told_apart(said.person)
        values[PERSON] = said.person.id
        return PlannedRow(row.sheet, row.row, values, known, changes, note=note)


def facts_of(values: Mapping[str, Any]) -> InsuranceFacts:
    """The year that a row says, its sums in fen."""
    return InsuranceFacts(
        values[PERSON],
        values["year"],
        values.get("base"),
        values.get("months") or 0,
        values.get("annuity_unit"),
        values.get("annuity_own"),
        values.get("note") or "",
    )


def table_cells(row: InsuranceRow) -> list[CellValue]:
    """A year as a row of the template, to be read again; sums in 元.

    A remark with somebody's number in it is left out: an empty cell changes nothing.
    """
    facts = row.facts
    said: dict[str, Callable[[], CellValue]] = {
        "name": lambda: row.person.name,
        "organisation": lambda: row.person.organisation,
        "year": lambda: facts.year,
        "base": lambda: yuan_text(facts.base),
        "months": lambda: facts.months or None,
        "annuity_unit": lambda: yuan_text(facts.annuity_unit),
        "annuity_own": lambda: yuan_text(facts.annuity_own),
        "note": lambda: facts.note if numbers_masked(facts.note) == facts.note else None,
    }
    return [said[column.key]() if column.key in said else None for column in SPEC.columns]


def _in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    """A refused row's values as the preview shows them."""
    return {
        key: SPEC.by_key[key].shown(value) if key in MONEY else plain(value)
        for key, value in values.items()
        if key in SPEC.by_key
    }


def _refused(
    row: ReadRow, values: Mapping[str, Any], key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    return refused_for(SPEC, row, _in_words(values), (key, reason), double=double)

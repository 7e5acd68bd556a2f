"""A year's social insurance and annuity: printed as a list, added up by township."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from jyguide.documents.page import Document
from jyguide.documents.section import Cell, ReportSection
from jyguide.exchange.money import wan, yuan_text
from jyguide.secretary.insurance import (
    STANDING_NAMES,
    InsuranceRow,
    Standing,
    annuity_total,
    share_text,
    year_sentence,
)
from jyguide.secretary.ledger import HERE, WHOLE
from jyguide.secretary.ledger_person import town_of
from jyguide.secretary.printing.ledgers import PERSON_COLUMNS, LedgerColumn, list_document

COLUMNS = (
    *PERSON_COLUMNS,
    LedgerColumn("月缴费基数（元）", 18, lambda row, _: yuan_text(row.facts.base), centred=True),
    LedgerColumn(
        "占省平均工资", 14, lambda row, _: share_text(row.facts.base, row.wage), centred=True
    ),
    LedgerColumn("对照", 16, lambda row, _: STANDING_NAMES[row.standing], centred=True),
    LedgerColumn("缴费月数", 10, lambda row, _: row.facts.months or None, centred=True),
    LedgerColumn(
        "年金单位缴（元）", 18, lambda row, _: yuan_text(row.facts.annuity_unit), centred=True
    ),
    LedgerColumn(
        "年金个人缴（元）", 18, lambda row, _: yuan_text(row.facts.annuity_own), centred=True
    ),
    LedgerColumn("备注", 20, lambda row, _: row.facts.note),
)


def insurance_document(
    rows: Sequence[InsuranceRow], year: int, office: str, today: date
) -> Document:
    """A year's list, with the wage it is compared with."""
    wage = next((row.wage for row in rows if row.wage is not None), None)
    under = wage.sentence if wage else f"{year} 年省平均工资没有录入，不作对照。"
    told = (f"{year}年村书记社保年金情况", f"{year_sentence(rows)}{under}")
    return list_document(told, office, today, (COLUMNS, rows))


def insurance_section(rows: Sequence[InsuranceRow], *, city: bool) -> ReportSection:
    """How the bases stand by township, and what was paid as annuity."""
    towns: dict[str, list[InsuranceRow]] = {}
    for row in rows:
        towns.setdefault(town_of(row.person), []).append(row)
    lines = [_line(town, towns[town]) for town in sorted(towns)]
    if rows:
        lines.append(_line(WHOLE if city else HERE, rows))
    wage = next((row.wage for row in rows if row.wage is not None), None)
    return ReportSection(
        "社保年金",
        ("镇街园区", "人数", *STANDING_NAMES.values(), "年金单位缴（万元）", "年金个人缴（万元）"),
        tuple(lines),
        (22, 8, *(13.0 for _ in STANDING_NAMES), 18, 18),
        wage.sentence if wage else "省平均工资没有录入，不作对照。",
    )


def _line(town: str, rows: Sequence[InsuranceRow]) -> tuple[Cell, ...]:
    counts = Counter(row.standing for row in rows)
    total = annuity_total(row.facts for row in rows)
    return (
        town,
        len(rows),
        *(counts[standing] for standing in Standing),
        wan(total.unit),
        wan(total.own),
    )

"""Rows of the table of rules that say how training counts."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Rule
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.ids import StationId
from jyguide.training.credit_rule import CODE, CreditRule, RuleInForce, rule_in_force

CITY_PLAN = "city_plan"
"""Under this code the city tells all stations what it still plans in a year."""


def rule_of(session: Session, station_id: StationId | None, year: int) -> RuleInForce:
    """The rule that holds at an office in a year."""
    rows = rules_of(session, station_id)
    of_city = [row for row in rows if row.by_city]
    return rule_in_force(year, of_city, [row for row in rows if not row.by_city])


def rules_of(session: Session, station_id: StationId | None) -> list[RuleInForce]:
    """Every rule the city or this office has set, by the year it begins in."""
    found = session.scalars(
        select(Rule).where(Rule.code == CODE, Rule.deleted.is_(False)).order_by(Rule.year)
    )
    return [
        RuleInForce(
            CreditRule.from_json(row.year, row.terms),
            by_city=row.station_id is None,
            own=row.station_id == station_id,
            version=str(row.sync_v),
        )
        for row in found
        if row.station_id in (None, station_id)
    ]


def write_rule(
    uow: UnitOfWork, station_id: StationId | None, rule: CreditRule, seen: str | None
) -> None:
    """Let a rule hold from its year on; the rules of years before stay as they are.

    Raises:
        RuleError: the rule of that year was changed meanwhile, or there is one unseen.
    """
    row = uow.session.get(Rule, rule_key(station_id, CODE, rule.year))
    kept = row is not None and not row.deleted and str(row.sync_v)
    if kept and seen == "":
        raise RuleError(
            f"{rule.year} 年起已经另有一条规则。为了不覆盖它，没有保存。",
            hint=f"请先把页面上的年份选为 {rule.year} 年，打开“规则…”看一看再改。",
        )
    if kept and seen not in (None, kept):
        raise RuleError(
            "这条规则在您打开之后又被改动过（可能在另一台电脑上）。为了不覆盖别人的改动，没有保存。",
            hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
        )
    put_rule(uow, station_id, CODE, rule.year, rule.to_json())


def put_rule(
    uow: UnitOfWork, station_id: StationId | None, code: str, year: int, terms: dict[str, object]
) -> None:
    """Write the terms under a code and year, whether there was a row or not."""
    row = uow.session.get(Rule, rule_key(station_id, code, year))
    if row is None:
        key = rule_key(station_id, code, year)
        uow.session.add(Rule(id=key, station_id=station_id, code=code, year=year, terms=terms))
        return
    if row.deleted:
        row.deleted = False
    if row.terms != terms:
        row.terms = terms


def rule_key(station_id: StationId | None, code: str, year: int) -> uuid.UUID:
    """The key under which every PC of an office keeps the same rule."""
    return fixed_key("rule", station_id or "", code, year)

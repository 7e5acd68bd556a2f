"""Rows of a table of deals beside the deals that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any

from jyguide.exchange.cell import compact
from jyguide.exchange.money import MoneyColumns
from jyguide.exchange.table.doubles import place_text
from jyguide.exchange.table.plan import Change, PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow, TableFile
from jyguide.masking import numbers_masked
from jyguide.openness.deal import DealFacts, DealRow, deal_problems
from jyguide.openness.deal_table import SPEC, Area, head_area_unit
from jyguide.openness.kinds import PartyCategory
from jyguide.openness.village import VillageBook
from jyguide.openness.village_table import as_kept, refused_row

VILLAGE = "village"
"""Key under which a planned row keeps whose deal it is."""
_STATED = tuple(
    one.name for one in fields(DealFacts) if one.name not in ("organisation_id", "organisation")
)
_Twin = tuple[str, date, str, int]
_Fault = tuple[str, str]


class DealComparison:
    """Tells of each row whether the deal is kept, and what cannot be so.

    Args:
        file: As it was read.
        kept: Deals that may be those of the file: of its days, or of its numbers.
        book: The villages.
        today: What is not made yet cannot be entered.
    """

    def __init__(
        self, file: TableFile, kept: Iterable[DealRow], book: VillageBook, today: date
    ) -> None:
        self._file = file
        self._money = MoneyColumns(file, {"price": ""})
        self._book = book
        self._today = today
        self._numbered: dict[str, DealRow] = {}
        self._twins: dict[_Twin, DealRow] = {}
        for row in kept:
            if row.facts.number:
                self._numbered[compact(row.facts.number)] = row
            self._twins[_twin(row.facts)] = row
        self._first: dict[_Twin, tuple[str, int]] = {}

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        values, faults = self._read(row)
        if faults:
            return refused_row(SPEC, row, faults)
        facts = facts_of(values)
        if double := self._double(row, facts):
            return refused_row(SPEC, row, [("subject", double)], double=True)
        known = self._known(facts)
        stated = {key: values.get(key) for key in _STATED}
        changes = _changes(stated, known.facts) if known else ()
        if known and (said := _elsewhere(known, facts)):
            return refused_row(SPEC, row, [("number", said)])
        after = changed_facts(known.facts, changes) if known else facts
        wrong = list(deal_problems(after, self._today).items())
        if wrong:
            return refused_row(SPEC, row, wrong)
        return PlannedRow(row.sheet, row.row, values, known, changes)

    def _read(self, row: ReadRow) -> tuple[dict[str, Any], list[_Fault]]:
        values: dict[str, Any] = {key: row.values.get(key) for key in SPEC.by_key}
        money, refused = self._money.fen(row)
        faults = [(one.key, one.reason) for one in refused]
        values |= money
        found = self._book.find(values["organisation"], values["township"] or "")
        if found.village is None:
            faults.append(("organisation", found.reason))
        values[VILLAGE] = found.village
        faults += self._settle_area(row, values)
        return values, faults

    def _settle_area(self, row: ReadRow, values: dict[str, Any]) -> list[_Fault]:
        """The area with the one unit that its cell, its neighbour and its head agree on."""
        area: Area | None = values["area"]
        if area is None:
            values["area_unit"] = ""
            return []
        head = head_area_unit(self._file.heading_of(row.sheet, "area"))
        said = [unit for unit in (area.unit, values["area_unit"] or "") if unit] or [head]
        if not said[0]:
            return [("area", "面积没有写单位，请写“亩”或“平方米”")]
        if len(set(said)) > 1:
            return [("area", f"面积的单位写了“{said[0]}”，又写了“{said[1]}”")]
        values["area"], values["area_unit"] = area.amount, said[0]
        return []

    def _double(self, row: ReadRow, facts: DealFacts) -> str:
        """Why a row without a number is the same as an earlier one, or nothing."""
        if facts.number:
            return ""
        here = (row.sheet, row.row)
        first = self._first.setdefault(_twin(facts), here)
        if first == here:
            return ""
        return f"与{place_text(first, (row.sheet, row.row))}相同，以那一行为准；确是两笔的请写编号"

    def _known(self, facts: DealFacts) -> DealRow | None:
        if facts.number:
            known = self._numbered.get(compact(facts.number))
            if known is not None:
                return known
        twin = self._twins.get(_twin(facts))
        apart = twin is not None and twin.facts.number and facts.number
        return None if apart else twin


def facts_of(values: dict[str, Any]) -> DealFacts:
    """The deal that settled values say."""
    village = values[VILLAGE]
    return DealFacts(
        village.id,
        village.name,
        values["dealt_on"],
        values["kind"],
        values["subject"],
        values["price"],
        values["number"] or "",
        values["area"],
        values["area_unit"] or "",
        values["seller"] or PartyCategory.NONE,
        values["buyer"] or PartyCategory.NONE,
        values["began_on"],
        values["ends_on"],
        values["note"] or "",
    )


def changed_facts(facts: DealFacts, changes: Iterable[Change]) -> DealFacts:
    """A deal with what a row says otherwise."""
    return replace(facts, **{change.key: change.after for change in changes})


def _changes(stated: dict[str, Any], facts: DealFacts) -> tuple[Change, ...]:
    kept = partial(getattr, facts)
    return changes_between(as_kept(stated, kept), kept)


def _elsewhere(known: DealRow, facts: DealFacts) -> str:
    """Why a deal of that number cannot be the one of the row, or nothing."""
    if not known.mine:
        return f"“{known.label}”是别的指导站登记的"
    there = known.facts.organisation_id
    if there is not None and there != facts.organisation_id:
        return f"编号“{facts.number}”已登记在“{known.facts.organisation}”，与这一行的村不同"
    return ""


def _twin(facts: DealFacts) -> _Twin:
    whose = str(facts.organisation_id or facts.organisation)
    subject = compact(numbers_masked(facts.subject))
    return whose, facts.dealt_on, subject, facts.price

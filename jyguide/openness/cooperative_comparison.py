"""Rows of a table of co-operatives beside those that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from jyguide.exchange.cell import compact
from jyguide.exchange.money import MoneyColumns
from jyguide.exchange.table.doubles import place_text
from jyguide.exchange.table.plan import Change, PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow, TableFile
from jyguide.openness.cooperative import (
    CooperativeFacts,
    CooperativeRow,
    YearFigures,
    cooperative_problems,
    year_problems,
    year_words,
)
from jyguide.openness.cooperative_table import FACTS, MONEY, SPEC, TOLD
from jyguide.openness.kinds import CooperativeKind
from jyguide.openness.village import VillageBook
from jyguide.openness.village_table import as_kept, refused_row

VILLAGE = "village"
"""Key under which a planned row keeps whose co-operative it is."""
Identity = tuple[str, str]
"""By what rows of one co-operative are known: its code, or its village and its name."""


class CooperativeComparison:
    """Tells of each row which co-operative it is about, and what cannot be so.

    Args:
        file: As it was read.
        kept: Every co-operative.
        book: The villages.
        today: No later year has figures.
    """

    def __init__(
        self, file: TableFile, kept: Iterable[CooperativeRow], book: VillageBook, today: date
    ) -> None:
        self._money = MoneyColumns(file, dict.fromkeys(MONEY, ""))
        self._book = book
        self._today = today
        self._known: dict[Identity, CooperativeRow] = {}
        for row in kept:
            for identity in _identities(row.facts):
                self._known.setdefault(identity, row)
        self._same = SameInFile()
        self._first: dict[tuple[Identity, int | None], tuple[str, int]] = {}

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        values, faults = self._read(row)
        if faults:
            return refused_row(SPEC, row, faults)
        facts, figures = facts_of(values), figures_of(values)
        known = self._kept(facts)
        if double := self._double(row, known, facts, figures):
            return refused_row(SPEC, row, [("name", double)], double=True)
        changes = _changes(values, known, figures) if known else ()
        if known:
            said = {change.key: change.after for change in changes}
            facts, figures = changed(known, values["year"], said)
        wrong = self._wrong(known, facts, figures)
        if wrong:
            return refused_row(SPEC, row, wrong)
        note = year_words(figures) if figures else ""
        return PlannedRow(row.sheet, row.row, values, known, changes, note=note)

    def _read(self, row: ReadRow) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        values: dict[str, Any] = {key: row.values.get(key) for key in SPEC.by_key}
        money, refused = self._money.fen(row)
        faults = [(one.key, one.reason) for one in refused]
        values |= money
        found = self._book.find(values["organisation"], values["township"] or "")
        if found.village is None:
            faults.append(("organisation", found.reason))
        values[VILLAGE] = found.village
        lone = next((key for key in TOLD[:-1] if values[key] is not None), None)
        if lone and not values["year"]:
            faults.append(("year", "写了数据，没有写是哪一年的"))
        return values, faults

    def _kept(self, facts: CooperativeFacts) -> CooperativeRow | None:
        return next((self._known[one] for one in _identities(facts) if one in self._known), None)

    def _double(
        self,
        row: ReadRow,
        known: CooperativeRow | None,
        facts: CooperativeFacts,
        figures: YearFigures | None,
    ) -> str:
        about = ("", str(known.id)) if known else self._same.identity(facts)
        here = (row.sheet, row.row)
        first = self._first.setdefault((about, figures.year if figures else None), here)
        if first == here:
            return ""
        what = f"同一家合作社 {figures.year} 年的数据" if figures else "同一家合作社"
        return f"与{place_text(first, (row.sheet, row.row))}是{what}，以那一行为准"

    def _wrong(
        self, known: CooperativeRow | None, facts: CooperativeFacts, figures: YearFigures | None
    ) -> list[tuple[str, str]]:
        if known and not known.mine:
            return [("name", f"“{facts.name}”是别的指导站登记的")]
        wrong = cooperative_problems(facts, self._today)
        if figures is not None:
            wrong |= year_problems(facts, figures, self._today)
        return list(wrong.items())


def facts_of(values: Mapping[str, Any]) -> CooperativeFacts:
    """The co-operative that settled values say."""
    village = values[VILLAGE]
    return CooperativeFacts(
        village.id,
        village.name,
        values["name"],
        values["kind"] or CooperativeKind.OTHER,
        values["code"] or "",
        values["founded_on"],
        values["ended_on"],
        values["head"] or "",
        "" if values["year"] else values["note"] or "",
    )


def figures_of(values: Mapping[str, Any]) -> YearFigures | None:
    """The year that settled values say, or None for a row without one."""
    if not values["year"]:
        return None
    figures = {key: values[key] for key in TOLD} | {"note": values["note"] or ""}
    return YearFigures(values["year"], **figures)


def changed(
    known: CooperativeRow, year: int | None, said: Mapping[str, Any]
) -> tuple[CooperativeFacts, YearFigures | None]:
    """What is kept, with what a row says otherwise."""
    own = {key: value for key, value in said.items() if key in FACTS or _own_note(key, year)}
    facts = replace(known.facts, **own)
    if not year:
        return facts, None
    told = {key: value for key, value in said.items() if key in TOLD}
    return facts, replace(known.figures(year), **told)


class SameInFile:
    """Which rows of a file are of one co-operative that is not kept yet.

    One row may say its code and the next only its name.
    """

    def __init__(self) -> None:
        self._meant: dict[Identity, Identity] = {}

    def identity(self, facts: CooperativeFacts) -> Identity:
        """The same for every row of one co-operative."""
        all_ = _identities(facts)
        meant = next((self._meant[one] for one in all_ if one in self._meant), all_[0])
        for one in all_:
            self._meant.setdefault(one, meant)
        return meant


def _own_note(key: str, year: int | None) -> bool:
    return key == "note" and not year


def _changes(
    values: Mapping[str, Any], known: CooperativeRow, figures: YearFigures | None
) -> tuple[Change, ...]:
    facts = {key: values[key] for key in FACTS}
    if figures is None:
        facts["note"] = values["note"]
    told = {key: values[key] for key in TOLD} if figures else {}
    own = partial(getattr, known.facts)
    then = partial(getattr, known.figures(figures.year) if figures else None)
    return (
        *changes_between(as_kept(facts, own), own),
        *changes_between(as_kept(told, then), then),
    )


def _identities(facts: CooperativeFacts) -> list[Identity]:
    code = compact(facts.code).upper()
    named = (str(facts.organisation_id or facts.organisation), compact(facts.name))
    return [("code", code), named] if code else [named]

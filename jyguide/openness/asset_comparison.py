"""Rows of a table of changes beside the assets and changes that are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jyguide.exchange.cell import CellError, compact
from jyguide.exchange.money import FEN_IN, YUAN, Money, MoneyColumns, Unit
from jyguide.exchange.table.doubles import place_text
from jyguide.exchange.table.plan import PlannedRow
from jyguide.exchange.table.reading import ReadRow, TableFile
from jyguide.ids import AssetId
from jyguide.openness.asset import (
    NO_KEY,
    AssetChange,
    AssetFacts,
    AssetRow,
    change_problems,
    ordered,
    short_sentence,
    signed,
)
from jyguide.openness.asset_account import AssetAccount
from jyguide.openness.asset_table import SPEC, Quantity, quantity_of
from jyguide.openness.kinds import AssetChangeKind, AssetKind
from jyguide.openness.money_words import plain_unit
from jyguide.openness.village import VillageBook
from jyguide.openness.village_table import refused_row

SETTLED = "settled"
"""Key under which a planned row keeps its `SettledChange`."""
AssetIdentity = tuple[str, str, str, str]
"""Village, kind, name and code: what is one asset."""
_Place = tuple[str, int]
_Same = tuple[AssetIdentity, date, AssetChangeKind, int, str] | AssetIdentity
_OF_CHANGE = ("changed_on", "change", "amount", "reason", "document")
_NO_UNIT = "资源没有写计量单位，请在“单位”里写明，如 亩、平方米"
_NEEDED = ("changed_on", "amount")


@dataclass(frozen=True, slots=True)
class SettledChange:
    """What a row says, once its village and its unit are known.

    Attributes:
        row: The asset as it is, or as it will be.
        change: None of a row that only says which asset there is.
        known: The asset, where it is kept already.
    """

    identity: AssetIdentity
    row: AssetRow
    change: AssetChange | None
    known: AssetRow | None


class AssetComparison:
    """Settles every row first: whether there is enough on a day depends on all of them.

    Args:
        file: As it was read.
        kept: Every asset with its changes.
        book: The villages.
        today: What has not come yet cannot be entered.
    """

    def __init__(
        self,
        file: TableFile,
        kept: Iterable[tuple[AssetRow, Sequence[AssetChange]]],
        book: VillageBook,
        today: date,
    ) -> None:
        self._file = file
        self._money = MoneyColumns(_only_money(file), {"amount": ""})
        self._book = book
        self._today = today
        self._known: dict[AssetIdentity, AssetRow] = {}
        self._changes: dict[AssetIdentity, list[AssetChange]] = {}
        for row, changes in kept:
            identity = identity_of(row.facts)
            self._known[identity] = row
            self._changes[identity] = list(changes)
        self._units: dict[AssetIdentity, str] = {}
        self._planned = self._plan()

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate."""
        return self._planned[row.sheet, row.row]

    def _plan(self) -> dict[_Place, PlannedRow]:
        found: dict[_Place, PlannedRow] = {}
        settled: defaultdict[AssetIdentity, list[tuple[ReadRow, SettledChange]]]
        settled = defaultdict(list)
        first: dict[_Same, _Place] = {}
        for row in self._file.good:
            place = (row.sheet, row.row)
            one = self._settle(row)
            if isinstance(one, PlannedRow):
                found[place] = one
                continue
            earlier = first.setdefault(_same(one.identity, one.change), place)
            if earlier != place:
                what = "同一次变动" if one.change else "同一项"
                said = f"与{place_text(earlier, (row.sheet, row.row))}是{what}，以那一行为准"
                found[place] = refused_row(SPEC, row, [("amount", said)], double=True)
                continue
            settled[one.identity].append((row, one))
        for identity, rows in settled.items():
            found |= self._plan_asset(identity, rows)
        return found

    def _plan_asset(
        self, identity: AssetIdentity, rows: Sequence[tuple[ReadRow, SettledChange]]
    ) -> dict[_Place, PlannedRow]:
        """Day by day, what comes in first: a row is refused where it leaves some day short."""
        found: dict[_Place, PlannedRow] = {}
        kept = self._changes.get(identity, [])
        there = {_same(identity, change) for change in kept}
        account = AssetAccount(kept)
        new = [(row, one, one.change) for row, one in rows if one.change is not None]
        order = {change: at for at, change in enumerate(ordered(change for *_, change in new))}
        for row, one in rows:
            if one.change is None:
                values = {**row.values, SETTLED: one}
                place = (row.sheet, row.row)
                found[place] = PlannedRow(*place, values, one.known, note=_note(one))
        for row, one, change in sorted(new, key=lambda each: order[each[2]]):
            place = (row.sheet, row.row)
            values = {**row.values, "amount": change.amount, SETTLED: one}
            if _same(identity, change) in there:
                found[place] = PlannedRow(*place, values, one.known)
                continue
            said = _refusal(one.row, change, account)
            if said:
                found[place] = refused_row(SPEC, row, [said])
                continue
            account.add(change)
            found[place] = PlannedRow(*place, values, note=_note(one))
        return found

    def _settle(self, row: ReadRow) -> SettledChange | PlannedRow:
        values: dict[str, Any] = {key: row.values.get(key) for key in SPEC.by_key}
        village = self._book.find(str(values["organisation"]), values["township"] or "")
        if village.village is None:
            return refused_row(SPEC, row, [("organisation", village.reason)])
        facts = AssetFacts(
            village.village.id,
            AssetKind(values["kind"]),
            str(values["name"]),
            "",
            values["code"] or "",
            values["place"] or "",
            values["note"] or "",
        )
        identity = identity_of(facts)
        known = self._known.get(identity)
        wrong: list[tuple[str, str]] = []
        change = None
        try:
            if all(values[key] in (None, "") for key in _OF_CHANGE):
                unit = self._unit_alone(values, facts, known)
            elif missing := [(key, _missing(key)) for key in _NEEDED if values[key] is None]:
                return refused_row(SPEC, row, missing)
            else:
                unit, amount = self._amount(row, values, facts, known)
                change = _change_of(values, amount)
                wrong += _by_column(change_problems(change, self._today)).items()
        except CellError as error:
            return refused_row(SPEC, row, [("amount", str(error))])
        if known is not None and not known.mine:
            wrong.append(("name", f"“{known.label}”是别的指导站登记的"))
        if wrong:
            return refused_row(SPEC, row, wrong)
        asset = known or AssetRow(AssetId(NO_KEY), replace(facts, unit=unit), village.village.name)
        return SettledChange(identity, asset, change, known)

    def _unit_alone(
        self, values: Mapping[str, Any], facts: AssetFacts, known: AssetRow | None
    ) -> str:
        """The unit of an asset of which only is said that it is there."""
        unit = plain_unit(values["unit"] or "") or (known.facts.unit if known else "")
        if not unit and facts.kind is AssetKind.RESOURCE:
            raise CellError(_NO_UNIT)
        unit = unit or self._units.get(identity_of(facts), YUAN)
        self._refuse_other_unit(identity_of(facts), unit, known)
        return unit

    def _amount(
        self,
        row: ReadRow,
        values: Mapping[str, Any],
        facts: AssetFacts,
        known: AssetRow | None,
    ) -> tuple[str, int]:
        """The unit of the asset, and the amount in hundredths of it."""
        amount: Money | Quantity = values["amount"]
        stated = values["unit"] or ""
        unit = plain_unit(stated) or _unit_said(amount) or (known.facts.unit if known else "")
        if not unit and facts.kind is AssetKind.RESOURCE and isinstance(amount, Money):
            raise CellError(_NO_UNIT)
        unit = unit or self._units.get(identity_of(facts), YUAN)
        self._refuse_other_unit(identity_of(facts), unit, known)
        said = _unit_said(amount)
        if said and said != unit:
            raise CellError(f"数量写的是“{said}”，单位写的是“{unit}”")
        if unit != YUAN or isinstance(amount, Quantity):
            return unit, quantity_of(amount)
        if stated in FEN_IN:
            return unit, amount.fen(Unit(stated))
        fen, refused = self._money.fen(row)
        if refused:
            raise CellError(refused[0].reason)
        return unit, fen["amount"] or 0

    def _refuse_other_unit(
        self, identity: AssetIdentity, unit: str, known: AssetRow | None
    ) -> None:
        wanted = self._units.setdefault(identity, known.facts.unit if known else unit)
        if wanted != unit:
            raise CellError(f"这一项以“{wanted}”计，这一行写的是“{unit}”")


def identity_of(facts: AssetFacts) -> AssetIdentity:
    """What is one asset."""
    whose = str(facts.organisation_id)
    return whose, str(facts.kind), compact(facts.name), compact(facts.code)


def _change_of(values: Mapping[str, Any], amount: int) -> AssetChange:
    kind = AssetChangeKind(values["change"] or AssetChangeKind.OPENING)
    usual = "期初登记" if kind is AssetChangeKind.OPENING else ""
    return AssetChange(
        values["changed_on"],
        kind,
        signed(kind, amount),
        (values["reason"] or "").strip() or usual,
        (values["document"] or "").strip(),
    )


def _by_column(problems: Mapping[str, str]) -> dict[str, str]:
    return {("amount" if key == "kind" else key): said for key, said in problems.items()}


def _missing(key: str) -> str:
    return f"{SPEC.label(key)}没有填；只登记有这一项的，日期、变动、数量、事由、文号都不填"


def _refusal(row: AssetRow, change: AssetChange, account: AssetAccount) -> tuple[str, str] | None:
    short = account.shortage(change)
    if short is not None:
        return "amount", short_sentence(row, change, short)
    problem = account.opening_problem(change)
    return ("change", problem) if problem else None


def _same(identity: AssetIdentity, change: AssetChange | None) -> _Same:
    if change is None:
        return identity
    return identity, change.changed_on, change.kind, change.amount, compact(change.document)


def _unit_said(amount: Money | Quantity) -> str:
    if isinstance(amount, Quantity):
        return amount.unit
    return YUAN if amount.unit is not None else ""


def _note(one: SettledChange) -> str:
    return "" if one.known else f"新登记：{one.row.label}"


def _only_money(file: TableFile) -> TableFile:
    """The file without rows that are no money: their units say nothing of the others' sums."""
    rows = [row for row in file.good if isinstance(row.values.get("amount"), Money)]
    return replace(file, good=tuple(rows))

"""Rows of members and households in a file: each linked once, to one vanguard member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from jyguide.documents.dates import date_text
from jyguide.exchange.table.plan import Change
from jyguide.exchange.table.reading import ReadRow
from jyguide.grid.import_row import HOLDER, PATH, Holder, Matched, Path, changed, root
from jyguide.grid.import_units import UnitFinder
from jyguide.grid.import_vanguards import Holders
from jyguide.grid.kinds import TARGET_KIND_NAMES
from jyguide.grid.link import TargetRow, low_fault, twin_key

Identity = tuple[object, ...]


class TargetMatching:
    """Rows of targets beside those the grid has.

    Two rows are one target where they have one number in a township, or one door in a unit and
    not two numbers.
    """

    def __init__(
        self, kept: Sequence[TargetRow], finder: UnitFinder, holders: Holders, today: date
    ) -> None:
        self._finder = finder
        self._holders = holders
        self._today = today
        self._known: dict[Identity, TargetRow] = {}
        for one in kept:
            if one.path:
                for identity in _identities(one.kind, one.path, one.name, _facts(one)):
                    self._known.setdefault(identity, one)

    def match(self, rows: Sequence[ReadRow]) -> list[tuple[ReadRow, Matched]]:
        """Each row with what it comes to; first rows that later ones contradict are refused."""
        found: list[tuple[ReadRow, Matched]] = []
        seen: dict[Identity, int] = {}
        against: dict[int, str] = {}
        for row in rows:
            matched = self._match(row)
            path = matched.values.get(PATH)
            if path is not None:
                first = self._first(seen, row, path, len(found))
                if first is not None:
                    earlier = found[first]
                    matched = _double(earlier, (row, matched))
                    if not matched.double:
                        against[first] = _contradiction(row, earlier[0], row)
            found.append((row, matched))
        for at, said in against.items():
            row, matched = found[at]
            found[at] = (row, Matched(matched.values, fault=("vanguard", said)))
        return found

    def _first(self, seen: dict[Identity, int], row: ReadRow, path: Path, at: int) -> int | None:
        """The earlier row that is the same target; the row itself is remembered."""
        values = row.values
        others = []
        for identity in _identities(values["kind"], path, values["name"], values):
            other = seen.setdefault(identity, at)
            if other != at:
                others.append(other)
        return min(others) if others else None

    def _match(self, row: ReadRow) -> Matched:
        values = row.values
        path, reason = self._finder.find(values["unit"])
        if path is None:
            return Matched(values, fault=("unit", reason))
        if reason := low_fault(
            path[-1], self._finder.level(path), TARGET_KIND_NAMES[values["kind"]]
        ):
            return Matched(values, fault=("unit", reason))
        since = values.get("since")
        if since is not None and since > self._today:
            return Matched(values, fault=("since", f"起始日期{date_text(since)}还没有到"))
        known = self._known_as(path, values) if self._known else None
        holder, reason = self._holder(values.get("vanguard") or "", path, known)
        if reason:
            return Matched(values, fault=("vanguard", reason))
        values = {**values, PATH: path, HOLDER: holder.key if holder else None}
        return Matched(values) if known is None else self._beside(values, known, path, holder)

    def _holder(self, text: str, path: Path, known: TargetRow | None) -> tuple[Holder | None, str]:
        """Who is to contact it; whoever does already is meant by his name alone."""
        if not text:
            return None, ""
        if known is not None and known.vanguard_id is not None and text == known.vanguard:
            return Holder(known.vanguard_id, known.vanguard, path), ""
        return self._holders.find(text, path, self._today)

    def _known_as(self, path: Path, values: dict[str, Any]) -> TargetRow | None:
        for identity in _identities(values["kind"], path, values["name"], values):
            if found := self._known.get(identity):
                return found
        return None

    def _beside(
        self, values: dict[str, Any], known: TargetRow, path: Path, holder: Holder | None
    ) -> Matched:
        changes = changed(values, known, path)
        if holder is not None and holder.key != known.vanguard_id:
            if known.vanguard_id is not None:
                said = (
                    f"“{known.name}”现由“{known.vanguard}”联系，不能同时联系给“{holder.name}”；"
                    "要换人，请在“网格与联系”里移交"
                )
                return Matched(values, fault=("vanguard", said))
            changes = (*changes, Change("vanguard", "", holder.name))
        return Matched(values, known, changes)


def _identities(kind: Any, path: Path, name: str, values: dict[str, Any]) -> Iterator[Identity]:
    """By what a target is known: its number, and its door where it has no number.

    A door is remembered with the number too, so that a row that leaves the number out is found.
    """
    code = values.get("code") or ""
    if code:
        yield (kind, root(path), code)
    else:
        yield twin_key(kind, path, name, values.get("address") or "", values.get("phone") or "")


def _facts(one: TargetRow) -> dict[str, Any]:
    return {"code": one.code, "address": one.address, "phone": one.phone}


def _double(earlier: tuple[ReadRow, Matched], later: tuple[ReadRow, Matched]) -> Matched:
    """A later row of one target: it says the same, or names somebody else as contacting it."""
    first, row = earlier[0], later[0]
    one, other = (found.values.get(HOLDER) for _, found in (earlier, later))
    values = later[1].values
    if one and other and one != other:
        return Matched(values, fault=("vanguard", _contradiction(first, first, row)))
    key = "code" if row.values.get("code") else "name"
    said = f"与第 {first.row} 行是同一个联系对象，只保留一行"
    return Matched(values, fault=(key, said), double=True)


def _contradiction(where: ReadRow, one: ReadRow, other: ReadRow) -> str:
    word = TARGET_KIND_NAMES[one.values["kind"]]
    by = f"户号“{one.values['code']}”" if one.values.get("code") else "姓名和住址"
    return (
        f"与第 {where.row} 行是同一个{word}（{by}相同），却写了由“{one.values['vanguard']}”和"
        f"“{other.values['vanguard']}”两名先锋党员联系，不知道以哪一行为准，两行都没有导入"
    )

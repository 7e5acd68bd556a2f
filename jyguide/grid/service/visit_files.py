"""Use cases of contacts in files: read, compare, take in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ContactTarget, GridCardSheet, VanguardMember
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Compare, PlannedRow, refused_for
from jyguide.exchange.table.reading import ReadRow, TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.grid.card import read_code
from jyguide.grid.kinds import VisitWay
from jyguide.grid.service.visit_cards import CardService
from jyguide.grid.service.visit_reading import visitables
from jyguide.grid.service.visit_writing import add_visits, kept_days
from jyguide.grid.visit_entry import Accepted, Visitable, VisitEntry, whose
from jyguide.grid.visit_table import NOTES, SPEC, way_shown
from jyguide.ids import TargetId
from jyguide.place import Place

_TARGET = "target_id"
"""The key under which a planned row keeps whom it is about."""
Meaning = Callable[[Mapping[str, Any]], TargetId]


class VisitFileService(ListFiles):
    """Takes in lists of contacts."""

    words = ListWords(
        "导入走访记录“{}”", "网格或走访记录又有改动，没有导入任何记录", "走访记录", NOTES
    )

    def __init__(self, store: Store, place: Place, clock: Clock, cards: CardService) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock
        self._cards = cards

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        names = _Names(session, self._place)
        cards = _cards(session)
        letter = self._cards.letter

        def meant(values: Mapping[str, Any]) -> TargetId:
            if values.get("card"):
                return _of_card(cards, str(values["card"]), letter)
            return names.meant(values)

        found = {}
        for row in file.good:
            try:
                found[row.sheet, row.row] = meant(row.values)
            except RuleError:
                continue  # said when the row is compared
        ids = set(found.values())
        days = [row.values["visited_on"] for row in file.good] or [date.max]
        there = kept_days(session, ids, days) if ids else set()
        return _Comparison(meant, visitables(session, ids), there, self._clock().date()).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        entries = [_entry(row.values) for row in taking.new]
        targets = visitables(uow.session, {entry.target_id for entry in entries})
        today = self._clock().date()
        add_visits(
            uow,
            [Accepted(one, whose(one, targets[one.target_id], today)) for one in entries],
        )


@dataclass
class _Comparison:
    """Tells of each row whose contact it is, and whether it is kept already."""

    meant: Meaning
    targets: Mapping[TargetId, Visitable]
    there: set[tuple[TargetId, date]]
    today: date
    first: dict[tuple[TargetId, date], tuple[str, int]] = field(default_factory=dict)

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        values = {key: row.values.get(key) for key in SPEC.by_key}
        try:
            key = self.meant(values)
        except RuleError as error:
            return _refused(row, values, "card" if values["card"] else "name", _reason(error))
        if key not in self.targets:
            return _refused(row, values, "card", "联系对象已不在名单里")
        entry = _entry({**values, _TARGET: key})
        try:
            whose(entry, self.targets[key], self.today)
        except RuleError as error:
            return _refused(row, values, "visited_on", _reason(error))
        values[_TARGET] = key
        place = self.first.setdefault((key, entry.on), (row.sheet, row.row))
        if place != (row.sheet, row.row):
            said = f"与第 {place[1]} 行是同一对象的同一天，以那一行为准"
            return _refused(row, values, "visited_on", said, double=True)
        known = entry if (key, entry.on) in self.there else None
        note = f"{self.targets[key].said}" if values["card"] else ""
        return PlannedRow(row.sheet, row.row, values, known, note=note)


class _Names:
    """Targets found by name, number and who contacts them."""

    def __init__(self, session: Session, place: Place) -> None:
        table = ContactTarget
        statement = (
            select(table.id, table.name, table.code, VanguardMember.name)
            .outerjoin(VanguardMember, VanguardMember.id == table.vanguard_id)
            .where(table.deleted.is_(False))
        )
        if not place.is_city:
            statement = statement.where(table.station_id == place.station_id)
        self._found: defaultdict[str, list[tuple[TargetId, str, str]]] = defaultdict(list)
        for key, name, code, holder in session.execute(statement):
            self._found[name].append((TargetId(key), code, holder or ""))

    def meant(self, values: Mapping[str, Any]) -> TargetId:
        """Whom a row means.

        Raises:
            RuleError: nobody, or nobody can say which of several.
        """
        name = values.get("name") or ""
        if not name:
            raise RuleError("没有填卡号，也没有填姓名")
        found = self._found.get(name, [])
        if not found:
            raise RuleError(f"联系对象里没有“{name}”")
        for at, said in ((1, values.get("code")), (2, values.get("holder"))):
            if said:
                found = [one for one in found if one[at] == said]
        if not found:
            raise RuleError(f"“{name}”的户号或先锋党员与名单里的不一致")
        if len(found) > 1:
            raise RuleError(f"有 {len(found)} 个“{name}”，请填户号或先锋党员来分清")
        return found[0][0]


def _cards(session: Session) -> Mapping[str, Sequence[Sequence[str]]]:
    found: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
    rows = session.execute(
        select(GridCardSheet.code, GridCardSheet.target_keys).where(
            GridCardSheet.deleted.is_(False)
        )
    )
    for code, keys in rows:
        found[code].append(keys)
    return found


def _of_card(cards: Mapping[str, Sequence[Sequence[str]]], text: str, letter: str) -> TargetId:
    code = read_code(text, letter)
    sheets = cards.get(code.sheet, ())
    if len(sheets) != 1 or code.place > len(sheets[0]):
        raise RuleError(f"没有打印过卡号 {code.text} 的走访卡")
    return TargetId(UUID(sheets[0][code.place - 1]))


def _reason(error: RuleError) -> str:
    """Of a refusal, as part of a line about a row."""
    return error.message.removesuffix("，没有登记。").removesuffix("的走访没有登记。")


def _entry(values: Mapping[str, Any]) -> VisitEntry:
    return VisitEntry(
        values[_TARGET],
        values["visited_on"],
        values.get("way") or VisitWay.HOME,
        values.get("note") or "",
    )


def _refused(
    row: ReadRow, values: dict[str, Any], key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    values = {**values, "way": way_shown(values.get("way"))}
    return refused_for(SPEC, row, values, (key, reason), double=double)

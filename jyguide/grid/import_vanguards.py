"""Rows of vanguard members in a file, and who is found by a name or number written elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.exchange.table.reading import ReadRow
from jyguide.grid.import_row import PATH, Holder, Matched, Path, changed, root, unnamed
from jyguide.grid.import_units import UnitFinder
from jyguide.grid.link import VanguardRow, low_fault

_TOWNSHIP = 1
"""Names are looked for no further up than the village: below its township."""


class VanguardMatching:
    """Rows of vanguard members beside those the grid has.

    Attributes:
        matched: Each row with what it comes to, in order.
        holders: Everybody who can be named as contacting somebody.
    """

    def __init__(
        self, rows: Sequence[ReadRow], kept: Sequence[VanguardRow], finder: UnitFinder
    ) -> None:
        self._finder = finder
        self._coded = {(root(one.path), one.code): one for one in kept if one.code and one.path}
        self._named = {(one.path, one.name): one for one in kept}
        self._seen: dict[tuple[object, ...], int] = {}
        self.holders = Holders(
            Holder(one.id, one.name, one.path, one.left_on) for one in kept if one.path
        )
        for one in kept:
            if one.code and one.path:
                holder = Holder(one.id, one.name, one.path, one.left_on)
                self.holders.put_code(one.code, holder)
        self.matched = [(row, self._match(row)) for row in rows]

    def _match(self, row: ReadRow) -> Matched:
        values = row.values
        name, code = values["name"], values.get("code") or ""
        path, reason = self._finder.find(values["unit"])
        if path is None:
            return Matched(values, fault=("unit", reason))
        if reason := low_fault(path[-1], self._finder.level(path), "先锋党员"):
            return Matched(values, fault=("unit", reason))
        identity = (root(path), code) if code else (path, name)
        first = self._seen.setdefault(identity, row.row)
        if first != row.row:
            word = "编号相同" if code else "是同一名先锋党员"
            return Matched(values, fault=("code" if code else "name", f"与第 {first} 行{word}"))
        values = {**values, PATH: path}
        known = self._known(path, name, code)
        if known is not None:
            return Matched(values, known, changed(values, known, path))
        holder = Holder((row.sheet, row.row), name, path)
        self.holders.put(holder)
        if code:
            self.holders.put_code(code, holder)
        return Matched(values)

    def _known(self, path: Path, name: str, code: str) -> VanguardRow | None:
        """By his number; by his name in the unit where one of the two has no number."""
        if code and (found := self._coded.get((root(path), code))):
            return found
        found = self._named.get((path, name))
        return found if found and not (code and found.code) else None


class Holders:
    """Vanguard members by what is written about them beside a target."""

    def __init__(self, holders: Iterable[Holder]) -> None:
        self._coded: dict[tuple[str, str], Holder] = {}
        self._named: defaultdict[tuple[str, Path], list[Holder]] = defaultdict(list)
        self._found: dict[tuple[str, Path], tuple[Holder | None, str]] = {}
        for holder in holders:
            self.put(holder)

    def put(self, holder: Holder) -> None:
        """Let somebody be found by his name, in his unit and in all it lies in."""
        for depth in range(1, len(holder.path) + 1):
            self._named[holder.name, holder.path[:depth]].append(holder)

    def put_code(self, code: str, holder: Holder) -> None:
        """Let somebody be found by his number, in his township."""
        self._coded[root(holder.path), code] = holder

    def find(self, text: str, path: Path, today: date) -> tuple[Holder | None, str]:
        """Who is meant for a target of a unit, or why nobody is.

        A name is looked for in the unit itself, then in its branch, then in its village.
        """
        found = self._found.get((text, path))
        if found is None:
            found = self._found[text, path] = self._look(text, path, today)
        return found

    def _look(self, text: str, path: Path, today: date) -> tuple[Holder | None, str]:
        name, code = unnamed(text)
        holder = self._coded.get((root(path), code or text))
        if holder is not None and (not code or holder.name == name):
            return _at_work(holder, today)
        for depth in range(len(path), _TOWNSHIP, -1):
            named = self._named.get((text, path[:depth]), [])
            working = [one for one in named if not (one.left_on and one.left_on <= today)]
            if len(working) > 1:
                where = "、".join("/".join(one.path[-2:]) for one in working[:2])
                said = f"有 {len(working)} 名叫“{text}”的先锋党员（{where}），请改填编号"
                return None, said
            if named:
                return _at_work((working or named)[0], today)
        where = "/".join(path[:2])
        return None, f"{where}没有姓名或编号是“{text}”的先锋党员"


def _at_work(holder: Holder, today: date) -> tuple[Holder | None, str]:
    if holder.left_on is not None and holder.left_on <= today:
        return None, f"先锋党员“{holder.name}”已于{date_text(holder.left_on)}离任，不能联系"
    return holder, ""

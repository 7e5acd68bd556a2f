"""Rows of units in a file: where each belongs, whatever order they are written in.

A parent is named by its code, its path, or a name only one has, in the file or in the grid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jyguide.exchange.table.reading import ReadRow
from jyguide.grid.kinds import GRID_LEVEL_NAMES, GridLevel
from jyguide.grid.tree_rule import misfit
from jyguide.grid.unit import LEVELS, UnitRow, level_above

Path = tuple[str, ...]
_RING = "上级网格绕成了圈"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row of the file belongs.

    Attributes:
        path: None where it has no place for a fault.
        fault: Key of the column at fault and the reason; ("", "") for none.
    """

    path: Path | None
    fault: tuple[str, str] = ("", "")


class UnitPlacing:
    """Rows of units beside the grid there is, placed level by level from the top.

    So that each parent is looked up among what is placed already; why one is not among them is
    asked only of the few rows that have no place.

    Attributes:
        placed: In the order of the rows.
        units: Every unit by its path, of the grid and of the file: level and code.
    """

    def __init__(self, rows: Sequence[ReadRow], kept: Iterable[UnitRow]) -> None:
        self._rows = rows
        self._kept = list(kept)
        self._by_path = {unit.path: unit for unit in self._kept}
        self.units = {unit.path: (unit.level, unit.code) for unit in self._kept}
        self._code_of_kept = {unit.code: unit.path for unit in self._kept if unit.code}
        self._first: dict[Path, int] = {}
        self._coded: dict[str, int] = {}
        self._said: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            for word in {row.values["name"], row.values.get("code") or row.values["name"]}:
                self._said[word].append(at)
        self._found: dict[int, Placed] = {}
        for level in LEVELS:
            self._place_level(level)
        self.placed = [self._found[at] for at in range(len(rows))]

    def _place_level(self, level: GridLevel) -> None:
        wanted = level_above(level)
        above = {path: unit for path, unit in self.units.items() if unit[0] is wanted}
        finder = UnitFinder(above)
        for at, row in enumerate(self._rows):
            if row.values["level"] is level:
                self._found[at] = self._claimed(at, self._look(at, wanted, finder))

    def _look(self, at: int, wanted: GridLevel | None, finder: UnitFinder) -> Placed:
        values = self._rows[at].values
        parent = values.get("parent") or ""
        if not parent and wanted is not None:
            name = GRID_LEVEL_NAMES[values["level"]]
            return Placed(None, ("parent", f"{name}要写明上级（{GRID_LEVEL_NAMES[wanted]}）"))
        if not parent:
            return Placed((values["name"],))
        path, reason = finder.find(parent)
        if path is None:
            return Placed(None, self._why(at, parent, reason))
        return Placed((*path, values["name"]))

    def _why(self, at: int, parent: str, reason: str) -> tuple[str, str]:
        """Why nothing of the level above has that name: a ring, another level, nothing at all."""
        if ring := self._ring(at):
            names = [self._rows[one].values["name"] for one in ring]
            return "parent", f"{_RING}：{' → '.join([*names, names[0]])}"
        level = self._rows[at].values["level"]
        for other in self._meant(parent):
            row = self._rows[other]
            if row.values["level"] is level_above(level):
                name = row.values["name"]
                return "parent", f"上级“{name}”（第 {row.row} 行）有问题，没有导入"
            return "level", misfit(level, row.values["level"])
        for unit in self._kept:
            if parent in (unit.name, unit.code, unit.label) and misfit(level, unit.level):
                return "level", misfit(level, unit.level)
        return "parent", reason.replace("的网格", "的上级网格", 1)

    def _meant(self, parent: str) -> list[int]:
        return self._said.get(parent) or self._said.get(parent.rsplit("/", maxsplit=1)[-1]) or []

    def _ring(self, at: int) -> list[int]:
        """The rows that lead back to where one began, or to each other; empty where none do."""
        seen = [at]
        while meant := self._meant(self._rows[seen[-1]].values.get("parent") or ""):
            if meant[0] in seen:
                return seen[seen.index(meant[0]) :]
            seen.append(meant[0])
        return []

    def _claimed(self, at: int, placed: Placed) -> Placed:
        """Of two rows at one place, and of two with one code, the later is refused."""
        if placed.path is None:
            return placed
        fault = self._taken(at, placed.path)
        if fault[0]:
            return Placed(None, fault)
        code = self._rows[at].values.get("code") or ""
        kept = self._by_path.get(placed.path)
        level = self._rows[at].values["level"]
        self.units[placed.path] = (level, code or (kept.code if kept else ""))
        return placed

    def _taken(self, at: int, path: Path) -> tuple[str, str]:
        other = self._first.setdefault(path, at)
        if other != at:
            where = f"“{path[-2]}”下面" if len(path) > 1 else "最上一级"
            said = f"{where}已经有一个“{path[-1]}”（第 {self._rows[other].row} 行），不能同名"
            return "name", said
        code = self._rows[at].values.get("code")
        if not code:
            return "", ""
        other = self._coded.setdefault(code, at)
        if other != at:
            return "code", f"编号与第 {self._rows[other].row} 行相同"
        kept = self._code_of_kept.get(code, path)
        return ("", "") if kept == path else ("code", f"编号已经是“{'/'.join(kept)}”的")


class UnitFinder:
    """Units of the grid and of the file by what people write: code, path, or a name of one.

    Args:
        units: By path: level and code.
        refused: Names of units in the file that have a fault.
    """

    def __init__(
        self, units: Mapping[Path, tuple[GridLevel, str]], refused: Iterable[str] = ()
    ) -> None:
        self._levels = {path: level for path, (level, _) in units.items()}
        self._coded: defaultdict[str, list[Path]] = defaultdict(list)
        self._ends: defaultdict[str, list[Path]] = defaultdict(list)
        for path, (_, code) in units.items():
            if code:
                self._coded[code].append(path)
            for end in _ends(path):
                self._ends[end].append(path)
        self._refused = frozenset(refused)
        self._known: dict[str, tuple[Path | None, str]] = {}

    def level(self, path: Path) -> GridLevel:
        return self._levels[path]

    def find(self, text: str) -> tuple[Path | None, str]:
        """The path, or why there is none; looked up once for each way of writing."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._look(text)
        return found

    def _look(self, text: str) -> tuple[Path | None, str]:
        path = tuple(text.split("/"))
        if path in self._levels:
            return path, ""
        paths = self._coded.get(text) or self._ends.get(text) or []
        if len(paths) == 1:
            return paths[0], ""
        if paths:
            return None, f"有 {len(paths)} 个“{text}”，请写完整位置，如“{'/'.join(paths[0])}”"
        why = "，它在网格表里有问题，没有导入" if path[-1] in self._refused else ""
        return None, f"没有名称或编号是“{text}”的网格{why}"


def _ends(path: Path) -> Iterator[str]:
    for start in range(len(path)):
        yield "/".join(path[start:])

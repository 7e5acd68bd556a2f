"""Lists of inspectors and travel groups as people type or paste them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jyguide.errors import RuleError
from jyguide.people.cell import compact
from jyguide.standard.lot import LotPool, PoolInspector

_APART = re.compile(r"[\t,，;；]+|\s{2,}|　+")
"""What stands between a name and a unit; one space may stand inside a name."""
_MANY = re.compile(r"[\t,，;；、\s]+")
_NAMED = 5
NOTHING_DRAWN = "没有抽签。"


def inspector_line(one: PoolInspector, units: Mapping[str, str]) -> str:
    """How an inspector stands in the list."""
    return f"{one.name}　{units.get(one.unit, one.unit)}"


def read_inspectors(text: str, pool: LotPool, station: str = "") -> tuple[PoolInspector, ...]:
    """People typed or pasted: one a line, name and unit apart by a tab, comma or wide space.

    Somebody of the roster is recognised by name and unit, or by his name where it is the only
    one and no unit stands there.

    Args:
        text: The lines; empty ones do not matter.
        pool: Knows units and people.
        station: Key of the station for those not of the roster, where units are no stations.

    Raises:
        RuleError: a line without unit, or one that stands twice; the lines are named.
    """
    found, without = [], []
    for number, line in enumerate(text.splitlines(), 1):
        name, unit = _name_and_unit(line, pool)
        if not name:
            continue
        one = _inspector(name, unit, pool, station)
        if one is None:
            without.append(f"第 {number} 行“{line.strip()}”")
        else:
            found.append(one)
    if without:
        raise RuleError(
            f"{_some(without)}看不出单位，{NOTHING_DRAWN}",
            hint="每行写一人：姓名、空格或逗号、单位。重名的人要写单位。",
        )
    _refuse_twice(found)
    return tuple(found)


def _name_and_unit(line: str, pool: LotPool) -> tuple[str, str]:
    """A single space is between the two where what follows is a unit we know."""
    parts = [part.strip() for part in _APART.split(line.strip()) if part.strip()]
    if len(parts) == 1 and " " in parts[0]:
        name, _, unit = parts[0].rpartition(" ")
        if compact(unit) in {compact(each) for each in pool.units.values()}:
            parts = [name, unit]
    name = parts[0] if parts else ""
    return name, parts[1] if len(parts) > 1 else ""


def _inspector(name: str, unit: str, pool: LotPool, station: str) -> PoolInspector | None:
    same = _namesakes(name, pool)
    if not unit:
        return same[0] if len(same) == 1 and same[0].unit else None
    for one in same:
        if compact(pool.units.get(one.unit, "")) == compact(unit):
            return one
    key = unit_key(unit, pool)
    where = key if pool.by_station and key in pool.units else station
    return PoolInspector(f"{compact(name)}/{key}", name, key, station=where)


def _namesakes(name: str, pool: LotPool) -> list[PoolInspector]:
    wanted = compact(name)
    everybody = (each.inspector for each in pool.offered)
    return [one for one in everybody if compact(one.name) == wanted]


def unit_key(name: str, pool: LotPool) -> str:
    """The key of a unit by its name; one that is not known is its own key."""
    wanted = compact(name)
    found = [key for key, each in pool.units.items() if compact(each) == wanted]
    return found[0] if found else wanted


def _refuse_twice(found: Sequence[PoolInspector]) -> None:
    seen: set[str] = set()
    twice = []
    for one in found:
        if one.key in seen:
            twice.append(f"“{one.name}”")
        seen.add(one.key)
    if twice:
        raise RuleError(
            f"检查员名单里{_some(twice)}写了两次，{NOTHING_DRAWN}",
            hint="同一个人只写一行；同单位同名的两个人，请在姓名后加以区分。",
        )


def foreign_units(found: Sequence[PoolInspector], pool: LotPool) -> tuple[str, ...]:
    """Units of inspectors that have no branch in the round, by name: misspelt, perhaps."""
    known = set(pool.inspected_units)
    foreign = dict.fromkeys(one.unit for one in found if one.unit not in known)
    return tuple(pool.units.get(key, key) for key in foreign)


def read_groups(text: str, pool: LotPool) -> dict[str, str]:
    """Travel groups: ``东片：山泉村、华宏村`` a line, or unit and group in two columns.

    Raises:
        RuleError: a unit that is not known, or one in two groups; they are named.
    """
    groups: dict[str, str] = {}
    unknown, twice = [], []
    for group, unit in _grouped(text):
        key = unit_key(unit, pool)
        if key not in pool.units:
            unknown.append(f"“{unit}”")
        elif groups.setdefault(key, group) != group:
            twice.append(f"“{unit}”")
    if unknown:
        raise RuleError(
            f"片区里的{_some(unknown)}不是本轮次里的单位，{NOTHING_DRAWN}",
            hint="请按单位的全名填写，例如“东片：山泉村、华宏村”。",
        )
    if twice:
        raise RuleError(
            f"{_some(twice)}写在两个片区里，{NOTHING_DRAWN}", hint="一个单位只属于一个片区。"
        )
    return groups


def _grouped(text: str) -> list[tuple[str, str]]:
    """Group and unit."""
    found = []
    for line in text.splitlines():
        group, colon, units = line.replace(":", "：").partition("：")
        if colon:
            found += [(group.strip(), unit) for unit in _MANY.split(units) if unit]
        elif parts := [part.strip() for part in _APART.split(line.strip()) if part.strip()]:
            unit = parts[0]
            found.append((parts[1] if len(parts) > 1 else "", unit))
    return found


def _some(named: Sequence[str]) -> str:
    more = f"等 {len(named)} 处" if len(named) > _NAMED else ""
    return "、".join(named[:_NAMED]) + more

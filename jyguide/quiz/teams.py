"""Teams drawn fairly from those present, and as a text that a person may edit."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.documents.dates import chinese_number
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from jyguide.quiz.plan import KEYS, Side

_PARTED = re.compile(r"[、，,；;\s]+")
_NAMED = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who may play."""

    id: PersonId
    name: str
    search: str = ""


def team_names(count: int) -> tuple[str, ...]:
    """Such as ``第一组``, ``第二组``."""
    return tuple(f"第{chinese_number(number)}组" for number in range(1, count + 1))


def usual_count(present: int) -> int:
    """Teams of at most ten, four of them where few or nobody is on a list."""
    return min(KEYS, max(4, -(-present // 10)))


def deal(present: Sequence[Present], names: Sequence[str], seed: int) -> tuple[Side, ...]:
    """Everybody into one team each; sizes differ by one at most; same seed, same teams."""
    order = sorted(present, key=lambda one: one.id.int)
    random.Random(seed).shuffle(order)  # noqa: S311 - to be drawn again, not unguessable
    return tuple(
        Side(name, tuple(one.id for one in order[place :: len(names)]))
        for place, name in enumerate(names)
    )


def sides_text(sides: Sequence[Side], present: Sequence[Present]) -> str:
    """One team a line: ``第一组：陈明、单雄``."""
    names = {one.id: one.name for one in present}
    return "\n".join(
        f"{side.name}：" + "、".join(names[person] for person in side.person_ids)
        if side.person_ids
        else side.name
        for side in sides
    )


def read_sides(text: str, present: Sequence[Present]) -> tuple[Side, ...]:
    """The teams that a text names, members in the order of the text.

    Of two people of one name the one who comes first in ``present`` is meant first.

    Raises:
        RuleError: a member is not present, or stands in two teams.
    """
    free: dict[str, list[PersonId]] = defaultdict(list)
    for one in present:
        free[one.name].append(one.id)
    known = set(free)
    sides = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = _NAMED.sub("：", line, count=1).partition("：")
        members = [_take(free, known, word) for word in _PARTED.split(rest) if word]
        sides.append(Side(name.strip(), tuple(members)))
    return tuple(sides)


def _take(free: dict[str, list[PersonId]], known: set[str], word: str) -> PersonId:
    if word not in known:
        raise RuleError(
            f"“{word}”不在到场名单里，没有分组。",
            hint="请核对姓名；没有签到的人请先到“培训”页签到，或只写组名。",
        )
    if not free[word]:
        raise RuleError(f"“{word}”写了两次，没有分组。", hint="一个人只能在一个组。")
    return free[word].pop(0)

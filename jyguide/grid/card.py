"""走访卡: eight to a sheet, each with a code of sheet and place, to be keyed in by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from jyguide.errors import RuleError
from jyguide.grid.kinds import TargetKind
from jyguide.grid.visit_period import Period
from jyguide.grid.visit_rows import TargetLine
from jyguide.ids import TargetId

CARDS_A_SHEET = 8
_CODE = re.compile(r"([A-Z]{0,3})([0-9]+?)-?([1-8])")
_HINT = "卡号印在卡片右上角，如 A12-3：先写张号，再写卡片在这张上的位置。"


@dataclass(frozen=True, slots=True)
class CardCode:
    """Which card: of which sheet, at which place from 1."""

    sheet: str
    place: int

    @property
    def text(self) -> str:
        return f"{self.sheet}-{self.place}"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """Targets of one vanguard member that go on one sheet, place 1 first.

    Attributes:
        code: "" until it has a number.
    """

    holder_key: UUID
    holder: str
    targets: tuple[TargetLine, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class CardText:
    """What one card says.

    Attributes:
        asked: What is due, in words.
        phone: Masked.
        last: The last contacts, the latest first, in words.
        lines: What stands before each line to write on.
    """

    code: str
    kind: TargetKind
    name: str
    place: str
    address: str
    phone: str
    holder: str
    asked: str
    last: tuple[str, ...] = ()
    lines: tuple[str, ...] = ("", "", "")


@dataclass(frozen=True, slots=True)
class CardFound:
    """The card of a code: whose it is, and what is kept of it already."""

    code: CardCode
    target_id: TargetId
    name: str
    kind: TargetKind
    place: str
    address: str
    holder: str
    state: str
    last_on: date | None
    holder_key: UUID | None = None


def sheet_plans(lines: Iterable[TargetLine]) -> list[SheetPlan]:
    """Eight to a sheet, none with cards of two people, in the order the lines come in.

    Lines come in the order of the tree and of addresses; a vanguard member's sheets follow where
    his first target stands.
    """
    order: dict[UUID, int] = {}
    held = [line for line in lines if line.holder_key is not None]
    for line in held:
        if line.holder_key is not None:
            order.setdefault(line.holder_key, len(order))
    plans = []
    held.sort(key=lambda line: order[line.holder_key] if line.holder_key else -1)
    for key, own in groupby(held, key=lambda line: line.holder_key):
        if key is not None:
            plans += [SheetPlan(key, some[0].holder, some) for some in _eights(list(own))]
    return plans


def months_lines(kind: TargetKind, quarter: Period) -> tuple[str, ...]:
    """A line a month for a member, free lines for a household."""
    if kind is TargetKind.MEMBER:
        return tuple(f"{month}月" for month in range(quarter.month, quarter.month + 3))
    return ("", "", "")


def read_code(text: str, letter: str) -> CardCode:
    """A code as somebody types it: ``A12-3``, ``a123``, ``12-3``, full-width or not.

    Args:
        text: As typed.
        letter: Of this PC, where none is typed.

    Raises:
        RuleError: it is no code.
    """
    typed = "".join(unicodedata.normalize("NFKC", text).upper().split())
    plain = typed.replace("—", "-").replace("–", "-").replace("_", "-")
    found = _CODE.fullmatch(plain)
    if found is None:
        said = f"“{text.strip()}”不是卡号" if text.strip() else "没有输入卡号"
        raise RuleError(f"{said}，没有登记。", hint=_HINT)
    letters, number, place = found.groups()
    return CardCode(f"{letters or letter}{int(number)}", int(place))


def next_number(codes: Iterable[str], letter: str) -> int:
    """The first number after those given out under a letter."""
    numbers = [
        int(code.removeprefix(letter))
        for code in codes
        if code.startswith(letter) and code.removeprefix(letter).isdecimal()
    ]
    return max(numbers, default=0) + 1


def _eights(targets: Sequence[TargetLine]) -> Iterator[tuple[TargetLine, ...]]:
    for start in range(0, len(targets), CARDS_A_SHEET):
        yield tuple(targets[start : start + CARDS_A_SHEET])

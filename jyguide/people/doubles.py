"""People who may have been entered twice, found by index and not by comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TypeVar

from jyguide.ids import PersonId
from jyguide.people.row import PersonRow

K = TypeVar("K", bound=Hashable)

_FEW = 20
"""Of more people than this that share a mark, each is compared with the first alone: once they
are merged or told apart, the rest come up by themselves."""


class DoubleReason(IntEnum):
    """Why two may be one; the weightiest first."""

    SAME_ID = 1
    ID_ONE_DIGIT_OFF = 2
    SAME_NAME_AND_PHONE = 3
    SAME_NAME_AND_BIRTH = 4
    SAME_PHONE_LIKE_NAME = 5


REASON_TEXTS = {
    DoubleReason.SAME_ID: "身份证号相同",
    DoubleReason.ID_ONE_DIGIT_OFF: "姓名相同，身份证号只差一位",
    DoubleReason.SAME_NAME_AND_PHONE: "姓名和手机号相同",
    DoubleReason.SAME_NAME_AND_BIRTH: "姓名和出生日期相同",
    DoubleReason.SAME_PHONE_LIKE_NAME: "手机号相同，姓名相近",
}

_OTHER_ID = "但身份证号不同"


@dataclass(frozen=True, slots=True)
class DoublePair:
    """Two people who may be one, the one with the smaller key first.

    Attributes:
        reasons: Why, the weightiest first; never empty.
        other_id: Both have an ID number, and they differ in more than one digit.
    """

    first: PersonRow
    second: PersonRow
    reasons: tuple[DoubleReason, ...]
    other_id: bool = False

    @property
    def key(self) -> tuple[PersonId, PersonId]:
        return (self.first.id, self.second.id)

    @property
    def why(self) -> str:
        """The reasons in words: 姓名和手机号相同；姓名和出生日期相同，但身份证号不同."""
        said = "；".join(REASON_TEXTS[reason] for reason in self.reasons)
        return f"{said}，{_OTHER_ID}" if self.other_id else said


def find_doubles(
    people: Sequence[PersonRow],
    apart: Set[tuple[PersonId, PersonId]] = frozenset(),
) -> list[DoublePair]:
    """Pairs who may be one, the surest first, then by name.

    Args:
        people: Everybody on the list.
        apart: Pairs found to be two people already, the smaller key first.
    """
    found: defaultdict[tuple[PersonId, PersonId], set[DoubleReason]] = defaultdict(set)
    rows = {row.id: row for row in people}
    for reason, pairs in _suspected(people):
        for one, other in pairs:
            key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if key not in apart:
                found[key].add(reason)
    made = [_pair(rows[a], rows[b], reasons) for (a, b), reasons in found.items()]
    return sorted(made, key=_weight)


def _weight(pair: DoublePair) -> tuple[object, ...]:
    """The weightier reason first, of equal ones the pair with more of them, then by name."""
    first = pair.first.pinyin_key
    return (pair.other_id, pair.reasons[0], -len(pair.reasons), first, pair.key)


def _pair(first: PersonRow, second: PersonRow, reasons: Iterable[DoubleReason]) -> DoublePair:
    told = tuple(sorted(reasons))
    numbers = {first.id_number, second.id_number} - {""}
    known = {DoubleReason.SAME_ID, DoubleReason.ID_ONE_DIGIT_OFF} & set(told)
    return DoublePair(first, second, told, other_id=len(numbers) == 2 and not known)  # noqa: PLR2004 - both have one


Pairs = Iterator[tuple[PersonRow, PersonRow]]


def _suspected(people: Sequence[PersonRow]) -> Iterator[tuple[DoubleReason, Pairs]]:
    with_id = [row for row in people if row.id_number]
    yield DoubleReason.SAME_ID, _sharing(with_id, lambda row: row.id_number)
    for half in (slice(0, 9), slice(9, None)):  # one digit off leaves one half as it is
        near = _sharing(with_id, lambda row, half=half: (row.name, row.id_number[half]))  # type: ignore[misc]
        yield DoubleReason.ID_ONE_DIGIT_OFF, (pair for pair in near if _one_off(*pair))
    phones = Counter(row.phone for row in people)
    with_phone = [row for row in people if row.phone and phones[row.phone] > 1]
    yield (
        DoubleReason.SAME_NAME_AND_PHONE,
        _sharing(with_phone, lambda row: (row.name, row.phone)),
    )
    born = [row for row in people if row.birth]
    yield DoubleReason.SAME_NAME_AND_BIRTH, _sharing(born, lambda row: (row.name, row.birth))
    alike = _sharing_any(with_phone, _marks)
    yield (
        DoubleReason.SAME_PHONE_LIKE_NAME,
        (pair for pair in alike if pair[0].name != pair[1].name),
    )


def _one_off(one: PersonRow, other: PersonRow) -> bool:
    a, b = one.id_number, other.id_number
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _marks(row: PersonRow) -> Iterator[tuple[str, str]]:
    """Under what a name is found again by one that is like it, on the same phone.

    Its sound; each of its signs but one, in names of three and more; what stands before a dot.
    """
    name = row.name.replace(" ", "")
    yield row.phone, f"~{row.search.split(' ', 1)[0]}"
    yield row.phone, name.split("·", 1)[0]
    if len(name) > 2:  # noqa: PLR2004 - of two signs, one is no likeness
        for at in range(len(name)):
            yield row.phone, f"{name[:at]}*{name[at + 1 :]}"


def _sharing(rows: Iterable[PersonRow], mark: Callable[[PersonRow], K]) -> Pairs:
    return _sharing_any(rows, lambda row: (mark(row),))


def _sharing_any(
    rows: Iterable[PersonRow], marks: Callable[[PersonRow], Iterable[Hashable]]
) -> Pairs:
    groups: defaultdict[Hashable, list[PersonRow]] = defaultdict(list)
    for row in rows:
        for mark in marks(row):
            groups[mark].append(row)
    for group in groups.values():
        if len(group) <= _FEW:
            yield from combinations(group, 2)
        else:
            first = min(group, key=lambda row: row.id)
            yield from ((first, row) for row in group if row is not first)

"""People who may have been entered twice, found by index and not by comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from jyguide.ids import PersonId
from jyguide.people.row import PersonRow

Group = list[PersonRow]
PairKey = tuple[PersonId, PersonId]
Fits = Callable[[PersonRow, PersonRow], bool]

_FEW = 20
"""Of more people than this that share a mark, all are compared with one of them: once they are
merged or told apart, with the next. A phone of more than this is an office's and not a person's:
of two names that are alike there is then no suspicion, unless they were born on one day too."""


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
        crowd: How many people the same is true of, where they are more than can be compared
            with one another; else 0.
    """

    first: PersonRow
    second: PersonRow
    reasons: tuple[DoubleReason, ...]
    other_id: bool = False
    crowd: int = 0

    @property
    def key(self) -> tuple[PersonId, PersonId]:
        return (self.first.id, self.second.id)

    @property
    def why(self) -> str:
        """The reasons in words: 姓名和手机号相同；姓名和出生日期相同，但身份证号不同."""
        said = "；".join(REASON_TEXTS[reason] for reason in self.reasons)
        said = f"{said}，{_OTHER_ID}" if self.other_id else said
        return f"{said}（共 {self.crowd} 人如此，先逐个与其中一人核对）" if self.crowd else said


def find_doubles(
    people: Sequence[PersonRow],
    apart: Set[tuple[PersonId, PersonId]] = frozenset(),
) -> list[DoublePair]:
    """Pairs who may be one, the surest first, then by name.

    Args:
        people: Everybody on the list.
        apart: Pairs found to be two people already, the smaller key first.
    """
    found: defaultdict[tuple[PersonId, PersonId], dict[DoubleReason, int]] = defaultdict(dict)
    rows = {row.id: row for row in people}
    for reason, groups in _suspected(people):
        for group in groups:
            crowd = len(group) if len(group) > _FEW else 0
            for key in _open_pairs(group, _FITS.get(reason, _any), apart):
                found[key][reason] = crowd
    made = [_pair(rows[a], rows[b], reasons) for (a, b), reasons in found.items()]
    return sorted(made, key=_weight)


def _open_pairs(group: Group, fits: Fits, apart: Set[PairKey]) -> Iterator[PairKey]:
    """Whom to compare of those who share a mark: all, or of a crowd one with all others."""
    ordered = sorted(group, key=lambda row: row.id)
    for at, first in enumerate(ordered):
        named = False
        for other in ordered[at + 1 :]:
            key = (first.id, other.id)
            if key not in apart and fits(first, other):
                named = True
                yield key
        if named and len(group) > _FEW:
            return


def _weight(pair: DoublePair) -> tuple[object, ...]:
    """The weightier reason first, of equal ones the pair with more of them, then by name."""
    first = pair.first.pinyin_key
    return (pair.other_id, pair.reasons[0], -len(pair.reasons), first, pair.key)


def _pair(first: PersonRow, second: PersonRow, reasons: Mapping[DoubleReason, int]) -> DoublePair:
    told = tuple(sorted(reasons))
    numbers = {first.id_number, second.id_number} - {""}
    known = {DoubleReason.SAME_ID, DoubleReason.ID_ONE_DIGIT_OFF} & set(told)
    other_id = len(numbers) == 2 and not known  # noqa: PLR2004 - both have one
    return DoublePair(first, second, told, other_id, min(reasons.values()))


def _suspected(people: Sequence[PersonRow]) -> Iterator[tuple[DoubleReason, Iterable[Group]]]:
    with_id = [row for row in people if row.id_number]
    yield DoubleReason.SAME_ID, _sharing(with_id, lambda row: row.id_number)
    for half in (slice(0, 9), slice(9, None)):  # one digit off leaves one half as it is
        near = _sharing(with_id, lambda row, half=half: (row.name, row.id_number[half]))  # type: ignore[misc]
        yield DoubleReason.ID_ONE_DIGIT_OFF, near
    phones = Counter(row.phone for row in people)
    with_phone = [row for row in people if row.phone and phones[row.phone] > 1]
    yield (
        DoubleReason.SAME_NAME_AND_PHONE,
        _sharing(with_phone, lambda row: (row.name, row.phone)),
    )
    born = [row for row in people if row.birth]
    yield DoubleReason.SAME_NAME_AND_BIRTH, _sharing(born, lambda row: (row.name, row.birth))
    offices = {phone for phone, count in phones.items() if count > _FEW}
    alike = [row for row in with_phone if row.birth or row.phone not in offices]
    yield (
        DoubleReason.SAME_PHONE_LIKE_NAME,
        _sharing_any(alike, lambda row: _marks(row, row.birth if row.phone in offices else None)),
    )


def _one_off(one: PersonRow, other: PersonRow) -> bool:
    a, b = one.id_number, other.id_number
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _any(_one: PersonRow, _other: PersonRow) -> bool:
    return True


_FITS: Mapping[DoubleReason, Fits] = {
    DoubleReason.ID_ONE_DIGIT_OFF: _one_off,
    DoubleReason.SAME_PHONE_LIKE_NAME: lambda one, other: one.name != other.name,
}
"""What two who share a mark must have besides."""


def _marks(row: PersonRow, born: date | None) -> Iterator[Hashable]:
    """Under what a name is found again by one that is like it, on the same phone.

    Its sound; each of its signs but one, in names of three and more; what stands before a dot.
    Where the phone alone says nothing, the day of birth as well.
    """
    name = row.name.replace(" ", "")
    yield row.phone, born, f"~{row.search.split(' ', 1)[0]}"
    yield row.phone, born, name.split("·", 1)[0]
    if len(name) > 2:  # noqa: PLR2004 - of two signs, one is no likeness
        for at in range(len(name)):
            yield row.phone, born, f"{name[:at]}*{name[at + 1 :]}"


def _sharing(rows: Iterable[PersonRow], mark: Callable[[PersonRow], Hashable]) -> list[Group]:
    return _sharing_any(rows, lambda row: (mark(row),))


def _sharing_any(
    rows: Iterable[PersonRow], marks: Callable[[PersonRow], Iterable[Hashable]]
) -> list[Group]:
    groups: defaultdict[Hashable, list[PersonRow]] = defaultdict(list)
    for row in rows:
        for mark in marks(row):
            groups[mark].append(row)
    return [group for group in groups.values() if len(group) > 1]

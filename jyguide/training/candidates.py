"""Whom something typed at the door may mean, the likeliest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.training.session import EnrolmentRow, matches


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people who fit.

    Attributes:
        rows: Those whose whole name or reading was typed, then those it begins, then the others.
        sure: Whether the first fits better than all others, so that Enter may mean him. Somebody
            signed in already counts like any other: else typing the same initials twice would
            sign in the next person who shares them.
    """

    rows: tuple[EnrolmentRow, ...] = ()
    sure: bool = False


def candidates(text: str, rows: Iterable[EnrolmentRow]) -> Candidates:
    """Everybody of `rows` who fits `text`: name, pinyin, initials or tail of the phone."""
    wanted = _plain(text)
    fitting = [(_distance(wanted, row), row) for row in rows if matches(wanted, row)]
    fitting.sort(key=_first)
    nearest = [row for distance, row in fitting if distance == fitting[0][0]]
    return Candidates(tuple(row for _, row in fitting), sure=len(nearest) == 1)


def _plain(text: str) -> str:
    """Full-width forms narrowed, case folded, blanks dropped."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _first(pair: tuple[int, EnrolmentRow]) -> int:
    return pair[0]


def _distance(wanted: str, row: EnrolmentRow) -> int:
    names = [_plain(row.name), *row.search.split()]
    if wanted in names:
        return 0
    return 1 if any(name.startswith(wanted) for name in names) else 2

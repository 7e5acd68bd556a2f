"""Who is new and has no mentor, and who might be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jyguide.ids import PersonId
from jyguide.people.secretary import SecretaryRow, years_in_post
from jyguide.secretary.mentor import MentorRule

_VETERAN_YEARS = 3
"""Whole years in post from which on somebody is proposed as a mentor; the program's own."""
_YEAR = 12


@dataclass(frozen=True, slots=True)
class MentorChoice:
    """Somebody who might be a mentor.

    Attributes:
        pupils: How many he has now.
        words: Why he is proposed.
    """

    secretary: SecretaryRow
    pupils: int
    words: str


def is_new(row: SecretaryRow, today: date, rule: MentorRule) -> bool:
    """Whether he took up post within the months of the rule."""
    if row.since is None:
        return False
    months = (today.year - row.since.year) * _YEAR + today.month - row.since.month
    return months - (today.day < row.since.day) < rule.new_months


def new_without_mentor(
    secretaries: Iterable[SecretaryRow], paired: set[PersonId], today: date, rule: MentorRule
) -> list[SecretaryRow]:
    """Secretaries new in post without a running pair, in the order given."""
    return [row for row in secretaries if row.person_id not in paired and is_new(row, today, rule)]


def mentor_choices(
    secretaries: Iterable[SecretaryRow],
    pupil: SecretaryRow,
    pupils: Mapping[PersonId, int],
    today: date,
    rule: MentorRule,
) -> list[MentorChoice]:
    """Who might be a mentor: the pupil's own township first, then those with fewer pupils.

    Whoever has served less than three whole years, or has as many pupils as the rule allows, is
    left out; among the rest the longest in post come first.
    """
    found = []
    for row in secretaries:
        years = years_in_post(row.since, today)
        if years is None or years < _VETERAN_YEARS or row.person_id == pupil.person_id:
            continue
        count = pupils.get(row.person_id, 0)
        if count < rule.most_pupils:
            near = bool(pupil.township) and row.township == pupil.township
            found.append((not near, count, -years, MentorChoice(row, count, _words(years, count))))
    found.sort(key=lambda one: one[:3])
    return [one[-1] for one in found]


def _words(years: int, pupils: int) -> str:
    return f"任书记 {years} 年，" + (f"现带 {pupils} 人" if pupils else "现在没有带人")

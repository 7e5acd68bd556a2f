"""What the page of mentors begins with, those that wait for a word first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.mentor import MentorRule, PairRow
from jyguide.secretary.mentor_suggest import new_without_mentor


@dataclass(frozen=True, slots=True)
class MentorBoard:
    """Everything the page of mentors begins with.

    Attributes:
        pairs: Those that wait for a word first, then the running, then the ended.
        unpaired: Secretaries new in post without a mentor.
    """

    pairs: tuple[PairRow, ...]
    unpaired: tuple[SecretaryRow, ...]
    rule: MentorRule
    today: date


def mentor_board(
    pairs: Sequence[PairRow], secretaries: Iterable[SecretaryRow], rule: MentorRule, today: date
) -> MentorBoard:
    """The board of these pairs; who is new is told in the order given."""
    paired = {pair.facts.pupil_id for pair in pairs if pair.running and pair.facts.pupil_id}
    return MentorBoard(
        tuple(sorted(pairs, key=lambda pair: _urgency(pair, today, rule))),
        tuple(new_without_mentor(secretaries, paired, today, rule)),
        rule,
        today,
    )


def _urgency(pair: PairRow, today: date, rule: MentorRule) -> tuple[object, ...]:
    waits = pair.is_over(today) or pair.is_silent(today, rule)
    ended = pair.end.ended_on if pair.end else today
    return (not pair.running, not waits, today - ended, pair.facts.began_on, str(pair.id))

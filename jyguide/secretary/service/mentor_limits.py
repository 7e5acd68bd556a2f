"""How many pairs there may be beside those that run: one of a pupil, a few of a mentor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy.orm import Session

from db.models import MentorPair
from jyguide.ids import PersonId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.secretary.mentor import PairFacts, PairRow, refuse_second_pair, refuse_too_many
from jyguide.secretary.service.mentor_reading import mentor_rule, read_pairs


def running_pairs(session: Session) -> list[PairRow]:
    """Pairs that nobody has ended."""
    return read_pairs(session, MentorPair.ended_on.is_(None))


def pupils_of(pairs: Iterable[PairRow]) -> Counter[PersonId]:
    """How many pupils each mentor of the list has in these pairs."""
    return Counter(pair.facts.mentor_id for pair in pairs if pair.facts.mentor_id)


def refuse_second(pupil_id: PersonId, name: str, running: Iterable[PairRow]) -> None:
    """As `mentor.refuse_second_pair`, of whichever pair of his runs."""
    his = (pair for pair in running if pair.facts.pupil_id == pupil_id)
    refuse_second_pair(name, next(his, None))


def refuse_busy(
    session: Session, place: Place, facts: PairFacts, running: Iterable[PairRow]
) -> None:
    """As `mentor.refuse_too_many`, by the rule of this office; not of a mentor on no list."""
    if facts.mentor_id is not None:
        rule = mentor_rule(session, place.station_id)
        mentor = read_merged(session).end(facts.mentor_id)
        refuse_too_many(facts.mentor, pupils_of(running)[mentor], rule)

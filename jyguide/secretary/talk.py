"""Talks with a secretary: when, by whom, on which points, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.errors import RuleError
from jyguide.ids import PersonId, TalkId
from jyguide.secretary.kinds import MeasureOrigin, TalkKind
from jyguide.secretary.ledger_person import LedgerPerson
from jyguide.secretary.measure import MeasureFacts, check_measure
from jyguide.standard.measure import compared_name, names_in


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """What is kept of a talk; see `db.models.SecretaryTalk`."""

    person_id: PersonId
    year: int
    kind: TalkKind
    talked_on: date
    talker: str
    topics: str
    place: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk of the database, with whom, and how many measures were agreed in it."""

    id: TalkId
    person: LedgerPerson
    facts: TalkFacts
    measures: int = 0
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A measure agreed in a talk; its owner is the secretary where nobody else is named."""

    problem: str
    measure: str = ""
    owner: str = ""
    due_on: date | None = None


def talk_problems(facts: TalkFacts, name: str, today: date) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field.

    Args:
        facts: What was entered.
        name: Of the secretary.
        today: No talk is noted down before it was held.
    """
    found: dict[str, str] = {}
    if facts.talked_on > today:
        found["talked_on"] = f"谈话日期 {facts.talked_on} 在今天之后。"
    if not facts.talker.strip():
        found["talker"] = "请写明谈话人。"
    elif compared_name(name) in {compared_name(one) for one in names_in(facts.talker)}:
        found["talker"] = f"谈话人里有谈话对象{name}本人。"
    if not facts.topics.strip():
        found["topics"] = "请写明谈话要点。"
    return found


def check_talk(facts: TalkFacts, name: str, today: date) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in talk_problems(facts, name, today).values():
        raise RuleError(f"{sentence}谈话没有保存。", hint="请改正后再保存。")


def agreed_measures(
    facts: TalkFacts, name: str, key: TalkId, agreed: Sequence[Agreed], today: date
) -> list[MeasureFacts]:
    """The measures agreed in a talk, found on its day and counted in its year.

    Raises:
        RuleError: one has no problem, or is due before the talk.
    """
    made = [
        MeasureFacts(
            facts.person_id,
            facts.year,
            MeasureOrigin.TALK,
            one.problem.strip(),
            facts.talked_on,
            key,
            one.measure.strip(),
            one.owner.strip() or (name if one.measure.strip() else ""),
            one.due_on,
        )
        for one in agreed
    ]
    for one in made:
        check_measure(one, today)
    return made

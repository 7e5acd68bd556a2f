"""What both services of this area do inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from db.models import Appointment
from jyguide.approval.evidence import Evidence
from jyguide.approval.row import Decree, StandingRow
from jyguide.approval.service.reading import read_evidence
from jyguide.approval.service.rules import PostRules, post_rules
from jyguide.approval.standing import standing, term_on
from jyguide.errors import RuleError
from jyguide.people.row import PersonRow
from jyguide.people.service.merged import read_merged

_NAMED = 3


def standing_rows(session: Session, people: Sequence[PersonRow], day: date) -> list[StandingRow]:
    """These people as they stand on a day, in the order given."""
    known = read_evidence(session, [person.id for person in people])
    merged = read_merged(session)
    rules = post_rules(session, day.year)
    return [
        standing_row(person, known.get(merged.end(person.id), Evidence()), rules, day)
        for person in people
    ]


def standing_row(
    person: PersonRow, evidence: Evidence, rules: PostRules, day: date
) -> StandingRow:
    """One person by the terms of the station on whose roster he was that day."""
    term = term_on(evidence, day)
    rule = rules.of(term.station_id if term else None)
    return StandingRow(person, standing(evidence, rule, day), evidence)


def living(people: Sequence[PersonRow]) -> list[PersonRow]:
    """The people, none of whom has been taken off the list.

    Raises:
        RuleError: one has, or there is nobody.
    """
    if not people:
        raise RuleError("没有选择人员，什么都没有登记。", hint="请先选择人员。")
    gone = [person.name for person in people if person.removed]
    if gone:
        raise RuleError(
            f"{gone[0]}已从人员名单中删除，什么都没有登记。", hint="请刷新名单后重新选择。"
        )
    return list(people)


def whom(people: Sequence[PersonRow]) -> str:
    """The names of a few, the number of many: for the name of an action."""
    names = "、".join(person.name for person in people[:_NAMED])
    return names if len(people) <= _NAMED else f"{names}等 {len(people)} 人"


def write_decree(row: Appointment, decree: Decree) -> None:
    """Put the words of a document into an approval."""
    row.number = decree.number
    row.approved_on = decree.approved_on
    row.effective_on = decree.effective_on
    row.valid_until = decree.valid_until

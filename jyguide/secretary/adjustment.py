"""Adjustments: a secretary was moved or removed after the lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jyguide.errors import RuleError
from jyguide.ids import AdjustmentId, PersonId
from jyguide.people.person import PersonRole
from jyguide.people.posting import Transfer
from jyguide.secretary.kinds import ADJUSTMENT_KIND_NAMES, AdjustmentKind
from jyguide.secretary.ledger_person import LedgerPerson


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    """What is kept of an adjustment; see `db.models.SecretaryAdjustment`.

    Attributes:
        organisation: Where he stood before.
    """

    person_id: PersonId
    year: int
    kind: AdjustmentKind
    decided_on: date
    organisation: str
    post: str
    reason: str
    document: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """An adjustment of the database, and whom it is about."""

    id: AdjustmentId
    person: LedgerPerson
    facts: AdjustmentFacts
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """That his posting ends with the adjustment, and what he is from that day on.

    Attributes:
        organisation: Where he goes; "" stays where he was.
        post: His new post; "" for none.
    """

    organisation: str = ""
    post: str = ""


def adjustment_problems(facts: AdjustmentFacts, name: str, today: date) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found: dict[str, str] = {}
    if facts.decided_on > today:
        found["decided_on"] = f"决定日期 {facts.decided_on} 在今天之后。"
    if not facts.reason.strip():
        found["reason"] = "请写明调整原因。"
    if facts.successor.strip() and facts.successor.strip() == name:
        found["successor"] = f"接任的不能是{name}本人；同名的请注明。"
    return found


def check_adjustment(facts: AdjustmentFacts, name: str, today: date) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in adjustment_problems(facts, name, today).values():
        raise RuleError(f"{sentence}调整没有保存。", hint="请改正后再保存。")


def transfer_of(facts: AdjustmentFacts, closing: Closing) -> Transfer:
    """The move that ends his posting: from the day of the decision on he is secretary no more.

    His term ends the day before, as with every move; what he was stays in the list of his posts.
    """
    kind = ADJUSTMENT_KIND_NAMES[facts.kind]
    return Transfer(
        on=facts.decided_on,
        reason=f"{kind}：{facts.reason.strip()}",
        organisation=closing.organisation.strip() or None,
        post=closing.post.strip(),
        role=PersonRole.NONE,
    )

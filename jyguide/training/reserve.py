"""Reserve talents: who is on the list, how far his training is, how his time there ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.ids import PersonId, ReserveTalentId


class ReserveOutcome(StrEnum):
    """What became of a reserve talent."""

    LISTED = ""
    TOOK_POST = "took_post"
    LEFT_LIST = "left_list"


RESERVE_OUTCOME_NAMES = {
    ReserveOutcome.LISTED: "在册",
    ReserveOutcome.TOOK_POST: "已任职",
    ReserveOutcome.LEFT_LIST: "移出名单",
}


@dataclass(frozen=True, slots=True)
class ReserveFacts:
    """What is kept about somebody on the list.

    Attributes:
        target: The post he is trained for.
        ended_on: When his time on the list ended; None while he is on it.
    """

    listed_on: date
    target: str = ""
    note: str = ""
    ended_on: date | None = None
    outcome: ReserveOutcome = ReserveOutcome.LISTED


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """Somebody on the list, and his training since he was listed; days are tenths.

    Attributes:
        times: Reserve-talent sessions attended since.
        required_days: By the rule of the year; 0 where one session is enough.
    """

    id: ReserveTalentId
    person_id: PersonId
    name: str
    station: str
    organisation: str
    post: str
    facts: ReserveFacts
    times: int = 0
    days: int = 0
    required_days: int = 0
    pinyin_key: str = ""
    search: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def complete(self) -> bool:
        """Whether he has had all the training that is asked for."""
        return self.times > 0 and self.days >= self.required_days

    @property
    def progress(self) -> str:
        """How far his training is, in words."""
        had = f"{self.times} 期 {tenths_text(self.days)} 天"
        if self.complete:
            return f"已完成（{had}）"
        if not self.required_days:
            return "还没有参加培训"
        short = tenths_text(max(0, self.required_days - self.days))
        return f"{had}，还需 {short} 天" if short != "0" else "还没有参加培训"


def reserve_problems(facts: ReserveFacts, today: date) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found = {"listed_on": "" if facts.listed_on <= today else "列入日期在今天之后。"}
    ended = facts.ended_on is not None
    if ended != (facts.outcome is not ReserveOutcome.LISTED):
        found["outcome"] = "结束的去向和日期要一起填写。"
    elif facts.ended_on is not None and facts.ended_on < facts.listed_on:
        found["ended_on"] = "结束日期早于列入日期。"
    return {name: sentence for name, sentence in found.items() if sentence}


def check_reserve(facts: ReserveFacts, today: date) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in reserve_problems(facts, today).values():
        raise RuleError(f"{sentence}后备人才名单没有改动。", hint="请改正后再保存。")

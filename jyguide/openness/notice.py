"""One posting: what hangs, when it hung, what was objected and replied. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jyguide.errors import RuleError
from jyguide.ids import NoticeId, OpennessItemId, StationId
from jyguide.openness.calendar_period import fits, period_text, span_of
from jyguide.openness.kinds import Period

_DAYS = (
    ("happened_on", "事项发生日期"),
    ("posted_on", "公布日期"),
    ("taken_down_on", "撤下日期"),
    ("objected_on", "异议日期"),
    ("replied_on", "答复日期"),
)
_AFTER = {
    "taken_down_on": "posted_on",
    "objected_on": "posted_on",
    "replied_on": "objected_on",
}
"""Which day has to be there before another can be, and not later."""
_WITH_TEXT = (
    ("objected_on", "objection", "异议的日期和内容要一起填写。"),
    ("replied_on", "reply", "答复的日期和内容要一起填写。"),
)
_NAMES = dict(_DAYS)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What somebody enters about a posting.

    Attributes:
        period: Key of its period; "" of what is posted at once.
        subject: Of what is posted at once: what it is about.
        posted_on: None while it is a draft.
        place: Where it hangs: 村委会公开栏.
    """

    period: str = ""
    subject: str = ""
    happened_on: date | None = None
    text: str = ""
    posted_on: date | None = None
    taken_down_on: date | None = None
    place: str = ""
    objected_on: date | None = None
    objection: str = ""
    replied_on: date | None = None
    reply: str = ""

    @property
    def when(self) -> str:
        """Its period or what it is about."""
        return period_text(self.period) if self.period else self.subject


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A posting of the database.

    Attributes:
        organisation: The name of the place as it was then.
        version: Changes with every change of the row; says nothing else.
    """

    id: NoticeId
    item_id: OpennessItemId
    item: str
    station_id: StationId | None
    organisation_key: uuid.UUID
    organisation: str
    facts: NoticeFacts
    version: str = field(default="", compare=False, repr=False)

    @property
    def label(self) -> str:
        return f"{self.organisation} {self.item} {self.facts.when}".strip()


def notice_problems(facts: NoticeFacts, period: Period, today: date) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field.

    Args:
        facts: As they would be kept.
        period: How often its matter is posted.
        today: Nothing is noted down before it has happened.
    """
    found = _wrong_period(facts, period) | _wrong_days(facts, today)
    for day, text, sentence in _WITH_TEXT:
        if (getattr(facts, day) is None) != (not getattr(facts, text).strip()):
            found.setdefault(text, sentence)
    return found


def _wrong_period(facts: NoticeFacts, period: Period) -> dict[str, str]:
    if period is not Period.AT_ONCE:
        return {} if fits(facts.period, period) else {"period": "所属期与这个事项的周期不符。"}
    found = {}
    if not facts.subject.strip():
        found["subject"] = "随时公布的事项，请写明是什么事。"
    if facts.happened_on is None:
        found["happened_on"] = "随时公布的事项，请写明发生日期。"
    return found


def _wrong_days(facts: NoticeFacts, today: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, called in _DAYS:
        day: date | None = getattr(facts, name)
        if day is None:
            continue
        if day > today:
            found[name] = f"{called}在今天之后，还没有发生。"
        elif name in _AFTER:
            before: date | None = getattr(facts, _AFTER[name])
            if before is None:
                found[name] = f"先有{_NAMES[_AFTER[name]]}，才有{called}。"
            elif day < before:
                found[name] = f"{called}早于{_NAMES[_AFTER[name]]}。"
    if "posted_on" not in found and (said := _posted_too_soon(facts)):
        found["posted_on"] = said
    return found


def _posted_too_soon(facts: NoticeFacts) -> str:
    """Nothing is posted before it has begun."""
    if facts.posted_on is None:
        return ""
    span = span_of(facts.period)
    if span is not None and facts.posted_on < span.first:
        return f"公布日期早于{period_text(facts.period)}的第一天。"
    if facts.happened_on is not None and facts.posted_on < facts.happened_on:
        return "公布日期早于事项发生日期。"
    return ""


def check_notice(facts: NoticeFacts, period: Period, today: date) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in notice_problems(facts, period, today).values():
        raise RuleError(f"{sentence}公开记录没有改动。", hint="请改正后再保存。")


def notice_columns(facts: NoticeFacts) -> Mapping[str, Any]:
    """The facts as they are kept, texts without blanks around them."""
    values = {name: getattr(facts, name) for name in NoticeFacts.__slots__}
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }

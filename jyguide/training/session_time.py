"""Times of day at which sessions begin and end, and who comes late."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta

from jyguide.documents.dates import date_text, span_text
from jyguide.training.session import LATE_AFTER, SessionPlan, SessionStage

MOST_GRACE = 120
"""Minutes after the beginning up to which nobody is late, at most."""
_MINUTES = 60
_HOURS = 24
_TIME = re.compile(r"(\d{1,2})(?:[:.时点](\d{1,2})?分?|(\d{2}))?")


def time_text(minutes: int | None) -> str:
    """``540`` as ``9:00``; nothing for None."""
    return "" if minutes is None else f"{minutes // _MINUTES}:{minutes % _MINUTES:02}"


def read_time(typed: str) -> int | None:
    """Minutes after midnight of ``9:00``, ``0900``, ``9点30分``, ``9``; None for anything else."""
    text = "".join(unicodedata.normalize("NFKC", typed).split()).replace("点半", "点30")
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return hour * _MINUTES + minute if hour < _HOURS and minute < _MINUTES else None


def when_text(plan: SessionPlan) -> str:
    """First to last day with the times; of a session whose day is open, its month."""
    if plan.stage is SessionStage.PLANNED:
        return f"{plan.starts_on.year}年{plan.starts_on.month}月（日期待定）"
    start, end = time_text(plan.starts_at), time_text(plan.ends_at)
    if plan.starts_on == plan.ends_on:
        hours = "–".join(part for part in (start, end) if part)
        return f"{date_text(plan.starts_on)} {hours}".strip()
    if not (start or end):
        return span_text(plan.starts_on, plan.ends_on)
    first = f"{date_text(plan.starts_on)} {start}".strip()
    return f"{first} 至 {plan.ends_on.month}月{plan.ends_on.day}日 {end}".strip()


def is_late(plan: SessionPlan, now: datetime, grace: int = LATE_AFTER) -> bool:
    """Whether somebody who signs in now comes late.

    Only while the session runs: what is entered on a later day says nothing about the time.
    """
    if plan.starts_at is None or not plan.starts_on <= now.date() <= plan.ends_on:
        return False
    begin = datetime.combine(plan.starts_on, time()) + timedelta(minutes=plan.starts_at + grace)
    return now.replace(tzinfo=None) > begin

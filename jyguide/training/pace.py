"""Whether somebody will reach the days of the year, said in a word and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.documents.dates import tenths_text
from jyguide.training.credit import Gained
from jyguide.training.credit_rule import CreditRule
from jyguide.training.session import SESSION_LEVEL_NAMES, SessionLevel


class Light(StrEnum):
    """How it stands with a year, the best first; `NONE` is for whom nothing is required."""

    REACHED = "reached"
    ON_PACE = "on_pace"
    WITHIN_REACH = "within_reach"
    PENDING = "pending"
    OUT_OF_REACH = "out_of_reach"
    NONE = ""


LIGHT_NAMES = {
    Light.REACHED: "已达标",
    Light.ON_PACE: "按现在进度能达标",
    Light.WITHIN_REACH: "赶得上",
    Light.PENDING: "待市级安排",
    Light.OUT_OF_REACH: "赶不上",
    Light.NONE: "",
}
ORDER = tuple(LIGHT_NAMES)
_PLANNING_DAYS = 90


@dataclass(frozen=True, slots=True)
class Offer:
    """What the rest of the year still holds for somebody; days are tenths.

    Attributes:
        unstated: Sessions among them that state neither hours nor days and so add nothing.
        city_known: Whether the city's plan of the year is known here; a station that has not
            received it cannot say that somebody will not make it.
    """

    city_days: int = 0
    township_days: int = 0
    city_times: int = 0
    township_times: int = 0
    unstated: int = 0
    city_known: bool = True

    @property
    def days(self) -> int:
        return self.city_days + self.township_days

    @property
    def times(self) -> int:
        return self.city_times + self.township_times


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """How far a year has gone: `elapsed` of `whole` days, today counted."""

    elapsed: int
    whole: int

    @property
    def ended(self) -> bool:
        return self.elapsed >= self.whole

    @property
    def planning(self) -> bool:
        """Whether the year is still being planned: what is short is the plan, and nobody late."""
        return self.elapsed <= _PLANNING_DAYS

    @property
    def name(self) -> str:
        """今年, or 这一年 where it is another."""
        return "今年" if 0 < self.elapsed < self.whole else "这一年"


def year_so_far(year: int, today: date) -> YearSoFar:
    """How far `year` has gone by the end of `today`; all of it once it is past."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    whole = (last - first).days + 1
    if today > last:
        return YearSoFar(whole, whole)
    # The last day of the year has not ended it: a session may still be held today.
    return YearSoFar(min(max(0, (today - first).days + 1), whole - 1), whole)


def missing_days(gained: Gained, rule: CreditRule) -> int:
    """Tenths of a day still to come."""
    return max(0, rule.required_days - gained.days)


def missing_levels(gained: Gained, rule: CreditRule) -> tuple[SessionLevel, ...]:
    """Levels at which at least one session is asked for and none was attended."""
    if not rule.both_levels:
        return ()
    times = {
        SessionLevel.CITY: gained.city_times,
        SessionLevel.TOWNSHIP: gained.township_times,
    }
    return tuple(level for level, count in times.items() if not count)


def forecast(gained: Gained, offer: Offer, so_far: YearSoFar) -> int:
    """Days at the end of the year at the pace so far, in tenths; never more than is offered."""
    if not so_far.elapsed:
        return gained.days
    to_come = gained.days * (so_far.whole - so_far.elapsed) // so_far.elapsed
    return gained.days + min(to_come, offer.days)


def light(gained: Gained, offer: Offer, rule: CreditRule, so_far: YearSoFar) -> Light:
    """How it stands with the year of somebody of whom the days are required."""
    levels = missing_levels(gained, rule)
    if not missing_days(gained, rule) and not levels:
        return Light.REACHED
    if _beyond(gained, offer, rule):
        return Light.PENDING if _city_may_help(gained, offer, rule) else Light.OUT_OF_REACH
    if not levels and forecast(gained, offer, so_far) >= rule.required_days:
        return Light.ON_PACE
    return Light.WITHIN_REACH


def _beyond(gained: Gained, offer: Offer, rule: CreditRule) -> bool:
    """Whether what is still offered is not enough, in days or for want of a level."""
    at = {SessionLevel.CITY: offer.city_times, SessionLevel.TOWNSHIP: offer.township_times}
    lacking = any(not at[level] for level in missing_levels(gained, rule))
    return lacking or missing_days(gained, rule) > offer.days


def _city_may_help(gained: Gained, offer: Offer, rule: CreditRule) -> bool:
    """Whether it is only the city's plan, unknown here, that stands between."""
    if offer.city_known:
        return False
    lacks_township = SessionLevel.TOWNSHIP in missing_levels(gained, rule)
    return offer.township_times > 0 or not lacks_township


def light_text(now: Light, so_far: YearSoFar) -> str:
    """The light in a word: a year not planned yet or over is no matter of catching up."""
    if now is not Light.OUT_OF_REACH or not (so_far.ended or so_far.planning):
        return LIGHT_NAMES[now]
    return "未达标" if so_far.ended else "计划不足"


def sentence(gained: Gained, offer: Offer, rule: CreditRule, so_far: YearSoFar) -> str:
    """Why the light is what it is, in one sentence, and what would help."""
    now = light(gained, offer, rule, so_far)
    had = f"已有 {tenths_text(gained.days)} 天（{_by_level(gained)}）"
    if now is Light.REACHED:
        return f"{had}，达到要求的 {_required(rule)}。"
    needed = f"{had}，{_needed(gained, rule)}"
    if so_far.ended and now is Light.OUT_OF_REACH:
        return f"{needed}；全年未达到要求的 {_required(rule)}。"
    if now is Light.PENDING:
        return (
            f"{needed}；{_offered(offer, so_far)}。本站还没有收到市级的培训安排，收到后才能判断。"
        )
    if now is Light.OUT_OF_REACH:
        most = tenths_text(gained.days + offer.days)
        return f"{needed}；{_offered(offer, so_far)}，{_why_not(gained, offer, rule, most)}。"
    if now is Light.ON_PACE:
        at_end = tenths_text(forecast(gained, offer, so_far))
        return f"{needed}；{_offered(offer, so_far)}，照现在的进度年底约有 {at_end} 天。"
    return f"{needed}；{_offered(offer, so_far)}。"


def _by_level(gained: Gained) -> str:
    city, township = tenths_text(gained.city_days), tenths_text(gained.township_days)
    return f"市级 {gained.city_times} 期 {city} 天，镇级 {gained.township_times} 期 {township} 天"


def _required(rule: CreditRule) -> str:
    both = "，市级、镇级都参加过" if rule.both_levels else ""
    return f"{tenths_text(rule.required_days)} 天{both}"


def _needed(gained: Gained, rule: CreditRule) -> str:
    days, levels = missing_days(gained, rule), missing_levels(gained, rule)
    parts = [f"还需 {tenths_text(days)} 天"] if days else []
    if levels:
        parts.append(f"还需参加{_levels_text(levels)}培训")
    return "，".join(parts)


def _levels_text(levels: Sequence[SessionLevel]) -> str:
    return "、".join(SESSION_LEVEL_NAMES[level] for level in levels)


def _offered(offer: Offer, so_far: YearSoFar) -> str:
    if not offer.times:
        more = "还没有安排可参加的培训" if so_far.planning else "没有可参加的培训了"
        return f"{so_far.name}{more}"
    said = f"{so_far.name}还有 {offer.times} 期共 {tenths_text(offer.days)} 天可参加"
    said += f"（市级 {offer.city_times} 期，镇级 {offer.township_times} 期）"
    if offer.unstated:
        said += f"，其中 {offer.unstated} 期没有填写学时和天数"
    return said


def _why_not(gained: Gained, offer: Offer, rule: CreditRule, most: str) -> str:
    if not offer.times:
        return "需要增加安排"
    if missing_days(gained, rule) > offer.days:
        return f"全部参加也只有 {most} 天，需要增加安排"
    at = {SessionLevel.CITY: offer.city_times, SessionLevel.TOWNSHIP: offer.township_times}
    lacking = [level for level in missing_levels(gained, rule) if not at[level]]
    return f"其中没有{_levels_text(lacking)}培训，需要增加安排"

"""The A's of the 雁阵 plan: given one by one, withdrawn from the top.

What each of them stands for is the city's to say (rule ``stars``); until it does, they are called
一星 to 五星, which is the program's own naming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, StationId
from jyguide.masking import numbers_masked

STARS = (1, 2, 3, 4, 5)
STARS_RULE = "stars"
USUAL_NAMES = ("一星", "二星", "三星", "四星", "五星")
USUAL_NOTE = "各星的名称市级还没有设定，暂用“一星…五星”。"
NO_STAR = "未评星"
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class StarNames:
    """What the five are called.

    Attributes:
        of_city: Whether the city said so; else the program's own.
    """

    names: tuple[str, ...] = USUAL_NAMES
    of_city: bool = False
    version: str = field(default="", compare=False, repr=False)

    def of(self, star: int) -> str:
        """``3A 三星``; 未评星 for none."""
        return f"{star}A {self.names[star - 1]}" if star else NO_STAR

    @property
    def note(self) -> str:
        return "" if self.of_city else USUAL_NOTE


def star_names(terms: Mapping[str, Any] | None) -> StarNames:
    """The names as the rule keeps them; the usual ones where it cannot be read."""
    kept = (terms or {}).get("names")
    if isinstance(kept, list) and len(kept) == len(STARS) and all(kept):
        return StarNames(tuple(map(str, kept)), of_city=True)
    return StarNames()


def check_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names tidied.

    Raises:
        RuleError: there are not five, one is empty or too long, or two are alike.
    """
    tidy = tuple(" ".join(one.split()) for one in names)
    wrong = ""
    if len(tidy) != len(STARS) or not all(tidy):
        wrong = "五个星级都要有名称"
    elif len(set(tidy)) < len(tidy):
        wrong = "五个星级的名称不能相同"
    elif any(len(one) > _LONGEST_NAME for one in tidy):
        wrong = f"名称太长，每个最多 {_LONGEST_NAME} 字"
    if wrong:
        raise RuleError(f"{wrong}，没有保存。", hint="请改正后再保存。")
    return tidy


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What is said when an A is given."""

    star: int
    on: date
    evidence: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is said when one is taken away."""

    on: date
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Award:
    """An A that was given, and perhaps withdrawn."""

    key: Any
    facts: AwardFacts
    withdrawn: Withdrawal | None = None
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StarState:
    """How many an organisation has.

    Attributes:
        held: The awards that count, from the first A on.
        waiting: Those above one that is missing.
        past: Those withdrawn, in the order in which they were given.
        faults: What is missing or doubled, in sentences.
        doubled: Those given twice, by two PCs or by an undoing; the earlier counts.
    """

    held: tuple[Award, ...] = ()
    waiting: tuple[Award, ...] = ()
    past: tuple[Award, ...] = ()
    faults: tuple[str, ...] = ()
    doubled: tuple[Award, ...] = ()

    @property
    def stars(self) -> int:
        return len(self.held)

    @property
    def next(self) -> int | None:
        """The one that can be given; None with all five."""
        return self.stars + 1 if self.stars < len(STARS) else None

    @property
    def highest(self) -> Award | None:
        """The one that can be withdrawn."""
        return self.waiting[-1] if self.waiting else self.held[-1] if self.held else None

    @property
    def all(self) -> tuple[Award, ...]:
        """Everything that happened, in the order of time."""
        found = (*self.held, *self.waiting, *self.past, *self.doubled)
        return tuple(sorted(found, key=lambda one: (one.facts.on, one.facts.star)))

    def as_of(self, day: date) -> StarState:
        """What it had at the end of a day."""
        return star_state(
            Award(one.key, one.facts, one.withdrawn if _gone(one, day) else None, one.version)
            for one in self.all
            if one.facts.on <= day
        )


def _gone(award: Award, day: date) -> bool:
    return award.withdrawn is not None and award.withdrawn.on <= day


@dataclass(frozen=True, slots=True)
class StarRow:
    """An organisation with its A's.

    Attributes:
        organisation: As it is called; where it is gone, as it was at the last award.
        placed: Whether it is in the tree; one merged into another is not.
    """

    organisation_id: OrganisationId
    organisation: str
    station_id: StationId | None
    station: str
    state: StarState
    placed: bool = True

    def masked(self) -> StarRow:
        """The same with the numbers of people hidden that somebody wrote into its texts."""
        return replace(self, state=star_state(map(_masked, self.state.all)))


def _masked(one: Award) -> Award:
    facts = replace(one.facts, evidence=numbers_masked(one.facts.evidence))
    gone = one.withdrawn
    if gone is not None:
        gone = replace(gone, reason=numbers_masked(gone.reason))
    return replace(one, facts=facts, withdrawn=gone)


def star_state(awards: Iterable[Award]) -> StarState:
    """What an organisation has by all its awards, in whatever order."""
    standing: dict[int, Award] = {}
    past, doubled = [], []
    for one in sorted(awards, key=lambda one: (one.facts.on, str(one.key))):
        if one.withdrawn is not None:
            past.append(one)
        elif standing.setdefault(one.facts.star, one) is not one:
            doubled.append(one)
    held = []
    for star in STARS:
        if star not in standing:
            break
        held.append(standing[star])
    above = [star for star in STARS[len(held) :] if star in standing]
    faults = [_twice(one) for one in doubled]
    if above:
        lacking = "、".join(
            f"{star}A" for star in STARS[len(held) : above[-1]] if star not in above
        )
        names = "、".join(f"{star}A" for star in above)
        faults.append(f"缺少 {lacking}，已授予的 {names} 暂不计。")
    waiting = tuple(standing[star] for star in above)
    return StarState(tuple(held), waiting, tuple(past), tuple(faults), tuple(doubled))


def _twice(one: Award) -> str:
    star = one.facts.star
    return f"{star}A 有两条有效的授予，按较早的一条计；请从最高的一个起删除录错的一条。"


def award_problems(state: StarState, facts: AwardFacts, today: date) -> dict[str, str]:
    """What is wrong with giving an A, by the name of the field."""
    found = {}
    if facts.star != state.next:
        found["star"] = _wrong_star(state, facts.star)
    if not facts.evidence.strip():
        found["evidence"] = "请写明依据。"
    if not facts.document.strip():
        found["document"] = "请填写文号或文件名称。"
    if reason := _wrong_day(state, facts, today):
        found["on"] = reason
    return found


def _wrong_star(state: StarState, star: int) -> str:
    if star not in STARS:
        return "星级只有 1A 到 5A。"
    if state.next is None or star < state.next:
        return f"已经有 {star}A 了。"
    lacking = "、".join(f"{one}A" for one in range(state.next, star))
    return f"还没有 {lacking}，不能直接授予 {star}A。"


def _wrong_day(state: StarState, facts: AwardFacts, today: date) -> str:
    if facts.on > today:
        return "日期在今天之后。"
    if state.held and facts.on < state.held[-1].facts.on:
        before = state.held[-1].facts
        return f"早于 {before.star}A 的授予日期 {date_text(before.on)}。"
    if state.waiting and facts.on > state.waiting[0].facts.on:
        after = state.waiting[0].facts
        return f"晚于 {after.star}A 的授予日期 {date_text(after.on)}。"
    gone = [
        one.withdrawn.on
        for one in state.past
        if one.withdrawn is not None and one.facts.star <= facts.star
    ]
    if gone and facts.on < max(gone):
        return f"早于上次撤销的 {date_text(max(gone))}。"
    return ""


def correction_problems(
    state: StarState, award: Award, facts: AwardFacts, today: date
) -> dict[str, str]:
    """What is wrong with putting right what is said of an A, by the name of the field."""
    others = [one for one in state.all if one.key != award.key]
    standing = star_state(one for one in others if one.withdrawn is None)
    lower = [one for one in standing.all if one.facts.star < award.facts.star]
    higher = [one for one in standing.all if one.facts.star > award.facts.star]
    found = award_problems(StarState(), replace(facts, star=1), today)
    if facts.star != award.facts.star:
        found["star"] = "授予的星级不能改；录错的请删除后重新授予。"
    if award.withdrawn is not None:
        if facts.on > award.withdrawn.on:
            found["on"] = f"晚于撤销日期 {date_text(award.withdrawn.on)}。"
    elif lower and facts.on < max(one.facts.on for one in lower):
        found["on"] = "早于下面一个 A 的授予日期。"
    elif higher and facts.on > min(one.facts.on for one in higher):
        found["on"] = "晚于上面一个 A 的授予日期。"
    return found


def withdrawal_problems(
    state: StarState, star: int, given: Withdrawal, today: date
) -> dict[str, str]:
    """What is wrong with taking an A away, by the name of the field."""
    found = {}
    highest = state.highest
    if highest is None or highest.facts.star < star:
        found["star"] = f"没有 {star}A 可以撤销。"
    elif highest.facts.star > star:
        found["star"] = f"先撤销上面的 {highest.facts.star}A，才能撤销 {star}A。"
    elif given.on < highest.facts.on:
        found["on"] = f"早于授予日期 {date_text(highest.facts.on)}。"
    if given.on > today:
        found["on"] = "日期在今天之后。"
    if not given.reason.strip():
        found["reason"] = "请写明撤销的原因。"
    if not given.document.strip():
        found["document"] = "请填写撤销的文号或文件名称。"
    return found


def refuse(problems: Mapping[str, str], organisation: str) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in problems.values():
        raise RuleError(f"“{organisation}”：{sentence}没有改动。", hint="请改正后再保存。")

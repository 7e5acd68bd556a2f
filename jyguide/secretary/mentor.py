"""导师制: a veteran secretary beside a new one; the rules of a pair, its meetings and its end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.ids import PairId, PersonId
from jyguide.secretary.kinds import PAIR_OUTCOME_NAMES, PairOutcome

MENTOR_CODE = "mentor"
"""Under this code an office keeps its own `MentorRule`."""

_KEPT = "导师结对没有改动。"
_LONGEST_TERM = 3
"""Years."""


@dataclass(frozen=True, slots=True)
class MentorRule:
    """The program's own usual values, no regulation's.

    Attributes:
        silent_days: After so many days without a meeting a pair is asked about.
        most_pupils: So many pairs one mentor may have at a time.
        new_months: Whoever is in post for less is new.
    """

    silent_days: int = 45
    most_pupils: int = 3
    new_months: int = 12

    def to_json(self) -> dict[str, object]:
        """As a rule's terms are kept."""
        return {
            "silent_days": self.silent_days,
            "most_pupils": self.most_pupils,
            "new_months": self.new_months,
        }

    @classmethod
    def from_json(cls, terms: Mapping[str, object]) -> MentorRule:
        """What was kept; what is missing or no number is the usual."""
        usual = cls()
        kept = {
            name: value
            for name in usual.to_json()
            if isinstance(value := terms.get(name), int) and value > 0
        }
        return cls(**{**usual.to_json(), **kept})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class PairFacts:
    """What two people agree on.

    Attributes:
        mentor_id: None where he is on no list of this office; `mentor` says who he is.
        mentor_post: Where he serves and as what, as it is printed.
        ends_on: The last day agreed.
    """

    pupil_id: PersonId | None
    mentor_id: PersonId | None
    mentor: str
    mentor_post: str
    began_on: date
    ends_on: date
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting: what was spoken of, and what is to be done until the next."""

    met_on: date
    place: str = ""
    topics: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class EndFacts:
    """How a pair ended; a completed one has an end report."""

    ended_on: date
    outcome: PairOutcome
    report: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of the database."""

    id: uuid.UUID
    facts: MeetingFacts
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as pages show it.

    Attributes:
        pupil: His name, post and place.
        meetings: Days of its meetings, the last first.
        end: None while the pair runs.
        search: Pinyin and initials of the pupil's name.
    """

    id: PairId
    facts: PairFacts
    pupil: str
    pupil_post: str
    township: str
    station: str
    meetings: tuple[date, ...] = ()
    end: EndFacts | None = None
    search: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def running(self) -> bool:
        return self.end is None

    def silent_days(self, today: date) -> int:
        """Days since the last meeting, or since the pair began; none before it begins."""
        if self.end is not None:
            return 0
        last = max((*(day for day in self.meetings if day <= today), self.facts.began_on))
        return max(0, (today - last).days)

    def is_silent(self, today: date, rule: MentorRule) -> bool:
        """Whether it is time to ask how they are getting on."""
        return self.silent_days(today) >= rule.silent_days

    def is_over(self, today: date) -> bool:
        """Whether the term agreed has passed and nobody has said how it ended."""
        return self.end is None and self.facts.ends_on < today

    def state(self, today: date, rule: MentorRule) -> str:
        """How it stands, in a few words."""
        if self.end is not None:
            return PAIR_OUTCOME_NAMES[self.end.outcome]
        if self.facts.began_on > today:
            return "尚未开始"
        if self.is_over(today):
            return "期满待小结"
        if self.is_silent(today, rule):
            return f"已 {self.silent_days(today)} 天无记录"
        return "进行中"


def pair_problems(facts: PairFacts) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found = {
        "pupil": "" if facts.pupil_id else "请选择新任书记。",
        "mentor": _mentor_fault(facts),
        "ends_on": _term_fault(facts.began_on, facts.ends_on),
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def _mentor_fault(facts: PairFacts) -> str:
    if not facts.mentor.strip():
        return "请选择导师，或写明他的姓名。"
    if facts.mentor_id is not None and facts.mentor_id == facts.pupil_id:
        return "导师和新任书记是同一个人。"
    return ""


def _term_fault(began_on: date, ends_on: date) -> str:
    if ends_on <= began_on:
        return "期满日期要晚于开始日期。"
    if ends_on > began_on + timedelta(days=_LONGEST_TERM * 366):
        return f"一次结对不超过 {_LONGEST_TERM} 年；到期后可以延期。"
    return ""


def meeting_problems(meeting: MeetingFacts, pair: PairRow, today: date) -> dict[str, str]:
    """As `pair_problems`, of a meeting."""
    found = {"topics": "" if meeting.topics.strip() else "请写一写这次谈了什么。"}
    if meeting.met_on > today:
        found["met_on"] = "活动日期在今天之后。"
    elif meeting.met_on < pair.facts.began_on:
        found["met_on"] = f"活动日期早于结对开始的日期（{date_text(pair.facts.began_on)}）。"
    elif pair.end is not None and meeting.met_on > pair.end.ended_on:
        found["met_on"] = f"活动日期晚于结对结束的日期（{date_text(pair.end.ended_on)}）。"
    return {name: sentence for name, sentence in found.items() if sentence}


def end_problems(end: EndFacts, pair: PairRow, today: date) -> dict[str, str]:
    """As `pair_problems`, of how a pair ended."""
    found: dict[str, str] = {}
    last = max(pair.meetings, default=pair.facts.began_on)
    if end.ended_on > today:
        found["ended_on"] = "结束日期在今天之后。"
    elif end.ended_on < pair.facts.began_on:
        found["ended_on"] = "结束日期早于结对开始的日期。"
    elif end.ended_on < last:
        found["ended_on"] = f"{date_text(last)}还有一次活动，结束日期不能比它早。"
    if end.outcome is PairOutcome.NONE:
        found["outcome"] = "请选择怎样结束。"
    elif not end.report.strip():
        found["report"] = _REPORT_WANTED.get(end.outcome, "请写明原因。")
    return found


_REPORT_WANTED = {PairOutcome.COMPLETED: "期满结业要写一份小结：目标完成得怎样，还要做什么。"}


def extension_problem(pair: PairRow, ends_on: date) -> str:
    """What stands against a later last day, or nothing."""
    if pair.end is not None:
        return "这次结对已经结束，不能再延期。"
    if ends_on <= pair.facts.ends_on:
        return f"延期后的日期要晚于原来的期满日期（{date_text(pair.facts.ends_on)}）。"
    return _term_fault(pair.facts.ends_on, ends_on)


def refuse_second_pair(pupil: str, running: PairRow | None) -> None:
    """A pupil has one running pair.

    Raises:
        RuleError: he has one.
    """
    if running is not None:
        raise RuleError(
            f"“{pupil}”已经和“{running.facts.mentor}”结对，还没有结束。{_KEPT}",
            hint="请先结束原来的结对，再另行结对。",
        )


def refuse_too_many(mentor: str, pupils: int, rule: MentorRule) -> None:
    """A mentor has time for a few.

    Raises:
        RuleError: he has as many as the rule allows.
    """
    if pupils >= rule.most_pupils:
        raise RuleError(
            f"“{mentor}”已经带 {pupils} 人，按规则最多同时带 {rule.most_pupils} 人。{_KEPT}",
            hint="请另选一位导师，或先结束其中一对。",
        )


def check(problems: Mapping[str, str]) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in problems.values():
        raise RuleError(f"{sentence}{_KEPT}", hint="请改正后再保存。")


def term_remark(pupil_since: date | None, mentor_since: date | None) -> str:
    """What is worth knowing of the two before they are paired, or nothing; never a refusal."""
    if pupil_since is None or mentor_since is None or mentor_since < pupil_since:
        return ""
    return "导师任书记的时间不比新任书记长，请再看一看。"


def due_sentence(pairs: list[PairRow], today: date, rule: MentorRule) -> str:
    """One calm sentence on pairs that wait for a word, or nothing."""
    running = [pair for pair in pairs if pair.running]
    over = [pair for pair in running if pair.is_over(today)]
    silent = [pair for pair in running if pair not in over and pair.is_silent(today, rule)]
    said = []
    if over:
        said.append(f"{len(over)} 对导师结对已经期满，还没有小结")
    if silent:
        of = "" if over else "导师结对有 "
        said.append(f"{of}{len(silent)} 对超过 {rule.silent_days} 天没有活动记录")
    return f"{'；'.join(said)}。" if said else ""

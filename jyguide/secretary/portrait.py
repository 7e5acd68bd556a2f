"""What a page about one secretary says to leaders, and how much of it finds room on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.appraisal.kinds import GRADE_NAMES
from jyguide.documents.dates import tenths_text
from jyguide.masking import numbers_masked
from jyguide.people.posting import PostingRow, timeline
from jyguide.people.secretary import SecretaryRow, years_in_post
from jyguide.secretary.dossier import Dossier, EntryRow, ExamSeen, TrainingYear
from jyguide.secretary.kinds import TALK_KIND_NAMES, DossierKind

YEARS = 3
NOTHING = "无记录"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and its lines, the most telling first.

    Attributes:
        left_out: How many lines found no room.
    """

    title: str
    lines: tuple[str, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PortraitText:
    """Everything that is printed; neither a phone nor a whole ID number is among it.

    Attributes:
        facts: Names and values for the head of the page, in their order.
        photo: A JPEG of 5 to 7, or None.
    """

    name: str
    role: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    printed_on: date
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What only his file says of him."""

    ethnic: str = ""
    joined: date | None = None


def portrait(
    row: SecretaryRow, person: Person, dossier: Dossier, today: date, photo: bytes | None = None
) -> PortraitText:
    """The page of one secretary, with everything there is; `room_for` cuts it."""
    age = years_in_post(row.birth, today)
    served = years_in_post(row.since, today)
    since = f"{row.since:%Y-%m}（{_years(served)}）" if row.since else "不详"
    facts = (
        ("姓名", row.name),
        ("性别", row.sex),
        ("年龄", f"{age} 岁" if age is not None and row.birth else ""),
        ("民族", person.ethnic),
        ("学历", row.education),
        ("入党时间", f"{person.joined:%Y-%m}" if person.joined else ""),
        ("身份证号", row.masked_id),
        ("所在镇街", row.township),
        ("所在村居", row.organisation),
        ("现任职务", row.post or row.role_name),
        ("任书记始于", since),
    )
    sections = (
        Section("任职经历", _postings(dossier.postings)),
        Section("近三年培训", _trainings(dossier.years, today.year)),
        Section("年度考核", _appraisals(dossier)),
        Section("考试成绩", _exams(dossier.exams)),
        Section("整改情况", _measures(dossier, today)),
        Section("谈话情况", _talks(dossier)),
        Section("表彰奖励", _entries(dossier.entries, DossierKind.HONOUR)),
        Section("处理处分", _entries(dossier.entries, DossierKind.DISCIPLINE)),
    )
    masked = tuple(replace(one, lines=tuple(map(numbers_masked, one.lines))) for one in sections)
    return PortraitText(row.name, row.role_name, facts, masked, today, photo)


def _years(served: int | None) -> str:
    return f"满 {served} 年" if served else "不满 1 年"


def _postings(rows: Iterable[PostingRow]) -> tuple[str, ...]:
    said = []
    for row in timeline(rows):
        facts = row.facts
        began = f"{facts.began_on:%Y-%m}" if facts.began_on else "不详"
        ended = f"{facts.ended_on:%Y-%m}" if facts.ended_on else "今"
        where = " ".join(filter(None, (facts.organisation, facts.post)))
        said.append(f"{began} 至 {ended}　{where}")
    return tuple(said)


def _trainings(years: Iterable[TrainingYear], last: int) -> tuple[str, ...]:
    own = {one.year: one for one in years}
    wanted = [own.get(year) or TrainingYear(year, 0, 0) for year in range(last, last - YEARS, -1)]
    return tuple(training_sentence(one, running=one.year == last) for one in wanted)


def training_sentence(one: TrainingYear, *, running: bool = False) -> str:
    """``2025 年 5.5 天，要求 7 天，少 1.5 天``; of a running year what is still to come."""
    said = f"{one.year} 年 {tenths_text(one.days)} 天"
    if not one.required:
        return said
    lacking = one.required - one.days
    if lacking <= 0:
        return f"{said}，达到要求的 {tenths_text(one.required)} 天"
    word = "还差" if running else "少"
    return f"{said}，要求 {tenths_text(one.required)} 天，{word} {tenths_text(lacking)} 天"


def _appraisals(dossier: Dossier) -> tuple[str, ...]:
    rows = sorted(dossier.appraisals, key=lambda one: (-one.year, one.key.int))
    return tuple(
        f"{one.year} 年　{GRADE_NAMES[one.grade]}"
        + ("" if one.points is None else f"　{tenths_text(one.points)} 分")
        for one in rows
    )


def _exams(rows: Iterable[ExamSeen]) -> tuple[str, ...]:
    told = [one for one in rows if one.points is not None]
    told.sort(key=lambda one: (-one.on.toordinal(), one.key.int))
    return tuple(
        f"{one.on.isoformat()}　{one.title}　{tenths_text(one.points or 0)}/"
        f"{tenths_text(one.total)} 分，{'待评阅' if one.waiting else _passed(one)}"
        for one in told
    )


def _passed(one: ExamSeen) -> str:
    return "合格" if one.passed else "不合格"


def _measures(dossier: Dossier, today: date) -> tuple[str, ...]:
    rows = dossier.measures
    if not rows:
        return ()
    shut = sum(one.confirmed_on is not None for one in rows)
    open_ = [one for one in rows if one.confirmed_on is None]
    open_.sort(key=lambda one: (one.due_on or date.max, one.key.int))
    total = f"共 {len(rows)} 项：已销号 {shut} 项，未销号 {len(open_)} 项"
    return (total, *(f"{one.problem}　{one.standing(today)}" for one in open_))


def _talks(dossier: Dossier) -> tuple[str, ...]:
    if not dossier.talks:
        return ()
    counts = Counter(one.kind for one in dossier.talks)
    kinds = "，".join(
        f"{name} {counts[kind]} 次" for kind, name in TALK_KIND_NAMES.items() if counts[kind]
    )
    latest = max(one.on for one in dossier.talks)
    return (f"{kinds}；最近一次 {latest.isoformat()}",)


def _entries(rows: Iterable[EntryRow], kind: DossierKind) -> tuple[str, ...]:
    own = [row for row in rows if row.facts.kind is kind]
    own.sort(key=lambda row: (-row.facts.happened_on.toordinal(), row.id.int))
    return tuple(
        "　".join(
            filter(None, (row.facts.happened_on.isoformat(), row.facts.title, row.facts.document))
        )
        for row in own
    )


def shares(needs: Sequence[int], room: int) -> list[int]:
    """How many lines each section gets of those there is room for.

    None gets more than it needs; nobody is given less than another who needs as much; a section
    gets a line before another gets its second. Where all find room, all get what they need.
    """
    given = [0] * len(needs)
    left = room
    while left > 0:
        hungry = [at for at, need in enumerate(needs) if given[at] < need]
        if not hungry:
            break
        for at in sorted(hungry, key=lambda one: given[one])[:left]:
            given[at] += 1
        left = room - sum(given)
    return given


def room_for(
    sections: Iterable[Section], room: int, lines_of: Callable[[str], int]
) -> tuple[Section, ...]:
    """The sections cut to so many printed lines, each saying how many lines it left out.

    Args:
        sections: With everything there is.
        room: Printed lines on the page; at least two for each section.
        lines_of: How many printed lines a text takes.
    """
    filled = [one if one.lines else replace(one, lines=(NOTHING,)) for one in sections]
    needs = [sum(map(lines_of, one.lines)) for one in filled]
    return tuple(
        _cut(one, given, lines_of) for one, given in zip(filled, shares(needs, room), strict=True)
    )


def left_out_text(section: Section) -> str:
    """What stands under a section that was cut."""
    return f"另有 {section.left_out} 项没有列出，见全程纪实。"


def _cut(section: Section, given: int, lines_of: Callable[[str], int]) -> Section:
    """The first lines that find room, the last of it kept for the count of the others."""
    if sum(map(lines_of, section.lines)) <= given:
        return section
    kept: list[str] = []
    left = given - 1
    for line in section.lines:
        left -= lines_of(line)
        if left < 0:
            break
        kept.append(line)
    return Section(section.title, tuple(kept), len(section.lines) - len(kept))

"""全程纪实: all that the ledgers have of one person in one line of time, the latest first.

Numbers of people that somebody wrote into a remark are masked: the line is shown and printed.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.appraisal.kinds import GRADE_NAMES
from jyguide.documents.dates import tenths_text
from jyguide.masking import numbers_masked
from jyguide.people.posting import PostingRow
from jyguide.secretary.dossier import (
    AdjustmentSeen,
    AppraisalSeen,
    CertificateSeen,
    Dossier,
    EntryRow,
    ExamSeen,
    MeasureSeen,
    PairSeen,
    TalkSeen,
)
from jyguide.secretary.filing import FilingRow, posting_remarks
from jyguide.secretary.kinds import (
    ADJUSTMENT_KIND_NAMES,
    DOSSIER_KIND_NAMES,
    PAIR_OUTCOME_NAMES,
    TALK_KIND_NAMES,
)
from jyguide.training.credit import CREDIT_SOURCE_NAMES, CreditEntry
from jyguide.training.session import SESSION_LEVEL_NAMES


class LineKind(StrEnum):
    """What a line tells of, and so where it comes from."""

    POST = "post"
    FILING = "filing"
    NOTE = "note"
    TRAINING = "training"
    EXAM = "exam"
    CERTIFICATE = "certificate"
    APPRAISAL = "appraisal"
    MEASURE = "measure"
    TALK = "talk"
    ADJUSTMENT = "adjustment"
    MENTOR = "mentor"


LINE_KIND_NAMES = {
    LineKind.POST: "任职",
    LineKind.FILING: "备案",
    LineKind.NOTE: "纪实",
    LineKind.TRAINING: "培训",
    LineKind.EXAM: "考试",
    LineKind.CERTIFICATE: "证书",
    LineKind.APPRAISAL: "考核",
    LineKind.MEASURE: "整改",
    LineKind.TALK: "谈话",
    LineKind.ADJUSTMENT: "调整",
    LineKind.MENTOR: "导师",
}
SOURCES = {
    LineKind.POST: "人员档案·任职经历",
    LineKind.FILING: "事前备案",
    LineKind.NOTE: "手工登记",
    LineKind.TRAINING: "培训",
    LineKind.EXAM: "考试",
    LineKind.CERTIFICATE: "证书",
    LineKind.APPRAISAL: "年度考核",
    LineKind.MEASURE: "整改台账",
    LineKind.TALK: "谈话台账",
    LineKind.ADJUSTMENT: "调整台账",
    LineKind.MENTOR: "导师",
}
"""Which ledger a line comes from, as the user finds it."""
_ORDER = {kind: at for at, kind in enumerate(LineKind)}


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line.

    Attributes:
        day: When; None where nobody knows any more.
        until: The last day of what lasted; None: a single day, or it still lasts.
        source: Where it comes from, in words.
        remark: What is not in order, in words; "" for nothing.
        key: Of the row it comes from, unique within its kind.
    """

    day: date | None
    kind: LineKind
    title: str
    detail: str
    source: str
    key: uuid.UUID
    until: date | None = None
    remark: str = ""

    @property
    def kind_name(self) -> str:
        return LINE_KIND_NAMES[self.kind]

    @property
    def when(self) -> str:
        """``2024-03-01 至 2026-05-31``, ``2024-03-01``, or ``不详``."""
        began = self.day.isoformat() if self.day else "不详"
        if self.until is None or self.until == self.day:
            return began
        return f"{began} 至 {self.until.isoformat()}"


def timeline(dossier: Dossier, today: date) -> list[TimelineLine]:
    """Everything in one order: the latest day first, what has no day last.

    The order does not depend on that of what is gathered.
    """
    lines = list(_lines(dossier, today))
    return sorted(lines, key=_sorted_by)


def narrowed(
    lines: Iterable[TimelineLine], kinds: Collection[LineKind] = (), year: int | None = None
) -> list[TimelineLine]:
    """Lines of some kinds, all where none is named, that touch a year."""
    return [
        line
        for line in lines
        if (not kinds or line.kind in kinds) and (year is None or _touches(line, year))
    ]


def years_of(lines: Iterable[TimelineLine]) -> list[int]:
    """The years in which lines begin or end, the latest first."""
    days = [day for line in lines for day in (line.day, line.until) if day is not None]
    return sorted({day.year for day in days}, reverse=True)


def _touches(line: TimelineLine, year: int) -> bool:
    if line.day is None:
        return line.until is not None and line.until.year == year
    last = line.until or line.day
    return line.day.year <= year <= last.year


def _sorted_by(line: TimelineLine) -> tuple[object, ...]:
    day = line.day or date.min
    return (-day.toordinal(), _ORDER[line.kind], line.key.int, line.title)


def _lines(dossier: Dossier, today: date) -> Iterator[TimelineLine]:
    remarks = posting_remarks(dossier.postings, dossier.filings)
    for row in dossier.postings:
        yield _of_posting(row, remarks.get(row.id, ""))
    for filing in dossier.filings:
        yield from _of_filing(filing, today)
    yield from _of_trainings(dossier.trainings)
    yield from map(_of_entry, dossier.entries)
    yield from map(_of_exam, dossier.exams)
    yield from map(_of_certificate, dossier.certificates)
    yield from map(_of_appraisal, dossier.appraisals)
    for measure in dossier.measures:
        yield _of_measure(measure, today)
    yield from map(_of_talk, dossier.talks)
    yield from map(_of_adjustment, dossier.adjustments)
    yield from map(_of_pair, dossier.pairs)


def _said(kind: LineKind) -> Callable[..., TimelineLine]:
    def make(
        day: date | None,
        title: str,
        detail: Iterable[str],
        key: uuid.UUID,
        *,
        until: date | None = None,
        remark: str = "",
    ) -> TimelineLine:
        whole = numbers_masked("，".join(filter(None, detail)))
        shown = numbers_masked(title)
        return TimelineLine(day, kind, shown, whole, SOURCES[kind], key, until, remark)

    return make


def _of_posting(row: PostingRow, remark: str) -> TimelineLine:
    facts = row.facts
    lasts = "至今" if facts.ended_on is None else ""
    title = " ".join(filter(None, (facts.organisation, facts.post)))
    backwards = facts.began_on and facts.ended_on and facts.ended_on < facts.began_on
    said = "结束日期早于开始日期" if backwards else remark
    return _said(LineKind.POST)(
        facts.began_on, title, (lasts, facts.note), row.id, until=facts.ended_on, remark=said
    )


def _of_filing(row: FilingRow, today: date) -> Iterator[TimelineLine]:
    """One line a filing, on the day of its last step."""
    steps, proposal = row.steps, row.proposal
    day = steps.decided_on or steps.filed_on or proposal.proposed_on
    files = f"附件 {row.files} 件" if row.files else ""
    parts = (f"{proposal.proposed_on.isoformat()} 提出", row.standing(today), files)
    yield _said(LineKind.FILING)(day, row.title, parts, row.id)


def _of_entry(row: EntryRow) -> TimelineLine:
    facts = row.facts
    files = f"附件 {row.files} 件" if row.files else ""
    title = f"{DOSSIER_KIND_NAMES[facts.kind]}：{facts.title}"
    return _said(LineKind.NOTE)(
        facts.happened_on, title, (facts.detail, facts.document, files), row.id
    )


def _of_trainings(entries: Iterable[CreditEntry]) -> Iterator[TimelineLine]:
    """Each training with its days, and what the year came to by then."""
    so_far: defaultdict[int, int] = defaultdict(int)
    for entry in sorted(entries, key=lambda one: (one.starts_on, one.title, str(_training(one)))):
        year = entry.starts_on.year
        if entry.counts:
            so_far[year] += entry.days
        days = f"{tenths_text(entry.days)} 天" if entry.days else ""
        total = f"至此 {year} 年 {tenths_text(so_far[year])} 天"
        level = SESSION_LEVEL_NAMES[entry.level]
        where = CREDIT_SOURCE_NAMES[entry.source]
        uncounted = "" if entry.counts else "不计入培训天数"
        parts = (level, days, uncounted or total, where, entry.note)
        yield _said(LineKind.TRAINING)(
            entry.starts_on, entry.title, parts, _training(entry), until=entry.ends_on
        )


def _training(entry: CreditEntry) -> uuid.UUID:
    key = entry.session_key or entry.record_id
    return key if key is not None else uuid.UUID(int=0)


def _of_exam(row: ExamSeen) -> TimelineLine:
    if row.points is None:
        return _said(LineKind.EXAM)(row.on, row.title, ("未交卷",), row.key)
    mark = f"{tenths_text(row.points)}/{tenths_text(row.total)} 分"
    outcome = "待评阅" if row.waiting else ("合格" if row.passed else "不合格")
    return _said(LineKind.EXAM)(row.on, row.title, (mark, outcome), row.key)


def _of_certificate(row: CertificateSeen) -> TimelineLine:
    return _said(LineKind.CERTIFICATE)(row.issued_on, row.title, (row.number,), row.key)


def _of_appraisal(row: AppraisalSeen) -> TimelineLine:
    points = "" if row.points is None else f"{tenths_text(row.points)} 分"
    title = f"{row.year} 年度考核：{GRADE_NAMES[row.grade]}"
    return _said(LineKind.APPRAISAL)(row.published_on, title, (row.name, points), row.key)


def _of_measure(row: MeasureSeen, today: date) -> TimelineLine:
    parts = (row.measure, f"责任人 {row.owner}" if row.owner else "", row.standing(today))
    return _said(LineKind.MEASURE)(row.found_on, row.problem, parts, row.key)


def _of_talk(row: TalkSeen) -> TimelineLine:
    by = f"{row.talker} 谈" if row.talker else ""
    return _said(LineKind.TALK)(row.on, TALK_KIND_NAMES[row.kind], (by, row.topics), row.key)


def _of_adjustment(row: AdjustmentSeen) -> TimelineLine:
    where = " ".join(filter(None, (row.organisation, row.post)))
    title = f"{ADJUSTMENT_KIND_NAMES[row.kind]}：{where}"
    return _said(LineKind.ADJUSTMENT)(row.on, title, (row.reason, row.document), row.key)


def _of_pair(row: PairSeen) -> TimelineLine:
    title = f"带教 {row.other}" if row.as_mentor else f"由 {row.other} 带教"
    term = "" if row.ended_on else f"约定到 {row.ends_on.isoformat()}"
    met = f"见面 {row.meetings} 次" if row.meetings else ""
    parts = (PAIR_OUTCOME_NAMES[row.outcome], term, met)
    return _said(LineKind.MENTOR)(row.began_on, title, parts, row.key, until=row.ended_on)

"""What the tab of the appraisal says and in which colours."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.appraisal.explaining import missing_text
from jyguide.appraisal.kinds import Grade, Source, grade_word
from jyguide.appraisal.rating import Found, Standing
from jyguide.appraisal.rows import SubjectRow
from jyguide.documents.dates import tenths_cell
from ui.theme import Tone

TONES = {
    Grade.EXCELLENT: Tone.GOLD,
    Grade.QUALIFIED: Tone.GOOD,
    Grade.BASIC: Tone.INFO,
    Grade.UNQUALIFIED: Tone.BAD,
}
"""Each list has its colour beside its name, never in its place."""
MISSING, NOT_COUNTED, LEFT = "缺", "票待计入", "已退出"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A secretary in the table; `standing` is None where he left."""

    subject: SubjectRow
    standing: Standing | None


def source_text(line: PersonLine, source: Source) -> str:
    """What a source gave: points, or that it is missing."""
    one = line.standing
    if one is None:
        return ""
    if source in one.parts:
        return tenths_cell(one.parts[source])
    found = one.subject.found.get(source, Found())
    return NOT_COUNTED if found.waiting else MISSING if source in one.missing else ""


def source_tone(line: PersonLine, source: Source) -> Tone:
    """Missing ones stand out."""
    text = source_text(line, source)
    return Tone.WARN if text in (MISSING, NOT_COUNTED) else Tone.NEUTRAL


def state_text(line: PersonLine) -> str:
    """The list, what is missing, or that he left."""
    one = line.standing
    if one is None:
        return LEFT
    return grade_word(one.grade) if one.computed else missing_text(one)


def state_tone(line: PersonLine) -> Tone:
    """The colour of `state_text`."""
    one = line.standing
    if one is None or one.grade is None:
        return Tone.NEUTRAL if one is None else Tone.WARN
    return TONES[one.grade]

"""The city's answer to a request (批复), with the names approved: an official letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.approval.printing.grid import grid
from jyguide.approval.step import SubmissionKind
from jyguide.documents.dates import date_text
from jyguide.documents.letterhead import BARE, Letterhead, dressed
from jyguide.documents.official import Annex, OfficialPaper, Signature, official_document
from jyguide.documents.page import Document
from jyguide.documents.person_name import spaced
from jyguide.people.person import InstructorKind
from jyguide.people.row import INSTRUCTOR_KIND_NAMES

_HEADS = ("序号", "姓名", "性别", "单位及职务", "类别", "任期至")
_COLUMNS = (11.0, 30.0, 11.0, 66.0, 14.0, 24.0)
_WHAT = {SubmissionKind.FIRST: "上岗", SubmissionKind.RENEWAL: "续聘"}
_NO_END = "不设期限"


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One person approved.

    Attributes:
        kind: ``full_time`` or ``part_time``.
        until: The last day of the approval; None: without an end.
    """

    name: str
    sex: str
    work: str
    kind: str
    until: date | None


@dataclass(frozen=True, slots=True)
class ReplyText:
    """What the letter says.

    Attributes:
        number: Of this letter.
        request: Title and number of what it answers; the number may be empty.
        lines: In the order of printing: 按姓氏笔画.
        on: The day under it.
        from_day: On which all take up their post; None where nobody knows any more.
    """

    kind: SubmissionKind
    number: str
    office: str
    addressee: str
    request: tuple[str, str]
    on: date
    lines: tuple[ReplyLine, ...]
    from_day: date | None = None


def reply_document(text: ReplyText, letterhead: Letterhead = BARE) -> Document:
    """The letter, and the list on pages of its own."""
    what = _WHAT[text.kind]
    people = grid(_HEADS, _COLUMNS, _rows(text.lines))
    paper = OfficialPaper(
        title=("关于同意", f"{text.addressee}", "基层党建指导员", f"{what}的批复"),
        content=_sentences(text, what),
        number=text.number,
        addressee=text.addressee,
        annexes=(Annex(f"{what}指导员名单", (people,), "（按姓氏笔画为序）"),),
        signature=Signature(text.office, text.on),
    )
    return official_document(dressed(paper, letterhead, text.office, text.on))


def _sentences(text: ReplyText, what: str) -> tuple[str, ...]:
    title, number = text.request
    asked = f"《{title}》（{number}）" if number else f"《{title}》"
    count = len(text.lines)
    full = sum(line.kind == InstructorKind.FULL_TIME for line in text.lines)
    ends = {line.until for line in text.lines}
    agreed = (
        f"你站{asked}收悉。经研究，同意{count}名基层党建指导员"
        f"（专职{full}名、兼职{count - full}名）{what}（名单附后）{_term(text.from_day, ends)}。"
    )
    return (agreed, "特此批复。")


def _term(from_day: date | None, ends: set[date | None]) -> str:
    """One term for all is said in the sentence; several stand on the list."""
    end = next(iter(ends)) if len(ends) == 1 else None
    if from_day is None or end is None:
        return ""
    return f"，任期自{date_text(from_day)}起至{date_text(end)}止"


def _rows(lines: Sequence[ReplyLine]) -> list[tuple[str, ...]]:
    return [
        (
            str(place),
            spaced(line.name),
            line.sex,
            line.work,
            INSTRUCTOR_KIND_NAMES.get(line.kind, ""),
            f"{line.until:%Y.%m.%d}" if line.until else _NO_END,
        )
        for place, line in enumerate(lines, 1)
    ]

"""The request to approve instructors (请示), with its list: an official letter by GB/T 9704."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.approval.printing.grid import grid
from jyguide.approval.step import SubmissionKind
from jyguide.documents.letterhead import BARE, Letterhead, dressed
from jyguide.documents.official import Annex, OfficialPaper, Signature, official_document
from jyguide.documents.page import Document
from jyguide.documents.person_name import spaced
from jyguide.people.person import InstructorKind
from jyguide.people.row import INSTRUCTOR_KIND_NAMES

_HEADS = ("序号", "姓名", "性别", "出生年月", "单位及职务", "类别")
_PROOFS = {
    SubmissionKind.FIRST: ("统一培训", "统一考试"),
    SubmissionKind.RENEWAL: ("续聘培训", "原任期至"),
}
_COLUMNS = (10.0, 20.0, 10.0, 18.0, 43.0, 13.0, 21.0, 21.0)

_FIRST = (
    "按照统一培训考试、统一批复上岗的要求，我站组织拟任基层党建指导员参加了统一培训和统一考试。"
    "经审核，共有{count}人（{kinds}）培训、考试合格，拟报请批准上岗（名单附后）。"
)
_RENEWAL = (
    "我站现有{count}名基层党建指导员（{kinds}）任期即将届满或已经届满。"
    "经审核，拟报请批准续聘（名单附后）。"
)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One person on the list.

    Attributes:
        kind: ``full_time`` or ``part_time``.
        proofs: On a first list the days of training and exam, on a renewal that of the training
            since; None where nobody knows the day.
        until: The last day of the approval he has.
    """

    name: str
    sex: str
    birth: date | None
    work: str
    kind: str
    proofs: tuple[date | None, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RequestText:
    """What the letter says.

    Attributes:
        lines: In the order of printing: 按姓氏笔画.
        on: The day under it.
    """

    title: str
    number: str
    kind: SubmissionKind
    addressee: str
    office: str
    on: date
    lines: tuple[RequestLine, ...]


def request_document(text: RequestText, letterhead: Letterhead = BARE) -> Document:
    """The letter, and the list on pages of its own."""
    people = grid((*_HEADS, *_PROOFS[text.kind]), _COLUMNS, _rows(text))
    paper = OfficialPaper(
        title=text.title,
        content=_sentences(text),
        number=text.number,
        addressee=text.addressee,
        annexes=(Annex("指导员名单", (people,), "（按姓氏笔画为序）"),),
        signature=Signature(text.office, text.on),
    )
    return official_document(dressed(paper, letterhead, text.office, text.on))


def _sentences(text: RequestText) -> tuple[str, ...]:
    count = len(text.lines)
    full = sum(line.kind == InstructorKind.FULL_TIME for line in text.lines)
    kinds = f"专职{full}人、兼职{count - full}人"
    said = _FIRST if text.kind is SubmissionKind.FIRST else _RENEWAL
    return (said.format(count=count, kinds=kinds), "妥否，请批复。")


def _rows(text: RequestText) -> list[tuple[str, ...]]:
    renewal = text.kind is SubmissionKind.RENEWAL
    return [
        (
            str(place),
            spaced(line.name),
            line.sex,
            f"{line.birth:%Y.%m}" if line.birth else "",
            line.work,
            INSTRUCTOR_KIND_NAMES.get(line.kind, ""),
            *(
                f"{day:%Y.%m.%d}" if day else ""
                for day in (*line.proofs, *((line.until,) if renewal else ()))
            ),
        )
        for place, line in enumerate(text.lines, 1)
    ]

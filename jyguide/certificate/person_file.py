"""A person's file on paper: who he is, where he served, what he attended and passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.certificate.kinds import TITLES
from jyguide.certificate.register import remark
from jyguide.certificate.revocation import CertificateState
from jyguide.certificate.row import CertificateRow
from jyguide.documents.dates import date_text, span_text, tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Picture,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.exam.taken import ExamTaken, TrainingTaken
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.posting import PostingRow
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from jyguide.training.session import ATTENDANCE_NAMES, SESSION_KIND_NAMES

_SETUP = PageSetup(top=20, right=20, bottom=20, left=20, footer=11)
_BODY = Style(FontRole.BODY, 10.5)
_HEAD = Style(FontRole.HEI, 10.5)
_SECTION = Style(FontRole.HEI, 13)
_LEFT, _MIDDLE = Shape(line=16), Shape(Align.CENTRE, line=16)
_PHOTO = (25.0, 35.0)


@dataclass(frozen=True, slots=True)
class FileText:
    """Everything that is printed.

    Attributes:
        path: His organisation from the town down.
        stage: How far he is on the way to his post; "" for no instructor.
        portrait: A JPEG, or None.
        full: Whether ID number and phone are printed whole.
    """

    row: PersonRow
    path: str
    stage: str
    postings: Sequence[PostingRow]
    trainings: Sequence[TrainingTaken]
    exams: Sequence[ExamTaken]
    certificates: Sequence[CertificateRow]
    printed_on: date
    portrait: bytes | None = None
    full: bool = False


def person_file(text: FileText) -> Document:
    """The file as a document of its own; numbers are masked unless asked for."""
    title = f"{text.row.name}　人员档案"
    shape = Shape(Align.CENTRE, line=30, after=8)
    blocks: list[Block] = [
        paragraph(title, Style(FontRole.TITLE, 20), shape),
        _facts(text),
        *_section("任职经历", (52.0, 54.0, 38.0, 26.0), _postings(text)),
        *_section("培训", (50.0, 52.0, 34.0, 34.0), _trainings(text)),
        *_section("考试", (30.0, 76.0, 34.0, 30.0), _exams(text)),
        *_section("证书", (66.0, 26.0, 30.0, 48.0), _certificates(text)),
        paragraph(
            f"打印日期：{date_text(text.printed_on)}", _BODY, Shape(Align.RIGHT, line=18, before=8)
        ),
    ]
    return Document(title, tuple(blocks), _SETUP, footer=PAGE_NUMBER)


def _facts(text: FileText) -> Table:
    row = text.row
    day = row.birth.isoformat() if row.birth and text.full else row.masked_birth
    joined = row.joined.isoformat() if row.joined else ""
    kind = INSTRUCTOR_KIND_NAMES.get(row.kind, "")
    duty = "，".join(filter(None, (f"{kind}指导员" if kind else "", text.stage)))
    lines = [
        ("姓名", row.name, "性别", row.sex),
        ("出生日期", day, "民族", row.ethnic),
        ("身份证号", row.id_number if text.full else row.masked_id, "学历", row.education),
        ("手机号码", row.phone if text.full else row.masked_phone, "入党日期", joined),
        ("所在组织", text.path, "职务", row.post),
        ("指导站", row.station, "人员类别", PERSON_ROLE_NAMES[row.role]),
        ("指导员", duty, "备注", row.note if text.full else row.masked_note),
    ]
    rows = [
        Row((_cell(a, _HEAD), _cell(b, shape=_LEFT), _cell(c, _HEAD), _cell(d, shape=_LEFT)))
        for a, b, c, d in lines
    ]
    if text.portrait is None:
        return Table((24.0, 61.0, 24.0, 61.0), tuple(rows))
    photo = Cell((Picture(text.portrait, *_PHOTO),), span=4, bordered=False)
    return Table((24.0, 61.0, 24.0, 61.0), (Row((photo,)), *rows))


def _section(name: str, columns: tuple[float, ...], rows: Sequence[Row]) -> Iterator[Block]:
    yield paragraph(name, _SECTION, Shape(line=22, before=10, after=3, keep_next=True))
    if len(rows) > 1:
        yield Table(columns, tuple(rows), header_rows=1)
    else:
        yield paragraph("没有记录。", _BODY, _LEFT)


def _heads(*texts: str) -> Row:
    return Row(tuple(_cell(text, _HEAD) for text in texts))


def _postings(text: FileText) -> list[Row]:
    return [
        _heads("起止", "单位", "职务", "指导站"),
        *(
            Row(
                (
                    _cell(_term(row, text.printed_on)),
                    _cell(row.facts.organisation or "（未登记）", shape=_LEFT),
                    _cell(row.facts.post, shape=_LEFT),
                    _cell(row.station),
                )
            )
            for row in text.postings
        ),
    ]


def _term(row: PostingRow, today: date) -> str:
    began = row.facts.began_on.isoformat() if row.facts.began_on else "不详"
    if row.facts.ended_on is None and row.begins_after(today):
        return f"{began} 起"
    ended = row.facts.ended_on.isoformat() if row.facts.ended_on else "今"
    return f"{began} 至 {ended}"


def _trainings(text: FileText) -> list[Row]:
    return [
        _heads("时间", "培训", "类型", "考勤、学时"),
        *(
            Row(
                (
                    _cell(span_text(one.starts_on, one.ends_on)),
                    _cell(one.title, shape=_LEFT),
                    _cell(SESSION_KIND_NAMES[one.kind]),
                    _cell(_credit(one)),
                )
            )
            for one in text.trainings
        ),
    ]


def _credit(one: TrainingTaken) -> str:
    how = "已登记" if one.attendance is None else ATTENDANCE_NAMES[one.attendance]
    hours = f"，{tenths_text(one.hours)} 学时" if one.attended and one.hours else ""
    return f"{how}{hours}"


def _exams(text: FileText) -> list[Row]:
    return [
        _heads("日期", "考试", "得分", "结果"),
        *(
            Row(
                (
                    _cell(one.on.isoformat()),
                    _cell(one.title, shape=_LEFT),
                    _cell(one.mark_text),
                    _cell(one.outcome),
                )
            )
            for one in text.exams
        ),
    ]


def _certificates(text: FileText) -> list[Row]:
    return [
        _heads("编号", "证书", "发证日期", "说明"),
        *(
            Row(
                (
                    _cell(row.number),
                    _cell(TITLES[row.kind]),
                    _cell(row.issued_on.isoformat()),
                    _cell(_standing(row), shape=_LEFT),
                )
            )
            for row in text.certificates
        ),
    ]


def _standing(row: CertificateRow) -> str:
    """What it was given for, or that it counts no longer."""
    if row.state is CertificateState.REPLACED:
        return f"已换发为 {row.successor}"
    return f"已作废：{remark(row)}" if row.revoked else row.subject


def _cell(text: str, style: Style = _BODY, shape: Shape = _MIDDLE) -> Cell:
    return Cell((paragraph(text, style, shape),))

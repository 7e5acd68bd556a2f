"""The record of a session, for the files: what was held, who came, what it was like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jyguide.attachment.row import PrintedPhoto
from jyguide.documents.dates import tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
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
    VerticalAlign,
    paragraph,
)
from jyguide.training.feedback import FeedbackReport, report_lines
from jyguide.training.lecturer import TeachingLine
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    Attendance,
    EnrolmentRow,
    SessionPlan,
    count_attendance,
)
from jyguide.training.session_time import when_text

COUNTED_HOW = (
    "应到为报名人数；实到含迟到、早退；补训的人当天没有到，单独计数；"
    "没有登记考勤的列为“未登记”，不算缺席。"
)
"""The rule of counting, as it stands under the figures."""
_SETUP = PageSetup(top=20, right=22, bottom=20, left=22, footer=11)
_BODY = Style(FontRole.BODY, 12)
_SMALL = Style(FontRole.BODY, 9.5)
_HEAD = Style(FontRole.HEI, 11)
_SECTION = Style(FontRole.HEI, 14)
_TITLES = (22, 20, 18, 16, 14)
_BREAKS = re.compile(r"(?=[暨（])|(?<=[、，：）])")
_PHOTO_WIDTH, _PHOTO_HEIGHT = 79.0, 60.0
_FACT_COLUMNS = (20.0, 63.0, 20.0, 63.0)
_TEACHING_COLUMNS = (34.0, 44.0, 68.0, 20.0)
_COUNTED = (
    (Attendance.LEAVE, "请假"),
    (Attendance.ABSENT, "缺席"),
    (Attendance.MADE_UP, "补训"),
    (Attendance.UNKNOWN, "未登记"),
)


@dataclass(frozen=True, slots=True)
class RecordText:
    """What the record says.

    Attributes:
        office: Who held the session.
        people: Everybody on its list.
        summary: What was taught and said, in paragraphs.
        missing: Photos that are not on this PC and so not in the record.
    """

    plan: SessionPlan
    office: str
    teaching: tuple[TeachingLine, ...]
    people: tuple[EnrolmentRow, ...]
    summary: str
    photos: tuple[PrintedPhoto, ...]
    feedback: FeedbackReport
    missing: int = 0


def record_document(text: RecordText) -> Document:
    """Facts, lecturers, attendance in numbers, who was not there, summary, feedback, photos."""
    title = f"{text.plan.title}{_ending(text.plan.title)}"
    blocks: list[Block] = [*_title(text.plan.title), _facts(text)]
    blocks.extend(_teaching(text.teaching))
    blocks.extend(_attendance(text.people))
    blocks.extend(_summary(text.summary))
    blocks.extend(_feedback(text.feedback))
    blocks.extend(_photos(text))
    return Document(title, tuple(blocks), _SETUP, footer=PAGE_NUMBER, dated=text.plan.ends_on)


def attendance_sentence(people: Sequence[EnrolmentRow]) -> str:
    """Such as ``应到 40 人，实到 36 人（其中迟到 2 人），请假 3 人，缺席 1 人。``."""
    count = count_attendance(people)
    late, early = count[Attendance.LATE], count[Attendance.LEFT_EARLY]
    came = count[Attendance.PRESENT] + late + early
    of_them = [f"{word} {n} 人" for word, n in (("迟到", late), ("早退", early)) if n]
    inside = f"（其中{'、'.join(of_them)}）" if of_them else ""
    parts = [f"应到 {len(people)} 人", f"实到 {came} 人{inside}"]
    always = (Attendance.LEAVE, Attendance.ABSENT)
    parts += [
        f"{word} {count[state]} 人" for state, word in _COUNTED if count[state] or state in always
    ]
    return "，".join(parts) + "。"


def _title(title: str) -> Iterator[Block]:
    """On one line if it fits in a size of its rank, else what it is gets a line of its own."""
    ending = _ending(title)
    whole = f"{title}{ending}"
    size = fitting_size(whole, _SETUP.inner_width, _TITLES)
    lines = (whole,) if size > _TITLES[-1] else (*_broken(title), ending)
    size = min(fitting_size(line, _SETUP.inner_width, _TITLES) for line in lines)
    for line in lines:
        after = 8 if line is lines[-1] else 0
        shape = Shape(Align.CENTRE, line=size * 1.4, after=after)
        yield paragraph(line, Style(FontRole.TITLE, size), shape)


def _ending(title: str) -> str:
    """No 培训培训记录."""
    return "记录" if title.endswith("培训") else "培训记录"


def _broken(title: str) -> tuple[str, ...]:
    """A long title in two lines, broken nearest the middle where a word surely ends."""
    middle = len(title) / 2
    breaks = [found.start() for found in _BREAKS.finditer(title)]
    at = min(breaks, key=lambda one: abs(one - middle), default=0)
    fits = abs(at - middle) < middle / 2
    return (title[:at], title[at:]) if fits else (title,)


def _facts(text: RecordText) -> Table:
    plan = text.plan
    credit = [
        f"{tenths_text(plan.training_days)} 天" if plan.training_days else "",
        f"{tenths_text(plan.credit_hours)} 学时" if plan.credit_hours else "",
    ]
    kind = f"{SESSION_LEVEL_NAMES[plan.level]}　{SESSION_KIND_NAMES[plan.kind]}"
    rows = (
        (("时间", when_text(plan)), ("地点", plan.place)),
        (("类型", kind), ("时长", "　".join(part for part in credit if part))),
        (("主办", text.office), ("授课", plan.lecturer)),
    )
    return Table(_FACT_COLUMNS, tuple(Row(tuple(_fact_cells(pair))) for pair in rows))


def _fact_cells(pair: Sequence[tuple[str, str]]) -> Iterator[Cell]:
    for name, value in pair:
        yield _cell(name, _HEAD, Align.CENTRE)
        yield _cell(value or "—", Style(FontRole.BODY, 11), Align.LEFT)


def _teaching(lines: Sequence[TeachingLine]) -> Iterator[Block]:
    if not any(line.topic or line.hours for line in lines):
        return  # the names alone stand among the facts
    yield _section("授课")
    heads = Row(
        tuple(_cell(word, _HEAD, Align.CENTRE) for word in ("授课人", "单位", "课题", "学时"))
    )
    rows = tuple(
        Row(
            (
                _cell(line.name, _BODY, Align.CENTRE),
                _cell(line.unit or "—", _BODY, Align.LEFT),
                _cell(line.topic or "—", _BODY, Align.LEFT),
                _cell(tenths_text(line.hours) if line.hours else "—", _BODY, Align.CENTRE),
            )
        )
        for line in lines
    )
    yield Table(_TEACHING_COLUMNS, (heads, *rows), header_rows=1)


def _attendance(people: Sequence[EnrolmentRow]) -> Iterator[Block]:
    yield _section("出席情况")
    if not people:
        yield _text("没有报名名单。")
        return
    yield _text(attendance_sentence(people))
    for state in (Attendance.LEAVE, Attendance.ABSENT, Attendance.MADE_UP):
        names = [_named(row) for row in people if row.attendance is state]
        if names:
            yield _text(f"{ATTENDANCE_NAMES[state]}：{'、'.join(names)}。")
    yield paragraph(f"计数规则：{COUNTED_HOW}", _SMALL, Shape(line=15))


def _named(row: EnrolmentRow) -> str:
    """With organisation and reason; names alone would not tell two of one name apart."""
    more = "，".join(part for part in (row.organisation or row.station, row.reason) if part)
    return f"{row.name}（{more}）" if more else row.name


def _summary(summary: str) -> Iterator[Block]:
    lines = [line.strip() for line in summary.splitlines() if line.strip()]
    if lines:
        yield _section("培训纪要")
        yield from (_text(line) for line in lines)


def _feedback(found: FeedbackReport) -> Iterator[Block]:
    lines = [line for line in report_lines(found) if line]
    if lines:
        yield _section("学员反馈")
        yield from (_text(line) for line in lines)


def _photos(text: RecordText) -> Iterator[Block]:
    if text.photos:
        yield _section("现场照片")
        yield Table((83.0, 83.0), tuple(_photo_rows(text.photos)), border=0, padding=2)
    if text.missing:
        yield _text(f"另有 {text.missing} 张照片在别的电脑上，没有放进本记录。")


def _photo_rows(photos: Sequence[PrintedPhoto]) -> Iterator[Row]:
    """A row holds pictures and captions, so that no caption goes to another page."""
    for at in range(0, len(photos), 2):
        cells = [_photo(photo) for photo in photos[at : at + 2]]
        blank = [Cell((paragraph("", _SMALL),), bordered=False)] * (2 - len(cells))
        yield Row((*cells, *blank))


def _photo(photo: PrintedPhoto) -> Cell:
    scale = min(_PHOTO_WIDTH / photo.width, _PHOTO_HEIGHT / photo.height)
    picture = Picture(photo.data, photo.width * scale, photo.height * scale)
    caption = paragraph(photo.caption, _SMALL, Shape(Align.CENTRE, line=15, after=6))
    return Cell((picture, caption), align=VerticalAlign.BOTTOM, bordered=False)


def _section(words: str) -> Block:
    return paragraph(words, _SECTION, Shape(line=24, before=10, after=4, keep_next=True))


def _text(words: str) -> Block:
    return paragraph(words, _BODY, Shape(Align.JUSTIFY, line=21, first_indent=2))


def _cell(words: str, style: Style, align: Align) -> Cell:
    return Cell((paragraph(words, style, Shape(align, line=18)),))

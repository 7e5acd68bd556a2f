"""导师制结业小结: what two people set out to do, their meetings, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.masking import numbers_masked
from jyguide.secretary.kinds import PAIR_OUTCOME_NAMES
from jyguide.secretary.mentor import MeetingFacts, PairRow

_SETUP = PageSetup(top=24, right=22, bottom=20, left=24, footer=10)
_COLUMNS = (12.0, 37.0, 26.0, 51.0, 38.0)
_HEADS = ("序号", "日期", "地点", "内容", "约定事项")
_HEAD = Style(FontRole.HEI, 14)
_TEXT = Style(FontRole.BODY, 12)
_CELL = Style(FontRole.BODY, 10.5)


def pair_report_document(
    pair: PairRow, meetings: Sequence[MeetingFacts], office: str, on: date
) -> Document:
    """The report, the meetings in the order they were held; a running pair has room to write."""
    blocks = (
        paragraph(
            "导师制结业小结", Style(FontRole.TITLE, 20), Shape(Align.CENTRE, line=32, after=4)
        ),
        paragraph(office, Style(FontRole.KAI, 12), Shape(Align.CENTRE, line=18, after=8)),
        *_head(pair),
        *_meetings(meetings),
        *_report(pair),
        _hands(),
    )
    return Document(f"导师制结业小结_{pair.pupil}", blocks, _SETUP, footer=PAGE_NUMBER, dated=on)


def _head(pair: PairRow) -> Iterator[Block]:
    facts = pair.facts
    mentor = "　".join(filter(None, (facts.mentor, facts.mentor_post)))
    pupil = "　".join(filter(None, (pair.pupil, pair.pupil_post)))
    term = f"{date_text(facts.began_on)}至{date_text(facts.ends_on)}"
    ended = ""
    if pair.end is not None:
        ended = f"，{date_text(pair.end.ended_on)}{PAIR_OUTCOME_NAMES[pair.end.outcome]}"
    for line in (f"导师：{mentor}", f"新任书记：{pupil}", f"期限：{term}{ended}"):
        yield paragraph(numbers_masked(line), _TEXT, Shape(line=20))
    yield _heading("一、结对目标")
    for at, goal in enumerate(facts.goals, 1):
        yield paragraph(f"{at}. {numbers_masked(goal)}", _TEXT, Shape(line=20, left=6))
    if not facts.goals:
        yield paragraph("没有写明目标。", _TEXT, Shape(line=20, left=6))


def _meetings(meetings: Sequence[MeetingFacts]) -> Iterator[Block]:
    yield _heading(f"二、活动记录（{len(meetings)} 次）")
    if not meetings:
        yield paragraph("没有活动记录。", _TEXT, Shape(line=20, left=6))
        return
    head = Row(tuple(_cell(text, Style(FontRole.HEI, 10.5), Align.CENTRE) for text in _HEADS), 8)
    rows = tuple(
        Row(
            (
                _cell(str(at), align=Align.CENTRE),
                _cell(date_text(one.met_on), align=Align.CENTRE),
                _cell(numbers_masked(one.place)),
                _cell(numbers_masked(one.topics)),
                _cell(numbers_masked(one.agreed)),
            ),
            8,
        )
        for at, one in enumerate(meetings, 1)
    )
    yield Table(_COLUMNS, (head, *rows), header_rows=1)


def _report(pair: PairRow) -> Iterator[Block]:
    yield _heading("三、小结")
    if pair.end is None or not pair.end.report:
        yield Spacer(60)
        return
    for line in filter(None, map(str.strip, numbers_masked(pair.end.report).splitlines())):
        yield paragraph(line, _TEXT, Shape(Align.JUSTIFY, line=20, first_indent=2))


def _heading(text: str) -> Block:
    return paragraph(text, _HEAD, Shape(line=26, before=8, keep_next=True))


def _hands() -> Table:
    words = ("导师（签字）：", "新任书记（签字）：", "指导站（盖章）：")
    day = "\u3000年\u3000月\u3000日"
    cells = tuple(
        Cell(
            (
                paragraph(word, _TEXT, Shape(line=20, before=8)),
                paragraph(day, _TEXT, Shape(Align.RIGHT, line=20, before=18)),
            ),
            bordered=False,
        )
        for word in words
    )
    return Table((54.6, 54.6, 54.8), (Row(cells, 30),), border=0)


def _cell(text: str, style: Style = _CELL, align: Align = Align.LEFT) -> Cell:
    return Cell((paragraph(text, style, Shape(align, line=14, before=2, after=2)),))

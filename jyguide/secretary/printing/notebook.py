"""师徒接力本: the notebook of a mentor pair for a quarter, to be written in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Row,
    Shape,
    Side,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.masking import numbers_masked
from jyguide.secretary.gap import Topic
from jyguide.secretary.mentor import MeetingFacts, PairRow
from jyguide.secretary.quarter import Quarter

_SETUP = PageSetup(top=22, right=20, bottom=20, left=24, footer=10)
_WIDTH = 166.0
_LABEL = 28.0
_ROW = 11.0
_MEETINGS = 3
"""One a month."""
_TOPICS_A_PAGE = 3
_LINES = 4
"""Lines to write on under a topic."""
_BLANK_TOPICS = 3
_TITLE = Style(FontRole.TITLE, 20)
_HEAD = Style(FontRole.HEI, 15)
_LABEL_STYLE = Style(FontRole.HEI, 11)
_TEXT = Style(FontRole.BODY, 12)
_SMALL = Style(FontRole.KAI, 11)


@dataclass(frozen=True, slots=True)
class Notebook:
    """What the notebook is made of.

    Attributes:
        topics: The pupil's own gaps; without any, blank topics are printed.
        last: The last meeting in which something was agreed.
    """

    pair: PairRow
    quarter: Quarter
    topics: Sequence[Topic]
    last: MeetingFacts | None
    office: str
    on: date


def notebook_document(book: Notebook) -> Document:
    """Cover, topics, three meetings, the end of the quarter."""
    blocks: list[Block] = [*_cover(book), PageBreak(), *_topic_pages(book)]
    for number in range(1, _MEETINGS + 1):
        blocks += [PageBreak(), *_meeting(number)]
    blocks += [PageBreak(), *_end()]
    name = f"师徒接力本_{book.pair.pupil}_{book.quarter.year}Q{book.quarter.number}"
    return Document(name, tuple(blocks), _SETUP, footer=PAGE_NUMBER, dated=book.on)


def _cover(book: Notebook) -> Iterator[Block]:
    facts = book.pair.facts
    yield Spacer(26)
    yield paragraph("师徒接力本", Style(FontRole.TITLE, 36), Shape(Align.CENTRE, line=54))
    yield paragraph(book.quarter.title, _HEAD, Shape(Align.CENTRE, line=28, after=30))
    yield _facts(
        (
            ("导　　师", facts.mentor),
            ("导师职务", facts.mentor_post),
            ("新任书记", book.pair.pupil),
            ("单位职务", book.pair.pupil_post),
            ("结对期限", f"{date_text(facts.began_on)}至{date_text(facts.ends_on)}"),
        )
    )
    yield Spacer(8)
    yield paragraph("结对目标", _HEAD, Shape(line=26))
    for at, goal in enumerate(facts.goals, 1):
        yield paragraph(f"{at}. {numbers_masked(goal)}", _TEXT, Shape(line=20))
    if not facts.goals:
        yield _ruled(_LINES)
    yield Spacer(8)
    yield from _carried_over(book.last)
    yield paragraph(book.office, _SMALL, Shape(Align.CENTRE, line=20, before=14))


def _carried_over(last: MeetingFacts | None) -> Iterator[Block]:
    if last is not None:
        yield paragraph("上次约定", _HEAD, Shape(line=26))
        text = f"{date_text(last.met_on)}：{numbers_masked(last.agreed)}"
        yield paragraph(text, _TEXT, Shape(line=20))


def _facts(lines: Sequence[tuple[str, str]]) -> Table:
    rows = tuple(
        Row(
            (
                Cell((paragraph(label, _LABEL_STYLE, Shape(Align.CENTRE, line=16)),)),
                Cell((paragraph(numbers_masked(value), _TEXT, Shape(line=17)),)),
            ),
            _ROW,
        )
        for label, value in lines
    )
    return Table((_LABEL, 110.0), rows)


def _topic_pages(book: Notebook) -> Iterator[Block]:
    yield paragraph("本季度要谈的题目", _TITLE, Shape(Align.CENTRE, line=30, after=4))
    if book.topics:
        yield paragraph(
            "来自本人的考试、培训、整改、检查和考核，只供两个人商量，不作评价。",
            _SMALL,
            Shape(Align.CENTRE, line=18, after=6),
        )
    else:
        said = "现在的记录里没有明显的缺项。题目由两个人自己定。"
        yield paragraph(said, _SMALL, Shape(Align.CENTRE, line=18, after=6))
    shown = list(book.topics) or [Topic("", "", "")] * _BLANK_TOPICS
    for at, topic in enumerate(shown):
        if at and at % _TOPICS_A_PAGE == 0:
            yield PageBreak()
        yield from _topic(at + 1, topic)


def _topic(number: int, topic: Topic) -> Iterator[Block]:
    shape = Shape(line=22, before=6, keep_next=True, keep_together=True)
    yield paragraph(f"{number}. {numbers_masked(topic.title)}", Style(FontRole.HEI, 13), shape)
    for text in filter(None, (numbers_masked(topic.why), topic.ask)):
        yield paragraph(text, _SMALL, Shape(line=17, left=6, keep_next=True))
    yield _ruled(_LINES)


def _ruled(lines: int) -> Table:
    """Lines to write on: only the one under each row is drawn."""
    empty = (paragraph("", _TEXT, Shape(line=14)),)
    return Table(
        (_WIDTH,), tuple(Row((Cell(empty, sides=(Side.BOTTOM,)),), _ROW) for _ in range(lines))
    )


def _meeting(number: int) -> Iterator[Block]:
    ordinal = "一二三"[number - 1]
    yield paragraph(f"第{ordinal}次活动", _TITLE, Shape(Align.CENTRE, line=30, after=6))
    yield Table(
        (_LABEL, 55.0, _LABEL, 55.0),
        (
            Row((_label("日期"), _empty(), _label("地点"), _empty()), _ROW),
            _tall("谈的内容", 78),
            _tall("导师的建议", 52),
            _tall("约定事项\n（谁、何时）", 44),
            Row((_label("导师签字"), _empty(), _label("本人签字"), _empty()), 14),
        ),
    )


def _end() -> Iterator[Block]:
    yield paragraph("本季度小结", _TITLE, Shape(Align.CENTRE, line=30, after=6))
    yield Table(
        (_LABEL, 55.0, _LABEL, 55.0),
        (
            _tall("学到了什么\n做成了什么", 76),
            _tall("还有什么难处", 52),
            _tall("导师寄语", 52),
            Row((_label("导师签字"), _empty(), _label("本人签字"), _empty()), 14),
            Row((_label("日期"), _empty(), _label("指导站\n收存"), _empty()), 14),
        ),
    )


def _tall(label: str, height: float) -> Row:
    wide = Cell((paragraph("", _TEXT, Shape(line=14)),), span=3, align=VerticalAlign.TOP)
    return Row((_label(label), wide), height)


def _label(text: str) -> Cell:
    return Cell(
        tuple(
            paragraph(line, _LABEL_STYLE, Shape(Align.CENTRE, line=16))
            for line in text.splitlines()
        )
    )


def _empty() -> Cell:
    return Cell((paragraph("", _TEXT, Shape(line=14)),))

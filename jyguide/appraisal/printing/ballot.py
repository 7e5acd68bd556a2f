"""Paper ballots and the sheet on which they are counted.

All ballots are alike, page for page: no number, no code, nothing to be told apart by. As many as
are needed are copies of one document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jyguide.appraisal.kinds import GRADE_NAMES, SOURCE_NAMES, Source
from jyguide.appraisal.rows import SubjectRow
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

_SETUP = PageSetup(top=20, right=20, bottom=18, left=20, footer=10)
_TITLE = Style(FontRole.TITLE, 20)
_TEXT = Style(FontRole.BODY, 12)
_ROW = 9.5
_BALLOT = (12.0, 46.0, 34.0, *((19.5,) * 4))
_COUNT = (11.0, 37.0, 35.0, 13.0, 13.0, 19.0, 16.0, 13.0, 13.0)
_HOW = (
    "不记名填写，不要写姓名和任何记号。请在每位书记的一栏里画“√”，每人只选一项；"
    "一人选了几项的，对这个人的评价无效；没有选的也按无效计。"
)


def ballot_document(title: str, source: Source, people: Sequence[SubjectRow]) -> Document:
    """One ballot on all these secretaries, to be copied as often as there are voters.

    Args:
        title: Of the appraisal.
        source: Which source votes.
        people: In the order in which they stand on it.
    """
    heads = ("序号", "村（社区）", "姓名", *GRADE_NAMES.values())
    rows = [
        Row(tuple(_cell(text) for text in (str(at), *_who(one), *("",) * 4)), _ROW)
        for at, one in enumerate(people, 1)
    ]
    blocks: list[Block] = [
        *_head(f"{title}民主测评票", SOURCE_NAMES[source]),
        paragraph(_HOW, _TEXT, Shape(Align.JUSTIFY, line=19, first_indent=2, after=6)),
        Table(_BALLOT, (_head_row(heads), *rows), header_rows=1),
    ]
    return Document(f"{title}民主测评票", tuple(blocks), _SETUP, footer=PAGE_NUMBER)


def count_document(title: str, source: Source, people: Sequence[SubjectRow]) -> Document:
    """The sheet on which a batch is counted: how many ballots there are, and what they say."""
    heads = ("序号", "村（社区）", "姓名", *GRADE_NAMES.values(), "无效", "合计")
    rows = [
        Row(tuple(_cell(text) for text in (str(at), *_who(one), *("",) * 6)), _ROW)
        for at, one in enumerate(people, 1)
    ]
    blocks: list[Block] = [
        *_head(f"{title}测评计票单", SOURCE_NAMES[source]),
        paragraph(
            "批次：＿＿＿＿＿＿＿＿＿＿＿＿　应到＿＿＿人　发出＿＿＿张　收回＿＿＿张",
            _TEXT,
            Shape(line=22),
        ),
        paragraph(
            "每人的四个等次加无效须等于收回张数；应到人数太少的批次，与其他批次合在一起计票。",
            _TEXT,
            Shape(line=19, after=6),
        ),
        Table(_COUNT, (_head_row(heads), *rows), header_rows=1),
        Spacer(6),
        paragraph(
            "唱票人：＿＿＿＿＿　计票人：＿＿＿＿＿　监票人：＿＿＿＿＿　　年　　月　　日",
            _TEXT,
            Shape(line=22, keep_together=True),
        ),
    ]
    return Document(f"{title}测评计票单", tuple(blocks), _SETUP, footer=PAGE_NUMBER)


def _head(title: str, source: str) -> Iterator[Block]:
    yield paragraph(title, _TITLE, Shape(Align.CENTRE, line=30, keep_next=True))
    kai = Style(FontRole.KAI, 14)
    yield paragraph(f"（{source}）", kai, Shape(Align.CENTRE, line=22, after=6, keep_next=True))


def _head_row(heads: Sequence[str]) -> Row:
    return Row(tuple(_cell(text, head=True) for text in heads), _ROW)


def _who(one: SubjectRow) -> tuple[str, str]:
    return one.organisation, one.name


def _cell(text: str, *, head: bool = False) -> Cell:
    style = Style(FontRole.HEI if head else FontRole.BODY, 11)
    return Cell((paragraph(text, style, Shape(Align.CENTRE, line=15)),))

"""The four lists on paper: an official letter (GB/T 9704), and a sheet for each secretary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jyguide.appraisal.explaining import (
    WAY_HEAD,
    counts_text,
    points_text,
    scheme_sentences,
    where,
)
from jyguide.appraisal.kinds import GRADE_NAMES, SOURCE_NAMES, Grade, Source, grade_word
from jyguide.appraisal.lists import AppraisalLists, ListedSecretary
from jyguide.documents.dates import chinese_number, date_text, tenths_cell
from jyguide.documents.fonts import FontRole
from jyguide.documents.letter import BODY, LINE, SETUP, TITLE, body, heading, signed
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import (
    PLAIN_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)

_KAI = Style(FontRole.KAI, 16)
_SHEET = PageSetup(top=22, right=22, bottom=20, left=24, footer=12)
_TITLE_LINE = 19
"""Characters of the title's size on a line."""
_ROW = 9.0
_WIDTH = 164.0
"""Of the tables of a sheet, in millimetres."""
_NO_TOWNSHIP = "未注明镇街园区"


def lists_document(lists: AppraisalLists) -> Document:
    """The letter: how it was worked out, and the names by list and township."""
    lines = _title(lists)
    blocks: list[Block] = []
    if lists.number:
        blocks.append(paragraph(lists.number, BODY, Shape(Align.CENTRE, line=LINE, after=LINE)))
    blocks += [
        paragraph(one, TITLE, Shape(Align.CENTRE, line=34, keep_next=True)) for one in lines
    ]
    if lists.published_on is None:
        blocks.append(paragraph("（征求意见稿）", _KAI, Shape(Align.CENTRE, line=LINE)))
    blocks += [
        Spacer(9),
        body(_opening(lists)),
        heading("一、考核办法"),
        *map(body, scheme_sentences(lists.scheme)),
        heading("二、考核结果"),
        *map(body, _results(lists)),
    ]
    for number, grade in enumerate(Grade, 3):
        blocks += _list(lists, grade, number)
    blocks.append(Spacer(14))
    if lists.published_on is not None:
        blocks += signed(lists.office, lists.published_on)
    return Document(
        "".join(lines), tuple(blocks), SETUP, footer=PLAIN_NUMBER, dated=lists.published_on
    )


def _title(lists: AppraisalLists) -> tuple[str, ...]:
    """On one line, or on two that do not break a word."""
    about, what = f"关于{lists.title}", "结果的通报"
    whole = about + what
    return (whole,) if width_in_characters(whole) <= _TITLE_LINE else (about, what)


def _opening(lists: AppraisalLists) -> str:
    what = "现将结果公布如下" if lists.published_on else "结果如下，请提出意见"
    sources = "、".join(SOURCE_NAMES[one] for one in Source if lists.scheme.weights.get(one))
    return (
        f"{lists.office}组织开展{lists.title}，汇总{sources}，"
        f"对{len(lists.people)}名村（社区）党组织书记作了考核。{what}。"
    )


def _results(lists: AppraisalLists) -> Iterator[str]:
    counts = counts_text(lists.counts).replace(" ", "").replace("人", "名")
    yield f"有考核结果的书记{lists.rated}名：{counts}。"
    if lists.decided:
        yield f"其中{len(lists.decided)}名经研究作了调整，原因写在本人的考核结果单上。"
    if lists.unrated:
        names = "、".join(where(one.name, one.organisation) for one in lists.unrated)
        yield f"另有{len(lists.unrated)}名来源不全，暂无结果：{names}。"
    if lists.replaces:
        yield f"本通报代替{lists.replaces}，名单有变动的{len(lists.changes)}名。"


def _list(lists: AppraisalLists, grade: Grade, number: int) -> Iterator[Block]:
    yield heading(f"{chinese_number(number)}、{GRADE_NAMES[grade]}（{lists.counts[grade]}名）")
    by_township = lists.on(grade)
    if not by_township:
        yield body("无。")
    for place, (township, people) in enumerate(by_township.items(), 1):
        head = f"（{chinese_number(place)}）{township or _NO_TOWNSHIP}（{len(people)}名）"
        yield paragraph(head, _KAI, Shape(line=LINE, first_indent=2, keep_next=True))
        yield body("、".join(where(one.name, one.organisation) for one in people) + "。")


def result_sheets(lists: AppraisalLists, people: Sequence[ListedSecretary]) -> list[Document]:
    """考核结果单 of these secretaries, a page each: the list, the points, and why."""
    return [_sheet(lists, one) for one in people]


def _sheet(lists: AppraisalLists, one: ListedSecretary) -> Document:
    title = "村（社区）党组织书记年度考核结果单"
    blocks: list[Block] = [
        paragraph(title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=30, after=6)),
        _facts(lists, one),
        Spacer(3),
        _parts(lists, one),
        Spacer(2),
        *_explained(one),
        Spacer(6),
        *_foot(lists),
    ]
    return Document(f"{title}（{one.name}）", tuple(blocks), _SHEET, dated=lists.published_on)


def _facts(lists: AppraisalLists, one: ListedSecretary) -> Table:
    points = points_text(one.points) if one.points is not None else "暂无得分"
    rows = (
        ("姓名", one.name, "镇街园区", one.township),
        ("村（社区）", one.organisation, "年度", f"{lists.year} 年"),
        ("得分", points, "名单", grade_word(one.grade)),
    )
    made = tuple(
        Row(tuple(_cell(text, head=at % 2 == 0) for at, text in enumerate(row)), _ROW)
        for row in rows
    )
    return Table((24.0, 70.0, 24.0, 46.0), made)


def _parts(lists: AppraisalLists, one: ListedSecretary) -> Table:
    """The sources side by side: weight and points."""
    named = [(source, weight) for source in Source if (weight := lists.scheme.weights.get(source))]
    head = Row(
        tuple(_cell(f"{SOURCE_NAMES[each]}（{weight}%）", head=True) for each, weight in named),
        _ROW,
    )
    points = Row(
        tuple(
            _cell(tenths_cell(one.parts[each]) if each in one.parts else "缺") for each, _ in named
        ),
        _ROW,
    )
    letters = [len(SOURCE_NAMES[each]) + 3 for each, _ in named]
    widths = tuple(_WIDTH * each / sum(letters) for each in letters)
    return Table(widths, (head, points))


def _cell(text: str, *, head: bool = False) -> Cell:
    style = Style(FontRole.HEI if head else FontRole.BODY, 11)
    return Cell((paragraph(text, style, Shape(Align.CENTRE, line=15)),))


def _explained(one: ListedSecretary) -> Iterator[Paragraph]:
    said = [text for text in one.explanation if not text.startswith(WAY_HEAD)]
    way = [text.removeprefix(WAY_HEAD) for text in one.explanation if text.startswith(WAY_HEAD)]
    yield from _part("为什么在这张名单上", said)
    if way:
        yield from _part("离上一档还差多少", way)


def _part(title: str, sentences: Sequence[str]) -> Iterator[Paragraph]:
    yield paragraph(title, Style(FontRole.HEI, 12), Shape(line=19, before=6, keep_next=True))
    for one in sentences:
        shape = Shape(Align.JUSTIFY, line=18, first_indent=2)
        yield paragraph(one, Style(FontRole.BODY, 12), shape)


def _foot(lists: AppraisalLists) -> Iterator[Paragraph]:
    style = Style(FontRole.BODY, 12)
    day = date_text(lists.published_on) if lists.published_on else "（征求意见稿，尚未公布）"
    number = f"　{lists.number}" if lists.number else ""
    yield paragraph(lists.office, style, Shape(Align.RIGHT, line=18, keep_next=True))
    yield paragraph(f"{day}{number}", style, Shape(Align.RIGHT, line=18, keep_next=True))
    sign = "本人（签字）：　　　　　　　　　　　　年　　月　　日"
    yield paragraph(sign, style, Shape(line=18, before=12))

"""The four lists on paper: an official letter (GB/T 9704), and a sheet for each branch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jyguide.documents.breaking import paragraph_points
from jyguide.documents.dates import chinese_number, date_text, tenths_cell
from jyguide.documents.fonts import FontRole
from jyguide.documents.letter import BODY, LINE, SETUP, TITLE, body, heading, signed
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import (
    MM_PER_POINT,
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
from jyguide.standard.explaining import counts_text, points_text, rule_sentences
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, RatingLists

_KAI = Style(FontRole.KAI, 16)
_SHEET = PageSetup(top=22, right=22, bottom=20, left=24, footer=12)
_TITLE_LINE = 19
"""Characters of the title's size on a line."""
_SIZES = (12.0, 11.0, 10.5, 10.0, 9.0, 8.0)
_ROOM = 96.0
"""Millimetres of a sheet that its head, tables and foot take."""
_ROW = 9.0
_HOPE = 1.1
"""How far a size may seem too large by the area of its type and still be measured."""
_PART = "；"
_CUT = "……"
_MORE = "（没有印出的失分项见四张名单的 Excel 文件。）"


def lists_document(lists: RatingLists) -> Document:
    """The letter: how it was rated, and the names by list and township."""
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
        heading("一、评定办法"),
        *map(body, rule_sentences(lists.rule)),
        heading("二、评定结果"),
        *map(body, _results(lists)),
    ]
    for number, rating in enumerate(Rating, 3):
        blocks += _list(lists, rating, number)
    blocks.append(Spacer(14))
    if lists.published_on is not None:
        blocks += signed(lists.office, lists.published_on)
    return Document(
        "".join(lines), tuple(blocks), SETUP, footer=PLAIN_NUMBER, dated=lists.published_on
    )


def _title(lists: RatingLists) -> tuple[str, ...]:
    """On one line, or on two that do not break a word."""
    about, what = f"关于{_round(lists)}", "评定结果的通报"
    whole = about + what
    return (whole,) if width_in_characters(whole) <= _TITLE_LINE else (about, what)


def _round(lists: RatingLists) -> str:
    name = lists.round_name.removeprefix(f"{lists.year}年").strip()
    return f"{lists.year}年{name}"


def _opening(lists: RatingLists) -> str:
    what = "现将结果公布如下" if lists.published_on else "结果如下，请提出意见"
    return (
        f"经摸底自查、对标整改、交叉互查、抽查验收，{lists.office}对{_round(lists)}中的"
        f"{len(lists.branches)}个党支部进行了评定。{what}。"
    )


def _results(lists: RatingLists) -> Iterator[str]:
    counts = counts_text(lists.counts).replace(" ", "")
    yield f"参加评定的党支部{len(lists.branches)}个：{counts}。"
    decided = sum(one.rating is not one.computed for one in lists.branches)
    if decided:
        yield f"其中{decided}个党支部经研究作了调整，原因写在该支部的评定结果单上。"
    if lists.unrated:
        yield f"另有{lists.unrated}个党支部没有得分，没有参加评定。"
    if lists.replaces:
        yield f"本通报代替{lists.replaces}，名单有变动的党支部{len(lists.changes)}个。"


def _list(lists: RatingLists, rating: Rating, number: int) -> Iterator[Block]:
    name = f"{RATING_NAMES[rating]}党支部（{lists.counts[rating]}个）"
    yield heading(f"{chinese_number(number)}、{name}")
    by_township = lists.on(rating)
    if not by_township:
        yield body("无。")
    for place, (township, branches) in enumerate(by_township.items(), 1):
        head = f"（{chinese_number(place)}）{township or '未注明镇街园区'}（{len(branches)}个）"
        yield paragraph(head, _KAI, Shape(line=LINE, first_indent=2, keep_next=True))
        yield body("、".join(one.name for one in branches) + "。")


def result_sheets(lists: RatingLists, branches: Sequence[ListedBranch]) -> list[Document]:
    """评定结果单 of these branches, a page each: the list, the points, and why."""
    return [_sheet(lists, one) for one in branches]


def _sheet(lists: RatingLists, one: ListedBranch) -> Document:
    title = "党支部标准化规范化建设评定结果单"
    said = [text for text in one.explanation if not text.startswith("上一档：")]
    way = [
        text.removeprefix("上一档：") for text in one.explanation if text.startswith("上一档：")
    ]
    blocks: list[Block] = [
        paragraph(title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=30, after=6)),
        _facts(lists, one),
        Spacer(3),
        _aspects(one),
        Spacer(2),
        *_explained(said, way),
        Spacer(6),
        *_foot(lists),
    ]
    return Document(f"{title}（{one.name}）", tuple(blocks), _SHEET, dated=lists.published_on)


def _facts(lists: RatingLists, one: ListedBranch) -> Table:
    rows = (
        ("党支部", one.name, "镇街园区", one.township),
        ("轮次", _round(lists), "类型", BRANCH_KIND_NAMES[one.kind]),
        ("得分", points_text(one.points), "名单", RATING_NAMES[one.rating]),
    )
    made = tuple(
        Row(tuple(_cell(text, head=at % 2 == 0) for at, text in enumerate(row)), _ROW)
        for row in rows
    )
    return Table((22.0, 72.0, 24.0, 46.0), made)


def _aspects(one: ListedBranch) -> Table:
    """Six aspects side by side: what it got of what there is."""
    named = [(name, one.aspects.get(aspect)) for aspect, name in ASPECT_NAMES.items()]
    head = Row(tuple(_cell(name, head=True) for name, _ in named), _ROW)
    points = Row(
        tuple(
            _cell(f"{tenths_cell(got[0])}/{tenths_cell(got[1])}" if got else "不适用")
            for _, got in named
        ),
        _ROW,
    )
    return Table((24.0, 24.0, 24.0, 42.0, 24.0, 26.0), (head, points))


def _cell(text: str, *, head: bool = False) -> Cell:
    style = Style(FontRole.HEI if head else FontRole.BODY, 11)
    return Cell((paragraph(text, style, Shape(Align.CENTRE, line=15)),))


def _explained(said: Sequence[str], way: Sequence[str]) -> list[Block]:
    """Everything on the page, in the largest type that has room; at the smallest it is cut."""
    room = (_SHEET.inner_height - _ROOM) / MM_PER_POINT
    blocks = _set(said, way, _SIZES[0])
    largest = _height(blocks)
    if largest <= room:
        return list(blocks)
    for size in _SIZES[1:]:
        if largest * (size / _SIZES[0]) ** 2 <= room * _HOPE:  # measuring takes time
            blocks = _set(said, way, size)
            if _height(blocks) <= room:
                return list(blocks)
    return list(_cut(said, way, room))


def _cut(said: Sequence[str], way: Sequence[str], room: float) -> list[Paragraph]:
    """The smallest type, and of the longest sentences as many parts as have room."""
    kept = list(said)
    blocks = _set([*kept, _MORE], way, _SIZES[-1])
    while (height := _height(blocks)) > room and any(_PART in one for one in kept):
        longest = max(range(len(kept)), key=lambda at: len(kept[at]))
        parts = kept[longest].removesuffix(_CUT).split(_PART)
        drop = max(1, int(len(parts) * (height - room) / height))
        kept[longest] = _PART.join(parts[: max(1, len(parts) - drop)]) + _CUT
        blocks = _set([*kept, _MORE], way, _SIZES[-1])
    return blocks


def _height(blocks: Sequence[Paragraph]) -> float:
    """Points; the distances between paragraphs are small and stand in the room's reserve."""
    return sum(paragraph_points(one, _SHEET.inner_width) + one.shape.before for one in blocks)


def _set(said: Sequence[str], way: Sequence[str], size: float) -> list[Paragraph]:
    text = Style(FontRole.BODY, size)
    head = Style(FontRole.HEI, size)
    shape = Shape(Align.JUSTIFY, line=size * 1.5, first_indent=2)
    title = Shape(line=size * 1.6, before=6, keep_next=True)
    blocks = [paragraph("为什么在这张名单上", head, title)]
    blocks += [paragraph(one, text, shape) for one in said]
    if way:
        blocks.append(paragraph("怎样到上一档", head, title))
        blocks += [paragraph(one, text, shape) for one in way]
    return blocks


def _foot(lists: RatingLists) -> Iterator[Paragraph]:
    style = Style(FontRole.BODY, 12)
    day = date_text(lists.published_on) if lists.published_on else "（征求意见稿，尚未公布）"
    number = f"　{lists.number}" if lists.number else ""
    yield paragraph(f"{lists.office}", style, Shape(Align.RIGHT, line=18, keep_next=True))
    yield paragraph(f"{day}{number}", style, Shape(Align.RIGHT, line=18, keep_next=True))
    sign = "党支部书记（签字）：　　　　　　　　　　　　年　　月　　日"
    yield paragraph(sign, style, Shape(line=18, before=12))

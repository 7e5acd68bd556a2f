"""The four lists on paper: an official letter (GB/T 9704), and a sheet for each branch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jyguide.documents.breaking import paragraph_points
from jyguide.documents.dates import tenths_cell
from jyguide.documents.fonts import FontRole
from jyguide.documents.letterhead import BARE, Letterhead
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Document,
    Paragraph,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.result_papers import (
    SHEET,
    LetterText,
    fact_table,
    point_table,
    result_letter,
    result_sheet,
    sheet_foot,
)
from jyguide.publication import why_and_way
from jyguide.standard.explaining import counts_text, points_text, rule_sentences
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, RatingLists

_SIZES = (12.0, 11.0, 10.5, 10.0, 9.0, 8.0)
_ROOM = 96.0
"""Millimetres of a sheet that its head, tables and foot take."""
_HOPE = 1.1
"""How far a size may seem too large by the area of its type and still be measured."""
_PART = "；"
_CUT = "……"
_MORE = "（没有印出的失分项见四张名单的 Excel 文件。）"


def lists_document(lists: RatingLists, letterhead: Letterhead = BARE) -> Document:
    """The letter: how it was rated, and the names by list and township."""
    sections = (
        ("评定办法", list(rule_sentences(lists.rule))),
        ("评定结果", list(_results(lists))),
    )
    named = [
        (f"{RATING_NAMES[rating]}党支部（{lists.counts[rating]}个）", _names(lists, rating))
        for rating in Rating
    ]
    title = (f"关于{_round(lists)}", "评定结果的通报")
    text = LetterText(title, _opening(lists), sections, named, "个")
    return result_letter(lists, text, letterhead)


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


def _names(lists: RatingLists, rating: Rating) -> dict[str, list[str]]:
    return {
        township: [one.name for one in branches] for township, branches in lists.on(rating).items()
    }


def result_sheets(lists: RatingLists, branches: Sequence[ListedBranch]) -> list[Document]:
    """评定结果单 of these branches, a page each: the list, the points, and why."""
    return [_sheet(lists, one) for one in branches]


def _sheet(lists: RatingLists, one: ListedBranch) -> Document:
    return result_sheet(
        lists,
        "党支部标准化规范化建设评定结果单",
        one.name,
        (_facts(lists, one), _aspects(one)),
        [
            *_explained(*why_and_way(one.explanation)),
            Spacer(6),
            *sheet_foot(lists, "党支部书记"),
        ],
    )


def _facts(lists: RatingLists, one: ListedBranch) -> Table:
    rows = (
        ("党支部", one.name, "镇街园区", one.township),
        ("轮次", _round(lists), "类型", BRANCH_KIND_NAMES[one.kind]),
        ("得分", points_text(one.points), "名单", RATING_NAMES[one.rating]),
    )
    return fact_table(rows, (22.0, 72.0, 24.0, 46.0))


def _aspects(one: ListedBranch) -> Table:
    """Six aspects side by side: what it got of what there is."""
    named = [(name, one.aspects.get(aspect)) for aspect, name in ASPECT_NAMES.items()]
    points = [
        f"{tenths_cell(got[0])}/{tenths_cell(got[1])}" if got else "不适用" for _, got in named
    ]
    return point_table([name for name, _ in named], points, (24.0, 24.0, 24.0, 42.0, 24.0, 26.0))


def _explained(said: Sequence[str], way: Sequence[str]) -> list[Block]:
    """Everything on the page, in the largest type that has room; at the smallest it is cut."""
    room = (SHEET.inner_height - _ROOM) / MM_PER_POINT
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
    return sum(paragraph_points(one, SHEET.inner_width) + one.shape.before for one in blocks)


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

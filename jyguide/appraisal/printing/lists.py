"""The four lists on paper: an official letter (GB/T 9704), and a sheet for each secretary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jyguide.appraisal.explaining import counts_text, points_text, scheme_sentences, where
from jyguide.appraisal.kinds import GRADE_NAMES, SOURCE_NAMES, Grade, Source, grade_word
from jyguide.appraisal.lists import AppraisalLists, ListedSecretary
from jyguide.documents.dates import tenths_cell
from jyguide.documents.fonts import FontRole
from jyguide.documents.letterhead import BARE, Letterhead
from jyguide.documents.page import (
    Align,
    Document,
    Paragraph,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.result_papers import (
    LetterText,
    fact_table,
    point_table,
    result_letter,
    result_sheet,
    sheet_foot,
)
from jyguide.publication import why_and_way

_WIDTH = 164.0
"""Of the tables of a sheet, in millimetres."""


def lists_document(lists: AppraisalLists, letterhead: Letterhead = BARE) -> Document:
    """The letter: how it was worked out, and the names by list and township."""
    sections = (
        ("考核办法", list(scheme_sentences(lists.scheme))),
        ("考核结果", list(_results(lists))),
    )
    named = [
        (f"{GRADE_NAMES[grade]}（{lists.counts[grade]}名）", _names(lists, grade))
        for grade in Grade
    ]
    title = (f"关于{lists.title}", "结果的通报")
    text = LetterText(title, _opening(lists), sections, named, "名")
    return result_letter(lists, text, letterhead)


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


def _names(lists: AppraisalLists, grade: Grade) -> dict[str, list[str]]:
    return {
        township: [where(one.name, one.organisation) for one in people]
        for township, people in lists.on(grade).items()
    }


def result_sheets(lists: AppraisalLists, people: Sequence[ListedSecretary]) -> list[Document]:
    """考核结果单 of these secretaries, a page each: the list, the points, and why."""
    return [_sheet(lists, one) for one in people]


def _sheet(lists: AppraisalLists, one: ListedSecretary) -> Document:
    return result_sheet(
        lists,
        "村（社区）党组织书记年度考核结果单",
        one.name,
        (_facts(lists, one), _parts(lists, one)),
        [*_explained(one), Spacer(6), *sheet_foot(lists, "本人")],
    )


def _facts(lists: AppraisalLists, one: ListedSecretary) -> Table:
    points = points_text(one.points) if one.points is not None else "暂无得分"
    rows = (
        ("姓名", one.name, "镇街园区", one.township),
        ("村（社区）", one.organisation, "年度", f"{lists.year} 年"),
        ("得分", points, "名单", grade_word(one.grade)),
    )
    return fact_table(rows, (24.0, 70.0, 24.0, 46.0))


def _parts(lists: AppraisalLists, one: ListedSecretary) -> Table:
    """The sources side by side: weight and points."""
    named = [(source, weight) for source in Source if (weight := lists.scheme.weights.get(source))]
    heads = [f"{SOURCE_NAMES[each]}（{weight}%）" for each, weight in named]
    points = [tenths_cell(one.parts[each]) if each in one.parts else "缺" for each, _ in named]
    letters = [len(SOURCE_NAMES[each]) + 3 for each, _ in named]
    widths = tuple(_WIDTH * each / sum(letters) for each in letters)
    return point_table(heads, points, widths)


def _explained(one: ListedSecretary) -> Iterator[Paragraph]:
    said, way = why_and_way(one.explanation)
    yield from _part("为什么在这张名单上", said)
    if way:
        yield from _part("离上一档还差多少", way)


def _part(title: str, sentences: Sequence[str]) -> Iterator[Paragraph]:
    yield paragraph(title, Style(FontRole.HEI, 12), Shape(line=19, before=6, keep_next=True))
    for one in sentences:
        shape = Shape(Align.JUSTIFY, line=18, first_indent=2)
        yield paragraph(one, Style(FontRole.BODY, 12), shape)

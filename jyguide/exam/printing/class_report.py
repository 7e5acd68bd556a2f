"""质量分析报告: what a class made of a paper, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.page import PAGE_NUMBER, Block, Document
from jyguide.documents.report_blocks import SETUP, bar, heading, labelled, table, text, title
from jyguide.exam.analysis import CategoryResult
from jyguide.exam.analysis.readings import (
    Mood,
    category_reading,
    figure_text,
    item_readings,
    options_text,
    paper_readings,
    share_text,
)
from jyguide.exam.analysis.report import (
    ExamFigures,
    ItemLine,
    band_rows,
    item_lines,
    result_note,
    verdict,
)
from jyguide.exam.points import format_points
from jyguide.exam.row import ResultRow

_SPEAKING = frozenset({Mood.LOOK, Mood.WRONG})
_STEM = 60
"""Signs of a stem that are enough to know it by."""
_HOW = (
    "说明：得分率是全体所得分数占该题满分的比例。"
    "区分度是总分最高的 27% 与最低的 27% 两组得分率之差，"
    "题总相关是该题得分与其余各题总分的相关系数，两者越大越能分出高低，为负表示高分者反而答错。"
    "信度表示分数的可靠程度，1 为最高。作答不足 30 人的数字印成灰色或标明“样本少，仅供参考”。"
)


@dataclass(frozen=True, slots=True)
class ReportText:
    """What the report is made of.

    Attributes:
        office: Who issues it.
        results: The list at the end; empty leaves it out, as where stations are pooled.
    """

    office: str
    dated: date
    figures: ExamFigures
    results: tuple[ResultRow, ...] = ()


def class_report(said: ReportText) -> Document:
    """The report: the whole, bands, items to look at, categories, every item, the list."""
    found = said.figures
    name = f"《{found.title}》质量分析报告"
    pooled = f"　{found.exams} 场考试合并" if found.exams > 1 else ""
    under = f"{said.office}　{date_text(said.dated)}{pooled}"
    lines = item_lines(found)
    blocks: list[Block] = [
        *title(name, under),
        *_whole(found),
        *_bands(found),
        *_conspicuous(lines, found),
        *_categories(found.analysis.categories),
        *_items(lines),
        text(_HOW, 9.5),  # where its words stand; at the end it took a page of its own
        *_list(said.results),
    ]
    return Document(name, tuple(blocks), SETUP, footer=PAGE_NUMBER, dated=said.dated)


def _whole(found: ExamFigures) -> list[Block]:
    row = found.paper.row
    facts = (
        f"本卷 {row.items} 题，满分 {format_points(row.total_points)} 分，"
        f"{format_points(row.pass_points)} 分及格。"
    )
    said = [f"{one.text}。" for one in paper_readings(found.analysis)]
    return [heading("一、总体情况"), text(facts + "".join(said))]


def _bands(found: ExamFigures) -> list[Block]:
    papers = found.analysis.papers
    rows = [
        (str(name), f"{people} 人", str(share), bar(int(people or 0) / papers if papers else None))
        for name, people, share in band_rows(found.analysis)
    ]
    heads = ("分数段", "人数", "占比", "分布")
    if not rows:
        return [heading("二、分数分布"), text("还没有人交卷。")]
    return [heading("二、分数分布"), table(heads, rows, (30, 18, 18, 80), left=(3,))]


def _conspicuous(lines: Sequence[ItemLine], found: ExamFigures) -> list[Block]:
    blocks: list[Block] = [heading("三、需要核对的题目")]
    for line in lines:
        if line.figures.flags:
            blocks += _one(line)
    if len(blocks) == 1:
        return [*blocks, text("没有发现数据异常的题目。")]
    return [*blocks, text(f"选项字母{found.letters}。", 9.5)]


def _one(line: ItemLine) -> list[Block]:
    stem = shortened(line.place.content.stem)
    said = "；".join(one.text for one in item_readings(line.figures) if one.mood in _SPEAKING)
    stem_line = text(f"第 {line.place.position} 题　{stem}")
    blocks: list[Block] = [
        replace(stem_line, shape=replace(stem_line.shape, keep_next=True)),
        labelled("数据", f"{said}。", 10.5),
    ]
    if line.figures.options:
        blocks.append(labelled("选项", options_text(line.figures), 10.5))
    if line.edited:
        blocks.append(labelled("提醒", "这道题考后已经修改，请看现在的题目。", 10.5))
    return blocks


def _categories(categories: Sequence[CategoryResult]) -> list[Block]:
    if not categories:
        return []
    rows = [
        (one.category, share_text(one.facility), bar(one.facility), reading.words, one.note)
        for one in categories
        for reading in (category_reading(one),)
    ]
    heads = ("类别", "得分率", "分布", "评价", "样本")
    grey = [bool(one.note) for one in categories]
    shown = table(heads, rows, (42, 16, 54, 30, 32), left=(0, 2), grey=grey)
    return [heading("四、各类知识掌握情况"), shown]


def _items(lines: Sequence[ItemLine]) -> list[Block]:
    rows = [
        (
            str(line.place.position),
            shortened(line.place.content.stem, 15),
            share_text(line.figures.facility),
            figure_text(line.figures.upper_lower),
            figure_text(line.figures.point_biserial),
            line.hint,
        )
        for line in lines
    ]
    heads = ("题号", "题干", "得分率", "区分度", "题总相关", "提示")
    grey = [bool(line.figures.note) for line in lines]
    shown = table(heads, rows, (11, 68, 15, 15, 19, 46), left=(1, 5), grey=grey)
    return [heading("五、逐题数据"), shown]


def _list(results: Sequence[ResultRow]) -> list[Block]:
    if not results:
        return []
    rows = [
        (
            one.name,
            one.organisation or one.station,
            format_points(one.points),
            verdict(one),
            result_note(one),
        )
        for one in results
    ]
    heads = ("姓名", "单位", "得分", "结果", "备注")
    order = text("按姓名拼音排列，不排名次。", 9.5)
    shown = table(heads, rows, (30, 52, 16, 22, 54), left=(1, 4))
    return [heading("六、成绩名单"), order, shown]


def shortened(stem: str, most: int = _STEM) -> str:
    """A stem by which the item is known again, on one line."""
    whole = " ".join(stem.split())
    return whole if len(whole) <= most else f"{whole[:most]}…"

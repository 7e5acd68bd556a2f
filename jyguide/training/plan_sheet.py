"""The plan of a year on paper: A4 landscape, one line a session, by month."""

from __future__ import annotations

from jyguide.documents.dates import date_text, tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.training.plan_board import MONTHS, QUARTER_NAMES, QUARTERS, YearPlan
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionPlan,
    SessionRow,
    SessionStage,
)
from jyguide.training.session_time import time_text

_SETUP = PageSetup(width=297, height=210, top=16, right=15, bottom=16, left=15, footer=8)
_HEADS = ("月份", "日期", "培训名称", "类型", "级别", "天数", "学时", "地点", "授课人", "备注")
_COLUMNS = (14.0, 42.0, 66.0, 31.0, 14.0, 13.0, 13.0, 32.0, 22.0, 20.0)
_PADDING = 0.8
_SIZES = (10.5, 9.5, 8.5)
_TINY = (8.5, 7.5, 6.5)
_ROW = 8.6
_STAGES = {SessionStage.PLANNED: "日期待定", SessionStage.CANCELLED: "已取消"}


def plan_sheet(plan: YearPlan, office: str) -> Document:
    """Title, what the year comes to, the table; months without a session have no line."""
    title = f"{plan.year}年培训计划"
    blocks: tuple[Block, ...] = (
        paragraph(title, Style(FontRole.TITLE, 20), Shape(Align.CENTRE, line=28)),
        paragraph(
            f"{office}　　{date_text(plan.today)}",
            Style(FontRole.BODY, 10.5),
            Shape(Align.CENTRE, line=16, after=4),
        ),
        _table(plan),
        paragraph(_totals(plan), Style(FontRole.BODY, 10.5), Shape(line=17, before=6)),
        paragraph(_forums(plan), Style(FontRole.BODY, 10.5), Shape(line=17)),
    )
    return Document(title=title, blocks=blocks, setup=_SETUP, footer=PAGE_NUMBER, dated=plan.today)


def _totals(plan: YearPlan) -> str:
    sums = plan.totals
    return (
        f"全年计划 {sums.planned} 期，其中已办 {sums.held} 期、日期待定 {sums.open} 期；"
        f"另有已取消 {sums.cancelled} 期。"
        f"市级共 {tenths_text(sums.city_days)} 天，镇级共 {tenths_text(sums.township_days)} 天"
        "（已取消的不计）。"
    )


def _forums(plan: YearPlan) -> str:
    said = []
    for quarter in QUARTERS:
        forum = plan.forum(quarter)
        when = "未安排" if forum is None else day_text(forum.plan)
        said.append(f"{QUARTER_NAMES[quarter]}{when}")
    return "领头雁工作讲坛：" + "；".join(said) + "。"


def day_text(plan: SessionPlan) -> str:
    """``3月12日 9:00``, ``3月30日至4月2日``; of one whose day is open ``3月（日期待定）``."""
    start, end = plan.starts_on, plan.ends_on
    if plan.stage is SessionStage.PLANNED:
        return f"{start.month}月（日期待定）"
    if start == end:
        return f"{start.month}月{start.day}日 {time_text(plan.starts_at)}".strip()
    last = f"{end.day}日" if end.month == start.month else f"{end.month}月{end.day}日"
    return f"{start.month}月{start.day}日至{last}"


def _table(plan: YearPlan) -> Table:
    rows = [
        _row(f"{month}月" if at == 0 else "", row)
        for month in MONTHS
        for at, row in enumerate(plan.month(month))
    ]
    head = Row(
        tuple(
            Cell((paragraph(name, Style(FontRole.HEI, 10.5), Shape(Align.CENTRE, line=14)),))
            for name in _HEADS
        ),
        _ROW,
        exact=True,
    )
    return Table(_COLUMNS, (head, *rows), header_rows=1, padding=_PADDING)


def _row(month: str, row: SessionRow) -> Row:
    plan = row.plan
    stage = _STAGES.get(plan.stage, "")
    holder = "" if row.own else row.station
    values = (
        month,
        "日期待定" if plan.stage is SessionStage.PLANNED else day_text(plan),
        plan.title,
        SESSION_KIND_NAMES[plan.kind],
        SESSION_LEVEL_NAMES[plan.level],
        tenths_text(plan.training_days) if plan.training_days else "",
        tenths_text(plan.credit_hours) if plan.credit_hours else "",
        plan.place,
        plan.lecturer,
        " ".join(part for part in (stage if stage == "已取消" else "", holder, plan.note) if part),
    )
    return Row(
        tuple(_field(value, width) for value, width in zip(values, _COLUMNS, strict=True)),
        _ROW,
        exact=True,
    )


def _field(value: str, column: float) -> Cell:
    """One line where that is legible, else two smaller ones."""
    value = " ".join(value.split())
    width = column - 2 * _PADDING
    size = fitting_size(value, width, _SIZES)
    lines = 1
    if size == _SIZES[-1]:
        size, lines = fitting_size(value, width, _TINY, lines=2), 2
    shape = Shape(Align.CENTRE, line=11 if lines > 1 else 14)
    return Cell((paragraph(value, Style(FontRole.BODY, size), shape),))

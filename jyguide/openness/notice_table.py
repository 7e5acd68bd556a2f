"""A list of postings of a year: its columns, and what importing one would do."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.table.plan import Change, PlannedRow, changes_between, refused_for
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.masking import numbers_masked
from jyguide.openness.calendar import PostPlace
from jyguide.openness.calendar_period import period_of, period_text, read_period
from jyguide.openness.item import ItemRow
from jyguide.openness.notice import NoticeFacts, NoticeRow, notice_problems
from jyguide.openness.rhythm import Rhythms
from jyguide.people.dates import read_date

ITEM, PLACE = "item_row", "place_row"
"""Keys under which a planned row keeps which matter and which place it speaks of."""
_NAMED = 3


def _period(value: CellValue) -> str:
    if isinstance(value, (date, datetime)):
        return f"{value:%Y-%m}"
    text = compact(value)
    if not text:
        return ""
    if key := read_period(text):
        return key
    raise CellError(f"看不懂所属期“{text}”，请写成“2026年3月”“2026年第1季度”或“2026年”")


def _day(key: str, label: str, *headings: str, how: str = "年月日，可不填") -> TableColumn:
    return TableColumn(key, label, headings, read=read_date, how=how, example="2026-04-10")


SPEC = TableSpec(
    "openness_notice",
    "公开记录",
    "条",
    (
        TableColumn(
            "organisation",
            "村（社区）",
            ("村社区", "村", "社区", "单位", "组织", "村（居）", "村居", "村名"),
            required=True,
            read=compact,
            how="组织树里的名称；有重名的写完整位置，如“周庄镇/红豆村”",
            example="红豆村",
            width=24,
        ),
        TableColumn(
            "item",
            "公开事项",
            ("事项", "事项名称", "公开项目", "公开内容名称"),
            required=True,
            read=compact,
            how="“公开事项”页里的名称",
            example="财务收支情况",
            width=40,
        ),
        TableColumn(
            "period",
            "所属期",
            ("期次", "周期", "公开周期", "月份", "季度"),
            read=_period,
            shown=period_text,
            how="“2026年3月”“2026年第1季度”“2026年上半年”“2026年”；随时公布的不填",
            example="2026年3月",
            width=16,
        ),
        TableColumn(
            "subject",
            "具体事项",
            ("事由", "标题", "公开标题"),
            read=cell_text,
            how="随时公布的必填：是什么事",
            example="村道路灯更换",
            width=26,
        ),
        _day("happened_on", "发生日期", "事项日期", how="随时公布的必填"),
        TableColumn("text", "公开内容", ("内容", "正文"), read=cell_text, width=40),
        _day("posted_on", "公布日期", "公开日期", "张贴日期", "公示日期", how="不填即还没有公布"),
        _day("taken_down_on", "撤下日期", "撤下时间", "结束日期"),
        TableColumn("place", "公布地点", ("地点", "公开地点", "张贴地点"), read=cell_text),
        _day("objected_on", "异议日期"),
        TableColumn("objection", "异议", ("异议内容", "群众意见"), read=cell_text, width=30),
        _day("replied_on", "答复日期", "回复日期"),
        TableColumn("reply", "答复", ("答复内容", "回复"), read=cell_text, width=30),
    ),
)
NOTES = (
    "一个村（社区）、一个事项、一期填一行，从第 2 行开始；带 * 的列必填。",
    "同一村、同一事项、同一期已经登记过的不会重复登记，可以选择更新、补充或跳过。",
    "公开内容里不要写身份证号、手机号和银行账号。",
)
_STATED = tuple(key for key in SPEC.by_key if key not in ("organisation", "item"))
_IDENTITY = ("period", "subject", "happened_on")
NoticeKey = tuple[uuid.UUID, uuid.UUID, str]


def notice_key(item: ItemRow, place: uuid.UUID, facts: NoticeFacts) -> NoticeKey:
    """By what a posting is told from others: its period, or day and subject."""
    return item.id, place, facts.period or f"{facts.happened_on} {compact(facts.subject)}"


class NoticeComparison:
    """Tells of each row which place and matter it speaks of, and whether it is kept already.

    Args:
        items: Matters that can be posted here.
        places: Villages and communities, by each name that means them.
        notices: What is kept.
        today: What has not happened cannot be entered.
        rhythms: Places that post a matter less often than others.
    """

    def __init__(
        self,
        items: Iterable[ItemRow],
        places: Mapping[str, list[PostPlace]],
        notices: Iterable[NoticeRow],
        today: date,
        rhythms: Rhythms,
    ) -> None:
        self._items: defaultdict[str, list[ItemRow]] = defaultdict(list)
        by_key = {}
        for item in items:
            self._items[compact(item.facts.name)].append(item)
            by_key[item.id] = item
        self._places = places
        self._known = {
            notice_key(by_key[row.item_id], row.organisation_key, row.facts): row
            for row in notices
            if row.item_id in by_key
        }
        self._first: dict[NoticeKey, tuple[str, int]] = {}
        self._today, self._rhythms = today, rhythms

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        values: dict[str, Any] = {key: row.values.get(key) for key in SPEC.by_key}
        place, said = self._place(values["organisation"])
        if place is None:
            return _refused(row, values, "organisation", said)
        item, said = self._item(values["item"], place)
        if item is None:
            return _refused(row, values, "item", said)
        return self._compared(row, values, item, place)

    def _compared(
        self, row: ReadRow, values: dict[str, Any], item: ItemRow, place: PostPlace
    ) -> PlannedRow:
        stated = {key: values[key] for key in _STATED}
        facts = facts_of(values)
        key = notice_key(item, place.key, facts)
        first = self._first.setdefault(key, (row.sheet, row.row))
        if first != (row.sheet, row.row):
            said = f"与第 {first[1]} 行是同一期公开，以那一行为准"
            return _refused(row, values, "item", said, double=True)
        known = self._known.get(key)
        told = {key: value for key, value in stated.items() if key not in _IDENTITY}
        changes = _changes(told, known.facts) if known else ()
        after = facts
        if known is not None:
            after = replace(known.facts, **{one.key: one.after for one in changes})
        period = period_of(facts.period) if known else item.facts.period
        for name, reason in notice_problems(after, period, self._today).items():
            return _refused(row, values, name, reason.removesuffix("。"))
        values |= {ITEM: item, PLACE: place}
        return PlannedRow(row.sheet, row.row, values, known, changes)

    def _place(self, text: str) -> tuple[PostPlace | None, str]:
        found = self._places.get(text, [])
        if len(found) == 1:
            return found[0], ""
        if not found:
            return None, f"组织树里没有名为“{text}”的村或社区"
        named = "、".join(f"{one.township}/{one.name}" for one in found[:_NAMED])
        return None, f"“{text}”可能是{named}，请写完整位置"

    def _item(self, text: str, place: PostPlace) -> tuple[ItemRow | None, str]:
        found = [
            one
            for one in self._items.get(text, [])
            if one.facts.place_kind is place.kind and one.station_id in (None, place.station_id)
        ]
        if len(found) == 1:
            return self._rhythms.item_of(found[0], place.key), ""
        if not found:
            return None, f"没有适用于“{place.name}”的公开事项“{text}”"
        return None, f"名为“{text}”的公开事项不止一个，请先在“公开事项”里改名"


def facts_of(values: Mapping[str, Any]) -> NoticeFacts:
    """The posting that a planned row says."""
    return NoticeFacts(**{key: values[key] for key in _STATED if values.get(key)})


def cells(row: NoticeRow, place: str) -> tuple[CellValue, ...]:
    """In the order of the spec; `place` tells the village from its namesakes."""
    facts = row.facts
    told = [_told(getattr(facts, key)) for key in _STATED if key != "period"]
    return (place, row.item, period_text(facts.period), *told)


def _changes(told: dict[str, Any], kept: NoticeFacts) -> tuple[Change, ...]:
    """A number that our own list hides is not written over the one that is kept."""
    found = changes_between(told, partial(getattr, kept))
    return tuple(one for one in found if one.after != _told(one.before))


def _told(value: CellValue) -> CellValue:
    """Numbers of people that somebody wrote into a text do not leave the program."""
    return numbers_masked(value) if isinstance(value, str) else value


def _refused(
    row: ReadRow, values: dict[str, Any], key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    shown = {**values, "period": period_text(values["period"] or "")}
    return refused_for(SPEC, row, shown, (key, reason), double=double)

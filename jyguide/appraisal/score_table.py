"""Raters' points and village composites in a table: its columns, and whom its rows mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.appraisal.rows import SubjectRow
from jyguide.appraisal.scheme import SCALE
from jyguide.exchange.cell import cell_text, compact
from jyguide.exchange.table.cells import tenths_reader, tenths_shown, word_reader, word_shown
from jyguide.exchange.table.doubles import place_text
from jyguide.exchange.table.plan import PlannedRow, changes_between, refused_for
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.ids import AppraisalSubjectId
from jyguide.people.dates import read_date
from jyguide.people.normalise import read_name

SUBJECT = "subject"
"""The key under which a planned row keeps whose points it states."""
_NAMED = 3
_MOST = SCALE // 10
_SOURCE_WORDS = {
    "内部": Source.INTERNAL,
    "内部评": Source.INTERNAL,
    "内部评议": Source.INTERNAL,
    "上级": Source.SUPERIOR,
    "上级评": Source.SUPERIOR,
    "上级评议": Source.SUPERIOR,
    "基层": Source.GRASSROOTS,
    "基层评": Source.GRASSROOTS,
    "基层评议": Source.GRASSROOTS,
    "综合考核": Source.COMPOSITE,
    "村级考核": Source.COMPOSITE,
    "村综合考核": Source.COMPOSITE,
    "综合": Source.COMPOSITE,
}


read_points = tenths_reader("分", _MOST, "分数", f"不在 0 到 {_MOST} 分之间")
"""``88``, ``88.5`` or ``88.5分``: tenths; nothing for an empty cell."""


SPEC = TableSpec(
    "appraisal_score",
    "书记考核得分",
    "条",
    (
        TableColumn(
            "name",
            "姓名",
            ("书记姓名", "书记", "考核对象", "被考核人", "村书记"),
            required=True,
            read=read_name,
            how="在这次考核里的书记姓名",
            example="王小明",
        ),
        TableColumn(
            "organisation",
            "村（社区）",
            ("村社区", "村", "所在村", "单位", "所在单位", "党组织", "所在党组织", "村名", "社区"),
            read=compact,
            how="有重名的必须填写",
            example="红豆村",
            width=22,
        ),
        TableColumn(
            "township",
            "镇街园区",
            ("镇街", "乡镇", "镇", "街道", "所属镇街"),
            read=compact,
            how="同名同村名时用来分清",
            example="周庄镇",
            width=16,
        ),
        TableColumn(
            "source",
            "来源",
            ("评价来源", "评价类别", "类别", "评价主体", "考核类别"),
            read=word_reader(SOURCE_NAMES, _SOURCE_WORDS, "没有“{}”这种来源，可以填"),
            shown=word_shown(SOURCE_NAMES),
            how="从下拉列表中选；不填按村级综合考核",
            example="上级评价",
            choices=tuple(SOURCE_NAMES.values()),
            width=16,
        ),
        TableColumn(
            "rater",
            "评价人",
            ("评价单位", "打分人", "评委", "评分人", "考核单位"),
            read=lambda value: " ".join(cell_text(value).split()),
            how="村级综合考核可不填，其他来源必填",
            example="镇党委书记",
            width=20,
        ),
        TableColumn(
            "points",
            "得分",
            ("分数", "评分", "分值", "总分", "综合得分", "考核得分", "最后得分"),
            required=True,
            read=read_points,
            shown=tenths_shown,
            how="0 到 100，最多一位小数",
            example="92.5",
            width=10,
        ),
        TableColumn(
            "rated_on",
            "日期",
            ("评价日期", "打分日期", "考核日期"),
            read=read_date,
            how="可不填",
            example="2026-12-20",
        ),
    ),
)
NOTES = (
    "一位书记、一个评价人填一行，从第 2 行开始；带 * 的列必填。",
    "同一来源有几位评价人的，各填一行，程序取平均；缺的不要填 0，留空或不写这一行。",
    "民主测评票不要填在这里，请在“测评票”里按批录入。",
    "已经录入过的（同一人、同一来源、同一评价人）可以选择更新、补充或跳过。",
)
Identity = tuple[AppraisalSubjectId, Source, str]


@dataclass(frozen=True, slots=True)
class KeptScore:
    """Points that are kept already."""

    points: int
    rated_on: date | None
    version: str = ""


class ScoreComparison:
    """Tells of each row whose points it states, and whether they are kept already.

    Args:
        people: Everybody in the appraisal.
        kept: Points there are.
        today: Nobody rated after it.
    """

    def __init__(
        self, people: Iterable[SubjectRow], kept: Mapping[Identity, KeptScore], today: date
    ) -> None:
        self._named: defaultdict[str, list[SubjectRow]] = defaultdict(list)
        for one in people:
            self._named[one.name].append(one)
        self._kept = kept
        self._today = today
        self._first: dict[Identity, tuple[str, int]] = {}

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate; rows are given in the order of the file."""
        values = {**row.values, "source": row.values.get("source") or Source.COMPOSITE}
        found = self._meant(values)
        if isinstance(found, str):
            return _refused(row, values, "name", found)
        if fault := self._fault(values):
            return _refused(row, values, *fault)
        identity = (found.id, values["source"], values.get("rater") or "")
        first = self._first.setdefault(identity, (row.sheet, row.row))
        if first != (row.sheet, row.row):
            place = place_text(first, (row.sheet, row.row))
            said = f"与{place}是同一人、同一来源、同一评价人，以那一行为准"
            return _refused(row, values, "points", said, double=True)
        known = self._kept.get(identity)
        said_ = {key: row.values.get(key) for key in ("points", "rated_on")}
        changes = changes_between(said_, partial(getattr, known)) if known else ()
        note = f"记到：{found.label}" if len(self._named[found.name]) > 1 else ""
        values[SUBJECT] = found.id
        derived = frozenset() if row.values.get("source") else frozenset({"source"})
        return PlannedRow(row.sheet, row.row, values, known, changes, derived, note=note)

    def _fault(self, values: Mapping[str, Any]) -> tuple[str, str] | None:
        if not values.get("rater") and values["source"] is not Source.COMPOSITE:
            return "rater", f"{SOURCE_NAMES[values['source']]}要写明评价人"
        day = values.get("rated_on")
        if day is not None and day > self._today:
            return "rated_on", "日期晚于今天"
        return None

    def _meant(self, values: Mapping[str, Any]) -> SubjectRow | str:
        """Whom a row means, or why nobody can say."""
        name = values["name"]
        namesakes = self._named.get(name, [])
        if not namesakes:
            return f"这次考核里没有“{name}”，请核对姓名，或先把他加入考核"
        found = namesakes
        for key in ("organisation", "township"):
            place = values.get(key) or ""
            if place:
                found = _fitting(found, key, place)
                if not found:
                    known = "、".join(one.label for one in namesakes[:_NAMED])
                    return f"“{place}”没有叫“{name}”的书记，这次考核里是：{known}"
        if len(found) > 1:
            known = "、".join(one.label for one in found[:_NAMED])
            return f"有 {len(found)} 位“{name}”（{known}），请写明村（社区）和镇街"
        one = found[0]
        if one.left_on is not None:
            return f"“{name}”已退出这次考核（{one.left_reason}）"
        return one if one.may_key else f"“{name}”不由本单位录入"


def _fitting(people: list[SubjectRow], key: str, place: str) -> list[SubjectRow]:
    """Whoever stands there by its whole name, else by a part of it."""
    named = [(compact(getattr(one, key)), one) for one in people]
    whole = [one for name, one in named if name == place]
    return whole or [one for name, one in named if name and (place in name or name in place)]


def _refused(
    row: ReadRow, values: Mapping[str, Any], key: str, reason: str, *, double: bool = False
) -> PlannedRow:
    shown = {
        each: SPEC.by_key[each].shown(value) if each in ("source", "points") else value
        for each, value in values.items()
        if each in SPEC.by_key
    }
    return refused_for(SPEC, row, shown, (key, reason), double=double)

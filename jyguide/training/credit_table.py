"""Trainings held elsewhere in a table: its columns, and how a cell becomes a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.table.cells import tenths_reader, tenths_shown, word_reader, word_shown
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.people.dates import read_date
from jyguide.people.id_column import ID_COLUMN
from jyguide.people.normalise import read_name
from jyguide.training.credit import RecordFacts
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionKind,
    SessionLevel,
)

_MOST = 9999
_KIND_WORDS = {
    "专题": SessionKind.TOPIC_LECTURE,
    "专题培训": SessionKind.TOPIC_LECTURE,
    "专题讲座": SessionKind.TOPIC_LECTURE,
    "集中培训": SessionKind.TOPIC_LECTURE,
    "参观": SessionKind.STUDY_VISIT,
    "参观考察": SessionKind.STUDY_VISIT,
    "学习考察": SessionKind.STUDY_VISIT,
    "交流": SessionKind.EXCHANGE,
    "工作讲坛": SessionKind.QUARTERLY_FORUM,
    "领头雁讲坛": SessionKind.QUARTERLY_FORUM,
    "后备人才": SessionKind.RESERVE_TALENT,
    "后备培训": SessionKind.RESERVE_TALENT,
}
_LEVEL_WORDS = {name: level for level, name in SESSION_LEVEL_NAMES.items()} | {
    "市": SessionLevel.CITY,
    "江阴市": SessionLevel.CITY,
    "江阴市级": SessionLevel.CITY,
    "镇": SessionLevel.TOWNSHIP,
    "乡镇": SessionLevel.TOWNSHIP,
    "乡镇级": SessionLevel.TOWNSHIP,
    "镇街": SessionLevel.TOWNSHIP,
    "镇街级": SessionLevel.TOWNSHIP,
    "街道": SessionLevel.TOWNSHIP,
    "街道级": SessionLevel.TOWNSHIP,
}
_HIGHER = ("国家", "中央", "省", "无锡")


def _level(value: CellValue) -> SessionLevel | None:
    text = compact(value)
    if text and text not in _LEVEL_WORDS:
        more = "；省、无锡市等上级办的按“市级”填" if text.startswith(_HIGHER) else ""
        raise CellError(f"级别“{text}”只能填“市级”或“镇级”{more}")
    return _LEVEL_WORDS.get(text)


_tenths = tenths_reader("个?学时|课时|小时|天|日", _MOST, "数字", f"应在 0 至 {_MOST} 之间")


SPEC = TableSpec(
    "credit_record",
    "其他培训记录",
    "条",
    (
        TableColumn(
            "name",
            "姓名",
            ("参训人员", "学员姓名", "培训人员", "参加人员", "人员姓名", "学员"),
            required=True,
            read=read_name,
            how="人员名单里的姓名",
            example="王小明",
        ),
        ID_COLUMN,
        TableColumn(
            "organisation",
            "单位",
            ("所在单位", "指导站", "所在站", "所在党组织", "党组织", "镇街", "工作单位"),
            read=compact,
            how="只用来分清重名的人：写指导站或党组织的名称",
            example="红豆村",
            width=24,
        ),
        TableColumn(
            "title",
            "培训名称",
            ("培训班名称", "培训班", "班次", "班次名称", "培训内容", "培训项目", "名称"),
            required=True,
            read=cell_text,
            how="证书或通知上的名称",
            example="村书记轮训班",
            width=34,
        ),
        TableColumn(
            "organiser",
            "主办单位",
            ("举办单位", "组织单位", "培训机构", "承办单位", "主办"),
            read=cell_text,
            example="市委党校",
            width=22,
        ),
        TableColumn(
            "kind",
            "类型",
            ("培训类型", "培训类别", "培训形式", "培训方式"),
            read=word_reader(SESSION_KIND_NAMES, _KIND_WORDS, "没有“{}”这种类型，可以填"),
            shown=word_shown(SESSION_KIND_NAMES),
            how="从下拉列表中选；不填按专题教学",
            example="专题教学",
            choices=tuple(SESSION_KIND_NAMES.values()),
            width=16,
        ),
        TableColumn(
            "level",
            "级别",
            ("培训级别", "培训层级", "层级", "办班级别"),
            required=True,
            read=_level,
            shown=word_shown(SESSION_LEVEL_NAMES),
            how="市级或镇级；省、无锡市等上级办的按市级",
            example="市级",
            choices=tuple(SESSION_LEVEL_NAMES.values()),
            width=10,
        ),
        TableColumn(
            "starts_on",
            "开始日期",
            ("培训日期", "开始时间", "培训时间", "起始日期", "开班日期", "开班时间", "日期"),
            required=True,
            read=read_date,
            how="年月日",
            example="2026-05-11",
        ),
        TableColumn(
            "ends_on",
            "结束日期",
            ("结束时间", "截止日期", "结业日期", "结业时间"),
            read=read_date,
            how="年月日；不填即当天结束",
            example="2026-05-13",
        ),
        TableColumn(
            "hours",
            "学时",
            ("培训学时", "学时数", "课时", "培训课时"),
            read=_tenths,
            shown=tenths_shown,
            how="学时、天数至少填一个，另一个按规则折算",
            example="24",
            width=8,
        ),
        TableColumn(
            "days",
            "天数",
            ("培训天数", "天"),
            read=_tenths,
            shown=tenths_shown,
            how="可以带半天，如 1.5",
            example="3",
            width=8,
        ),
        TableColumn("note", "备注", ("说明",), read=cell_text, width=24),
    ),
)
NOTES = (
    "每人每次培训填一行，从第 2 行开始；带 * 的列必填。",
    "有重名的，请填身份证号或后四位；也可以在“单位”里写指导站或党组织来分清。",
    "本站、市级在本系统里签到的培训会自动计入，不要再填，以免重复计算。",
    "已经登记过的（同一人、同一天开始、名称相同）不会重复登记，可以选择更新、补充或跳过。",
)
STATED = ("organiser", "kind", "level", "ends_on", "hours", "days", "note")
"""What a row may say otherwise about a record that is kept."""


def kept(facts: RecordFacts, key: str) -> Any:
    """What a record says under a key of the table; a figure it does not state is nothing."""
    value = getattr(facts, key)
    return value or None if key in ("hours", "days") else value


def completed(values: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """A row's values with what follows from others, and the keys of that."""
    found: dict[str, Any] = {key: values.get(key) for key in SPEC.by_key}
    missing: dict[str, Any] = {"kind": SessionKind.TOPIC_LECTURE, "ends_on": found["starts_on"]}
    derived = {key: value for key, value in missing.items() if not found[key]}
    return found | derived, frozenset(derived)


def facts_of(values: Mapping[str, Any]) -> RecordFacts:
    """The record that complete values say."""
    return RecordFacts(
        title=values["title"].strip(),
        kind=SessionKind(values["kind"]),
        level=SessionLevel(values["level"]),
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        hours=values["hours"] or 0,
        days=values["days"] or 0,
        organiser=values["organiser"] or "",
        note=values["note"] or "",
    )


def cells_in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    """A refused row's values as the preview shows them."""
    return {
        key: SPEC.by_key[key].shown(value) if key in ("kind", "level", "hours", "days") else value
        for key, value in values.items()
    }

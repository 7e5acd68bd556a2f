"""People, organisations, and the way to the post, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

PEOPLE: Mapping[str, TableName] = {
    "person": TableName(
        "人员",
        {
            "name": "姓名",
            "sex": "性别",
            "ethnic": "民族",
            "birth": "出生日期",
            "id_number": "身份证号",
            "phone": "手机号",
            "education": "学历",
            "joined": "入党日期",
            "organisation": "所在党组织",
            "post": "职务",
            "role": "人员类别",
            "organisation_id": "所属组织",
            "reading": "姓名读音",
            "position": "排序号",
            "note": "备注",
            "same_as_id": "合并到",
            **STATION,
        },
    ),
    "organisation": TableName(
        "组织",
        {
            "name": "名称",
            "kind": "类型",
            "code": "代码",
            "parent_id": "上级组织",
            "position": "次序",
            "note": "备注",
            **STATION,
        },
    ),
    "posting": TableName(
        "任职经历",
        {
            "person_id": "人员",
            "organisation": "所在党组织",
            "organisation_id": "所属组织",
            "post": "职务",
            "role": "人员类别",
            "began_on": "开始日期",
            "ended_on": "结束日期",
            "note": "备注",
            **STATION,
        },
    ),
    "distinct_people": TableName("确认不是同一人", {"person_id": "人员", "other_id": "另一人"}),
    "reserve_talent": TableName(
        "后备人才",
        {
            "person_id": "人员",
            "listed_on": "列入日期",
            "target": "培养方向",
            "ended_on": "移出日期",
            "outcome": "去向",
            "note": "备注",
        },
    ),
    "instructor": TableName(
        "指导员",
        {
            "person_id": "人员",
            "kind": "专/兼职",
            "state": "上岗状态",
            "began_on": "列入日期",
            "ended_on": "离开日期",
            **STATION,
        },
    ),
    "submission": TableName(
        "上岗请示",
        {
            "title": "标题",
            "kind": "种类",
            "number": "请示文号",
            "submitted_on": "上报日期",
            "note": "备注",
            **STATION,
        },
    ),
    "nomination": TableName(
        "上岗人选",
        {
            "person_id": "人员",
            "submission_id": "请示",
            "instructor_kind": "专/兼职",
            "outcome": "结果",
            "decided_on": "决定日期",
            "reason": "原因",
        },
    ),
    "appointment": TableName(
        "批复上岗",
        {
            "person_id": "人员",
            "kind": "种类",
            "number": "批复文号",
            "approved_on": "批复日期",
            "effective_on": "上岗日期",
            "valid_until": "有效期至",
            "reason": "认定原因",
            "submission_key": "请示",
        },
    ),
    "duty_change": TableName(
        "上岗变动",
        {"person_id": "人员", "step": "变动", "on_date": "日期", "reason": "原因"},
    ),
}

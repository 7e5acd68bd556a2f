"""The training year, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

TRAINING: Mapping[str, TableName] = {
    "training_session": TableName(
        "培训",
        {
            "title": "名称",
            "kind": "类型",
            "level": "级别",
            "starts_on": "开始日期",
            "ends_on": "结束日期",
            "place": "地点",
            "lecturer": "授课人",
            "credit_hours": "学时",
            "training_days": "培训天数",
            "note": "备注",
            "stage": "状态",
            "starts_at": "开始时间",
            "ends_at": "结束时间",
            "summary": "培训记录",
            **STATION,
        },
    ),
    "enrolment": TableName(
        "培训报名",
        {
            "person_id": "人员",
            "session_id": "培训",
            "attendance": "考勤",
            "signed_at": "签到时间",
            "reason": "原因",
            "credited_hours": "认定学时",
            "credited_days": "认定天数",
            "credit_reason": "认定原因",
        },
    ),
    "credit_record": TableName(
        "其他培训",
        {
            "person_id": "人员",
            "title": "名称",
            "organiser": "主办单位",
            "kind": "类型",
            "level": "级别",
            "starts_on": "开始日期",
            "ends_on": "结束日期",
            "credit_hours": "学时",
            "training_days": "培训天数",
            "note": "备注",
            "session_key": "市级培训",
        },
    ),
    "lecturer": TableName(
        "师资",
        {
            "name": "姓名",
            "unit": "单位",
            "title": "职务职称",
            "person_id": "人员",
            "note": "备注",
            **STATION,
        },
    ),
    "teaching": TableName(
        "授课",
        {"session_id": "培训", "lecturer_id": "授课人", "topic": "题目", "hours": "学时"},
    ),
    "feedback_slip": TableName(
        "反馈表",
        {
            "session_id": "培训",
            "number": "编号",
            "ratings": "评分",
            "praise": "满意之处",
            "wishes": "建议",
        },
    ),
    "attachment": TableName(
        "照片与材料",
        {
            "name": "文件名",
            "kind": "种类",
            "caption": "说明",
            "session_id": "培训",
            "person_id": "人员",
            "inspection_id": "支部检查",
            "measure_id": "整改措施",
            "criterion": "指标编号",
            "subject_key": "所属记录",
            "media": "格式",
            "size": "大小",
            "width": "宽（像素）",
            "height": "高（像素）",
            "taken_at": "拍摄时间",
            "position": "次序",
            "sha256": "内容指纹",
            **STATION,
        },
    ),
}

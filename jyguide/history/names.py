"""What every synchronised table and column is called on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jyguide.errors import RuleError

_STATION = {"station_id": "指导站"}
_BODY_OF_PAPER = {
    "lines": "组卷要求",
    "pass_points": "及格分",
    "minutes": "时长",
    "rule": "评分规则",
    "shuffle": "打乱选项",
}


@dataclass(frozen=True, slots=True)
class TableName:
    """A table in words, and its columns in the order in which people read them."""

    name: str
    columns: Mapping[str, str]


TABLES: Mapping[str, TableName] = {
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
            **_STATION,
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
            **_STATION,
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
            **_STATION,
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
            **_STATION,
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
            **_STATION,
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
            **_STATION,
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
            **_STATION,
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
            "media": "格式",
            "size": "大小",
            "width": "宽（像素）",
            "height": "高（像素）",
            "taken_at": "拍摄时间",
            "position": "次序",
            "sha256": "内容指纹",
            **_STATION,
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
    "regulation": TableName(
        "法规",
        {
            "title": "名称",
            "code": "代号",
            "edition": "版本",
            "in_force_from": "施行日期",
            "replaced": "替代情况",
            "note": "备注",
            "replaced_by_id": "被哪一版取代",
        },
    ),
    "clause_change": TableName(
        "条款变动",
        {
            "regulation_id": "法规",
            "article": "条款",
            "new_article": "新版条款",
            "note": "变动内容",
            "marked_on": "登记日期",
        },
    ),
    "item": TableName(
        "试题",
        {
            "revision_id": "内容",
            "status": "状态",
            "number": "题号",
            "source": "来源",
            "position": "次序",
            "question_id": "所属问题",
            "merged_into_id": "并入",
            **_STATION,
        },
    ),
    "item_revision": TableName(
        "试题内容",
        {
            "item_id": "试题",
            "kind": "题型",
            "stem": "题干",
            "options": "选项",
            "answer": "答案",
            "explanation": "解析",
            "key_points": "要点",
            "category": "类别",
            "difficulty": "难度",
            "tests": "考查内容",
            "regulation": "依据",
            "edition": "依据版本",
            "article": "条款",
            "point_rules": "要点分量",
            "reason": "修改原因",
        },
    ),
    "distinct_items": TableName(
        "确认不是同一题", {"item_id": "试题", "other_id": "另一题", **_STATION}
    ),
    "item_report": TableName(
        "试题报错",
        {
            "item_id": "试题",
            "revision_id": "报错时的内容",
            "fault": "问题",
            "text": "说明",
            "reported_on": "报错日期",
            "state": "处理结果",
            "answer": "答复",
            "answered_on": "答复日期",
            **_STATION,
        },
    ),
    "bank_release": TableName(
        "题库版本",
        {
            "version": "版本",
            "issued_on": "发布日期",
            "questions": "问题数",
            "items": "试题数",
            "digest": "核对码",
            "note": "说明",
        },
    ),
    "blueprint": TableName(
        "组卷蓝图",
        {
            "name": "名称",
            **_BODY_OF_PAPER,
            "avoid_papers": "避开最近几份卷",
            "allow_alike": "允许近似题",
            **_STATION,
        },
    ),
    "paper": TableName(
        "试卷",
        {
            "title": "名称",
            "blueprint_id": "组卷蓝图",
            "seed": "随机种子",
            "total_points": "总分",
            **_BODY_OF_PAPER,
            "variant": "卷别",
            "variant_of_id": "同一份卷",
            "seal_id": "密封统考",
            "drawing": "组卷方式",
            **_STATION,
        },
    ),
    "paper_item": TableName(
        "试卷题目",
        {
            "paper_id": "试卷",
            "position": "题次",
            "revision_id": "题目",
            "points": "分值",
            "option_order": "选项顺序",
        },
    ),
    "exam": TableName(
        "考试",
        {
            "title": "名称",
            "session_id": "培训",
            "paper_id": "试卷",
            "state": "状态",
            "proctor_code": "监考口令",
            "leaving_locks": "离开即锁定",
            "reveal": "公布分数",
            "makeup_of_id": "补考的考试",
            **_STATION,
        },
    ),
    "attempt": TableName(
        "答卷",
        {
            "exam_id": "考试",
            "person_id": "考生",
            "started_at": "开始时间",
            "seconds_allowed": "限时",
            "extra_seconds": "补时",
            "interruptions": "中断",
            "handed_in_at": "交卷时间",
            "seconds_used": "用时",
            "ended_by": "交卷方式",
            "origin": "答题方式",
            "paper_id": "试卷",
        },
    ),
    "attempt_event": TableName(
        "考场记录",
        {
            "attempt_id": "答卷",
            "kind": "情况",
            "at": "时间",
            "seconds": "秒数",
            "note": "说明",
        },
    ),
    "answer": TableName(
        "作答",
        {
            "attempt_id": "答卷",
            "paper_item_id": "题目",
            "response": "答案",
            "later": "稍后再答",
            "at": "作答时间",
        },
    ),
    "marking": TableName(
        "评分",
        {
            "attempt_id": "答卷",
            "replaces_id": "更正的评分",
            "at": "评分时间",
            "marks": "各题得分",
            "points": "得分",
            "passed": "及格",
            "waiting": "待评题目",
            "reason": "更正原因",
            "key_changes": "依据的答案更正",
        },
    ),
    "key_change": TableName(
        "答案更正",
        {
            "revision_id": "题目",
            "treatment": "处理",
            "answers": "正确答案",
            "reason": "原因",
            "at": "更正时间",
            **_STATION,
        },
    ),
    "sealed_exam": TableName(
        "密封统考",
        {
            "title": "名称",
            "minutes": "时长",
            "starts_at": "开考时间",
            "seal_id": "编号",
            "digest": "核对码",
            "taken_in_at": "接收时间",
            "payload": "试卷内容",
            "opened_at": "启封时间",
            "paper_id": "试卷",
            **_STATION,
        },
    ),
    "seal_try": TableName(
        "启封记录",
        {
            "sealed_exam_id": "密封统考",
            "at": "时间",
            "opened": "口令正确",
            "early_seconds": "提前秒数",
        },
    ),
    "quiz": TableName(
        "课堂竞答",
        {
            "title": "名称",
            "session_id": "培训",
            "mode": "方式",
            "sides": "参加者",
            "items": "题目",
            "rules": "规则",
            "started_at": "开始时间",
            "ended_at": "结束时间",
            **_STATION,
        },
    ),
    "quiz_round": TableName(
        "竞答记录",
        {
            "quiz_id": "课堂竞答",
            "position": "次序",
            "kind": "方式",
            "revision_id": "题目",
            "results": "得分",
            "at": "时间",
        },
    ),
    "oral_turn": TableName(
        "课堂口答",
        {
            "person_id": "人员",
            "revision_id": "题目",
            "session_id": "培训",
            "seconds": "用时",
            "judges": "评委所记",
            "points": "得分",
            "max_points": "满分",
            "at": "时间",
            **_STATION,
        },
    ),
    "drill_review": TableName(
        "练习记录",
        {
            "person_id": "人员",
            "item_id": "试题",
            "revision_id": "题目",
            "at": "时间",
            "mode": "方式",
            "grade": "自评",
            "seconds": "用时",
            "missed": "漏答要点",
        },
    ),
    "favourite_item": TableName("收藏试题", {"person_id": "人员", "item_id": "试题"}),
    "drill_plan": TableName(
        "练习计划",
        {
            "person_id": "人员",
            "exam_on": "考试日期",
            "daily_items": "每天新题",
            "categories": "类别",
            "right_in_row": "连对几次移出错题",
            "answer_seconds": "答题时间（秒）",
        },
    ),
    "certificate": TableName(
        "证书",
        {
            "kind": "种类",
            "person_id": "持证人",
            "session_id": "培训",
            "exam_id": "考试",
            "issued_on": "发证日期",
            "year": "年份",
            "station_code": "站代号",
            "device_letter": "电脑代号",
            "sequence": "序号",
            "wording": "证书文字",
            "replaces_id": "补发自",
            **_STATION,
        },
    ),
    "station": TableName(
        "指导站",
        {
            "name": "名称",
            "code": "代号",
            "position": "次序",
            "full_time_posts": "专职编制",
            "part_time_posts": "兼职编制",
        },
    ),
    "rule": TableName("规则", {"code": "规则", "year": "起始年份", "terms": "内容", **_STATION}),
    "device": TableName("电脑", {"letter": "代号", **_STATION}),
    "user": TableName("使用人", {"name": "姓名", **_STATION}),
    "credential": TableName(
        "电脑凭证",
        {
            "device_id": "电脑",
            "station_code": "站代号",
            "letter": "电脑代号",
            "sign_key": "签名公钥",
            "seal_key": "加密公钥",
            "issued_at": "签发时间",
            "signature": "市级签名",
        },
    ),
    "revocation": TableName(
        "电脑停用",
        {"device_id": "电脑", "reason": "原因", "at": "停用时间", "streams": "停用前的记录"},
    ),
    "erasure": TableName(
        "个人信息清除",
        {"person_id": "人员", "reason": "原因", "at": "清除时间", **_STATION},
    ),
}

MARK = "deleted"
"""The column that marks a row deleted; every table has it."""
_MARK_NAME = "状态"


def require_table(table: str) -> None:
    """Refuse a table that nobody knows.

    Raises:
        RuleError: the hint lists those there are.
    """
    if table not in TABLES:
        raise RuleError(f"没有名为“{table}”的记录种类。", hint=f"可选：{listed_tables()}。")


def listed_tables() -> str:
    """Every table with its name in words."""
    return "、".join(f"{table}（{known.name}）" for table, known in TABLES.items())


def table_name(table: str) -> str:
    """A table in words; one that this release does not know keeps its own name."""
    known = TABLES.get(table)
    return table if known is None else known.name


def column_name(table: str, column: str) -> str:
    """A column in words; one that this release does not know keeps its own name."""
    if column == MARK:
        return _MARK_NAME
    known = TABLES.get(table)
    return column if known is None else known.columns.get(column, column)


def reading_order(table: str, column: str) -> tuple[int, str]:
    """A sort key: columns as people read them, then the unknown, then the mark."""
    known = tuple(TABLES[table].columns) if table in TABLES else ()
    place = known.index(column) if column in known else len(known)
    return (place + (column == MARK), column)

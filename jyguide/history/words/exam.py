"""Papers, exams, quizzes, practice and certificates, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

_BODY_OF_PAPER = {
    "lines": "组卷要求",
    "pass_points": "及格分",
    "minutes": "时长",
    "rule": "评分规则",
    "shuffle": "打乱选项",
}

EXAM: Mapping[str, TableName] = {
    "blueprint": TableName(
        "组卷蓝图",
        {
            "name": "名称",
            **_BODY_OF_PAPER,
            "avoid_papers": "避开最近几份卷",
            "allow_alike": "允许近似题",
            **STATION,
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
            **STATION,
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
            **STATION,
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
            **STATION,
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
            **STATION,
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
            **STATION,
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
            **STATION,
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
            **STATION,
        },
    ),
}

"""The question bank, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

BANK: Mapping[str, TableName] = {
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
            **STATION,
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
        "确认不是同一题", {"item_id": "试题", "other_id": "另一题", **STATION}
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
            **STATION,
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
}

"""Brands, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

BRAND: Mapping[str, TableName] = {
    "brand": TableName(
        "党建品牌",
        {
            "name": "名称",
            "organisation": "所属组织",
            "idea": "内涵",
            "owner": "负责人",
            "note": "备注",
            "ended_on": "停止日期",
            "end_reason": "停止原因",
            "organisation_key": "组织",
            **STATION,
        },
    ),
    "brand_stage": TableName(
        "品牌阶段",
        {
            "brand_id": "品牌",
            "stage": "阶段",
            "reached_on": "达到日期",
            "evidence": "依据",
            "confirmed_by": "确认人",
        },
    ),
    "brand_vote": TableName(
        "品牌评选",
        {
            "name": "名称",
            "year": "年度",
            "scheme": "评选办法",
            "candidates": "参评品牌",
            "note": "备注",
            **STATION,
        },
    ),
    "jury_sheet": TableName(
        "评委评分表",
        {
            "juror": "评委",
            "juror_group": "评委组",
            "juror_unit": "评委单位",
            "vote_id": "评选",
            "sheet": "评分",
            "conflicts": "回避",
            **STATION,
        },
    ),
    "brand_vote_result": TableName(
        "评选结果",
        {
            "vote_id": "评选",
            "number": "文号",
            "closed_on": "结果日期",
            "scheme": "评选办法",
            "ranking": "名次",
            "replaces_key": "替换",
        },
    ),
    "star_award": TableName(
        "雁阵评星",
        {
            "organisation": "组织",
            "star": "星级",
            "awarded_on": "授予日期",
            "evidence": "依据",
            "document": "文号",
            "withdrawn_on": "撤销日期",
            "withdrawn_reason": "撤销原因",
            "withdrawn_document": "撤销文号",
            "organisation_key": "组织编号",
            **STATION,
        },
    ),
}

"""Openness and collective assets, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

_ORGANISATION = {"organisation": "村（社区）"}
_KEY = {"organisation_key": "组织"}

OPENNESS: Mapping[str, TableName] = {
    "openness_item": TableName(
        "公开事项",
        {
            "affairs": "类别",
            "name": "事项",
            "content": "公开内容",
            "place_kind": "适用",
            "period": "周期",
            "days_after": "期后天数",
            "posted_days": "公布天数",
            "basis": "依据",
            "verified": "周期是条文原文",
            "days_verified": "公布天数是条文原文",
            "began_on": "启用日期",
            "position": "次序",
            "ended_on": "停用日期",
            **STATION,
        },
    ),
    "openness_notice": TableName(
        "公开记录",
        {
            **_ORGANISATION,
            "item_id": "公开事项",
            "period": "所属期",
            "subject": "具体事项",
            "happened_on": "发生日期",
            "text": "公开内容",
            "posted_on": "公布日期",
            "taken_down_on": "撤下日期",
            "place": "公布地点",
            "objected_on": "异议日期",
            "objection": "异议",
            "replied_on": "答复日期",
            "reply": "答复",
            **_KEY,
            **STATION,
        },
    ),
    "openness_rhythm": TableName(
        "公开周期例外",
        {**_ORGANISATION, "item_id": "公开事项", "period": "周期", **_KEY, **STATION},
    ),
    "collective_asset": TableName(
        "集体三资",
        {
            **_ORGANISATION,
            "kind": "类别",
            "name": "名称",
            "code": "编号",
            "unit": "单位",
            "place": "坐落",
            "note": "备注",
            **_KEY,
            **STATION,
        },
    ),
    "asset_change": TableName(
        "三资变动",
        {
            "asset_id": "三资",
            "changed_on": "日期",
            "kind": "变动",
            "amount": "数量",
            "reason": "事由",
            "document": "凭证文号",
        },
    ),
    "cooperative": TableName(
        "合作社",
        {
            "name": "名称",
            **_ORGANISATION,
            "kind": "类别",
            "code": "统一社会信用代码",
            "head": "负责人",
            "founded_on": "成立日期",
            "ended_on": "注销日期",
            "note": "备注",
            **_KEY,
            **STATION,
        },
    ),
    "cooperative_year": TableName(
        "合作社年度情况",
        {
            "cooperative_id": "合作社",
            "year": "年度",
            "members": "成员",
            "shares": "股份",
            "capital": "股本",
            "income": "收入",
            "dividend": "分红",
            "paid_on": "分红日期",
            "note": "备注",
        },
    ),
    "property_deal": TableName(
        "产权交易",
        {
            "number": "编号",
            "dealt_on": "日期",
            **_ORGANISATION,
            "kind": "类别",
            "subject": "标的",
            "area": "面积",
            "area_unit": "面积单位",
            "price": "成交价",
            "seller_category": "转出方类别",
            "buyer_category": "受让方类别",
            "began_on": "期限起",
            "ends_on": "期限止",
            "note": "备注",
            **_KEY,
            **STATION,
        },
    ),
}

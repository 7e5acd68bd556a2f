"""Stations, their PCs and users, and rules, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

OFFICE: Mapping[str, TableName] = {
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
    "rule": TableName("规则", {"code": "规则", "year": "起始年份", "terms": "内容", **STATION}),
    "device": TableName("电脑", {"letter": "代号", **STATION}),
    "user": TableName("使用人", {"name": "姓名", "role": "身份", **STATION}),
    "disclosure": TableName(
        "查看完整号码",
        {
            "user_id": "使用人",
            "at": "时间",
            "kind": "方式",
            "what": "内容",
            "people": "人数",
            "person_key": "人员",
            **STATION,
        },
    ),
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
        {"person_id": "人员", "reason": "原因", "at": "清除时间", **STATION},
    ),
}

"""The grid, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.history.words.table import STATION, TableName

GRID: Mapping[str, TableName] = {
    "grid_unit": TableName(
        "网格",
        {
            "name": "名称",
            "level": "层级",
            "code": "编号",
            "parent_unit_id": "上级网格",
            "position": "次序",
            "organisation_key": "对应组织",
            "leader": "网格长",
            "leader_phone": "网格长电话",
            "note": "备注",
            **STATION,
        },
    ),
    "centre_household": TableName(
        "党员中心户",
        {
            "name": "姓名",
            "unit_id": "所在网格",
            "phone": "电话",
            "address": "地址",
            "note": "备注",
            "person_key": "人员",
            **STATION,
        },
    ),
    "vanguard_member": TableName(
        "先锋党员",
        {
            "name": "姓名",
            "code": "编号",
            "unit_id": "所在网格",
            "phone": "电话",
            "left_on": "退出日期",
            "left_reason": "退出原因",
            "note": "备注",
            "person_key": "人员",
            **STATION,
        },
    ),
    "contact_target": TableName(
        "联系对象",
        {
            "name": "姓名（户主）",
            "kind": "类别",
            "code": "户号",
            "unit_id": "所在网格",
            "phone": "电话",
            "address": "地址",
            "people": "人口",
            "vanguard_id": "联系人",
            "held_since": "联系起始日期",
            "left_on": "迁出日期",
            "left_reason": "迁出原因",
            "note": "备注",
            "person_key": "人员",
            **STATION,
        },
    ),
    "grid_handover": TableName(
        "联系移交",
        {
            "target_id": "联系对象",
            "handed_on": "移交日期",
            "from_name": "移出人",
            "to_name": "接收人",
            "reason": "原因",
            "from_key": "移出人编号",
            "to_key": "接收人编号",
        },
    ),
    "grid_visit": TableName(
        "联系走访",
        {
            "target_id": "联系对象",
            "visited_on": "日期",
            "way": "方式",
            "holder": "联系人",
            "note": "记录",
            "holder_key": "联系人编号",
        },
    ),
    "grid_card_sheet": TableName(
        "走访卡",
        {
            "code": "卡号",
            "holder": "联系人",
            "quarter": "季度",
            "printed_on": "打印日期",
            "target_keys": "卡上的联系对象",
            "holder_key": "联系人编号",
            **STATION,
        },
    ),
    "grid_matter": TableName(
        "民情事项",
        {
            "content": "内容",
            "category": "类别",
            "unit_id": "所在网格",
            "raised_on": "提出日期",
            "raised_by": "提出人",
            "owner": "责任人",
            "due_on": "答复期限",
            "replied_on": "答复日期",
            "reply": "答复",
            "accepted": "是否满意",
            "target_key": "联系对象",
            "visit_key": "走访",
            **STATION,
        },
    ),
}

"""Import reports as the service gives them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

from jyguide.sync.row import ConflictKind, ConflictRow, Count, HeldRow, ImportReport, Side, Total

ZONE = timezone(timedelta(hours=8))
ACTION = UUID(int=7)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def a_conflict(number=1, **changes):
    facts = {
        "id": number,
        "kind": ConflictKind.EDIT,
        "table": "person",
        "row_id": uuid4(),
        "what": f"陈明{number} · 联系方式",
        "kept": Side("手机号：139****0002", "李站长", at("2026-11-22T09:15")),
        "lost": Side("手机号：138****0001", "王干事", at("2026-11-20T16:40")),
        "can_swap": True,
    }
    return ConflictRow(**(facts | changes))


def a_report(**changes):
    facts = {
        "path": Path("S07→市 第17号 2026-11-23.jysync"),
        "rehearsal": True,
        "sender": "周庄镇 A 机",
        "office": "S07",
        "number": 17,
        "written_at": at("2026-11-23T09:12"),
        "notes": (
            "上次收到第15号。第16号没有收到过——其内容已包含在本文件中，无需补发。",
            "对方时钟比本机快 3 分钟。",
        ),
        "applied": 262,
        "known": 2,
        "new": (Count("人员", 12), Count("培训", 3), Count("报名与签到", 180)),
        "changed": (Count("人员", 7),),
        "deleted": (Count("报名与签到", 1),),
        "conflicts": (a_conflict(None), a_conflict(None, kind=ConflictKind.DELETE)),
        "conflict_count": 2,
        "refused": (HeldRow("百问第 12 题 · 题干", "题库由市级统一维护", "周庄镇 A 机"),),
        "refused_count": 1,
        "waiting": (HeldRow("签到 1 条", "等待“第9次集中训练”", "周庄镇 B 机"),),
        "before": (
            Total("人员", 251, None),
            Total("培训", 9, None),
            Total("报名与签到", 620, None),
        ),
        "after": (Total("人员", 263, 263), Total("培训", 12, 12), Total("报名与签到", 799, 800)),
    }
    return ImportReport(**(facts | changes))

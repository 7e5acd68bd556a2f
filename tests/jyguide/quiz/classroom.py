"""A made-up quiz of five items, without a database."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.ids import PersonId, QuizId, RevisionId
from jyguide.quiz.plan import Quiz, QuizPlan, QuizRules, Side
from jyguide.quiz.row import QuizMode

ITEMS = (
    ItemContent(
        ItemKind.SINGLE,
        "预备党员的预备期为（   ）。",
        ("六个月", "一年", "两年"),
        "B",
        "自支部大会通过之日算起。",
        category="党员发展",
        regulation="中国共产党章程",
        article="第七条",
    ),
    ItemContent(
        ItemKind.MULTIPLE, "“三会”是指", ("党员大会", "支委会", "党小组会", "联席会"), "ABC"
    ),
    ItemContent(ItemKind.TRUE_FALSE, "党费可以预交一年。", answer="F", category="党费"),
    ItemContent(ItemKind.ORDERING, "发展党员的顺序", ("申请", "考察", "接收"), "ACB"),
    ItemContent(ItemKind.FILL_IN, "支部任期____年。", answer=(("三", "3"),)),
)
NAMES = ("红旗队", "先锋队", "第三组")


def a_quiz(mode: QuizMode = QuizMode.TEAM, **rules: object) -> Quiz:
    sides = tuple(
        Side(name if mode is QuizMode.TEAM else "", (PersonId(uuid.UUID(int=at + 1)),))
        for at, name in enumerate(NAMES)
    )
    keys = tuple(RevisionId(uuid.UUID(int=100 + at)) for at in range(len(ITEMS)))
    plan = QuizPlan("课堂竞答", mode, sides, keys, replace(QuizRules(), **rules))  # type: ignore[arg-type]
    moment = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=8)))
    return Quiz(QuizId(uuid.UUID(int=7)), plan, NAMES, ITEMS, moment)

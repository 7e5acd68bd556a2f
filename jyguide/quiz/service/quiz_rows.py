"""How a quiz stands in its row."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from db.models import Quiz as QuizTable
from jyguide.errors import RuleError
from jyguide.ids import QuizId, RevisionId, SessionId
from jyguide.quiz.plan import QuizPlan, QuizRules, orders_from_json, sides_from_json
from jyguide.quiz.row import QuizMode


def living_quiz(session: Session, quiz_id: QuizId) -> QuizTable:
    """The row of a quiz.

    Raises:
        RuleError: there is none, or it was deleted.
    """
    row = session.get(QuizTable, quiz_id)
    if row is None or row.deleted:
        raise RuleError(
            "没有找到这次竞答，可能已被删除，没有改动。", hint="请刷新列表后重新选择。"
        )
    return row


def plan_of(row: QuizTable) -> QuizPlan:
    """The plan that a row keeps."""
    return QuizPlan(
        title=row.title,
        mode=QuizMode(row.mode),
        sides=sides_from_json(row.sides),
        items=tuple(RevisionId(key_of(one)) for one in row.items),
        rules=QuizRules.from_json(row.rules),
        session_id=SessionId(row.session_id) if row.session_id else None,
        orders=orders_from_json(row.rules),
    )


def key_of(kept: object) -> uuid.UUID:
    """A key as JSON keeps it."""
    return uuid.UUID(str(kept))

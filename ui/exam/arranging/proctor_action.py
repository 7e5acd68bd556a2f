"""What a proctor may do to one paper, and how it is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyguide.changes import Changed
from jyguide.exam.service.proctoring import ProctorService
from jyguide.ids import AttemptId


class ProctorAction(StrEnum):
    """One of the proctor's means."""

    UNLOCK = "unlock"
    EXTRA_TIME = "extra_time"
    COLLECT = "collect"
    VOID = "void"
    RESTORE = "restore"
    LEAVE = "leave"
    """Leaving the exam window; the attempt stays as it is."""


ACTION_NAMES = {
    ProctorAction.UNLOCK: "解锁",
    ProctorAction.EXTRA_TIME: "补时",
    ProctorAction.COLLECT: "收卷",
    ProctorAction.VOID: "作废",
    ProctorAction.RESTORE: "恢复有效",
    ProctorAction.LEAVE: "退出考试窗口",
}
ACTION_EFFECTS = {
    ProctorAction.UNLOCK: "试卷恢复作答，锁定期间时间照常走，需要时另外补时。",
    ProctorAction.EXTRA_TIME: "考生的剩余时间立即增加。",
    ProctorAction.COLLECT: "按已答的内容交卷并评分，不能再作答。",
    ProctorAction.VOID: (
        "这份答卷不计成绩，不进入分析，不再据以发证；本人可以重新作答。已发的证书不会自动作废。"
    ),
    ProctorAction.RESTORE: "这份答卷恢复有效，重新计入成绩。",
}


@dataclass(frozen=True, slots=True)
class ProctorOrder:
    """What the proctor wants, and why."""

    action: ProctorAction
    reason: str
    minutes: int = 0


def carry_out(proctoring: ProctorService, attempt_id: AttemptId, order: ProctorOrder) -> Changed:
    """Do to an attempt what was ordered.

    Raises:
        RuleError: as the service's own methods; leaving changes nothing.
    """
    if order.action is ProctorAction.EXTRA_TIME:
        return proctoring.extra_time(attempt_id, order.minutes, order.reason)
    plain = {
        ProctorAction.UNLOCK: proctoring.unlock,
        ProctorAction.COLLECT: proctoring.collect,
        ProctorAction.VOID: proctoring.void,
        ProctorAction.RESTORE: proctoring.restore,
    }
    if order.action not in plain:
        return Changed(0)
    return plain[order.action](attempt_id, order.reason)

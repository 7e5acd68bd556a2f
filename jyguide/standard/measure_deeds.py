"""What can be done with measures as they stand, for buttons and menus; names and days aside."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from jyguide.standard.ledger import LedgerRow
from jyguide.standard.measure import IN_HAND, PASSED, MeasureState


class Deed(StrEnum):
    """A step that is taken with one measure or many."""

    PLAN = "plan"
    FINISH = "finish"
    CHECK = "check"
    RETURN = "return"
    RESCORE = "rescore"
    NOTICE = "notice"
    RECEIPT = "receipt"
    WITHDRAW = "withdraw"


DEED_NAMES = {
    Deed.PLAN: "落实措施…",
    Deed.FINISH: "登记完成…",
    Deed.CHECK: "核验通过…",
    Deed.RETURN: "退回…",
    Deed.RESCORE: "复评…",
    Deed.NOTICE: "开具通知书…",
    Deed.RECEIPT: "登记回执…",
    Deed.WITHDRAW: "撤回…",
}

NEXT_DEED = {
    MeasureState.OPEN: Deed.PLAN,
    MeasureState.PLANNED: Deed.FINISH,
    MeasureState.OVERDUE: Deed.FINISH,
    MeasureState.RETURNED: Deed.FINISH,
    MeasureState.DONE: Deed.CHECK,
    MeasureState.VERIFIED: Deed.RESCORE,
    MeasureState.RESCORED: Deed.RESCORE,
}
"""What is usually done next."""

DEED_NEEDS = {
    Deed.PLAN: "请先选中还没有完成的事项",
    Deed.FINISH: "请先选中还没有完成的事项",
    Deed.CHECK: "请先选中“待核验”的事项",
    Deed.RETURN: "请先选中“待核验”的事项",
    Deed.RESCORE: "请先选中“核验通过”的事项",
}
"""What is to be chosen before a step whose button stands in sight."""

_CAN: dict[Deed, Callable[[LedgerRow], bool]] = {
    Deed.PLAN: lambda one: one.state in IN_HAND and not one.fixed,
    Deed.FINISH: lambda one: one.state in IN_HAND,
    Deed.CHECK: lambda one: one.state is MeasureState.DONE,
    Deed.RETURN: lambda one: one.state is MeasureState.DONE,
    Deed.RESCORE: lambda one: one.state in PASSED,
    Deed.NOTICE: lambda one: one.row.notified_on is None,
    Deed.RECEIPT: lambda one: one.row.notified_on is not None,
    Deed.WITHDRAW: lambda one: one.state not in PASSED,
}


def next_deed(one: LedgerRow) -> Deed:
    """What is usually done next; what need not be put right any more is taken back."""
    return Deed.WITHDRAW if one.gone and may(Deed.WITHDRAW, one) else NEXT_DEED[one.state]


def may(deed: Deed, one: LedgerRow) -> bool:
    """Whether this office can take a step with a measure as it stands."""
    return one.mine and _CAN[deed](one)

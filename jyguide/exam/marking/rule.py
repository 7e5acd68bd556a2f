"""How answers partly right are counted; chosen before a paper is printed, stored with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from jyguide.errors import RuleError


class MultipleRule(StrEnum):
    """What a choice of several letters is worth that is not exactly the key.

    Under none of them does ticking everything earn all: every rule makes a wrong tick cost.
    """

    ALL_OR_NOTHING = "all_or_nothing"
    HALF_WHEN_INCOMPLETE = "half_when_incomplete"
    PROPORTIONAL = "proportional"
    """The share of right letters ticked, while no wrong one is."""
    PLUS_MINUS = "plus_minus"
    """A share for every right letter ticked, less one for every wrong one, never below 0."""


class OrderingRule(StrEnum):
    """What an order partly right is worth; BY_PLACE counts options in their right place."""

    ALL_OR_NOTHING = "all_or_nothing"
    BY_PLACE = "by_place"


MULTIPLE_NAMES = {
    MultipleRule.HALF_WHEN_INCOMPLETE: "少选得一半，错选不得分",
    MultipleRule.PROPORTIONAL: "少选按比例，错选不得分",
    MultipleRule.PLUS_MINUS: "选对加分、选错减分，最低 0 分",
    MultipleRule.ALL_OR_NOTHING: "全对才得分",
}

ORDERING_NAMES = {
    OrderingRule.ALL_OR_NOTHING: "全对才得分",
    OrderingRule.BY_PLACE: "按放对的位置给分",
}


@dataclass(frozen=True, slots=True)
class MarkingRule:
    """How a paper is marked; stored with it, so that later changes leave old marks alone."""

    multiple: MultipleRule = MultipleRule.HALF_WHEN_INCOMPLETE
    ordering: OrderingRule = OrderingRule.ALL_OR_NOTHING

    def to_json(self) -> str:
        """The rule as one line of JSON with its keys in a fixed order."""
        return json.dumps({"multiple": self.multiple.value, "ordering": self.ordering.value})

    @staticmethod
    def from_json(text: str) -> MarkingRule:
        """The rule written by ``to_json``, by this release or an older one.

        Raises:
            RuleError: Damaged, or a rule this release does not know.
        """
        try:
            data = json.loads(text)
            return MarkingRule(MultipleRule(data["multiple"]), OrderingRule(data["ordering"]))
        except (ValueError, KeyError, TypeError) as error:
            raise RuleError(
                "试卷附带的评分规则看不懂，没有评分，答卷没有改动。",
                hint="试卷可能来自更新的版本，请先升级本程序。",
                detail=str(error),
            ) from error

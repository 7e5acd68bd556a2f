"""How many a vanguard member should contact: the figures of “1+10+N”.

The city's own word is “about ten members and N households”. Where the limits lie is the program's
own proposal and not a rule of the city's; an office may set them otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jyguide.errors import RuleError

CODE = "grid"
"""Under which the table of rules keeps this one."""
SOURCE = (
    "“1+10+N”：1 名先锋党员联系约 10 名党员和若干农户。"
    "上限是本程序建议的，不是上级的规定，可以改。"
)
_MOST = 999


@dataclass(frozen=True, slots=True)
class GridRule:
    """What one vanguard member contacts.

    Attributes:
        members: Members, usually.
        most_members: Members, at most; more is an overload.
        most_households: Households, at most.
    """

    members: int = 10
    most_members: int = 12
    most_households: int = 30

    def to_json(self) -> dict[str, Any]:
        """What the table keeps."""
        return {
            "members": self.members,
            "most_members": self.most_members,
            "most_households": self.most_households,
        }

    @classmethod
    def from_json(cls, terms: Mapping[str, Any]) -> GridRule:
        """Read what the table keeps; what it does not say is as the program ships it."""
        base = cls()
        return cls(
            int(terms.get("members", base.members)),
            int(terms.get("most_members", base.most_members)),
            int(terms.get("most_households", base.most_households)),
        )

    def over_because(self, members: int, households: int) -> str:
        """In what somebody contacts more than the limits, in words; empty where he does not."""
        said = [
            f"{word} {count}，上限 {most}"
            for word, count, most in (
                ("党员", members, self.most_members),
                ("农户", households, self.most_households),
            )
            if count > most
        ]
        return "；".join(said)

    def load(self, members: int, households: int) -> float:
        """How full somebody's share is, 1.0 at a limit; to find who has room."""
        return max(members / self.most_members, households / self.most_households)


def check_rule(rule: GridRule) -> None:
    """Refuse figures that contradict each other.

    Raises:
        RuleError: a figure below one, or the usual number above the limit.
    """
    figures = (rule.members, rule.most_members, rule.most_households)
    if not all(0 < one <= _MOST for one in figures):
        raise RuleError("联系人数要在 1 至 999 之间，没有保存。", hint="请改正后再保存。")
    if rule.members > rule.most_members:
        raise RuleError(
            f"通常联系 {rule.members} 名党员，却以 {rule.most_members} 名为上限，没有保存。",
            hint="上限不能小于通常的人数。",
        )

"""What an assignment by lot is made from, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from jyguide.errors import RuleError


class Balance(StrEnum):
    """Over whom the loads of any two inspectors may differ by one branch at most.

    Without travel groups, balance within each group is the same as over all.
    """

    ALL = "all"
    GROUP = "group"
    NONE = "none"


class Rule(StrEnum):
    """What can make an assignment impossible."""

    OWN_UNIT = "own_unit"
    AVOID = "avoid"
    NEVER_MUTUAL = "never_mutual"
    PER_BRANCH = "per_branch"
    BALANCE_OVERALL = "balance_overall"
    BALANCE = "balance"
    BY_GROUP = "by_group"


RULE_NAMES = {
    Rule.OWN_UNIT: "不查本单位",
    Rule.AVOID: "不查去年查过的单位",
    Rule.NEVER_MUTUAL: "两个单位不互查",
    Rule.PER_BRANCH: "每个支部由两个单位各去一人",
    Rule.BALANCE_OVERALL: "全体检查员任务均衡",
    Rule.BALANCE: "检查员任务均衡",
    Rule.BY_GROUP: "按片区检查",
}


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who goes and inspects.

    Attributes:
        unit: The village or station he belongs to; equal texts are one unit.
        group: His travel group; empty where there is none, which is a group like any other.
    """

    key: str
    name: str
    unit: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch to be inspected.

    Attributes:
        unit: The village or station it belongs to, in the same texts as the inspectors'.
        group: The travel group in which it lies.
    """

    key: str
    name: str
    unit: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What every assignment must keep, besides that nobody inspects his own unit.

    Attributes:
        never_mutual: Where anybody of one unit inspects a branch of another, nobody of the
            other inspects one of the first.
        by_group: An inspector only inspects in his own travel group.
        balance: Over whom loads are even.
        avoid: Unit of the inspector and unit of the branch, as last year; not to come again.
        per_branch: 1 or 2 inspectors; two are of different units.
    """

    never_mutual: bool = True
    by_group: bool = False
    balance: Balance = Balance.ALL
    avoid: frozenset[tuple[str, str]] = frozenset()
    per_branch: int = 1

    def holds(self, rule: Rule) -> bool:
        """Whether this rule asks for anything here; `BALANCE_OVERALL` only where groups differ."""
        return {
            Rule.OWN_UNIT: True,
            Rule.AVOID: bool(self.avoid),
            Rule.NEVER_MUTUAL: self.never_mutual,
            Rule.PER_BRANCH: self.per_branch > 1,
            Rule.BALANCE_OVERALL: self.by_group and self.balance is Balance.ALL,
            Rule.BALANCE: self.balance is not Balance.NONE,
            Rule.BY_GROUP: self.by_group,
        }[rule]

    def without(self, rule: Rule) -> Rules:
        """The same rules but for one; that nobody inspects his own unit always stays."""
        if rule is Rule.AVOID:
            return replace(self, avoid=frozenset())
        if rule is Rule.NEVER_MUTUAL:
            return replace(self, never_mutual=False)
        if rule is Rule.PER_BRANCH:
            return replace(self, per_branch=1)
        if rule is Rule.BALANCE_OVERALL:
            return replace(self, balance=Balance.GROUP)
        if rule is Rule.BALANCE:
            return replace(self, balance=Balance.NONE)
        return replace(self, by_group=False) if rule is Rule.BY_GROUP else self

    def group_of(self, one: Inspector | Branch) -> str:
        """The travel group that counts: all are one where groups do not matter."""
        return one.group if self.by_group else ""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything an assignment is made from.

    Attributes:
        unit_names: What units are called in sentences, where the text in `unit` is only a key.
    """

    inspectors: Sequence[Inspector]
    branches: Sequence[Branch]
    rules: Rules = field(default_factory=Rules)
    unit_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who inspects what.

    Attributes:
        pairs: Key of the inspector and key of the branch, in the order of the branches' keys.
        loads: How many branches each inspector has, by his key; those with none stand too.
    """

    pairs: tuple[tuple[str, str], ...]
    loads: Mapping[str, int]


class ImpossibleAssignmentError(RuleError):
    """No assignment keeps all rules; proved.

    Attributes:
        rules: Without these an assignment exists, with all of them none. One where one is to
            blame alone; empty where somebody or something is lacking altogether.
    """

    def __init__(self, message: str, *, hint: str, rules: tuple[Rule, ...]) -> None:
        super().__init__(message, hint=hint)
        self.rules = rules


class NoAssignmentFoundError(RuleError):
    """None was found within a fixed number of tries; there may be one."""

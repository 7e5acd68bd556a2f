"""The rule of the yearly selection: the share of places, and the conditions as they are set.

The share of 7 % is the city's own practice (product.md, V4); every other usual value is the
program's own and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.people.education import LEVEL_NAMES, Level

CODE = "selection"
"""Under which the table of rules keeps this one."""
USUAL_SHARE = 70
"""Tenths of a per cent: 7 %, the city's own practice (product.md, V4)."""
USUAL = "各项条件和数值是本程序的常用值，不是文件规定；以当年公告为准，可以逐项开关和修改。"
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_WHOLE = 1000


class Condition(StrEnum):
    """What is asked of a candidate."""

    AGE = "age"
    YEARS = "years"
    GRADES = "grades"
    TRAINING = "training"
    CLEAN = "clean"
    EDUCATION = "education"
    REVIEW = "review"


CONDITION_NAMES = {
    Condition.AGE: "年龄",
    Condition.YEARS: "任职年限",
    Condition.GRADES: "年度考核",
    Condition.TRAINING: "培训天数",
    Condition.CLEAN: "处理处分",
    Condition.EDUCATION: "学历",
    Condition.REVIEW: "组织考察",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition as it is set.

    Attributes:
        on: Whether it is asked for at all.
        value: Years of age at most; years in post at least; years of appraisals looked at; tenths
            of days at least; years without discipline; `Level` of education at least; of no
            meaning for a review.
    """

    on: bool
    value: int = 0


_USUAL_TERMS: Mapping[Condition, Term] = {
    Condition.AGE: Term(on=True, value=45),
    Condition.YEARS: Term(on=True, value=3),
    Condition.GRADES: Term(on=True, value=2),
    Condition.TRAINING: Term(on=True, value=70),
    Condition.CLEAN: Term(on=True, value=3),
    Condition.EDUCATION: Term(on=True, value=Level.COLLEGE),
    Condition.REVIEW: Term(on=False),
}
_LIMITS = {
    Condition.AGE: (18, 70),
    Condition.YEARS: (1, 40),
    Condition.GRADES: (1, 10),
    Condition.TRAINING: (1, 3660),
    Condition.CLEAN: (1, 40),
    Condition.EDUCATION: (1, max(Level)),
}


@dataclass(frozen=True, slots=True)
class SelectionRule:
    """The rule from a year on.

    Attributes:
        share: Tenths of a per cent of the serving village secretaries.
        grade: The lowest list that the appraisals looked at may be on.
        by_city: The city's row, which counts before a station's own.
        shipped: Nobody has set anything: the program's usual values.
    """

    year: int = _FIRST_YEAR
    share: int = USUAL_SHARE
    grade: Grade = Grade.QUALIFIED
    terms: Mapping[Condition, Term] = field(default_factory=lambda: dict(_USUAL_TERMS))
    by_city: bool = False
    shipped: bool = True
    version: str = field(default="", compare=False, repr=False)

    def kept(self, *, by_city: bool, version: str) -> SelectionRule:
        """The same as it was read from a row."""
        return replace(self, by_city=by_city, version=version)

    def asked(self) -> list[Condition]:
        """The conditions that are switched on, in their order."""
        return [one for one in Condition if self.terms[one].on]

    def to_json(self) -> dict[str, Any]:
        """What the table keeps; the year has a column of its own."""
        return {
            "share": self.share,
            "grade": self.grade.value,
            "terms": {
                one.value: {"on": term.on, "value": int(term.value)}
                for one, term in self.terms.items()
            },
        }

    @classmethod
    def from_json(cls, year: int, kept: Mapping[str, Any]) -> SelectionRule:
        """Read what the table keeps; what it does not say is as usual."""
        said = kept.get("terms", {})
        terms = {
            one: Term(
                bool(said.get(one.value, {}).get("on", usual.on)),
                int(said.get(one.value, {}).get("value", usual.value)),
            )
            for one, usual in _USUAL_TERMS.items()
        }
        grades = {grade.value: grade for grade in Grade}
        grade = grades.get(str(kept.get("grade")), Grade.QUALIFIED)
        return cls(year, int(kept.get("share", USUAL_SHARE)), grade, terms, shipped=False)


def rule_problems(rule: SelectionRule) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found: dict[str, str] = {}
    if not _FIRST_YEAR <= rule.year <= _LAST_YEAR:
        found["year"] = f"年份应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间。"
    if not 0 < rule.share <= _WHOLE:
        found["share"] = "比例应大于 0%，不超过 100%。"
    for one, (least, most) in _LIMITS.items():
        if rule.terms[one].on and not least <= rule.terms[one].value <= most:
            found[one.value] = f"“{CONDITION_NAMES[one]}”的数值不合情理，请核对。"
    return found


def check_rule(rule: SelectionRule) -> None:
    """Refuse a rule that cannot be.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in rule_problems(rule).values():
        raise RuleError(f"{sentence}选聘规则没有保存。", hint="请改正后再保存。")


def places(serving: int, share: int) -> int:
    """How many are selected: the share of those who serve, rounded down, at least one if any.

    Args:
        serving: Village secretaries who serve.
        share: Tenths of a per cent.
    """
    return max(1, serving * share // _WHOLE) if serving > 0 else 0


def places_sentence(serving: int, share: int) -> str:
    """How many places there are and how they were counted."""
    if serving <= 0:
        return "还没有在任的村党组织书记，不能计算名额。"
    exact = serving * share / _WHOLE
    said = f"在任村党组织书记 {serving} 人 × {tenths_text(share)}% = {exact:g}"
    least = "，不足 1 名按 1 名" if exact < 1 else "，取整数"
    return f"名额 {places(serving, share)} 名（{said}{least if exact % 1 else ''}）。"


def asked_text(rule: SelectionRule, one: Condition) -> str:
    """What a condition asks, as it is set."""
    value = rule.terms[one].value
    if one is Condition.EDUCATION:
        return f"{LEVEL_NAMES[Level(value)]}及以上学历"
    if one is Condition.TRAINING:
        return f"上一年度培训不少于 {tenths_text(value)} 天"
    return {
        Condition.AGE: f"不超过 {value} 周岁",
        Condition.YEARS: f"连续担任书记满 {value} 年",
        Condition.GRADES: f"近 {value} 个年度考核都在“{GRADE_NAMES[rule.grade]}”以上",
        Condition.CLEAN: f"近 {value} 年没有处理处分和一票否决",
        Condition.REVIEW: "组织考察通过",
    }[one]

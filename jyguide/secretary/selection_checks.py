"""Whether somebody meets each condition of a selection, by the facts kept here.

Age, years in post and the years without discipline are counted up to the day looked at: today, or
the last day of a year that is over. Appraisals and training are those of the years before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.documents.dates import date_text, tenths_text
from jyguide.people.education import LEVEL_NAMES, Level, level_of
from jyguide.people.secretary import years_in_post
from jyguide.secretary.selection import CandidateFacts, Check, Confirmed, Verdict
from jyguide.secretary.selection_rule import Condition, SelectionRule, asked_text

Found = tuple[Verdict, str]
_ORDER = {grade: at for at, grade in enumerate(Grade)}


def day_looked_at(year: int, today: date) -> date:
    """Up to when age and years in post are counted in a year."""
    return min(today, date(year, 12, 31))


def check_all(
    rule: SelectionRule,
    facts: CandidateFacts,
    confirmed: Mapping[str, Confirmed],
    year: int,
    today: date,
) -> list[Check]:
    """Every condition that is asked for, in its order; what is found here decides first."""
    day = day_looked_at(year, today)
    return [_check(rule, facts, confirmed, one, (year, day)) for one in rule.asked()]


def _check(
    rule: SelectionRule,
    facts: CandidateFacts,
    confirmed: Mapping[str, Confirmed],
    one: Condition,
    when: tuple[int, date],
) -> Check:
    verdict, why = _FOUND[one](rule, facts, when)
    asked = asked_text(rule, one)
    said = confirmed.get(one.value)
    if verdict is not Verdict.UNKNOWN or said is None:
        return Check(one, asked, verdict, why)
    told = f"{said.by}于 {said.on} 核实：{said.saw}"
    return Check(one, asked, Verdict.MET if said.met else Verdict.NOT_MET, told, by_hand=True)


def _age(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    if facts.birth is None:
        return Verdict.UNKNOWN, "档案里没有出生日期"
    day, birth = when[1], facts.birth
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return _holds(age <= rule.terms[Condition.AGE].value), f"截至 {day} {age} 周岁"


def _years(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    served = years_in_post(facts.since, when[1])
    if facts.since is None or served is None:
        return Verdict.UNKNOWN, "任职经历里没有担任书记的起始日期"
    enough = served >= rule.terms[Condition.YEARS].value
    return _holds(enough), f"{date_text(facts.since)}起担任，截至 {when[1]} 满 {max(0, served)} 年"


def _grades(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    years = range(when[0] - rule.terms[Condition.GRADES].value, when[0])
    told = [
        f"{year} 年{GRADE_NAMES[facts.grades[year]] if year in facts.grades else '没有公布的结果'}"
        for year in years
    ]
    grades = [facts.grades[year] for year in years if year in facts.grades]
    why = "，".join(told)
    if any(_ORDER[grade] > _ORDER[rule.grade] for grade in grades):
        return Verdict.NOT_MET, why
    return (Verdict.MET if len(grades) == len(years) else Verdict.UNKNOWN), why


def _training(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    enough = facts.training >= rule.terms[Condition.TRAINING].value
    return _holds(enough), f"{when[0] - 1} 年登记培训 {tenths_text(facts.training)} 天"


def _clean(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    """A record found decides; that none is found does not prove that there is none."""
    years, day = rule.terms[Condition.CLEAN].value, when[1]
    first = _years_before(day, years)
    found = [f"{date_text(on)}{title}" for on, title in facts.discipline if first < on <= day]
    found += [
        f"{year} 年度考核一票否决：{what}"
        for year, what in facts.vetoes
        if when[0] - years <= year <= when[0]
    ]
    if found:
        return Verdict.NOT_MET, "；".join(found)
    return Verdict.UNKNOWN, f"系统里近 {years} 年没有处理处分和一票否决的记录，请向纪检部门核实"


def _education(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    del when
    level = level_of(facts.education)
    if level is None:
        said = (
            f"档案里学历为“{facts.education}”，不能对照" if facts.education else "档案里没有学历"
        )
        return Verdict.UNKNOWN, said
    known = f"档案里学历为“{facts.education}”（{LEVEL_NAMES[level]}）"
    return _holds(level >= Level(rule.terms[Condition.EDUCATION].value)), known


def _review(rule: SelectionRule, facts: CandidateFacts, when: tuple[int, date]) -> Found:
    del rule, facts, when
    return Verdict.UNKNOWN, "由考察人填写考察情况"


_FOUND: Mapping[Condition, Callable[[SelectionRule, CandidateFacts, tuple[int, date]], Found]] = {
    Condition.AGE: _age,
    Condition.YEARS: _years,
    Condition.GRADES: _grades,
    Condition.TRAINING: _training,
    Condition.CLEAN: _clean,
    Condition.EDUCATION: _education,
    Condition.REVIEW: _review,
}


def _holds(met: bool) -> Verdict:  # noqa: FBT001 - the question itself
    return Verdict.MET if met else Verdict.NOT_MET


def _years_before(day: date, years: int) -> date:
    """The same day so many years before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)

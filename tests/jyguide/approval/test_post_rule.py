from datetime import date

import pytest

from jyguide.approval.rule import PostRule, RuleOrigin, check_rule, read_rule, rule_text
from jyguide.errors import RuleError


def test_the_last_day_is_the_one_before_the_same_day_years_later():
    assert PostRule().last_day(date(2026, 12, 1)) == date(2029, 11, 30)
    assert PostRule(1).last_day(date(2028, 2, 29)) == date(2029, 2, 28)
    assert PostRule(0).last_day(date(2026, 12, 1)) is None
    assert PostRule(20).last_day(date.max) == date(9999, 12, 30)
    assert PostRule().first_renewal_day(date.min) == date.min


def test_terms_are_read_back_and_nonsense_is_as_the_program_has_it():
    rule = PostRule(5, 60, renewal_needs_training=False, origin=RuleOrigin.CITY, since=2027)
    assert read_rule(rule.terms, RuleOrigin.CITY, 2027) == rule
    odd = {"years": "三", "renew_days": True, "more": 1}
    assert read_rule(odd, RuleOrigin.STATION, 0) == PostRule(origin=RuleOrigin.STATION)


def test_terms_say_where_they_come_from():
    assert "程序默认值，没有文件依据" in rule_text(PostRule())
    assert rule_text(PostRule(0, 0, origin=RuleOrigin.CITY, since=2027)) == (
        "不设任期（市级规定，2027 年起）"
    )


@pytest.mark.parametrize("rule", [PostRule(21), PostRule(-1), PostRule(3, 731)])
def test_terms_out_of_bounds_are_refused(rule):
    with pytest.raises(RuleError, match="没有保存"):
        check_rule(rule)

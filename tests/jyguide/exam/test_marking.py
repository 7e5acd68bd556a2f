"""What each response is worth: by example for every kind, by property for every rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.bank.numerals import with_digits
from jyguide.errors import RuleError
from jyguide.exam.marking import (
    Mark,
    MarkingRule,
    MultipleRule,
    OrderingRule,
    key_points_found,
    mark,
    same_text,
)

RULE = MarkingRule()
SINGLE = ItemContent(ItemKind.SINGLE, "甲", ("子", "丑", "寅", "卯"), "B")
MULTIPLE = ItemContent(ItemKind.MULTIPLE, "甲", ("子", "丑", "寅", "卯"), "ABC")
JUDGE = ItemContent(ItemKind.TRUE_FALSE, "甲", answer="F")
BLANKS = ItemContent(
    ItemKind.FILL_IN, "由____至____人，不超过____人", answer=(("3", "三"), ("5",), ("7",))
)
WORDS = ItemContent(
    ItemKind.SHORT_ANSWER,
    "三会一课？",
    answer="支部党员大会、支部委员会会议、党小组会和党课。",
    key_points=tuple(map(KeyPoint, ("支部党员大会", "支部委员会会议", "党小组会", "党课"))),
)
ORDER = ItemContent(ItemKind.ORDERING, "甲", ("子", "丑", "寅", "卯"), "CABD")


def points(content, response, worth=20, **rule):
    return mark(content, response, worth, MarkingRule(**rule)).points


@pytest.mark.parametrize(
    ("response", "worth"), [("B", 20), ("b", 20), ("Ｂ", 20), ("A", 0), ("AB", 0)]
)
def test_single(response, worth):
    assert points(SINGLE, response) == worth


@pytest.mark.parametrize(
    ("rule", "response", "worth"),
    [
        (MultipleRule.ALL_OR_NOTHING, "ABC", 15),
        (MultipleRule.ALL_OR_NOTHING, "CAB", 15),
        (MultipleRule.ALL_OR_NOTHING, "AB", 0),
        (MultipleRule.HALF_WHEN_INCOMPLETE, "A", 7),
        (MultipleRule.HALF_WHEN_INCOMPLETE, "AB", 7),
        (MultipleRule.HALF_WHEN_INCOMPLETE, "ABD", 0),
        (MultipleRule.HALF_WHEN_INCOMPLETE, "ABCD", 0),
        (MultipleRule.PROPORTIONAL, "A", 5),
        (MultipleRule.PROPORTIONAL, "AC", 10),
        (MultipleRule.PROPORTIONAL, "AD", 0),
    ],
)
def test_multiple(rule, response, worth):
    assert points(MULTIPLE, response, 15, multiple=rule) == worth


@pytest.mark.parametrize(
    ("rule", "response", "worth"),
    [
        (OrderingRule.ALL_OR_NOTHING, "CABD", 20),
        (OrderingRule.ALL_OR_NOTHING, "ACBD", 0),
        (OrderingRule.BY_PLACE, "ACBD", 10),
        (OrderingRule.BY_PLACE, "CA", 10),
        (OrderingRule.BY_PLACE, "CCCC", 0),
    ],
)
def test_ordering(rule, response, worth):
    assert points(ORDER, response, ordering=rule) == worth


def test_true_false():
    assert points(JUDGE, "F") == 20
    assert points(JUDGE, "T") == 0


@pytest.mark.parametrize(
    ("response", "worth"),
    [
        (("3", "5", "7"), 10),
        (("三", "五", "七"), 10),
        (("３ ", " 5。", "“7”"), 10),
        (("3", "", ""), 3),
        (("", "5", ""), 3),
        (("", "", "7"), 4),
        (("4", "5", "7"), 7),
        (("3",), 3),
        (("3", "5", "7", "9"), 10),
    ],
)
def test_fill_in_splits_exactly(response, worth):
    assert points(BLANKS, response, 10) == worth


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("十五", "15"),
        ("15人", "十五 人"),
        ("两年", "2年"),
        ("百分之五十", "50%"),
        ("二〇二六年", "2026年"),
        ("三分之二", "2/3"),
        ("《党章》", "党章"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("一万二", "12000"),
        ("1亿3000万".replace("3000", "三千"), "1亿三千万"),
        ("ABC", "ａｂｃ"),
        ("一亿三千万", "130000000"),
    ],
)
def test_same_text(left, right):
    assert same_text(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("3.5", "35"),
        ("1/2", "12"),
        ("50%", "50"),
        ("一百零五", "150"),
        ("-3", "3"),
        ("十五", "五十"),
    ],
)
def test_different_text(left, right):
    assert not same_text(left, right)


def test_numerals_that_are_no_numbers_are_left_in_peace():
    assert with_digits("一" * 30) == "一" * 30
    assert with_digits("半年") == "半年"


def test_short_answers_are_suggested_and_need_a_person():
    assert mark(WORDS, "支部党员大会，党课", 20, RULE) == Mark(10, 20, needs_person=True)
    assert mark(WORDS, WORDS.answer, 20, RULE) == Mark(20, 20, needs_person=True)
    assert mark(WORDS, "不知道", 20, RULE) == Mark(0, 20, needs_person=True)
    assert key_points_found(WORDS, "支部 党员大会；党 课") == (True, False, False, True)


def test_nothing_answered_needs_nobody():
    assert mark(WORDS, "  ", 20, RULE) == Mark(0, 20)


def test_an_item_without_a_key_goes_to_a_person():
    draft = ItemContent(ItemKind.SINGLE, "甲", ("子", "丑"))
    assert mark(draft, "A", 20, RULE) == Mark(0, 20, needs_person=True)


def test_a_rule_travels_with_its_paper():
    for multiple in MultipleRule:
        for ordering in OrderingRule:
            rule = MarkingRule(multiple, ordering)
            assert MarkingRule.from_json(rule.to_json()) == rule


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"multiple": "new", "ordering": "by_place"}'])
def test_a_rule_nobody_knows_is_refused(text):
    with pytest.raises(RuleError, match="评分规则看不懂"):
        MarkingRule.from_json(text)


rules = st.builds(MarkingRule, st.sampled_from(MultipleRule), st.sampled_from(OrderingRule))
contents = st.sampled_from([SINGLE, MULTIPLE, JUDGE, BLANKS, WORDS, ORDER])
responses = (
    st.none()
    | st.text(max_size=12)
    | st.text("ABCDTF", max_size=6)
    | st.lists(st.sampled_from(["3", "三", "5", "", "x"]), max_size=5).map(tuple)
)


def full(content):
    if isinstance(content.answer, tuple):
        return tuple(variants[-1] for variants in content.answer)
    return content.answer


@given(contents, responses, st.integers(0, 200), rules)
def test_points_stay_within_bounds(content, response, worth, rule):
    given_mark = mark(content, response, worth, rule)
    assert 0 <= given_mark.points <= given_mark.max_points == worth


@given(contents, st.integers(0, 200), rules)
def test_the_full_answer_gives_all_and_nothing_gives_none(content, worth, rule):
    assert mark(content, full(content), worth, rule).points == worth
    for nothing in (None, "", " ", (), ("", " ")):
        assert mark(content, nothing, worth, rule) == Mark(0, worth)


@given(st.sets(st.sampled_from("ABCDEF"), min_size=2), st.integers(0, 200), st.data())
def test_one_right_letter_more_never_costs_points(right, worth, data):
    content = ItemContent(ItemKind.MULTIPLE, "甲", tuple("子丑寅卯辰巳"), "".join(sorted(right)))
    chosen = data.draw(st.sets(st.sampled_from(OPTION_LETTERS[:6])))
    more = chosen | {data.draw(st.sampled_from(sorted(right)))}
    for rule in MultipleRule:
        less_points = points(content, "".join(sorted(chosen)), worth, multiple=rule)
        assert points(content, "".join(sorted(more)), worth, multiple=rule) >= less_points


@given(st.integers(0, 99_999_999))
def test_every_number_spelled_in_chinese_is_read(number):
    assert with_digits(spell(number)) == str(number)


def spell(number):
    """A plain speller for the test, by groups of four digits."""
    if number == 0:
        return "零"
    high, low = divmod(number, 10_000)
    return (spell_group(high) + "万" if high else "") + (
        ("零" if high and low and low < 1000 else "") + spell_group(low) if low else ""
    )


def spell_group(number):
    text, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero else "") + "零一二三四五六七八九"[digit] + sign
        zero = bool(text) and not digit
    return text

"""What each response is worth: by example for every kind, by property for every rule."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.bank.numerals import with_digits
from jyguide.errors import RuleError
from jyguide.exam.marking.examples import WORTH, examples
from jyguide.exam.marking.key_change import KeyChange, Treatment
from jyguide.exam.marking.mark import (
    Mark,
    MarkingRule,
    MultipleRule,
    OrderingRule,
    key_points_found,
    mark,
    same_text,
)
from jyguide.exam.points import parse_points

RULE = MarkingRule()
NOTHING = "没有作答 → 0 分"
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
    ("response", "worth"),
    [("B", 20), ("b", 20), ("Ｂ", 20), ("BB", 20), ("B、Ｂ", 20), ("A", 0), ("AB", 0), ("Z", 0)],
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
        (MultipleRule.PLUS_MINUS, "AB", 10),
        (MultipleRule.PLUS_MINUS, "ABD", 5),
        (MultipleRule.PLUS_MINUS, "ABCD", 10),
        (MultipleRule.PLUS_MINUS, "AD", 0),
        (MultipleRule.PLUS_MINUS, "D", 0),
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
    assert points(JUDGE, "ｆf") == 20
    assert points(JUDGE, "T") == points(JUDGE, "TF") == 0


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
        ("3", "３"),
        ("3", "三"),
        ("3", "叁"),
        ("12", "十二"),
        ("拾贰", "十二"),
        ("5%", "百分之五"),
        ("5％", "百分之伍"),
        ("3.5", "三点五"),
        ("十二点二五", "12.25"),
        ("<党章>", "《党章》"),
        ("（3）", "3"),
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
        ("第一", "一"),
        ("三四人", "34人"),
        ("三点五分", "3.5分"),
        (".5", "5"),
        ("<3", "3"),
        ("≥3", "3"),
        ("3人", "3"),
        ("百分之五", "5"),
        ("、", ""),
    ],
)
def test_different_text(left, right):
    assert not same_text(left, right)


def test_numerals_that_are_no_numbers_are_left_in_peace():
    assert with_digits("一" * 30) == "一" * 30
    assert with_digits("半年") == "半年"


def test_short_answers_are_suggested_and_need_a_person():
    for said, worth in (("支部党员大会，党课", 10), (WORDS.answer, 20), ("不知道", 0)):
        marked = mark(WORDS, said, 20, RULE)
        assert (marked.points, marked.needs_person) == (worth, True)
    assert key_points_found(WORDS, "支部 党员大会；党 课") == (True, False, False, True)


def test_nothing_answered_needs_nobody():
    assert mark(WORDS, "  ", 20, RULE) == Mark(0, 20, sentence=NOTHING)


def test_an_item_without_a_key_goes_to_a_person():
    draft = ItemContent(ItemKind.SINGLE, "甲", ("子", "丑"))
    marked = mark(draft, "A", 20, RULE)
    assert (marked.points, marked.needs_person) == (0, True)
    assert "没有标准答案" in marked.sentence


REQUIRED = replace(
    WORDS, key_points=(KeyPoint("支部党员大会", 1, required=True), *WORDS.key_points[1:])
)
HALF, SHARE, PLUS, EXACT = (
    MarkingRule(rule, OrderingRule.BY_PLACE)
    for rule in (
        MultipleRule.HALF_WHEN_INCOMPLETE,
        MultipleRule.PROPORTIONAL,
        MultipleRule.PLUS_MINUS,
        MultipleRule.ALL_OR_NOTHING,
    )
)


@pytest.mark.parametrize(
    ("content", "response", "rule", "sentence"),
    [
        (SINGLE, "B", HALF, "选了 B，答对 → 得 2 分"),
        (SINGLE, "C", HALF, "选了 C；正确 B → 得 0 分"),
        (SINGLE, "AB", HALF, "选了 A、B；正确 B；单选题只能选一项 → 得 0 分"),
        (SINGLE, "？", HALF, "写的不是选项；正确 B → 得 0 分"),
        (JUDGE, "T", HALF, "判为正确；应判错误 → 得 0 分"),
        (MULTIPLE, "CBA", HALF, "选了 A、B、C，答对 → 得 2 分"),
        (MULTIPLE, "a和Ａ和C", HALF, "选了 A、C；正确 A、B、C；漏选 B；少选得一半 → 得 1 分"),
        (
            MULTIPLE,
            "？",
            HALF,
            "写的不是选项；正确 A、B、C；漏选 A、B、C；一项也没有选对 → 得 0 分",
        ),
        (MULTIPLE, "A、C", HALF, "选了 A、C；正确 A、B、C；漏选 B；少选得一半 → 得 1 分"),
        (
            MULTIPLE,
            "ACD",
            HALF,
            "选了 A、C、D；正确 A、B、C；漏选 B；错选 D；有错选不得分 → 得 0 分",
        ),
        (
            MULTIPLE,
            "AC",
            SHARE,
            "选了 A、C；正确 A、B、C；漏选 B；选对 2 项，得 2/3 → 得 1.3 分",
        ),
        (
            MULTIPLE,
            "ABD",
            PLUS,
            (
                "选了 A、B、D；正确 A、B、C；漏选 C；错选 D；"
                "选对 2 项、选错 1 项，相抵得 1/3 → 得 0.6 分"
            ),
        ),
        (MULTIPLE, "AC", EXACT, "选了 A、C；正确 A、B、C；漏选 B；全对才得分 → 得 0 分"),
        (
            BLANKS,
            ("三", "4"),
            HALF,
            "第 1 空填“三”对；第 2 空填“4”，应填 5；第 3 空没有填，应填 7 → 得 0.6 分",
        ),
        (
            ORDER,
            "CADB",
            HALF,
            "排成 C → A → D → B；正确 C → A → B → D；4 个位置放对 2 个 → 得 1 分",
        ),
        (WORDS, WORDS.answer, HALF, "与参考答案一致 → 建议 2 分，待评阅"),
        (
            REQUIRED,
            "党小组会、党课和党员大会",
            HALF,
            (
                "4 个要点答到 2 个；答到“党小组会”、“党课”；"
                "缺必答要点“支部党员大会”，最多得一半 → 建议 1 分，待评阅"
            ),
        ),
        (SINGLE, None, HALF, "没有作答 → 0 分"),
    ],
)
def test_the_sentence_says_why(content, response, rule, sentence):
    assert mark(content, response, 20, rule).sentence == sentence


def change(*answers):
    treatment = Treatment.ANSWERS if answers else Treatment.FULL_MARKS
    return KeyChange(
        uuid4(),
        uuid4(),
        treatment,
        answers,
        "",
        datetime(2026, 11, 20, tzinfo=UTC),
        unified=False,
    )


@pytest.mark.parametrize(
    ("content", "answers", "response", "sentence"),
    [
        (SINGLE, ("A", "C"), "C", "选了 C，答对（答案已更正） → 得 2 分"),
        (SINGLE, ("A", "C"), "B", "选了 B；正确 A 或 C（答案已更正） → 得 0 分"),
        (
            MULTIPLE,
            ("AB", "CD"),
            "D",
            "选了 D；正确 A、B 或 C、D；漏选 C；少选得一半（答案已更正） → 得 1 分",
        ),
        (JUDGE, ("T",), "T", "判为正确，答对（答案已更正） → 得 2 分"),
        (ORDER, ("ABCD", "CABD"), "CABD", "排成 C → A → B → D，答对（答案已更正） → 得 2 分"),
        (BLANKS, ((("3",), ("5",), ("8",)),), ("3", "5", "八"), None),
        (SINGLE, (), "C", "选了 C；本题作废，人人得满分 → 得 2 分"),
        (SINGLE, (), None, "没有作答；本题作废，人人得满分 → 得 2 分"),
        (WORDS, (), "不知道", "作了答；本题作废，人人得满分 → 得 2 分"),
    ],
)
def test_a_corrected_key_counts_instead(content, answers, response, sentence):
    marked = mark(content, response, 20, RULE, change(*answers))
    assert not marked.needs_person
    if sentence is None:
        assert marked.points == 20
    else:
        assert marked.sentence == sentence


def test_the_examples_of_a_rule_are_what_papers_get():
    def table(rule):
        return {one.given: one.mark.points for one in examples(rule)}

    choices = {"ABC": 20, "AB": 13, "A": 6, "ABD": 6, "ABCD": 13, "": 0}
    assert table(PLUS) == choices | {"CABD": 20, "CADB": 10, "BDAC": 0}
    assert [table(rule)["AB"] for rule in (EXACT, SHARE, HALF)] == [0, 13, 10]
    assert all(one.mark.sentence and one.mark.max_points == WORTH for one in examples(HALF))


def test_rules_of_older_papers_are_still_read():
    kept = '{"multiple": "half_when_incomplete", "ordering": "all_or_nothing"}'
    assert MarkingRule.from_json(kept) == MarkingRule()


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
        assert mark(content, nothing, worth, rule) == Mark(0, worth, sentence=NOTHING)


@given(st.sets(st.sampled_from("ABCDE"), min_size=1), st.integers(1, 200), rules)
def test_ticking_everything_never_earns_all(right, worth, rule):
    """Unless everything is right."""
    content = ItemContent(ItemKind.MULTIPLE, "甲", tuple("子丑寅卯辰巳"), "".join(sorted(right)))
    assert mark(content, "ABCDEF", worth, rule).points < worth


OTHER_KEYS = {
    SINGLE: ("A", "C"),
    MULTIPLE: ("AB", "CD"),
    JUDGE: ("T",),
    BLANKS: ((("4",), ("5", "五"), ("x",)),),
    ORDER: ("ABCD", "CABD"),
}
SAID = re.compile(r"(?:→ (?:得 )?|建议 )(\d+(?:\.\d)?) 分(?:，待评阅)?$")


@given(contents, responses, st.integers(0, 200), rules, st.sampled_from([None, "void", "other"]))
def test_the_sentence_never_contradicts_the_points(content, response, worth, rule, key):
    """It ends in what is given, and says what is right only where one was not."""
    others = OTHER_KEYS.get(content) if key == "other" else ()
    corrected = None if key is None or others is None else change(*others)
    marked = mark(content, response, worth, rule, corrected)
    found = SAID.search(marked.sentence)
    assert found, marked.sentence
    assert parse_points(found[1]) == marked.points
    if marked.points < worth:
        assert "答对" not in marked.sentence
    elif worth and content.kind in {ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING}:
        assert "正确" not in marked.sentence
    chosen, _, right = marked.sentence.rpartition(" → ")[0].partition("；正确 ")
    assert chosen.removeprefix("选了 ") not in right.split("；")[0].split(" 或 ")


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

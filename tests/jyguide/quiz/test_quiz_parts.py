"""Teams drawn and typed, hands counted, items picked, plans refused, records."""

import uuid
from collections import Counter
from dataclasses import replace

import pytest

from jyguide.bank.item import ItemKind
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import Candidate
from jyguide.quiz import play as rules
from jyguide.quiz.hands import hands_text, read_hands
from jyguide.quiz.picking import RandomItems, pick
from jyguide.quiz.plan import QuizRules, Side, check_plan, sides_from_json, sides_to_json
from jyguide.quiz.record import record_of
from jyguide.quiz.record_document import record_document
from jyguide.quiz.row import QuizMode
from jyguide.quiz.teams import Present, deal, read_sides, sides_text, team_names, usual_count
from tests.jyguide.quiz.classroom import a_quiz

PRESENT = tuple(
    Present(uuid.UUID(int=at), name)
    for at, name in enumerate(("陈明", "单雄", "仇英", "陈明", "尉迟恭", "解珍", "王芳"))
)


def test_dealing_is_fair_repeatable_and_moves_with_the_seed():
    teams = deal(PRESENT, team_names(3), 5)
    assert sorted(len(team.person_ids) for team in teams) == [2, 2, 3]
    assert Counter(p for team in teams for p in team.person_ids) == Counter(
        one.id for one in PRESENT
    )
    assert deal(tuple(reversed(PRESENT)), team_names(3), 5) == teams
    assert len({deal(PRESENT, team_names(3), seed) for seed in range(20)}) > 15


def test_teams_go_through_their_text_unchanged_even_with_two_of_a_name():
    teams = deal(PRESENT, team_names(2), 1)
    back = read_sides(sides_text(teams, PRESENT), PRESENT)
    assert [len(team.person_ids) for team in back] == [len(team.person_ids) for team in teams]
    assert {p for team in back for p in team.person_ids} == {one.id for one in PRESENT}
    assert read_sides("红旗队\n先锋队:王芳 解珍\n", PRESENT) == (
        Side("红旗队"),
        Side("先锋队", (PRESENT[6].id, PRESENT[5].id)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [("甲：张三", "“张三”不在到场名单里"), ("甲：王芳\n乙：王芳", "“王芳”写了两次")],
)
def test_a_member_who_is_not_there_or_stands_twice_is_refused(text, said):
    with pytest.raises(RuleError, match=said):
        read_sides(text, PRESENT)


@pytest.mark.parametrize(("present", "teams"), [(0, 4), (12, 4), (40, 4), (55, 6), (300, 8)])
def test_teams_have_about_ten_people(present, teams):
    assert usual_count(present) == teams


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A 12 B 3", {"A": 12, "B": 3}),
        ("ａ１２，ｂ：３ C0", {"A": 12, "B": 3, "C": 0}),
        ("12 3 0 5", {"A": 12, "B": 3, "C": 0, "D": 5}),
    ],
)
def test_hands_are_read_in_any_width(text, counts):
    assert read_hands(text, 4) == counts


@pytest.mark.parametrize("text", ["", "A", "E 3", "1 2 3 4 5", "A 1 A 2", "十二"])
def test_hands_that_are_not_understood_are_refused(text):
    with pytest.raises(RuleError, match="没有记下"):
        read_hands(text, 4)


def test_picking_prefers_what_was_not_asked_and_one_item_a_question():
    question = uuid.UUID(int=1)
    pool = [
        Candidate(
            revision_id=uuid.UUID(int=100 + at),
            item_id=uuid.UUID(int=200 + at),
            kind=ItemKind.ORAL if at == 9 else ItemKind.SINGLE,
            category="党费" if at % 2 else "组织",
            difficulty=1,
            question=question if at < 3 else None,
        )
        for at in range(10)
    ]
    recent = {uuid.UUID(int=105)}
    for seed in range(10):
        found = pick(pool, RandomItems(6), seed, recent)
        assert found == pick(pool[::-1], RandomItems(6), seed, recent)
        assert sum(key.int < 103 for key in found) == 1
        assert not recent & set(found)
    assert len(pick(pool, RandomItems(50), 1, recent)) == 9
    assert {key.int % 2 for key in pick(pool, RandomItems(9, "党费"), 1, ())} == {1}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "名称没有填"),
        ({"items": ()}, "还没有选题"),
        ({"sides": (Side("甲"),)}, "2 至 8 个组"),
        ({"sides": (Side("甲"), Side("甲"))}, "有两个组同名"),
        ({"sides": (Side("甲"), Side("十三个字的组名实在是太长了"))}, "1 至 12 个字"),
        ({"mode": QuizMode.INDIVIDUAL, "sides": (Side(""),)}, "各不相同的人"),
        ({"rules": QuizRules(seconds=0)}, "每题时间"),
        ({"rules": QuizRules(right=0)}, "答对的分值"),
    ],
)
def test_a_quiz_that_cannot_be_held_is_refused(changes, said):
    with pytest.raises(RuleError, match=said):
        check_plan(replace(a_quiz().plan, **changes))


def test_what_is_kept_of_a_plan_comes_back():
    plan = a_quiz().plan
    check_plan(plan)
    assert sides_from_json(sides_to_json(plan.sides)) == plan.sides
    rules_ = QuizRules(seconds=20, wrong=50, ask_first=3, lock_false_start=False, animated=False)
    assert QuizRules.from_json(rules_.to_json()) == rules_
    assert QuizRules.from_json({"seconds": 9}) == QuizRules(seconds=9)


def played(mode):
    play = rules.onward(rules.begin(a_quiz(mode)))
    play = rules.buzz(rules.open_floor(play), 1)
    play = rules.judge(rules.say_letter(play, "A"), right=False, seconds=5)
    play = rules.count_hands(play, {"A": 6, "B": 4})
    play = rules.onward(rules.onward(play, 8))
    return rules.adjust(play, 0, 50)


def test_a_record_knows_what_the_class_did_not():
    play = played(QuizMode.TEAM)
    record = record_of(play.quiz, play.rounds)
    (item,) = record.items
    assert (item.answered, item.right, item.hands) == (11, 4, (("A", 6), ("B", 4)))
    assert record.weak_categories == (("党员发展", 4, 11),)
    assert (record.points, record.adjusted) == ((50, 0, 0), (50, 0, 0))
    assert hands_text(dict(item.hands)) == "A 6　B 4"


def test_a_record_prints_teams_with_places_and_people_with_nothing():
    texts = {}
    for mode in QuizMode:
        play = played(mode)
        texts[mode] = repr(record_document(record_of(play.quiz, play.rounds)))
    assert "5（含更正 5）" in texts[QuizMode.TEAM]
    assert "需要再讲的内容" in texts[QuizMode.TEAM]
    assert not any(word in texts[QuizMode.INDIVIDUAL] for word in ("红旗队", "名次", "含更正"))

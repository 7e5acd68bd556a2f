"""Who has the floor, who is out, what is scored: one act after the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.quiz import play as rules
from jyguide.quiz.row import QuizMode, RoundKind
from jyguide.quiz.scoring import Round, places, points_text, totals
from jyguide.quiz.shown import answer_sentence, basis_text
from jyguide.quiz.wall import Stage, TileState, slide_of
from tests.jyguide.quiz.classroom import ITEMS, NAMES, a_quiz


def on_item(at=0, opened=True, **changes):
    """A play on an item; the rules of the quiz may be changed."""
    play = rules.begin(a_quiz(**changes))
    for _ in range(at + 1):
        play = rules.onward(play) if play.at < 0 else rules.onward(rules.onward(play))
    return rules.open_floor(play) if opened else play


def say(play, side, letters):
    play = rules.buzz(play, side)
    for letter in letters:
        play = rules.say_letter(play, letter)
    return play


def test_the_first_buzz_has_the_floor_and_later_ones_are_only_noted():
    play = rules.buzz(rules.buzz(rules.buzz(on_item(), 2), 0), 2)
    assert (play.answering, play.order) == (2, (2, 0))
    words = [tile.word for tile in slide_of(play).tiles]
    assert words == ["第 2 个按", "", "请回答"]


def test_a_false_start_locks_out_for_this_item_alone():
    play = rules.buzz(on_item(opened=False), 1)
    assert (play.answering, play.out) == (None, {1})
    play = rules.buzz(rules.open_floor(play), 1)
    assert (play.answering, play.order) == (None, ())
    play = rules.onward(rules.onward(play))
    assert (play.at, play.out) == (1, frozenset())
    kept = play.rounds[0].entries
    assert [(one.side, one.false_start, one.points) for one in kept] == [(1, True, 0)]


def test_a_false_start_may_be_let_pass():
    play = rules.buzz(on_item(opened=False, lock_false_start=False), 1)
    assert play.out == frozenset()
    assert rules.buzz(rules.open_floor(play), 1).answering == 1


def test_after_a_wrong_answer_the_next_one_may_try_and_nothing_is_given_away():
    play = rules.judge(say(on_item(wrong=50), 0, "A"), right=False, seconds=4)
    assert (play.revealed, play.answering, play.scores) == (False, None, (-50, 0, 0))
    assert slide_of(play).stage is Stage.QUESTION
    assert rules.buzz(play, 0).answering is None
    play = rules.reveal(say(play, 1, "B"), 9)
    assert (play.revealed, play.scores) == (True, (-50, 100, 0))
    assert [one.entries[0].seconds for one in play.rounds] == [4, 9]


def test_everybody_answers_and_is_scored_at_once_with_the_reveal():
    play = on_item(1, ask_first=5)
    play = say(say(say(play, 0, "CAB"), 1, "AB"), 2, "ABCC")
    assert play.answers == {0: "ABC", 1: "AB", 2: "AB"}
    assert [tile.word for tile in slide_of(play).tiles] == ["已作答"] * 3
    play = rules.reveal(play, 20)
    (one,) = play.rounds[1:]
    assert (one.kind, play.scores) == (RoundKind.ASK, (100, 0, 0))
    assert [tile.state for tile in slide_of(play).tiles] == [
        TileState.RIGHT,
        TileState.WRONG,
        TileState.WRONG,
    ]
    assert ("结果", "3 组作答，1 组答对") in slide_of(play).notes


@pytest.mark.parametrize(
    ("at", "letters", "kept", "right"),
    [(2, "B", "F", True), (2, "A", "T", False), (3, "ACB", "ACB", True), (3, "ABC", "ABC", False)],
)
def test_truth_and_order_are_said_in_letters(at, letters, kept, right):
    play = rules.reveal(say(on_item(at), 0, letters), None)
    (entry,) = play.rounds[-1].entries
    assert (entry.answer, entry.right) == (kept, right)


def test_what_is_said_in_words_is_judged_by_the_instructor_before_or_after_the_reveal():
    before = rules.judge(rules.buzz(on_item(4), 2), right=True, seconds=3)
    assert before.scores[2] == 100
    after = rules.reveal(rules.buzz(on_item(4), 2), 3)
    assert after.scores == (0, 0, 0)
    assert rules.judge(after, right=True, seconds=3).scores == (0, 0, 100)


def test_at_risk_as_much_is_lost_as_could_be_won():
    play = rules.turn_stake(on_item())
    assert "风险题 20 分，答错扣 20 分" in slide_of(play).facts
    assert rules.judge(say(play, 0, "B"), right=True, seconds=1).scores[0] == 200
    assert rules.judge(say(play, 0, "A"), right=False, seconds=1).scores[0] == -200


def test_undo_gives_the_floor_back_and_covers_the_answer():
    play = rules.reveal(say(on_item(), 1, "B"), 2)
    undone = rules.take_back(play)
    assert (undone.revealed, undone.answering, undone.scores) == (False, 1, (0, 0, 0))
    assert rules.judge(undone, right=False, seconds=2).scores == (0, 0, 0)
    onward = rules.onward(play)
    assert (rules.take_back(onward).at, rules.take_back(onward).scores) == (1, (0, 0, 0))
    nothing = rules.take_back(rules.begin(a_quiz()))
    assert (nothing.rounds, bool(nothing.note)) == ((), True)


def test_points_by_hand_count_and_belong_to_no_item():
    play = rules.adjust(rules.adjust(on_item(), 0, 50), 2, -15)
    assert play.scores == (50, 0, -15)
    assert play.here == ()
    assert rules.take_back(play).scores == (50, 0, 0)
    assert rules.adjust(play, 1, 0) is play


def test_nothing_of_the_answer_is_on_the_wall_before_the_reveal():
    for at, item in enumerate(ITEMS):
        play = say(on_item(at), 0, "A")
        slide = slide_of(rules.count_hands(play, {"A": 3}))
        assert (slide.stage, slide.notes) == (Stage.QUESTION, ())
        assert {(one.right, one.hands) for one in slide.options} <= {(None, None)}
        assert (item.explanation or "解析") not in repr(slide)
        shown = slide_of(rules.reveal(play, 1))
        assert shown.stage is Stage.ANSWER
        assert "".join(o.letter for o in shown.options if o.right) == "".join(
            sorted({"T": "A", "F": "B"}.get(str(item.answer), str(item.answer)))
        ) * bool(shown.options)
    first = slide_of(rules.reveal(on_item(), 1))
    assert dict(first.notes)["依据"] == basis_text(ITEMS[0]) == "《中国共产党章程》第七条"
    assert answer_sentence(ITEMS[0]) == "B 一年"


def test_people_are_never_ranked_and_their_scores_never_on_the_wall():
    play = rules.adjust(on_item(mode=QuizMode.INDIVIDUAL), 0, 370)
    play = rules.buzz(play, 1)
    assert slide_of(play).line == "请 先锋队 回答"
    pictures = [slide_of(play), slide_of(rules.reveal(play, 1)), slide_of(replace(play, at=5))]
    for slide in pictures:
        assert (slide.tiles, slide.closing) == ((), ())
        assert "37" not in repr(slide)
    assert "名" not in pictures[-1].heading + pictures[-1].line


def test_teams_that_are_level_share_a_place():
    play = rules.adjust(rules.adjust(rules.begin(a_quiz()), 0, 100), 2, 100)
    slide = slide_of(replace(play, at=5))
    assert [(one.place, one.name) for one in slide.closing] == [
        (1, "红旗队"),
        (1, "第三组"),
        (3, "先锋队"),
    ]
    assert [one.place for one in places([0, 0, 0])] == [1, 1, 1]


def test_back_shows_what_was_asked_and_never_leaves_the_middle_of_an_item():
    play = on_item(1)
    assert rules.back(play) is play
    earlier = rules.back(on_item(1, opened=False))
    assert (earlier.at, earlier.revealed) == (0, True)
    assert rules.onward(earlier).revealed is False


def test_a_power_cut_gives_nothing_away():
    play = rules.buzz(on_item(1, opened=False), 2)
    play = rules.judge(say(rules.open_floor(play), 0, "A"), right=False, seconds=1)
    again = rules.begin(play.quiz, play.rounds)
    assert (again.at, again.revealed, again.scores) == (1, False, play.scores)
    assert again.out == {0, 2}
    assert rules.begin(a_quiz(), ()).at == -1


ACTS = st.one_of(
    st.tuples(st.just("buzz"), st.integers(0, 3)),
    st.tuples(st.just("letter"), st.sampled_from("ABCDEF")),
    st.tuples(st.just("judge"), st.booleans()),
    st.tuples(st.sampled_from(["enter", "open", "undo", "back", "stake", "kind"]), st.none()),
    st.tuples(st.just("adjust"), st.integers(-50, 50)),
)


def act(play, name, value):
    deeds = {
        "buzz": lambda: rules.buzz(play, value),
        "letter": lambda: rules.say_letter(play, value),
        "judge": lambda: rules.judge(play, right=value, seconds=1),
        "enter": lambda: rules.onward(play, 1),
        "open": lambda: rules.open_floor(play),
        "undo": lambda: rules.take_back(play),
        "back": lambda: rules.back(play),
        "stake": lambda: rules.turn_stake(play),
        "kind": lambda: rules.turn_kind(play),
        "adjust": lambda: rules.adjust(play, 1, value),
    }
    return deeds[name]()


@given(st.lists(ACTS, max_size=40))
def test_whatever_is_pressed_each_side_is_judged_once_and_scores_follow_from_what_is_kept(acts):
    play = rules.begin(a_quiz(wrong=30))
    for name, value in acts:
        before, play = play, act(play, name, value)
        assert abs(len(play.rounds) - len(before.rounds)) <= 1
        shared = min(len(play.rounds), len(before.rounds))
        assert play.rounds[:shared] == before.rounds[:shared]
        slide = slide_of(play)
        assert play.revealed or all(one.right is None for one in slide.options)
    judged = [
        (one.revision_id, entry.side)
        for one in play.rounds
        for entry in one.entries
        if entry.right is not None
    ]
    assert len(judged) == len(set(judged))
    kept = [Round.from_json(one.kind, one.revision_id, one.to_json()) for one in play.rounds]
    assert kept == list(play.rounds)
    assert play.scores == totals(len(NAMES), kept)


@pytest.mark.parametrize(("tenths", "text"), [(15, "1.5"), (-20, "−2"), (-5, "−0.5"), (0, "0")])
def test_points_lost_have_a_minus(tenths, text):
    assert points_text(tenths) == text


def test_an_item_held_back_is_passed_over_and_said_so_unless_it_was_asked():
    play = rules.begin(a_quiz())
    first, second, third, *_ = play.quiz.plan.items
    play = rules.hold_back(play, {first, third})
    assert play.next_content == ITEMS[1]
    play = rules.onward(play)
    assert (play.at, play.note) == (1, "第 1 题已停用、待复核或改过，已跳过。")
    assert rules.back(play) == play
    play = rules.onward(rules.onward(play))
    assert (play.at, play.note[:6]) == (3, "第 3 题已")
    assert rules.back(play).at == 1
    told = rules.hold_back(play, {play.quiz.plan.items[3]})
    assert (told.at, "请不要计分" in told.note, told.next_at) == (3, True, 4)
    asked = rules.hold_back(rules.back(play), {second, third})
    assert (asked.content, rules.back(rules.onward(asked)).at) == (ITEMS[1], 1)
    end = rules.hold_back(play, set(play.quiz.plan.items))
    assert rules.onward(rules.onward(end)).closed

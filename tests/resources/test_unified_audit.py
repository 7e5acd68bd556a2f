"""The shipped bank as a whole: covers every topic evenly and gives no answer away."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import mean

import pytest

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.bank.unified import UnifiedItem, read_regulations, read_unified_bank

REGULATIONS_FILE = Path(__file__).parents[2] / "resources" / "bank" / "regulations.toml"

BANK = read_unified_bank()
QUESTIONS = tuple(entry for entry in BANK if not entry.question)
ITEMS = tuple(entry for entry in BANK if entry.question)
SUPERSEDED = tomllib.loads(REGULATIONS_FILE.read_text("utf-8"))["superseded"]

TOPICS = {
    "branch set-up": "支部设置",
    "meetings and classes": "三会一课",
    "theme day": "主题党日",
    "criticism and appraisal": "组织生活",
    "the branch committee": "班子建设",
    "admitting members": "发展党员",
    "probationary members": "预备党员",
    "dues": "党费管理",
    "elections": "党内选举",
    "rights and duties": "党员权利义务",
    "discipline": "纪律处分",
    "unqualified members": "组织处置",
    "floating members": "流动党员",
    "training": "教育培训",
    "village affairs": "村级治理",
    "publication and supervision": "村务公开监督",
    "collective economy": "集体经济",
    "rural revitalisation": "乡村振兴",
    "emblem and flag": "党徽党旗",
    "daily work of a station": "指导站工作",
}
"""Every topic the bank must cover, with the category it is filed under."""

QUESTION_TOPICS = {
    "four discussions and two publications": {"085", "136"},
    "duties of the village organisation": {"084", "110", "137"},
}
"""Topics without a category of their own: the questions they are asked in."""

FEWEST_ITEMS_OF_A_TOPIC = 10
FEWEST_ITEMS_OF_A_CATEGORY = 12

FEWEST_OF_A_KIND = {
    ItemKind.SINGLE: 200,
    ItemKind.MULTIPLE: 90,
    ItemKind.TRUE_FALSE: 90,
    ItemKind.FILL_IN: 70,
    ItemKind.ORDERING: 25,
    ItemKind.SHORT_ANSWER: 20,
    ItemKind.ORAL: 150,
}


def of_kind(kind: ItemKind) -> list[UnifiedItem]:
    return [entry for entry in ITEMS if entry.content.kind is kind]


def right_and_wrong(entry: UnifiedItem) -> tuple[list[str], list[str]]:
    """Texts of the options that are right, and of those that are not."""
    right, wrong = [], []
    for letter, text in zip(OPTION_LETTERS, entry.content.options, strict=False):
        (right if letter in str(entry.content.answer) else wrong).append(text)
    return right, wrong


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def pairs_of_signs(text: str) -> frozenset[str]:
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def test_every_category_is_a_topic():
    assert {entry.content.category for entry in BANK} == set(TOPICS.values())


@pytest.mark.parametrize("category", TOPICS.values(), ids=TOPICS)
def test_topic_has_enough_items_in_force(category):
    ready = [e for e in ITEMS if e.in_force and e.content.category == category]
    assert len(ready) >= FEWEST_ITEMS_OF_A_CATEGORY


@pytest.mark.parametrize("asked_in", QUESTION_TOPICS.values(), ids=QUESTION_TOPICS)
def test_topic_of_questions_has_enough_items_in_force(asked_in):
    ready = [entry for entry in ITEMS if entry.in_force and entry.question in asked_in]
    assert len(ready) >= FEWEST_ITEMS_OF_A_TOPIC


def test_no_topic_outweighs_the_rest():
    counts = Counter(entry.content.category for entry in ITEMS)
    assert max(counts.values()) <= len(ITEMS) * 0.15, counts


def test_enough_of_every_kind_in_force():
    counts = Counter(entry.content.kind for entry in BANK if entry.in_force)
    assert [kind for kind, fewest in FEWEST_OF_A_KIND.items() if counts[kind] < fewest] == []


def test_difficulties_are_mixed():
    counts = Counter(entry.content.difficulty for entry in ITEMS)
    assert all(counts[level] >= len(ITEMS) * 0.05 for level in (1, 2, 3)), counts


def test_letters_of_singles_are_even():
    letters = Counter(entry.content.answer for entry in of_kind(ItemKind.SINGLE))
    assert all(0.23 <= letters[one] / letters.total() <= 0.27 for one in "ABCD"), letters


def test_letters_of_multiples_are_even():
    letters: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for entry in of_kind(ItemKind.MULTIPLE):
        letters.update(str(entry.content.answer))
        shown.update(OPTION_LETTERS[: len(entry.content.options)])
    shares = {one: letters[one] / shown[one] for one in "ABCDE"}
    assert max(shares.values()) - min(shares.values()) <= 0.25, shares


def test_first_letters_of_orderings_vary():
    firsts = Counter(str(entry.content.answer)[0] for entry in of_kind(ItemKind.ORDERING))
    assert max(firsts.values()) <= len(of_kind(ItemKind.ORDERING)) * 0.45, firsts


def test_true_and_false_balance():
    truths = Counter(entry.content.answer for entry in of_kind(ItemKind.TRUE_FALSE))
    assert 0.45 <= truths["T"] / truths.total() <= 0.55, truths


def test_length_gives_no_single_away():
    longest = shortest = 0
    for entry in of_kind(ItemKind.SINGLE):
        (right,), wrong = right_and_wrong(entry)
        longest += all(len(right) > len(text) for text in wrong)
        shortest += all(len(right) < len(text) for text in wrong)
    count = len(of_kind(ItemKind.SINGLE))
    assert longest <= count * 0.25
    assert shortest <= count * 0.25


def test_no_key_of_a_single_sticks_out():
    def sticks_out(entry: UnifiedItem) -> bool:
        (right,), wrong = right_and_wrong(entry)
        return len(right) > 1.5 * max(map(len, wrong)) + 1

    assert [e.code for e in of_kind(ItemKind.SINGLE) if sticks_out(e)] == []


def test_length_gives_no_multiple_away():
    shares = []
    for entry in of_kind(ItemKind.MULTIPLE):
        right, wrong = right_and_wrong(entry)
        if wrong:
            shares.append(mean(map(len, right)) / mean(map(len, wrong)))
    assert 0.9 <= mean(shares) <= 1.1


def test_stem_does_not_hold_the_key():
    def told(entry: UnifiedItem) -> bool:
        (right,), wrong = right_and_wrong(entry)
        stem = bare(entry.content.stem)
        return bare(right) in stem and not any(bare(text) in stem for text in wrong)

    assert [e.code for e in of_kind(ItemKind.SINGLE) if told(e)] == []


def test_stem_does_not_fill_its_blanks():
    def told(entry: UnifiedItem) -> bool:
        return any(
            len(variant) > 1 and not variant.isdigit() and variant in entry.content.stem
            for blank in entry.content.answer or ()
            for variant in blank
        )

    assert [e.code for e in of_kind(ItemKind.FILL_IN) if told(e)] == []


def test_blanks_can_be_filled_in_one_order_only():
    """Blanks are marked one by one: 改组或者解散 must not be wrong for 解散或者改组."""
    joined = re.compile(r"____([^\W_]{0,2})(?:、|和|或者)____\1")
    assert [
        entry.code
        for entry in of_kind(ItemKind.FILL_IN)
        if joined.search(entry.content.stem) and "依次" not in entry.content.stem
    ] == []


def test_explanations_name_no_place():
    """Options are shuffled for each paper, so no explanation may count on their order."""
    place = re.compile(r"[A-E]|[前后][两三四][项种个]|第[一二三四五]项|最后一项")
    assert [
        e.code for e in ITEMS if e.content.options and place.search(e.content.explanation)
    ] == []


def test_no_near_duplicates():
    stems = [(entry.code, pairs_of_signs(entry.content.stem)) for entry in BANK]
    alike = [
        (first, second)
        for (first, ours), (second, theirs) in combinations(stems, 2)
        if len(ours & theirs) > 0.65 * len(ours | theirs)
    ]
    assert alike == []


def test_items_of_a_draft_are_drafts():
    drafts = {entry.code for entry in QUESTIONS if not entry.in_force}
    assert [e.code for e in ITEMS if e.question in drafts and e.in_force] == []


def test_oral_questions_weigh_their_points():
    weighed = [e for e in QUESTIONS if any(p.weight > 1 for p in e.content.key_points)]
    assert len(weighed) >= len(QUESTIONS) * 0.4
    for entry in QUESTIONS:
        points = entry.content.key_points
        required = [point for point in points if point.required]
        assert len(required) < len(points), entry.code
        assert all(point.weight == 2 for point in required), entry.code
        assert all(point.required for point in points if point.weight > 1), entry.code


def test_revisions_count_from_one():
    assert [entry.code for entry in BANK if entry.revision not in (1, 2)] == []


def test_superseded_editions_have_a_successor():
    regulations = read_regulations()
    assert [row["code"] for row in SUPERSEDED if row["superseded_by"] not in regulations] == []


def test_superseded_editions_are_told_apart():
    codes = [row["code"] for row in SUPERSEDED]
    editions = {(one.title, one.edition) for one in read_regulations().values()}
    assert len(set(codes)) == len(codes)
    assert set(codes).isdisjoint(read_regulations())
    assert [r["code"] for r in SUPERSEDED if (r["title"], r["edition"]) in editions] == []
    assert [r["code"] for r in SUPERSEDED if not r["edition"] or not r["note"]] == []


def test_successor_says_what_it_replaced():
    regulations = read_regulations()
    silent = {"jlcf-2018"}  # the source names no edition that the one of 2023 took the place of
    assert {
        row["code"] for row in SUPERSEDED if not regulations[row["superseded_by"]].replaced
    } == silent


def test_nothing_cites_a_superseded_edition():
    gone = {(row["title"], row["edition"]) for row in SUPERSEDED}
    cited = {(entry.content.regulation, entry.content.edition) for entry in BANK}
    assert cited.isdisjoint(gone)

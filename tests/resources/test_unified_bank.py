"""The bank that ships with the program: well-formed, and resting on checked facts only."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from jyguide.bank.check import LETTER_PLACE, faults
from jyguide.bank.item import ItemKind
from jyguide.bank.unified import UnifiedItem, read_regulations, read_unified_bank

FACTS = Path(__file__).parents[1] / "data" / "bank-facts.toml"

OPTION_COUNTS = {
    ItemKind.SINGLE: {3, 4},
    ItemKind.MULTIPLE: {4, 5},
    ItemKind.ORDERING: {3, 4, 5, 6},
}
SPOKEN = {ItemKind.SHORT_ANSWER, ItemKind.ORAL}

NUMERAL = "[一二三四五六七八九十百]+"
ARTICLE = rf"第{NUMERAL}条(?:（[一二三四五六七八九十]+）)?"
CITATION = re.compile(rf"{ARTICLE}(?:[、至]{ARTICLE})*")

OTHER_CITATIONS = {
    "002-3": "附则",  # the day in force; the number of the last article was not seen
    "026-3": "题注",  # dates of revision stand under the title, not in an article
    "041": "第二章至第五章",  # the five stages are the chapters themselves
    "041-1": "第二章至第五章",
    "041-2": "第三章、第十四条",
    "041-3": "第四章、第十八条",
    "074-4": "题注",
    "075-3": "题注",
    "081": "",  # the number of the article was not seen
    "081-1": "",
    "081-2": "",
}

LAST_ARTICLE = {
    "中国共产党发展党员工作细则": 44,
    "中国共产党章程": 55,
    "中华人民共和国村民委员会组织法": 50,
    "中华人民共和国城市居民委员会组织法": 50,
    "中华人民共和国农村集体经济组织法": 67,
    "中华人民共和国乡村振兴促进法": 74,
    "中华人民共和国公职人员政务处分法": 68,
}

FULL_TEXT = {
    "中国共产党发展党员工作细则",
    "中华人民共和国村民委员会组织法",
    "中华人民共和国城市居民委员会组织法",
    "中华人民共和国农村集体经济组织法",
    "中华人民共和国乡村振兴促进法",
    "中华人民共和国公职人员政务处分法",
}
"""Regulations read in full, from which an item may be drawn without a numbered fact."""

SHORT_NAMES = {
    "中国共产党支部工作条例（试行）": "支部条例",
    "中国共产党发展党员工作细则": "发展党员细则2026",
    "中国共产党基层组织选举工作条例": "选举条例2020",
    "关于中国共产党党费收缴、使用和管理的规定": "党费规定",
    "中国共产党不合格党员组织处置办法": "处置办法2024",
    "中国共产党纪律处分条例": "纪律处分条例",
    "中国共产党党徽党旗条例": "党徽党旗条例",
    "中国共产党党员教育管理工作条例": "党员教育管理条例",
    "中国共产党章程": "党章",
    "中华人民共和国村民委员会组织法": "村委会组织法2025",
    "中华人民共和国农村集体经济组织法": "农村集体经济组织法",
    "中华人民共和国乡村振兴促进法": "乡村振兴促进法",
    "中国共产党党和国家机关基层组织工作条例": "党和国家机关基层组织工作条例",
    "干部教育培训工作条例": "干部教育培训工作条例",
    "中国共产党党员权利保障条例": "党员权利保障条例",
    "中国共产党农村基层组织工作条例": "农村基层条例",
    "中华人民共和国公职人员政务处分法": "政务处分法",
}

BANK = read_unified_bank()
QUESTIONS = tuple(entry for entry in BANK if not entry.question)
ITEMS = tuple(entry for entry in BANK if entry.question)


def codes(wrong: Callable[[UnifiedItem], bool]) -> list[str]:
    """Of everything in the bank that is wrong in the given way."""
    return [entry.code for entry in BANK if wrong(entry)]


def facts_of(section: str) -> dict[int, str]:
    rows = tomllib.loads(FACTS.read_text("utf-8"))[section]
    return {int(number): citation for number, citation in rows.items()}


@pytest.fixture(scope="module")
def verified() -> dict[int, str]:
    return facts_of("verified")


MEANING = facts_of("meaning")
"""Facts whose article was not seen: what rests on one names no article."""

UNVERIFIED = facts_of("unverified")
"""Facts not seen in an edition in force: what rests on one is a draft."""


def rests_on_meaning(entry: UnifiedItem) -> bool:
    return not MEANING.keys().isdisjoint(entry.facts)


def number(numeral: str) -> int:
    """Of a Chinese numeral below a hundred, as articles are counted: 四十三 -> 43."""
    tens, _, ones = numeral.rpartition("十")
    digits = "零一二三四五六七八九"
    if "十" not in numeral:
        return digits.index(numeral)
    return 10 * (digits.index(tens) if tens else 1) + (digits.index(ones) if ones else 0)


def articles(citation: str) -> set[int]:
    """Numbers of all articles a citation covers, with what lies between the ends of a range."""
    found = {number(numeral) for numeral in re.findall(rf"第({NUMERAL})条", citation)}
    for first, last in re.findall(rf"第({NUMERAL})条至第({NUMERAL})条", citation):
        found.update(range(number(first), number(last) + 1))
    # the list of facts writes ranges short: 第十一—十三、十六条, 第五—七条
    for run in re.findall(rf"第((?:{NUMERAL}[—、])+{NUMERAL})条", citation):
        for part in run.split("、"):
            ends = [number(numeral) for numeral in part.split("—")]
            found.update(range(ends[0], ends[-1] + 1))
    return found


def test_size_and_kinds():
    kinds = Counter(entry.content.kind for entry in BANK)
    assert sum(entry.in_force for entry in QUESTIONS) >= 150
    assert sum(entry.in_force for entry in ITEMS) >= 600
    assert set(kinds) == set(ItemKind)
    assert kinds[ItemKind.ORAL] == len(QUESTIONS)


def test_codes_hang_together():
    expected = []
    for entry in BANK:
        if not entry.question:
            question, running = f"{len([c for c in expected if '-' not in c]) + 1:03d}", 0
            expected.append(question)
        else:
            running += 1
            assert entry.question == question
            expected.append(f"{question}-{running}")
    assert [entry.code for entry in BANK] == expected


def test_every_question_has_items():
    assert {entry.question for entry in ITEMS} == {entry.code for entry in QUESTIONS}


def test_no_stem_twice():
    stems = defaultdict(list)
    for entry in BANK:
        stems[re.sub(r"[\W_]", "", entry.content.stem)].append(entry.code)
    assert [twice for twice in stems.values() if len(twice) > 1] == []


def test_well_formed():
    found = {entry.code: faults(entry.content) for entry in BANK}
    assert {code: sentences for code, sentences in found.items() if sentences} == {}
    assert codes(lambda entry: entry.content.answer is None or not entry.content.category) == []


def test_says_what_it_tests_and_why():
    def silent(entry: UnifiedItem) -> bool:
        return not entry.content.tests or not 10 <= len(entry.content.explanation) <= 80

    assert codes(lambda entry: bool(entry.question) and silent(entry)) == []


def test_place_for_letters():
    def misplaced(entry: UnifiedItem) -> bool:
        wanted = 1 if entry.content.kind in OPTION_COUNTS else 0
        return entry.content.stem.count(LETTER_PLACE) != wanted

    assert codes(misplaced) == []


def test_options():
    def odd(entry: UnifiedItem) -> bool:
        counts = OPTION_COUNTS.get(entry.content.kind, {0})
        return len(entry.content.options) not in counts or any(
            re.search("以上.*(对|错|正确|都是)", option) for option in entry.content.options
        )

    assert codes(odd) == []


def test_ordering_options_are_shuffled():
    def in_order(entry: UnifiedItem) -> bool:
        answer = str(entry.content.answer)
        return entry.content.kind is ItemKind.ORDERING and answer == "".join(sorted(answer))

    assert codes(in_order) == []


def test_key_points_are_in_the_model_answer():
    def unheard(entry: UnifiedItem) -> bool:
        points = [re.sub(r"\W", "", point.text) for point in entry.content.key_points]
        answer = str(entry.content.answer)
        return not 2 <= len(points) <= 6 or any(
            sum(sign in answer for sign in point) < len(point) / 2 for point in points
        )

    assert codes(lambda entry: entry.content.kind in SPOKEN and unheard(entry)) == []


def test_model_answer_is_short_enough_to_say():
    assert [e.code for e in QUESTIONS if not 40 <= len(str(e.content.answer)) <= 160] == []


def test_right_letters_are_spread():
    letters = Counter(e.content.answer for e in ITEMS if e.content.kind is ItemKind.SINGLE)
    truths = Counter(e.content.answer for e in ITEMS if e.content.kind is ItemKind.TRUE_FALSE)
    assert set(letters) == set("ABCD")
    assert all(0.2 <= count / letters.total() <= 0.3 for count in letters.values()), letters
    assert 0.4 <= truths["F"] / truths.total() <= 0.6, truths


def test_regulations_have_distinct_names():
    regulations = read_regulations()
    assert all(code == regulation.code for code, regulation in regulations.items())
    assert len({regulation.title for regulation in regulations.values()}) == len(regulations)


def test_cites_a_known_regulation():
    editions = {regulation.title: regulation.edition for regulation in read_regulations().values()}
    assert codes(lambda e: editions.get(e.content.regulation) != e.content.edition) == []


def test_cites_an_article():
    def unlike_an_article(entry: UnifiedItem) -> bool:
        article = entry.content.article
        last = LAST_ARTICLE.get(entry.content.regulation, 99)
        return not CITATION.fullmatch(article) or max(articles(article)) > last

    checked = [e for e in BANK if e.in_force and not rests_on_meaning(e)]
    assert [e.code for e in checked if unlike_an_article(e)] == list(OTHER_CITATIONS)
    cited = {entry.code: entry.content.article for entry in BANK}
    assert {code: cited[code] for code in OTHER_CITATIONS} == OTHER_CITATIONS


def test_meaning_names_no_article():
    assert codes(lambda e: rests_on_meaning(e) and e.content.article) == []


def test_meaning_stands_in_the_cited_regulation():
    def elsewhere(entry: UnifiedItem) -> bool:
        names = {MEANING[fact] for fact in entry.facts if fact in MEANING}
        return SHORT_NAMES[entry.content.regulation] not in names

    assert codes(lambda e: rests_on_meaning(e) and elsewhere(e)) == []


def test_facts_are_in_one_section(verified):
    sections = (verified, MEANING, UNVERIFIED)
    assert len(set().union(*sections)) == sum(map(len, sections))


def test_every_fact_is_known(verified):
    known = verified.keys() | MEANING.keys() | UNVERIFIED.keys()
    assert codes(lambda entry: not set(entry.facts) <= known) == []


def test_drafts_are_what_rests_on_unverified_facts():
    def unverified(entry: UnifiedItem) -> bool:
        return not UNVERIFIED.keys().isdisjoint(entry.facts)

    assert codes(lambda entry: entry.in_force == unverified(entry)) == []


def test_rests_on_a_fact_or_a_full_text():
    assert codes(lambda e: not e.facts and e.content.regulation not in FULL_TEXT) == []


def test_facts_stand_in_the_cited_articles(verified):
    def backed(entry: UnifiedItem) -> set[int]:
        name = SHORT_NAMES[entry.content.regulation]
        parts = [part for fact in entry.facts for part in verified.get(fact, "").split("；")]
        found = [articles(part.removeprefix(name)) for part in parts if part.startswith(name)]
        return set().union(*found)

    def unbacked(entry: UnifiedItem) -> bool:
        cited = articles(entry.content.article)
        if not entry.in_force or not entry.facts or entry.code in OTHER_CITATIONS:
            return False
        if entry.content.regulation in FULL_TEXT:
            return not cited & backed(entry)
        return not cited <= backed(entry)

    assert codes(unbacked) == []


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("第九条", {9}),
        ("第十条、第二十一条", {10, 21}),
        ("第十七条至第十九条", {17, 18, 19}),
        ("第六条（二）", {6}),
        ("第十一—十三、十六条", {11, 12, 13, 16}),
    ],
)
def test_articles_of_a_citation(citation, expected):
    assert articles(citation) == expected

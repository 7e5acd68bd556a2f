"""Items that say the same, nearly the same, or the contrary."""

import pytest

from jyguide.bank.audit import FindingKind
from tests.jyguide.bank.audit.auditing import an_item, found, kinds

HALF = "接收预备党员，赞成人数要超过应到会有表决权的正式党员的半数。"


def fill(stem="预备期为____。", *keys):
    return an_item("fill_in", stem, answer=tuple((key,) for key in keys or ("一年",)))


def claim(stem, holds):
    return an_item("true_false", stem, answer="T" if holds else "F")


@pytest.mark.parametrize(
    "pair",
    [
        (an_item(), fill()),
        (an_item(), fill("预备期为____。", "12个月")),
        (an_item(), claim("预备期为一年。", True)),
        (an_item(), claim("预备期为两年。", False)),
        (an_item(), claim("预备期不是一年。", False)),
        (claim("预备期为一年。", True), claim("预备期为两年。", False)),
        (claim("预备期为两年。", False), claim("预备期为三年。", False)),
        (claim("预备党员有表决权。", False), claim("预备党员没有表决权。", True)),
        (claim("基数3000元的，交15元。", True), claim("基数6000元的，交90元。", True)),
        (an_item(stem="转正讨论一般在期满（   ）。"), fill("党费每月交____次。", "一")),
        (
            an_item(stem="下列说法正确的是（   ）。", options=("甲甲", "乙乙"), answer="A"),
            an_item(stem="下列说法正确的是（   ）。", options=("丙丙", "丁丁"), answer="A"),
        ),
        (
            an_item(
                stem="月基数3000元，每月交党费（   ）。", options=("15元", "30元"), answer="A"
            ),
            an_item(
                stem="月基数6000元，每月交党费（   ）。", options=("90元", "60元"), answer="A"
            ),
        ),
    ],
)
def test_what_goes_together_is_left_alone(pair):
    assert kinds(*pair) in ([], [FindingKind.NEAR_DUPLICATE])
    assert FindingKind.CONTRADICTION not in kinds(*pair)


@pytest.mark.parametrize(
    "pair",
    [
        (an_item(), an_item(answer="C")),
        (an_item(), an_item(options=("半年", "两年", "三年"), answer="B")),
        (an_item(), fill("预备期为____。", "两年")),
        (an_item("multiple", answer="AB", options=("半年", "一年", "两年")), an_item()),
        (
            an_item(stem="下列说法正确的是（   ）。", options=("甲甲", "乙乙"), answer="A"),
            an_item(stem="下列说法正确的是（   ）。", options=("乙乙", "丁丁"), answer="A"),
        ),
        (fill("由____至____人。", "3", "5"), fill("由____至____人。", "3", "7")),
        (an_item(), claim("预备期为一年。", False)),
        (an_item(), claim("预备期为两年。", True)),
        (an_item(), claim("预备期不为一年。", True)),
        (fill(), claim("预备期为12个月。", False)),
        (claim("预备期为一年。", True), claim("预备期为1年", False)),
        (claim("预备期为一年。", True), claim("预备期为两年。", True)),
        (claim("预备党员有表决权。", True), claim("预备党员没有表决权。", True)),
        (claim("预备党员应当缴纳党费。", False), claim("预备党员不应当缴纳党费。", False)),
        (
            an_item("ordering", "顺序是（   ）。", options=("提议", "商议", "审议"), answer="ABC"),
            an_item("ordering", "顺序是（   ）。", options=("提议", "商议", "审议"), answer="ACB"),
        ),
    ],
)
def test_contradictions_are_found(pair):
    assert FindingKind.CONTRADICTION in kinds(*pair)
    assert FindingKind.CONTRADICTION in kinds(*reversed(pair))


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        ((an_item(), an_item()), FindingKind.DUPLICATE),
        ((an_item(), an_item(options=("一年", "半年", "两年", "三年"), answer="A")), "duplicate"),
        ((an_item(), an_item(options=("一年", "五年", "六年"), answer="A")), "near_duplicate"),
        ((claim(HALF, True), claim(HALF.replace("人数", "的人数"), True)), "near_duplicate"),
        (
            (an_item("oral", "怎么办？", answer="甲"), an_item("oral", "怎么办", answer="甲")),
            "duplicate",
        ),
    ],
)
def test_duplicates_are_found_once(pair, kind):
    assert kinds(*pair) == [FindingKind(kind)]


def test_pairs_that_a_person_settled_are_not_named_again():
    pair = (an_item(), an_item(answer="C"))
    settled = frozenset({frozenset({pair[0].id, pair[1].id})})
    assert found(*pair, settled=settled) == []


def test_both_answers_are_told():
    (one,) = found(an_item(), fill("预备期为____。", "两年"))
    assert one.sentence == "同一个问题，答案一处是“一年”，一处是“两年”。"

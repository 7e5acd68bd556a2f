"""Any well-formed item in any style of the layout comes back; any text at all is survived."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jyguide.bank.check import faults
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.exchange.loose.items import parse_loose

# words without the marks and labels the layout itself is made of
WORDS = [
    "支部",
    "书记",
    "大会",
    "组织",
    "甲乙",
    "丙丁",
    "会议",
    "村级",
    "民主",
    "选举",
    "委员",
    "制度",
]
HEADINGS = {
    ItemKind.SINGLE: "单项选择题",
    ItemKind.MULTIPLE: "多项选择题",
    ItemKind.TRUE_FALSE: "判断题",
    ItemKind.FILL_IN: "填空题",
    ItemKind.ORDERING: "排序题",
    ItemKind.SHORT_ANSWER: "简答题",
}
PLACE, BLANK = "（   ）", "____"

phrases = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map("".join)


@dataclass(frozen=True)
class Style:
    number: str
    option: str
    between: str
    answer: str
    in_stem: bool
    place: str


styles = st.builds(
    Style,
    number=st.sampled_from(["{}. ", "{}．", "{}、", "{}) ", "（{}）", "第{}题 ", "{}."]),
    option=st.sampled_from(
        ["{}. {}", "{}、{}", "{}．{}", "（{}）{}", "({}) {}", "{}：{}", "{} {}"]
    ),
    between=st.sampled_from(["\n", "  ", "\t", "　　"]),
    answer=st.sampled_from(["答案：{}", "【答案】{}", "参考答案: {}", "正确答案：{}", "答：{}"]),
    in_stem=st.booleans(),
    place=st.sampled_from(["（ ）", "( )", "（）", "（　　）", "（   ）"]),
)


@st.composite
def contents(draw):
    kind = draw(st.sampled_from(list(HEADINGS)))
    stem = draw(phrases)
    if kind in {ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING}:
        options = tuple(draw(st.lists(phrases, min_size=3, max_size=6, unique=True)))
        letters = OPTION_LETTERS[: len(options)]
        if kind is ItemKind.ORDERING:
            answer = "".join(draw(st.permutations(letters)))
        else:
            least, most = (1, 1) if kind is ItemKind.SINGLE else (2, len(letters))
            chosen = draw(
                st.lists(st.sampled_from(letters), min_size=least, max_size=most, unique=True)
            )
            answer = "".join(sorted(chosen))
        return ItemContent(kind, f"{stem}是{PLACE}。", options, answer)
    if kind is ItemKind.TRUE_FALSE:
        return ItemContent(kind, stem + "。", (), draw(st.sampled_from("TF")))
    if kind is ItemKind.FILL_IN:
        blanks = draw(st.integers(1, 3))
        variants = st.lists(phrases, min_size=1, max_size=3, unique=True).map(tuple)
        key = tuple(draw(st.lists(variants, min_size=blanks, max_size=blanks)))
        return ItemContent(kind, stem + "、".join([BLANK] * blanks) + "。", (), key)
    return ItemContent(kind, stem + "是什么？", (), draw(phrases) + "。")


def answer_text(content):
    if isinstance(content.answer, tuple):
        return "；".join("|".join(variants) for variants in content.answer)
    if content.kind is ItemKind.TRUE_FALSE:
        return {"T": "√", "F": "×"}[content.answer]
    return content.answer


def render(number, content, style):
    """The item as a file would have it: heading, number, stem, options, answer."""
    shown, in_stem = (
        answer_text(content),
        style.in_stem
        and content.kind
        in {
            ItemKind.SINGLE,
            ItemKind.MULTIPLE,
            ItemKind.TRUE_FALSE,
        },
    )
    stem = content.stem
    if content.kind is ItemKind.TRUE_FALSE:
        stem += f"（{shown}）" if in_stem else style.place
    else:
        stem = stem.replace(PLACE, f"（ {shown} ）" if in_stem else style.place)
    lines = [f"一、{HEADINGS[content.kind]}", style.number.format(number) + stem]
    if content.options:
        pairs = zip(OPTION_LETTERS, content.options, strict=False)
        lines.append(style.between.join(style.option.format(*pair) for pair in pairs))
    if not in_stem:
        lines.append(style.answer.format(shown))
    return "\n".join(lines)


@given(st.lists(st.tuples(contents(), styles), min_size=1, max_size=5))
def test_well_formed_items_come_back(drawn):
    text = "\n".join(render(i, content, style) for i, (content, style) in enumerate(drawn, 1))
    file = parse_loose(text)
    assert file.refused == ()
    assert [item.content for item in file.items] == [content for content, _ in drawn]
    assert [item.number for item in file.items] == [str(i + 1) for i in range(len(drawn))]
    assert all(item.warnings == () for item in file.items)


PIECES = [
    "1. ",
    "2、",
    "（3）",
    "第4题",
    "5 ",
    "A. ",
    "B、",
    "（C）",
    "D ",
    "答案：",
    "【答案】",
    "答：",
    "解析：",
    "要点：",
    "参考答案",
    "一、单选题",
    "二、判断题",
    "三、填空题",
    "四、",
    "（ ）",
    "（ AB ）",
    "____",
    "√",
    "×",
    "\n",
    "\n\n",
    "；",
    "|",
    "1-5 ABCDE",
    "19. B",
    "略",
    "？",
    "。",
    "党员",
    "3.5",
    "《条例》第三条",
    "难度：难",
    "【多选题】",
    "Ａ",
    "\t",
    "　",
    "排序题",
    "①",
    "2对",
    "A",
    "AC",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200))
@example("1. （A）（B）_A_")
@example("\x00\u200b\ufeff")
@example("٣. 甲（ ）\nA. 子\nB. 丑\n答案：A")
@example("1-0 A")
@example("9999-1 ABC")
def test_no_text_makes_it_raise(text):
    file = parse_loose(text)
    assert file.items or file.refused
    for item in file.items:
        assert faults(item.content) == ()
        assert item.content.answer is not None or item.warnings
        assert 1 <= item.line <= max(1, len(text.splitlines()))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_numbered_question_is_an_item_or_refused(text):
    """A numbered line with a place for a letter, behind a heading, never disappears."""
    file = parse_loose(text + "\n一、单选题\n77. 到底是谁（ ）\nA. 张\nB. 李\n答案：B\n")
    found = [item for item in file.items if item.number == "77"]
    assert [(item.content.answer, item.content.options) for item in found] == [("B", ("张", "李"))]


@pytest.mark.parametrize(
    "text",
    [
        "1-5 " + "A" * 5000 + "第",
        "1. 甲" + "_" * 20000 + "A",
        "1. 甲（" + " " * 20000,
        "1. 甲" + "A " * 5000,
        "没有编号的一行\n" * 5000,
        "1. 甲（ ）\nA. 子\nB. 丑\n" * 1000,
    ],
)
def test_long_input_does_not_cost_its_square(text):
    """Careless patterns try every way of cutting such runs and never come back."""
    file = parse_loose(text)
    assert file.items or file.refused

"""Every fault an item can have is told, and sound items are left alone."""

import pytest

from jyguide.bank.check import count_blanks, faults
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint

SINGLE = ItemContent(ItemKind.SINGLE, "预备期为（   ）。", ("半年", "一年"), "B")


@pytest.mark.parametrize(
    "content",
    [
        SINGLE,
        ItemContent(ItemKind.SINGLE, "预备期为（   ）。", ("半年", "一年")),
        ItemContent(ItemKind.MULTIPLE, "甲", ("子", "丑", "寅"), "AC"),
        ItemContent(ItemKind.TRUE_FALSE, "甲", answer="F"),
        ItemContent(ItemKind.FILL_IN, "由____至____人", answer=(("3", "三"), ("5",))),
        ItemContent(ItemKind.ORDERING, "甲", ("子", "丑", "寅"), "CAB"),
        ItemContent(ItemKind.SHORT_ANSWER, "甲", answer="乙", key_points=(KeyPoint("乙"),)),
        ItemContent(ItemKind.ORAL, "甲", answer="乙"),
        ItemContent(ItemKind.ORAL, "甲" * 5_000, answer="乙" * 20_000, explanation="丙" * 20_000),
        ItemContent(ItemKind.MULTIPLE, "甲（A）与（   ）", ("子", "丑"), "AB"),
    ],
)
def test_sound_items(content):
    assert faults(content) == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ItemContent(ItemKind.SINGLE, " ", ("子", "丑"), "A"), "没有题干。"),
        (
            ItemContent(ItemKind.SINGLE, "甲" * 400_000, ("子", "丑"), "A"),
            "题干有 400,000 个字，最多 5,000 个。",
        ),
        (
            ItemContent(ItemKind.SINGLE, "甲", ("子" * 1001, "丑"), "A"),
            "一个选项有 1,001 个字，最多 1,000 个。",
        ),
        (
            ItemContent(ItemKind.ORAL, "甲", answer="乙" * 20_001),
            "答案有 20,001 个字，最多 20,000 个。",
        ),
        (
            ItemContent(
                ItemKind.FILL_IN, "____和____", answer=(("乙" * 9_999,), ("丙", "丁" * 10_001))
            ),
            "答案有 20,001 个字，最多 20,000 个。",
        ),
        (
            ItemContent(ItemKind.TRUE_FALSE, "甲", answer="T", explanation="乙" * 20_001),
            "解析有 20,001 个字，最多 20,000 个。",
        ),
        (
            ItemContent(ItemKind.ORAL, "甲", answer="乙", key_points=(KeyPoint("丙" * 5_001),)),
            "一个要点有 5,001 个字，最多 5,000 个。",
        ),
        (
            ItemContent(ItemKind.TRUE_FALSE, "甲", answer="T", category="乙" * 1_001),
            "一项依据、考点或分类有 1,001 个字，最多 1,000 个。",
        ),
        (ItemContent(ItemKind.SINGLE, "甲", ("子",), "A"), "选项只有 1 个，至少要有 2 个。"),
        (
            ItemContent(ItemKind.SINGLE, "甲", tuple("一二三四五六七八九十百"), "A"),
            "选项有 11 个，最多 10 个。",
        ),
        (ItemContent(ItemKind.SINGLE, "甲", ("1 年", "１年"), "A"), "有两个选项相同：“1 年”。"),
        (ItemContent(ItemKind.SINGLE, "甲", ("子", " "), "A"), "选项 B 是空的。"),
        (ItemContent(ItemKind.SINGLE, "甲", ("子", "丑"), "C"), "答案是 C，但没有选项 C。"),
        (ItemContent(ItemKind.SINGLE, "甲", ("子", "丑"), "AB"), "单选题给了 2 个答案（AB）。"),
        (ItemContent(ItemKind.SINGLE, "甲（ B ）", ("子", "丑"), "B"), "题干里还留着答案。"),
        (ItemContent(ItemKind.MULTIPLE, "甲", ("子", "丑"), "A"), "多选题只有 1 个答案（A）。"),
        (ItemContent(ItemKind.MULTIPLE, "甲", ("子", "丑"), "BA"), "答案 BA 的字母没有按顺序写。"),
        (ItemContent(ItemKind.MULTIPLE, "甲", ("子", "丑"), "AA"), "答案 AA 里有重复的字母。"),
        (
            ItemContent(ItemKind.ORDERING, "甲", ("子", "丑", "寅"), "CA"),
            "排序题的答案 CA 没有排完全部选项。",
        ),
        (
            ItemContent(ItemKind.TRUE_FALSE, "甲", answer="对"),
            "判断题的答案只能是对或错，现在是“对”。",
        ),
        (ItemContent(ItemKind.TRUE_FALSE, "甲", ("对", "错"), "T"), "这种题型不应当有选项。"),
        (
            ItemContent(ItemKind.FILL_IN, "甲", answer=(("乙",),)),
            "填空题的题干里没有要填的空（____）。",
        ),
        (
            ItemContent(ItemKind.FILL_IN, "甲____", answer=(("乙",), ("丙",))),
            "题干有 1 个空，答案却有 2 个。",
        ),
        (ItemContent(ItemKind.FILL_IN, "甲____", answer=((),)), "有一个空没有答案。"),
        (ItemContent(ItemKind.FILL_IN, "甲____", answer="乙"), "填空题的答案应当逐空列出。"),
        (ItemContent(ItemKind.SHORT_ANSWER, "甲", answer=" "), "答案是空的，或者不是文字。"),
        (
            ItemContent(ItemKind.SHORT_ANSWER, "甲", answer=(("乙",),)),
            "答案是空的，或者不是文字。",
        ),
        (
            ItemContent(ItemKind.ORAL, "甲", answer="乙", difficulty=4),
            "难度只能是 1（易）、2（中）或 3（难）。",
        ),
        (
            ItemContent(ItemKind.ORAL, "甲", answer="乙", key_points=(KeyPoint(""),)),
            "有空白的要点。",
        ),
    ],
)
def test_each_fault_has_its_sentence(content, sentence):
    assert faults(content) == (sentence,)


def test_several_faults_are_all_told():
    assert len(faults(ItemContent(ItemKind.SINGLE, "", ("子",), "C", difficulty=0))) == 4


def test_count_blanks():
    assert count_blanks("由____至__人，共_人") == 2

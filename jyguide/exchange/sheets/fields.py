"""The columns of a sheet of items under every heading that offices and exam platforms use."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class ItemField(StrEnum):
    """What a column other than one option's holds; the value is the heading that we write."""

    NUMBER = "题号"
    KIND = "题型"
    STEM = "题干"
    OPTIONS = "选项"
    ANSWER = "正确答案"
    EXPLANATION = "解析"
    DIFFICULTY = "难度"
    CATEGORY = "分类"
    REGULATION = "依据"
    EDITION = "版本"
    ARTICLE = "条款"
    TESTS = "考查"
    POINTS = "要点"
    QUESTION = "所属问题"
    STATUS = "状态"
    SCORE = "分值"


Meaning = ItemField | int
"""A field, or the index of one option from 0."""

_NAMES: dict[ItemField, str] = {
    ItemField.NUMBER: "题号 试题编号 题目编号 试题编码 编号 编码 序号 试题序号 no id",
    ItemField.KIND: "题型 试题题型 题目题型 试题类型 题目类型 题型名称 类型",
    ItemField.STEM: "题干 试题题干 题目题干 题干内容 题目内容 试题内容 题目描述 试题描述 题面 "
    "题目 试题 题目名称 试题名称 题目标题 考题 问题 问题内容 question 内容 标题",
    ItemField.OPTIONS: "选项 试题选项 题目选项 答案选项 备选项 备选答案 候选项 候选答案 可选项 "
    "选项内容 选项列表 各选项 options",
    ItemField.ANSWER: "正确答案 标准答案 参考答案 试题答案 题目答案 本题答案 答案 正确选项 "
    "答案内容 正解 answer",
    ItemField.EXPLANATION: "解析 答案解析 试题解析 题目解析 解析说明 解析内容 题解 答案说明 "
    "分析 解答 说明",
    ItemField.DIFFICULTY: "难度 试题难度 题目难度 难度等级 难度系数 难易度 难易程度",
    ItemField.CATEGORY: "分类 试题分类 题目分类 题库分类 知识分类 所属分类 类别 试题类别 题目类别 "
    "知识点 所属知识点 知识点分类 知识点名称 考点 章节 所属章节 专题 模块 标签",
    ItemField.REGULATION: "依据 法规依据 政策依据 条文依据 出题依据 答案依据 参考依据 依据文件 "
    "法规 文件依据 出处 题目出处 试题出处 来源 题目来源 试题来源",
    ItemField.EDITION: "版本 法规版本 版次 文件版本",
    ItemField.ARTICLE: "条款 法规条款 条款号 条文 条文号",
    ItemField.TESTS: "考查 考查内容 考查点 考查要点 考察 考察内容 考察点 考察要点 测试点",
    ItemField.POINTS: "要点 答题要点 答案要点 评分要点 得分要点 得分点 采分点 评分标准 关键词",
    ItemField.QUESTION: "所属问题 所属百问 母题 母题编号 上级题号 问题编号",
    ItemField.STATUS: "状态 试题状态 题目状态 使用状态",
    ItemField.SCORE: "分值 分数 得分 每题分值 试题分值 题目分值 默认分值 分",
}
"""Names of each field, the plainest first: of two columns that claim a field it wins."""

_RANKS: dict[str, tuple[ItemField, int]] = {
    name: (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}
_OPTION_WORD = "(?:选项|备选项|备选答案|候选项|候选答案|答案选项|option)_?"
_OPTION = re.compile(
    rf"{_OPTION_WORD}([A-Z])|([A-J])(?:选项|项)?|{_OPTION_WORD}(1[0-9]|[1-9]|[一二三四五六七八九十])",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[(\[【].*?[)\]】]")
_CHINESE_DIGITS = "一二三四五六七八九十"


def meaning_of(heading: object) -> tuple[Meaning, int] | None:
    """What a heading stands for, and its rank among the names of that; None for any other text.

    Width, blanks, stars and remarks in brackets make no difference: ``*题干（必填）``.
    """
    return _meaning(heading) if isinstance(heading, str) else None


@lru_cache(maxsize=1024)
def _meaning(heading: str) -> tuple[Meaning, int] | None:
    wide = unicodedata.normalize("NFKC", heading)
    bare = re.sub(r"[\s*:_。.]", "", _REMARK.sub("", wide)).lower()
    if known := _RANKS.get(bare):
        return known
    option = _OPTION.fullmatch(bare)
    return (_option_index(option), 0) if option else None


def _option_index(found: re.Match[str]) -> int:
    """From 0; one beyond the last letter we know makes an item that is refused, not cut short."""
    if letter := found[1] or found[2]:
        return ord(letter.upper()) - ord("A")
    if found[3] in _CHINESE_DIGITS:
        return _CHINESE_DIGITS.index(found[3])
    return int(found[3]) - 1

"""What makes an item ill-formed, in sentences; for the shipped bank and every import."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from jyguide.bank.item import OPTION_LETTERS, Answer, ItemContent, ItemKind

CHOICE_KINDS = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE})
OPTION_KINDS = CHOICE_KINDS | {ItemKind.ORDERING}
LONGEST_STEM = 5_000
LONGEST_OPTION = 1_000
LONGEST_TEXT = 20_000
"""Of an answer or an explanation. Beyond these a file has run together, and every list that
shows the item stands still."""
BLANK = "____"
LETTER_PLACE = "（   ）"

_LETTERS_IN_BRACKETS = re.compile(r"[（(]\s*([A-J](?:[\s、,，]*[A-J])*)\s*[)）]")


def faults(content: ItemContent) -> tuple[str, ...]:
    """Chinese sentences for all that is wrong with the item, empty when it is well-formed.

    An item without an answer is no fault here: it is a draft, and whoever puts it into force
    must ask for the answer.
    """
    found = [*_general_faults(content), *_option_faults(content), *_length_faults(content)]
    if content.answer is not None:
        found += _answer_faults(content)
    return tuple(found)


def count_blanks(stem: str) -> int:
    """How many blanks of two or more underscores the stem has."""
    return len(re.findall(r"_{2,}", stem))


def _general_faults(content: ItemContent) -> list[str]:
    found = []
    if not content.stem.strip():
        found.append("没有题干。")
    if content.difficulty not in (1, 2, 3):
        found.append("难度只能是 1（易）、2（中）或 3（难）。")
    if any(not point.text.strip() for point in content.key_points):
        found.append("有空白的要点。")
    if content.kind is ItemKind.FILL_IN and not count_blanks(content.stem):
        found.append("填空题的题干里没有要填的空（____）。")
    return found


def _length_faults(content: ItemContent) -> list[str]:
    around = (
        content.category,
        content.regulation,
        content.edition,
        content.article,
        content.tests,
    )
    points = [point.text for point in content.key_points]
    longest = max(
        map(len, (content.stem, content.explanation, *around, *content.options, *points))
    )
    answer = _answer_length(content.answer)
    if max(longest, answer) <= LONGEST_OPTION:  # as nearly always: not worth telling apart
        return []
    texts = [
        ("题干", len(content.stem), LONGEST_STEM),
        *(("一个选项", len(text), LONGEST_OPTION) for text in content.options),
        ("答案", answer, LONGEST_TEXT),
        ("解析", len(content.explanation), LONGEST_TEXT),
        *(("一个要点", len(text), LONGEST_STEM) for text in points),
        *(("一项依据、考点或分类", len(text), LONGEST_OPTION) for text in around),
    ]
    return [f"{what}有 {n:,} 个字，最多 {most:,} 个。" for what, n, most in texts if n > most]


def _answer_length(answer: Answer) -> int:
    if isinstance(answer, tuple):
        return sum(len(variant) for variants in answer for variant in variants)
    return len(answer or "")


def _option_faults(content: ItemContent) -> list[str]:
    if content.kind not in OPTION_KINDS:
        return ["这种题型不应当有选项。"] if content.options else []
    found = []
    if len(content.options) < 2:  # noqa: PLR2004 - one option is no choice
        found.append(f"选项只有 {len(content.options)} 个，至少要有 2 个。")
    if len(content.options) > len(OPTION_LETTERS):
        found.append(f"选项有 {len(content.options)} 个，最多 {len(OPTION_LETTERS)} 个。")
    return found + _option_text_faults(content.options)


def _option_text_faults(options: tuple[str, ...]) -> list[str]:
    empty = [
        letter for letter, text in zip(OPTION_LETTERS, options, strict=False) if not text.strip()
    ]
    found = [f"选项 {'、'.join(empty)} 是空的。"] if empty else []
    bare = [_bare(text) for text in options]
    if len(set(bare)) == len(bare):  # as nearly always: not worth counting
        return found
    seen = Counter(text for text in bare if text)
    repeated = [text for text, said in zip(options, bare, strict=True) if seen[said] > 1]
    return [*found, f"有两个选项相同：“{repeated[0]}”。"] if repeated else found


def _bare(text: str) -> str:
    """The text as a reader sees it: width and spacing make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _answer_faults(content: ItemContent) -> list[str]:
    if content.kind is ItemKind.FILL_IN:
        return _fill_in_faults(content)
    if not isinstance(content.answer, str) or not content.answer.strip():
        return ["答案是空的，或者不是文字。"]
    if content.kind in OPTION_KINDS:
        return _letter_faults(content, content.answer)
    if content.kind is ItemKind.TRUE_FALSE and content.answer not in {"T", "F"}:
        return [f"判断题的答案只能是对或错，现在是“{content.answer}”。"]
    return []


def _fill_in_faults(content: ItemContent) -> list[str]:
    if isinstance(content.answer, str) or content.answer is None:
        return ["填空题的答案应当逐空列出。"]
    blanks = count_blanks(content.stem)
    if blanks and blanks != len(content.answer):
        return [f"题干有 {blanks} 个空，答案却有 {len(content.answer)} 个。"]
    if any(not variants or any(not v.strip() for v in variants) for variants in content.answer):
        return ["有一个空没有答案。"]
    return []


def _letter_faults(content: ItemContent, answer: str) -> list[str]:
    known = OPTION_LETTERS[: len(content.options)]
    strange = sorted({letter for letter in answer if letter not in known})
    if strange:
        return [f"答案是 {answer}，但没有选项 {'、'.join(strange)}。"]
    if len(set(answer)) != len(answer):
        return [f"答案 {answer} 里有重复的字母。"]
    return _letters_fit_kind(content.kind, answer, known) + _answer_left_in_stem(content, answer)


def _letters_fit_kind(kind: ItemKind, answer: str, known: str) -> list[str]:
    if kind is ItemKind.ORDERING:
        return [] if len(answer) == len(known) else [f"排序题的答案 {answer} 没有排完全部选项。"]
    if any(left > right for left, right in pairwise(answer)):
        return [f"答案 {answer} 的字母没有按顺序写。"]
    if kind is ItemKind.SINGLE and len(answer) > 1:
        return [f"单选题给了 {len(answer)} 个答案（{answer}）。"]
    if kind is ItemKind.MULTIPLE and len(answer) == 1:
        return [f"多选题只有 1 个答案（{answer}）。"]
    return []


def _answer_left_in_stem(content: ItemContent, answer: str) -> list[str]:
    stem = unicodedata.normalize("NFKC", content.stem)
    left = [re.sub(r"[^A-J]", "", inside) for inside in _LETTERS_IN_BRACKETS.findall(stem)]
    return ["题干里还留着答案。"] if left == [answer] else []

"""Multiple choice and true/false: what the weights of the options mean to the bank.

The bank knows right and wrong. A weight it has no place for is told by option and percentage; an
answer is never changed to fit.
"""

from __future__ import annotations

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.exchange.moodle.draft import Draft, begin, percent_text
from jyguide.exchange.moodle.question import Question, Weighted

_FULL = 99.99
_EVEN = 0.01
"""Percent: Moodle rounds a third to 33.33333."""


def read_multichoice(question: Question) -> Draft | str:
    """A single or multiple choice, or why it is neither."""
    if len(question.answers) < 2:  # noqa: PLR2004 - one option is no choice
        return f"选项只有 {len(question.answers)} 个，至少要有 2 个。"
    right = [index for index, one in enumerate(question.answers) if one.percent > 0]
    several = not question.single and len(right) > 1
    draft = begin(question, ItemKind.MULTIPLE if several else ItemKind.SINGLE)
    draft.options = tuple(one.text for one in question.answers)
    draft.notes = [
        f"选项 {_letter(index)}：{one.feedback}"
        for index, one in enumerate(question.answers)
        if one.feedback
    ]
    if several:
        _read_several(draft, question.answers, right)
    else:
        _read_one(draft, question, right)
    return draft


def _read_several(draft: Draft, answers: tuple[Weighted, ...], right: list[int]) -> None:
    draft.answer = "".join(_letter(index) for index in right)
    worths = [answers[index].percent for index in right]
    if max(worths) - min(worths) > _EVEN:
        told = "、".join(_worth(index, answers[index]) for index in right)
        draft.doubts.append(f"各正确选项的分值不等（{told}），题库里按同等对待，请核对。")
    elif abs(sum(worths) - 100) > 1:
        told = percent_text(sum(worths))
        draft.doubts.append(f"正确选项加起来是 {told}，不是 100%，请核对答案。")


def _read_one(draft: Draft, question: Question, right: list[int]) -> None:
    full = [index for index in right if question.answers[index].percent >= _FULL]
    known = set(full)
    partial = [_worth(i, question.answers[i]) for i in right if i not in known]
    if len(full) != 1:
        draft.doubts.append(_why_no_answer(full, partial))
        return
    draft.answer = _letter(full[0])
    if partial:
        draft.doubts.append(
            f"选项 {'、'.join(partial)} 原来得部分分，题库的单选题没有部分分，按错误选项导入。"
        )
    if not question.single:
        draft.doubts.append("原题允许多选，但只有一个正确选项，按单选题导入。")


def _why_no_answer(full: list[int], partial: list[str]) -> str:
    if full:
        letters = "、".join(map(_letter, full))
        return f"选项 {letters} 都算全对，题库的单选题只能有一个正确选项，先存为草稿。"
    if partial:
        return f"没有得 100% 的选项（{'、'.join(partial)}），先存为草稿。"
    return "没有正确选项，先存为草稿。"


def _letter(index: int) -> str:
    return OPTION_LETTERS[index] if index < len(OPTION_LETTERS) else str(index + 1)


def _worth(index: int, answer: Weighted) -> str:
    return f"{_letter(index)}（{percent_text(answer.percent)}）"


def read_true_false(question: Question) -> Draft | str:
    """``answers`` holds ``T`` and ``F``, in any order, either may be missing."""
    draft = begin(question, ItemKind.TRUE_FALSE)
    right = [one.text for one in question.answers if one.percent >= _FULL]
    draft.notes = [
        f"答“{'正确' if one.text == 'T' else '错误'}”时：{one.feedback}"
        for one in question.answers
        if one.feedback
    ]
    if len(right) == 1:
        draft.answer = right[0]
    else:
        draft.doubts.append("正确和错误没有恰好一个得 100%，先存为草稿。")
    return draft

"""Where in a form a fault belongs, and what is no fault but worth knowing while one writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jyguide.bank.check import CHOICE_KINDS, faults
from jyguide.bank.edition import Edition
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.pinning import fixed_places, names_letters
from jyguide.bank.row import ItemStatus

STEM, ANSWER, POINTS, EXPLANATION, BASIS, REASON = (
    *("stem", "answer", "points", "explanation", "regulation", "reason"),
)
"""Parts of the form of an item, by name."""

_BY_WORD = (
    ("没有题干", STEM),
    ("题干里", STEM),
    ("要点", POINTS),
)
_LONGER = 1.8
_WORTH_TELLING = 8
NO_REASON = "这道题正在使用，请写明为什么改。"
NO_ANSWER_IN_FORCE = "这道题正在使用，不能没有答案。"


def placed_faults(
    content: ItemContent, status: ItemStatus, *, changed: bool, reason: str
) -> dict[str, str]:
    """What must be put right before the item can be kept, by part of the form.

    Args:
        content: As the form has it now.
        status: Of the item; a draft may lack its answer.
        changed: Whether it says something else than what is kept.
        reason: As written, for an item in force.
    """
    found: dict[str, str] = {}
    for sentence in faults(content):
        part = next((part for word, part in _BY_WORD if word in sentence), ANSWER)
        found[part] = found.get(part, "") + sentence
    if status is ItemStatus.IN_FORCE and changed:
        if content.answer is None:
            found[ANSWER] = found.get(ANSWER, "") + NO_ANSWER_IN_FORCE
        if not reason.strip():
            found[REASON] = NO_REASON
    return found


def hints(content: ItemContent, editions: Iterable[Edition]) -> dict[str, str]:
    """What is worth knowing about the item, by part of the form; nothing has to be changed.

    Args:
        content: As the form has it now.
        editions: All that are known, to tell a superseded one.
    """
    found = {
        ANSWER: "".join((*_order(content), *_lengths(content), *_unanswered(content))),
        EXPLANATION: _letters(content),
        BASIS: _basis(content, editions),
    }
    return {part: sentence for part, sentence in found.items() if sentence}


def key_texts(content: ItemContent) -> tuple[str, ...]:
    """The options that are right, for kinds answered by choosing."""
    if content.kind not in CHOICE_KINDS or not isinstance(content.answer, str):
        return ()
    known: Mapping[str, str] = dict(zip(OPTION_LETTERS, content.options, strict=False))
    return tuple(known[letter] for letter in content.answer if letter in known)


def _order(content: ItemContent) -> tuple[str, ...]:
    fixed = fixed_places(content)
    if not fixed:
        return ()
    if len(fixed) == len(content.options):
        return ("题目里提到了选项字母或前几项，打乱选项时这道题保持原来的顺序。",)
    named = "、".join(f"“{content.options[at]}”" for at in fixed)
    return (f"打乱选项时，{named}固定在最后。",)


def _lengths(content: ItemContent) -> tuple[str, ...]:
    """A key that is much longer than the rest is guessed without knowing anything."""
    right = key_texts(content)
    wrong = [text for text in content.options if text not in right]
    if content.kind is not ItemKind.SINGLE or not right or not wrong:
        return ()
    longest = max(map(len, wrong))
    if len(right[0]) >= max(longest * _LONGER, longest + _WORTH_TELLING):
        return ("正确选项比别的长得多，不会做也猜得到。",)
    return ()


def _unanswered(content: ItemContent) -> tuple[str, ...]:
    return ("还没有答案：可以先存为草稿，启用之前要补上。",) if content.answer is None else ()


def _letters(content: ItemContent) -> str:
    """Letters in an explanation name other texts once the options have moved."""
    if content.kind not in CHOICE_KINDS:
        return ""
    if names_letters(content.explanation, len(content.options)):
        return "解析里写了选项字母，所以这道题不打乱选项；改成写选项的内容就能打乱。"
    return ""


def _basis(content: ItemContent, editions: Iterable[Edition]) -> str:
    if not content.regulation:
        return "写上依据，法规修订时才找得到这道题。"
    for one in editions:
        if (one.title, one.edition) == (content.regulation, content.edition) and not one.in_force:
            return f"这个版本已被“{one.superseded_by}”取代，请核对现在的规定。"
    return ""

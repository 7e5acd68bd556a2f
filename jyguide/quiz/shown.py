"""An item as it stands on a wall: what may be chosen by a letter, and what the letter means."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import answer_text
from jyguide.exam.paper import bank_answer, printed_answer

_TRUTH = {"A": "T", "B": "F"}
_BY_LETTER = frozenset(
    {ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE, ItemKind.ORDERING}
)


def shown_options(content: ItemContent) -> tuple[str, ...]:
    """Texts behind A, B, C …; a statement is judged by A (正确) and B (错误)."""
    if content.kind is ItemKind.TRUE_FALSE:
        return ("正确", "错误")
    return content.options if content.kind in _BY_LETTER else ()


def key_letters(content: ItemContent) -> str:
    """The letters of the right answer as shown; empty for what is answered in words."""
    if content.kind not in _BY_LETTER or not isinstance(content.answer, str):
        return ""
    if content.kind is ItemKind.TRUE_FALSE:
        return "A" if content.answer == "T" else "B"
    return content.answer


def is_right(content: ItemContent, letters: str) -> bool:
    """Whether exactly the right letters were said, in the right order where that is asked."""
    key = key_letters(content)
    if content.kind is not ItemKind.ORDERING:
        return bool(key) and sorted(letters) == sorted(key)
    return bool(key) and letters == key


def with_letter(content: ItemContent, before: str, letter: str) -> str:
    """What a side has said once it has said one letter more.

    A single choice is replaced, one of several turned over, a step put behind the others.
    """
    if letter not in OPTION_LETTERS[: len(shown_options(content))] or not letter:
        return before
    if content.kind in (ItemKind.SINGLE, ItemKind.TRUE_FALSE):
        return letter
    if letter in before:
        return before.replace(letter, "")
    said = before + letter
    return said if content.kind is ItemKind.ORDERING else "".join(sorted(said))


def kept_answer(content: ItemContent, letters: str, order: Sequence[int] = ()) -> str:
    """The letters as the bank would have them, so that figures over quizzes and exams agree.

    Args:
        content: The item as shown.
        letters: As said.
        order: For each option shown, its index in the bank's order; empty keeps that order.
    """
    if content.kind is ItemKind.TRUE_FALSE:
        return _TRUTH.get(letters, letters)
    return str(bank_answer(content.kind, letters, order))


def shown_answer(content: ItemContent, kept: str, order: Sequence[int] = ()) -> str:
    """The way back: a kept answer in the letters that stood on the wall."""
    if content.kind is ItemKind.TRUE_FALSE:
        return next((letter for letter, truth in _TRUTH.items() if truth == kept), kept)
    return str(printed_answer(content.kind, kept, order))


def answer_sentence(content: ItemContent) -> str:
    """The right answer with its words: ``B　三分之二``."""
    letters = key_letters(content)
    if content.kind is ItemKind.ORDERING or not letters:
        return answer_text(content.kind, content.answer) or "（暂无参考答案）"
    options = dict(zip(OPTION_LETTERS, shown_options(content), strict=False))
    return "　".join(f"{letter} {options[letter]}" for letter in letters if letter in options)


def basis_text(content: ItemContent) -> str:
    """What the answer rests on: ``《中国共产党章程》第十三条``; empty where that is not known."""
    if not content.regulation:
        return ""
    name = content.regulation
    return (name if name.startswith("《") else f"《{name}》") + content.article

"""From an item of the bank to a question of Moodle."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jyguide.bank.check import faults
from jyguide.bank.entry import BankEntry, LeftOut
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import KIND_NAMES
from jyguide.exchange.moodle import labels as named
from jyguide.exchange.moodle.essays import Model, write_model
from jyguide.exchange.moodle.question import Label, Question, QuestionType, Weighted

IN_WORDS = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})
WRONG_PERCENT = -100.0
"""A wrong option among several right ones costs everything, as our own marking has it."""
FIVE = "_____"
"""The shortest blank that Moodle replaces by a field."""
_LONGEST_ID = 100
_RUN = re.compile(r"_{2,}")
_ID = re.compile(r"[^\\\[\]\s](?:[^\\\[\]\n\t]*[^\\\[\]\s])?")
_UNSAYABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def question_of(entry: BankEntry) -> Question | LeftOut:
    """The question that says the most of what the item says, or why there is none.

    What the question itself cannot say is in its labels. Of the text that a format trims the
    writer of that format finds out.
    """
    content = entry.content
    wrong = faults(content) or _unsayable(entry)
    if wrong:
        return LeftOut(entry.number, f"{''.join(wrong)}没有导出。")
    if content.answer is None and content.kind not in IN_WORDS:
        return LeftOut(entry.number, "没有答案（草稿）：Moodle 不接受没有答案的试题，没有导出。")
    question = _WRITERS[content.kind](content)
    has_id = _ID.fullmatch(entry.number) is not None and len(entry.number) <= _LONGEST_ID
    labels = named.data_labels(entry, with_points=content.kind not in IN_WORDS)
    if entry.number and not has_id:
        labels.append(Label(named.NUMBER, entry.number))
    return replace(
        question,
        number=entry.number if has_id else "",
        category=content.category,
        labels=(*question.labels, *labels),
    )


def wholly_labelled(entry: BankEntry, question: Question) -> Question | None:
    """The item as an essay whose labels hold all that the other form cannot.

    For answers in which there is what the format takes for a mark of its own. None for kinds
    that no essay can stand for.
    """
    content = entry.content
    kept = tuple(one for one in question.labels if not one.name.startswith("第"))
    if content.kind is ItemKind.FILL_IN and isinstance(content.answer, tuple):
        said = "；".join("或".join(variants) for variants in content.answer)
        shown = write_model(Model(" ".join(said.split()), (), content.explanation))
        blanks = tuple(named.blank_label(n, one) for n, one in enumerate(content.answer, 1))
        return Question(
            QuestionType.ESSAY,
            stem=question.stem,
            number=question.number,
            category=question.category,
            feedback=shown,
            labels=(Label(named.KIND, KIND_NAMES[content.kind]), *kept, *blanks),
        )
    if content.kind in IN_WORDS:
        parts = [(named.ANSWER, content.answer), (named.EXPLANATION, content.explanation)]
        told = [Label(name, text) for name, text in parts if text and isinstance(text, str)]
        points = named.point_labels(content.key_points)
        kind = Label(named.KIND, KIND_NAMES[content.kind])
        others = tuple(one for one in kept if one.name != named.KIND)
        return replace(question, labels=(kind, *others, *told, *points))
    return None


def _unsayable(entry: BankEntry) -> list[str]:
    texts: list[Any] = [entry.number, entry.question]
    texts += [getattr(entry.content, name) for name in entry.content.__slots__]
    return ["有控制字符或不成字的编码。"] if any(map(_has_unsayable, texts)) else []


def _has_unsayable(value: Any) -> bool:
    if isinstance(value, str):
        return _UNSAYABLE.search(value) is not None
    if isinstance(value, tuple):
        return any(map(_has_unsayable, value))
    return _has_unsayable(getattr(value, "text", ())) if value else False


def _single(content: ItemContent) -> Question:
    answers = tuple(
        Weighted(text, 100.0 if letter == content.answer else 0.0)
        for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
    )
    return _base(QuestionType.MULTICHOICE, content, answers=answers)


def _multiple(content: ItemContent) -> Question:
    right = content.answer or ""
    answers = tuple(
        Weighted(text, 100 / len(right) if letter in right else WRONG_PERCENT)
        for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
    )
    return _base(QuestionType.MULTICHOICE, content, answers=answers, single=False)


def _true_false(content: ItemContent) -> Question:
    answers = tuple(Weighted(one, 100.0 if one == content.answer else 0.0) for one in "TF")
    return _base(QuestionType.TRUE_FALSE, content, answers=answers)


def _fill_in(content: ItemContent) -> Question:
    blanks = tuple(
        tuple(Weighted(text.replace("*", r"\*"), 100.0) for text in variants)
        for variants in content.answer or ()
        if isinstance(variants, tuple)
    )
    stem = _RUN.sub(FIVE, content.stem)
    if len(blanks) == 1:
        return replace(_base(QuestionType.SHORT_ANSWER, content, answers=blanks[0]), stem=stem)
    return replace(_base(QuestionType.CLOZE, content, blanks=blanks), stem=stem)


def _ordering(content: ItemContent) -> Question:
    answer = str(content.answer)
    texts = dict(zip(OPTION_LETTERS, content.options, strict=False))
    entries = tuple(Weighted(texts[letter]) for letter in answer)
    labels = (Label(named.ORDER, answer),)
    return _base(QuestionType.ORDERING, content, answers=entries, labels=labels)


def _in_words(content: ItemContent) -> Question:
    answer = content.answer if isinstance(content.answer, str) else None
    told = write_model(Model(answer, content.key_points))
    explanation = content.explanation
    if not told and explanation:
        explanation = write_model(Model(None, (), explanation))
    oral = (Label(named.KIND, KIND_NAMES[ItemKind.ORAL]),)
    return Question(
        QuestionType.ESSAY,
        stem=content.stem,
        feedback=explanation,
        model=told,
        labels=oral if content.kind is ItemKind.ORAL else (),
    )


def _base(type_: QuestionType, content: ItemContent, **more: Any) -> Question:
    return Question(type_, stem=content.stem, feedback=content.explanation, **more)


_WRITERS: Mapping[ItemKind, Callable[[ItemContent], Question]] = {
    ItemKind.SINGLE: _single,
    ItemKind.MULTIPLE: _multiple,
    ItemKind.TRUE_FALSE: _true_false,
    ItemKind.FILL_IN: _fill_in,
    ItemKind.SHORT_ANSWER: _in_words,
    ItemKind.ORDERING: _ordering,
    ItemKind.ORAL: _in_words,
}

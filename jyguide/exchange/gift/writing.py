"""Writes items in Moodle's GIFT format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jyguide.bank.entry import BankEntry, LeftOut, Written
from jyguide.exchange.gift.escapes import escape
from jyguide.exchange.gift.paragraphs import cut
from jyguide.exchange.gift.reading import read_question
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from jyguide.exchange.moodle.categories import category_of, path_of
from jyguide.exchange.moodle.draft import percent_text
from jyguide.exchange.moodle.essays import Model, write_model
from jyguide.exchange.moodle.item_of import item_of
from jyguide.exchange.moodle.labels import blank_label, label_text
from jyguide.exchange.moodle.orders import NONE_OF_THESE
from jyguide.exchange.moodle.question import Question, QuestionType, Weighted
from jyguide.exchange.moodle.settle import settle

_TITLE_LENGTH = 40
_FORMAT_MARKS = ("[html]", "[plain]", "[markdown]", "[moodle]")
_FEWEST_PAIRS = 3
_HEAD = "// 暨阳指导导出的试题，GIFT 格式，可以导入 Moodle\n\n"


def write_gift(entries: Sequence[BankEntry]) -> tuple[str, Written]:
    """The items as one GIFT text, in the order given.

    What GIFT cannot say stands in comment lines before the question, so that `read_gift` gives
    every item back as it was. Several blanks and orderings are written as matching questions,
    the types nearest to them that every Moodle has. An item that cannot be written is left out,
    with its reason.
    """
    parts, left_out = [_HEAD], []
    category = ""
    for entry in entries:
        question = settle(entry, _read_back)
        if isinstance(question, LeftOut):
            left_out.append(question)
            continue
        if entry.content.category != category:
            category = entry.content.category
            parts.append(f"$CATEGORY: {path_of(category)}\n\n")
        parts.append(f"{_paragraph(question)}\n\n")
    count = len(entries) - len(left_out)
    return "".join(parts), Written(count, tuple(left_out))


def _read_back(question: Question) -> FoundItem | ItemRefusal:
    read = cut(_paragraph(question))
    if len(read) != 1:
        return ItemRefusal("", "不是一道题")
    category = category_of(path_of(question.category)) if question.category else ""
    return item_of(read_question(read[0], 1, category))


def _paragraph(question: Question) -> str:
    question = _sayable(question)
    comments = [f"// {label_text(label, '：')}" for label in question.labels]
    if question.number:
        comments.insert(0, f"// [id:{question.number}]")
    title = f"::{escape(_title(question))}::"
    stem = f"[plain]{escape(question.stem)}"
    return "\n".join([*comments, f"{title}{stem}{{{_inside(question)}}}"])


def _title(question: Question) -> str:
    text = " ".join(question.stem.split())[:_TITLE_LENGTH]
    return f"{question.number} {text}".strip()


def _sayable(question: Question) -> Question:
    """The question in a type that GIFT has."""
    if question.type == QuestionType.CLOZE:
        labels = tuple(
            blank_label(place, [one.text.replace(r"\*", "*") for one in variants])
            for place, variants in enumerate(question.blanks, start=1)
            if len(variants) > 1
        )
        firsts = [variants[0].text.replace(r"\*", "*") for variants in question.blanks]
        return _as_matching(replace(question, labels=(*labels, *question.labels)), "空", firsts)
    if question.type == QuestionType.ORDERING:
        return _as_matching(question, "步", [one.text for one in question.answers])
    return question


def _as_matching(question: Question, unit: str, rights: list[str]) -> Question:
    pairs = [(f"第{place}{unit}", text) for place, text in enumerate(rights, start=1)]
    if len(pairs) < _FEWEST_PAIRS:
        pairs.append(("", NONE_OF_THESE))
    return replace(question, type=QuestionType.MATCHING, pairs=tuple(pairs))


def _inside(question: Question) -> str:
    feedback = f"####{_text(question.feedback)}" if question.feedback else ""
    if question.type == QuestionType.ESSAY:
        told = _essay_text(question)
        return f"####{_text(told)}" if told else ""
    if question.type == QuestionType.TRUE_FALSE:
        right = next(one.text for one in question.answers if one.percent > 0)
        return ("TRUE" if right == "T" else "FALSE") + feedback
    lines = _lines(question)
    if feedback:
        lines.append(feedback)
    return "\n" + "".join(f"\t{line}\n" for line in lines)


def _essay_text(question: Question) -> str:
    if not question.model:
        return question.feedback
    explained = write_model(Model(None, (), question.feedback))
    return f"{question.model}\n{explained}" if explained else question.model


def _lines(question: Question) -> list[str]:
    if question.type == QuestionType.MATCHING:
        return [f"={_text(left)} -> {escape(right)}" for left, right in question.pairs]
    if question.type == QuestionType.SHORT_ANSWER:
        return [f"=%100%{_text(one.text)}" for one in question.answers]
    return [f"{_mark(question, one)}{_text(one.text)}" for one in question.answers]


def _mark(question: Question, answer: Weighted) -> str:
    if question.single and answer.percent > 0:
        return "="
    if answer.percent or answer.text.lstrip().startswith("%"):
        return f"~%{percent_text(answer.percent)}"
    return "~"


def _text(text: str) -> str:
    """Text that begins with the name of a format would be taken at its word."""
    return f"[plain]{escape(text)}" if text.lstrip().startswith(_FORMAT_MARKS) else escape(text)

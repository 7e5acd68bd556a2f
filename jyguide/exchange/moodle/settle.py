"""Finding the form in which an item comes back from a file exactly as it went out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jyguide.bank.entry import BankEntry, LeftOut
from jyguide.bank.item import ItemContent
from jyguide.bank.row import ItemStatus
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from jyguide.exchange.moodle import labels as named
from jyguide.exchange.moodle.question import Label, Question
from jyguide.exchange.moodle.question_of import question_of, wholly_labelled


def settle(
    entry: BankEntry, read_back: Callable[[Question], FoundItem | ItemRefusal]
) -> Question | LeftOut:
    """The question to be written, or why the item is left out.

    A format trims texts, and takes some for marks of its own. Which texts those are is the
    knowledge of its reader alone, so the reader is asked: what does not come back as it was is
    said once more, exactly, in a label.

    Args:
        entry: The item and its numbers; these, its status and its content are looked at.
        read_back: Writes the question in the format and reads it again.
    """
    question = question_of(entry)
    if isinstance(question, LeftOut):
        return question
    found = read_back(question)
    if _is_entry(found, entry):
        return question
    if isinstance(found, FoundItem):
        exact = _with_exact(question, found.content, entry.content)
        if _is_entry(read_back(exact), entry):
            return exact
    spelled = wholly_labelled(entry, question)
    if spelled is not None:
        found = read_back(spelled)
        if isinstance(found, FoundItem) and not _is_entry(found, entry):
            spelled = _with_exact(spelled, found.content, entry.content)
            found = read_back(spelled)
        if _is_entry(found, entry):
            return spelled
    return LeftOut(entry.number, "题目里有这种格式表示不了的文字，没有导出。")


def _is_entry(found: FoundItem | ItemRefusal, entry: BankEntry) -> bool:
    return (
        isinstance(found, FoundItem)
        and found.content == entry.content
        and found.number == entry.number
        and found.question == entry.question
        and found.unready is (entry.status is not ItemStatus.IN_FORCE)
    )


def _with_exact(question: Question, read: ItemContent, wanted: ItemContent) -> Question:
    texts = [
        (named.EXACT_STEM, read.stem, wanted.stem),
        (named.EXACT_EXPLANATION, read.explanation, wanted.explanation),
        (named.EXACT_CATEGORY, read.category, wanted.category),
    ]
    labels = [Label(name, right) for name, found, right in texts if found != right]
    labels += [
        named.option_label(index, right)
        for index, (found, right) in enumerate(zip(read.options, wanted.options, strict=False))
        if found != right
    ]
    return replace(question, labels=(*question.labels, *labels, *_exact_answer(read, wanted)))


def _exact_answer(read: ItemContent, wanted: ItemContent) -> list[Label]:
    if read.answer == wanted.answer or wanted.answer is None:
        return []
    if isinstance(wanted.answer, str):
        return [Label(named.EXACT_ANSWER, wanted.answer)]
    found = read.answer if isinstance(read.answer, tuple) else ()
    padded = [*found, *[()] * len(wanted.answer)]
    return [
        named.blank_label(place, variants)
        for place, variants in enumerate(wanted.answer, start=1)
        if padded[place - 1] != variants
    ]

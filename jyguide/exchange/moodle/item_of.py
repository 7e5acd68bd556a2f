"""From a question of Moodle to an item of the bank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jyguide.bank.check import faults
from jyguide.bank.item import OPTION_LETTERS, Answer, ItemContent, ItemKind
from jyguide.bank.row import STATUS_NAMES, ItemStatus
from jyguide.exchange.item_file import FoundItem, ItemRefusal, text_position
from jyguide.exchange.moodle import labels as named
from jyguide.exchange.moodle.blanks import (
    read_cloze,
    read_numerical,
    read_short_answer,
    stem_with_blank,
)
from jyguide.exchange.moodle.choices import read_multichoice, read_true_false
from jyguide.exchange.moodle.draft import Draft
from jyguide.exchange.moodle.essays import read_essay
from jyguide.exchange.moodle.orders import read_matching, read_ordering
from jyguide.exchange.moodle.question import Label, Question, QuestionType
from jyguide.exchange.moodle.types import unsupported

_READERS: Mapping[str, Callable[[Question], Draft | str]] = {
    QuestionType.MULTICHOICE: read_multichoice,
    QuestionType.TRUE_FALSE: read_true_false,
    QuestionType.SHORT_ANSWER: read_short_answer,
    QuestionType.NUMERICAL: read_numerical,
    QuestionType.MATCHING: read_matching,
    QuestionType.ESSAY: read_essay,
    QuestionType.CLOZE: read_cloze,
    QuestionType.ORDERING: read_ordering,
}


def item_of(question: Question) -> FoundItem | ItemRefusal:
    """The item a question becomes, or the sentence that says why it becomes none."""
    number = _first(question, named.NUMBER) or question.number
    place = text_position(number or str(question.position or ""), question.line)
    read = _draft(question)
    if isinstance(read, str):
        return ItemRefusal(place, read, question.line)
    labelled = _with_labels(_content(question, read), question, read)
    _note_status(question, read)
    wrong = faults(labelled)
    if wrong:
        return ItemRefusal(place, "".join([*wrong, *read.doubts]), question.line)
    return FoundItem(
        number=number,
        position=place,
        content=labelled,
        warnings=tuple(dict.fromkeys(read.doubts)),
        line=question.line,
        question=_first(question, named.QUESTION),
        unready=read.unready,
    )


def _note_status(question: Question, draft: Draft) -> None:
    """An item that the file says is not in force is not to be drawn before somebody looks.

    A status that nobody here knows is taken for one: whoever wrote it meant something by it.
    """
    for one in _all(question, named.STATUS):
        if one.value.strip() != STATUS_NAMES[ItemStatus.IN_FORCE]:
            draft.doubts.append(f"文件里的状态是“{one.value.strip()[:20]}”，先存为草稿。")
            draft.unready = True


def _draft(question: Question) -> Draft | str:
    if question.refused:
        return question.refused
    if question.type == QuestionType.DESCRIPTION:
        return "说明文字，不是试题，没有导入。"
    reader = _READERS.get(question.type)
    if reader is None:
        return unsupported(question.type)
    return reader(question)


def _content(question: Question, draft: Draft) -> ItemContent:
    remarks = [f"{one.name}：{one.value}" for one in question.remarks]
    explanation = [part for part in (draft.explanation, *draft.notes, *remarks) if part]
    return ItemContent(
        kind=draft.kind,
        stem=draft.stem,
        options=draft.options,
        answer=draft.answer,
        explanation="\n".join(explanation),
        key_points=draft.points,
        category=question.category,
    )


def _with_labels(content: ItemContent, question: Question, draft: Draft) -> ItemContent:
    """The content with what stands beside the question taken into it."""
    content = replace(
        content,
        difficulty=named.DIFFICULTIES_BY_NAME.get(_first(question, named.DIFFICULTY), 2),
        tests=_first(question, named.TESTS) or "、".join(question.tags),
        regulation=_first(question, named.REGULATION),
        edition=_first(question, named.EDITION),
        article=_first(question, named.ARTICLE),
    )
    content = _as_written_in_words(content, question, draft)
    points = tuple(named.read_point(one.value) for one in _all(question, named.POINT))
    return _exact(replace(content, key_points=points or content.key_points), question, draft)


def _as_written_in_words(content: ItemContent, question: Question, draft: Draft) -> ItemContent:
    """An essay may stand for a question to be said aloud, or for one its format cannot say."""
    kind = named.KINDS_BY_NAME.get(_first(question, named.KIND))
    if question.type != QuestionType.ESSAY or kind is None:
        return content
    if kind is ItemKind.ORAL:
        content = replace(content, kind=kind)
    elif kind is ItemKind.FILL_IN and (blanks := _blanks(question)):
        draft.doubts = [doubt for doubt in draft.doubts if "参考答案" not in doubt]
        stem = stem_with_blank(content.stem)
        return replace(content, kind=kind, stem=stem, answer=blanks)
    answer, explanation = (_first(question, name) for name in (named.ANSWER, named.EXPLANATION))
    if answer or explanation:
        content = replace(content, answer=answer or None, explanation=explanation, key_points=())
    return content


def _exact(content: ItemContent, question: Question, draft: Draft) -> ItemContent:
    """Texts that the format had trimmed, exactly; one that was edited since stays as edited."""

    def whole(name: str, read: str) -> str:
        told = [one.value for one in _all(question, name)]
        if not told or named.bare(told[0]) == named.bare(read):
            return told[0] if told else read
        draft.doubts.append(f"“{name}”与题目里的文字不同，按题目里的文字导入。")
        return read

    return replace(
        content,
        stem=whole(named.EXACT_STEM, content.stem),
        options=tuple(
            whole(f"{named.EXACT_OPTION}{letter}", text)
            for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
        )
        if len(content.options) <= len(OPTION_LETTERS)
        else content.options,
        answer=_exact_answer(content.answer, question, whole),
        explanation=whole(named.EXACT_EXPLANATION, content.explanation),
        category=_exact_category(content.category, question),
    )


def _exact_answer(answer: Answer, question: Question, whole: Callable[[str, str], str]) -> Answer:
    if isinstance(answer, str):
        return whole(named.EXACT_ANSWER, answer)
    if answer is None:
        return None
    exact = (_variants_told(question, place) for place in range(1, len(answer) + 1))
    return tuple(
        told if _same(told, read) else read for told, read in zip(exact, answer, strict=True)
    )


def _same(exact: tuple[str, ...], read: tuple[str, ...]) -> bool:
    """Whether everything that was read is among what is told, the first one first."""
    said = [named.bare(text) for text in exact]
    return bool(said) and said[0] == named.bare(read[0]) and {*map(named.bare, read)} <= {*said}


def _variants_told(question: Question, place: int) -> tuple[str, ...]:
    value = _first(question, f"第{place}空")
    return named.read_variants(value) if value else ()


def _blanks(question: Question) -> tuple[tuple[str, ...], ...]:
    """What labels say is accepted in the blanks from the first on, without a gap."""
    found: list[tuple[str, ...]] = []
    while variants := _variants_told(question, len(found) + 1):
        found.append(variants)
    return tuple(found)


def _exact_category(read: str, question: Question) -> str:
    told = [one.value for one in _all(question, named.EXACT_CATEGORY)]
    if told and (not read or named.bare(told[0]) == named.bare(read)):
        return told[0]
    return read


def _all(question: Question, name: str) -> list[Label]:
    return [one for one in question.labels if one.name == name]


def _first(question: Question, name: str) -> str:
    return next((one.value for one in _all(question, name)), "")

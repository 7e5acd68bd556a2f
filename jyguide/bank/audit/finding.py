"""What a check of the bank found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyguide.bank.item import ItemContent
from jyguide.ids import ItemId


class Severity(StrEnum):
    """How sure it is that something has to be done."""

    FAULT = "fault"
    DOUBT = "doubt"
    NOTE = "note"


SEVERITY_NAMES = {Severity.FAULT: "错误", Severity.DOUBT: "疑点", Severity.NOTE: "提示"}


class FindingKind(StrEnum):
    """What is wrong."""

    ILL_FORMED = "ill_formed"
    NO_ANSWER = "no_answer"
    NO_CITATION = "no_citation"
    NO_ARTICLE = "no_article"
    UNKNOWN_EDITION = "unknown_edition"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"
    ARTICLE_BEYOND = "article_beyond"
    DUPLICATE = "duplicate"
    NEAR_DUPLICATE = "near_duplicate"
    CONTRADICTION = "contradiction"
    ANSWER_AMONG_DISTRACTORS = "answer_among_distractors"
    EQUAL_OPTIONS = "equal_options"
    ANSWER_IN_STEM = "answer_in_stem"
    POINT_NOT_IN_ANSWER = "point_not_in_answer"
    KEY_STICKS_OUT = "key_sticks_out"
    LETTERS_UNEVEN = "letters_uneven"
    LETTERS_IN_A_ROW = "letters_in_a_row"
    TRUTHS_UNEVEN = "truths_uneven"
    LENGTHS_TELL = "lengths_tell"


FINDING_NAMES = {
    FindingKind.ILL_FORMED: "题目不完整",
    FindingKind.NO_ANSWER: "没有答案",
    FindingKind.NO_CITATION: "没有依据",
    FindingKind.NO_ARTICLE: "没有条款",
    FindingKind.UNKNOWN_EDITION: "版本不在目录",
    FindingKind.SUPERSEDED: "依据旧版",
    FindingKind.RECALLED: "条款已变",
    FindingKind.ARTICLE_BEYOND: "条号超出",
    FindingKind.DUPLICATE: "重复",
    FindingKind.NEAR_DUPLICATE: "近似",
    FindingKind.CONTRADICTION: "互相矛盾",
    FindingKind.ANSWER_AMONG_DISTRACTORS: "干扰项也对",
    FindingKind.EQUAL_OPTIONS: "选项同义",
    FindingKind.ANSWER_IN_STEM: "题干露答案",
    FindingKind.POINT_NOT_IN_ANSWER: "要点不在答案里",
    FindingKind.KEY_STICKS_OUT: "长度露答案",
    FindingKind.LETTERS_UNEVEN: "字母不匀",
    FindingKind.LETTERS_IN_A_ROW: "字母连排",
    FindingKind.TRUTHS_UNEVEN: "对错不匀",
    FindingKind.LENGTHS_TELL: "答案常最长",
}


@dataclass(frozen=True, slots=True)
class AuditedItem:
    """An item as the check sees it, in the order of the bank.

    Attributes:
        name: What a person calls it: ``001-2``, ``样例.txt 第 7 题``.
    """

    id: ItemId
    name: str
    content: ItemContent


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person has to look at.

    Attributes:
        items: The items it is about; empty where it is about the bank as a whole.
        names: Of these items.
        sentence: What is wrong, in a sentence.
        advice: What to do, in a sentence.
    """

    kind: FindingKind
    severity: Severity
    items: tuple[ItemId, ...]
    names: tuple[str, ...]
    sentence: str
    advice: str


def about(
    kind: FindingKind, severity: Severity, items: tuple[AuditedItem, ...], *words: str
) -> Finding:
    """A finding about these items; `words` are its sentence and the advice."""
    sentence, advice = words
    ids, names = tuple(item.id for item in items), tuple(item.name for item in items)
    return Finding(kind, severity, ids, names, sentence, advice)

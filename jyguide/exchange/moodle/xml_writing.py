"""Writes items in Moodle XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from jyguide.bank.entry import BankEntry, LeftOut, Written
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from jyguide.exchange.moodle.categories import category_of, path_of
from jyguide.exchange.moodle.cloze import write_cloze_text
from jyguide.exchange.moodle.draft import percent_text
from jyguide.exchange.moodle.item_of import item_of
from jyguide.exchange.moodle.labels import label_text
from jyguide.exchange.moodle.question import Question, QuestionType, Weighted
from jyguide.exchange.moodle.settle import settle
from jyguide.exchange.moodle.xml_file import parse_text
from jyguide.exchange.moodle.xml_question import read_question

_TITLE_LENGTH = 40
_PLAIN = "plain_text"


def write_moodle_xml(entries: Sequence[BankEntry]) -> tuple[bytes, Written]:
    """The items as one Moodle XML file in UTF-8, in the order given.

    What Moodle has no place for stands in tags (``难度:中``), so that `read_moodle_xml` gives
    every item back as it was. An item that cannot be written is left out, with its reason.
    """
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n']
    left_out: list[LeftOut] = []
    category = ""
    for entry in entries:
        question = settle(entry, _read_back)
        if isinstance(question, LeftOut):
            left_out.append(question)
            continue
        if entry.content.category != category:
            category = entry.content.category
            parts.append(_category(category))
        parts.append(_question(question))
    parts.append("</quiz>\n")
    written = Written(len(entries) - len(left_out), tuple(left_out))
    return "".join(parts).encode("utf-8"), written


def _read_back(question: Question) -> FoundItem | ItemRefusal:
    element = parse_text(_question(question).strip())
    category = category_of(path_of(question.category)) if question.category else ""
    return item_of(read_question(element, 1, category))


def _category(category: str) -> str:
    return (
        '  <question type="category">\n'
        f"    <category>\n{_text(path_of(category), 3)}    </category>\n"
        f'    <info format="{_PLAIN}">\n{_text("", 3)}    </info>\n'
        "    <idnumber></idnumber>\n"
        "  </question>\n\n"
    )


def _question(question: Question) -> str:
    title = f"{question.number} {' '.join(question.stem.split())[:_TITLE_LENGTH]}".strip()
    stem, format_ = question.stem, _PLAIN
    if question.type == QuestionType.CLOZE:
        stem, format_ = write_cloze_text(question.stem, question.blanks), "html"
    grade = "" if question.type == QuestionType.CLOZE else "    <defaultgrade>1</defaultgrade>\n"
    penalty = "1" if question.type == QuestionType.TRUE_FALSE else "0.3333333"
    return (
        f'  <question type="{question.type}">\n'
        f"    <name>\n{_text(title, 3)}    </name>\n"
        f"{_formatted('questiontext', stem, format_)}"
        f"{_formatted('generalfeedback', question.feedback)}"
        f"{grade}"
        f"    <penalty>{penalty}</penalty>\n"
        "    <hidden>0</hidden>\n"
        f"    <idnumber>{escape(question.number)}</idnumber>\n"
        f"{_WRITERS[QuestionType(question.type)](question)}"
        f"{_tags(question)}"
        "  </question>\n\n"
    )


def _text(text: str, depth: int) -> str:
    """``<text>``; spaces at the edges, which Moodle trims, are marked as meant."""
    exact = ' xml:space="preserve"' if text != text.strip() else ""
    return f"{'  ' * depth}<text{exact}>{escape(text)}</text>\n"


def _formatted(name: str, text: str, format_: str = _PLAIN, depth: int = 2) -> str:
    space = "  " * depth
    return f'{space}<{name} format="{format_}">\n{_text(text, depth + 1)}{space}</{name}>\n'


def _tags(question: Question) -> str:
    if not question.labels:
        return ""
    tags = "".join(
        f"      <tag>\n{_text(label_text(label, ':'), 4)}      </tag>\n"
        for label in question.labels
    )
    return f"    <tags>\n{tags}    </tags>\n"


def _answer(answer: Weighted, format_: str, more: str = "") -> str:
    percent = percent_text(answer.percent).removesuffix("%")
    return (
        f'    <answer fraction="{percent}" format="{format_}">\n'
        f"{_text(answer.text, 3)}{_formatted('feedback', '', depth=3)}{more}"
        "    </answer>\n"
    )


def _combined() -> str:
    names = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    return "".join(_formatted(name, "") for name in names)


def _multichoice(question: Question) -> str:
    head = (
        f"    <single>{'true' if question.single else 'false'}</single>\n"
        "    <shuffleanswers>true</shuffleanswers>\n"
        "    <answernumbering>ABCD</answernumbering>\n"
        "    <showstandardinstruction>0</showstandardinstruction>\n"
    )
    answers = "".join(_answer(one, _PLAIN) for one in question.answers)
    return f"{head}{_combined()}{answers}"


def _true_false(question: Question) -> str:
    return "".join(
        _answer(
            Weighted("true" if one.text == "T" else "false", one.percent), "moodle_auto_format"
        )
        for one in question.answers
    )


def _short_answer(question: Question) -> str:
    answers = "".join(_answer(one, "moodle_auto_format") for one in question.answers)
    return f"    <usecase>0</usecase>\n{answers}"


def _ordering(question: Question) -> str:
    head = (
        "    <layouttype>VERTICAL</layouttype>\n"
        "    <selecttype>ALL</selecttype>\n"
        f"    <selectcount>{len(question.answers)}</selectcount>\n"
        "    <gradingtype>ABSOLUTE_POSITION</gradingtype>\n"
        "    <showgrading>SHOW</showgrading>\n"
        "    <numberingstyle>none</numberingstyle>\n"
    )
    answers = "".join(
        _answer(Weighted(one.text, float(place)), _PLAIN)
        for place, one in enumerate(question.answers, start=1)
    )
    return f"{head}{_combined()}    <shownumcorrect>1</shownumcorrect>\n{answers}"


def _essay(question: Question) -> str:
    return (
        "    <responseformat>editor</responseformat>\n"
        "    <responserequired>1</responserequired>\n"
        "    <responsefieldlines>10</responsefieldlines>\n"
        "    <minwordlimit></minwordlimit>\n"
        "    <maxwordlimit></maxwordlimit>\n"
        "    <attachments>0</attachments>\n"
        "    <attachmentsrequired>0</attachmentsrequired>\n"
        "    <maxbytes>0</maxbytes>\n"
        "    <filetypeslist></filetypeslist>\n"
        f"{_formatted('graderinfo', question.model)}"
        f"{_formatted('responsetemplate', '')}"
    )


def _nothing_more(_question: Question) -> str:
    return ""


_WRITERS: Mapping[QuestionType, Callable[[Question], str]] = {
    QuestionType.MULTICHOICE: _multichoice,
    QuestionType.TRUE_FALSE: _true_false,
    QuestionType.SHORT_ANSWER: _short_answer,
    QuestionType.ORDERING: _ordering,
    QuestionType.ESSAY: _essay,
    QuestionType.CLOZE: _nothing_more,
}

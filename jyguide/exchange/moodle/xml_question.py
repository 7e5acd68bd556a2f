"""One ``<question>`` of Moodle XML as a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from jyguide.bank.item import OPTION_LETTERS
from jyguide.exchange.html_text import PICTURE
from jyguide.exchange.moodle.cloze import read_cloze_text
from jyguide.exchange.moodle.elements import (
    as_number,
    inside,
    is_true,
    line_of,
    number_inside,
    plain_inside,
    tell_files,
    text_format,
)
from jyguide.exchange.moodle.labels import read_label
from jyguide.exchange.moodle.question import Label, Question, QuestionType, Weighted
from jyguide.exchange.moodle.texts import Losses, without_controls
from jyguide.exchange.moodle.types import unsupported

if TYPE_CHECKING:
    from lxml.etree import _Element

_OTHER_NAMES = {"match": QuestionType.MATCHING, "multianswer": QuestionType.CLOZE}
_COMBINED = (
    ("correctfeedback", "答对时"),
    ("partiallycorrectfeedback", "部分答对时"),
    ("incorrectfeedback", "答错时"),
)
_SAYING_NOTHING = frozenset(
    {
        "Your answer is correct.",
        "Your answer is partially correct.",
        "Your answer is incorrect.",
        "您的答案正确。",
        "你的回答正确",
        "您的回答是正确的。",
        "你的回答部分正确",
        "您的答案部分正确。",
        "你的回答不正确",
        "您的答案不正确。",
        "回答正确",
        "部分正确",
        "回答错误",
    }
)
"""What Moodle puts into every question by itself."""


def read_question(element: _Element, position: int, category: str) -> Question:
    """A question of any type but ``category``; never raises."""
    return _QuestionReader(element, position, category).read()


class _QuestionReader:
    """Reads one element, gathering what is lost on the way."""

    def __init__(self, element: _Element, position: int, category: str) -> None:
        self._element = element
        self._losses = Losses()
        name = (element.get("type") or "").strip()
        self._type = _OTHER_NAMES.get(name, name)
        self._text = element.find("questiontext")
        self._format = text_format(self._text)
        self._bare = Question(
            type=self._type,
            line=line_of(element),
            position=position,
            category=category,
        )

    def read(self) -> Question:
        read = _READERS.get(self._type)
        if not self._type:
            return replace(self._bare, refused="没有写明题型（type），没有导入。")
        question = self._common() if read is None else read(self, self._common())
        return replace(
            question,
            warnings=tuple(self._losses.warnings),
            unready=self._losses.unready,
        )

    def _common(self) -> Question:
        labels, tags = self._beside()
        if self._type == QuestionType.CLOZE:
            stem = ""
        else:
            stem = self._plain("questiontext", "题干", asked=True)
        if any(inside(self._element.find(name)) for name in ("image", "image_base64")):
            self._losses.tell("题干", (PICTURE,), asked=True)
        if is_true(self._element.find("hidden"), otherwise=False):
            self._losses.warnings.append("这道题在 Moodle 里是隐藏的，请核对后再启用。")
            self._losses.unready = True
        return replace(
            self._bare,
            stem=stem,
            number=without_controls(inside(self._element.find("idnumber"))),
            feedback=self._plain("generalfeedback", "解析"),
            remarks=self._remarks(),
            labels=labels,
            tags=tags,
        )

    def _plain(self, name: str, where: str, *, asked: bool = False) -> str:
        found = self._element.find(name)
        return plain_inside(found, self._losses, where, self._format, asked=asked)

    def _remarks(self) -> tuple[Label, ...]:
        """Feedback under a condition, and hints."""
        found = [Label(title, self._plain(name, title)) for name, title in _COMBINED]
        for place, hint in enumerate(self._element.findall("hint"), start=1):
            title = f"提示 {place}"
            found.append(Label(title, plain_inside(hint, self._losses, title, self._format)))
        return tuple(one for one in found if one.value and one.value not in _SAYING_NOTHING)

    def _beside(self) -> tuple[tuple[Label, ...], tuple[str, ...]]:
        labels: list[Label] = []
        tags: list[str] = []
        for tag in self._element.iterfind("*/tag"):
            text = without_controls(inside(tag))
            label = read_label(text)
            if label:
                labels.append(label)
            elif text:
                tags.append(text)
        return tuple(labels), tuple(tags)

    def multichoice(self, question: Question) -> Question:
        answers = tuple(
            self._answer(element, f"选项 {_letter(place)} ", formatted=True)
            for place, element in enumerate(self._element.findall("answer"))
        )
        single = is_true(self._element.find("single"), otherwise=True)
        return replace(question, single=single, answers=answers)

    def true_false(self, question: Question) -> Question:
        """Old files name the answers in a language of their own, the true one first."""
        answers = []
        for place, element in enumerate(self._element.findall("answer")[:2]):
            text = inside(element)
            says = text if text in ("true", "false") else ("true", "false")[place]
            read = self._answer(element, "选项", formatted=False)
            answers.append(replace(read, text="T" if says == "true" else "F"))
        return replace(question, answers=tuple(answers))

    def short_answer(self, question: Question) -> Question:
        answers = tuple(
            self._answer(element, "答案", formatted=False)
            for element in self._element.findall("answer")
        )
        return replace(question, answers=answers)

    def numerical(self, question: Question) -> Question:
        if self._element.find("units/unit") is not None:
            return replace(question, refused=unsupported("numerical", "答案带有单位"))
        answers = []
        for element in self._element.findall("answer"):
            read = self._answer(element, "答案", formatted=False)
            worth = element.find("fraction")
            percent = read.percent if worth is None else 100 * number_inside(worth)
            tolerance = number_inside(element.find("tolerance"))
            answers.append(replace(read, percent=percent, tolerance=tolerance))
        return replace(question, answers=tuple(answers))

    def matching(self, question: Question) -> Question:
        pairs = []
        for element in self._element.findall("subquestion"):
            left = plain_inside(element, self._losses, "题干", self._format, asked=True)
            pairs.append((left, without_controls(inside(element.find("answer")))))
        return replace(question, pairs=tuple(pairs))

    def ordering(self, question: Question) -> Question:
        entries = tuple(
            replace(self._answer(element, "选项", formatted=True), percent=0.0)
            for element in self._element.findall("answer")
        )
        chosen = inside(self._element.find("selecttype")) or "ALL"
        if chosen.upper() not in ("ALL", "EXACT"):
            self._losses.warnings.append("原题每次只抽其中几项来排序，按全部项导入。")
        return replace(question, answers=entries)

    def essay(self, question: Question) -> Question:
        return replace(question, model=self._plain("graderinfo", "给阅卷人的说明"))

    def cloze(self, question: Question) -> Question:
        if self._text is None:
            return question
        read = read_cloze_text(inside(self._text))
        stem = self._losses.plain(read.source, self._format, "题干", asked=True)
        tell_files(self._text, self._losses, "题干", asked=True)
        return replace(question, stem=stem, blanks=read.blanks, refused=read.refused)

    def _answer(self, element: _Element, where: str, *, formatted: bool) -> Weighted:
        if formatted:
            text = plain_inside(element, self._losses, where, self._format, asked=True)
        else:
            text = without_controls(inside(element))
        feedback = plain_inside(element.find("feedback"), self._losses, "解析", self._format)
        return Weighted(text, as_number(element.get("fraction")), feedback)


def _letter(place: int) -> str:
    return OPTION_LETTERS[place] if place < len(OPTION_LETTERS) else str(place + 1)


_READERS: Mapping[str, Callable[[_QuestionReader, Question], Question]] = {
    QuestionType.MULTICHOICE: _QuestionReader.multichoice,
    QuestionType.TRUE_FALSE: _QuestionReader.true_false,
    QuestionType.SHORT_ANSWER: _QuestionReader.short_answer,
    QuestionType.NUMERICAL: _QuestionReader.numerical,
    QuestionType.MATCHING: _QuestionReader.matching,
    QuestionType.ORDERING: _QuestionReader.ordering,
    QuestionType.ESSAY: _QuestionReader.essay,
    QuestionType.CLOZE: _QuestionReader.cloze,
}

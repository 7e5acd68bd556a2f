"""Questions answered in words: how answer, points and explanation stand in one text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jyguide.bank.item import ItemKind, KeyPoint
from jyguide.exchange.moodle.draft import Draft, begin
from jyguide.exchange.moodle.labels import point_text, read_point
from jyguide.exchange.moodle.question import Question

_POINTS = "【要点】"
_EXPLANATION = "【解析】"
_BEFORE_POINTS = re.compile(rf"(?:\A|\n){_POINTS}\n")
_BEFORE_EXPLANATION = re.compile(rf"(?:\A|\n){_EXPLANATION}\n")
_POINT = re.compile(r"(\d{1,3})\. (.+)")


@dataclass(frozen=True, slots=True)
class Model:
    """A model answer with what goes with it."""

    answer: str | None
    points: tuple[KeyPoint, ...] = ()
    explanation: str = ""


def write_model(model: Model) -> str:
    """One text for a person: the answer, then the points, then the explanation."""
    parts = [] if model.answer is None else [model.answer]
    if model.points:
        lines = [f"{n}. {point_text(point)}" for n, point in enumerate(model.points, start=1)]
        parts.append("\n".join([_POINTS, *lines]))
    if model.explanation:
        parts.append(f"{_EXPLANATION}\n{model.explanation}")
    return "\n".join(parts)


def read_model(text: str) -> Model:
    """What `write_model` wrote; any other text is an answer as it stands."""
    found = _BEFORE_EXPLANATION.search(text)
    head = text[: found.start()] if found else text
    explanation = text[found.end() :] if found else ""
    answer, points = _cut_points(head)
    return Model(answer if answer.strip() else None, points, explanation)


def _cut_points(text: str) -> tuple[str, tuple[KeyPoint, ...]]:
    found = _BEFORE_POINTS.search(text)
    if found is None:
        return text, ()
    lines = [_POINT.fullmatch(line) for line in text[found.end() :].rstrip("\n").split("\n")]
    told = [line for line in lines if line]
    if len(told) != len(lines) or [int(line[1]) for line in told] != list(range(1, len(told) + 1)):
        return text, ()
    return text[: found.start()], tuple(read_point(line[2]) for line in told)


def read_essay(question: Question) -> Draft | str:
    """A short answer; what the marker is told is the model answer, else the general feedback."""
    draft = begin(question, ItemKind.SHORT_ANSWER)
    if question.model.strip():
        model = read_model(question.model)
        draft.explanation = "\n".join(
            part for part in (model.explanation, question.feedback) if part
        )
    else:
        model = read_model(question.feedback)
        draft.explanation = model.explanation
    draft.answer, draft.points = model.answer, model.points
    if model.answer is None:
        draft.doubts.append("没有参考答案，先存为草稿。")
    return draft

"""A paper's answers as somebody types them from the sheets: columns, rows, and what they say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import KIND_ORDER
from jyguide.exam.keying.notation import NOT_ANSWERED, AnswerText, Slot, read_answers
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import LETTERED, Paper, PaperPlace
from jyguide.exam.points import Points, format_points, parse_points
from jyguide.ids import PersonId

ANSWERS = "answers"
"""The column of all items that are answered in letters or by √ and ×."""
ON_PAPER = "（答在纸上，由阅卷人给分）"
"""Stands for an answer in words, which nobody types."""
_WRITTEN = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NOTHING = AnswerText((), ())


class Entry(StrEnum):
    """Who types: the first, or somebody else once more so that the two can be compared."""

    FIRST = "1"
    SECOND = "2"


@dataclass(frozen=True, slots=True)
class NumberedPlace:
    """A place of a paper under the number printed on it."""

    number: int
    place: PaperPlace


@dataclass(frozen=True, slots=True)
class KeyedColumn:
    """A column to type in; ``key`` is what a row's fields go by.

    Attributes:
        title: Above the column.
        item: Whose answer or points it holds; None for ``ANSWERS``.
        blank: Which blank of the item, from 0; None for points.
    """

    key: str
    title: str
    item: NumberedPlace | None = None
    blank: int | None = None


@dataclass(frozen=True, slots=True)
class KeyingLayout:
    """One variant of a paper as it is typed in.

    Attributes:
        items: In the order in which they are printed.
        columns: ``ANSWERS`` first where there is one, then blanks, then points given by hand.
    """

    paper: Paper
    items: tuple[NumberedPlace, ...]
    slots: tuple[Slot, ...]
    columns: tuple[KeyedColumn, ...]

    @property
    def variant(self) -> str:
        return self.paper.row.variant


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """What was typed for one person, in the words it was typed in.

    Attributes:
        fields: By the key of the column; those left empty are missing.
        absent: Did not sit the exam.
    """

    variant: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    absent: bool = False

    @property
    def empty(self) -> bool:
        """Whether nobody has typed anything but perhaps the variant."""
        return not self.absent and not any(text.strip() for text in self.fields.values())


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row understood.

    Attributes:
        answers: The run of letters, for the echo.
        responses: By the key of the place; what is not here was not answered.
        points: By position, given by hand in tenths of a point.
        waiting: Numbers of items in words whose points nobody has typed yet.
        problems: What stands in the way of handing in; ``left`` does too.
    """

    answers: AnswerText = _NOTHING
    responses: Mapping[uuid.UUID, Response] = field(default_factory=dict)
    points: Mapping[int, Points] = field(default_factory=dict)
    waiting: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        return self.answers.left

    @property
    def complete(self) -> bool:
        return not self.problems and not self.left


@dataclass(frozen=True, slots=True)
class KeyedPerson:
    """One line of the class.

    Attributes:
        present: Signed in at the session.
        closed: Why nothing can be typed for him: how far his attempt has come; else empty.
        row: What has been typed so far.
        tail: The last four of his ID number, which he writes on the sheet; empty where unknown.
    """

    person_id: PersonId
    name: str
    unit: str
    present: bool
    closed: str = ""
    row: KeyedRow = KeyedRow()
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Keying:
    """The class before whoever types.

    Attributes:
        layouts: By variant; the one of a paper without variants stands under ``""``.
        others: On the session's list but not shown: they did not sign in.
        second_begun: Whether anything has been typed a second time.
    """

    title: str
    layouts: Mapping[str, KeyingLayout]
    people: tuple[KeyedPerson, ...]
    others: tuple[KeyedPerson, ...] = ()
    second_begun: bool = False


def numbered(places: Sequence[PaperPlace]) -> tuple[NumberedPlace, ...]:
    """The places as the paper prints them: section by section, numbers running through."""
    ordered = sorted(
        places, key=lambda place: (KIND_ORDER.index(place.content.kind), place.position)
    )
    return tuple(NumberedPlace(number, place) for number, place in enumerate(ordered, 1))


def layout_of(paper: Paper) -> KeyingLayout:
    """Which columns a paper takes."""
    items = numbered(paper.places)
    slots = tuple(_slot(item) for item in items if _is_slot(item))
    head = (KeyedColumn(ANSWERS, f"选择、判断（{_spans(slots)}）"),) if slots else ()
    blanks = (column for item in items for column in _blank_columns(item))
    points = (_points_column(item) for item in items if item.place.content.kind in _WRITTEN)
    return KeyingLayout(paper, items, slots, (*head, *blanks, *points))


def read_keyed(layouts: Mapping[str, KeyingLayout], row: KeyedRow) -> RowReading:
    """What a row says on the variant it names."""
    layout = layouts.get(row.variant)
    if layout is None:
        known = "、".join(layouts)
        said = f"没有“{row.variant}”卷" if row.variant else "还没有填卷别"
        return RowReading(problems=(f"{said}，请填 {known} 中的一个。",))
    return read_row(layout, row)


def read_row(layout: KeyingLayout, row: KeyedRow) -> RowReading:
    """What a row says; whatever stands in it, it is read and never refused."""
    answers = read_answers(row.fields.get(ANSWERS, ""), layout.slots)
    places = {item.number: item.place.id for item in layout.items}
    responses: dict[uuid.UUID, Response] = {
        places[one.slot.number]: one.response for one in answers.answered if one.response
    }
    responses |= _filled_in(layout, row)
    points, problems, waiting = _hand_points(layout, row)
    for item in layout.items:
        if item.place.content.kind in _WRITTEN and _written(item, points, waiting, row):
            responses[item.place.id] = ON_PAPER
    return RowReading(
        answers,
        responses,
        points,
        tuple(waiting),
        (*answers.problems, *problems),
        answers.notes,
    )


def left_text(reading: RowReading) -> str:
    """Which items of the run are yet to come, or nothing."""
    if not reading.left:
        return ""
    rest = reading.answers.slots[len(reading.answers.answered) :]
    return f"还差 {reading.left} 题（{_spans(rest)}）。"


def _is_slot(item: NumberedPlace) -> bool:
    kind = item.place.content.kind
    return kind in LETTERED or kind is ItemKind.TRUE_FALSE


def _slot(item: NumberedPlace) -> Slot:
    content = item.place.content
    letters = OPTION_LETTERS[: len(content.options)] if content.kind in LETTERED else ""
    return Slot(item.number, content.kind, letters)


def _spans(slots: Sequence[Slot]) -> str:
    """``第 1–20、23–25 题``."""
    spans: list[list[int]] = []
    for number in (slot.number for slot in slots):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = "、".join(f"{a}–{b}" if b > a else f"{a}" for a, b in spans)
    return f"第 {said} 题"


def blank_count(place: PaperPlace) -> int:
    """How many blanks an item has; one at least, so that there is something to type into."""
    answer = place.content.answer
    return max(1, len(answer)) if isinstance(answer, tuple) else 1


def _blank_columns(item: NumberedPlace) -> Iterator[KeyedColumn]:
    if item.place.content.kind is not ItemKind.FILL_IN:
        return
    count = blank_count(item.place)
    for blank in range(count):
        sign = (_CIRCLED[blank : blank + 1] or f"({blank + 1})") if count > 1 else ""
        yield KeyedColumn(f"{item.number}.{blank + 1}", f"{item.number}{sign} 填空", item, blank)


def _points_column(item: NumberedPlace) -> KeyedColumn:
    worth = format_points(item.place.points)
    return KeyedColumn(f"{item.number}", f"{item.number} 得分（满 {worth}）", item)


def _filled_in(layout: KeyingLayout, row: KeyedRow) -> dict[uuid.UUID, Response]:
    found: dict[uuid.UUID, list[str]] = {}
    for column in layout.columns:
        if column.item is not None and column.blank is not None:
            text = row.fields.get(column.key, "").strip()
            found.setdefault(column.item.place.id, []).append("" if text == NOT_ANSWERED else text)
    return {key: tuple(texts) for key, texts in found.items() if any(texts)}


def _hand_points(
    layout: KeyingLayout, row: KeyedRow
) -> tuple[dict[int, Points], list[str], list[int]]:
    """Points by position, what is wrong with them, and the numbers nobody has judged yet."""
    points: dict[int, Points] = {}
    problems: list[str] = []
    waiting: list[int] = []
    for column in layout.columns:
        if column.item is None or column.blank is not None:
            continue
        text = row.fields.get(column.key, "").strip()
        place = column.item.place
        if not text:
            waiting.append(column.item.number)
            continue
        try:
            points[place.position] = 0 if text == NOT_ANSWERED else parse_points(text)
        except RuleError:
            problems.append(f"第 {column.item.number} 题的得分“{text}”看不懂，例如 8 或 7.5。")
            continue
        if points[place.position] > place.points:
            problems.append(
                f"第 {column.item.number} 题满分 {format_points(place.points)} 分，"
                f"不能给 {format_points(points[place.position])} 分。"
            )
    return points, problems, waiting


def _written(
    item: NumberedPlace, points: Mapping[int, Points], waiting: Sequence[int], row: KeyedRow
) -> bool:
    """Whether there is an answer in words on the sheet, as far as anybody knows."""
    said_none = row.fields.get(f"{item.number}", "").strip() == NOT_ANSWERED
    return not said_none and (item.number in waiting or item.place.position in points)

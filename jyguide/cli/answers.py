"""``jyguide exam hand-in``, ``waiting`` and ``grade``: answers and marks as JSON files."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, sentences
from jyguide.cli.training import one_person
from jyguide.errors import FileError, RuleError
from jyguide.exam.keying.rows import ON_PAPER
from jyguide.exam.marking.mark import Response
from jyguide.exam.points import Points, format_points, parse_points
from jyguide.exam.row import AnswerSheet, EndedBy, SheetLine
from jyguide.exchange.boundary.limits import SETTINGS
from jyguide.exchange.boundary.nested import read_json
from jyguide.exchange.text_file import read_text
from jyguide.ids import AttemptId, ExamId, PersonId

_LONGEST = 24 * 3600
"""So many seconds a sitting lasts at most."""

_Entry = TypeVar("_Entry")
_Marks = dict[AttemptId, dict[int, Points]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one person answered, by position; the person still as typed."""

    person: str
    id_tail: str
    seconds: int
    answers: Mapping[int, Response]


@click.command(
    "hand-in", help="录入答卷（JSON）：[{person, id_tail, seconds, answers: {题号: 答案}}]。"
)
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def hand_in(context: click.Context, exam_id: uuid.UUID, file: Path) -> None:
    """Answer and hand in for people, through the same service as the exam window."""
    with sentences():
        sheets = _read(file, _sheet, _SHEETS)
    with opened(context) as app:
        people = _admitted(app, ExamId(exam_id), sheets)
        for person, sheet in zip(people, sheets, strict=True):
            _sit(app, ExamId(exam_id), person, sheet)
    click.echo(f"已交卷 {len(sheets)} 份。")


@click.command(help="列出等待人工评阅的答案。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@json_option
@click.pass_context
def waiting(context: click.Context, exam_id: uuid.UUID, *, as_json: bool) -> None:
    """List answers that a person has yet to mark, with the points their key points suggest."""
    with opened(context) as app:
        sheets = app.results.sheets(ExamId(exam_id))
    lines = [(sheet, line) for sheet in sheets for line in sheet.lines if line.waiting]
    if as_json:
        say_json([_waiting(sheet, line) for sheet, line in lines])
        return
    say_table(
        ("答卷", "姓名", "题号", "满分", "建议", "答案"),
        [
            (
                sheet.result.attempt_id,
                sheet.result.name,
                line.place.position,
                format_points(line.place.points),
                None if line.response == ON_PAPER else format_points(line.hint),
                " ".join(str(line.response).split()),
            )
            for sheet, line in lines
        ],
    )


@click.command(help="评阅简答题：--suggested 采用按要点算出的建议分，或用 JSON 文件逐题给分。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@click.argument("file", type=FILE, required=False)
@click.option("--suggested", is_flag=True, help="采用建议分。")
@click.option("--reason", default="", help="更正已有分数的原因。")
@click.pass_context
def grade(
    context: click.Context,
    exam_id: uuid.UUID,
    file: Path | None,
    *,
    suggested: bool,
    reason: str,
) -> None:
    """Mark what waits for a person, all of it or nothing."""
    if suggested == (file is not None):
        raise click.UsageError("请在 --suggested 与评分文件之间选一个。")
    with sentences():
        given = _read(file, _marks, _MARKS) if file else []
    with opened(context) as app:
        sheets = app.results.sheets(ExamId(exam_id))
        marks = _suggestions(sheets) if suggested else _by_attempt(app, sheets, given)
        app.results.mark_all(marks, reason)
    click.echo(f"已评阅 {len(marks)} 份答卷。")
    if suggested and (left := _on_paper(sheets)):
        click.echo(f"{left} 份答卷的简答题答在纸上，没有建议分，请阅卷人给分。", err=True)


def _suggestions(sheets: Sequence[AnswerSheet]) -> _Marks:
    found = {
        sheet.result.attempt_id: {
            line.place.position: line.hint
            for line in sheet.lines
            if line.waiting and line.response != ON_PAPER
        }
        for sheet in sheets
    }
    return {attempt_id: points for attempt_id, points in found.items() if points}


def _on_paper(sheets: Sequence[AnswerSheet]) -> int:
    """How many have an answer waiting of which we only know that it stands on paper."""
    return sum(
        any(line.waiting and line.response == ON_PAPER for line in sheet.lines) for sheet in sheets
    )


def _by_attempt(
    app: Application, sheets: Sequence[AnswerSheet], given: list[tuple[str, dict[int, Points]]]
) -> _Marks:
    attempts = {sheet.result.person_id: sheet.result.attempt_id for sheet in sheets}
    marks: _Marks = {}
    for person, points in given:
        attempt_id = attempts[one_person(app, person, attempts)]
        if attempt_id in marks:
            raise RuleError(
                f"文件里两次给“{person}”打分，没有评阅任何答卷。", hint="请只保留一处。"
            )
        marks[attempt_id] = points
    return marks


def _admitted(app: Application, exam_id: ExamId, sheets: list[_Sheet]) -> list[PersonId]:
    """Everybody of the file, once all of it is known to be good: nothing is half handed in."""
    places = {place.position for place in app.results.paper_of(exam_id).places}
    among = {row.person_id for row in app.sittings.candidates(exam_id)}
    people: list[PersonId] = []
    for sheet in sheets:
        person = one_person(app, sheet.person, among)
        _refuse_unfit(sheet, places, again=person in people)
        app.sittings.admit(exam_id, person, sheet.id_tail)
        people.append(person)
    return people


def _refuse_unfit(sheet: _Sheet, places: Collection[int], *, again: bool) -> None:
    if again:
        raise RuleError(
            f"文件里有两份“{sheet.person}”的答卷，没有录入任何答案。", hint="请只保留一份。"
        )
    if strange := set(sheet.answers) - set(places):
        raise RuleError(
            f"“{sheet.person}”的答卷有第 {min(strange)} 题，试卷上没有，没有录入任何答案。",
            hint=f"这份试卷共 {len(places)} 题。",
        )


def _sit(app: Application, exam_id: ExamId, person: PersonId, sheet: _Sheet) -> None:
    sitting = app.sittings.begin(exam_id, person, sheet.id_tail)
    for place in sitting.places:
        if (response := sheet.answers.get(place.position)) is not None:
            app.sittings.answer(
                sitting.attempt_id, place.id, response, later=False, seconds_used=sheet.seconds
            )
    app.sittings.hand_in(sitting.attempt_id, sheet.seconds, EndedBy.CANDIDATE)


_SHEETS = '[{"person": 姓名, "id_tail": 身份证后四位, "seconds": 秒数, "answers": {"1": "A"}}]'
_MARKS = '[{"person": 姓名, "points": {"46": 4.5}}]'


def _read(file: Path, entry: Callable[[Any], _Entry], shape: str) -> list[_Entry]:
    """Every entry of a JSON list, each checked; a file of any other shape is refused whole."""
    try:
        return [entry(one) for one in _list(read_json(read_text(file), SETTINGS.depth))]
    except (ValueError, KeyError, TypeError, AttributeError, RuleError) as error:
        raise FileError(
            f"“{file.name}”的内容看不懂，没有录入任何内容。",
            hint=f"应是 JSON：{shape}。",
            detail=repr(error),
        ) from error


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise TypeError(given)
    return given


def _sheet(one: Any) -> _Sheet:
    answers = {int(place): _response(given) for place, given in one["answers"].items()}
    return _Sheet(_text(one["person"]), _text(one["id_tail"]), _seconds(one), answers)


def _marks(one: Any) -> tuple[str, dict[int, Points]]:
    points = {int(place): parse_points(str(value)) for place, value in one["points"].items()}
    return _text(one["person"]), points


def _seconds(one: Any) -> int:
    seconds = int(one.get("seconds", 0))
    if not 0 <= seconds <= _LONGEST:
        raise ValueError(seconds)
    return seconds


def _response(given: Any) -> Response:
    if isinstance(given, list):
        return tuple(map(_text, given))
    return None if given is None else _text(given)


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    return given


def _waiting(sheet: AnswerSheet, line: SheetLine) -> dict[str, Any]:
    return {
        "attempt": str(sheet.result.attempt_id),
        "name": sheet.result.name,
        "position": line.place.position,
        "stem": line.place.content.stem,
        "key_points": [point.text for point in line.place.content.key_points],
        "response": line.response,
        "points": line.place.points / 10,
        "suggested": None if line.response == ON_PAPER else line.hint / 10,
    }

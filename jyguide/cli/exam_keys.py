"""``jyguide exam correct`` and ``apply-corrections``: keys found wrong after an exam."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

import click

from jyguide.app import Application
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.exam.marking.correction import Impact
from jyguide.exam.marking.key_change import Answer, Treatment
from jyguide.exam.paper import bank_answer
from jyguide.exam.points import format_points
from jyguide.ids import PaperId, RevisionId

_VARIANTS = re.compile(r"[；;]")
_JUDGEMENTS = {"T": "T", "对": "T", "正确": "T", "F": "F", "错": "F", "错误": "F"}
_HEADS = ("考试", "姓名", "原得分", "新得分", "变化")


@dataclass(frozen=True, slots=True)
class _Asked:
    """An item, and the order of options in whose letters the answers are given."""

    revision: RevisionId
    order: tuple[int, ...]


@click.command(help="改正一道题的答案并重新评分；不加 --apply 只说影响哪些人。")
@click.argument("revision", type=click.UUID, required=False)
@click.option("--paper", type=click.UUID, help="试卷；字母按这份试卷上印的。")
@click.option("--position", type=click.IntRange(min=1), help="试卷上的题号。")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    help="正确答案，可以写多次，写到的都算对。填空题各空用“|”分开，几种写法用“；”分开。",
)
@click.option("--full-marks", is_flag=True, help="本题作废，人人得满分。")
@click.option("--reason", default="", help="为什么改正。")
@click.option("--apply", "applied", is_flag=True, help="改正并重新评分。")
@json_option
@click.pass_context
def correct(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    revision: uuid.UUID | None,
    *,
    paper: uuid.UUID | None,
    position: int | None,
    answers: tuple[str, ...],
    full_marks: bool,
    reason: str,
    applied: bool,
    as_json: bool,
) -> None:
    """Say whom a corrected key touches, or correct it."""
    if (revision is None) == (paper is None) or (paper is None) != (position is None):
        raise click.UsageError("请写题目编号，或者写 --paper 和 --position。")
    if full_marks == bool(answers):
        raise click.UsageError("请在 --answer 和 --full-marks 之间选一个。")
    treatment = Treatment.FULL_MARKS if full_marks else Treatment.ANSWERS
    with opened(context) as app:
        asked = _asked(app, revision, paper, position)
        content = app.corrections.current(asked.revision)[0]
        meant = tuple(_answer(content, text, asked.order) for text in answers)
        if applied:
            impact = app.corrections.correct(asked.revision, treatment, meant, reason)
        else:
            impact = app.corrections.impact(asked.revision, treatment, meant)
    _say(impact, as_json=as_json, applied=applied)


@click.command(
    "apply-corrections", help="按市级或别的电脑更正的答案重新评分；不加 --apply 只看影响。"
)
@click.option("--apply", "applied", is_flag=True, help="重新评分。")
@json_option
@click.pass_context
def apply_corrections(context: click.Context, *, applied: bool, as_json: bool) -> None:
    """Say whom corrections made elsewhere touch here, or mark them anew."""
    with opened(context) as app:
        impact = app.corrections.apply_pending() if applied else app.corrections.pending()
    if not as_json and not impact.corrections:
        click.echo("没有要按更正重新评分的答卷。")
        return
    _say(impact, as_json=as_json, applied=applied)


def _asked(
    app: Application, revision: uuid.UUID | None, paper: uuid.UUID | None, position: int | None
) -> _Asked:
    if revision is not None:
        return _Asked(RevisionId(revision), ())
    assert paper is not None  # noqa: S101 - one of the two is given
    for place in app.papers.paper(PaperId(paper)).places:
        if place.position == position:
            return _Asked(place.revision_id, place.order)
    raise RuleError(f"试卷上没有第 {position} 题，没有改动。", hint="请核对试卷和题号。")


def _answer(content: ItemContent, text: str, order: tuple[int, ...]) -> Answer:
    """What was typed, in the letters of the bank; what fits no item is left to the service."""
    if content.kind is ItemKind.FILL_IN:
        return tuple(tuple(_VARIANTS.split(blank)) for blank in text.split("|"))
    if content.kind is ItemKind.TRUE_FALSE:
        return _JUDGEMENTS.get(text.strip().upper(), text)
    letters = "".join(filter(str.isalnum, text.upper()))
    if content.kind is ItemKind.SINGLE and len(letters) != 1:
        return letters
    try:
        return bank_answer(content.kind, letters, order)
    except KeyError:
        return letters


def _say(impact: Impact, *, as_json: bool, applied: bool) -> None:
    if as_json:
        say_json({**_impact(impact), "applied": applied})
        return
    click.echo(impact.sentence())
    if impact.people:
        say_table(_HEADS, _rows(impact))
    if applied:
        click.echo(f"已重新评分 {impact.here} 人。")


def _rows(impact: Impact) -> list[tuple[str, ...]]:
    return [
        (
            exam.title,
            one.name,
            format_points(one.before),
            format_points(one.after),
            "待评阅" if one.waiting else one.turn,
        )
        for exam in impact.exams
        for one in exam.people
    ]


def _impact(impact: Impact) -> dict[str, Any]:
    turns = [one.turn for one in impact.people]
    return {
        "sentence": impact.sentence(),
        "corrections": [
            {
                "revision": str(one.revision_id),
                "stem": one.content.stem,
                "before": one.before,
                "after": one.after,
                "reason": one.reason,
            }
            for one in impact.corrections
        ],
        "affected": len(turns),
        "now_pass": turns.count("不合格变合格"),
        "now_fail": turns.count("合格变不合格"),
        "exams": [
            {
                "id": str(exam.exam_id),
                "title": exam.title,
                "station": exam.station,
                "handed_in": exam.handed_in,
                "kept": exam.kept,
                "people": [
                    {
                        "attempt": str(one.attempt_id),
                        "name": one.name,
                        "before": one.before / 10,
                        "after": one.after / 10,
                        "turn": one.turn,
                        "waiting": one.waiting,
                        "certified": one.certified,
                    }
                    for one in exam.people
                ],
            }
            for exam in impact.exams
        ],
    }

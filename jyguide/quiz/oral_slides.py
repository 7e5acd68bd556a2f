"""What the class sees of somebody who answers aloud. Nothing of the answer before it is shown."""

from __future__ import annotations

from jyguide.bank.item import ItemContent
from jyguide.bank.row import answer_text
from jyguide.exam.points import format_points
from jyguide.quiz.oral import (
    FULL_POINTS,
    HEARD_NAMES,
    MOST_JUDGES,
    Heard,
    OralScore,
    difference_sentence,
    points_sentence,
)
from jyguide.quiz.oral_play import OralPlay, OralStage
from jyguide.quiz.shown import basis_text
from jyguide.quiz.wall import Slide, Stage, WallOption

_RIGHT = {Heard.ALL: True, Heard.SOME: None, Heard.NONE: False}


def oral_slide(play: OralPlay, session_title: str) -> Slide:
    """The picture that belongs to where a turn stands."""
    if play.speaker is None:
        return Slide(Stage.TITLE, "课堂口答", facts=session_title, line=_rules_line(play))
    if play.question is None:
        return called_slide(play.speaker.name, "请准备回答")
    content = play.question.content
    if play.stage is not OralStage.SHOWN:
        return _question(play, content)
    result = play.score
    assert result is not None  # noqa: S101 - for the type checker: there is a question
    return _answer(play.speaker.name, content, result)


def called_slide(name: str, line: str) -> Slide:
    """One name in large type, as it goes by or as it was drawn."""
    return Slide(Stage.TITLE, name, facts="一口清", line=line)


def _question(play: OralPlay, content: ItemContent) -> Slide:
    assert play.speaker is not None  # noqa: S101 - for the type checker: somebody was drawn
    facts = f"一口清 · {content.category or '未分类'} · {format_points(FULL_POINTS)} 分"
    over = play.stage is OralStage.JUDGING
    return Slide(
        Stage.QUESTION,
        play.speaker.name,
        facts=facts,
        stem=content.stem,
        line="回答结束，评委记分" if over else "",
    )


def _answer(name: str, content: ItemContent, result: OralScore) -> Slide:
    options = tuple(
        WallOption(
            str(at),
            f"{point.text}（必答）" if point.required else point.text,
            _RIGHT[heard],
            word="" if heard is Heard.ALL else HEARD_NAMES[heard],
        )
        for at, (point, heard) in enumerate(
            zip(content.key_points, result.heard, strict=True), start=1
        )
    )
    notes = (
        ("答案", answer_text(content.kind, content.answer)),
        ("得分", points_sentence(result)),
        ("分歧", difference_sentence(result)),
        ("依据", basis_text(content)),
    )
    return Slide(
        Stage.ANSWER,
        name,
        facts="一口清 · 参考答案和要点",
        stem=content.stem,
        options=options,
        notes=tuple((label, text) for label, text in notes if text),
    )


def _rules_line(play: OralPlay) -> str:
    rules = play.rules
    judges = "两位评委" if rules.judges == MOST_JUDGES else "一位评委"
    return f"抽到的人当场回答 · 每题 {rules.seconds} 秒 · {judges}记要点"

"""What the class sees. Before the answer is revealed nothing of it is in here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from jyguide.bank.item import OPTION_LETTERS, ItemContent
from jyguide.bank.row import KIND_NAMES
from jyguide.quiz.plan import KEYS
from jyguide.quiz.play import Play
from jyguide.quiz.row import ROUND_KIND_NAMES, RoundKind
from jyguide.quiz.scoring import change_text, places, points_text
from jyguide.quiz.shown import answer_sentence, basis_text, key_letters, shown_options

_BLANK = re.compile(r"_{2,}")


class Stage(StrEnum):
    """The four pictures of a quiz."""

    TITLE = "title"
    QUESTION = "question"
    ANSWER = "answer"
    CLOSING = "closing"


class TileState(StrEnum):
    """How a team stands with the item shown."""

    WAITING = ""
    ANSWERING = "answering"
    QUEUED = "queued"
    ANSWERED = "answered"
    OUT = "out"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class WallOption:
    """One option; ``right`` is None until the answer is revealed, ``hands`` where not counted.

    Attributes:
        word: What is said of it at its right end in place of a tick; empty where nothing is.
    """

    letter: str
    text: str
    right: bool | None = None
    hands: int | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A team at the foot of the wall: its key, its score, and a word on how it stands."""

    key: int
    name: str
    score: str
    state: TileState = TileState.WAITING
    word: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A team in the end: ``第一名``, its name, its points."""

    place: int
    name: str
    score: str


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture on the wall.

    Attributes:
        heading: ``第 3 题 / 共 10 题``, or the title.
        facts: ``抢答 · 单选题 · 10 分``.
        notes: Label and text of what is said after the answer: 答案, 解析, 依据.
        line: One sentence under the heading of the last picture, or who is called upon.
    """

    stage: Stage
    heading: str
    facts: str = ""
    stem: str = ""
    options: tuple[WallOption, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    tiles: tuple[Tile, ...] = ()
    line: str = ""
    closing: tuple[PlaceLine, ...] = ()


def slide_of(play: Play) -> Slide:
    """The picture that belongs to where a quiz stands."""
    if play.closed:
        return _closing(play)
    content = play.content
    if content is None:
        return Slide(
            Stage.TITLE,
            play.quiz.plan.title,
            facts=play.quiz.session_title,
            tiles=_tiles(play),
            line=_rules_line(play),
        )
    stage = Stage.ANSWER if play.revealed else Stage.QUESTION
    return Slide(
        stage,
        heading=f"第 {play.at + 1} 题 / 共 {len(play.quiz.contents)} 题",
        facts=facts_text(play, content),
        stem=_BLANK.sub("______", content.stem),
        options=_options(play, content),
        notes=_notes(play, content) if play.revealed else (),
        tiles=_tiles(play),
        line=_floor(play),
    )


def facts_text(play: Play, content: ItemContent) -> str:
    """How the item is asked, its kind, and what is at stake."""
    worth = f"{points_text(play.worth)} 分"
    if play.stake > 1:
        worth = f"风险题 {worth}，答错扣 {points_text(play.cost)} 分"
    return f"{ROUND_KIND_NAMES[play.kind]} · {KIND_NAMES[content.kind]} · {worth}"


def _options(play: Play, content: ItemContent) -> tuple[WallOption, ...]:
    key = key_letters(content) if play.revealed else ""
    return tuple(
        WallOption(
            letter,
            text,
            (letter in key) if play.revealed else None,
            play.counts.get(letter, 0) if play.revealed and play.counts else None,
        )
        for letter, text in zip(OPTION_LETTERS, shown_options(content), strict=False)
    )


def _notes(play: Play, content: ItemContent) -> tuple[tuple[str, str], ...]:
    letters = key_letters(content)
    said = " → ".join(letters) if letters and len(set(letters)) > 1 else letters
    plain = letters if sorted(letters) == list(letters) else said
    found = (
        ("答案", plain or answer_sentence(content)),
        ("结果", _result_line(play)),
        ("解析", content.explanation),
        ("依据", basis_text(content)),
    )
    return tuple((label, text) for label, text in found if text)


def _result_line(play: Play) -> str:
    """How many sides had it right; for individuals no count of so few, and never a name."""
    if not play.teams or not play.results:
        return ""
    right = sum(entry.right is True for entry in play.results.values())
    return f"{len(play.results)} 组作答，{right} 组答对"


def _floor(play: Play) -> str:
    if play.answering is None or play.teams:
        return ""
    return f"请 {_called(play, play.answering)} 回答"


def _called(play: Play, side: int) -> str:
    """His name, with where he works if that tells him from another of this name."""
    name = play.name(side)
    named = [
        place for one, place in zip(play.quiz.names, play.quiz.places, strict=False) if one == name
    ]
    place = play.quiz.places[side] if named else ""
    others = len(named) - named.count(place)
    return f"{name}（{place}）" if place and others == len(named) - 1 > 0 else name


def _tiles(play: Play) -> tuple[Tile, ...]:
    """Teams alone: the score of a person is nobody else's."""
    if not play.teams:
        return ()
    return tuple(
        Tile(side + 1, name, points_text(score), *_standing(play, side))
        for side, (name, score) in enumerate(zip(play.quiz.names, play.scores, strict=True))
        if side < KEYS
    )


def _standing(play: Play, side: int) -> tuple[TileState, str]:
    if (entry := play.results.get(side)) is not None:
        letters = play.answers.get(side, "")
        won = f"{letters} {change_text(entry.points)}".strip()
        if play.kind is RoundKind.ASK and not play.revealed:
            return TileState.ANSWERED, "已作答"
        return (TileState.RIGHT if entry.right else TileState.WRONG), won
    if side in play.out:
        return TileState.OUT, "抢跑"
    if play.revealed:
        return TileState.WAITING, ""
    return _waiting(play, side)


def _waiting(play: Play, side: int) -> tuple[TileState, str]:
    buzzing = play.kind is RoundKind.BUZZ
    if side == play.answering and buzzing:
        return TileState.ANSWERING, "请回答"
    if side in play.order:
        return TileState.QUEUED, f"第 {play.order.index(side) + 1} 个按"
    if play.answers.get(side):
        return TileState.ANSWERED, "已作答"
    return TileState.WAITING, ""


def _rules_line(play: Play) -> str:
    rules = play.quiz.plan.rules
    worth = points_text(rules.right)
    said = f"{len(play.quiz.contents)} 题 · 每题 {rules.seconds} 秒 · 答对 {worth} 分"
    return f"{said} · 答错扣 {points_text(rules.wrong)} 分" if rules.wrong else said


def _closing(play: Play) -> Slide:
    asked = len(
        {one.revision_id for one in play.rounds if one.revision_id in play.quiz.plan.items}
    )
    if not play.teams:
        line = f"共答 {asked} 题。想知道自己的得分，请下课后问指导员。"
        return Slide(Stage.CLOSING, "感谢各位参与", line=line, facts=play.quiz.plan.title)
    ranked = tuple(
        PlaceLine(one.place, play.name(one.side), points_text(one.points))
        for one in places(play.scores)
    )
    return Slide(
        Stage.CLOSING,
        "竞答结束",
        facts=play.quiz.plan.title,
        line=f"共答 {asked} 题，感谢各组参与",
        closing=ranked,
    )

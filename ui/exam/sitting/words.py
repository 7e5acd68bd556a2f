"""Responses and moments of an exam in the words the screens use."""

from __future__ import annotations

import re

from jyguide.bank.item import ItemKind
from jyguide.bank.row import answer_text
from jyguide.errors import EXPLAINED, Cancelled
from jyguide.exam.marking.mark import Response
from jyguide.exam.row import EndedBy, Standing
from jyguide.exam.sitting import TakenOver

_BRACKETS = re.compile(r"[（(][ \u3000]+[）)]")
NOT_ANSWERED = "未作答"
_MOST_NAMED = 12
LEAVE_ANYWAY = "再确认一次，将放弃没有存入的答案离开。"
_ENDED = {
    EndedBy.CANDIDATE: "答卷已保存。谢谢！",
    EndedBy.TIME_UP: "考试时间已到，已自动交卷。谢谢！",
    EndedBy.PROCTOR: "监考人员已收卷，答卷已保存。",
}
_UNFORESEEN = "程序遇到了没有预料到的情况。"
_CLOSING = "程序正在关闭，存储被取消。"


def unbroken(stem: str) -> str:
    """A stem whose brackets to be filled in, such as （  ）, are never split between lines."""
    return _BRACKETS.sub(lambda found: found.group().replace(" ", "\u00a0"), stem)


def is_answered(response: Response) -> bool:
    """Whether anything was chosen or written at all."""
    parts = response if isinstance(response, tuple) else (response or "",)
    return any(part.strip() for part in parts)


def response_text(kind: ItemKind, response: Response) -> str:
    """A response as a person would write it; blanks left open are shown as such."""
    if not is_answered(response):
        return NOT_ANSWERED
    if isinstance(response, tuple):
        return "；".join(part.strip() or "（空）" for part in response)
    return answer_text(kind, response)


def problem_text(error: BaseException) -> str:
    """Message and hint of a failure in one line; a fault of ours gets a general sentence."""
    if isinstance(error, EXPLAINED):
        return f"{error.message}{error.hint}"
    if isinstance(error, Cancelled):
        return _CLOSING
    return _UNFORESEEN


def hand_in_question(unanswered: list[int], marked: list[int]) -> tuple[str, str]:
    """What is asked before handing in, and what it means."""
    if not unanswered:
        question, said = "全部题目已作答，确定交卷？", ""
    else:
        question = f"还有 {len(unanswered)} 题没有作答，确定交卷？"
        said = f"没有作答的题：第 {first_places(unanswered)} 题。"
    if marked:
        said += f"标记了稍后再答的题：第 {first_places(marked)} 题。"
    return question, f"{said}交卷后不能再修改。"


def leave_hint(unsaved: list[int]) -> str:
    """What leaving means for the attempt."""
    if unsaved:
        return f"第 {places_text(unsaved)} 题的答案还没有存入，离开前会再存一次。"
    return "答卷没有交，已答的题都已保存；剩余时间停在这里，考生下次核对身份后可以接着作答。"


def done_sentence(candidate: str, ended_by: EndedBy | None) -> str:
    """Whose attempt ended, and how."""
    return f"{candidate}，{_ENDED[ended_by or EndedBy.CANDIDATE]}"


def closed_sentence(candidate: str, standing: Standing, unsaved: list[int]) -> str:
    """That the proctor has ended an attempt, and what came too late for it."""
    if standing.void:
        return f"{candidate}，这份答卷已由监考人员作废，请听从监考人员安排。"
    late = f"第 {places_text(unsaved)} 题最后的改动在收卷之后，没有计入。" if unsaved else ""
    return done_sentence(candidate, EndedBy.PROCTOR) + late


def taken_over_sentence(error: TakenOver, unsaved: list[int]) -> str:
    """That an attempt goes on elsewhere, and which answers must be given again there."""
    lost = f"第 {places_text(unsaved)} 题刚才的答案没有存入，请在那里重新作答。" if unsaved else ""
    return f"{error.message}{error.hint}{lost}"


def first_places(positions: list[int]) -> str:
    """The first positions of many: all of a long paper would fill the screen."""
    more = f" 等 {len(positions)}" if len(positions) > _MOST_NAMED else ""
    return f"{places_text(positions[:_MOST_NAMED])}{more}"


def places_text(positions: list[int]) -> str:
    """Positions as a list in a sentence."""
    return "、".join(str(position) for position in positions)

"""Time and rules of a sitting: only what passes while the window runs counts; breaks are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from jyguide.errors import RuleError
from jyguide.exam.points import format_points
from jyguide.exam.row import ExamRules, Outcome

CLOCK_TOLERANCE_SECONDS = 60
"""A difference between the wall's clock and the counted time that nothing is made of."""

_CODE = re.compile(r"[0-9]{4,8}", re.ASCII)
_LONGEST_WAIT_SECONDS = 60

Interruption = tuple[datetime, datetime]
"""Last sign of life before a break, and the moment the candidate went on; both aware."""


class TakenOver(RuleError):  # noqa: N818 - what happened, and no fault of anybody's
    """An attempt goes on in another window; this one may store nothing more."""

    def __init__(self) -> None:
        super().__init__(
            "这份试卷已在另一个窗口打开，这个窗口不能再存入答案。已经存入的答案都在。",
            hint="请到新打开的窗口接着作答。",
        )


class TimeLeft(RuleError):  # noqa: N818 - as above
    """Time was up by the window's count, and the proctor had just granted more."""

    def __init__(self) -> None:
        super().__init__("监考人员刚刚补了时，试卷没有交。", hint="可以接着作答。")


def clock_jump(wall_seconds: float, counted_seconds: int) -> int:
    """Seconds by which the clock on the wall was moved, or 0; back is negative.

    Args:
        wall_seconds: By which the PC's date and time went on since the last look.
        counted_seconds: By which the time counted by the exam window went on.
    """
    jump = round(wall_seconds - counted_seconds)
    return jump if abs(jump) > CLOCK_TOLERANCE_SECONDS else 0


def code_problem(rules: ExamRules) -> str:
    """What is wrong with the proctor code of an exam to be arranged, or nothing."""
    if rules.proctor_code and not _CODE.fullmatch(rules.proctor_code):
        return "监考码是 4 至 8 位数字。"
    if rules.leaving_locks and not rules.proctor_code:
        return "离开就锁定的考试要有监考码，否则锁定后没有人能解开。"
    return ""


def wait_after(wrong: int) -> int:
    """Seconds before another proctor code is looked at, after so many wrong ones in a row.

    Doubles from one second to a minute and never ends for good: nobody could unlock it again.
    """
    return min(_LONGEST_WAIT_SECONDS, 2 ** (wrong - 1)) if wrong > 0 else 0


def turn_of_variant(begun: int, variants: int) -> int:
    """Which of the variants the next attempt gets: one in turn, so that neighbours differ."""
    return begun % variants


def outcome_text(outcome: Outcome) -> str:
    """What a candidate is told of his own mark as soon as he has handed in."""
    got, total = format_points(outcome.points), format_points(outcome.total_points)
    if outcome.waiting:
        decided = format_points(outcome.decided_points)
        return f"客观题 {got} 分（满分 {decided} 分），{outcome.waiting} 道简答题待评阅。"
    needed = format_points(outcome.pass_points)
    verdict = "合格" if outcome.passed else "不合格"
    return f"得分 {got} 分（满分 {total} 分，{needed} 分及格），{verdict}。"


def clock_text(seconds: int) -> str:
    """``mm:ss``; minutes go on past 99, so two hours read ``120:00``."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes:02d}:{rest:02d}"


def interruptions_text(interruptions: Sequence[Interruption]) -> str:
    """One Chinese sentence on all breaks for the record of the exam.

    A break that ends before it begins shows that the machine's clock was moved; its length is
    then unknown and said to be so.
    """
    if not interruptions:
        return "考试没有中断。"
    known = [(stopped, resumed) for stopped, resumed in interruptions if resumed >= stopped]
    parts = [f"考试中断 {len(interruptions)} 次"]
    if known:
        parts.append(_known_text(known))
    if len(known) < len(interruptions):
        parts.append(f"其中 {len(interruptions) - len(known)} 次因电脑时间被改动，时长不明")
    return "，".join([*parts, "中断期间没有计时。"])


def _known_text(known: Sequence[Interruption]) -> str:
    lengths = [round((resumed - stopped).total_seconds()) for stopped, resumed in known]
    longest = lengths.index(max(lengths))
    stopped, resumed = known[longest]
    span = f"{stopped:%H:%M} 至 {resumed:%H:%M}"
    if len(known) == 1:
        return f"{span}，共 {length_text(lengths[0])}"
    return f"共 {length_text(sum(lengths))}，最长一次 {span}（{length_text(lengths[longest])}）"


def length_text(seconds: int) -> str:
    """``1 小时 2 分 3 秒``, units of nothing left out."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    named = ((hours, "小时"), (minutes, "分"), (rest, "秒"))
    return " ".join(f"{count} {unit}" for count, unit in named if count) or "0 秒"

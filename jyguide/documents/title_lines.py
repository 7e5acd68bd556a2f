"""How the title of an official document breaks into lines (GB/T 9704-2012, 7.3.1).

回行时，应当做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形:
words stay whole, and lines grow or shrink evenly, or grow and then shrink; never an hourglass,
never lines all alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise

from jyguide.documents.breaking import NOT_AT_END, NOT_AT_START
from jyguide.documents.measure import width_in_characters

ROOM = 19.0
"""Characters of the title's size that a line holds with something to spare."""
_MOST_WEIGHED = 3
"""Lines up to which every way of breaking is looked at; more are filled evenly."""
_GOOD_STEP = 3.0
"""Characters by which lines best differ: enough to be seen, little enough to look even."""
_TOO_SHORT = 2.0
_WRONG_SHAPE, _ALIKE, _ALONE, _AWKWARD = 400.0, 60.0, 2000.0, 25.0
_PARTICLES = "的和与及等了"
"""Whoever reads aloud would not begin a line with one of these."""
_WORDS = (
    "基层党建工作指导站|党支部|村党组织|党组织|党委会|村级组织|指导员|指导站|标准化|规范化|基层党建|党建工作|组织部|委员会|"
    "办公室|书记|社区|园区|街道|年度|考核|评定|评选|结果|名单|通报|通知|请示|批复|报告|工作|情况|建设|整改|培训|考试|"
    "聘任|续聘|批准|上岗|开展|进行|组织|关于|拟任|品牌|网格|先锋|公开|任前|冬训|轮训|讲坛|讲座|专题|教学|交流|"
    "党务|村务|财务|议事规则|后备人才|年轻|领头雁|片区|外出|考察|党建|人员|季度"
)
_PIECE = re.compile(
    rf"《[^《》]{{1,16}}》|“[^“”]{{1,10}}”|（[^（）]{{1,8}}）"
    rf"|[0-9]+(?:年|月|日|号|名|人|个|批|期|次)?|[A-Za-z]+|第[一二三四五六七八九十]+[批期次届]|{_WORDS}|.",
    re.DOTALL,
)


def title_lines(title: str | Sequence[str], room: float = ROOM) -> tuple[str, ...]:
    """The title in as few lines as hold it, in the shape that reads and looks best.

    Args:
        title: Its text, or the parts of it inside which no line ends where that can be helped.
        room: Full-width characters on a line.
    """
    given = [title] if isinstance(title, str) else [part for part in title if part]
    whole = "".join(given)
    if width_in_characters(whole) <= room or not whole:
        return (whole,)
    pieces = _pieces(title, room)
    alike: tuple[str, ...] = ()
    for count in range(2, _MOST_WEIGHED + 1):
        best = _best(pieces, count, room)
        if best is not None and not _has_alike(best):
            return best
        alike = alike or best or ()
    return alike or tuple(_filled(pieces, room))


def _has_alike(lines: Sequence[str]) -> bool:
    """Two neighbours as long as one another, as where both are full: one line more helps."""
    widths = [width_in_characters(line) for line in lines]
    return any(abs(after - before) < 1 for before, after in pairwise(widths))


def _pieces(title: str | Sequence[str], room: float) -> list[str]:
    """What is not broken: given parts that fit on a line, or words, each with its punctuation."""
    parts = [title] if isinstance(title, str) else list(title)
    pieces: list[str] = []
    for part in parts:
        whole = not isinstance(title, str) and width_in_characters(part) <= room
        pieces += [part] if whole else _fitting(_PIECE.findall(part), room)
    return list(_joined(pieces))


def _fitting(found: Sequence[str], room: float) -> Iterator[str]:
    for piece in found:
        yield from [piece] if width_in_characters(piece) <= room else piece


def _joined(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces with the punctuation that may not stand at the edge of a line between them."""
    held = ""
    for piece in pieces:
        if held and (held[-1] in NOT_AT_END or piece[:1] in NOT_AT_START):
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _best(pieces: Sequence[str], count: int, room: float) -> tuple[str, ...] | None:
    """Of all ways to make so many lines the best; None where none fits."""
    edges = [0.0, *accumulate(map(width_in_characters, pieces))]
    best, cost = None, float("inf")
    for inner in combinations(range(1, len(pieces)), count - 1):
        cuts = (0, *inner, len(pieces))
        widths = [edges[end] - edges[start] for start, end in pairwise(cuts)]
        if max(widths) > room:
            continue
        weighed = _shape_cost(widths) + _reading_cost(pieces, inner)
        if weighed < cost:
            best, cost = cuts, weighed
    if best is None:
        return None
    return tuple("".join(pieces[start:end]) for start, end in pairwise(best))


def _shape_cost(widths: Sequence[float]) -> float:
    """How far lines are from a trapezoid or a rhombus of even steps."""
    steps = [after - before for before, after in pairwise(widths)]
    cost = sum((abs(step) - _GOOD_STEP) ** 2 for step in steps)
    cost += _ALIKE * sum(abs(step) < 1 for step in steps)
    cost += _ALONE * sum(width < _TOO_SHORT for width in widths)
    if any(before < 0 < after for before, after in pairwise(steps)):
        cost += _WRONG_SHAPE  # an hourglass
    return cost


def _reading_cost(pieces: Sequence[str], cuts: Sequence[int]) -> float:
    """Lines had better not begin with a particle."""
    return _AWKWARD * sum(pieces[cut][0] in _PARTICLES for cut in cuts)


def _filled(pieces: Sequence[str], room: float) -> Iterator[str]:
    """Many lines, all about as long, growing by a little: a title nobody should write."""
    total = sum(map(width_in_characters, pieces))
    wanted = total / max(1, -(-total // (room - 1)))
    line, left = "", total
    for piece in pieces:
        width = width_in_characters(line)
        more = width_in_characters(piece)
        full = width >= _TOO_SHORT and (width + more / 2 > wanted and left > _TOO_SHORT)
        if line and (width + more > room or full):
            yield line
            line = ""
        line += piece
        left -= more
    yield line

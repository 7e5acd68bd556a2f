"""What a checklist still lacks before it can be issued; pure, points are tenths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jyguide.documents.dates import tenths_text
from jyguide.standard.checklist import FULL, Criteria, Criterion, Method
from jyguide.standard.kinds import ASPECT_NAMES, Aspect
from jyguide.standard.scoring import allowed_points

MOST_CRITERIA = 300
"""Nobody asks a branch more; a file with more is no checklist."""
LONGEST_TEXT = 500
_LONGEST_CODE = 12
_CODE = re.compile(r"[A-Za-z0-9._\-一-鿿]{1,12}")
_RATIO_UNIT = re.compile(r"[^/／]*[^/／\s][^/／]*[/／][^/／]*[^/／\s][^/／]*")
_LEAST_GRADES = 2
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a checklist cannot be issued yet.

    Attributes:
        code: Of the criterion concerned; empty where it is the checklist as a whole.
        sentence: What is wrong and what to do, in Chinese.
    """

    code: str
    sentence: str


def faults(criteria: Criteria) -> list[Fault]:
    """Everything that bars issuing, the whole first, then criterion by criterion."""
    if not criteria:
        return [Fault("", "还没有一条指标。")]
    found = [Fault("", sentence) for sentence in _of_the_whole(criteria)]
    for one in criteria:
        found.extend(Fault(one.code, sentence) for sentence in _of_one(one))
    return found


def remarks(criteria: Criteria) -> list[Fault]:
    """What does not bar issuing but should be known before."""
    if not criteria:
        return []
    said = []
    if not any(one.veto for one in criteria):
        said.append(Fault("", "没有一票否决项：评定时不会有支部因此列为不合格。"))
    if bare := [one for one in criteria if not one.basis]:
        said.append(
            Fault(bare[0].code, f"有 {len(bare)} 条没有写依据，支部问起来时说不出是哪条规定。")
        )
    said.extend(
        Fault(one.code, f"和 {first} 的内容相同，请看是不是重复了。")
        for one, first in _repeated(criteria)
    )
    return said


def total_points(criteria: Iterable[Criterion]) -> int:
    """What all criteria give together, in tenths."""
    return sum(one.points for one in criteria)


def sum_sentence(points: int) -> str:
    """Whether criteria add up to a hundred points, in words; tenths."""
    if points == FULL:
        return f"合计 {tenths_text(points)} 分，正好"
    word = "多" if points > FULL else "差"
    return f"合计 {tenths_text(points)} 分，{word} {tenths_text(abs(points - FULL))} 分"


def _of_the_whole(criteria: Criteria) -> Iterator[str]:
    total = total_points(criteria)
    if total != FULL:
        word = "多" if total > FULL else "少"
        yield (
            f"各条合计 {tenths_text(total)} 分，比 100 分{word}了 "
            f"{tenths_text(abs(total - FULL))} 分。"
        )
    if len(criteria) > MOST_CRITERIA:
        yield f"共有 {len(criteria)} 条指标，最多 {MOST_CRITERIA} 条。"
    present = {one.aspect for one in criteria}
    for aspect in Aspect:
        if aspect not in present:
            yield f"“{ASPECT_NAMES[aspect]}”还没有一条指标。"
    for code, number in Counter(one.code for one in criteria).items():
        if code and number > 1:
            yield f"编号 {code} 用了 {number} 次，每条指标的编号要不同。"


def _of_one(one: Criterion) -> Iterator[str]:
    yield from _of_words(one)
    if one.points <= 0:
        yield "没有分值。" if one.points == 0 else "分值不能是负数。"
    elif one.points > FULL:
        yield f"分值是 {tenths_text(one.points)} 分，一条指标不能超过 100 分。"
    else:
        yield from _METHODS[one.method](one)
        yield from _of_reach(one)
    if one.veto:
        yield from _of_veto(one)


def _of_words(one: Criterion) -> Iterator[str]:
    if not one.code:
        yield "没有编号。"
    elif not _CODE.fullmatch(one.code):
        yield f"编号“{one.code}”要在 {_LONGEST_CODE} 个字以内，不带空格和符号。"
    if not one.text.strip():
        yield "没有写检查内容。"
    if not any(each.strip() for each in one.evidence):
        yield "没有写看什么材料（佐证）。"
    if any(len(text) > LONGEST_TEXT for text in _texts(one)):
        yield f"有一格超过 {LONGEST_TEXT} 个字，印在表上放不下，请写短一些。"


def _texts(one: Criterion) -> Iterator[str]:
    yield from (one.text, one.guide, one.unit)
    yield from one.evidence
    yield from one.findings
    yield from (grade.label for grade in one.grades)


def _of_yes_no(_one: Criterion) -> Iterator[str]:
    return iter(())


def _of_grades(one: Criterion) -> Iterator[str]:
    points = [grade.points for grade in one.grades]
    if len(points) < _LEAST_GRADES:
        yield "分档评分至少要有两档。"
        return
    if any(not grade.label.strip() for grade in one.grades):
        yield "有一档没有写做到什么样。"
    if points[0] != one.points:
        yield (
            f"最高一档是 {tenths_text(points[0])} 分，和分值 {tenths_text(one.points)} 分不一样。"
        )
    if sorted(set(points), reverse=True) != points:
        yield "各档的分值要从高到低，不能相同。"
    if min(points) < 0:
        yield "有一档的分值是负数。"


def _of_deduction(one: Criterion) -> Iterator[str]:
    if one.each <= 0:
        yield "没有写每次扣几分。"
    if one.cap < 0:
        yield "最多扣几分不能是负数。"
    if one.cap > one.points:
        yield (
            f"最多扣 {tenths_text(one.cap)} 分，超过了这一条的分值 {tenths_text(one.points)} 分。"
        )
    most = one.cap or one.points
    if one.each > most:
        yield f"每次扣 {tenths_text(one.each)} 分，超过了最多扣的 {tenths_text(most)} 分。"
    if not one.unit.strip():
        yield "没有写扣分时数的是什么，例如 次、项、人。"


def _of_ratio(one: Criterion) -> Iterator[str]:
    if not 1 <= one.target <= _PERCENT:
        yield f"得满分的比例是 {one.target}%，要在 1% 到 100% 之间。"
    if not _RATIO_UNIT.fullmatch(one.unit):
        yield "没有写是什么和什么的比例，例如 参加党员/应到党员。"


_METHODS = {
    Method.YES_NO: _of_yes_no,
    Method.GRADED: _of_grades,
    Method.DEDUCTION: _of_deduction,
    Method.RATIO: _of_ratio,
}


def _of_reach(one: Criterion) -> Iterator[str]:
    """Whether the method can give all points; a graded criterion has said so already."""
    if one.method is not Method.GRADED and one.points not in allowed_points(one):
        yield f"按这种评分方式得不到满分 {tenths_text(one.points)} 分。"


def _of_veto(one: Criterion) -> Iterator[str]:
    if one.method is not Method.YES_NO:
        yield "一票否决项要用“是否”评分，才说得清有没有做到。"
    if one.points <= 0:
        yield "一票否决项要有分值。"


def _repeated(criteria: Criteria) -> Iterator[tuple[Criterion, str]]:
    first: dict[str, str] = {}
    for one in criteria:
        words = "".join(one.text.split())
        if words and words in first:
            yield one, first[words]
        else:
            first[words] = one.code

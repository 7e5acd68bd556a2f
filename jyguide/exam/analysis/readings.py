"""Figures of an exam in plain Chinese: words first, the figure after them, doubts beside both.

Limits are the customary ones: discrimination by R. L. Ebel, Essentials of Educational Measurement
(1972, 399); reliability by J. C. Nunnally, Psychometric Theory (1978, 245).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jyguide.exam.analysis import (
    FLAG_NAMES,
    CategoryResult,
    Flag,
    ItemAnalysis,
    OptionShare,
    PaperAnalysis,
    weak,
)
from jyguide.exam.analysis.rounding import hundredths

_EASY, _HARD = 0.9, 0.3
_GOOD, _FAIR, _POOR = 0.4, 0.3, 0.2
_NARROW = 0.05
"""A spread of less than this share of the points says that all did about alike."""


class Mood(StrEnum):
    """What a reading asks of whom reads it."""

    GOOD = "good"
    PLAIN = "plain"
    LOOK = "look"
    """Worth a look."""
    WRONG = "wrong"
    """Something is likely to be wrong."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure.

    Attributes:
        name: Of the figure.
        words: What it means.
        figure: Such as ``67%``; empty where there is none.
        note: What must stand beside it, where it rests on too few.
    """

    name: str
    words: str
    figure: str = ""
    mood: Mood = Mood.PLAIN
    note: str = ""

    @property
    def text(self) -> str:
        """Words, then the figure, then the doubt."""
        figure = f"（{self.name} {self.figure}）".replace("（ ", "（") if self.figure else ""
        note = f"〔{self.note}〕" if self.note else ""
        return f"{self.words}{figure}{note}"


def share_text(share: float | None) -> str:
    """``67%``; a dash where there is none."""
    return "—" if share is None else f"{hundredths(share) * 100:.0f}%"


def figure_text(figure: float | None) -> str:
    """``0.35``, ``-0.12``; a dash where there is none."""
    return "—" if figure is None else f"{hundredths(figure):.2f}"


def points_text(tenths: float | None) -> str:
    """Tenths of a point as ``86.5``; a dash where there is none."""
    return "—" if tenths is None else f"{tenths / 10:.1f}"


PROVISIONAL = "待评的题按暂定分计入，总分、平均分和分数段评完后会变"
"""What holds of every total while answers wait; screen and files say it in the same words."""


def item_readings(item: ItemAnalysis) -> tuple[Reading, ...]:
    """Everything that is to be said about an item, its misbehaviour first."""
    found = [_misled(item, letter) for letter in item.misleading]
    found += [_facility(item), _upper_lower(item), _point_biserial(item)]
    if Flag.ALPHA_RISES in item.flags:
        figure = figure_text(item.alpha_without)
        words = "删去这道题，全卷的分数反而更可靠"
        found.append(Reading("删去后的信度", words, figure, Mood.LOOK, item.note))
    found += _idle(item)
    return tuple(found)


def short_reading(item: ItemAnalysis) -> Reading:
    """The one thing to say about an item in a list; empty words where it is in order."""
    if Flag.NEGATIVE in item.flags:
        words = "得分高的人反而答错，请检查答案和题意"
        return Reading("区分度", words, "", Mood.WRONG, item.note)
    if item.misleading:
        return Reading("选项", _misled(item, item.misleading[0]).words, "", Mood.WRONG, item.note)
    facility = _facility(item)
    if facility.mood is not Mood.PLAIN:
        return facility
    if Flag.ALPHA_RISES in item.flags:
        words = "删去这道题，全卷的分数反而更可靠"
        return Reading("删去后的信度", words, "", Mood.LOOK, item.note)
    by_groups = _upper_lower(item)
    if by_groups.mood is Mood.LOOK:
        return by_groups
    return Reading("", "", note=item.note)


def paper_readings(found: PaperAnalysis) -> tuple[Reading, ...]:
    """Everything that is to be said about a paper."""
    if not found.papers:
        return (Reading("交卷人数", "还没有人交卷", "0"),)
    said = [_passed(found), _level(found), _spread(found), _alpha(found)]
    if found.waiting:
        words = f"{found.waiting} 人有简答题待评阅；{PROVISIONAL}"
        said.insert(0, Reading("待评阅", words, "", Mood.LOOK))
    return tuple(said)


def weak_text(results: Iterable[CategoryResult]) -> str:
    """The weakest categories with their shares and how many items that rests on, or nothing."""
    found = weak(results)
    named = "、".join(
        f"{one.category}（{share_text(one.facility)}，{one.items} 题）" for one in found[:_MOST]
    )
    return f"{named}等 {len(found)} 类" if len(found) > _MOST else named


_MOST = 5
"""So many categories are named; who lacks more begins with these."""


def category_reading(result: CategoryResult) -> Reading:
    """What a class, a person or a station knows of a category."""
    words = (
        "薄弱，宜补课" if result.weak else "掌握较好" if result.facility >= _WELL else "基本掌握"
    )
    mood = Mood.LOOK if result.weak else Mood.PLAIN
    return Reading(result.category, words, share_text(result.facility), mood, result.note)


_WELL = 0.85


def flags_text(item: ItemAnalysis) -> str:
    """The item's misbehaviour in a few words; empty where there is none."""
    return "；".join(FLAG_NAMES[flag] for flag in item.flags)


def history_text(item: ItemAnalysis, exams: int, *, current: bool) -> str:
    """How an item did over all exams that asked it in these words."""
    which = "题目现在的样子" if current else "题目修改以前的样子"
    note = f"〔{item.note}〕" if item.note else ""
    return (
        f"{which}：{exams} 场考试，{item.answered} 人作答，"
        f"得分率 {share_text(item.facility)}，区分度 {figure_text(item.upper_lower)}，"
        f"题总相关 {figure_text(item.point_biserial)}{note}"
    )


def report_text(item: ItemAnalysis, paper: str, letters: str) -> str:
    """What the bank is told of an item that misbehaves: figures, people, the paper."""
    figures = (
        f"{item.answered} 人作答，得分率 {share_text(item.facility)}，"
        f"区分度 {figure_text(item.upper_lower)}（高低分组各 27%），"
        f"题总相关 {figure_text(item.point_biserial)}"
    )
    options = options_text(item)
    misled = "".join(f"{_misled(item, letter).words}。" for letter in item.misleading)
    parts = [
        f"{report_head(paper)}{flags_text(item)}。{misled}{figures}。",
        f"选项（{letters}）：{options}。" if options else "",
        f"{item.note}。" if item.note else "",
    ]
    return "".join(parts)


def report_head(paper: str) -> str:
    """How every report made of an exam's figures begins."""
    return f"《{paper}》答题数据："


def options_text(item: ItemAnalysis) -> str:
    """All options with their shares; nothing chosen only where somebody did so."""
    return "　".join(option_text(one) for one in item.options if one.label or one.count)


def option_text(option: OptionShare) -> str:
    """``A√ 12 人，高分组 75%、低分组 20%``."""
    name = f"{option.label}{'√' if option.right else ''}" if option.label else "未答"
    said = f"{name} {option.count} 人"
    if option.upper is None:
        return said
    return f"{said}（高分组 {share_text(option.upper)}，低分组 {share_text(option.lower)}）"


def _misled(item: ItemAnalysis, letter: str) -> Reading:
    option = next(one for one in item.options if one.label == letter)
    figure = f"高分组 {share_text(option.upper)}，低分组 {share_text(option.lower)}"
    words = f"选 {letter} 的多半是高分者，题目可能有歧义"
    return Reading("", words, figure, Mood.WRONG, item.note)


def _facility(item: ItemAnalysis) -> Reading:
    share, mood = item.facility, Mood.PLAIN
    if share is None:
        words = "还没有作答，看不出难易"
    elif share == 0:
        words, mood = "没有一人得分，请检查答案，或这部分还没有教", Mood.WRONG
    elif share < _HARD:
        words, mood = "偏难，多数人没有答对，宜补课", Mood.LOOK
    elif share > _EASY:
        words, mood = "偏易，几乎人人答对", Mood.LOOK
    else:
        words = "难易适中"
    return Reading("得分率", words, share_text(share), mood, item.note)


def _upper_lower(item: ItemAnalysis) -> Reading:
    figure = item.upper_lower
    words, mood = _separates(figure, "大家的总分一样，分不出高分组和低分组")
    return Reading("区分度", words, figure_text(figure), mood, item.note)


def _point_biserial(item: ItemAnalysis) -> Reading:
    figure = item.point_biserial
    if figure is None:
        words, mood = "这道题人人得分一样，看不出和总成绩的关系", Mood.PLAIN
    elif figure < 0:
        words, mood = "答对这道题的人，其余题目反而答得差", Mood.WRONG
    elif figure < _POOR:
        words, mood = "和其余题目的成绩关系不大", Mood.LOOK
    else:
        words, mood = "答对的人其余题目也答得好", Mood.PLAIN
    return Reading("题总相关", words, figure_text(figure), mood, item.note)


def _separates(figure: float | None, undefined: str) -> tuple[str, Mood]:
    if figure is None:
        return undefined, Mood.PLAIN
    if figure < 0:
        return "得分高的人反而答错，请检查答案和题意", Mood.WRONG
    if figure < _POOR:
        return "区分度低，看不出谁学得好", Mood.LOOK
    if figure < _FAIR:
        return "能分出高低，但不明显", Mood.PLAIN
    if figure < _GOOD:
        return "能分出高低", Mood.PLAIN
    return "很能分出谁学得好", Mood.GOOD


def _idle(item: ItemAnalysis) -> list[Reading]:
    """Wrong options that nobody takes do no work; with few people that means nothing."""
    names = [one.label for one in item.options if one.label and not one.right and not one.count]
    if item.note or not names or not item.answered:
        return []
    return [Reading("选项", f"没有人选 {'、'.join(names)}，起不到干扰作用", "", Mood.LOOK)]


def _passed(found: PaperAnalysis) -> Reading:
    words = f"交卷 {found.papers} 人，合格 {found.passed} 人"
    return Reading("合格率", words, share_text(found.pass_rate))


def _level(found: PaperAnalysis) -> Reading:
    assert found.mean is not None  # noqa: S101 - somebody has handed in
    share = found.mean / found.total_points if found.total_points else 0
    words = "总体偏难" if share < _LOW else "总体偏易" if share > _EASY else "难度适中"
    figure = f"{points_text(found.mean)} 分，中位数 {points_text(found.median)} 分"
    return Reading("平均分", words, figure, note=found.note)


_LOW = 0.5


def _spread(found: PaperAnalysis) -> Reading:
    assert found.spread is not None  # noqa: S101 - somebody has handed in
    narrow = found.spread < _NARROW * found.total_points
    words = "大家成绩接近" if narrow else "成绩有高有低"
    if found.papers == 1:
        words = "只有一份答卷"
    span = f"{points_text(found.lowest)}～{points_text(found.highest)} 分"
    figure = f"{points_text(found.spread)} 分，{span}"
    return Reading("标准差", words, figure, note=found.note)


def _alpha(found: PaperAnalysis) -> Reading:
    alpha = found.alpha
    if alpha is None:
        words = "大家的分数一样，或题目、人数太少，算不出分数是否可靠"
        if found.waiting:
            words = "还有简答题没有评阅，评完才能算出分数是否可靠"
        return Reading("信度", words)
    name = "信度 KR-20" if found.kr20 else "信度 α 系数"
    if alpha < _UNSURE:
        words, mood = "分数带有较大偶然性，不宜据此比较", Mood.LOOK
    elif alpha < _SURE:
        words, mood = "分数大体可靠", Mood.PLAIN
    else:
        words, mood = "分数可靠", Mood.GOOD
    error = f"，一个人的分数约有 ±{points_text(found.error)} 分的误差"
    return Reading(name, words, f"{figure_text(alpha)}{error}", mood, found.note)


_UNSURE, _SURE = 0.5, 0.7

"""Turns the rows under a head into groups of criteria; merged cells tell what belongs together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jyguide.exchange.cell import cell_text, compact
from jyguide.exchange.workbook import Row, Sheet
from jyguide.standard.checklist import Basis, Criterion, Method
from jyguide.standard.kinds import Aspect
from jyguide.standard.sheet.draft import SheetGroup, SheetLine
from jyguide.standard.sheet.heads import Heads, Part
from jyguide.standard.sheet.wording import aspect_of, guessed, is_veto, tenths_of, title_points

_TOTAL = re.compile(r"^(?:合计|总计|总分|小计|共计|满分|总得分|合计得分)")
_SUM = re.compile(r"(?:小计|合计|总计)[:：]?")
_CUT = re.compile(r"[\n；;]+")
_FOOT = re.compile(
    r"^(?:(?:注|备注|说明|填表人|检查人|被检查|检查组|考核人|单位|日期|年月日|签字|签名)"
    r"|[^，。；]{0,12}(?:签字|签名|签章|盖章)[：:])"
)
_BESIDES = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:加分|减分|扣分|加减分|附加分|奖励分)")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What stands under a head.

    Attributes:
        total: What the sheet's own last row says, in tenths.
    """

    groups: tuple[SheetGroup, ...]
    total: int | None
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A criterion whose further rows may still come."""

    number: int
    points: int | None
    texts: list[str]
    parts: dict[Part, list[str]] = field(default_factory=dict)

    def take(self, texts: list[str], parts: dict[Part, str]) -> None:
        """Add what a further row says, each thing once."""
        self.texts.extend(text for text in texts if text not in self.texts)
        for part, text in parts.items():
            kept = self.parts.setdefault(part, [])
            if text and text not in kept:
                kept.append(text)


@dataclass(slots=True)
class _OpenGroup:
    title: str
    stated: int | None
    lines: list[_Open] = field(default_factory=list)


_PARTS = (Part.RULE, Part.GUIDE, Part.EVIDENCE, Part.BASIS, Part.VETO)


class _Gathering:
    """Goes through the rows once."""

    def __init__(self, sheet: Sheet, heads: Heads) -> None:
        self._sheet = sheet
        self._heads = heads
        self.groups: list[_OpenGroup] = []
        self.total: int | None = None

    def run(self) -> None:
        """Take every row under the head."""
        for index in range(self._heads.index + 1, len(self._sheet.rows)):
            row = self._sheet.rows[index]
            first = next((text for value in row if (text := compact(value))), "")
            if not first or self._is_head_again(row):
                continue
            if _TOTAL.match(first) or self._is_subtotal(row):
                self._note_total(row)
            elif not _FOOT.match(first):
                self._take(index, row)

    def _is_head_again(self, row: Row) -> bool:
        """Whether a page begins here; of a head of two rows either is known by its levels."""
        head = self._sheet.rows[self._heads.index]
        told = [column for column in self._heads.levels if compact(head[column])]
        return all(compact(row[column]) == compact(head[column]) for column in told)

    def _is_subtotal(self, row: Row) -> bool:
        """Whether 小计 stands right of a 大项 that is merged over it."""
        return any(_SUM.fullmatch(compact(row[column])) for column in self._heads.levels)

    def _note_total(self, row: Row) -> None:
        """The last such row that gives a number is the sheet's own sum, unless 小计."""
        if any(compact(value).startswith("小计") for value in row):
            return
        found = tenths_of(self._heads.of(row, Part.POINTS))
        self.total = self.total if found is None else found

    def _take(self, index: int, row: Row) -> None:
        levels = [cell_text(row[column]) for column in self._heads.levels]
        points = tenths_of(self._heads.of(row, Part.POINTS))
        parts = {part: cell_text(self._heads.of(row, part)) for part in _PARTS}
        if title := self._title(row, levels):
            self._begin_group(title)
            return
        if len(levels) > 1 and levels[0]:
            self._enter_group(levels[0])
            levels = levels[1:]
        elif len(levels) > 1:
            levels = levels[1:]
        self._take_line(index, points, [text for text in levels if text], parts)

    def _title(self, row: Row, levels: list[str]) -> str:
        """What a row of its own says that names a group: one text, and nothing to score."""
        told = [text for value in row if (text := cell_text(value))]
        if len(told) == 2 and tenths_of(told[1]) == title_points(told[0])[1]:  # noqa: PLR2004 - as points too
            told = told[:1]
        if len(told) != 1:
            return ""
        leads = len(levels) > 1 and levels[0] == told[0]
        return told[0] if leads or _is_titled(told[0]) else ""

    def _begin_group(self, text: str) -> None:
        title, stated = title_points(text)
        self.groups.append(_OpenGroup(" ".join(title.split()), stated))

    def _enter_group(self, text: str) -> None:
        title = " ".join(title_points(text)[0].split())
        if not self.groups or self.groups[-1].title != title:
            self._begin_group(text)

    def _take_line(
        self, index: int, points: int | None, texts: list[str], parts: dict[Part, str]
    ) -> None:
        if not self.groups:
            self.groups.append(_OpenGroup("", None))
        lines = self.groups[-1].lines
        number = self._sheet.row_number(index)
        if lines and self._goes_on(number, points, texts):
            lines[-1].take(texts, parts)
            return
        if texts:
            line = _Open(number, points, [])
            line.take(texts, parts)
            lines.append(line)

    def _goes_on(self, number: int, points: int | None, texts: list[str]) -> bool:
        """Whether a row is part of the criterion above: its points are, or it asks nothing new."""
        column = self._heads.columns.get(Part.POINTS)
        if points is not None and column is not None:
            return (number, column) in self._sheet.continued
        asked = self._heads.levels[-1]
        return not texts or (number, asked) in self._sheet.continued


def count_criteria(sheet: Sheet, heads: Heads) -> int:
    """How many criteria stand under a head; much cheaper than understanding them."""
    gathering = _Gathering(sheet, heads)
    gathering.run()
    return sum(len(group.lines) for group in gathering.groups)


def gather(sheet: Sheet, heads: Heads) -> Gathered:
    """The groups of criteria under a head."""
    gathering = _Gathering(sheet, heads)
    gathering.run()
    groups = tuple(_group(each) for each in gathering.groups)
    bare = [line for group in groups for line in group.lines if not line.criterion.points]
    remarks = (f"有 {len(bare)} 条没有读到分值，导入后请补上。",) if bare else ()
    return Gathered(groups, gathering.total, remarks)


def _group(one: _OpenGroup) -> SheetGroup:
    texts = [text for line in one.lines for text in line.texts]
    aspect, sure = aspect_of(one.title, texts)
    lines = [_line(line, aspect) for line in one.lines]
    if _BESIDES.match(one.title):
        lines = [replace(line, remarks=(*line.remarks, _NOT_COUNTED)) for line in lines]
    return SheetGroup(
        title=one.title, aspect=aspect, sure=sure, stated=one.stated, lines=tuple(lines)
    )


def _line(one: _Open, aspect: Aspect) -> SheetLine:
    said = {part: "\n".join(one.parts.get(part, ())) for part in _PARTS}
    rule = said[Part.RULE]
    guide = "\n".join(filter(None, [said[Part.GUIDE], rule and f"评分：{rule}"]))
    text, points = _asked(one.texts), one.points
    if points is None:
        text, points = title_points(text)
    if points is not None and points < 0:
        points = None  # a 减分项
    written = Criterion(
        code="",
        aspect=aspect,
        text=text,
        points=points or 0,
        guide=said[Part.GUIDE],
        evidence=_cut(said[Part.EVIDENCE]),
        basis=tuple(Basis(text) for text in _cut(said[Part.BASIS])),
    )
    guess = guessed(written, rule)
    criterion = replace(guess.criterion, guide=guide)
    remarks = guess.remarks if points else ("没有读到分值。", *guess.remarks)
    if is_veto(said[Part.VETO]) or "一票否决" in f"{written.text}{rule}":
        kept = replace(criterion, veto=True, method=Method.YES_NO, grades=())
        criterion = replace(kept, each=0, cap=0, unit="", target=100)
        remarks = (*remarks, "一票否决项按“是否”评分。")
    return SheetLine(one.number, criterion, guess.guessed, remarks)


def _asked(texts: list[str]) -> str:
    """What is asked, its 小项 before it: ``场所设置：有贴挂标识牌的办公室``."""
    short = [" ".join(text.split()) for text in texts[:1]]
    if len(texts) > 1 and len(short[0]) <= _LONGEST_NAME:
        return f"{short[0]}：" + "\n".join(texts[1:])
    return "\n".join(texts)


def _cut(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _CUT.split(text) if part.strip())


def _is_titled(text: str) -> bool:
    return bool(_GROUP_NUMBER.match(text)) or title_points(text)[1] is not None


_GROUP_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．\s]")
_LONGEST_NAME = 20
_NOT_COUNTED = "检查表满分 100 分，没有加分、减分项，请删去或并入别的指标。"

"""Which column of a scoring sheet holds what, told by the words over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jyguide.exchange.cell import CellValue, cell_text, compact
from jyguide.exchange.workbook import Row, Sheet

SEARCHED_ROWS = 30
"""Titles and fill-in lines above a head are few."""


class Part(StrEnum):
    """What a column of a scoring sheet can hold."""

    LEVEL = "level"
    """A step of the hierarchy: the leftmost is the 大项, the rightmost what is asked."""
    POINTS = "points"
    GOT = "got"
    RULE = "rule"
    GUIDE = "guide"
    EVIDENCE = "evidence"
    BASIS = "basis"
    VETO = "veto"
    NUMBER = "number"
    REMARK = "remark"


_WORDS: Mapping[Part, tuple[str, ...]] = {
    Part.VETO: ("一票否决", "否决项", "否决"),
    Part.EVIDENCE: (
        "佐证材料", "佐证", "印证材料", "支撑材料", "证明材料", "需提供材料", "台账资料",
        "查阅资料", "所需资料", "材料清单",
    ),
    Part.BASIS: ("依据", "制度依据", "政策依据", "法规依据", "文件依据", "党内法规"),
    Part.GUIDE: (
        "考核办法", "考核方法", "考核方式", "检查方法", "检查办法", "检查方式", "考评方式",
        "考评办法", "考评方法", "验收方法", "验收办法", "评价方式", "办法", "方法",
    ),
    Part.RULE: (
        "评分标准", "评分办法", "评分细则", "评分方法", "计分办法", "计分标准", "扣分标准",
        "扣分办法", "扣分细则", "扣分说明", "得分标准", "赋分标准", "赋分办法", "打分标准",
        "扣奖", "加减分",
    ),
    Part.POINTS: ("标准分", "分值", "满分", "分数", "权重", "标准分值", "基本分", "基准分", "分"),
    Part.GOT: (
        "得分", "考评得分", "自评分", "自评得分", "自查得分", "考核得分", "评分", "扣分",
        "实得分", "打分", "互查得分", "评定得分",
    ),
    Part.NUMBER: ("序号", "编号", "号"),
    Part.REMARK: ("备注", "说明", "责任单位", "责任人", "扣分原因", "存在问题"),
    Part.LEVEL: (
        "考核项目", "考评项目", "考核内容", "考评内容", "检查内容", "检查项目", "考核指标",
        "指标", "类别", "大项", "小项", "项目", "内容", "考核类别", "一级指标", "二级指标",
        "三级指标", "考核要点", "要点", "考核要点及分值分解", "要点与扣分", "建设内容",
        "建设标准", "工作要求", "标准", "具体内容", "具体要求", "考核标准", "创建标准",
        "评价内容", "评价指标", "方面", "六方面", "考核事项", "事项", "验收标准", "验收内容",
        "考核要求", "主要内容",
    ),
}  # fmt: skip

_MEANT = {word: part for part, words in _WORDS.items() for word in words}
_INSIDE: tuple[tuple[str, Part], ...] = (
    ("内容及", Part.LEVEL),
    ("内容和", Part.LEVEL),
    ("内容与", Part.LEVEL),
    ("否决", Part.VETO),
    ("佐证", Part.EVIDENCE),
    ("依据", Part.BASIS),
    ("得分", Part.GOT),
    ("分值", Part.POINTS),
    ("扣分", Part.RULE),
    ("评分", Part.RULE),
    ("办法", Part.GUIDE),
    ("方法", Part.GUIDE),
    ("方式", Part.GUIDE),
    ("内容", Part.LEVEL),
    ("项目", Part.LEVEL),
    ("指标", Part.LEVEL),
    ("要点", Part.LEVEL),
    ("标准", Part.LEVEL),
)
"""What a head means that is none of the words above but holds one of these."""
_LONGEST_HEAD = 16
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Heads:
    """The head of a scoring sheet.

    Attributes:
        index: Position of its lowest row in ``Sheet.rows``.
        levels: Columns of the hierarchy from left to right, the last being what is asked.
        columns: Column of every other part.
    """

    index: int
    levels: tuple[int, ...]
    columns: Mapping[Part, int]

    def of(self, row: Row, part: Part) -> CellValue:
        """The cell of a part, or None where the sheet has no such column."""
        column = self.columns.get(part)
        return None if column is None else row[column]


def part_of(value: CellValue) -> Part | None:
    """What a head means, or None."""
    words = head_text(value)
    if not words or len(words) > _LONGEST_HEAD:
        return None
    if found := _MEANT.get(words):
        return found
    return next((part for inside, part in _INSIDE if inside in words), None)


def head_text(value: CellValue) -> str:
    """A head without blanks and what stands in brackets, ``分 值（100分）`` as ``分值``."""
    words = compact(value).strip("*:：")
    for bracket in "(（[【":
        words = words.split(bracket)[0] or words
    return words


def find_heads(sheet: Sheet) -> Heads | None:
    """The head, or None where no row says what is asked and what it gives."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        parts = {part for value in row if (part := part_of(value)) is not None}
        if Part.LEVEL not in parts or not parts & {Part.POINTS, Part.GOT, Part.RULE}:
            continue
        if len(parts) < _FEWEST:
            continue
        follows = best is not None and index == best[1] + 1 and len(parts) >= best[0]
        if best is None or len(parts) > best[0] or follows:
            best = len(parts), index
    return None if best is None else _heads(sheet, best[1])


def _heads(sheet: Sheet, index: int) -> Heads:
    levels: list[int] = []
    columns: dict[Part, int] = {}
    below = sheet.rows[index + 1 :]
    for column, value in enumerate(sheet.rows[index]):
        part = part_of(value)
        if part is Part.LEVEL or (part is None and _is_spare_level(column, value, levels, below)):
            levels.append(column)
        elif part is not None:
            columns.setdefault(_settled(part, column, columns, below), column)
    if Part.POINTS in columns:
        columns[Part.POINTS] = _finest_points(sheet, index)
    return Heads(index, tuple(levels), _with_points(columns, below))


def _finest_points(sheet: Sheet, index: int) -> int:
    """Of several columns of points the one with most of its own: another is of the 大项."""
    head = sheet.rows[index]
    found = [column for column, value in enumerate(head) if part_of(value) is Part.POINTS]

    def own(column: int) -> int:
        return sum(
            _is_number(sheet.rows[at][column])
            and (sheet.row_number(at), column) not in sheet.continued
            for at in range(index + 1, len(sheet.rows))
        )

    return max(found, key=own)


def _is_spare_level(
    column: int, value: CellValue, levels: Sequence[int], below: Sequence[Row]
) -> bool:
    """A column without head right of one of the hierarchy: the head was merged over both."""
    beside = bool(levels) and levels[-1] == column - 1
    return beside and not cell_text(value) and _texts(below, column) > 0


def _settled(part: Part, column: int, columns: Mapping[Part, int], below: Sequence[Row]) -> Part:
    """扣分 and 评分 over words are the rule; over numbers or nothing they are to be filled in."""
    if part is Part.GOT and Part.RULE not in columns and 3 * _texts(below, column) > len(below):
        return Part.RULE
    return part


def _with_points(columns: Mapping[Part, int], below: Sequence[Row]) -> dict[Part, int]:
    """A sheet that has no 分值 but numbers under 得分 means those."""
    kept = dict(columns)
    got = kept.get(Part.GOT)
    if Part.POINTS not in kept and got is not None and _numbers(below, got) > 0:
        kept[Part.POINTS] = got
    return kept


def _texts(rows: Sequence[Row], column: int) -> int:
    return sum(isinstance(row[column], str) and not _is_number(row[column]) for row in rows)


def _numbers(rows: Sequence[Row], column: int) -> int:
    return sum(_is_number(row[column]) for row in rows)


def _is_number(value: CellValue) -> bool:
    return compact(value).removesuffix("分").replace(".", "", 1).isdecimal()

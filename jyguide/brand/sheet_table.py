"""The jury's sheets of one vote as a table: a row a juror, a column a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from jyguide.brand.scheme import Candidate, JuryGroup
from jyguide.brand.sheet import Mark, Sheet, Word, mark_text, own_unit, read_mark, same_name
from jyguide.brand.vote import VoteRow
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.exchange.cell import CellError, CellValue, cell_text
from jyguide.exchange.table.plan import PlannedRow, changes_between, refused_for
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.table.spec import TableColumn, TableSpec

JUROR, GROUP, UNIT = "juror", "group", "unit"
HEADS = ("评委", "评委组", "评委单位")


def _plain(value: CellValue) -> str:
    return " ".join(cell_text(value).split())


def _group(groups: Sequence[JuryGroup], value: CellValue) -> str:
    text = same_name(cell_text(value))
    for group in groups:
        if text in (same_name(group.name), same_name(group.code)):
            return group.code
    if not text:
        return ""
    names = "、".join(group.name for group in groups)
    raise CellError(f"没有“{cell_text(value)}”这个评委组，可以填：{names}")


def _mark(full_points: int, value: CellValue) -> Mark | None:
    try:
        mark = read_mark(cell_text(value), full_points)
    except RuleError as error:
        raise CellError(error.message.rstrip("。")) from error
    return None if mark is Word.GAP else mark


def _shown(value: Mark | None) -> str:
    return "" if value is None else mark_text(value)


def column_names(candidates: Sequence[Candidate]) -> list[str]:
    """What the columns are called: the brand, with its organisation where two have one name."""
    names = [same_name(one.name) for one in candidates]
    return [
        f"{one.name}（{one.organisation}）" if names.count(name) > 1 else one.name
        for one, name in zip(candidates, names, strict=True)
    ]


def sheet_spec(vote: VoteRow) -> TableSpec:
    """Columns of the sheets of one vote."""
    scheme = vote.facts.scheme
    groups = scheme.groups
    full = tenths_text(scheme.full_points)
    return TableSpec(
        f"jury-{vote.id}",
        "评分表",
        "张评分表",
        (
            TableColumn(
                JUROR,
                HEADS[0],
                ("姓名", "评委姓名", "评审人"),
                required=True,
                read=_plain,
                how="评委姓名；同名的加单位区分",
                example="张明",
            ),
            TableColumn(
                GROUP,
                HEADS[1],
                ("组别", "评委类别", "组"),
                required=True,
                read=partial(_group, groups),
                shown=lambda code: next((g.name for g in groups if g.code == code), ""),
                how="从下拉列表中选",
                example=groups[0].name if groups else "",
                choices=tuple(group.name for group in groups),
                width=16,
            ),
            TableColumn(
                UNIT,
                HEADS[2],
                ("单位", "工作单位", "所在单位"),
                read=_plain,
                how="评委所在的组织或镇街：本单位的品牌由他回避",
                width=22,
            ),
            *(
                TableColumn(
                    one.key.hex,
                    name,
                    read=partial(_mark, scheme.full_points),
                    shown=_shown,
                    how=f"0 到 {full} 分，最多一位小数；弃评填“弃评”，需要回避填“回避”",
                    example="",
                    width=max(10, len(name) * 2),
                )
                for one, name in zip(vote.candidates, column_names(vote.candidates), strict=True)
            ),
        ),
    )


class SheetComparison:
    """Rows of a file beside the sheets there are."""

    def __init__(
        self, vote: VoteRow, spec: TableSpec, sheets: Iterable[Sheet], rows: Sequence[ReadRow]
    ) -> None:
        self._vote = vote
        self._spec = spec
        self._known = {same_name(one.juror): one for one in sheets}
        self._first: dict[str, int] = {}
        for row in rows:
            self._first.setdefault(same_name(row.values[JUROR]), row.row)

    def compare(self, row: ReadRow) -> PlannedRow:
        """One row with its fate."""
        name = same_name(row.values[JUROR])
        if self._first[name] != row.row:
            reason = f"评委在第 {self._first[name]} 行已经有一张评分表"
            return self._refused(row, JUROR, reason, double=True)
        known = self._known.get(name)
        for one in self._vote.candidates:
            given = row.values.get(one.key.hex)
            sheet = sheet_from(row.values, self._vote, known)
            if isinstance(given, int) and (why := own_unit(sheet, one)):
                return self._refused(row, one.key.hex, f"评委{why}，应当回避，这一分不能登记")
        changes = changes_between(row.values, partial(_kept, known, self._vote)) if known else ()
        return PlannedRow(row.sheet, row.row, row.values, known, changes)

    def _refused(self, row: ReadRow, key: str, reason: str, *, double: bool = False) -> PlannedRow:
        values = {one: self._spec.by_key[one].shown(value) for one, value in row.values.items()}
        return refused_for(self._spec, row, values, (key, reason), double=double)


def _kept(known: Sheet, vote: VoteRow, key: str) -> Any:
    if key in (JUROR, GROUP, UNIT):
        return getattr(known, key)
    for one in vote.candidates:
        if one.key.hex == key:
            mark = known.mark(one)
            return None if mark is Word.GAP else mark
    raise KeyError(key)


def sheet_from(values: Mapping[str, Any], vote: VoteRow, known: Sheet | None) -> Sheet:
    """The sheet with what a row says written over what is kept; points of an own unit stay out."""
    sheet = Sheet(
        juror=values.get(JUROR) or (known.juror if known else ""),
        group=values.get(GROUP) or (known.group if known else ""),
        unit=values.get(UNIT) or (known.unit if known else ""),
        points=known.points if known else {},
        conflicts=known.conflicts if known else frozenset(),
        key=known.key if known else None,
        version=known.version if known else "",
    )
    for one in vote.candidates:
        if own_unit(sheet, one):
            sheet = sheet.marked(one, Word.GAP)
        elif (mark := values.get(one.key.hex)) is not None:
            sheet = sheet.marked(one, mark)
    return sheet

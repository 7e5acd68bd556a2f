"""Scores of one inspection from a small file: JSON, CSV or a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import SETTINGS
from jyguide.exchange.boundary.nested import read_json
from jyguide.exchange.cell import cell_text, compact
from jyguide.exchange.file_bytes import read_bytes
from jyguide.exchange.workbook import read_workbook
from jyguide.standard.answering import NOT_APPLICABLE
from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.scoring import Score, points_for

HEADS = ("编号", "得分", "问题")
_ASIDE = frozenset({NOT_APPLICABLE, "N", "n", "/", "无此项"})
_HINT = (
    'JSON 如 {"A01": 2, "A02": {"points": 1.5, "finding": "…"}}；表格须有“编号”“得分”“问题”三列。'
)


def read_scores(path: Path, criteria: Criteria) -> dict[str, Score]:
    """What a file says, by the code of the criterion; what it does not name is not said.

    JSON is an object by code: points, ``"不适用"``, or an object of `points` or `value` (see
    `Score.value`), `applies`, `finding`. A table has the columns of `HEADS`.

    Raises:
        FileError: missing, damaged, of another form, a code that the checklist does not have, or
            points finer than tenths.
    """
    said = _from_json(path) if path.suffix.lower() == ".json" else dict(_from_table(path))
    asked = {one.code: one for one in criteria}
    found: dict[str, Score] = {}
    for code, what in said.items():
        if code not in asked:
            raise _unfit(path, f"检查表里没有编号“{code}”")
        found[code] = _score(asked[code], what, path)
    return found


def _from_json(path: Path) -> Mapping[str, Any]:
    try:
        said = read_json(read_bytes(path, SETTINGS).decode("utf-8-sig"), SETTINGS.depth)
    except ValueError as error:
        raise _unfit(path, "不是完整的 JSON") from error
    if not isinstance(said, dict):
        raise _unfit(path, "不是按编号写的得分")
    return said


def _from_table(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    sheet = read_workbook(path)[0]
    heads = [compact(value) for value in sheet.rows[0]]
    if not set(HEADS) <= set(heads):
        raise _unfit(path, "第一行没有“编号”“得分”“问题”三列")
    code_at, points_at, finding_at = map(heads.index, HEADS)
    for row in sheet.rows[1:]:
        if code := compact(row[code_at]):
            yield code, {"points": row[points_at], "finding": cell_text(row[finding_at])}


def _score(criterion: Criterion, said: Any, path: Path) -> Score:
    told = said if isinstance(said, dict) else {"points": said}
    finding, points = str(told.get("finding", "")).strip(), told.get("points")
    if told.get("applies") is False or (isinstance(points, str) and points.strip() in _ASIDE):
        return Score(applies=False, finding=finding)
    if "value" in told:
        return _counted(criterion, told["value"], finding, path)
    if points is None or str(points).strip() == "":
        return Score(finding=finding)
    return Score(_tenths(criterion, points, path), finding=finding)


def _counted(criterion: Criterion, value: Any, finding: str, path: Path) -> Score:
    try:
        figures = tuple(int(each) for each in value)
        return Score(points_for(criterion, figures), figures, finding=finding)
    except (TypeError, ValueError) as error:
        raise _unfit(path, f"{criterion.code} 的 value 不合评分办法") from error


def _tenths(criterion: Criterion, points: Any, path: Path) -> int:
    try:
        tenths = round(float(points) * 10)
        exact = abs(tenths - float(points) * 10) < 1e-6  # noqa: PLR2004 - a binary fraction
    except (TypeError, ValueError, OverflowError) as error:
        raise _unfit(path, f"{criterion.code} 的得分“{points}”不是数") from error
    if not exact:
        raise _unfit(path, f"{criterion.code} 的得分“{points}”超过一位小数")
    return tenths


def _unfit(path: Path, why: str) -> FileError:
    return FileError(f"“{path.name}”{why}，没有录入。", hint=_HINT)

"""A blueprint as a file, TOML or JSON: written by one office, drawn from by another.

```toml
name = "结业考试"
minutes = 60
pass = 60                # 分，或写 "60%"
shuffle = true           # 打乱选项
avoid_papers = 2         # 不用最近几份试卷出过的题
allow_alike = false      # 是否允许相近的题同卷

[rule]                   # 评分规则；不写用默认
multiple = "half_when_incomplete"

[[lines]]
kind = "单选题"          # 或 single
count = 20
points = 2
category = "党费管理"    # 不写为不限
difficulty = "难"        # 易、中、难或 1、2、3；不写为不限
```
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from jyguide.bank.item import ItemKind
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES
from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE, PRACTICE_FIELD
from jyguide.errors import FileError, RuleError
from jyguide.exam.composing.blueprint import MOST_AVOIDED, Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.points import Points, format_points, parse_points
from jyguide.exchange.boundary.limits import SETTINGS
from jyguide.exchange.boundary.nested import read_json, read_toml
from jyguide.exchange.file_bytes import read_bytes

T = TypeVar("T")
_KINDS = {name: kind for kind, name in KIND_NAMES.items()} | {
    kind.value: kind for kind in ItemKind
}
_DIFFICULTIES: dict[Any, int] = (
    {"": 0, 0: 0, "不限": 0}
    | {name: level for level, name in DIFFICULTY_NAMES.items()}
    | {level: level for level in DIFFICULTY_NAMES}
)
_HEAD = {"name", "minutes", "pass", "shuffle", "avoid_papers", "allow_alike", "rule", "lines"}
_LINE = {"kind", "count", "points", "category", "difficulty"}
_MOST = {"count": 999, "minutes": 600, "avoid_papers": MOST_AVOIDED}


def read_blueprint(path: Path) -> BlueprintPlan:
    """The blueprint in a file; one that does not end in .json is read as TOML.

    Raises:
        FileError: it cannot be read, or says something that is no blueprint; what and where
            stands in the sentence.
    """
    try:
        return _plan(_parsed(path))
    except _FaultError as fault:
        raise FileError(
            f"蓝图文件“{path.name}”看不懂：{fault}。没有改动。",
            hint="写法见 jyguide exam blueprint export 写出的文件。",
        ) from fault


def write_blueprint(plan: BlueprintPlan, path: Path) -> None:
    """Write a blueprint, as JSON where the name ends in .json, else as TOML.

    Raises:
        FileError: the file cannot be written; it is then as it was before.
    """
    data = _data(plan)
    is_json = path.suffix.lower() == ".json"
    if is_json:
        text = json.dumps(PRACTICE.fields() | data, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(f"# {line}\n" for (line,) in PRACTICE.lines()) + _toml(data)
    with replace_when_whole(path) as part:
        part.write_text(text, "utf-8")


class _FaultError(ValueError):
    """What is wrong with the content, in Chinese."""


def _parsed(path: Path) -> Any:
    data = read_bytes(path, SETTINGS)
    read = read_json if path.suffix.lower() == ".json" else read_toml
    try:
        return read(data.decode("utf-8-sig"), SETTINGS.depth)
    except UnicodeDecodeError as fault:
        raise _FaultError("文字编码不是 UTF-8") from fault
    except ValueError as fault:
        raise _FaultError(f"格式不对（{fault}）") from fault


def _plan(data: Any) -> BlueprintPlan:
    if not isinstance(data, Mapping):
        raise _FaultError("里面不是一份蓝图")
    _only(data, _HEAD | {PRACTICE_FIELD}, "")
    lines: list[Any] = _get(data, "lines", list, "", [])
    if not lines:
        raise _FaultError("没有 lines，即各题型要几道、每道几分")
    parsed = tuple(_line(line, f"第 {at} 行要求的 ") for at, line in enumerate(lines, start=1))
    total = sum(line.count * line.points for line in parsed)
    blueprint = Blueprint(
        parsed,
        _pass_points(data.get("pass", "60%"), total),
        _whole(data, "minutes", "", 60, least=1),
        _get(data, "shuffle", bool, "", True),  # noqa: FBT003 - the default of a key
        _whole(data, "avoid_papers", "", 0),
        _get(data, "allow_alike", bool, "", False),  # noqa: FBT003 - as above
    )
    return BlueprintPlan(_get(data, "name", str, "", "组卷蓝图"), blueprint, _rule(data))


def _line(line: Any, where: str) -> BlueprintLine:
    if not isinstance(line, Mapping):
        raise _FaultError(f"{where}写法不对")
    _only(line, _LINE, where)
    kind = _KINDS.get(str(line.get("kind")))
    if kind is None or kind is ItemKind.ORAL:
        raise _FaultError(f"{where}kind 应是{'、'.join(_names())}之一")
    difficulty = line.get("difficulty", 0)
    if not isinstance(difficulty, int | str) or difficulty not in _DIFFICULTIES:
        raise _FaultError(f"{where}difficulty 应是易、中、难，或不写")
    points = _points(line.get("points"), f"{where}points")
    if not points:
        raise _FaultError(f"{where}points 要大于 0")
    return BlueprintLine(
        kind,
        _whole(line, "count", where, None, least=1),
        points,
        _get(line, "category", str, where, ""),
        _DIFFICULTIES[difficulty],
    )


def _rule(data: Mapping[str, Any]) -> MarkingRule:
    said: dict[str, Any] = _get(data, "rule", dict, "", {})
    try:
        return MarkingRule.from_json(json.dumps(json.loads(MarkingRule().to_json()) | said))
    except RuleError as fault:
        raise _FaultError("rule 里的评分规则不认识") from fault


def _pass_points(said: Any, total: Points) -> Points:
    """In points, or as a share of the total such as ``"60%"``; a broken tenth counts whole."""
    if isinstance(said, str) and said.strip().endswith(("%", "％")):
        percent = said.strip()[:-1]
        if not percent.isdecimal() or int(percent) > 100:  # noqa: PLR2004 - per cent
            raise _FaultError("pass 的百分比不对")
        return -(-total * int(percent) // 100)
    return _points(said, "pass")


def _points(said: Any, what: str) -> Points:
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        raise _FaultError(f"{what} 没有写，或不是分值")
    try:
        return parse_points(str(said))
    except RuleError as fault:
        raise _FaultError(f"{what} 不是分值：应是 0 或正数，最多一位小数") from fault


def _whole(
    data: Mapping[str, Any], name: str, where: str, default: int | None, *, least: int = 0
) -> int:
    said = data.get(name, default)
    if isinstance(said, bool) or not isinstance(said, int) or not least <= said <= _MOST[name]:
        raise _FaultError(f"{where}{name} 应是 {least} 到 {_MOST[name]} 的整数")
    return said


def _get(data: Mapping[str, Any], name: str, kind: type[T], where: str, default: T) -> T:
    said = data.get(name, default)
    if not isinstance(said, kind):
        raise _FaultError(f"{where}{name} 的写法不对")
    return said


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    """Refuse what we would pass over: a misspelt key must not make another paper."""
    strange = sorted(set(data) - known)
    if strange:
        raise _FaultError(f"{where}“{strange[0]}”不认识")


def _names() -> Sequence[str]:
    return [name for kind, name in KIND_NAMES.items() if kind is not ItemKind.ORAL]


def _data(plan: BlueprintPlan) -> dict[str, Any]:
    blueprint = plan.blueprint
    return {
        "name": plan.name,
        "minutes": blueprint.minutes,
        "pass": _number(blueprint.pass_points),
        "shuffle": blueprint.shuffle_options,
        "avoid_papers": blueprint.avoid_papers,
        "allow_alike": blueprint.allow_alike,
        "rule": json.loads(plan.rule.to_json()),
        "lines": [
            {
                "kind": KIND_NAMES[line.kind],
                "count": line.count,
                "points": _number(line.points),
                **({"category": line.category} if line.category else {}),
                **({"difficulty": DIFFICULTY_NAMES[line.difficulty]} if line.difficulty else {}),
            }
            for line in blueprint.lines
        ],
    }


def _number(points: Points) -> int | float:
    return float(format_points(points)) if points % 10 else points // 10


def _toml(data: Mapping[str, Any]) -> str:
    """Scalars first, then the table of the rule, then a table a line."""
    tables = ("rule", "lines")
    said = [_pair(key, value) for key, value in data.items() if key not in tables]
    said += ["", "[rule]", *(_pair(key, value) for key, value in data["rule"].items())]
    for line in data["lines"]:
        said += ["", "[[lines]]", *(_pair(key, value) for key, value in line.items())]
    return "\n".join(said) + "\n"


def _pair(key: str, value: Any) -> str:
    """A string of JSON is one of TOML too; so are numbers and truth values."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")

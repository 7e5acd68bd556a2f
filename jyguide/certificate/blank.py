"""Where the words of a certificate stand on a blank that was bought printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from jyguide.errors import RuleError


@dataclass(frozen=True, slots=True)
class BlankField:
    """Place of one field.

    Attributes:
        x: Of the left edge from that of the paper, in tenths of a millimetre.
        y: Of the upper edge of the first line from that of the paper, likewise.
        width: Within which the text breaks and is aligned, likewise; 0 takes the field out.
        size: Of the type, in tenths of a point; of a picture (photo, code) its height in tenths
            of a millimetre.
    """

    x: int
    y: int
    width: int
    size: int = 160
    align: Literal["left", "center", "right"] = "left"


PAPERS: Mapping[str, tuple[int, int]] = {
    "A4 横": (2970, 2100),
    "A4 竖": (2100, 2970),
    "A3 横": (4200, 2970),
    "A3 竖": (2970, 4200),
    "A5 横": (2100, 1480),
    "A5 竖": (1480, 2100),
}
"""Width and height in tenths of a millimetre."""

_A4 = (2970, 2100)
_FIRST = {
    "姓名": BlankField(520, 760, 620, 220, "center"),
    "正文": BlankField(420, 930, 2130, 180),
    "发证单位": BlankField(1600, 1560, 950, 160, "center"),
    "发证日期大写": BlankField(1600, 1680, 950, 150, "center"),
    "编号": BlankField(420, 1750, 900, 110),
    "二维码": BlankField(420, 1450, 260, 260),
}
"""Where fields stand on a new blank of A4 across; shrunk or grown with the paper."""

SMALLEST_PAPER, LARGEST_PAPER = 500, 4200
_SMALLEST_TYPE, _LARGEST_TYPE = 50, 900
_CODE, _LEAST_CODE = "二维码", 200
"""Field, and tenths of a millimetre: a smaller code is not read off a scan at 150 dpi."""
_SMALLEST_PICTURE, _LARGEST_PICTURE = 100, 1500
FARTHEST_OFFSET = 300
"""Tenths of a millimetre by which a printer may be off."""


def drawable(
    width: int, height: int, fields: Mapping[str, BlankField]
) -> tuple[int, int, dict[str, BlankField]]:
    """A blank that came by a file, without what nobody could draw.

    Returns:
        Width and height in tenths of a millimetre, A4 across where they are none, and the fields
        whose place lies on paper at all.
    """
    sane = all(SMALLEST_PAPER <= side <= LARGEST_PAPER for side in (width, height))
    paper = (width, height) if sane else _A4
    kept = {name: one for name, one in fields.items() if _can_be_drawn(one)}
    return *paper, kept


def _can_be_drawn(one: BlankField) -> bool:
    places = all(0 <= place <= LARGEST_PAPER for place in (one.x, one.y, one.width))
    return places and 0 < one.size <= _LARGEST_PICTURE


def first_fields(width: int, height: int) -> dict[str, BlankField]:
    """Fields of a new blank of this size in tenths of a millimetre."""
    across, down = width / _A4[0], height / _A4[1]
    share = min(across, down, 1.0)
    made = {
        name: replace(
            one,
            x=round(one.x * across),
            y=round(one.y * down),
            width=round(one.width * across),
            size=max(_SMALLEST_TYPE, round(one.size * share)),
        )
        for name, one in _FIRST.items()
    }
    code = made[_CODE]
    side = max(_LEAST_CODE, code.size)
    made[_CODE] = replace(code, width=side, size=side, y=min(code.y, height - side))
    return made


def new_field(picture: bool) -> BlankField:  # noqa: FBT001 - one of two kinds
    """A field that is put on a blank, near its upper left corner."""
    return BlankField(200, 200, 300, 350) if picture else BlankField(200, 200, 800, 160)


def check_blank(
    width: int, height: int, fields: Mapping[str, BlankField], pictures: tuple[str, ...]
) -> None:
    """Refuse what no printer can print.

    Args:
        width: Of the paper, in tenths of a millimetre.
        height: Likewise.
        fields: By name.
        pictures: Names of fields that are pictures.

    Raises:
        RuleError: the paper is too small or large, a field lies outside it, or there is none.
    """
    if not all(SMALLEST_PAPER <= one <= LARGEST_PAPER for one in (width, height)):
        raise RuleError(
            "纸张的宽和高应在 50 到 420 毫米之间，没有保存。", hint="请用尺量一量空白证书。"
        )
    placed = {name: one for name, one in fields.items() if one.width}
    if not placed:
        raise RuleError("纸上还没有放任何字段，没有保存。", hint="请至少放上“姓名”。")
    for name, one in placed.items():
        _check_field(name, one, (width, height), picture=name in pictures)


def _check_field(name: str, one: BlankField, paper: tuple[int, int], *, picture: bool) -> None:
    width, height = paper
    if one.width < 0 or not (0 <= one.x <= width - one.width and 0 <= one.y < height):
        raise RuleError(
            f"“{name}”超出了纸张（左 {one.x / 10:g}、上 {one.y / 10:g}、"
            f"宽 {one.width / 10:g} 毫米），没有保存。",
            hint="左边加宽度不能超过纸宽，上边不能超过纸高。",
        )
    if name == _CODE and min(one.width, one.size) < _LEAST_CODE:
        raise RuleError(
            f"“{name}”小于 {_LEAST_CODE / 10:g} 毫米见方，扫码枪读不出，没有保存。",
            hint="请把宽和高都放大，最好 26 毫米。",
        )
    least, most = (
        (_SMALLEST_PICTURE, _LARGEST_PICTURE) if picture else (_SMALLEST_TYPE, _LARGEST_TYPE)
    )
    if not least <= one.size <= most:
        unit = "图片的高" if picture else "字号"
        mark = "毫米" if picture else "磅"
        raise RuleError(
            f"“{name}”的{unit}应在 {least / 10:g} 到 {most / 10:g} {mark}之间，没有保存。",
            hint="请改一改再保存。",
        )
    if picture and one.y + one.size > height:
        raise RuleError(f"“{name}”的下边超出了纸张，没有保存。", hint="请往上移，或改小一些。")

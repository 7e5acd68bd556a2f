"""The five typefaces of official documents, and what stands in where one is not installed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class FontRole(StrEnum):
    """What a typeface is for: by GB/T 9704 小标宋 for titles, 仿宋 for text, 宋体 for numbers."""

    TITLE = "title"
    BODY = "body"
    KAI = "kai"
    HEI = "hei"
    SONG = "song"


@dataclass(frozen=True, slots=True)
class FontChain:
    """Names of one typeface, best first.

    Attributes:
        office: Names under which office PCs know the typeface; Word is given the first.
        stand_ins: Free families that resemble it, for PCs that have none of them.
        heavy: The stand-in must be set bold to be as dark as the real face.
    """

    office: tuple[str, ...]
    stand_ins: tuple[str, ...]
    heavy: bool = False


_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "宋体", "SimSun")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "微软雅黑", "Microsoft YaHei")

FONTS: dict[FontRole, FontChain] = {
    FontRole.TITLE: FontChain(
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        _SERIF,
        heavy=True,
    ),
    FontRole.BODY: FontChain(("仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong"), _SERIF),
    FontRole.KAI: FontChain(("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi"), _SERIF),
    FontRole.HEI: FontChain(("黑体", "SimHei"), _SANS),
    FontRole.SONG: FontChain(("宋体", "SimSun"), _SERIF),
}


def word_font(role: FontRole) -> str:
    """The name written into Word files; what stands in there is named in the blank template."""
    return FONTS[role].office[0]


_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WITH_GBK = {FontRole.BODY: "仿宋", FontRole.KAI: "楷体", FontRole.HEI: "黑体"}
"""Designs that every Chinese Windows has with the characters of GBK."""
_PLAIN, _BEYOND = "宋体", "SimSun-ExtB"


@lru_cache(maxsize=65536)
def word_stand_in(role: FontRole, character: str) -> str:
    """What Word is told for an ideograph outside the role's typeface; nothing for all others.

    仿宋_GB2312 and its kin end with GB 2312, and names do not (喆, 珺, 堃): those of GBK are in
    the same design of Windows, the rest of the first plane in 宋体, those beyond in its extension.
    """
    if not _IDEOGRAPH.match(character) or _in(character, "gb2312"):
        return ""
    if character > "\uffff":
        return _BEYOND
    return _WITH_GBK.get(role, _PLAIN) if _in(character, "gbk") else _PLAIN


def _in(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True

"""Which typefaces of official documents are installed here, and what stands in for the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.documents.fonts import FONTS, FontRole
from jyguide.documents.rare import Coverage, Rare

HasFamily = Callable[[str], bool]
"""Whether a typeface of this name is installed."""

ROLE_NAMES = {
    FontRole.TITLE: "小标宋",
    FontRole.BODY: "仿宋",
    FontRole.KAI: "楷体",
    FontRole.HEI: "黑体",
    FontRole.SONG: "宋体",
}
"""In the order of the page of typefaces."""
USES = {
    FontRole.TITLE: "公文和报表的标题、红头、证书名称",
    FontRole.BODY: "正文、署名、版记、表格内容",
    FontRole.KAI: "二级标题、说明、征求意见稿字样",
    FontRole.HEI: "一级标题、“附件”二字、表头",
    FontRole.SONG: "页码",
}
_SHIPPED = frozenset({FontRole.BODY, FontRole.KAI, FontRole.HEI, FontRole.SONG})
"""Typefaces that Windows has in its Chinese edition."""
_MEANS = (
    "打印和 PDF 用相近的字体代替，版式不变；Word 文件里写的仍是规定的字体，"
    "换到装有它的电脑上就正常。"
)


@dataclass(frozen=True, slots=True)
class FaceState:
    """How it stands with one typeface.

    Attributes:
        wanted: The name that Word files carry.
        found: The name under which the real design is installed; empty where it is not.
        stand_in: What documents are set in then; empty where nothing known is installed.
    """

    role: FontRole
    wanted: str
    found: str = ""
    stand_in: str = ""

    @property
    def sound(self) -> bool:
        return bool(self.found)

    @property
    def family(self) -> str:
        """In which a sample is drawn."""
        return self.found or self.stand_in

    @property
    def state(self) -> str:
        """In a few words."""
        if self.found:
            same = self.found == self.wanted
            return "已安装" if same else f"已安装，名称是“{self.found}”"
        if self.stand_in:
            return f"没有安装，以“{self.stand_in}”代替"
        return "没有安装，也没有合适的代替字体"

    @property
    def advice(self) -> str:
        """What to do; nothing where nothing is wanting."""
        if self.found:
            return ""
        if self.role in _SHIPPED:
            name = ROLE_NAMES[self.role]
            return f"中文版 Windows 自带{name}：在系统“可选功能”里添加中文补充字体即可。"
        return f"要和正式公文完全一样，请向单位办公室要“{self.wanted}”字体文件安装。"


def face_states(has_family: HasFamily) -> tuple[FaceState, ...]:
    """All typefaces, in the order of `ROLE_NAMES`."""
    return tuple(_state(role, has_family) for role in ROLE_NAMES)


def _state(role: FontRole, has_family: HasFamily) -> FaceState:
    chain = FONTS[role]
    return FaceState(
        role,
        chain.office[0],
        next(filter(has_family, chain.office), ""),
        next(filter(has_family, chain.stand_ins), ""),
    )


def summary(states: tuple[FaceState, ...]) -> str:
    """What it comes to, and what that means for what is printed."""
    missing = [ROLE_NAMES[one.role] for one in states if not one.sound]
    if not missing:
        return "公文规定的字体本机都有，打印出来和 Word 里一样。"
    return f"本机没有{'、'.join(missing)}，照样能印：{_MEANS}"


def missing_characters(text: str, coverage: Coverage) -> list[tuple[FontRole, list[Rare]]]:
    """What each typeface lacks of a text; only those that lack something."""
    return [
        (role, list(found.values())) for role in ROLE_NAMES if (found := coverage.rare(role, text))
    ]

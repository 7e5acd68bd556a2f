"""What the facts about typing Chinese mean."""

from __future__ import annotations

from jyguide.self_test.facts import TypingFacts
from jyguide.self_test.finding import Finding, Level, Part

_START = (
    "请从系统的启动菜单打开输入法（名字多是“输入法”、Fcitx 或 IBus），"
    "再关掉本程序重新打开。已经录入的内容不受影响。"
)
_NAME = (
    "请管电脑的人在“输入法配置”（im-config）里选定 {name}，注销后重新登录。"
    "在这以前，可以在别的程序里打好字再复制过来。"
)
_AGAIN = "请关掉本程序再打开；还不行，就在任务栏的输入法图标上点右键，选“重新启动”。"


def typing_finding(fact: TypingFacts) -> Finding:
    """Whether Chinese can be typed into this program, and by what."""
    if fact.of_system:
        return Finding(Part.TYPING, Level.GOOD, "用系统自带的输入法，不用另外设置。")
    names = "和 ".join(fact.running)
    if not fact.running:
        return Finding(
            Part.TYPING, Level.HEED, "没有输入法在运行，本程序里只能打英文和数字。", _START
        )
    if fact.connected:
        return Finding(Part.TYPING, Level.GOOD, f"{names} 正在运行，本程序已接上，能打汉字。")
    name = fact.running[0].split()[0]
    if fact.named != name:
        told = f"系统写的却是 {fact.named}" if fact.named else "系统没有写明用哪一种"
        return Finding(
            Part.TYPING,
            Level.HEED,
            f"{names} 正在运行，{told}，本程序里可能打不出汉字。",
            _NAME.format(name=name),
        )
    return Finding(
        Part.TYPING, Level.HEED, f"{names} 正在运行，但本程序这次没有接上，打不出汉字。", _AGAIN
    )

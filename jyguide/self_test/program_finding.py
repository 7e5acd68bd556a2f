"""What it means when files of the program are gone or changed: pure."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.self_test.facts import ProgramFacts
from jyguide.self_test.finding import Finding, Level, Part

_NAMED = 3
_GONE = "少了 {}。多半是被杀毒软件隔离或误删了，用到它的功能会出错；数据没有改动。"
_GET_BACK = (
    "请管电脑的人照帮助里的“给管理员”先核对安装包，再从杀毒软件的“隔离区”里恢复；"
    "恢复不了就用安装包再装一遍，数据不受影响。"
)
_CHANGED = "有 {}和发布时不一样：可能没有装完整、硬盘出了错，也可能被改过；数据没有改动。"
_INSTALL_ANEW = "请先停止录入，用安装包再装一遍，数据不受影响；装过还这样，请让管理员查杀病毒。"
_FURTHER = "程序文件夹里多了 {}，不是发布时带的。"
_LOOK_AT_THEM = "请管电脑的人看一看是谁放的；不认识的移走，不要把自己的文件放在程序文件夹里。"


def program_finding(fact: ProgramFacts) -> Finding:
    """The line of 程序文件; what is gone comes before what was changed."""
    if fact.gone:
        return _finding(Level.BAD, _GONE, fact.gone, _GET_BACK)
    if fact.changed:
        return _finding(Level.BAD, _CHANGED, fact.changed, _INSTALL_ANEW)
    if fact.further:
        return _finding(Level.HEED, _FURTHER, fact.further, _LOOK_AT_THEM)
    if not fact.listed:
        return Finding(Part.PROGRAM, Level.GOOD, "从源代码运行，没有要核对的程序文件。")
    return Finding(Part.PROGRAM, Level.GOOD, f"{fact.listed} 个程序文件逐个核对过，和发布时一致。")


def _finding(level: Level, sentence: str, files: Sequence[str], hint: str) -> Finding:
    return Finding(Part.PROGRAM, level, sentence.format(_named(files)), hint)


def _named(files: Sequence[str]) -> str:
    """The first few by name: the rest lies in the same places."""
    names = "、".join(path.rpartition("/")[2] for path in files[:_NAMED])
    more = "等" if len(files) > _NAMED else ""
    return f"{len(files)} 个程序文件（{names}{more}）"

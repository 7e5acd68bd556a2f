"""What the facts about a PC mean: pure, one small rule a part.

The limits are ours, measured on the station PCs the program is made for: 4 GB of memory, a hard
disk that turns, a screen of 1366×768.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from jyguide.bad_luck.whereabouts import ON_NETWORK, Drive
from jyguide.documents.font_check import FaceState, summary
from jyguide.self_test.facts import (
    BackupFacts,
    ClockFacts,
    DatabaseFacts,
    DiskFacts,
    MemoryFacts,
    PcFacts,
    PrinterFacts,
    ScreenFacts,
    StickFacts,
    VersionFacts,
)
from jyguide.self_test.finding import Finding, Level, Part
from jyguide.self_test.program_finding import program_finding
from jyguide.self_test.typing_finding import typing_finding

GB = 1 << 30
_MB = 1 << 20
_HARDLY, _LITTLE = GB // 2, 2 * GB
"""Free bytes of the disk: a backup of a full station takes some 100 MB, and 20 of them stay."""
_SLOW_SECONDS = 2.0
"""For 4 MB: whoever saves something waits as long."""
_OLD = timedelta(days=7)
_LEAST, _USUAL = (1024, 640), (1360, 700)
"""Pixels: under the first the window does not fit, under the second tables are cramped."""
_MEMORY, _FREE_MEMORY = int(3.5 * GB), 300 * _MB
_ZONE = timedelta(hours=8)

T = TypeVar("T")


def findings(facts: PcFacts, now: datetime) -> tuple[Finding, ...]:
    """A line a part, in the order of `Part`.

    Args:
        facts: What was found out.
        now: The moment of the look.
    """

    def backup(found: BackupFacts) -> Finding:
        return _backup(found, now)

    return (
        _of(Part.DATABASE, facts.database, _database),
        _of(Part.BACKUP, facts.backup, backup),
        _of(Part.STICK, facts.stick, _stick),
        _of(Part.DISK, facts.disk, _disk),
        _of(Part.CLOCK, facts.clock, _clock),
        _of(Part.PRINTER, facts.shown.printer, _printer),
        _of(Part.FONTS, facts.shown.fonts, _fonts),
        _of(Part.SCREEN, facts.shown.screen, _screen),
        _of(Part.TYPING, facts.shown.typing, typing_finding),
        _of(Part.MEMORY, facts.memory, _memory),
        _of(Part.PROGRAM, facts.program, program_finding),
        _of(Part.VERSION, facts.version, _version),
    )


def _of(part: Part, fact: T | None, judge: Callable[[T], Finding]) -> Finding:
    if fact is None:
        return Finding(part, Level.UNKNOWN, "这一项这次没有看成，其他各项不受影响。")
    return judge(fact)


def _database(fact: DatabaseFacts) -> Finding:
    if fact.fault:
        return Finding(
            Part.DATABASE,
            Level.BAD,
            fact.fault,
            "请马上停止录入，关闭程序再打开：程序会提出用最近一次好的备份恢复。",
        )
    if not fact.looked:
        return Finding(
            Part.DATABASE,
            Level.UNKNOWN,
            "数据没有打开，没有查看里面。",
            "请在窗口里登录以后，从“工具”菜单再做一次体检。",
        )
    size = f"，{_size(fact.size)}" if fact.size else ""
    return Finding(Part.DATABASE, Level.GOOD, f"{fact.looked} 张表刚刚全部读过一遍，完好{size}。")


def _backup(fact: BackupFacts, now: datetime) -> Finding:
    if fact.last is None:
        return Finding(
            Part.BACKUP,
            Level.HEED,
            "这台电脑上还没有备份。",
            "请在“安全”页点“立即备份”；以后每天第一次打开时程序会自己备份。",
        )
    told = f"最近一次备份是 {fact.last:%Y-%m-%d %H:%M}，做好时已经读回核对过。"
    if now - fact.last > _OLD:
        return Finding(Part.BACKUP, Level.HEED, told, "已经过了一个星期，请再备份一次。")
    return Finding(Part.BACKUP, Level.GOOD, told)


def _stick(fact: StickFacts) -> Finding:
    if not fact.chosen:
        if not fact.reminder:
            return Finding(Part.STICK, Level.GOOD, "还没有要备份到U盘的内容。")
        return Finding(
            Part.STICK, Level.HEED, fact.reminder, "请插上U盘，在“安全”页点“备份到U盘”。"
        )
    if fact.reminder:
        where = "U盘已插好" if fact.here else "U盘现在没有插"
        return Finding(
            Part.STICK, Level.HEED, f"{fact.reminder}{where}。", "请在“安全”页点“备份到U盘”。"
        )
    where = "现在插着，能写到" if fact.here else "现在没有插，要备份时再插"
    at = f"上次备份到U盘是 {fact.at:%Y-%m-%d}；" if fact.at else ""
    return Finding(Part.STICK, Level.GOOD, f"{at}{where}。")


def _disk(fact: DiskFacts) -> Finding:
    room = f"还剩 {_size(fact.free)}（共 {_size(fact.total)}）"
    for bad, sentence, hint in (
        (
            fact.seconds is None,
            "数据文件夹现在写不进去，录入的内容存不下来。",
            "请看硬盘是不是满了、文件夹是不是只读，或请管电脑的人看一看。",
        ),
        (
            fact.free < _HARDLY,
            f"硬盘快满了，{room}，随时可能存不下。",
            "请清空回收站，把视频、安装包移走，再继续使用。",
        ),
    ):
        if bad:
            return Finding(Part.DISK, Level.BAD, sentence, hint)
    return _disk_in_use(fact, room)


def _disk_in_use(fact: DiskFacts, room: str) -> Finding:
    """One that can be written to."""
    if fact.drive is Drive.NETWORK:
        return Finding(Part.DISK, Level.HEED, ON_NETWORK)
    if fact.free < _LITTLE:
        return Finding(
            Part.DISK, Level.HEED, f"空间不多了，{room}。", "请抽空清理，备份需要地方。"
        )
    if (fact.seconds or 0) > _SLOW_SECONDS:
        return Finding(
            Part.DISK,
            Level.HEED,
            f"{room}，但写得慢：存 4 MB 用了 {fact.seconds:.1f} 秒，保存时要多等一会儿。",
            "请关掉下载和杀毒扫描再看；一直这样，硬盘可能老化，请多备份。",
        )
    return Finding(Part.DISK, Level.GOOD, f"在本机硬盘上，{room}，写入正常。")


def _clock(fact: ClockFacts) -> Finding:
    if fact.doubt:
        return Finding(
            Part.CLOCK, Level.BAD, fact.doubt, "请点屏幕右下角的时间改对；总走不准要换主板电池。"
        )
    shown = f"{fact.now:%Y-%m-%d %H:%M}"
    if fact.now.utcoffset() != _ZONE:
        return Finding(
            Part.CLOCK,
            Level.HEED,
            f"电脑时间是 {shown}，但时区不是北京时间，和别的电脑交换数据时先后可能弄错。",
            "请在系统的“日期和时间”里把时区改成“(UTC+08:00) 北京”。",
        )
    return Finding(Part.CLOCK, Level.GOOD, f"{shown}，北京时间，没有发现不对。")


def _printer(fact: PrinterFacts) -> Finding:
    if not fact.number:
        return Finding(
            Part.PRINTER,
            Level.HEED,
            "没有装打印机。签到表、试卷、证书可以先存成 PDF，到别的电脑上印。",
            "要在这里打印，请在系统设置里添加打印机。",
        )
    if not fact.default:
        return Finding(
            Part.PRINTER,
            Level.HEED,
            f"有 {fact.number} 台打印机，但没有设默认的，每次打印都要选。",
            "请在系统设置里把常用的一台设为默认打印机。",
        )
    if fact.paper and fact.paper != "A4":
        return Finding(
            Part.PRINTER,
            Level.HEED,
            f"默认打印机的纸张是 {fact.paper}，公文和证书是 A4，印出来可能缩小或切掉。",
            "请在打印机的“首选项”里把纸张改成 A4。",
        )
    return Finding(Part.PRINTER, Level.GOOD, f"有 {fact.number} 台打印机，已设默认的，纸张对。")


def _fonts(fact: tuple[FaceState, ...]) -> Finding:
    lost = [one for one in fact if not one.family]
    if lost:
        names = "、".join(one.wanted for one in lost)
        return Finding(
            Part.FONTS,
            Level.BAD,
            f"没有{names}，也没有能代替的字体，印出来可能是空格或方块。",
            lost[0].advice,
        )
    wanting = [one for one in fact if not one.sound]
    if wanting:
        return Finding(Part.FONTS, Level.HEED, summary(fact), wanting[0].advice)
    return Finding(Part.FONTS, Level.GOOD, summary(fact))


def _screen(fact: ScreenFacts) -> Finding:
    told = f"可用 {fact.width}×{fact.height}，缩放 {fact.scale}%"
    smaller = "请在系统的“显示设置”里把缩放调小一档，或把分辨率调大。"
    if fact.width < _LEAST[0] or fact.height < _LEAST[1]:
        return Finding(
            Part.SCREEN, Level.BAD, f"{told}，窗口放不下，下面的按钮会看不到。", smaller
        )
    if fact.width < _USUAL[0] or fact.height < _USUAL[1]:
        return Finding(Part.SCREEN, Level.HEED, f"{told}，能用，表格会挤一些。", smaller)
    return Finding(Part.SCREEN, Level.GOOD, f"{told}，放得下。")


def _memory(fact: MemoryFacts) -> Finding:
    told = f"共 {_size(fact.total)}，现在空闲 {_size(fact.free)}"
    if fact.free < _FREE_MEMORY:
        return Finding(
            Part.MEMORY,
            Level.HEED,
            f"{told}，快用完了，程序会变慢。",
            "请关掉暂时不用的程序和浏览器页面。",
        )
    if fact.total < _MEMORY:
        return Finding(
            Part.MEMORY, Level.HEED, f"{told}，偏小，能用。", "用本程序时少开别的程序。"
        )
    return Finding(Part.MEMORY, Level.GOOD, f"{told}，够用。")


def _version(fact: VersionFacts) -> Finding:
    return Finding(Part.VERSION, Level.GOOD, f"暨阳指导 {fact.program}，{fact.system}。")


def _size(size: int) -> str:
    return f"{size / GB:.1f} GB" if size >= GB else f"{max(1, round(size / _MB))} MB"

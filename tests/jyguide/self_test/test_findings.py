"""What the facts about a PC mean, and the sheet they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from jyguide.bad_luck.whereabouts import Drive
from jyguide.documents.font_check import face_states
from jyguide.self_test.facts import (
    BackupFacts,
    ClockFacts,
    DatabaseFacts,
    DiskFacts,
    MemoryFacts,
    PcFacts,
    PrinterFacts,
    ProgramFacts,
    ScreenFacts,
    ShownFacts,
    StickFacts,
    TypingFacts,
    VersionFacts,
)
from jyguide.self_test.finding import Level, Part, summary
from jyguide.self_test.findings import GB, findings
from jyguide.self_test.sheet import checkup_document, checkup_text

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
FACES = face_states(lambda _family: True)
WELL = PcFacts(
    ShownFacts(
        FACES,
        PrinterFacts(2, default=True, paper="A4"),
        ScreenFacts(1366, 728, 100),
        TypingFacts(of_system=True),
    ),
    ClockFacts(NOW, ""),
    DiskFacts(Drive.FIXED, 50 * GB, 200 * GB, 0.1),
    BackupFacts(NOW - timedelta(days=1)),
    StickFacts(chosen=True, here=False, reminder="", at=NOW - timedelta(days=2)),
    DatabaseFacts(5 << 20, "", 115),
    MemoryFacts(4 * GB, GB),
    VersionFacts("0.1.0", "Windows 10"),
    ProgramFacts(812),
)


def found(facts):
    return {one.part: one for one in findings(facts, NOW)}


def shown(**changed):
    return replace(WELL, shown=replace(WELL.shown, **changed))


def typing(running=(), named=""):
    return shown(typing=TypingFacts(of_system=False, running=running, named=named))


def test_an_input_method_that_is_connected_is_named():
    fact = TypingFacts(of_system=False, running=("fcitx 4",), named="fcitx", connected=True)
    line = found(shown(typing=fact))[Part.TYPING]
    assert (line.level, line.hint) == (Level.GOOD, "")
    assert "fcitx 4 正在运行，本程序已接上" in line.sentence


def test_a_pc_that_is_well_has_nothing_to_be_done():
    lines = found(WELL)
    assert list(lines) == list(Part)
    assert {one.level for one in lines.values()} == {Level.GOOD}
    assert not any(one.hint for one in lines.values())
    assert summary(tuple(lines.values())).endswith("都正常，可以放心使用。")


@pytest.mark.parametrize(
    ("facts", "part", "level", "words"),
    [
        (shown(fonts=face_states(lambda _f: False)), Part.FONTS, Level.BAD, "空格或方块"),
        (shown(fonts=face_states(lambda f: "CJK" in f)), Part.FONTS, Level.HEED, "照样能印"),
        (shown(printer=PrinterFacts(0, default=False)), Part.PRINTER, Level.HEED, "没有装"),
        (shown(printer=PrinterFacts(1, default=False)), Part.PRINTER, Level.HEED, "默认"),
        (
            shown(printer=PrinterFacts(1, default=True, paper="Letter")),
            Part.PRINTER,
            Level.HEED,
            "Letter",
        ),
        (shown(screen=ScreenFacts(1366, 600, 100)), Part.SCREEN, Level.BAD, "放不下"),
        (shown(screen=ScreenFacts(1093, 650, 125)), Part.SCREEN, Level.HEED, "125%"),
        (typing(), Part.TYPING, Level.HEED, "没有输入法在运行"),
        (typing(("fcitx 4",), "fcitx"), Part.TYPING, Level.HEED, "没有接上"),
        (typing(("fcitx 5",)), Part.TYPING, Level.HEED, "没有写明"),
        (typing(("ibus",), "fcitx"), Part.TYPING, Level.HEED, "写的却是 fcitx"),
        (replace(WELL, clock=ClockFacts(NOW, "时间可能不对")), Part.CLOCK, Level.BAD, "不对"),
        (
            replace(WELL, clock=ClockFacts(NOW.astimezone(UTC), "")),
            Part.CLOCK,
            Level.HEED,
            "时区",
        ),
        (
            replace(WELL, disk=replace(WELL.disk, seconds=None)),
            Part.DISK,
            Level.BAD,
            "写不进去",
        ),
        (
            replace(WELL, disk=replace(WELL.disk, free=GB // 4)),
            Part.DISK,
            Level.BAD,
            "还剩 256 MB",
        ),
        (replace(WELL, disk=replace(WELL.disk, free=GB)), Part.DISK, Level.HEED, "不多"),
        (
            replace(WELL, disk=replace(WELL.disk, drive=Drive.NETWORK)),
            Part.DISK,
            Level.HEED,
            "网络盘",
        ),
        (replace(WELL, disk=replace(WELL.disk, seconds=3.2)), Part.DISK, Level.HEED, "3.2 秒"),
        (replace(WELL, backup=BackupFacts(None)), Part.BACKUP, Level.HEED, "还没有"),
        (
            replace(WELL, backup=BackupFacts(NOW - timedelta(days=8))),
            Part.BACKUP,
            Level.HEED,
            "2026-11-12",
        ),
        (
            replace(WELL, stick=StickFacts(False, False, "数据只在这台电脑上。", None)),
            Part.STICK,
            Level.HEED,
            "只在这台",
        ),
        (
            replace(WELL, stick=StickFacts(True, True, "已过 9 天。", NOW)),
            Part.STICK,
            Level.HEED,
            "已插好",
        ),
        (
            replace(WELL, database=DatabaseFacts(1, "读不出。", 3)),
            Part.DATABASE,
            Level.BAD,
            "读不出",
        ),
        (
            replace(WELL, database=DatabaseFacts(1, "", 0)),
            Part.DATABASE,
            Level.UNKNOWN,
            "没有打开",
        ),
        (replace(WELL, memory=MemoryFacts(2 * GB, GB)), Part.MEMORY, Level.HEED, "偏小"),
        (replace(WELL, memory=MemoryFacts(8 * GB, 100)), Part.MEMORY, Level.HEED, "快用完"),
        (replace(WELL, memory=None), Part.MEMORY, Level.UNKNOWN, "没有看成"),
    ],
)
def test_what_is_amiss_is_said_and_what_to_do(facts, part, level, words):
    lines = found(facts)
    assert (lines[part].level, words in lines[part].sentence) == (level, True)
    others = {one.level for one in lines.values() if one.part is not part}
    assert others == {Level.GOOD}, "one thing amiss is one line"
    told = summary(tuple(lines.values()))
    assert ("1 项有问题" if level is Level.BAD else "1 项要注意") in told


def test_the_sheet_says_each_by_word_and_sign_on_one_page():
    facts = replace(WELL, memory=None, backup=BackupFacts(None))
    lines = findings(facts, NOW)
    sheet = checkup_document(lines, "周庄镇基层党建工作指导站", "A", NOW)
    (table,) = [block for block in sheet.blocks if hasattr(block, "header_rows")]
    levels = [row.cells[1].blocks[0].text for row in table.rows[1:]]
    assert levels.count("√ 正常") == 10
    assert {"！ 注意", "？ 没看成"} <= set(levels)
    text = checkup_text(lines, "周庄镇", "A", NOW)
    assert "[注意] 备份" in text
    assert "→ 请在“安全”页点“立即备份”" in text

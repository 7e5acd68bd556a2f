"""The one table of what a file may cost us, by format.

Time follows from size: every reader's work is bounded by a constant times the bytes, cells, places
or pixels counted here, never by what a file declares. Measured on one core, the largest file of
its kind takes, in seconds and in memory at the peak: a workbook of six million cells 11 s and
510 MB in numbers, 20 s and 1,060 MB in texts of their own (hence five million); separated text
of 47 MB 2 s and 590 MB; Word text of 119,000 paragraphs 6 s and 190 MB, of 1,200,000 runs 6 s
and 580 MB; question text of 199,000 lines 6 s and 140 MB; Moodle XML of 39 MB 8 s and 650 MB; a
picture of 59 million pixels up to 12 s, where it is written anew, and 790 MB. Lists are cancelled
between rows, running text between lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KILOBYTE = 1 << 10
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file of a format may hold; 0 where the format has no such thing.

    Attributes:
        name: Of the format, for people.
        file: Bytes of the file as it lies on the disk.
        unpacked: Bytes of all that is packed in it, declared and real.
        parts: Entries of a package, bodies of a bundle.
        markup: Bytes of what is parsed as XML, JSON or TOML.
        area: Cells from A1 to the last value, empty ones counted, of all sheets together.
        places: Paragraphs and cells of running text.
        pixels: Of a picture, decoded.
        depth: Elements or brackets inside one another.
    """

    name: str
    file: int
    unpacked: int = 0
    parts: int = 0
    markup: int = 0
    area: int = 0
    places: int = 0
    pixels: int = 0
    depth: int = 0


WORKBOOK = Limits(
    "电子表格（.xlsx .xls .ods）",
    file=50 * MEGABYTE,
    unpacked=500 * MEGABYTE,
    parts=10_000,
    area=5_000_000,
    depth=256,
)
"""A roster of 100,000 people in fifty columns is about 10 MB and just the area."""

WORD = Limits(
    "Word 文档（.docx）",
    file=30 * MEGABYTE,
    unpacked=300 * MEGABYTE,
    parts=10_000,
    markup=30 * MEGABYTE,
    places=120_000,
    depth=256,
)
"""20,000 questions are 60,000 to 100,000 paragraphs and half of the markup, without pictures."""

TEMPLATE = Limits(
    "证书 Word 模板（.docx）",
    file=450 * KILOBYTE,
    unpacked=16 * MEGABYTE,
    parts=500,
    markup=MEGABYTE,
    places=2_000,
    depth=256,
)
"""One page with a few fields; as text it travels to the station's other PCs with every change."""

TEXT = Limits("分隔文本（.csv .tsv）", file=50 * MEGABYTE, area=WORKBOOK.area)
QUESTIONS = Limits("试题文本（.txt、GIFT、Aiken）", file=10 * MEGABYTE, places=200_000)
"""Places are lines of a tenth of a millisecond each; 20,000 questions need 160,000."""

MOODLE = Limits("Moodle XML", file=50 * MEGABYTE, markup=40 * MEGABYTE, depth=256)
"""Markup is what is left without the pictures; 20,000 questions are 19 MB of it. One text in it is
at most 10 MB: the parser's own limit, as is the depth."""

SETTINGS = Limits("蓝图、得分等小文件（.json .toml）", file=MEGABYTE, markup=MEGABYTE, depth=64)
PHOTO = Limits("照片", file=20 * MEGABYTE, pixels=60_000_000)
"""A phone's picture is 3 to 8 MB, and 50 million pixels at the most; decoded that is 180 MB."""

MATERIAL = Limits("其他材料", file=50 * MEGABYTE)
"""Kept as it is; nobody parses it."""

BUNDLE = Limits(
    "同步文件（.jysync）",
    file=64 * MEGABYTE,
    unpacked=4096 * MEGABYTE,
    parts=100_000,
    markup=16 * MEGABYTE,
    depth=64,
)
"""More than a million changes. Bodies are unpacked one by one, none over 64 MB: sixty times the
file in all, which no true one comes near, and still read within minutes. Markup: the manifest."""

ENROLMENT = Limits("入网申请和批复（.jyreq .jycert）", file=64 * KILOBYTE, depth=8)
SEALED_EXAM = Limits(
    "统考文件（.jyexam）",
    file=8 * MEGABYTE + 8 * KILOBYTE,
    unpacked=32 * MEGABYTE,
    depth=16,
)
KEYS = Limits("密钥和恢复文件", file=MEGABYTE, depth=16)
UPDATE = Limits(
    "更新文件（.jyupdate）",
    file=512 * MEGABYTE,
    unpacked=2048 * MEGABYTE,
    parts=20_000,
    markup=128 * KILOBYTE,
    depth=8,
)
"""A packaged program and what it comes to when it is in its place. Markup: the manifest."""

TABLE: Mapping[str, Limits] = {
    "workbook": WORKBOOK,
    "word": WORD,
    "template": TEMPLATE,
    "text": TEXT,
    "questions": QUESTIONS,
    "moodle": MOODLE,
    "settings": SETTINGS,
    "photo": PHOTO,
    "material": MATERIAL,
    "bundle": BUNDLE,
    "enrolment": ENROLMENT,
    "sealed_exam": SEALED_EXAM,
    "keys": KEYS,
    "update": UPDATE,
}
"""All of them, for SECURITY.md and whoever adds a format."""


def size_text(size: int) -> str:
    """Bytes as the sentences name them: 50 MB, 64 KB."""
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size // KILOBYTE} KB"

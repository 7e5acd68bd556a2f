"""What stands under 关于: the release, and what the program is built on."""

from __future__ import annotations

from jyguide.help.chapters import Chapter
from jyguide.help.markup import Grid, Heading, Span, Words

BUILT_ON: tuple[tuple[str, str], ...] = (
    ("Python", "PSF-2.0"),
    ("PySide6-Essentials（Qt）", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("click", "BSD-3-Clause"),
    ("docxtpl", "LGPL-2.1"),
    ("fsrs", "MIT"),
    ("genanki", "MIT"),
    ("icalendar", "BSD-2-Clause"),
    ("Jinja2", "BSD-3-Clause"),
    ("lxml", "BSD-3-Clause"),
    ("msgspec", "BSD-3-Clause"),
    ("numpy", "BSD-3-Clause"),
    ("openpyxl", "MIT"),
    ("pillow", "MIT-CMU"),
    ("platformdirs", "MIT"),
    ("psycopg", "LGPL-3.0"),
    ("pynacl", "Apache-2.0"),
    ("pypinyin", "MIT"),
    ("pyrage", "MIT"),
    ("python-calamine", "MIT"),
    ("python-docx", "MIT"),
    ("rapidfuzz", "MIT"),
    ("segno", "BSD-3-Clause"),
    ("shiboken6", "LGPL-3.0"),
    ("sqlcipher3（SQLCipher）", "zlib、BSD-3-Clause"),
    ("zstandard", "BSD-3-Clause"),
    ("zxing-cpp", "Apache-2.0"),
    ("汉字笔画：cnchar、rime-stroke", "MIT、LGPL-3.0"),
)
"""What ships, and its licence; a test compares it with what is required."""


def about_chapter(release: str) -> Chapter:
    """A chapter of its own, no part of the manual."""
    heads = ((Span("组成部分"),), (Span("许可证"),))
    rows = tuple(((Span(name),), (Span(licence),)) for name, licence in BUILT_ON)
    said = (
        f"版本 {release}。镇街园区基层党建工作指导站的办公桌。",
        "程序不联网，数据只在本单位的电脑和U盘上。",
        "本程序以 MIT 许可证发布。下面这些开放源代码的组成部分没有改动，各按自己的许可证使用。",
    )
    words = (Words((Span(sentence),)) for sentence in said)
    return Chapter("about", (Heading(1, "关于暨阳指导"), *words, Grid(heads, rows)))

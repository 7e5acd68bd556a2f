"""What else a Word file carries beside its text: nothing of it may act once it is filled.

A filled certificate is opened in Word on other people's PCs. A picture that is fetched from
elsewhere, a distant template, a macro or a field that starts a program would act there.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from jyguide.errors import FileError

NOTHING = "没有保存这个模板。"
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
_HYPERLINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")
_INSTRUCTION = re.compile(
    rb"""<(?:\w+:)?instrText\b[^>]*>([^<]*)|instr\s*=\s*["']([^"']*)""", re.DOTALL
)
_ACTS = re.compile(
    rb"\b(?:DDE(?:AUTO)?|LINK|INCLUDE(?:PICTURE|TEXT)?|IMPORT|EMBED|MACROBUTTON|DATABASE)\b",
    re.IGNORECASE,
)
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPE = b"macroEnabled"
_ASIDE = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_TAG = re.compile(rb"<[^>]*>")


def refuse_active(package: zipfile.ZipFile) -> None:
    """Refuse macros, what is fetched from elsewhere, and fields where none are filled in.

    Raises:
        FileError: the sentence says which, and what to do.
    """
    names = package.namelist()
    types = package.read("[Content_Types].xml")
    if _MACRO_TYPE in types or any(name.lower().endswith(_MACROS) for name in names):
        raise FileError(
            f"模板里有宏，{NOTHING}",
            hint="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”（不带宏）再试。",
        )
    for name in names:
        if name.endswith(".rels"):
            _refuse_distant(package.read(name))
        elif name.endswith(".xml"):
            _refuse_acting(package.read(name))
            _refuse_aside(name, package)


def _refuse_distant(xml: bytes) -> None:
    for link in _LINK.findall(xml):
        if _EXTERNAL.search(link) and not _HYPERLINK.search(link):
            raise FileError(
                f"模板链接着别处的图片、文件或模板，打开证书时会去取，{NOTHING}",
                hint="请在 Word 里把图片改为嵌入（不要“链接到文件”），断开链接和加载的模板再试。",
            )


def _refuse_acting(xml: bytes) -> None:
    if _ACTS.search(b"".join(_instructions(xml))):
        raise FileError(
            f"模板里有会读取别的文件或启动程序的 Word 域，{NOTHING}",
            hint="请在 Word 里选中它，按 Ctrl+Shift+F9 变成普通文字再试。",
        )


def _instructions(xml: bytes) -> Iterator[bytes]:
    """What fields are told to do; Word splits one over several runs, which are put together."""
    for text, attribute in _INSTRUCTION.findall(xml):
        yield text
        if attribute:
            yield b" " + attribute + b" "


def _refuse_aside(name: str, package: zipfile.ZipFile) -> None:
    where = next((said for part, said in _ASIDE.items() if f"/{part}" in name), "")
    if where and re.search(rb"\{\{|\{%|\{#", _TAG.sub(b"", package.read(name))):
        raise FileError(
            f"{where}里有字段，那里不会填写，{NOTHING}", hint="请把字段移到正文、页眉或页脚里。"
        )

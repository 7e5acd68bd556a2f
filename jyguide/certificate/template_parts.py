"""What else a Word file carries beside its text: nothing of it may act once it is filled.

A filled certificate is opened in Word on other people's PCs. A picture that is fetched from
elsewhere, a distant template, a macro or a field that starts a program would act there.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from jyguide.errors import FileError
from jyguide.exchange.boundary.markup import is_markup, parse_part
from jyguide.exchange.boundary.package import BrokenPackageError

NOTHING = "没有保存这个模板。"
_ACTS = re.compile(
    r"\b(?:DDE(?:AUTO)?|LINK|INCLUDE(?:PICTURE|TEXT)?|IMPORT|EMBED|MACROBUTTON|DATABASE)\b",
    re.IGNORECASE,
)
_MARKUP = (".xml", ".rels")
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
        root = _parsed(name, package.read(name))
        if root is not None:
            _refuse_distant(root)
            _refuse_acting(root)
            _refuse_aside(name, package)


def _parsed(name: str, part: bytes) -> ET.Element | None:
    """As Word reads it: what is spelt in references or another encoding is the same to it.

    None for a part that is no markup, though a typeface may begin as one.
    """
    named = name.lower().endswith(_MARKUP)
    if not (named or is_markup(part)):
        return None
    try:
        return parse_part(part)
    except (ET.ParseError, ValueError) as error:
        if named:
            raise BrokenPackageError(str(error)) from error
        return None


def _refuse_distant(root: ET.Element) -> None:
    for link in root.iter():
        if _local(link.tag) != "Relationship":
            continue
        external = link.get("TargetMode", "").strip().lower() == "external"
        if external and not link.get("Type", "").endswith("/hyperlink"):
            raise FileError(
                f"模板链接着别处的图片、文件或模板，打开证书时会去取，{NOTHING}",
                hint="请在 Word 里把图片改为嵌入（不要“链接到文件”），断开链接和加载的模板再试。",
            )


def _refuse_acting(root: ET.Element) -> None:
    if _ACTS.search("".join(_instructions(root))):
        raise FileError(
            f"模板里有会读取别的文件或启动程序的 Word 域，{NOTHING}",
            hint="请在 Word 里选中它，按 Ctrl+Shift+F9 变成普通文字再试。",
        )


def _instructions(root: ET.Element) -> Iterator[str]:
    """What fields are told to do; Word splits one over several runs, which are put together."""
    for element in root.iter():
        if _local(element.tag) == "instrText":
            yield "".join(element.itertext())
        for name, value in element.items():
            if _local(name) == "instr":
                yield f" {value} "


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_aside(name: str, package: zipfile.ZipFile) -> None:
    where = next((said for part, said in _ASIDE.items() if f"/{part}" in name), "")
    if where and re.search(rb"\{\{|\{%|\{#", _TAG.sub(b"", package.read(name))):
        raise FileError(
            f"{where}里有字段，那里不会填写，{NOTHING}", hint="请把字段移到正文、页眉或页脚里。"
        )

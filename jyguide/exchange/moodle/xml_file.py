"""A Moodle XML file as a tree of elements: decoded, and proof against what XML can do to us."""

from __future__ import annotations

import bisect
import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import MEGABYTE, MOODLE, size_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("<?".encode("utf-16-le"), "utf-16-le"),
    ("<?".encode("utf-16-be"), "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CHINESE = frozenset({"gb2312", "gbk", "cp936", "gb18030"})
_OTHERS = frozenset({"big5", "ascii", "us-ascii", "iso-8859-1", "latin1", "windows-1252"})
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_ROOT = re.compile(r"^(?:\s|<\?.*?\?>|<!--.*?-->|<![^>]*>)*<quiz[\s/>]", re.DOTALL)
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FILE_CONTENT = re.compile(r"(<file\b[^>]*>)([^<]*)(?=</file>)")
_LIMITS = (("xcessive depth", "嵌套太深"), ("too long", "有一段内容超过 10 MB"))
"""Words in the parser's messages, and what they mean."""
_LOOKED_AT = 4096
_HINT = "请在 Moodle 的题库里选“导出”，格式选“Moodle XML”，再导入导出的文件。"


@dataclass(frozen=True, slots=True)
class XmlFile:
    """The root element, and on which lines control characters were taken out."""

    root: _Element
    controls: tuple[int, ...] = ()

    def has_controls(self, first: int, last: int) -> bool:
        """Whether such a line is among these; ``last`` is not."""
        place = bisect.bisect_left(self.controls, first)
        return place < len(self.controls) and self.controls[place] < last


def looks_like_moodle(data: bytes) -> bool:
    """Whether the file begins as Moodle's XML does; says nothing about the rest of it."""
    text = data[:_LOOKED_AT].decode(_encoding(data), errors="replace")
    return _ROOT.match(text.lstrip("\ufeff")) is not None


def parse_file(data: bytes, file_name: str) -> XmlFile:
    """The tree of a file; pictures and attachments are left out of it.

    Raises:
        FileError: Too large, in no known encoding, no XML, with a DTD, or not Moodle's.
    """
    _refuse_larger(len(data), MOODLE.file, "", file_name)
    if not data.strip():
        raise FileError(f"“{file_name}”是空文件，没有导入任何题目。", hint=_HINT)
    text = _decoded(data, file_name)
    start = text.find("<quiz")
    if start < 0:
        raise not_moodle(file_name)
    if _DTD.search(text, 0, start):
        raise _with_dtd(file_name)
    # base64 of pictures is most of many files and more than the parser allows in one piece
    text = _FILE_CONTENT.sub(lambda found: found[1] + "\n" * found[2].count("\n"), text)
    _refuse_larger(len(text.encode()), MOODLE.markup, "不算图片，", file_name)
    controls = tuple(_lines_of(_ILLEGAL, text))
    root = _parsed(_ILLEGAL.sub("", text) if controls else text, file_name)
    if root.tag != "quiz":
        raise not_moodle(file_name)
    return XmlFile(root, controls)


def _refuse_larger(size: int, most: int, counted: str, file_name: str) -> None:
    if size > most:
        raise FileError(
            f"“{file_name}”{counted}有 {size / MEGABYTE:.0f} MB，超过 {size_text(most)} 的上限，"
            "没有导入任何题目。",
            hint="请在 Moodle 里按分类分几次导出。",
        )


def not_moodle(file_name: str) -> FileError:
    """The sentence for XML of another kind."""
    return FileError(f"“{file_name}”不是 Moodle 的 XML 试题文件，没有导入任何题目。", hint=_HINT)


def parse_text(text: str) -> _Element:
    """The root of a text without a declaration.

    Raises:
        lxml.etree.XMLSyntaxError: It is not well-formed, nested too deeply, or one text in it
            is over 10 MB.
    """
    from lxml import etree  # noqa: PLC0415 - not needed to start

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode("utf-8"), parser)


def _parsed(text: str, file_name: str) -> _Element:
    from lxml import etree  # noqa: PLC0415 - not needed to start

    try:
        root = parse_text(_DECLARATION.sub(_line_ends, text, count=1))
    except etree.XMLSyntaxError as error:
        why = next((why for word, why in _LIMITS if word in str(error)), "不合 XML 的写法")
        raise FileError(
            f"“{file_name}”第 {error.lineno} 行{why}，读不下去，没有导入任何题目。",
            hint=f"文件可能没有传完整，或者被改动过。{_HINT}",
            detail=str(error),
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_dtd(file_name)
    return root


def _with_dtd(file_name: str) -> FileError:
    return FileError(
        f"“{file_name}”里有文档类型定义（DOCTYPE），Moodle 不会这样写，出于安全没有导入任何题目。",
        hint=_HINT,
    )


def _line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _lines_of(pattern: re.Pattern[str], text: str) -> list[int]:
    lines, line, place = [], 1, 0
    for found in pattern.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        lines.append(line)
    return lines


def _encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    found = _DECLARED.match(data[:_LOOKED_AT])
    name = found[1].decode("ascii").lower() if found else "utf-8"
    # everything Chinese programs call GB2312 or GBK is read right by its superset
    if name in _CHINESE:
        return "gb18030"
    return name if name in _OTHERS else "utf-8"


def _decoded(data: bytes, file_name: str) -> str:
    """By its mark, else as declared, else as the two encodings that offices use."""
    for encoding in dict.fromkeys((_encoding(data), "utf-8", "gb18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise FileError(
        f"“{file_name}”的编码无法识别，没有导入任何题目。",
        hint=f"请另存为 UTF-8 编码后再试。{_HINT}",
    )

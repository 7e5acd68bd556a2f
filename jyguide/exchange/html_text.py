"""HTML that somebody's editor made, as the plain text the bank keeps."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from jyguide.bank.check import BLANK

PICTURE = "图片"
MEDIA = "音频或视频"
SCRIPT = "网页脚本"
ATTACHMENT = "附件"

_LOST = {
    "img": PICTURE,
    "svg": PICTURE,
    "canvas": PICTURE,
    "math": "数学公式",
    "audio": MEDIA,
    "video": MEDIA,
    "iframe": MEDIA,
    "object": MEDIA,
    "embed": MEDIA,
    "script": SCRIPT,
    "style": "",
}
_SKIPPED = frozenset({"script", "style", "svg", "math", "object", "iframe", "title", "template"})
_LINES = frozenset(
    {
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "table",
        "tr", "blockquote", "pre", "hr", "section", "article", "address", "figure", "figcaption",
        "caption", "thead", "tbody", "tfoot", "form", "fieldset", "header", "footer",
    }
)  # fmt: skip
_WORDS = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "center", "cite",
        "code", "col", "colgroup", "data", "del", "details", "dfn", "dir", "em", "font", "head",
        "html", "body", "i", "input", "ins", "kbd", "label", "legend", "li", "link", "main",
        "mark", "meta", "nav", "noscript", "optgroup", "option", "param", "picture", "q", "rp",
        "rt", "ruby", "s", "samp", "select", "small", "source", "span", "strike", "strong", "sub",
        "sup", "summary", "td", "textarea", "th", "time", "track", "tt", "u", "var", "wbr", "o:p",
    }
)  # fmt: skip
_KNOWN = _WORDS | _LINES | _SKIPPED | frozenset(_LOST) | {"ul", "ol", "dl"}
_HIGH = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})(?=[\s/>])")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_SPACES_AND_LINES = re.compile(r"[ \t\r\n\f\v\xa0]+")
_MOST_QUOTES = 40
"""Closing brackets inside quotes we look past; a tag with more of them is nobody's writing."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """What became of a piece of HTML.

    Attributes:
        lost: What stood in it that plain text cannot hold, such as ``图片``, each once.
    """

    text: str
    lost: tuple[str, ...] = ()


def html_to_text(source: str, *, keep_lines: bool = False) -> PlainText:
    """Paragraphs, breaks, list entries and table rows become lines; entities are decoded.

    Never raises, takes time in proportion to the length, and does not care how deeply elements
    are nested or whether they are closed.

    Args:
        source: Any text; without a tag or an entity it comes back but for its spaces.
        keep_lines: Line breaks of the source count too, as in Moodle's own auto-format.
    """
    if "<" not in source and "&" not in source:
        spaces = _SPACES if keep_lines else _SPACES_AND_LINES
        return PlainText(_tidy(spaces.sub(" ", source)))
    reader = _Reader(keep_lines=keep_lines)
    _Pieces(source, reader).run()
    return PlainText(_tidy(reader.text()), tuple(dict.fromkeys(filter(None, reader.lost))))


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class _Pieces:
    """Cuts the source into text and tags; each character is looked at a bounded number of times.

    Python's own HTML parser takes quadratic time over unfinished tags, and libxml2's drops what
    is nested too deeply.
    """

    def __init__(self, source: str, reader: _Reader) -> None:
        self._source = source
        self._reader = reader
        self._absent: set[str] = set()

    def run(self) -> None:
        source, place = self._source, 0
        while place < len(source):
            start = source.find("<", place)
            if start < 0:
                self._reader.data(source[place:])
                return
            if start > place:
                self._reader.data(source[place:start])
            place = self._piece(start)

    def _piece(self, start: int) -> int:
        """Read what begins with this bracket; gives the place after it."""
        if self._source.startswith("<!--", start):
            return self._past("-->", start + 4)
        if self._source.startswith(("<!", "<?"), start):
            return self._past(">", start + 2)
        found = _TAG.match(self._source, start)
        # what is no element is text with a bracket in it: “若 a<b，且 c>d”
        end = self._end(found.end()) if found and found[2].lower() in _KNOWN else -1
        if found is None or end < 0:
            self._reader.data("<")
            return start + 1
        name = found[2].lower()
        rest = self._source[found.end() : end]
        if found[1]:
            self._reader.close(name)
            return end + 1
        self._reader.open(name, rest)
        if name in _SKIPPED and not rest.endswith("/"):
            return self._skip(name, end + 1)
        return end + 1

    def _skip(self, name: str, start: int) -> int:
        """Past the closing tag of something whose inside is no text."""
        closing = f"</{name}"
        if closing in self._absent:
            return start
        found = re.compile(re.escape(closing), re.IGNORECASE).search(self._source, start)
        if found is None:
            self._absent.add(closing)
            return len(self._source) if name in ("script", "style") else start
        return self._past(">", found.end())

    def _past(self, mark: str, start: int) -> int:
        """The place after the mark; where there is none any more, the end."""
        end = -1 if mark in self._absent else self._source.find(mark, start)
        if end < 0:
            self._absent.add(mark)
            return len(self._source)
        return end + len(mark)

    def _end(self, start: int) -> int:
        """Place of the bracket that closes a tag, looking past those inside quotes."""
        if ">" in self._absent:
            return -1
        first = end = self._source.find(">", start)
        if first < 0:
            self._absent.add(">")
            return -1
        counted, quotes = start, {'"': 0, "'": 0}
        for _ in range(_MOST_QUOTES):
            for mark in quotes:
                quotes[mark] += self._source.count(mark, counted, end)
            counted = end
            if quotes['"'] % 2 == 0 and (quotes["'"] % 2 == 0 or quotes['"']):
                return end
            end = self._source.find(">", end + 1)
            if end < 0:
                return first
        return first


class _Reader:
    """Gathers the text; knows only what changes how text is read."""

    def __init__(self, *, keep_lines: bool) -> None:
        self._spaces = _SPACES if keep_lines else _SPACES_AND_LINES
        self._parts: list[str] = []
        self._lists: list[int] = []
        self._verbatim = 0
        self._shift: dict[int, int] | None = None
        self._underlined: int | None = None
        self.lost: list[str] = []

    def text(self) -> str:
        return "".join(self._parts)

    def data(self, raw: str) -> None:
        text = html.unescape(raw)
        text = text.replace("\xa0", " ") if self._verbatim else self._spaces.sub(" ", text)
        if self._shift and all(ord(one) in self._shift for one in text):
            text = text.translate(self._shift)
        self._parts.append(text)

    def open(self, name: str, rest: str) -> None:
        self._lose(name, rest)
        self._break(name)
        if name in ("td", "th"):
            self._parts.append("　")
        elif name in ("ul", "ol"):
            self._lists.append(0 if name == "ol" else -1)
        elif name == "li":
            self._entry()
        elif name == "pre":
            self._verbatim += 1
        elif name in ("sup", "sub"):
            self._shift = _HIGH if name == "sup" else _LOW
        elif name == "u":
            self._underlined = len(self._parts)

    def _lose(self, name: str, rest: str) -> None:
        if name in _LOST:
            self.lost.append(_LOST[name])
        elif name == "a" and "@@PLUGINFILE@@" in rest:
            self.lost.append(ATTACHMENT)

    def close(self, name: str) -> None:
        self._break(name)
        if name in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif name == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        elif name in ("sup", "sub"):
            self._shift = None
        elif name == "u":
            self._blank()

    def _break(self, name: str) -> None:
        if name in _LINES or name == "br":
            self._parts.append("\n")

    def _entry(self) -> None:
        mark = "• "
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}. "
        self._parts.append(f"\n{mark}")

    def _blank(self) -> None:
        """Underlined spaces are how office programs draw the place for an answer."""
        if self._underlined is None:
            return
        inside = "".join(self._parts[self._underlined :])
        if inside and not inside.strip():
            self._parts[self._underlined :] = [BLANK]
        self._underlined = None

"""What one paragraph shows: its text, and what is set apart in it, lost from it, or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jyguide.exchange.loose.types import LineNotes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip",)
_OLD_PICTURES = ("{urn:schemas-microsoft-com:vml}imagedata",)

_DELETED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{_COMPATIBLE}Fallback"})
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{_COMPATIBLE}AlternateContent"})
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_SIGNS = _BREAKS | {f"{W}noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off", "none"})
_BLANKS = " \t\u3000\u00a0"

PICTURE_LOST = "题干里有图片，图片没有导入，先存为草稿；请改写成文字后启用。"
FORMULA_LOST = "题里有公式，只读入了其中的文字，先存为草稿；请核对后启用。"
_STRUCK_LOST = "划掉的文字没有读入。"
_HIDDEN_LOST = "隐藏的文字没有读入。"
_FOOTNOTE_LOST = "脚注没有读入。"
_INCOMPLETE = frozenset({PICTURE_LOST, FORMULA_LOST})


@dataclass(slots=True)
class _Piece:
    """A stretch of text set in one way."""

    text: str
    emphasised: bool = False
    underlined: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph being read.

    Attributes:
        boxes: Text boxes anchored in it, whose paragraphs are read after it.
    """

    pieces: list[_Piece] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def notes(self) -> LineNotes | None:
        """What there is to say beside the text, or None."""
        emphasised = tuple(_stretches(self.pieces, lambda piece: piece.emphasised))
        underlined = tuple(_stretches(self.pieces, lambda piece: piece.underlined))
        losses = tuple(dict.fromkeys(self.losses))
        if not (emphasised or underlined or losses):
            return None
        return LineNotes(emphasised, underlined, losses, not _INCOMPLETE.isdisjoint(losses))


def read_paragraph(node: Any) -> Paragraph:
    """All that a ``w:p`` shows; tracked deletions and hidden text are left out."""
    found = Paragraph()
    _read(node, found)
    return found


def _stretches(pieces: list[_Piece], is_set: Any) -> Iterator[str]:
    """Text of neighbouring pieces that are set so, line by line."""
    stretch = ""
    for piece in (*pieces, _Piece("\n")):
        if is_set(piece) and "\n" not in piece.text:
            stretch += piece.text
            continue
        first, *more = piece.text.split("\n") if is_set(piece) else ("",)
        yield from (one.strip() for one in (stretch + first, *more[:-1]) if one.strip())
        stretch = more[-1] if more else ""


def _read(node: Any, found: Paragraph) -> None:
    for child in node.iterchildren():
        if child.tag == f"{W}r":
            _read_run(child, found)
        elif child.tag in {f"{_M}oMath", f"{_M}oMathPara"}:
            found.pieces.append(_Piece("".join(t.text or "" for t in child.iter(f"{_M}t"))))
            found.losses.append(FORMULA_LOST)
        elif child.tag in _DRAWN:
            _read_drawing(child, found)
        elif child.tag not in _DELETED:
            _read(child, found)


def _read_run(run: Any, found: Paragraph) -> None:
    look = run.find(f"{W}rPr")
    if _is_on(look, "strike") or _is_on(look, "dstrike"):
        found.losses += [_STRUCK_LOST] if _plain(run).strip() else []
        return
    if _is_on(look, "vanish"):
        found.losses += [_HIDDEN_LOST] if _plain(run).strip() else []
        return
    text = "".join(_run_pieces(run, found))
    underlined = _is_on(look, "u")
    if underlined and text and not text.strip(_BLANKS):
        text, underlined = "____", False
    if text:
        found.pieces.append(_Piece(text, _stands_out(look), underlined))


def _plain(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(f"{W}t"))


def _run_pieces(run: Any, found: Paragraph) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}sym":
            yield _SYMBOLS.get((child.get(f"{W}char") or "").upper()[-2:], "")
        elif child.tag in _DRAWN:
            _read_drawing(child, found)
        elif child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            found.losses.append(_FOOTNOTE_LOST)
        elif child.tag == f"{W}ruby":
            yield "".join(_plain(base) for base in child.iter(f"{W}rubyBase"))
        else:
            yield _SIGNS.get(child.tag, "")


def _read_drawing(node: Any, found: Paragraph) -> None:
    """A picture is lost; the paragraphs of a text box are read."""
    chosen = node.find(f"{_COMPATIBLE}Choice")
    shown = node if chosen is None else chosen
    found.boxes += list(shown.iter(f"{W}txbxContent"))
    ole = node.tag == f"{W}object"
    if ole or any(next(shown.iter(tag), None) is not None for tag in _PICTURES + _OLD_PICTURES):
        found.losses.append(PICTURE_LOST)


def _is_on(look: Any, name: str) -> bool:
    """Whether a property of the run is set, such as bold."""
    node = look.find(f"{W}{name}") if look is not None else None
    return node is not None and node.get(f"{W}val", "on") not in _OFF


def _stands_out(look: Any) -> bool:
    """Whether a run is bold, red or highlighted."""
    if look is None:
        return False
    return _is_on(look, "b") or _is_on(look, "highlight") or _is_red(look.find(f"{W}color"))


def _is_red(colour: Any) -> bool:
    value = colour.get(f"{W}val") or "" if colour is not None else ""
    try:
        red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
    except ValueError:  # "auto", or nothing
        return False
    return red >= _BRIGHT and max(green, blue) <= _DARK


_BRIGHT, _DARK = 0xB0, 0x60
_SYMBOLS = dict.fromkeys(("FC", "FE", "50", "D6"), "√") | dict.fromkeys(
    ("FB", "FD", "4F", "B4"), "×"
)
"""Ticks and crosses of the Wingdings fonts (FC/FE/FB/FD, 50/4F) and of Symbol (D6/B4)."""

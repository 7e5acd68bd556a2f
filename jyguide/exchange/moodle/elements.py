"""Reading the elements of a question in Moodle XML."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from jyguide.exchange.html_text import ATTACHMENT, PICTURE
from jyguide.exchange.moodle.texts import AUTO, HTML, MARKDOWN, PLAIN, Losses

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMATS = {
    "html": HTML,
    "plain_text": PLAIN,
    "markdown": MARKDOWN,
    "moodle_auto_format": AUTO,
    "wiki_like": PLAIN,
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def line_of(element: _Element) -> int:
    """The line on which an element begins, from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def inside(element: _Element | None) -> str:
    """The text of an element or of the ``<text>`` in it, trimmed unless it is marked exact.

    HTML that somebody put there without escaping it is given as HTML.
    """
    if element is None:
        return ""
    child = element.find("text")
    holder = element if child is None else child
    raw = holder.text or ""
    if child is not None and len(child):
        raw = _markup(child)
    return raw if holder.get(SPACE) == "preserve" else raw.strip()


def _markup(element: _Element) -> str:
    from lxml import etree  # noqa: PLC0415 - not needed to start

    children = [etree.tostring(child, encoding="unicode") for child in element]
    return "".join([element.text or "", *children])


def plain_inside(
    element: _Element | None,
    losses: Losses,
    where: str,
    otherwise: str = HTML,
    *,
    asked: bool = False,
) -> str:
    """The plain text of an element with a format.

    Args:
        element: May be missing.
        losses: Told of what could not be taken over.
        where: What it is, for the sentences: ``题干``.
        otherwise: Format where none is named.
        asked: The candidate sees it before answering.
    """
    if element is None:
        return ""
    format_ = text_format(element, otherwise)
    text = losses.plain(inside(element), format_, where, asked=asked)
    tell_files(element, losses, where, asked=asked)
    return text


def text_format(element: _Element | None, otherwise: str = HTML) -> str:
    """The format of the text in an element; an unknown one is HTML, as for Moodle."""
    name = element.get("format") if element is not None else None
    return otherwise if name is None else FORMATS.get(name.strip(), HTML)


def tell_files(element: _Element, losses: Losses, where: str, *, asked: bool) -> None:
    """Files that came along and are named nowhere in the text."""
    if element.find("file") is None:
        return
    if not any(warning.startswith(f"{where}里有{PICTURE}") for warning in losses.warnings):
        losses.tell(where, (ATTACHMENT,), asked=asked)


def number_inside(element: _Element | None, otherwise: float = 0.0) -> float:
    """The number in an element; ``otherwise`` where there is none."""
    return as_number(inside(element), otherwise)


def as_number(text: str | None, otherwise: float = 0.0) -> float:
    """``33.33333`` as a number, also with the comma of other countries."""
    try:
        number = float((text or "").strip().replace(",", "."))
    except ValueError:
        return otherwise
    return number if math.isfinite(number) else otherwise


def is_true(element: _Element | None, *, otherwise: bool) -> bool:
    """A yes or no as Moodle reads it: ``false``, ``0`` and nothing at all are no."""
    if element is None:
        return otherwise
    return inside(element) not in ("false", "0", "")

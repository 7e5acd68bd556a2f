"""Small XML parts of packages, parsed without anything that XML can do to us."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_DECLARING = re.compile(rb"<\0?!\0?(?:D\0?O\0?C|E\0?N\0?T)", re.IGNORECASE)
"""A document type or an entity, also in UTF-16."""
_HEAD = 64
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def parse_part(xml: bytes) -> ET.Element:
    """The root of a part, such as a list of relations.

    Raises:
        ValueError: it declares a document type or an encoding that no office program writes.
        xml.etree.ElementTree.ParseError: it is not well-formed.
    """
    if declares_type(xml):
        raise ValueError("a document type definition")
    try:
        return ET.fromstring(xml)  # noqa: S314 - bounded, and without entities
    except LookupError as error:
        raise ValueError(str(error)) from error


def declares_type(xml: bytes) -> bool:
    """Whether a document type or an entity is declared in it."""
    return _DECLARING.search(xml) is not None


def is_markup(head: bytes) -> bool:
    """Whether a part that begins so is XML, whatever it is called: a name costs nothing."""
    return head.startswith(_MARKS) or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"

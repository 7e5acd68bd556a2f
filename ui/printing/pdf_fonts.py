"""Which typefaces a PDF file of ours carries inside."""

from __future__ import annotations

import re

_DESCRIPTOR = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)(.*?)>>", re.DOTALL)
_FILE = re.compile(rb"/FontFile[23]?\s")


def embedded_fonts(data: bytes) -> tuple[str, ...]:
    """Names of the embedded typefaces, once each, in the order of the file.

    Qt writes descriptors of fonts uncompressed; one without a file in it is left out.
    """
    found = (
        name.decode("ascii", "replace")
        for name, rest in _DESCRIPTOR.findall(data)
        if _FILE.search(rest)
    )
    return tuple(dict.fromkeys(found))

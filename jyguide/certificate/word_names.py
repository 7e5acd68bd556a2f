"""Under which names certificates are written as Word files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from jyguide.attachment.naming import safe_name
from jyguide.certificate.text import CertificateText

_LONGEST = 40
"""Signs of a name: with four bytes each, number and ending beside them, a disk takes them."""


def word_targets(texts: Sequence[CertificateText], folder: Path) -> list[Path]:
    """By number and person, each another name; none leads out of the folder.

    Two PCs may have given one number to two people, or to one.
    """
    found: dict[str, Path] = {}
    for text in texts:
        name = safe_name(f"{text.number} {text.name[:_LONGEST]}")
        tries = (f"{name}（{number}）" for number in count(2))
        free = name
        while free.casefold() in found:
            free = next(tries)
        found[free.casefold()] = folder / f"{free}.docx"
    return list(found.values())

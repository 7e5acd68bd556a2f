"""Whom a list of names means that somebody pasted: one a line, perhaps with a tail to tell by."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jyguide.people.row import PersonRow

_ID_OR_PHONE = re.compile(r"\d{4,17}[\dXx]")
_SHORT_TAIL = re.compile(r"\d{3}[\dXx]")
_ORDINAL = re.compile(r"[（(]?\d{1,4}[)）.、]?")
_BETWEEN = re.compile(r"[\s,;，；、/|]+")


@dataclass(frozen=True, slots=True)
class NamedLine:
    """One line of the list.

    Attributes:
        found: Whom it may mean: one is sure, several must be asked about, none is unknown.
    """

    text: str
    found: tuple[PersonRow, ...]

    @property
    def sure(self) -> bool:
        return len(self.found) == 1


def named_lines(text: str, people: Iterable[PersonRow]) -> list[NamedLine]:
    """Each line of a pasted list with the people it may mean.

    A line is a name, in front of it perhaps a running number, after it perhaps an ID number or
    a phone or four or more last characters of one, and words of the organisation. Several names on
    a line without any number are taken one by one. Namesakes are told apart by what else the
    line says, and never by guessing.
    """
    by_name: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for row in people:
        by_name[_plain(row.name)].append(row)
    lines = []
    for line in text.splitlines():
        lines += [
            NamedLine(" ".join(part), tuple(_meant(part, by_name)))
            for part in _parts(line, by_name)
        ]
    return lines


def _parts(line: str, by_name: defaultdict[str, list[PersonRow]]) -> list[list[str]]:
    """The words of a line; where all of them are names, each is a line of its own."""
    words = [word for word in _BETWEEN.split(line.strip()) if word]
    if len(words) > 1 and _ORDINAL.fullmatch(words[0]) and not _SHORT_TAIL.fullmatch(words[0]):
        words = words[1:]
    words = [re.sub(r"^\d{1,3}[.、)）]", "", word) or word for word in words]
    if not words:
        return []
    if len(words) > 1 and all(_plain(word) in by_name for word in words):
        return [[word] for word in words]
    if _plain("".join(words)) in by_name:  # 张 三, as lists pad names of two characters
        return [["".join(words)]]
    return [words]


def _meant(words: Sequence[str], by_name: defaultdict[str, list[PersonRow]]) -> list[PersonRow]:
    name = next((word for word in words if _plain(word) in by_name), None)
    if name is None:
        return []
    found = by_name[_plain(name)]
    others = [_plain(word) for word in words if word is not name]
    for tail in (
        word.upper()
        for word in others
        if _ID_OR_PHONE.fullmatch(word) or _SHORT_TAIL.fullmatch(word)
    ):
        found = [row for row in found if row.id_number.endswith(tail) or row.phone.endswith(tail)]
    if len(found) > 1:
        told = [row for row in found if any(_says(word, row) for word in others)]
        found = told or found
    return found


def _says(word: str, row: PersonRow) -> bool:
    """Whether a word names where somebody belongs."""
    return len(word) > 1 and any(
        word in text for text in (row.organisation, row.post, row.station)
    )


def _plain(text: str) -> str:
    """Full-width forms narrowed, blanks dropped, the dots of minority names made one."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[.•・‧∙]", "·", plain)

"""What stands in a stem besides the question: places for an answer, and answers left in them."""

from __future__ import annotations

import re

from jyguide.bank.check import LETTER_PLACE as PLACE
from jyguide.exchange.loose.answers import read_judgement, read_letters
from jyguide.exchange.loose.lines import EMPTY_PLACE, LETTER_PLACE, MARK, MARK_PLACE
from jyguide.exchange.loose.options import join_lines

_MARK_AT_END = re.compile(
    rf"(?P<stem>.*?)[（(【\[]\s*(?P<mark>{MARK})?\s*[)）】\]]\s*(?P<stop>[。.]?)$", re.DOTALL
)
_BARE_MARK_AT_END = re.compile(
    r"(?P<stem>.*(?:[。.；;\s]\s*(?=[√✓✔×✗✘])|[。；;]\s*(?=[TF对错正])))(?P<mark>[√✓✔×✗✘TF对错]|正确|错误)$",
    re.DOTALL,
)
_JUDGED_WITH_REASON = re.compile(
    rf"(?P<stem>.+?[。；;.]?)\s*[（(]\s*(?P<told>{MARK}\s*[，,。；;：:][^（）()]{{1,200}})[)）]\s*[。.]?$",
    re.DOTALL,
)
_MARK_AT_START = re.compile(
    rf"[（(【\[]\s*(?P<mark>{MARK})?\s*[)）】\]]\s*(?P<stem>.*)(?P<stop>)$", re.DOTALL
)


def only_place(stem: str) -> str | None:
    """The letters in the only bracket of the stem that holds nothing but letters.

    Several brackets with the very same letters are one answer written twice.
    """
    told = set(_places(stem))
    return told.pop() if len(told) == 1 else None


def letters_of_places(stem: str) -> str | None:
    """``甲（B）、乙（D）``: the letters of several places, each of which holds one, in order."""
    found = _places(stem)
    single = len(found) > 1 and all(len(letters) == 1 for letters in found)
    return "".join(found) if single and found == sorted(set(found)) else None


def _places(stem: str) -> list[str]:
    return [read_letters(one[1] or one[2]) or "" for one in LETTER_PLACE.finditer(stem)]


def empty_place(stem: str) -> str:
    """Take the letters out; a bracket that held only them goes if the stem has another place."""
    others = EMPTY_PLACE.search(LETTER_PLACE.sub("", stem))
    return LETTER_PLACE.sub("" if others else PLACE, stem).strip()


def normal_places(stem: str) -> str:
    """Every place for a letter written the one way the bank writes it."""
    return EMPTY_PLACE.sub(PLACE, join_stem(stem))


def cut_mark(stem: str) -> tuple[str, str | None]:
    """The statement without its bracket, and the judgement that stood in it."""
    for pattern in (_MARK_AT_END, _BARE_MARK_AT_END, _MARK_AT_START):
        found = pattern.fullmatch(stem)
        if found:
            stop = found.groupdict().get("stop") or ""
            text = found["stem"].strip()
            rest = text if text.endswith("。") else text + stop
            return rest, _judged(found["mark"])
    places = list(MARK_PLACE.finditer(stem))
    if len(places) == 1:
        return MARK_PLACE.sub("", stem), _judged(places[0][1])
    return stem, None


def cut_reasoned_mark(stem: str) -> tuple[str, str]:
    """The statement, and ``错，应当批准`` in brackets behind it; empty where there is none."""
    found = _JUDGED_WITH_REASON.fullmatch(stem) if stem[-1:] in ")）。." else None
    return (found["stem"].strip(), found["told"].strip()) if found else (stem, "")


def cut_question(stem: str) -> tuple[str, str]:
    """The lines up to the last question mark, and those behind it."""
    lines = [line for line in stem.split("\n") if line.strip()]
    asking = [i for i, line in enumerate(lines) if _ASKING.search(line.strip())]
    last = asking[-1] if asking else len(lines) - 1
    return "\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :]).strip()


_ASKING = re.compile(
    r"[？?]\s*(?:[（(].*[)）])?$|^(?:请?(?:简述|简答|试述|论述|列举|说明)).{0,40}[。：:]?$"
)


def _judged(mark: str | None) -> str | None:
    judged = read_judgement(mark) if mark else None
    return judged[0] if judged else None


_COUNTED = re.compile(r"^\s*\d{1,2}\s*[.．、](?!\d)", re.MULTILINE)


def join_stem(stem: str) -> str:
    """Lines broken inside a sentence are joined; a line that ends a sentence keeps its end.

    Statements that the stem counts 1. 2. 3. stay on lines of their own.
    """
    if len(_COUNTED.findall(stem)) > 1:
        return "\n".join(piece.strip() for piece in stem.split("\n") if piece.strip())
    joined = ""
    for line in (piece.strip() for piece in stem.split("\n") if piece.strip()):
        ends = joined.endswith(tuple("。？?！!：:；;"))
        joined = f"{joined}\n{line}" if ends else join_lines(f"{joined}\n{line}")
    return joined

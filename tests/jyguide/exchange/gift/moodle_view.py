"""What Moodle makes of a GIFT text, after its documented rules and independent of our reader."""

import re
from dataclasses import dataclass, field

EDGES = " \t\n\r\0\x0b"
HIDDEN = {mark: f"\uf8f0{place}\uf8f1" for place, mark in enumerate(":#={}~n")}


@dataclass
class Seen:
    type: str
    stem: str
    name: str = ""
    number: str = ""
    answers: list = field(default_factory=list)
    pairs: list = field(default_factory=list)
    feedback: str = ""


def questions(text):
    """Every question of the text; categories and comments alone give none."""
    blocks, block = [], []
    for line in [*text.split("\n"), ""]:
        trimmed = line.strip(EDGES)
        if trimmed:
            block.append(trimmed)
        elif block:
            blocks.append(block)
            block = []
    return [seen for one in blocks if (seen := _question(one))]


def _question(lines):
    comments = "\n".join(line for line in lines if line.startswith("//"))
    text = "\n".join(" " if line.startswith("//") else line for line in lines).strip(EDGES)
    text = re.sub(r"\\(\\|[:#={}~n])", lambda found: HIDDEN.get(found[1], "\\"), text)
    if not text or text.startswith("$CATEGORY:"):
        return None
    name = ""
    if text.startswith("::"):
        name, _, text = text[2:].partition("::")
        text = text.strip(EDGES)
    start, end = text.find("{"), text.find("}")
    if start < 0 or end < 0:
        return Seen("unreadable", text)
    inside = text[start + 1 : end].strip(EDGES)
    middle = "" if text.endswith("}") else "_____"
    stem = _leaf(text[:start] + middle + text[end + 1 :])
    feedback = ""
    if (place := inside.rfind("####")) >= 0:
        inside, feedback = inside[:place].strip(EDGES), _leaf(inside[place + 4 :])
    number = re.search(r"\[id:((?:\\]|[^]\x00-\x1f])+)]", comments)
    seen = Seen("", stem, _shown(name), number[1].strip() if number else "", feedback=feedback)
    _answers(seen, inside)
    return seen


def _answers(seen, inside):
    if not inside:
        seen.type = "essay"
    elif inside.startswith("#"):
        seen.type = "numerical"
    elif "~" in inside:
        seen.type = "multichoice" if "=" in inside else "multichoice-multi"
        pieces = inside.replace("=", "~=").split("~")
        seen.answers = [_weighted(piece, 0.0) for piece in pieces if piece.strip(EDGES)]
    elif "=" in inside and "->" in inside:
        seen.type = "match"
        for piece in inside.split("=")[1:]:
            left, _, right = piece.partition("->")
            seen.pairs.append((_leaf(left), _shown(right).strip(EDGES)))
    elif inside in {"T", "TRUE", "F", "FALSE"}:
        seen.type = "truefalse"
        seen.answers = [(inside, 1.0)]
    else:
        seen.type = "shortanswer"
        seen.answers = [_weighted(piece, 1.0) for piece in inside.split("=")[1:]]


def _weighted(piece, otherwise):
    piece = piece.strip(EDGES)
    if piece.startswith("="):
        return _leaf(piece[1:].split("#")[0]), 1.0
    found = re.match(r"%(-*[0-9]{1,2}\.?[0-9]*)%", piece)
    if found:
        return _leaf(piece[found.end() :].split("#")[0]), float(found[1]) / 100
    return _leaf(piece.split("#")[0]), otherwise


def _leaf(text):
    text = text.strip(EDGES)
    found = re.match(r"\[(html|plain|markdown|moodle)\]", text)
    return _shown(text[found.end() if found else 0 :]).strip(EDGES)


def _shown(text):
    for mark, code in HIDDEN.items():
        text = text.replace(code, "\n" if mark == "n" else mark)
    return text

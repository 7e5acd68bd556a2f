"""Tables of questions in a Word file, turned into the layout of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADERS: tuple[tuple[str, str], ...] = (
    (r"序号|题号|编号|no\.?", "number"),
    (r"题型|试题类型|类型", "kind"),
    (r"题干|题目|试题|问题|题目内容|试题内容", "stem"),
    (r"(?:选项|备选答案)?\s*[A-J]\s*(?:选项)?", "option"),
    (r"选项|备选项|备选答案", "options"),
    (r"(?:正确|参考|标准)?答案", "answer"),
    (r"(?:答案)?解析", "explanation"),
    (r"依据|法规依据|出处", "basis"),
    (r"要点|答题要点", "points"),
    (r"难度", "difficulty"),
    (r"分类|类别|知识点", "category"),
)
_LABELS = {
    "kind": "【题型】",
    "answer": "【答案】",
    "explanation": "【解析】",
    "basis": "【依据】",
    "points": "【要点】",
    "difficulty": "【难度】",
    "category": "【分类】",
}

Row = list[str]
Rendered = tuple[list[str], range]
"""Lines, and the rows of the table that they come from."""
_SEARCHED_ROWS = 3
_OPTION = re.compile(r"[（(]?[A-JＡ-Ｊ]\s*[.．、:：)）]")
_LABELLED = re.compile(r"[【\[]?(?:(?:参考|正确|标准)?答案|(?:答案)?解析|依据|要点)")
_LETTER = re.compile(r"[（(]?([A-JＡ-Ｊ])[)）]?\s*[.．、:：]?")
_NUMBER_HEAD = re.compile(r"题号|序号|编号")
_RANGE = re.compile(r"\d{1,4}\s*[-~—–－～至]+\s*\d{1,4}")
_KEY = re.compile(r"[A-JＡ-Ｊ]{1,10}|[√×✓✗对错TF]|正确|错误")
_ANSWER_HEAD = re.compile(r"(?:参考|正确|标准)?答案")


def render_rows(rows: list[Row]) -> Iterator[Rendered]:
    """Lines of a table: keys as keys, columns by their headings, else cells one after another."""
    at = 0
    while at < len(rows):
        size = _key_grid(rows, at)
        if _bare_grid(rows, at):
            lines = [_joined(["题号", *rows[at]]), _joined(["答案", *rows[at + 1]]), ""]
            yield lines, range(at, at + 2)
            at += 2
        elif size:
            yield [_joined(row) for row in rows[at : at + size]] + [""], range(at, at + size)
            at += size
        elif roles := _roles(rows, at):
            yield from _under_headings(rows, at, roles)
            return
        elif at == 0 and _is_form(rows):
            yield _form_lines(rows), range(len(rows))
            return
        else:
            lines = _plain_row(rows[at])
            goes_on = at + 1 < len(rows) and _goes_on(rows[at + 1])
            yield lines if goes_on else [*lines, ""], range(at, at + 1)
            at += 1


def _joined(row: Row) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row if cell)


def _key_grid(rows: list[Row], at: int) -> int:
    """How many rows from here are a table of answers: 题号 above 答案, or pairs in columns."""
    heads = [_bare(cell) for cell in rows[at] if cell]
    if not heads or not _NUMBER_HEAD.fullmatch(heads[0]):
        return 0
    below = [_bare(cell) for cell in rows[at + 1] if cell] if at + 1 < len(rows) else []
    if all(cell.isdecimal() for cell in heads[1:]) and below:
        return 2 * (len(heads) > 1 and bool(_ANSWER_HEAD.fullmatch(below[0])))
    in_pairs = len(heads) % 2 == 0 and all(
        (_ANSWER_HEAD if i % 2 else _NUMBER_HEAD).fullmatch(h) for i, h in enumerate(heads)
    )
    return len(rows) - at if in_pairs else 0


def _bare_grid(rows: list[Row], at: int) -> bool:
    """Whether a row of numbers stands above a row of letters or marks, with no headings."""
    pair = [[_bare(cell) for cell in row if cell] for row in rows[at : at + 2]]
    if len(pair) < 2 or len(pair[0]) < 2 or len(pair[0]) != len(pair[1]):  # noqa: PLR2004 - two rows of two
        return False
    return all(n.isdecimal() for n in pair[0]) and all(_KEY.fullmatch(k) for k in pair[1])


def _bare(text: str) -> str:
    return "".join(text.split())


def _roles(rows: list[Row], at: int) -> list[str]:
    """What each column holds, where this row is the heading of a table of questions."""
    if at >= _SEARCHED_ROWS:
        return []
    roles = [_role(cell) for cell in rows[at]]
    told = {"answer", "option", "options", "kind"}.intersection(roles)
    return roles if "stem" in roles and told else []


def _under_headings(rows: list[Row], at: int, roles: list[str]) -> Iterator[Rendered]:
    for index in range(at + 1, len(rows)):
        row = rows[index]
        if row == rows[at]:
            continue
        filled = [cell for cell in row if cell]
        alone = len(filled) == 1 and row[0] == filled[0]
        lines = [row[0], ""] if alone else _named_row(row, roles, rows[at])
        yield lines, range(index, index + 1)


def _is_form(rows: list[Row]) -> bool:
    """Whether each row names one part of a single question: 题干 | …, A | …, 答案 | …."""
    known = [row for row in rows if len(row) > 1 and _role(row[0])]
    return len(known) >= _FEWEST_PARTS and len(known) * 2 > len(rows) and _asks_and_tells(known)


_FEWEST_PARTS = 3


def _asks_and_tells(rows: list[Row]) -> bool:
    roles = {_role(row[0]) for row in rows}
    return "stem" in roles and bool(roles & {"answer", "option", "options"})


def _form_lines(rows: list[Row]) -> list[str]:
    roles = [_role(row[0]) for row in rows]
    return _named_row(
        ["\n".join(filter(None, row[1:])) for row in rows], roles, [r[0] for r in rows]
    )


def _goes_on(row: Row) -> bool:
    """Whether a row belongs to the question of the row above: options, an answer."""
    first = next((cell for cell in row if cell), "")
    lettered = _LETTER.fullmatch(first) is not None and len([c for c in row if c]) > 1
    return lettered or bool(_OPTION.match(first) or _LABELLED.match(first))


def _role(header: str) -> str:
    bare = "".join(header.split())
    return next((role for words, role in _HEADERS if re.fullmatch(words, bare, re.I)), "")


def _plain_row(row: Row) -> list[str]:
    cells = [cell for cell in row if cell]
    if len(cells) > 1 and re.fullmatch(r"\d{1,4}[.．、]?", cells[0]):
        cells = [f"{cells[0].rstrip('.．、')}. {cells[1]}", *cells[2:]]
    elif len(cells) > 1 and _RANGE.fullmatch(cells[0]):
        cells = [" ".join(cells)]
    return [line for cell in _with_letters(cells) for line in cell.split("\n")]


def _with_letters(cells: list[str]) -> Iterator[str]:
    """A letter in a cell of its own goes before the text in the next."""
    letter = ""
    for cell in cells:
        alone = _LETTER.fullmatch(cell)
        if alone and not letter and cell is not cells[-1]:
            letter = alone[1]
        else:
            yield f"{letter}. {cell}" if letter else cell
            letter = ""


def _named_row(row: Row, roles: list[str], headers: Row) -> list[str]:
    cells = list(zip(roles, row, headers, strict=False))
    number = next((text for role, text, _ in cells if role == "number"), "")
    lines = [_named_cell(*cell) for cell in sorted(cells, key=lambda cell: _order(cell[0]))]
    lines = [line for line in lines if line]
    if number and lines:
        lines[0] = f"{number.rstrip('.．、')}. {lines[0]}"
    return [piece for line in lines for piece in line.split("\n")] + [""]


def _order(role: str) -> int:
    return {"stem": 0, "option": 1, "options": 1}.get(role, 2)


def _named_cell(role: str, text: str, header: str) -> str:
    if not text or role in {"", "number"}:
        return ""
    if role == "option":
        letter = re.search(r"[A-Ja-j]", header)
        return f"{letter[0].upper() if letter else ''}. {text}"
    return _LABELS.get(role, "") + text

"""Tables of questions in a Word file, turned into the layout of running text."""

from __future__ import annotations

import re

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


def render_rows(rows: list[Row]) -> list[str]:
    """Lines of a table: columns named by a heading row, else cells one after another."""
    roles = [_role(cell) for cell in rows[0]] if rows else []
    if "stem" in roles and "answer" in roles:
        return [line for row in rows[1:] for line in _named_row(row, roles, rows[0])]
    return [line for row in rows for line in _plain_row(row)]


def _role(header: str) -> str:
    bare = "".join(header.split())
    return next((role for words, role in _HEADERS if re.fullmatch(words, bare, re.I)), "")


def _plain_row(row: Row) -> list[str]:
    cells = [cell for cell in row if cell]
    if len(cells) > 1 and re.fullmatch(r"\d{1,4}[.．、]?", cells[0]):
        cells = [f"{cells[0].rstrip('.．、')}. {cells[1]}", *cells[2:]]
    return [line for cell in cells for line in cell.split("\n")] + [""]


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

"""What is meant by the text after 答案."""

from __future__ import annotations

import re
import unicodedata

from jyguide.bank.item import OPTION_LETTERS
from jyguide.exchange.loose.lines import MARK, MARK_WORDS

_BETWEEN_LETTERS = re.compile(r"[\s、,，;；.．。/|｜→➝>＞\-—–和及与()（）]+")
_TRAILING_REMARK = re.compile(r"[（(][^（）()]*[)）]\s*[。.]?$")
_LETTER_WITH_TEXT = re.compile(r"([A-Za-zＡ-Ｊ])\s*[.．、:：)）\s]\s*(.+)", re.DOTALL)
_MARK_WITH_REASON = re.compile(
    rf"[（(]?\s*({MARK})\s*[)）]?(?:$|[，,。；;：:.\s（(]\s*(.*))", re.DOTALL
)
_NONE = re.compile(
    r"[（(]?\s*(?:略|暂无|无|见后|见附件|待定|见教材|见课本|自行作答|开放题|开放性试题|/|／|-+|—+)\s*[)）]?[。.]?"
)
_ENUMERATED = re.compile(r"(?:[（(]\s*\d{1,2}\s*[)）]|[①-⑳]|(?<!\d)\d{1,2}\s*[.．、](?!\d))")
_VARIANT_SIGNS = re.compile(r"[|｜]|(?<!\d)/|/(?!\d)")


def is_missing(text: str) -> bool:
    """Whether the text says that no answer is given, such as 略 or 暂无."""
    return not text.strip() or bool(_NONE.fullmatch(text.strip()))


def is_only_mark(text: str) -> bool:
    """Whether an answer in words is nothing but a letter or a number, such as （一） or ⑵."""
    return bool(_ONLY_MARK.fullmatch(text.strip()))


_ONLY_MARK = re.compile(
    r"[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Ja-j])\s*[)）][.。]?"
    r"|[①-⑳⑴-⒇Ⅰ-Ⅻ][.。]?|[A-Ja-jＡ-Ｊ]{1,10}[.。]?"
)


def read_letters(text: str, options: tuple[str, ...] = ()) -> str | None:
    """Letters in the order written, ``"CABD"``; None when the text is something else.

    A single letter may be followed by the text of its option (``B. 一年``), letters by a remark
    in brackets.
    """
    wide = unicodedata.normalize("NFKC", text).strip()
    if chosen := _CHOSEN.fullmatch(wide):
        wide = chosen["letters"]
    if options and wide.rstrip("。.") in _ALL:
        return OPTION_LETTERS[: len(options)]
    bare = _BETWEEN_LETTERS.sub("", wide) or ""
    if re.fullmatch(r"[A-Za-z]{1,26}", bare):
        return bare.upper()
    return (
        _letter_with_text(text.strip(), options)
        or _letters_with_remark(text.strip())
        or _letters_with_texts(text.strip(), options)
    )


_ALL = frozenset({"全选", "全部", "全部选项", "以上全选"})
_CHOSEN = re.compile(
    r"(?:应?选择?)?\s*(?P<letters>[A-Ja-j](?:[\s、,，和及]*[A-Ja-j]){0,9})\s*[项]?[。.]?"
)


def _letter_with_text(text: str, options: tuple[str, ...]) -> str | None:
    found = _LETTER_WITH_TEXT.fullmatch(text)
    if not found:
        return None
    letter = unicodedata.normalize("NFKC", found[1]).upper()
    index = OPTION_LETTERS.find(letter)
    named = options[index] if 0 <= index < len(options) else None
    return (
        letter
        if named is not None and found[2].strip().rstrip("。；;") == named.rstrip("。；;")
        else None
    )


def _letters_with_texts(text: str, options: tuple[str, ...]) -> str | None:
    """``A:甲; C:丙;`` on a line each, as answering programs print several right options."""
    pieces = [piece for piece in re.split(r"[\n;；]", text) if piece.strip()]
    letters = [_letter_with_text(piece.strip(), options) for piece in pieces]
    return "".join(filter(None, letters)) if len(pieces) > 1 and all(letters) else None


def _letters_with_remark(text: str) -> str | None:
    bare = _TRAILING_REMARK.sub("", text).strip()
    return read_letters(bare) if bare != text and bare else None


def remark_behind(text: str) -> str:
    """What stands in brackets behind the letters of an answer: ``B（《条例》第四条）``."""
    found = _TRAILING_REMARK.search(text.strip())
    inside = found[0].rstrip("。.").strip("（）() ") if found else ""
    return inside if len(inside) > 1 and read_letters(inside) is None else ""


def named_option(text: str, options: tuple[str, ...]) -> str | None:
    """The letter of the one option whose very text the answer is."""
    bare = text.strip().rstrip("。")
    found = [i for i, option in enumerate(options) if option.rstrip("。") == bare]
    return (
        OPTION_LETTERS[found[0]]
        if bare and len(found) == 1 and found[0] < len(OPTION_LETTERS)
        else None
    )


def read_judgement(text: str) -> tuple[str, str] | None:
    """``"T"`` or ``"F"`` and the reason given behind it; None when the text is neither."""
    found = _MARK_WITH_REASON.fullmatch(text.strip())
    if not found:
        return None
    reason = (found[2] or "").strip().strip("）)").strip()
    return MARK_WORDS[_plain_mark(found[1])], reason


def _plain_mark(mark: str) -> str:
    return mark if mark in MARK_WORDS else mark.upper()


def read_blanks(text: str, blanks: int) -> tuple[tuple[str, ...], ...] | None:
    """Accepted variants for each blank; None when no cut gives as many as there are blanks.

    ``；`` stands between blanks and ``|`` or ``/`` between variants; where that does not add up,
    enumerations, ``|``, then commas, then spaces are tried between blanks.
    """
    if blanks == 1 and len(_listed(text)) > 1:
        return None  # 1. … 2. … answers several blanks, or several questions
    for pieces in _ways(text.strip().rstrip("。"), blanks):
        if len(pieces) == blanks and all(pieces):
            cut = tuple(_variants(piece) for piece in pieces)
            return cut if all(cut) else None
    return None


def _ways(text: str, blanks: int) -> list[list[str]]:
    signs = [r"[；;\n]", r"[|｜]", r"[、，,]", r"[\s　]+"]
    if blanks == 1:
        return [_pieces(signs[0], text)]
    return [_listed(text), _boxed(text), *(_pieces(sign, text) for sign in signs)]


def _boxed(text: str) -> list[str]:
    """``（书记）（委员）``: a bracket for each blank."""
    return _BRACKET.findall(text) if not _BRACKET.sub("", text).strip() else []


_BRACKET = re.compile(r"[（(]([^（）()]+)[)）]")


def _listed(text: str) -> list[str]:
    """``（1）3（2）5`` and ``①3②5``: what stands behind numbers that count from 1."""
    numbers = [unicodedata.normalize("NFKC", sign) for sign in _ENUMERATED.findall(text)]
    counted = [int(re.sub(r"\D", "", number)) for number in numbers]
    head, *pieces = _ENUMERATED.split(text)
    in_order = counted == list(range(1, len(counted) + 1)) and not head.strip()
    return [piece.strip(" 　；;，,。、\n") for piece in pieces] if in_order else []


def _pieces(sign: str, text: str) -> list[str]:
    return [piece.strip().rstrip("。") for piece in re.split(sign, text.strip("；;\n "))]


def _variants(piece: str) -> tuple[str, ...]:
    found = [variant.strip() for variant in _VARIANT_SIGNS.split(piece) if variant.strip()]
    return tuple(dict.fromkeys(found))


def read_points(text: str) -> tuple[str, ...]:
    """Key points: cut at ；, line ends and enumerations."""
    pieces = re.split(r"[；;\n|｜]", _ENUMERATED.sub("\n", text))
    return tuple(dict.fromkeys(p for p in (piece.strip(" \t　。，,") for piece in pieces) if p))


def read_difficulty(text: str) -> int | None:
    """1 easy, 2 medium, 3 hard; None when the word says nothing we know."""
    bare = unicodedata.normalize("NFKC", text).strip(" 。")
    words = {
        "易": 1,
        "容易": 1,
        "简单": 1,
        "低": 1,
        "较易": 1,
        "中": 2,
        "中等": 2,
        "一般": 2,
        "适中": 2,
    }
    hard = {
        "难": 3,
        "困难": 3,
        "较难": 3,
        "高": 3,
        "1": 1,
        "2": 2,
        "3": 3,
        "★": 1,
        "★★": 2,
        "★★★": 3,
    }
    return (words | hard).get(bare)

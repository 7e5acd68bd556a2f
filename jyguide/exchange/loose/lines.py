"""What a single line of the loose layout is: heading, numbered start, labelled part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.types import Label, LineNotes

MARK_WORDS = {
    **dict.fromkeys("√✓✔☑VvTtYy对是真", "T"),
    **dict.fromkeys("×✗✘✕╳☒XxFfNn错否假", "F"),
    **dict.fromkeys(("正确", "TRUE", "YES", "RIGHT"), "T"),
    **dict.fromkeys(("错误", "不正确", "不对", "FALSE", "NO", "WRONG"), "F"),
}
"""How files write right and wrong; V and X are what keyboards offer for √ and ×."""

MARK = (
    "(?:不正确|正确|错误|不对|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]"
    "|[√✓✔☑×✗✘✕╳☒VvXxTtFfYyNn对错是否])"
)
_LETTER = "[A-Ja-jＡ-Ｊａ-ｊ]"
LETTERS = rf"(?:{_LETTER}(?:[\s、,，]*{_LETTER})*)"
EMPTY_PLACE = re.compile(r"[（(]\s*+_*+\s*+[)）]|【\s*+_*+\s*+】|_{2,}+")
LETTER_PLACE = re.compile(rf"[（(【\[]\s*({LETTERS})\s*[)）】\]]|(?<!_)_++\s*({LETTERS})\s*_+")
MARK_PLACE = re.compile(rf"[（(【\[]\s*({MARK})\s*[)）】\]]")

_ORDINAL = r"[一二三四五六七八九十]{1,3}"
SECTION_WORD = (
    r"单项选择题?|单选题?|多项选择题?|多选题?|不定项选择题?|不定项题?|选择题"
    r"|判断(?:正误|对错|是非)?题?|是非题|正误题|填空题?|简答题?|问答题?|论述题?|简述题?"
    r"|名词解释题?|(?:案例|材料)?分析题|案例题|排序题?|口答题?|口述题?"
)
_SECTION = re.compile(
    rf"[【\[#*\s]*(?:第?{_ORDINAL}(?:部分|大题|[、.．,，:：)）\s])*"
    rf"|[（(]{_ORDINAL}[)）][、.．]?|[ⅠⅡⅢⅣⅤⅥ]+[、.．]|Part\s*[A-Z1-9][\s:：]*"
    rf"|(?P<digits>\d{{1,2}}\s*[、.．]))?\s*"
    rf"(?P<word>{SECTION_WORD})[】\]*]*(?P<rest>.*)$"
)
_SECTION_REST = re.compile(r"\s*(?:部分)?\s*[:：。]?\s*(?:[（(].*|[共每续].*|本(?:大)?题.*)?$")
_SECTION_ORDINAL = re.compile(
    rf"[【\[#*\s]*[第（(]?(?P<ordinal>{_ORDINAL})(?:部分|大题|[、.．,，:：)）\s])"
)
_SECTION_NOTE = re.compile(r"\s*[:：]?\s*(?:[（(].*[分题每共].*)?$")
_CHAPTER = re.compile(
    rf"第(?:{_ORDINAL}|\d{{1,3}}|[ⅠⅡⅢⅣI]{{1,3}})(?:章|节|编|部分|单元|卷)(?:\s|$|[:：、(（])"
)
_ORDINAL_START = re.compile(rf"(?P<number>{_ORDINAL})、\s*(?P<rest>.+)$")
_ORDINAL_IN_BRACKETS = re.compile(rf"[（(](?P<number>{_ORDINAL})[)）]\s*(?P<rest>.+)$")

_KIND_SIGNS = (
    ("单", ItemKind.SINGLE),
    ("多", ItemKind.MULTIPLE),
    ("判断", ItemKind.TRUE_FALSE),
    ("是非", ItemKind.TRUE_FALSE),
    ("正误", ItemKind.TRUE_FALSE),
    ("填空", ItemKind.FILL_IN),
    ("排序", ItemKind.ORDERING),
    ("口", ItemKind.ORAL),
    ("选", None),
    ("不定项", None),
)

_NUMBER = re.compile(
    r"[★☆*]?\s*(?:(?:第\s*(?P<titled>\d{1,6})\s*[题问]"
    r"|(?:题目?|试题|[QqＱ])\s*(?P<named>\d{1,6})(?=[\s.．、:：)）]))\s*[.．、:：)）]?"
    r"|[（(【\[]\s*(?P<bracketed>\d{1,6})\s*[)）】\]]\s*[.．、]?"
    r"|(?P<plain>\d{1,6})\s*(?P<sign>[.．、)）:：。])"
    r"|(?P<circled>[①-⑳])\s*[.．、]?"
    r"|(?P<weak>\d{1,6})(?=\s))\s*"
)
_MARK_BEFORE_NUMBER = re.compile(rf"(?P<place>[（(]\s*(?:{MARK}|{LETTERS})?\s*[)）])\s*(?=\d)")

_LABEL_NAMES: tuple[tuple[str, Label], ...] = (
    (r"(?:答案|试题|题目|参考)?解析|分析", Label.EXPLANATION),
    (r"(?:法规|政策|条文|出题|答案|条款)?依据|出处", Label.BASIS),
    (r"(?:答题|答案|评分|得分|关键)?要点|得分点|采分点", Label.POINTS),
    (r"(?:参考|正确|标准|本题)?答案(?:是|为)?|[Aa]nswer|ANSWER", Label.ANSWER),
    (r"难度(?:系数|等级)?|难易(?:程度|度)", Label.DIFFICULTY),
    (r"(?:所属)?分类|类别|知识点|考点", Label.CATEGORY),
    (r"(?:试题)?题型|试题类型", Label.KIND),
    (r"(?:本题)?得分|分[值数]|用时|答题时间|正确率|是否正确|作答(?:情况|结果)?", Label.SCORE),
    (r"(?:我|你|您|考生|学生|用户|学员)的?(?:答案|作答|选择)|AI讲解", Label.SCORE),
)
_INLINE = "|".join(f"(?:{names})" for names, _ in _LABEL_NAMES)
_LABEL = re.compile(
    rf"[【\[]\s*(?P<boxed>{_INLINE}|答)\s*[】\]]\s*[:：]?"
    rf"|(?:^|(?<=[\s。？?！!；;）)】\](（]))(?P<inline>{_INLINE})\s*[:：]"
    rf"|(?<=\S)(?P<glued>(?:(?<![都均皆全])正确|参考)?答案)\s*[:：]"
    rf"(?=\s*(?:(?:{LETTERS}|{MARK})(?:$|[\s。,，;；]|解析|【)|$))"
    r"|(?<=[A-Ja-jＡ-Ｊ√×对错确误])(?P<after>(?:答案)?解析)\s*[:：]"
    r"|^(?P<start>答)\s*[:：]"
    r"|^(?P<bare>(?:参考|正确|标准)?答案(?:是|为)?)(?:\s+|$|(?=[A-Ja-jＡ-Ｊ√×✓✔（(]))"
    r"|^(?:应?选择?)(?P<chosen>(?=\s*[:：]?\s*[A-JＡ-Ｊ]{1,10}[。.]?$))\s*[:：]?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number from 1; outer spaces are gone.

    Several lines may have one number, where a line of the file holds several things.
    """

    number: int
    text: str
    notes: LineNotes | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; ``kind`` is None where it names no single kind, such as 选择题.

    Attributes:
        ordinal: ``一`` of ``一、单选题``, or empty.
        cased: Its questions are about cases that are told above them.
        judging: What ``正确的填“A”，错误的填“B”`` in it says: the letters for right and wrong.
    """

    kind: ItemKind | None
    ordinal: str = ""
    cased: bool = False
    judging: str = ""


@dataclass(frozen=True, slots=True)
class NumberMark:
    """The number at the start of a line and what follows it.

    Attributes:
        doubtful: It may as well be a quantity: ``3.5``, ``12:30``, ``5 名``.
        circled: It is written ①, as the parts of a question mostly are.
    """

    number: int
    rest: str
    bracketed: bool
    doubtful: bool
    circled: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line; ``label`` is None for what stands before any label."""

    label: Label | None
    text: str


def split_lines(text: str, notes: Mapping[int, LineNotes] | None = None) -> list[Line]:
    """Lines of the text under the numbers that an editor shows; ``notes`` are by number.

    What else ends a line (a page break, Word's own soft break) makes further lines of the same
    number. Invisible characters are dropped.
    """
    found = []
    for number, whole in enumerate(_LINE_END.split(text), start=1):
        noted = (notes or {}).get(number)
        if whole.isprintable():
            found.append(Line(number, whole.replace("＿", "_").strip(), noted))
        else:
            found += [_clean(number, piece, noted) for piece in whole.splitlines() or [""]]
    return found


_LINE_END = re.compile(r"\r\n?|\n")
_CONTROL_LOSS = "有看不见的控制字符，已经去掉。"


def _clean(number: int, line: str, notes: LineNotes | None) -> Line:
    strange = [c for c in line if unicodedata.category(c) in {"Cf", "Cc", "Cs"} and c != "\t"]
    text = line.translate(dict.fromkeys(map(ord, strange))) if strange else line
    if any(unicodedata.category(c) != "Cf" for c in strange):
        told = notes or LineNotes()
        notes = replace(told, losses=(*told.losses, f"第 {number} 行{_CONTROL_LOSS}"))
    return Line(number, text.replace("\u00a0", " ").replace("＿", "_").strip(), notes)


def kind_of(word: str) -> ItemKind | None:
    """The kind a section word or a 题型 cell names; None where it leaves it open."""
    if not re.search(SECTION_WORD, word):
        return None
    return next((kind for sign, kind in _KIND_SIGNS if sign in word), ItemKind.SHORT_ANSWER)


def read_section(text: str) -> Section | None:
    """The heading of a section that names the kind of its items."""
    found = _SECTION.match(text)
    if not found and len(text) < _LONGEST_SPACED:  # 单 项 选 择 题, spread to look well
        text = "".join(text.split())
        found = _SECTION.match(text)
    if not found:
        return None
    allowed = _SECTION_NOTE if found["digits"] else _SECTION_REST
    if not allowed.fullmatch(found["rest"]):
        return None
    ordinal = _SECTION_ORDINAL.match(text)
    cased = "案例" in found["word"] or "材料" in found["word"]
    return Section(
        kind_of(found["word"]), ordinal["ordinal"] if ordinal else "", cased, read_judging(text)
    )


def read_judging(text: str) -> str:
    """``"AB"`` where an instruction says to put A for right and B for wrong; else empty."""
    right, wrong = _RIGHT_PUT.search(text), _WRONG_PUT.search(text)
    letters = right[1] + wrong[1] if right and wrong else ""
    both = unicodedata.normalize("NFKC", letters).upper()
    return both if len(set(both)) == len(_BOTH) else ""


_BOTH = "AB"
_PUT = (
    r"[^，,。；;正对错]{0,6}[填选涂写用为][涂写入上]?\s*[“\"'‘「（(]?\s*([A-Ba-bＡＢ])(?![A-Za-z])"
)
_RIGHT_PUT = re.compile(rf"(?<!不)(?:正确|对)的?{_PUT}")
_WRONG_PUT = re.compile(rf"(?:错误|不正确|不对|错)的?{_PUT}")


_LONGEST_SPACED = 40


def cut_section(text: str) -> tuple[str, str] | None:
    """A heading and what stands behind it on the same line: ``一、单选题：1.A 2.B``."""
    found = _SECTION.match(text)
    if not found or found["digits"]:
        return None
    note = _SECTION_NOTE_ONLY.match(found["rest"])
    rest = found["rest"][note.end() :] if note else found["rest"]
    return (text[: len(text) - len(rest)].strip(), rest.strip()) if rest.strip() else None


_SECTION_NOTE_ONLY = re.compile(
    r"\s*(?:部分)?\s*[:：。]?\s*(?:[（(][^（）()]*[)）])?\s*[:：。]?\s*"
)


def is_chapter(text: str) -> bool:
    """Whether the line is a heading of a chapter, which says nothing about kinds."""
    return bool(_CHAPTER.match(text))


def read_ordinal(text: str, *, bracketed: bool = False) -> tuple[str, str] | None:
    """A line numbered 一、 二、 …: the number and the rest.

    With ``bracketed``, （二） counts as well if the line ends with a question mark.
    """
    found = _ORDINAL_START.match(text)
    if bracketed and not found and text.endswith(("？", "?")):
        found = _ORDINAL_IN_BRACKETS.match(text)
    return (found["number"], found["rest"]) if found else None


def read_number(text: str) -> NumberMark | None:
    """The number of a question at the start of the line, if one may be there."""
    lead = _MARK_BEFORE_NUMBER.match(text)
    found = _NUMBER.match(text, lead.end() if lead else 0)
    if not found:
        return None
    digits = next(found[name] for name in _NUMBER_FORMS if found[name])
    rest = text[found.end() :]
    decimal = found["sign"] in {".", "．", ":", "："} and bool(
        _FRACTION.match(text, found.end("sign"))
    )
    return NumberMark(
        number=int(unicodedata.normalize("NFKC", digits)),
        # a judgement typed in front of the number belongs behind the statement
        rest=rest + (lead["place"] if lead else ""),
        bracketed=found["bracketed"] is not None,
        doubtful=decimal or found["weak"] is not None,
        circled=found["circled"] is not None,
    )


_FRACTION = re.compile(r"\d(?!\d{3}年|\d世纪)")
"""Digits that a point parts from a number; a year or a century begins a sentence."""
_NUMBER_FORMS = ("plain", "titled", "named", "bracketed", "circled", "weak")


def segments(text: str) -> list[Segment]:
    """The line cut at its labels: ``【答案】C【解析】…`` gives an answer and an explanation."""
    marks = list(_LABEL.finditer(text))
    if not marks:
        return [Segment(None, text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    head = text[: marks[0].start()].strip()
    parts = [
        Segment(_label_of(mark), text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]
    return [Segment(None, head), *parts] if head else parts


def _label_of(mark: re.Match[str]) -> Label:
    name = next(filter(None, mark.groups()), "答案")
    known = (label for names, label in _LABEL_NAMES if re.fullmatch(names, name))
    return next(known, Label.ANSWER)


def asks(text: str) -> bool:
    """Whether the line itself has the look of a question: a place to fill, or a question mark."""
    places = (EMPTY_PLACE, LETTER_PLACE, MARK_PLACE)
    return any(place.search(text) for place in places) or text.rstrip().endswith(("？", "?"))

"""Lines put straight before they are understood: page numbers out, what is run together parted.

Text copied from web pages, PDF files and answering programs has marks and page numbers in it, and
several questions on a line. Every line keeps its number, so that a person finds it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from jyguide.bank.item import OPTION_LETTERS
from jyguide.exchange.loose.gluing import part_glued
from jyguide.exchange.loose.grids import flatten_grids
from jyguide.exchange.loose.lines import Line, read_number

_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|>\s+)|\*\*")
_ANSWER_IN_BRACKETS = re.compile(
    r"[（(]\s*(?P<told>(?:参考|正确|标准)?答案\s*[:：]\s*[^（）()]{1,20}?)\s*[)）]\s*$"
)
_WRAPPED_LABEL = re.compile(
    r"[（(]\s*(?P<told>(?:(?:参考|正确|标准)?答案|(?:答案)?解析|(?:法规)?依据|出处)\s*[:：].*)[)）]\s*$"
)
_STAR_BEFORE_OPTION = re.compile(r"^[*＊√✓✔☑★]\s*(?=[A-Ja-jＡ-Ｊ]\s*[.．、:：)）])(?P<text>.*)$")
_STAR_BEHIND_TAG = re.compile(r"(?<=[\]】])\s*\*$")
_PAGE = re.compile(
    r"[-—–－~·\s]{1,6}\d{1,4}[-—–－~·\s]{1,6}"
    r"|第?\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_RULE = re.compile(r"[-=_*~—–─━═·.…\s]{3,}")
_POINTS = re.compile(r"[（(]?\s*\d{1,3}(?:\.\d)?\s*分\s*[)）]?")
_BULLET = re.compile(r"^[○●◯〇□☐■☑☒◎▢⚪⚫]\s*(?P<text>\S.*)$")
_LETTERED = re.compile(r"[A-Ja-jＡ-Ｊ]\s*[.．、:：)）]")
_ASKER = re.compile(r"^[QqＱ]\s*(?P<number>\d{0,6})\s*[:：.．、]\s*(?P<text>.+)$")
_REPLIER = re.compile(r"^[AaＡ]\s*[:：.．、]\s*(?P<text>.+)$")
_ASKED = re.compile(r"(?:\d{1,6}\s*[.．、])?\s*问\s*\d{0,6}\s*[:：]")
_SECOND_LETTER = re.compile(r"[BbＢ]\s*[.．、:：)）]")

Passed = Callable[[Line, str], None]
"""Told of a line that nothing is read from, and what it is."""


def tidy(lines: Iterable[Line], passed: Passed) -> list[Line]:
    """The lines to be understood, in order; ``passed`` hears of every one that is left out."""
    straight = [_straighten(line) for line in lines]
    kept = list(_without_pages(straight, passed))
    return list(
        part_glued(flatten_grids(_letter_bullets(_letter_judgements(_name_speakers(kept)))))
    )


def _straighten(line: Line) -> Line:
    text = line.text
    if not text:
        return line
    if "*" in text or text[0] in "#>":
        text = _STAR_BEHIND_TAG.sub("", _MARKDOWN.sub("", text))
    if text[:1] in "*＊√✓✔☑★":
        text = _STAR_BEFORE_OPTION.sub(r"\g<text>√", text)
    if text[:1] in "（(" and text[-1:] in ")）":
        text = _WRAPPED_LABEL.sub(r"\g<told>", text)
    if "答案" in text and text[-1:] in ")）":
        text = _ANSWER_IN_BRACKETS.sub(r" \g<told>", text)
    return line if text is line.text else replace(line, text=text.strip())


def _without_pages(lines: list[Line], passed: Passed) -> Iterator[Line]:
    before = ""
    for index, line in enumerate(lines):
        kind = _furniture(line.text, before)
        if not kind and line.text.isdecimal() and len(line.text) <= _LONGEST_PAGE_NUMBER:
            following = next((one.text for one in lines[index + 1 : index + 4] if one.text), "")
            kind = _lone_number(before, following)
        if kind:
            passed(line, kind)
            if kind == _RULED:
                yield replace(line, text="", notes=None)
        else:
            yield line
        before = line.text or before


_LONGEST_PAGE_NUMBER = 3


def _furniture(text: str, before: str) -> str:
    """What kind of line without content this is; empty for all others."""
    if not text or _opens_answer(before):
        return ""
    if len(text) < _LONGEST_FURNITURE and _PAGE.fullmatch(text):
        return "页码"
    if _RULE.fullmatch(text) and not re.search(r"_{2}", text):
        return _RULED
    return "分值" if text.endswith(("分", "分)", "分）")) and _POINTS.fullmatch(text) else ""


_RULED = "分隔线"
"""A line across the page parts questions, as a blank line does; a page number does not."""
_LONGEST_FURNITURE = 24


def _lone_number(before: str, following: str) -> str:
    """A number alone is a page's, unless it answers, or numbers the question below it."""
    goes_on = read_number(following) is not None or _LETTERED.match(following)
    return "页码" if goes_on and not _opens_answer(before) else ""


def _opens_answer(before: str) -> bool:
    return before.endswith((":", "：", "】"))


def _letter_bullets(lines: list[Line]) -> list[Line]:
    """``○`` before each option, as answering programs print them, becomes a letter."""
    found, count = [], 0
    for line in lines:
        bullet = _BULLET.match(line.text)
        if bullet:
            text = bullet["text"]
            if not _LETTERED.match(text) and count < len(OPTION_LETTERS):
                text = f"{OPTION_LETTERS[count]}. {text}"
            count += 1
            found.append(replace(line, text=text))
        else:
            count = count if not line.text else 0
            found.append(line)
    return found


def _letter_judgements(lines: list[Line]) -> list[Line]:
    """对 and 错（正确答案） on a line each, as answering programs print them, get letters."""
    found = list(lines)
    for index, line in enumerate(lines[:-1]):
        first, second = (
            _JUDGEMENT.fullmatch(line.text),
            _JUDGEMENT.fullmatch(lines[index + 1].text),
        )
        if not first or not second or {first["word"], second["word"]} not in _JUDGEMENTS:
            continue
        tagged = index > 0 and _JUDGED_TAG.search(lines[index - 1].text)
        if tagged or bool(first["right"]) != bool(second["right"]):
            found[index] = replace(line, text=f"A. {line.text}")
            found[index + 1] = replace(lines[index + 1], text=f"B. {lines[index + 1].text}")
    return found


_JUDGED_TAG = re.compile(r"\S\s*[【\[（(]\s*判断题?\s*[】\])）]\s*\*?$")
_JUDGEMENTS = ({"对", "错"}, {"正确", "错误"}, {"是", "否"}, {"√", "×"})
_JUDGEMENT = re.compile(
    r"(?P<word>对|错|正确|错误|是|否|√|×)\s*"
    r"(?P<right>[（(]\s*正确(?:答案|选项)\s*[)）])?"
)


def _name_speakers(lines: list[Line]) -> list[Line]:
    """``Q：`` and ``A：`` become 问 and 答, where no B shows that A is an option."""
    found, asked = [], False
    for index, line in enumerate(lines):
        asker, replier = _ASKER.match(line.text), _REPLIER.match(line.text)
        replies = bool(replier) and asked and not _offers_more(lines, index)
        if asker:
            line = replace(line, text=f"问{asker['number']}：{asker['text']}")  # noqa: PLW2901 - named anew
        elif replier and replies:
            line = replace(line, text=f"答：{replier['text']}")  # noqa: PLW2901 - as above
        if line.text:
            asked = bool(_ASKED.match(line.text)) or (asked and not replies and not replier)
        found.append(line)
    return found


def _offers_more(lines: list[Line], index: int) -> bool:
    """Whether a B stands below, before somebody asks again."""
    for line in lines[index + 1 : index + _REACH]:
        if _ASKER.match(line.text) or _ASKED.match(line.text):
            return False
        if _SECOND_LETTER.match(line.text):
            return True
    return False


_REACH = 10
"""Lines; no option is longer."""

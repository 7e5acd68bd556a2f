"""The articles a citation names, as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jyguide.bank.numerals import number_of, numeral_of

_NUMERAL = "[零〇○一二两三四五六七八九十廿卅卌百千0-9０-９壹贰叁肆伍陆柒捌玖拾佰仟]+"
_BESIDE = f"(?:之{_NUMERAL})?"  # 第二十四条之一 stands beside 第二十四条
_TOKEN = re.compile(
    rf"(?:第\s*)?[（(]\s*{_NUMERAL}\s*[)）]\s*[款项目]?"
    rf"|(?P<head>第\s*)?(?P<numeral>{_NUMERAL})\s*{_BESIDE}\s*"
    rf"(?:(?P<unit>[条款项目编章节年月日号])\s*{_BESIDE})?"
)
_SPAN = re.compile(r"\s*(?:[-‐‑‒–—―─−－﹣~～〜∼]{1,3}|至|到)\s*")
_LIST = re.compile(r"\s*(?:[、，,;；/和与及跟同]|以及)\s*")
_LONGEST = 1000
_BELOW = frozenset("款项目")


@dataclass(frozen=True, slots=True)
class _Token:
    """A number in a citation.

    Attributes:
        number: None where the numeral cannot be told, as 第三四条.
        unit: 条, 款 and so on; that of the list it stands in, or empty where there is none.
        headed: Whether 第 stands before it.
        spans: Whether it is the last of a span that the token before begins.
    """

    start: int
    end: int
    numeral: str
    number: int | None
    unit: str
    headed: bool
    spans: bool


@lru_cache(maxsize=4096)  # thousands of items cite a few hundred articles
def articles_named(citation: str) -> frozenset[int]:
    """Numbers of all articles a citation names: ``第十一至十三条、第十六条`` -> 11, 12, 13, 16.

    Empty where it names none, as 附则 or 第二章, and where it holds a number of which cannot be
    told what it means: such a citation may be of any article.
    """
    tokens = _tokens(citation)
    if _is_unclear(citation, tokens):
        return frozenset()
    found: set[int] = set()
    begun: int | None = (
        None  # 第十三条第二款至第十五条 spans from the article before the paragraph
    )
    for token in tokens:
        if token.unit in _BELOW and not token.spans:
            continue
        if token.unit != "条":
            begun = None if token.unit not in _BELOW else begun
            continue
        number = token.number or 0
        found.update(range(begun, number) if token.spans and begun is not None else ())
        found.add(number)
        begun = number
    return frozenset(found)


def is_unclear(citation: str) -> bool:
    """Whether it holds a number of which cannot be told what it means: ``第三四条``, ``第13``."""
    return _is_unclear(citation, _tokens(citation))


def renumbered(citation: str, moved: Mapping[int, int]) -> str:
    """The citation with its articles where they stand now: 第二十二条 -> 第二十六条.

    Args:
        citation: As an item has it; chapters, paragraphs and 附则 stay.
        moved: Old number to new; articles that are not named keep theirs.
    """
    stand = frozenset(moved.get(number, number) for number in articles_named(citation))
    tokens = [token for token in _tokens(citation) if token.unit == "条"]
    if all(moved.get(number, number) == number for number in articles_named(citation)):
        return citation
    short = _rewritten(citation, tokens, moved)
    # 第三至五条 with a new number inside it, or 第三、五条 that became 第九、五条, say it in full.
    return short if articles_named(short) == stand else listed(sorted(stand))


def listed(articles: Sequence[int]) -> str:
    """``第十三条、第十五条``."""
    return "、".join(f"第{numeral_of(number)}条" for number in articles)


def as_citation(text: str) -> str:
    """What was typed for an article, as items cite it: ``4`` and ``第4`` -> ``第四条``."""
    bare = re.fullmatch(rf"第?\s*({_NUMERAL})\s*条?", text.strip())
    number = number_of(bare[1]) if bare else None
    return listed([number]) if number else text.strip()


def _rewritten(citation: str, tokens: Sequence[_Token], moved: Mapping[int, int]) -> str:
    text = citation
    for token in reversed(tokens):
        stands = moved.get(token.number or 0, token.number or 0)
        if stands != token.number:
            numeral = str(stands) if token.numeral.isdecimal() else numeral_of(stands)
            text = text[: token.start] + numeral + text[token.end :]
    return text


def _tokens(citation: str) -> list[_Token]:
    """Every number with its unit, in order; those in brackets are items and left out."""
    found = list(_TOKEN.finditer(citation))
    tokens: list[_Token] = []
    unit = ""
    after = len(citation)
    for at in reversed(range(len(found))):
        match = found[at]
        linked = _is_link(citation[match.end() : after])
        unit = match["unit"] or (unit if linked else "")
        after = match.start()
        if match["numeral"] is None:
            unit = "项"
            continue
        before = found[at - 1].end() if at else 0
        tokens.append(
            _Token(
                start=match.start("numeral"),
                end=match.end("numeral"),
                numeral=match["numeral"],
                number=number_of(match["numeral"]),
                unit=unit,
                headed=match["head"] is not None,
                spans=at > 0 and _SPAN.fullmatch(citation[before : match.start()]) is not None,
            )
        )
    return tokens[::-1]


def _is_link(between: str) -> bool:
    return bool(_SPAN.fullmatch(between) or _LIST.fullmatch(between))


def _is_unclear(citation: str, tokens: Sequence[_Token]) -> bool:
    left = _TOKEN.sub("", citation)
    return any(sign.isnumeric() for sign in left) or any(_doubts(tokens))


def _doubts(tokens: Sequence[_Token]) -> Iterator[bool]:
    """For each number, whether it cannot be told what it means."""
    begun: int | None = None
    for token in tokens:
        article = token.unit == "条"
        number = token.number if article else None
        yield not token.unit or (article and not number)
        if token.spans:
            # 第二十三至五条, 第五条至第三章, 第1至9999条
            far = begun is None or number is None or not 0 < number - begun < _LONGEST
            yield far and (article or (begun is not None and token.unit not in _BELOW))
        elif number and begun and not token.headed:
            yield number < begun  # 第四十三、四条
        begun = number if article else begun if token.unit in _BELOW else None

"""Options that speak of the others, and so must not move when options are shuffled.

“以上都对” stands last whatever the seed; where a text calls an option by its letter, or counts
options it does not name, no order but the bank's is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind

_NUMBERS = {sign: at for at, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_SOME = "[一两二三四五六七八九十几0-9]"
_THOSE = rf"(?:以上|上述|前述|前面|上面|上列|前{_SOME}(?=[项者种个条点])|{_SOME}(?=[者项种个条]))"
_NAMED = (
    rf"(?:所[列述])?的?(?:各|这|几|所有|全部|任何|任意)?(?:{_SOME}?(?:项|者|种|个|条|点|类|方面))?"
    "的?(?:选项|说法|答案|内容|情形|情况|做法|表述|观点|描述|行为|条件|方式|方法|措施|要求|原则)?"
)
_ALL = "(?:全部都?|全都|完全|都|皆|均|全|俱)(?:可能|应当|应该)?"
_NOT = "(?:不|没|未|无|非)?(?:完全|全|能)?"
_SO = (
    "(?:(?:是|属于)?(?:对|正确|准确|有可能|错|错误|合适|适合|符合要求)|是|有|包括|包含|属于|符合|"
    "可|可以|行|成立|需要|要|必须|应|适用|选|涉及|存在|非)(?:的|了)?"
)
_NONE = "(?:没有|无)(?:一[项个])?(?:正确|对|错误|合适)的?(?:答案|选项|说法|项)"

_SPEAKS_OF_OTHERS = re.compile(
    "|".join(
        (
            rf"(?:以上|上述|前述)(?:{_ALL})?",
            rf"(?:(?:不是|不属于|非|无|没有)?(?:以上|上述|前述)){_NAMED}",
            rf"{_THOSE}{_NAMED}{_ALL}(?:{_NOT}{_SO})?",
            rf"(?:以上|上述|前述|前面|上面){_NAMED}{_NOT}{_SO}",
            rf"(?:以上|上述|前述)?{_NAMED}{_NONE}",
            rf"(?:一[个项])?{_ALL}{_NOT}{_SO}",
            f"前{_SOME}[项者种]",
            "(?:没有|无)一[项个]是?(?:正确|对|错误)的?",
        )
    )
)
_COUNTED = re.compile(rf"(?:前|以上|上述)?({_SOME})(?=[项者种个条点])")
_UNREAD = re.compile(r"[\s。．.；;，,、！!“”\"'《》（）()]+")

_LETTER = "(?<![A-Za-z0-9])[A-J](?![A-Za-z0-9])"
_NAMES_LETTERS = (
    re.compile(rf"({_LETTER}(?:\s*[、,，和与及或/]\s*{_LETTER})+)(?![村级类型股组线号])"),
    re.compile(
        r"(?<![A-Za-z0-9])([A-J]{1,10})(?![A-Za-z0-9])\s*(?:都|均|皆|全|正确|错误|项|对(?!于))"
    ),
    re.compile(r"(?:选项|选择?|答案[为是：:]?|仅|只有)\s*([A-J]{1,10})(?![A-Za-z0-9])"),
    re.compile(rf"({_LETTER})\s*选?项"),
)


def pinned(options: Sequence[str]) -> tuple[int, ...]:
    """Places of the options that stand last in this order, from 0.

    All of them where one calls another by its letter (“A和B”), or means so many as cannot be
    told apart once they have moved (“前两项都对” of four): such an item is not shuffled at all.
    """
    everything = tuple(range(len(options)))
    if any(names_letters(text, len(options)) for text in options):
        return everything
    last = tuple(at for at, text in enumerate(options) if speaks_of_others(text))
    free = len(options) - len(last)
    counts = {count for at in last if (count := _counted(options[at])) is not None}
    return everything if counts - {free} else last


def fixed_places(content: ItemContent) -> tuple[int, ...]:
    """The options of an item that keep to the end when they are shuffled, from 0.

    Steps to be put in order are nobody's neighbours; an explanation that names letters
    (“A项错误，因为…”) would be wrong under any order but the bank's.
    """
    if content.kind not in (ItemKind.SINGLE, ItemKind.MULTIPLE):
        return ()
    count = len(content.options)
    if any(names_letters(text, count) for text in (content.stem, content.explanation)):
        return tuple(range(count))
    return pinned(content.options)


def speaks_of_others(option: str) -> bool:
    """Whether an option means the others as a whole: 以上都对, 都不是, 上述说法均不正确."""
    return _SPEAKS_OF_OTHERS.fullmatch(_bare(option)) is not None


def names_letters(text: str, options: int) -> bool:
    """Whether a text calls options by their letters: “A、C都对”, “以上A、B正确”, “故选B”.

    Args:
        text: An option, a stem or an explanation.
        options: How many there are; letters beyond them name something else.
    """
    known = set(OPTION_LETTERS[:options])
    narrow = unicodedata.normalize("NFKC", text)
    return any(
        set(re.sub("[^A-J]", "", found[1])) <= known
        for pattern in _NAMES_LETTERS
        for found in pattern.finditer(narrow)
    )


def _counted(option: str) -> int | None:
    """How many others an option says it means, None where it does not count them."""
    found = _COUNTED.match(_bare(option))
    if found is None or found[1] in "几一1":  # 一个都不对 counts nobody
        return None
    return int(found[1]) if found[1].isdecimal() else _NUMBERS[found[1]]


def _bare(option: str) -> str:
    return _UNREAD.sub("", unicodedata.normalize("NFKC", option))

"""Two items beside each other, part by part, with what differs marked on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.revision import Piece, marked
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.bank.similar import answer_words

Pieces = tuple[tuple[bool, str], ...]
"""Stretches of one side's text, each with whether the other side lacks it."""

_LetteredText = tuple[str, str]
_NO_OPTION = ("", "")


@dataclass(frozen=True, slots=True)
class PairedPart:
    """One part of both items, such as 题干 or 答案; the name is empty for a further option."""

    name: str
    left: Pieces
    right: Pieces

    @property
    def differs(self) -> bool:
        return any(own for own, _text in (*self.left, *self.right))


def side_by_side(left: ItemContent, right: ItemContent) -> tuple[PairedPart, ...]:
    """Every part that either of them has, in the order in which people read an item.

    Options that say the same stand beside each other, whatever letters they bear; the key is
    given with the words of its options, so that it can be compared.
    """
    kinds = [_part("题型", KIND_NAMES[left.kind], KIND_NAMES[right.kind])]
    return (
        *(kinds if left.kind is not right.kind else ()),
        _part("题干", left.stem, right.stem),
        *_options(left, right),
        _key(left, right),
        *_more(left, right),
    )


def key_text(content: ItemContent) -> str:
    """The key with the words of its options: ``B 一年``; 没有答案 without one."""
    answer = content.answer
    if answer is None:
        return "没有答案"
    if not content.options or not isinstance(answer, str):
        return answer_text(content.kind, answer)
    between = " → " if content.kind is ItemKind.ORDERING else "；"
    return between.join(f"{letter} {_option(content, letter)}" for letter in answer)


def _options(left: ItemContent, right: ItemContent) -> Iterator[PairedPart]:
    for at, (one, other) in enumerate(_paired_options(left, right)):
        part = _part("" if at else "选项", one[1], other[1])
        yield PairedPart(part.name, _lettered(one, part.left), _lettered(other, part.right))


def _key(left: ItemContent, right: ItemContent) -> PairedPart:
    """Letters make no difference here: what they stand for does."""
    if answer_words(left) == answer_words(right):
        return PairedPart("答案", _whole(key_text(left)), _whole(key_text(right)))
    return _part("答案", key_text(left), key_text(right))


def _more(left: ItemContent, right: ItemContent) -> Iterator[PairedPart]:
    for name, one, other in (
        ("要点", _points(left), _points(right)),
        ("解析", left.explanation, right.explanation),
        ("依据", _basis(left), _basis(right)),
        ("类别", left.category, right.category),
    ):
        if one and other:
            yield _part(name, one, other)
        elif one or other:  # what only one of them has differs in nothing
            yield PairedPart(name, _whole(one), _whole(other))


def _paired_options(
    left: ItemContent, right: ItemContent
) -> Iterator[tuple[_LetteredText, _LetteredText]]:
    """Options of the left in their order, each with its like; what is left over comes after."""
    rest = dict(zip(OPTION_LETTERS, right.options, strict=False))
    alike: dict[str, str] = {}
    for letter, text in zip(OPTION_LETTERS, left.options, strict=False):
        same = next((other for other, said in rest.items() if said == text), None)
        if same is not None:
            alike[letter] = same
            del rest[same]
    others = iter(rest.items())
    for letter, text in zip(OPTION_LETTERS, left.options, strict=False):
        beside = alike.get(letter)
        yield (letter, text), (beside, text) if beside else next(others, _NO_OPTION)
    for other in others:
        yield _NO_OPTION, other


def _lettered(option: _LetteredText, pieces: Pieces) -> Pieces:
    return ((False, f"{option[0]}　"), *pieces) if option[0] else pieces


def _option(content: ItemContent, letter: str) -> str:
    at = OPTION_LETTERS.find(letter)
    return content.options[at] if 0 <= at < len(content.options) else ""


def _points(content: ItemContent) -> str:
    return "\n".join(point.text for point in content.key_points)


def _basis(content: ItemContent) -> str:
    title = f"《{content.regulation}》" if content.regulation else ""
    return "".join((title, content.edition, content.article))


def _whole(text: str) -> Pieces:
    return ((False, text or "—"),)


def _part(name: str, left: str, right: str) -> PairedPart:
    pieces = marked(left, right)
    return PairedPart(name, _side(pieces, Piece.GONE), _side(pieces, Piece.NEW))


def _side(pieces: Sequence[tuple[Piece, str]], own: Piece) -> Pieces:
    return tuple((piece is own, text) for piece, text in pieces if piece in (Piece.SAME, own))

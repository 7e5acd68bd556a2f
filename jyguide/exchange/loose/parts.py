"""Put each stretch of text into the part of its question where it belongs."""

from __future__ import annotations

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.exchange.loose.answers import is_missing, read_judgement, read_letters
from jyguide.exchange.loose.lines import Segment, read_number
from jyguide.exchange.loose.options import cut_options, starts_option
from jyguide.exchange.loose.types import Block, Label

_PROSE = frozenset({Label.EXPLANATION, Label.BASIS, Label.POINTS})


def in_prose(block: Block) -> bool:
    """Whether what is open now may run over lines: an explanation, an answer in words."""
    if block.open is Label.ANSWER:
        if len(block.parts.get(Label.ANSWER, [])) > 2 * len(OPTION_LETTERS):
            return True  # more lines than letters: words, not to be read anew for each line
        told = block.text_of(Label.ANSWER)
        return not _is_token(told) if told else _awaits_words(block)
    return block.open in _PROSE


def feed(block: Block, segment: Segment, line: int) -> None:
    """Add a segment of the line to the question at hand."""
    if segment.label is not None:
        _open(block, segment.label, segment.text)
    elif block.open is None:
        block.body.append(segment.text)
    elif in_prose(block) or not block.text_of(block.open):
        block.parts[block.open].append(segment.text)
    else:
        _feed_after_token(block, segment.text, line)


def _open(block: Block, label: Label, text: str) -> None:
    if label is Label.ANSWER and (before := block.text_of(label)):
        # a second answer is not the rest of the first: A and then C is a contradiction, no AC
        block.earlier.append(before)
        block.parts[label] = []
    block.open = label
    block.parts.setdefault(label, []).append(text)
    first = read_number(text)
    block.listed = 1 if first and first.number == 1 else 0


def _feed_after_token(block: Block, text: str, line: int) -> None:
    """Behind a short answer: options that follow their answer, else text nobody can place."""
    if len(block.body) + len(block.warnings) < _LONGEST_BODY and _goes_on(block, text):
        block.body.append(text)
    else:
        block.warnings.append(f"第 {line} 行“{text[:20]}”不知属于哪一部分，没有导入。")


_LONGEST_BODY = 60
"""Lines of a stem with its options, and of what nobody could place behind it: all of them are
read again for each further one."""


def _goes_on(block: Block, text: str) -> bool:
    """Whether the line is one more option."""
    before, after = "\n".join(block.body), "\n".join([*block.body, text])
    more = len(cut_options(after).texts) > len(cut_options(before).texts)
    return more or starts_option(text)


def _awaits_words(block: Block) -> bool:
    """Whether a bare 答： is followed by sentences, and not by a letter."""
    if block.kind is None:
        return not any(starts_option(line) for line in block.body)
    return block.kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL}


def _is_token(answer: str) -> bool:
    """Letters, a mark or 略: an answer that cannot run on over the next line."""
    judged = read_judgement(answer)
    letters = read_letters(answer)
    return bool(letters) or (judged is not None and not judged[1]) or is_missing(answer)

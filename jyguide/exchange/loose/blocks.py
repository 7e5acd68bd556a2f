"""Cut the text into blocks of one item each; nothing is understood yet, only told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from jyguide.bank.item import ItemKind
from jyguide.exchange.item_file import ItemRefusal, text_position
from jyguide.exchange.loose.ahead import Ahead
from jyguide.exchange.loose.key_lists import KeyLists
from jyguide.exchange.loose.keys import read_pairs
from jyguide.exchange.loose.lines import (
    Line,
    NumberMark,
    Segment,
    asks,
    is_chapter,
    read_judging,
    read_number,
    read_ordinal,
    read_section,
    segments,
)
from jyguide.exchange.loose.material import Material, begins_material
from jyguide.exchange.loose.options import cut_options, goes_on_with_options, starts_option
from jyguide.exchange.loose.parts import feed, in_prose
from jyguide.exchange.loose.reading import Blocks, Reading
from jyguide.exchange.loose.types import Block, Label

_ORPHANS = {Label.ANSWER: "答案", Label.EXPLANATION: "解析", Label.POINTS: "要点"}
_FORM_HEAD = re.compile(
    r"(?:姓\s*名|单\s*位|得\s*分|成\s*绩|考\s*号|准考证|考试时间|党支部)\s*[:：_（(]"
)
"""The line of a printed paper on which the examinee writes who he is."""

_NOTE_WORDS = (
    "每题",
    "每小题",
    "分",
    "注意",
    "说明",
    "要求",
    "请将",
    "请在",
    "本题",
    "本大题",
    "共",
    "下列",
)


class BlockReader:
    """Goes through the lines once, looking ahead only where a number may be part of an answer."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._at = Reading(Ahead(lines))
        self._keys = KeyLists(self._at)
        self._in_section = False
        self._after_gap = True
        self._inside = -1
        self._material = Material()
        self._cased = False
        self._judging = ""
        self._title_at = -_NEAR

    def read(self, check: Callable[[], None] = lambda: None) -> Blocks:
        """All of it; `check` is called at every line and raises to stop."""
        for index, line in enumerate(self._lines):
            check()
            if line.text:
                self._take(index, line)
            elif line.notes and self._at.current is not None:
                self._at.current.notes.append(line.notes)
            self._after_gap = not line.text
        self._refuse_all(self._material.close())
        return self._at.found

    def _take(self, index: int, line: Line) -> None:
        taken = (
            self._take_heading(line)
            or self._keys.take_heading(index, line)
            or self._keys.take_line(index, line)
            or self._take_title(index, line)
            or self._take_material(index, line)
            or self._take_asked(line)
            or self._take_number(index, line)
            or self._take_ordinal(line)
            or self._take_bare_answer(index, line)
            or self._take_unnumbered(index, line)
        )
        if not taken:
            if self._at.current is None:
                self._judging = read_judging(line.text) or self._judging
            self._feed(line)

    # headings

    def _take_heading(self, line: Line) -> bool:
        section = read_section(line.text)
        if section:
            self._at.kind, self._in_section = section.kind, True
            self._at.section, self._cased = section.ordinal, section.cased
            self._judging = section.judging
        if not section and not is_chapter(line.text):
            return False
        self._at.current = None
        self._refuse_all(self._material.close())
        self._at.found.headings.append(line)
        return True

    def _take_title(self, index: int, line: Line) -> bool:
        """A title is no question because 答案（一） stands behind it, and that is no answer."""
        if not _TITLE.search(line.text):
            return self._take_rest_of_title(index, line)
        block = self._at.current
        if block and (in_prose(block) or not block.parts):
            return False
        if read_number(line.text) or asks(line.text) or starts_option(line.text):
            return False
        self._title_at, self._at.current = index, None
        self._at.found.passed.append(line)
        return True

    def _take_rest_of_title(self, index: int, line: Line) -> bool:
        between = self._lines[self._title_at + 1 : index] if index - self._title_at < _NEAR else []
        if not between and index - self._title_at != 1:
            return False
        if any(one.text for one in between) or not _TITLE_REST.fullmatch(line.text):
            return False
        self._at.found.passed.append(line)
        return True

    def _take_material(self, index: int, line: Line) -> bool:
        """The case above its questions; it ends where one of them begins."""
        block = self._at.current
        begins = begins_material(line.text)
        goes_on = block is None and (self._material.open or self._cased)
        if self._at.in_key or not (begins or goes_on) or self._at.ahead.looks_like_item(index):
            return False
        if read_number(line.text) or segments(line.text)[0].label:
            return False
        if begins and not (block and (in_prose(block) or not block.parts)):
            self._refuse_all(self._material.begin(line))
            self._at.current = None
            return True
        if not goes_on or line.text.startswith(("（", "(")):
            return False
        self._material.add(line)
        return True

    def _refuse_all(self, lines: list[Line]) -> None:
        for line in lines:
            reason = f"这一行没有题号，也看不出是哪一题的内容：“{line.text[:20]}”。"
            self._at.found.refused.append(
                ItemRefusal(text_position("", line.number), reason, line.number)
            )

    def _take_ordinal(self, line: Line) -> bool:
        """一、… is a question when it asks something, else an unknown heading, unless in prose."""
        prose = self._at.current if self._at.current and in_prose(self._at.current) else None
        ordinal = read_ordinal(line.text, bracketed=prose is not None)
        if not ordinal or (prose and _is_next_of_list(ordinal[0], prose)):
            return False
        number, rest = ordinal
        if asks(rest):
            self._begin(number, line, rest)
        else:
            self._at.kind, self._at.current, self._in_section = None, None, True
            self._at.section, self._cased = number, False
            self._judging = read_judging(line.text)
            self._refuse_all(self._material.close())
            self._at.found.headings.append(line)
        return True

    # questions

    def _take_asked(self, line: Line) -> bool:
        """``问：`` begins a question wherever it stands."""
        asked = _ASKED.match(line.text)
        if asked is None:
            return False
        self._begin(asked["number"], line, line.text)
        return True

    def _take_bare_answer(self, index: int, line: Line) -> bool:
        """Letters alone below the options, with the next question or nothing behind them."""
        block = self._at.current
        if block is None or block.parts or not _BARE_LETTERS.fullmatch(line.text):
            return False
        follower = self._at.ahead.next_text(index)
        ends = not follower or read_number(follower) or read_section(follower)
        if not (ends or segments(follower)[0].label):
            return False
        if len(cut_options("\n".join(block.body)).texts) <= 1:
            return False
        self._feed(replace(line, text=f"答案：{line.text}"))
        return True

    def _take_number(self, index: int, line: Line) -> bool:
        mark = read_number(line.text)
        if not mark or not self._starts_question(index, mark):
            return False
        self._begin(str(mark.number), line, mark.rest, mark)
        return True

    def _starts_question(self, index: int, mark: NumberMark) -> bool:
        block = self._at.current
        if index <= self._inside or self._opens_statements(index, mark):
            return False
        if mark.circled:
            apart = block is None or block.circled
            return apart and self._at.ahead.looks_like_item(index)
        if block is None or not block.number.isdecimal():
            return not mark.doubtful or mark.number == 1 or self._follows_last(mark)
        if mark.doubtful and mark.number != int(block.number) + 1:
            return False
        if in_prose(block):
            return self._leaves_prose(index, mark, block)
        return self._leaves_stem(index, mark, block)

    def _opens_statements(self, index: int, mark: NumberMark) -> bool:
        """下列做法：1. … 2. … 3. … 正确的是（ ）: lines of the stem, not questions."""
        block = self._at.current
        if mark.number != 1 or mark.bracketed or mark.circled or block is None or block.parts:
            return False
        body = "\n".join(block.body)
        if len(cut_options(body).texts) > 1:
            return False
        self._inside = self._at.ahead.end_of_statements(index, asked=asks(body))
        return self._inside >= index

    def _follows_last(self, mark: NumberMark) -> bool:
        numbers = (int(b.number) for b in reversed(self._at.found.blocks) if b.number.isdecimal())
        return mark.number == next(numbers, 0) + 1

    def _leaves_prose(self, index: int, mark: NumberMark, block: Block) -> bool:
        """An answer in words may hold a list of its own: 1. … 2. … ; its lines go on counting."""
        in_list = mark.number == block.listed + 1
        new = self._at.ahead.looks_like_item(index)
        new = new or (mark.number > int(block.number) and not in_list)
        if not new:
            block.listed = mark.number
        return new

    def _leaves_stem(self, index: int, mark: NumberMark, block: Block) -> bool:
        """（1）（2） under a question numbered 17. are parts of it, not questions."""
        parts = mark.bracketed and not block.bracketed and not block.parts
        counted = mark.number <= int(block.number) or block.listed > 0
        apart = asks(mark.rest) and self._at.ahead.options_follow(index)
        inside = parts and mark.number == block.listed + 1 and counted and not apart
        if inside:
            block.listed = mark.number
        return not inside

    def _take_unnumbered(self, index: int, line: Line) -> bool:
        """A question without a number, known by what follows it."""
        block = self._at.current
        if starts_option(line.text) or goes_on_with_options(line.text):
            return False
        if segments(line.text)[0].label:
            return False
        if block is None and _FORM_HEAD.match(line.text):
            return False
        if block is not None and not self._may_end(block):
            return False
        if not self._at.ahead.looks_like_item(index):
            return self._refuse_stray(line) if block is None and self._in_section else False
        self._begin("", line, line.text)
        return True

    def _may_end(self, block: Block) -> bool:
        if in_prose(block) or not block.parts:
            return self._after_gap and (bool(block.parts) or asks("\n".join(block.body)))
        return True

    def _refuse_stray(self, line: Line) -> bool:
        """Text under a heading that is neither an instruction nor a known question."""
        if line.text.startswith(("（", "(")) or any(word in line.text for word in _NOTE_WORDS):
            return False
        self._refuse_all([line])
        return True

    def _begin(self, number: str, line: Line, rest: str, mark: NumberMark | None = None) -> None:
        block = Block(number, line.number, self._at.kind, section=self._at.section)
        block.material, block.judging = self._material.take(number), self._judging
        if mark is not None:
            block.bracketed, block.circled = mark.bracketed, mark.circled
        self._at.found.blocks.append(block)
        self._at.current, self._at.in_key = block, False
        self._feed(replace(line, text=rest))

    # parts of a question

    def _feed(self, line: Line) -> None:
        if self._at.current is not None:
            self._at.current.lines.append(line.number)
            if line.notes is not None:
                self._at.current.notes.append(line.notes)
        for segment in segments(line.text):
            if segment.label is Label.ANSWER and self._take_inline_key(segment, line):
                continue
            if self._at.current is not None:
                feed(self._at.current, segment, line.number)
            elif segment.label not in _ORPHANS:
                self._at.found.passed.append(line)
            else:
                reason = f"这一行是{_ORPHANS[segment.label]}，但前面没有题目。"
                self._at.found.refused.append(
                    ItemRefusal(text_position("", line.number), reason, line.number)
                )

    def _take_inline_key(self, segment: Segment, line: Line) -> bool:
        """``答案：19. B  20. A``, unless the question at hand has blanks numbered that way."""
        pairs = read_pairs(segment.text)
        if not pairs or (self._at.current and self._at.current.kind is ItemKind.FILL_IN):
            return False
        self._keys.add_pairs(pairs, line)
        return True


_NEAR = 4
"""Lines; blank ones may part the halves of a title."""
_TITLE = re.compile(
    r"(?:试卷|试题|题库|测试题?|竞赛题?|练习题|复习题|考试题?|考题)\s*(?:及|与|和|暨|[（(].{0,10}[)）])?$"
)
_TITLE_REST = re.compile(
    r"(?:参考|标准)?答案(?:及?解析)?\s*(?:[（(]\s*[一二三四五六七八九十\dA-Z]{1,3}\s*[)）])?"
)
_ASKED = re.compile(r"(?:问|问题\s*(?=\d))\s*(?P<number>\d{0,6})\s*[:：]")
_BARE_LETTERS = re.compile(r"[（(【]?\s*[A-JＡ-Ｊ](?:[\s、,，]*[A-JＡ-Ｊ]){0,9}\s*[)）】]?[。.]?")


def _is_next_of_list(ordinal: str, block: Block) -> bool:
    """Whether an answer in words that has its own 一、 goes on to 二、."""
    place = _ORDINALS.find(ordinal)
    before = _ORDINALS[place - 1 : place]
    return not before or any(
        re.search(rf"(?:{before}[、.．]|[（(]{before}[)）])", text)
        for text in block.parts.get(block.open or Label.ANSWER, [])[-_LONGEST_ENTRY:]
    )


_LONGEST_ENTRY = 100
"""Lines of one entry of a list; a long answer must not be read again for each of them."""
_ORDINALS = "一二三四五六七八九十"

"""Cut the text into blocks of one item each; nothing is understood yet, only told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jyguide.bank.item import ItemKind
from jyguide.exchange.item_file import ItemRefusal, text_position
from jyguide.exchange.loose.ahead import Ahead
from jyguide.exchange.loose.keys import is_key_heading, read_pairs
from jyguide.exchange.loose.lines import (
    MARK_PLACE,
    SECTION_WORD,
    Line,
    NumberMark,
    Segment,
    asks,
    is_chapter,
    kind_of,
    read_judging,
    read_number,
    read_ordinal,
    read_section,
    segments,
)
from jyguide.exchange.loose.material import Material, begins_material
from jyguide.exchange.loose.options import cut_options, goes_on_with_options, starts_option
from jyguide.exchange.loose.parts import feed, in_prose
from jyguide.exchange.loose.types import Block, KeyEntry, Label

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


@dataclass(slots=True)
class Blocks:
    """What the lines fell into, in the order of the text.

    Attributes:
        passed: Titles and instructions, from which nothing is read.
    """

    blocks: list[Block] = field(default_factory=list)
    entries: list[KeyEntry] = field(default_factory=list)
    refused: list[ItemRefusal] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    passed: list[Line] = field(default_factory=list)


class BlockReader:
    """Goes through the lines once, looking ahead only where a number may be part of an answer."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._ahead = Ahead(lines)
        self._found = Blocks()
        self._kind: ItemKind | None = None
        self._section = ""
        self._current: Block | None = None
        self._in_section = False
        self._in_key = False
        self._key_bracketed: bool | None = None
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
            elif line.notes and self._current is not None:
                self._current.notes.append(line.notes)
            self._after_gap = not line.text
        self._refuse_all(self._material.close())
        return self._found

    def _take(self, index: int, line: Line) -> None:
        taken = (
            self._take_heading(line)
            or self._take_key_heading(index, line)
            or self._take_key_line(index, line)
            or self._take_title(index, line)
            or self._take_material(index, line)
            or self._take_asked(line)
            or self._take_number(index, line)
            or self._take_ordinal(line)
            or self._take_bare_answer(index, line)
            or self._take_unnumbered(index, line)
        )
        if not taken:
            if self._current is None:
                self._judging = read_judging(line.text) or self._judging
            self._feed(line)

    # headings

    def _take_heading(self, line: Line) -> bool:
        section = read_section(line.text)
        if section:
            self._kind, self._in_section = section.kind, True
            self._section, self._cased = section.ordinal, section.cased
            self._judging = section.judging
        if not section and not is_chapter(line.text):
            return False
        self._current = None
        self._refuse_all(self._material.close())
        self._found.headings.append(line)
        return True

    def _take_title(self, index: int, line: Line) -> bool:
        """A title is no question because 答案（一） stands behind it, and that is no answer."""
        if not _TITLE.search(line.text):
            return self._take_rest_of_title(index, line)
        block = self._current
        if block and (in_prose(block) or not block.parts):
            return False
        if read_number(line.text) or asks(line.text) or starts_option(line.text):
            return False
        self._title_at, self._current = index, None
        self._found.passed.append(line)
        return True

    def _take_rest_of_title(self, index: int, line: Line) -> bool:
        between = self._lines[self._title_at + 1 : index] if index - self._title_at < _NEAR else []
        if not between and index - self._title_at != 1:
            return False
        if any(one.text for one in between) or not _TITLE_REST.fullmatch(line.text):
            return False
        self._found.passed.append(line)
        return True

    def _take_material(self, index: int, line: Line) -> bool:
        """The case above its questions; it ends where one of them begins."""
        block = self._current
        begins = begins_material(line.text)
        goes_on = block is None and (self._material.open or self._cased)
        if self._in_key or not (begins or goes_on) or self._ahead.looks_like_item(index):
            return False
        if read_number(line.text) or segments(line.text)[0].label:
            return False
        if begins and not (block and (in_prose(block) or not block.parts)):
            self._refuse_all(self._material.begin(line))
            self._current = None
            return True
        if not goes_on or line.text.startswith(("（", "(")):
            return False
        self._material.add(line)
        return True

    def _refuse_all(self, lines: list[Line]) -> None:
        for line in lines:
            reason = f"这一行没有题号，也看不出是哪一题的内容：“{line.text[:20]}”。"
            self._found.refused.append(
                ItemRefusal(text_position("", line.number), reason, line.number)
            )

    def _take_ordinal(self, line: Line) -> bool:
        """一、… is a question when it asks something, else an unknown heading, unless in prose."""
        prose = self._current if self._current and in_prose(self._current) else None
        ordinal = read_ordinal(line.text, bracketed=prose is not None)
        if not ordinal or (prose and _is_next_of_list(ordinal[0], prose)):
            return False
        number, rest = ordinal
        if asks(rest):
            self._begin(number, line, rest)
        else:
            self._kind, self._current, self._in_section = None, None, True
            self._section, self._cased = number, False
            self._judging = read_judging(line.text)
            self._refuse_all(self._material.close())
            self._found.headings.append(line)
        return True

    # lists of answers

    def _take_key_heading(self, index: int, line: Line) -> bool:
        if not is_key_heading(line.text) or not self._found.blocks:
            return False
        follower = self._ahead.next_text(index)
        numbered = read_number(follower)
        last = self._found.blocks[-1]
        starts_over = (
            numbered is not None
            and last.number.isdecimal()
            and numbered.number <= int(last.number)
            and (
                last.kind not in {ItemKind.SHORT_ANSWER, ItemKind.ORAL, None}
                or segments(numbered.rest)[0].label is Label.ANSWER
            )
        )
        listed = read_pairs(follower) or read_pairs(_behind_label(follower))
        self._in_key = bool(_names_section(follower) or listed or starts_over)
        if self._in_key:
            self._kind, self._current, self._key_bracketed = kind_of(line.text), None, None
            self._found.headings.append(line)
        return self._in_key

    def _take_key_line(self, index: int, line: Line) -> bool:
        if not self._found.blocks:
            return False
        if self._take_key_of_kind(line):
            return True
        pairs = read_pairs(line.text)
        if self._in_key and not pairs:
            pairs = read_pairs(_behind_label(line.text))
        headed = _ORDINAL_OF_LIST.match(line.text) if self._in_key and not pairs else None
        if headed and (pairs := read_pairs(line.text[headed.end() :])):
            self._section, self._kind = headed["ordinal"], None
        if pairs:
            self._add_pairs(pairs, line)
            self._current = None
            return True
        return self._in_key and self._take_key_prose(index, line)

    def _take_key_of_kind(self, line: Line) -> bool:
        """``单选题答案：1.A 2.B``: a list that names the kind it is for."""
        found = _KEY_OF_KIND.match(line.text)
        pairs = read_pairs(found["rest"]) if found else None
        if not found or not pairs:
            return False
        kind, region = kind_of(found["word"]), len(self._found.blocks)
        self._found.entries += [
            KeyEntry(number, text, line.number, region, kind) for number, text in pairs
        ]
        self._current = None
        return True

    def _take_key_prose(self, index: int, line: Line) -> bool:
        """Answers in words under a heading of the list: ``3. 三；五；七``; may run over lines."""
        mark = read_number(line.text)
        if mark and mark.rest and self._is_item(index, mark):
            self._in_key = False
            return False
        if mark and not mark.doubtful and not self._is_part_of_entry(mark):
            self._add_entry(mark.number, *_answer_and_reason(mark.rest), line)
            return True
        return self._lengthen_entry(line)

    def _is_part_of_entry(self, mark: NumberMark) -> bool:
        """Whether （2） goes on with an answer, in a list whose entries are numbered 2."""
        if self._key_bracketed is None:
            self._key_bracketed = mark.bracketed or mark.circled
        return (mark.bracketed or mark.circled) and not self._key_bracketed

    def _is_item(self, index: int, mark: NumberMark) -> bool:
        """Inside a list only options, an answer below or an open place tell a question."""
        below = self._ahead.options_follow(index) or self._ahead.answer_follows(index)
        return below or (asks(mark.rest) and not MARK_PLACE.search(mark.rest))

    def _lengthen_entry(self, line: Line) -> bool:
        entries = self._found.entries
        if not entries or entries[-1].region != len(self._found.blocks):
            return False
        more, why = _answer_and_reason(line.text)
        last = entries[-1]
        text = "\n".join(part for part in (last.text, more) if part)
        reason = "\n".join(part for part in (last.reason, why) if part)
        entries[-1] = replace(last, text=text, reason=reason)
        self._found.headings.append(line)
        return True

    def _add_pairs(self, pairs: list[tuple[int, str]], line: Line) -> None:
        for number, text in pairs:
            self._add_entry(number, text, "", line)

    def _add_entry(self, number: int, text: str, reason: str, line: Line) -> None:
        kind = self._kind if self._in_key else None
        region = len(self._found.blocks)
        section = self._section if self._in_key else ""
        self._found.entries.append(
            KeyEntry(number, text, line.number, region, kind, reason, section)
        )

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
        block = self._current
        if block is None or block.parts or not _BARE_LETTERS.fullmatch(line.text):
            return False
        follower = self._ahead.next_text(index)
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
        block = self._current
        if index <= self._inside or self._opens_statements(index, mark):
            return False
        if mark.circled:
            apart = block is None or block.circled
            return apart and self._ahead.looks_like_item(index)
        if block is None or not block.number.isdecimal():
            return not mark.doubtful or mark.number == 1 or self._follows_last(mark)
        if mark.doubtful and mark.number != int(block.number) + 1:
            return False
        if in_prose(block):
            return self._leaves_prose(index, mark, block)
        return self._leaves_stem(index, mark, block)

    def _opens_statements(self, index: int, mark: NumberMark) -> bool:
        """下列做法：1. … 2. … 3. … 正确的是（ ）: lines of the stem, not questions."""
        block = self._current
        if mark.number != 1 or mark.bracketed or mark.circled or block is None or block.parts:
            return False
        body = "\n".join(block.body)
        if len(cut_options(body).texts) > 1:
            return False
        self._inside = self._ahead.end_of_statements(index, asked=asks(body))
        return self._inside >= index

    def _follows_last(self, mark: NumberMark) -> bool:
        numbers = (int(b.number) for b in reversed(self._found.blocks) if b.number.isdecimal())
        return mark.number == next(numbers, 0) + 1

    def _leaves_prose(self, index: int, mark: NumberMark, block: Block) -> bool:
        """An answer in words may hold a list of its own: 1. … 2. … ; its lines go on counting."""
        in_list = mark.number == block.listed + 1
        new = self._ahead.looks_like_item(index)
        new = new or (mark.number > int(block.number) and not in_list)
        if not new:
            block.listed = mark.number
        return new

    def _leaves_stem(self, index: int, mark: NumberMark, block: Block) -> bool:
        """（1）（2） under a question numbered 17. are parts of it, not questions."""
        parts = mark.bracketed and not block.bracketed and not block.parts
        counted = mark.number <= int(block.number) or block.listed > 0
        apart = asks(mark.rest) and self._ahead.options_follow(index)
        inside = parts and mark.number == block.listed + 1 and counted and not apart
        if inside:
            block.listed = mark.number
        return not inside

    def _take_unnumbered(self, index: int, line: Line) -> bool:
        """A question without a number, known by what follows it."""
        block = self._current
        if starts_option(line.text) or goes_on_with_options(line.text):
            return False
        if segments(line.text)[0].label:
            return False
        if block is None and _FORM_HEAD.match(line.text):
            return False
        if block is not None and not self._may_end(block):
            return False
        if not self._ahead.looks_like_item(index):
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
        block = Block(number, line.number, self._kind, section=self._section)
        block.material, block.judging = self._material.take(number), self._judging
        if mark is not None:
            block.bracketed, block.circled = mark.bracketed, mark.circled
        self._found.blocks.append(block)
        self._current, self._in_key = block, False
        self._feed(replace(line, text=rest))

    # parts of a question

    def _feed(self, line: Line) -> None:
        if self._current is not None:
            self._current.lines.append(line.number)
            if line.notes is not None:
                self._current.notes.append(line.notes)
        for segment in segments(line.text):
            if segment.label is Label.ANSWER and self._take_inline_key(segment, line):
                continue
            if self._current is not None:
                feed(self._current, segment, line.number)
            elif segment.label not in _ORPHANS:
                self._found.passed.append(line)
            else:
                reason = f"这一行是{_ORPHANS[segment.label]}，但前面没有题目。"
                self._found.refused.append(
                    ItemRefusal(text_position("", line.number), reason, line.number)
                )

    def _take_inline_key(self, segment: Segment, line: Line) -> bool:
        """``答案：19. B  20. A``, unless the question at hand has blanks numbered that way."""
        pairs = read_pairs(segment.text)
        if not pairs or (self._current and self._current.kind is ItemKind.FILL_IN):
            return False
        self._add_pairs(pairs, line)
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
_KEY_OF_KIND = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,3}}\s*[、.．])?\s*(?P<word>{SECTION_WORD})"
    r"\s*的?(?:参考|正确|标准)?答案\s*[:：]?\s*(?P<rest>\S.*)$"
)
_ORDINAL_OF_LIST = re.compile(r"(?P<ordinal>[一二三四五六七八九十]{1,3})\s*[、.．:：]\s*")


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


def _names_section(text: str) -> bool:
    return bool(read_section(text) or _ORDINAL_OF_LIST.match(text))


def _behind_label(text: str) -> str:
    """What a line says after its label: tables become ``答案：1. A  2. B``."""
    first = segments(text)[0]
    return first.text if first.label is Label.ANSWER else ""


def _answer_and_reason(text: str) -> tuple[str, str]:
    """What an entry of a list says, parted from its explanation: ``B 解析：…``."""
    parts = segments(text)
    reasons = [p.text for p in parts if p.label in {Label.EXPLANATION, Label.BASIS}]
    answers = [p.text for p in parts if p.label in {None, Label.ANSWER, Label.POINTS}]
    return " ".join(answers), "\n".join(reasons)

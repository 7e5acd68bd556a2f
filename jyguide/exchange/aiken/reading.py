"""Reads questions in the Aiken format.

The stem stands on one line, each option on one that begins with its letter, and ``ANSWER: B``
ends the question. Moodle's reader tells of a question that does not end and takes the first of
several answers without a word; the first is kept here, the second is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jyguide.bank.check import faults
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.exchange.item_file import (
    WHOLE_TEXT,
    FoundItem,
    ItemFile,
    ItemRefusal,
    text_position,
)
from jyguide.exchange.moodle.texts import without_controls

_OPTION = re.compile(r"([A-Z])[.)][ \t]?(.*)")
_ANSWER = re.compile(r"ANSWER\s*[:：]\s*(.*)", re.IGNORECASE)
_BLOCK = re.compile(
    r"^[ \t]*A[.)].*\n(?:\s*[B-Z][.)].*\n)+\s*ANSWER\s*[:：]\s*[A-Z]\b",
    re.MULTILINE | re.IGNORECASE,
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class _Open:
    """A question whose answer has not come yet."""

    line: int
    position: int
    lines: list[str]
    letters: str = ""
    options: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def stem(self) -> str:
        return "\n".join(self.lines)


def looks_like_aiken(text: str) -> bool:
    """Whether the text holds options that end in ``ANSWER: B``, as Aiken alone has it."""
    return _BLOCK.search(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


def read_aiken(text: str) -> ItemFile:
    """The items of an Aiken file; what is no whole question is refused with its line.

    Never raises, whatever the text. A text without a single question yields one refusal for the
    whole of it.
    """
    return _Reader().read(text)


class _Reader:
    """Goes through the lines; one question is open at a time."""

    def __init__(self) -> None:
        self._items: list[FoundItem] = []
        self._refused: list[ItemRefusal] = []
        self._open: _Open | None = None
        self._count = 0
        self._gap = True

    def read(self, text: str) -> ItemFile:
        lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
        for place, raw in enumerate(lines, start=1):
            line = without_controls(raw).strip()
            if line:
                self._line(line, place)
            self._gap = not line
            if line and line != raw.strip() and self._open:
                self._open.warnings.append("题目里有控制字符，已经去掉。")
        self._give_up()
        if not self._items and not self._refused:
            self._refused.append(ItemRefusal(WHOLE_TEXT, "没有找到试题：没有 ANSWER: 一行。"))
        return ItemFile(tuple(self._items), tuple(self._refused))

    def _line(self, line: str, place: int) -> None:
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
        if answer:
            self._answer(answer[1].strip(), place)
        elif option and self._open:
            self._open.letters += option[1]
            self._open.options.append(option[2].strip())
        elif option:
            self._refuse(place, f"选项 {option[1]} 前面没有题干。")
        else:
            self._stem(line, place)

    def _stem(self, line: str, place: int) -> None:
        now = self._open
        if now and not now.options and not self._gap:
            now.lines.append(line)
            return
        self._give_up()
        self._count += 1
        self._open = _Open(place, self._count, [line])

    def _give_up(self) -> None:
        """The open question never got its answer."""
        now, self._open = self._open, None
        if now is None:
            return
        what = "后面没有 ANSWER: 一行" if now.options else "后面没有选项"
        self._refuse(now.line, f"“{now.lines[0][:20]}”{what}，没有导入。", now.position)

    def _answer(self, told: str, place: int) -> None:
        now, self._open = self._open, None
        if now is None:
            self._refuse(place, "ANSWER: 前面没有题目。")
            return
        reason = _why_not(now, told)
        if reason:
            self._refuse(now.line, f"{reason}没有导入。", now.position)
            return
        content = ItemContent(
            ItemKind.SINGLE, stem=now.stem, options=tuple(now.options), answer=told.upper()
        )
        wrong = faults(content)
        if wrong:
            self._refuse(now.line, "".join(wrong), now.position)
            return
        position = text_position(str(now.position), now.line)
        if len(now.lines) > 1:
            now.warnings.append("题干占了几行（Aiken 只认一行），已经合在一起，请核对。")
        warnings = tuple(dict.fromkeys(now.warnings))
        self._items.append(FoundItem("", position, content, warnings, now.line))

    def _refuse(self, line: int, reason: str, position: int = 0) -> None:
        place = text_position(str(position or ""), line)
        self._refused.append(ItemRefusal(place, reason, line))


def _why_not(question: _Open, told: str) -> str:
    if question.letters != _LETTERS[: len(question.letters)]:
        return f"选项的字母是 {'、'.join(question.letters)}，不是从 A 起连着的，"
    letters = re.sub(r"[\s,，、;；]+", "", told.upper())
    if re.fullmatch(r"[A-Z]{2,26}", letters):
        return f"答案写了 {'、'.join(letters)}，而 Aiken 只有单选题，"
    if not re.fullmatch(r"[A-Z]", letters) or letters != told.upper():
        return f"ANSWER: 后面的“{told[:20]}”不是一个选项字母，"
    return ""

"""How answers to lettered and true-false items are typed in one run of characters.

Learned in a minute:

- single choice and true-false: one character an item, run on: ``ACBD√×``; spaces where you like;
- several letters (multiple choice, ordering): one group an item, spaces or brackets between the
  groups: ``AC BCD`` or ``[AC][BCD]``; a group never follows single letters without one of them;
- nothing answered: ``-`` or ``.``;
- true-false: ``√×``, ``TF``, ``YN``, ``AB``, ``10`` or 对错; digits stand for letters: 1 is A.

Lower case, full width, commas and the like are as good.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from jyguide.bank.item import ItemKind
from jyguide.bank.row import KIND_NAMES
from jyguide.exam.marking.mark import Response

NOT_ANSWERED = "-"
_GROUPED = frozenset({ItemKind.MULTIPLE, ItemKind.ORDERING})
_TRUTH = "√"
_FALSEHOOD = "×"
_WORDS = {"正确": _TRUTH, "错误": _FALSEHOOD, "对": _TRUTH, "错": _FALSEHOOD, "是": _TRUTH}
_WORDS |= {"否": _FALSEHOOD, "正": _TRUTH, "误": _FALSEHOOD, "空": NOT_ANSWERED}
_SIGNS = dict.fromkeys("√✓✔☑", _TRUTH) | dict.fromkeys("×✗✘✕✖☒", _FALSEHOOD)
_SIGNS |= dict.fromkeys("-.。_·—–－*?", NOT_ANSWERED)
_SIGNS |= dict.fromkeys("[({【〔", "[") | dict.fromkeys("])}】〕", "]")
_SIGNS |= dict.fromkeys(",;、/|:", " ")
_TRUE, _FALSE = frozenset("√TY1A"), frozenset("×FNX02B")
_DIGITS = dict(zip("123456789", "ABCDEFGHI", strict=True))


@dataclass(frozen=True, slots=True)
class Slot:
    """One item that is answered in letters or by true or false.

    Attributes:
        number: As printed.
        letters: Of its options; empty for true-false.
    """

    number: int
    kind: ItemKind
    letters: str = ""

    @property
    def grouped(self) -> bool:
        return self.kind in _GROUPED

    @property
    def name(self) -> str:
        return f"第 {self.number} 题（{KIND_NAMES[self.kind].removesuffix('题')}）"


@dataclass(frozen=True, slots=True)
class AnsweredSlot:
    """What one item was answered with.

    Attributes:
        shown: As a person checks it: letters, ``√``, ``×``, or ``-`` for nothing.
        response: As rules take it; None for nothing, and where ``problem`` says why not.
        end: Where in the text the next item begins.
        note: True of a sound answer, but worth a second look at the sheet.
    """

    slot: Slot
    shown: str
    response: Response
    end: int
    problem: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A run of answers, read; those of ``slots`` beyond ``answered`` are yet to come."""

    slots: tuple[Slot, ...]
    answered: tuple[AnsweredSlot, ...]
    faults: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        return len(self.slots) - len(self.answered)

    @property
    def problems(self) -> tuple[str, ...]:
        """What cannot be right, each a sentence with the item's number."""
        return (*(one.problem for one in self.answered if one.problem), *self.faults)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(one.note for one in self.answered if one.note)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One character typed, levelled, and where the next begins."""

    sign: str
    end: int


@dataclass(slots=True)
class _Reader:
    slots: tuple[Slot, ...]
    answered: list[AnsweredSlot] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    surplus: int = 0

    def take(self, signs: Sequence[_Sign], *, bracketed: bool) -> None:
        """One token: a run without separators, or what a pair of brackets holds."""
        if bracketed:
            self._give(signs)
            return
        rest = list(signs)
        before = ""
        while rest:
            given = self._portion(rest, before)
            before = given[-1].sign
            self._give(given)
            del rest[: len(given)]

    def _portion(self, rest: Sequence[_Sign], before: str) -> Sequence[_Sign]:
        """What of a run the next item takes."""
        at = len(self.answered)
        if at >= len(self.slots) or not self.slots[at].grouped:
            return rest[:1]
        follows_single = before not in {"", _TRUTH, _FALSEHOOD} and not self.slots[at - 1].grouped
        if follows_single and rest[0].sign != NOT_ANSWERED:  # a blank sheet is a row of dashes
            self._run_together(self.slots[at])
        letters = next((n for n, one in enumerate(rest) if not _is_letter(one)), len(rest))
        return rest[: max(1, letters)]

    def _run_together(self, slot: Slot) -> None:
        self.faults.append(
            f"{slot.name}要与前面隔开：第 {slot.number - 1} 题后面请空一格；"
            "如果已经空了，就是前面漏录或多录了。"
        )

    def _give(self, signs: Sequence[_Sign]) -> None:
        at = len(self.answered)
        if at >= len(self.slots):
            self.surplus += 1
        else:
            self.answered.append(_answered(self.slots[at], signs))


def read_answers(text: str, slots: Sequence[Slot]) -> AnswerText:
    """Answers as typed, item by item; whatever is typed, it is read and never refused."""
    reader = _Reader(tuple(slots))
    for bracketed, signs in _tokens(text):
        reader.take(signs, bracketed=bracketed)
    if reader.surplus:
        reader.faults.append(f"多了 {reader.surplus} 题：这一栏只有 {len(reader.slots)} 题。")
    return AnswerText(reader.slots, tuple(reader.answered), tuple(reader.faults))


def write_answers(answered: Sequence[AnsweredSlot]) -> str:
    """Answers in the notation, kinds and groups apart; reads back as the same."""
    parts: list[str] = []
    for kind, members in groupby(answered, key=lambda one: one.slot.kind):
        grouped = kind in _GROUPED
        written = [one.shown if grouped else _bare(one.shown) for one in members]
        parts.append((" " if grouped else "").join(written))
    return " ".join(parts)


def _bare(shown: str) -> str:
    return shown if len(shown) == 1 else f"[{shown}]"


def _signs(text: str) -> Iterator[_Sign]:
    at = 0
    while at < len(text):
        word = next((word for word in _WORDS if text.startswith(word, at)), "")
        if word:
            at += len(word)
            yield _Sign(_WORDS[word], at)
            continue
        at += 1
        for sign in unicodedata.normalize("NFKC", text[at - 1]).upper():
            yield _Sign(" " if sign.isspace() else _SIGNS.get(sign, sign), at)


def _tokens(text: str) -> Iterator[tuple[bool, list[_Sign]]]:
    """Each with whether it stood in brackets; an empty pair is an item without an answer."""
    token: list[_Sign] = []
    inside = False
    for one in _signs(text):
        if one.sign in "[]" or (one.sign == " " and not inside):
            if token or (one.sign == "]" and inside):
                yield inside, token or [_Sign(NOT_ANSWERED, one.end)]
            token = []
            inside = one.sign == "["
        elif one.sign != " ":
            token.append(one)
    if token:
        yield inside, token


def _is_letter(one: _Sign) -> bool:
    return one.sign not in {_TRUTH, _FALSEHOOD, NOT_ANSWERED}


def _answered(slot: Slot, signs: Sequence[_Sign]) -> AnsweredSlot:
    end = signs[-1].end
    typed = [one.sign for one in signs]
    if set(typed) == {NOT_ANSWERED}:
        return AnsweredSlot(slot, NOT_ANSWERED, None, end)
    if slot.kind is ItemKind.TRUE_FALSE:
        return _judged(slot, typed, end)
    letters = [_DIGITS.get(sign, sign) for sign in typed if sign != NOT_ANSWERED]
    shown = "".join(letters if slot.kind is ItemKind.ORDERING else sorted(letters))
    if problem := _letter_problem(slot, letters):
        return AnsweredSlot(slot, "".join(typed), None, end, problem)
    return AnsweredSlot(slot, shown, shown, end, note=_note(slot, letters))


def _judged(slot: Slot, typed: Sequence[str], end: int) -> AnsweredSlot:
    if len(typed) == 1 and typed[0] in _TRUE:
        return AnsweredSlot(slot, _TRUTH, "T", end)
    if len(typed) == 1 and typed[0] in _FALSE:
        return AnsweredSlot(slot, _FALSEHOOD, "F", end)
    shown = "".join(typed)
    return AnsweredSlot(
        slot, shown, None, end, f"{slot.name}只能填 √ 或 ×，不能填“{shown}”；没答填 -。"
    )


def _letter_problem(slot: Slot, letters: Sequence[str]) -> str:
    for letter in letters:
        if letter not in slot.letters:
            return _strange(slot, letter)
        if letters.count(letter) > 1:
            return f"{slot.name}的 {letter} 录了两次。"
    return ""


def _strange(slot: Slot, letter: str) -> str:
    span = f"{slot.letters[:1]}–{slot.letters[-1:]}"
    if "A" <= letter <= "Z":
        return f"第 {slot.number} 题没有 {letter} 选项，只有 {span}。"
    return f"{slot.name}要填字母 {span}，不能填“{letter}”；没答填 -。"


def _note(slot: Slot, letters: Sequence[str]) -> str:
    if slot.kind is ItemKind.SINGLE and len(letters) > 1:
        return f"{slot.name}选了 {len(letters)} 个，按答错记。"
    if slot.kind is ItemKind.MULTIPLE and len(letters) == 1:
        return f"{slot.name}只选了 1 个，请看一眼答卷。"
    if slot.kind is ItemKind.ORDERING and len(letters) < len(slot.letters):
        return f"{slot.name}只排了 {len(letters)} 步，共 {len(slot.letters)} 步。"
    return ""

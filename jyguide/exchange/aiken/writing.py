"""Writes items in the Aiken format."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.bank.entry import BankEntry, LeftOut, Written
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import KIND_NAMES, STATUS_NAMES, ItemStatus
from jyguide.exchange.aiken.reading import read_aiken


def write_aiken(entries: Sequence[BankEntry]) -> tuple[str, Written]:
    """The single choices among the items as one Aiken text.

    Stem, options and answer are all that the format has; line breaks in them become spaces. What
    is no single choice, has no answer, is not in force, or would be read as something else is
    left out, with its reason.
    """
    parts: list[str] = []
    left_out: list[LeftOut] = []
    for entry in entries:
        written = _question(entry.content)
        reason = _not_in_force(entry.status) or _why_not(entry.content, written)
        if reason:
            left_out.append(LeftOut(entry.number, reason))
        else:
            parts.append(written)
    return "\n".join(parts), Written(len(parts), tuple(left_out))


def _question(content: ItemContent) -> str:
    lines = [_one_line(content.stem)]
    lines += [
        f"{letter}) {_one_line(text)}"
        for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
    ]
    return "\n".join([*lines, f"ANSWER: {content.answer}", ""])


def _not_in_force(status: ItemStatus) -> str:
    """Aiken has no place for it, and whoever reads the file would put the item into force."""
    if status is ItemStatus.IN_FORCE:
        return ""
    return f"Aiken 格式标不出“{STATUS_NAMES[status]}”，读回来会变成在用，没有导出。"


def _why_not(content: ItemContent, written: str) -> str:
    if content.kind is not ItemKind.SINGLE:
        return f"Aiken 格式只有单选题，写不了{KIND_NAMES[content.kind]}，没有导出。"
    if content.answer is None:
        return "没有答案（草稿），Aiken 格式写不了，没有导出。"
    expected = ItemContent(
        ItemKind.SINGLE,
        stem=_one_line(content.stem),
        options=tuple(map(_one_line, content.options)),
        answer=content.answer,
    )
    read = read_aiken(written)
    if read.refused or [one.content for one in read.items] != [expected]:
        return "题干或选项的写法会被 Aiken 读成别的意思，没有导出。"
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()

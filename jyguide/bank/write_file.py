"""Writing items into a file of any format that can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry, Written
from jyguide.bank.facts import read_facts
from jyguide.bank.formats import FORMAT_NAMES, BankFormat
from jyguide.bank.item import ItemContent
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import Regulation, read_unified_bank
from jyguide.documents.files import replace_when_whole
from jyguide.errors import RuleError
from jyguide.progress import CancelToken, Progress

if TYPE_CHECKING:
    from jyguide.bank.handbook import HandbookPlan


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a file is written with beside the items.

    Attributes:
        moment: Now; the age of what Anki is given.
        regulations: Every edition known here: a handbook lists those it cites.
        size: Of the pages of a handbook.
        with_items: Whether a handbook has a second part, with the items built on the questions.
    """

    cover: Cover
    moment: datetime
    regulations: tuple[Regulation, ...] = ()
    size: BookSize = BookSize.A4
    with_items: bool = False


def write_items(
    target: Path,
    format_: BankFormat,
    entries: Sequence[BankEntry],
    outfit: Outfit,
    progress: Progress,
    cancel: CancelToken,
) -> Written:
    """Write the items, whole or not at all.

    Raises:
        RuleError: nobody can write the format.
        FileError: the file cannot be written.
        Cancelled: the user pressed cancel.
    """
    if format_ is BankFormat.DOCX:
        return _write_handbook(target, entries, outfit, progress, cancel)
    if format_ is BankFormat.APKG:
        from jyguide.exchange.anki_package import write_apkg  # noqa: PLC0415 - heavy

        return write_apkg(target, entries, outfit.cover.name, outfit.moment, progress, cancel)
    if format_ in (BankFormat.XLSX, BankFormat.CSV):
        from jyguide.exchange.sheets import (  # noqa: PLC0415 - heavy
            write_item_csv,
            write_item_workbook,
        )

        write = write_item_workbook if format_ is BankFormat.XLSX else write_item_csv
        return write(target, entries)
    data, written = _as_bytes(format_, entries)
    with replace_when_whole(target) as part:
        part.write_bytes(data)
    return written


def _write_handbook(
    target: Path,
    entries: Sequence[BankEntry],
    outfit: Outfit,
    progress: Progress,
    cancel: CancelToken,
) -> Written:
    from jyguide.bank.handbook import write_handbook  # noqa: PLC0415 - heavy

    return write_handbook(target, entries, book_plan(outfit), progress, cancel)


def book_plan(outfit: Outfit) -> HandbookPlan:
    """How a handbook is made that bears this outfit."""
    from jyguide.bank.handbook import HandbookPlan  # noqa: PLC0415 - heavy

    return HandbookPlan(outfit.cover, outfit.size, outfit.with_items, outfit.regulations)


def write_audit(target: Path, entries: Sequence[BankEntry]) -> Written:
    """Write one row an item for a reviewer."""
    from jyguide.exchange.sheets import write_audit_workbook  # noqa: PLC0415 - heavy

    return write_audit_workbook(target, entries, {no: f.text for no, f in read_facts().items()})


@dataclass(frozen=True)
class ShippedFacts:
    """The checked facts behind the items that ship with the program."""

    by_code: Mapping[str, tuple[ItemContent, tuple[int, ...]]]

    def told(self, entry: BankEntry) -> BankEntry:
        """The item with what it rests on; nothing where it no longer says what was shipped."""
        content, facts = self.by_code.get(entry.number, (None, ()))
        if content != entry.content:
            return entry
        whole = not facts and entry.status is ItemStatus.IN_FORCE
        return replace(entry, facts=facts, on_full_text=whole)


def shipped_facts() -> ShippedFacts:
    """The facts of the bank that ships with the program."""
    return ShippedFacts({one.code: (one.content, one.facts) for one in read_unified_bank()})


def _as_bytes(format_: BankFormat, entries: Sequence[BankEntry]) -> tuple[bytes, Written]:
    if format_ is BankFormat.MOODLE_XML:
        from jyguide.exchange.moodle import write_moodle_xml  # noqa: PLC0415 - heavy

        return write_moodle_xml(entries)
    if format_ is BankFormat.GIFT:
        from jyguide.exchange.gift import write_gift  # noqa: PLC0415 - not at start

        text, written = write_gift(entries)
    elif format_ is BankFormat.AIKEN:
        from jyguide.exchange.aiken import write_aiken  # noqa: PLC0415 - not at start

        text, written = write_aiken(entries)
    else:
        raise RuleError(
            f"不能导出为“{FORMAT_NAMES[format_]}”，没有生成文件。", hint="请换一种格式。"
        )
    return text.encode("utf-8"), written

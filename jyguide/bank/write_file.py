"""Writing items into a file of any format that can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry, Written
from jyguide.bank.formats import FORMAT_NAMES, BankFormat
from jyguide.bank.item import ItemContent
from jyguide.bank.unified import read_unified_bank
from jyguide.documents.files import replace_when_whole
from jyguide.errors import RuleError


def write_items(
    target: Path,
    format_: BankFormat,
    entries: Sequence[BankEntry],
    *,
    size: BookSize,
    cover: Cover,
) -> Written:
    """Write the items, whole or not at all.

    Raises:
        RuleError: nobody can write the format.
        FileError: the file cannot be written.
    """
    if format_ is BankFormat.DOCX:
        from jyguide.bank.handbook import write_handbook  # noqa: PLC0415 - heavy

        return write_handbook(target, entries, cover, size)
    if format_ is BankFormat.APKG:
        from jyguide.exchange.anki_package import write_apkg  # noqa: PLC0415 - heavy

        return write_apkg(target, entries, cover.title)
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


def write_audit(target: Path, entries: Sequence[BankEntry]) -> Written:
    """Write one row an item for a reviewer."""
    from jyguide.exchange.sheets import write_audit_workbook  # noqa: PLC0415 - heavy

    return write_audit_workbook(target, entries)


@dataclass(frozen=True)
class ShippedFacts:
    """The checked facts behind the items that ship with the program."""

    by_code: Mapping[str, tuple[ItemContent, tuple[int, ...]]]

    def of(self, entry: BankEntry) -> tuple[int, ...]:
        """The facts an item rests on; none where it no longer says what was shipped."""
        content, facts = self.by_code.get(entry.number, (None, ()))
        return facts if content == entry.content else ()


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

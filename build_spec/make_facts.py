"""Writes the checked facts that bank and checklists rest on into ``resources/bank/facts.toml``.

Run when the list of facts, the bank or a checklist has changed, with the list as it is kept:

    python build_spec/make_facts.py facts.md

The list holds tables of four columns: number, fact, source with its article, status; so does
``further_facts.md`` beside this script, whose numbers begin at 1001. Only facts that the bank or
a checklist names are taken; one that is named and in neither list is an error.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parents[1] / "resources"
BANK = RESOURCES / "bank"
FURTHER = Path(__file__).with_name("further_facts.md")
SAME = "同上"
ROW = re.compile(r"^\|\s*(\d+)\s*\|(.*)\|(.*)\|(.*)\|\s*$", re.MULTILINE)
HEAD = "# The checked facts that bank and checklists rest on: what, from where, how sure.\n"


def cited() -> set[int]:
    """Numbers of all facts that the bank or a checklist names."""
    return _cited_by_bank() | _cited_by_checklists()


def _cited_by_bank() -> set[int]:
    bank = tomllib.loads((BANK / "unified.toml").read_text("utf-8"))["question"]
    former = tomllib.loads((BANK / "former.toml").read_text("utf-8"))["former"]
    return {int(number) for entry in _entries([*bank, *former]) for number in entry}


def _cited_by_checklists() -> set[int]:
    files = sorted((RESOURCES / "standard").glob("*.toml"))
    criteria = [
        row for file in files for row in tomllib.loads(file.read_text("utf-8"))["criterion"]
    ]
    return {number for row in criteria for number in row["basis"]}


def _entries(rows: list[dict[str, Any]]) -> Iterator[list[int]]:
    for row in rows:
        yield row.get("facts", [])
        yield from (item.get("facts", []) for item in row.get("item", ()))


def quoted(text: str) -> str:
    """Text as TOML has it."""
    plain = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def listed_in(*files: Path) -> dict[int, tuple[str, str, str]]:
    """Fact, source and status by number; ``同上`` is the source of the row above."""
    found: dict[int, tuple[str, str, str]] = {}
    above = ""
    for row in (row for file in files for row in ROW.finditer(file.read_text("utf-8"))):
        above = above if row[3].strip() == SAME else row[3]
        found[int(row[1])] = (row[2], above, row[4])
    return found


def main(facts: Path) -> int:
    """Write the file; 1 where a fact is named that is in no list."""
    listed = listed_in(facts, FURTHER)
    wanted = sorted(cited())
    if missing := [number for number in wanted if number not in listed]:
        print("not in the list:", *missing, file=sys.stderr)  # noqa: T201 - a script
        return 1
    tables = [
        f"\n[[fact]]\nnumber = {number}\ntext = {quoted(text)}\n"
        f"source = {quoted(source)}\nstatus = {quoted(status)}\n"
        for number, (text, source, status) in ((number, listed[number]) for number in wanted)
    ]
    (BANK / "facts.toml").write_text(HEAD + "".join(tables), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

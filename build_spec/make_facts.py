"""Writes the checked facts that the unified bank rests on into ``resources/bank/facts.toml``.

Run when the list of facts or the bank has changed, with the list as it is kept:

    python build_spec/make_facts.py facts.md

The list holds tables of four columns: number, fact, source with its article, status. Only facts
that the bank names are taken; one that is named and not in the list is an error.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BANK = Path(__file__).parents[1] / "resources" / "bank"
ROW = re.compile(r"^\|\s*(\d+)\s*\|(.*)\|(.*)\|(.*)\|\s*$", re.MULTILINE)
HEAD = "# The checked facts that items of the unified bank rest on: what, from where, how sure.\n"


def cited() -> set[int]:
    """Numbers of all facts that the bank names."""
    bank = tomllib.loads((BANK / "unified.toml").read_text("utf-8"))["question"]
    former = tomllib.loads((BANK / "former.toml").read_text("utf-8"))["former"]
    return {int(number) for entry in _entries([*bank, *former]) for number in entry}


def _entries(rows: list[dict[str, Any]]) -> Iterator[list[int]]:
    for row in rows:
        yield row.get("facts", [])
        yield from (item.get("facts", []) for item in row.get("item", ()))


def quoted(text: str) -> str:
    """Text as TOML has it."""
    plain = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def main(facts: Path) -> int:
    """Write the file; 1 where the bank names a fact that is not in the list."""
    listed = {int(row[1]): row for row in ROW.finditer(facts.read_text("utf-8"))}
    wanted = sorted(cited())
    if missing := [number for number in wanted if number not in listed]:
        print("not in the list:", *missing, file=sys.stderr)  # noqa: T201 - a script
        return 1
    tables = [
        f"\n[[fact]]\nnumber = {number}\ntext = {quoted(listed[number][2])}\n"
        f"source = {quoted(listed[number][3])}\nstatus = {quoted(listed[number][4])}\n"
        for number in wanted
    ]
    (BANK / "facts.toml").write_text(HEAD + "".join(tables), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

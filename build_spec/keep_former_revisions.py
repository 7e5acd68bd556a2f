"""Keeps what items of the unified bank said in an earlier release.

Run before a release, with the bank as the last release shipped it:

    python build_spec/keep_former_revisions.py OLD/unified.toml OLD/regulations.toml

Every item whose revision has counted on since is added to ``resources/bank/former.toml`` in its
old words. Papers drawn under the old release name the old revision, and a PC that starts with the
new one must still be able to show them. Items that changed without counting on are named, and
nothing is written: a revision that was shipped never changes.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

BANK = Path(__file__).parents[1] / "resources" / "bank"
FORMER = BANK / "former.toml"
INHERITED = ("category", "regulation", "article")
SAID = (
    *("kind", "category", "tests", "stem", "options", "answer", "explanation", "key_points"),
    *("regulation", "article", "difficulty"),
)
HEAD = (
    "# What items of the unified bank said in earlier releases; papers drawn then still ask it.\n"
)


def flat(bank: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every item with all it says, by its code."""
    found = {}
    for question in bank["question"]:
        found[question["code"]] = {**question, "kind": "oral", "question": ""}
        for item in question.get("item", ()):
            inherited = {name: question[name] for name in INHERITED}
            found[item["code"]] = {**inherited, **item, "question": question["code"]}
    return found


def said(item: dict[str, Any], editions: dict[str, str]) -> dict[str, Any]:
    """What a revision fixes, in the order in which it is written."""
    content = {name: item[name] for name in SAID if item.get(name, "") != ""}
    return content | {"edition": editions[item["regulation"]]}


def counts(item: dict[str, Any]) -> int:
    """Which revision of an item it is."""
    return int(item.get("revision", 1))


def editions(path: Path) -> dict[str, str]:
    """The edition that each code of a list of regulations stands for."""
    rows = tomllib.loads(path.read_text("utf-8"))
    return {row["code"]: row["edition"] for part in rows.values() for row in part}


def toml(value: Any) -> str:
    """A value as TOML; of what a bank holds nothing else occurs."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {toml(one)}' for name, one in value.items())} }}"
    return str(value)


def entry(item: dict[str, Any]) -> str:
    """One ``[[former]]`` table."""
    names = ("code", "revision", "question", *SAID, "facts")
    shown = {"facts": [], "article": "", "revision": 1} | item
    lines = [f"{name} = {toml(shown[name])}" for name in names if name in shown]
    return "\n".join(("\n[[former]]", *lines)) + "\n"


def main(old_bank: Path, old_regulations: Path) -> int:
    """Add what is missing; 1 where an item changed without counting on."""
    old = flat(tomllib.loads(old_bank.read_text("utf-8")))
    new = flat(tomllib.loads((BANK / "unified.toml").read_text("utf-8")))
    before, now = editions(old_regulations), editions(BANK / "regulations.toml")
    changed = [
        code for code in old if code in new and said(old[code], before) != said(new[code], now)
    ]
    counted = {code for code in old if code in new and counts(new[code]) > counts(old[code])}
    if silent := [code for code in changed if code not in counted]:
        print("changed without counting on:", *silent, file=sys.stderr)  # noqa: T201 - a script
        return 1
    kept = FORMER.read_text("utf-8") if FORMER.is_file() else HEAD
    known = {(row["code"], row["revision"]) for row in tomllib.loads(kept).get("former", ())}
    fresh = [
        entry(old[code])
        for code in old
        if code in counted and (code, counts(old[code])) not in known
    ]
    FORMER.write_text(kept + "".join(fresh), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

"""Tables of BENCHMARKS.md and README.md, written from ``bench-out/results.json`` between marks.

``<!-- bench:NAME -->`` … ``<!-- /bench:NAME -->``: what stands between is replaced. Nobody types
a figure: what a page says is what was measured.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

PAGES = (Path("BENCHMARKS.md"), Path("README.md"))
_MARKED = re.compile(r"(<!-- bench:(\w+) -->\n).*?(<!-- /bench:\2 -->)", re.DOTALL)
_USERS = (
    ("Starting, until the window takes clicks", "cold_start:at_station", "冷启动到窗口可用"),
    ("Bringing in a roster of 10,000 people", "roster:run", "导入 10000 人"),
    ("Finding somebody among 50,000, each key", "people_list:run", "边打边找，中位"),
)
"""The three figures that are felt: what they are called, and which lines they are."""
_TAKEN = ("seconds", "processor_seconds")

Line = dict[str, Any]


def fill(results: Path, pages: Iterable[Path] = PAGES) -> int:
    """Write the tables anew; 1 and a sentence where there are no results."""
    try:
        found = msgspec.json.decode(results.read_bytes())
    except FileNotFoundError:
        sys.stderr.write("还没有测量结果：请先运行 make bench。\n")
        return 1
    for page in pages:
        text = page.read_text("utf-8")
        beside = page.with_suffix(".part")
        beside.write_text(filled(text, found), "utf-8")
        beside.replace(page)
    return 0


def filled(text: str, found: dict[str, Any]) -> str:
    """A page with its tables.

    Raises:
        KeyError: If a mark asks for a table that there is not.
    """

    def told(mark: re.Match[str]) -> str:
        return "\n".join((mark[1].rstrip("\n"), *_TABLES[mark[2]](found), mark[3]))

    return _MARKED.sub(told, text)


def _lines(found: dict[str, Any]) -> Iterator[Line]:
    """Every line with the title of its table; `whole` is what it is where it stands alone."""
    for part in found["parts"]:
        head = ""
        for line in part["results"]:
            what = _what(line)
            going_on = what.startswith("…")
            head = head if going_on else what
            whole = f"{head} {what}" if going_on else what
            yield {**line, "title": part["title"], "whole": whole}


def promises(found: dict[str, Any]) -> list[str]:
    """A table a subject, growth apart: that has columns of its own."""
    titles = dict.fromkeys(part["title"] for part in found["parts"])
    said: list[str] = []
    for title in titles:
        rows = [
            one
            for one in _lines(found)
            if one["title"] == title and one["kind"] in ("ratio", "limit")
        ]
        if rows:
            head = ("What", "Ours", "Beside it", "Ratio", "Promise", "Kept", "Against what")
            said += ["", f"### {title}", "", *_table(head, map(_promise, rows))]
    return said[1:]


def _promise(line: Line) -> Sequence[str]:
    ratio = f"{line['ratio']:.2f}" if line.get("ratio") else ""
    if line["kind"] == "ratio":
        ours, beside, kept = _amount(line["ours"], "s"), _amount(line["floor"], "s"), line["kept"]
        ratio += f" ({line['least']:.2f}–{line['most']:.2f})"
    else:
        ours, kept = _amount(line["value"], line["unit"]), line["kept"]
        beside = _amount(line["floor"], line["unit"]) if line["floor"] else ""
    most = f"≤ {line['allowed']:g}{_unit(line)}"
    promise = line.get("promise") or most
    if line.get("issue"):
        promise += f" (issue {line['issue']})"
    elif "own limit" in promise:
        promise += f": {most}"
    return (_what(line), ours, beside, ratio, promise, _kept(kept=kept), line.get("against", ""))


def growth(found: dict[str, Any]) -> list[str]:
    """How time grows with size, each pair measured in the same run."""
    rows = [
        (
            _what(one),
            f"{one['size']:,.0f} → {one['large']:,.0f}",
            _amount(one["one"], "s"),
            _amount(one["many"], "s"),
            f"{one['exponent']:.2f}",
            _kept(kept=one["kept"]),
        )
        for one in _lines(found)
        if one["kind"] == "growth"
    ]
    return _table(("What", "Size", "Small", "Large", "Exponent", "Linear"), rows)


def short(found: dict[str, Any]) -> list[str]:
    """What was not kept and what was not measured, worst first."""
    over = [one for one in _lines(found) if one.get("kept") is False]
    over.sort(key=lambda one: -_excess(one))
    said = [
        f"- {one['whole']}: {_told(one)}, allowed {one['allowed']:g}{_unit(one)}." for one in over
    ]
    said += [
        f"- Not measured: {one['name']}" for one in _lines(found) if one["kind"] == "unmeasured"
    ]
    return said or ["Nothing: every line is within what was promised."]


def _excess(line: Line) -> float:
    return (_figure(line) or 0) / line["allowed"] if line["allowed"] else float("inf")


def _figure(line: Line) -> float:
    found: float = line[{"ratio": "ratio", "limit": "value", "growth": "exponent"}[line["kind"]]]
    return found


def _told(line: Line) -> str:
    if line["kind"] == "limit":
        return _amount(line["value"], line["unit"])
    word = "exponent " if line["kind"] == "growth" else ""
    return f"{word}{_figure(line):.2f}{_unit(line)}"


def _unit(line: Line) -> str:
    if line["kind"] == "limit":
        return f" {_english(line['unit'])}".rstrip()
    return " times" if line["kind"] == "ratio" else ""


def machine(found: dict[str, Any]) -> list[str]:
    """On what, when, from which commit, and for how long."""
    one = found["machine"]
    versions = ", ".join(f"{name} {text}" for name, text in one["versions"].items() if text)
    told = (
        f"{one['processor']}, {one['cores']} cores, {one['memory_gb']} GB, {one['system']}; "
        f"{one['at']}, load {one['load']} at the start; release {one['release']}, "
        f"commit {one['commit']}; {found['seconds'] / 60:.0f} minutes in all. {versions}."
    )
    return [told]


def parts(found: dict[str, Any]) -> list[str]:
    """How long each part takes, for whoever wants only one."""
    rows = [
        (one["name"], one["where"], *(f"{one[key]:.0f} s" for key in _TAKEN))
        for one in found["parts"]
    ]
    return _table(("`ONLY=`", "Measured by", "Takes", "Of it the processor"), rows)


def users(found: dict[str, Any]) -> list[str]:
    """Three figures for README."""
    rows = [
        (name, *_promise(line)[1:4], line["against"])
        for name, where, begins in _USERS
        for line in _lines(found)
        if line.get("where") == where and line["name"].startswith(begins)
    ]
    return _table(("What", "Takes", "Bare floor", "Ratio", "The floor is"), rows)


def _what(line: Line) -> str:
    return line.get("english") or line["name"]


def _amount(value: float, unit: str) -> str:
    if unit == "s" and value < 1:
        value, unit = value * 1000, "ms"
    text = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{text} {_english(unit)}".rstrip()


def _english(unit: str) -> str:
    return {"倍": "times", "个": ""}.get(unit, unit)


def _kept(*, kept: bool) -> str:
    return "yes" if kept else "**no**"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(one.replace("|", "\\|") for one in line) + " |" for line in lines]


_TABLES: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "promises": promises,
    "growth": growth,
    "short": short,
    "machine": machine,
    "parts": parts,
    "users": users,
}

"""Writes the strokes of Chinese characters into ``resources/names/strokes.z``.

Run when one of the sources has a new release, with a folder that holds these four files:

    python build_spec/make_stroke_table.py FOLDER

    cnchar.order.min.js   cnchar-order (MIT): simplified characters, stroke by stroke
    cnchar.trad.min.js    cnchar-trad (MIT): traditional ones
    stroke.dict.yaml      rime-stroke (LGPL-3.0): all others, by h s p n z
    strokeCount.json      strokes (MIT), from the Unihan database: how many strokes

cnchar writes as GB 13000.1 does and goes first, but for traditional characters of which
rime-stroke knows no such order: there cnchar is wrong about 門 and what is built with it. Of the
several orders that rime-stroke has for one character, the last of the right length is that of the
mainland (it is for five in six of the characters that cnchar has too).

The file is deflated text. ``@4E00`` says which character the next line belongs to; each line
after it belongs to the next one. A line holds kinds of strokes in the order of writing (1 across,
2 down, 3 left-falling, 4 dot or right-falling, 5 bent), or ``~`` and how many strokes there are,
or nothing.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

TARGET = Path(__file__).parents[1] / "resources" / "names" / "strokes.z"
KIND_OF = {
    "横": "1",
    "提": "1",
    "竖": "2",
    "竖钩": "2",
    "撇": "3",
    "点": "4",
    "点2": "4",
    "捺": "4",
}
BENT = "5"
OURS = {"冮": "41121", "凃": "413411234", "郤": "343425152", "褟": "452342511541541"}
"""Surnames that no source writes as GB 13000.1 does."""
BLOCKS = (
    range(0x3007, 0x3008),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0x20000, 0x2EBF0),
    range(0x30000, 0x323B0),
)
WRITTEN_OUT = (range(0x3007, 0xA000), range(0x2A700, 0x2CEB0))
"""Where kinds are kept: all that official lists of characters for names use."""
FEWEST = 20_902


def tables(script: Path) -> list[dict[str, object]]:
    """The tables inside one minified script."""
    found = re.finditer(r"JSON\.parse\('(\{.*?\})'\)", script.read_text("utf-8"))
    return [json.loads(one[1].replace("\\'", "'").replace("\\\\", "\\")) for one in found]


def cnchar(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Kinds of strokes of simplified and of traditional characters."""
    simple, shapes, *_ = tables(folder / "cnchar.order.min.js")
    kinds = {
        letter: KIND_OF.get(shape["name"].split("|")[0], BENT) for letter, shape in shapes.items()
    }
    written = (t for t in tables(folder / "cnchar.trad.min.js") if _is_order(t))
    return _converted(simple, kinds), _converted(next(written), kinds)


def _is_order(table: Mapping[str, object]) -> bool:
    return "門" in table and str(table["門"]).isalpha()


def _converted(table: Mapping[str, object], kinds: Mapping[str, str]) -> dict[str, str]:
    return {one: "".join(kinds[letter] for letter in str(row)) for one, row in table.items()}


def rime(dictionary: Path) -> dict[str, list[str]]:
    """Every order of every character."""
    digits = str.maketrans("hspnz", "12345")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in dictionary.read_text("utf-8").splitlines():
        character, _, row = line.partition("\t")
        if len(character) == 1 and row:
            found[character].append(row.split("\t")[0].translate(digits))
    return found


def merged(folder: Path) -> dict[str, str]:
    """A line per character."""
    simple, traditional = cnchar(folder)
    orders = rime(folder / "stroke.dict.yaml")
    counts = json.loads((folder / "strokeCount.json").read_text("utf-8"))
    found: dict[str, str] = {}
    for code in (code for block in BLOCKS for code in block):
        one = chr(code)
        fitting = [row for row in orders.get(one, ()) if len(row) == counts.get(one)]
        known = simple.get(one) or traditional.get(one, "")
        if one not in simple and known not in fitting:
            known = (fitting or ([known] if known else orders.get(one)) or [""])[-1]
        if not known or not any(code in block for block in WRITTEN_OUT):
            known = f"~{counts[one]}" if one in counts else ""
        found[one] = OURS.get(one, known)
    return found


def lines(table: Mapping[str, str]) -> Iterator[str]:
    """The text of the file."""
    for block in BLOCKS:
        yield f"@{block.start:X}"
        yield from (table[chr(code)] for code in block)


def main(folder: Path) -> int:
    """Write the file; 1 where a source says too little."""
    table = merged(folder)
    whole = sum(table[chr(code)].isdigit() for code in range(0x4E00, 0x9FA6))
    print(whole, "characters of GB 13000.1 stroke by stroke")  # noqa: T201 - a script
    TARGET.write_bytes(zlib.compress("\n".join(lines(table)).encode("ascii"), 9))
    return 0 if whole >= FEWEST else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

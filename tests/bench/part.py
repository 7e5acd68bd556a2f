"""One part of the bench in a process of its own: ``python -m tests.bench.part WHERE RESULTS``.

A part that fails, hangs or brings the interpreter down takes nothing else with it, and what it
leaves in memory slows nobody.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from tests.bench.parts import PARTS
from tests.bench.ratio import Growth, Limit, Ratio, Result


def told(result: Result) -> dict[str, Any]:
    """A result as it stands in the JSON: its fields, its kind, and whether the promise is kept."""
    body = {"kind": type(result).__name__.lower(), **asdict(result)}
    match result:
        case Ratio():
            return body | {"kept": result.kept}
        case Limit():
            return body | {"kept": result.kept, "ratio": result.ratio}
        case Growth():
            return body | {"kept": result.kept, "exponent": result.exponent}
        case _:
            return body


def main() -> None:
    where, target = sys.argv[1], Path(sys.argv[2])
    (part,) = (one for one in PARTS if one.where == where)
    with target.open("ab") as file:
        for result in part.run():
            sys.stdout.write(f"{result.line()}\n")
            sys.stdout.flush()
            file.write(msgspec.json.encode(told(result)) + b"\n")
            file.flush()


if __name__ == "__main__":
    main()

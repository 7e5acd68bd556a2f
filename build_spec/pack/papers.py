"""Licence texts and the list of parts: ``python -m build_spec.pack.papers PROGRAM OUT``.

Run by the packager's own Python, whose distributions are those that were frozen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from build_spec.pack.inventory import inventory
from build_spec.pack.licences import gather
from build_spec.pack.sbom import write_sbom
from jyguide.release import release


def main(program: Path, out: Path) -> None:
    """Put the texts into the program's folder and the list into `out`, which is said last.

    Raises:
        PackingError: a text is missing, or the list is refused.
        RuntimeError: where a library comes from is unknown.
    """
    held = inventory(program)
    gather(held, program)
    print(write_sbom(held, out, release()))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

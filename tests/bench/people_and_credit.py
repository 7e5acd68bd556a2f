"""``make bench-people``: finding people, importing rosters, counting a year's credit."""

from __future__ import annotations

import sys

from tests.bench import credit, people_list, roster


def main() -> None:
    for measure in (people_list.run, lambda: [roster.run()], credit.run):
        for one in measure():
            sys.stdout.write(f"{one.line()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

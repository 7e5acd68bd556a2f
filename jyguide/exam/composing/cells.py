"""Which line of a blueprint gets what; items that share kind, category, difficulty are one.

Ten thousand items fall into a few hundred such cells, so lines are weighed against cells and not
against items: a greatest flow from lines through cells (Ford and Fulkerson 1956), one item at a
time along a shortest way (Edmonds and Karp 1972). It is greatest when no way is left (Berge 1957).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Cell = tuple[str, str, int]
"""Kind, category and difficulty; a kind equals its value, see `ItemKind`."""

Wish = tuple[int, frozenset[Cell]]
"""How many items a line wants, and the cells that fit it."""


def allot(wishes: Sequence[Wish], stock: Mapping[Cell, Sequence[int]]) -> dict[int, int]:
    """As many items as possible, each given to one line: place -> index of the line.

    Lines with the least choice are served first, each with the foremost places that fit; another
    line gives one of its items up only where it can take one elsewhere.

    Args:
        wishes: One a line.
        stock: The places of the items of each cell, the foremost first.
    """
    allotment = _Allotment(wishes, stock)
    for index in _least_choice_first(wishes, stock):
        for _ in range(wishes[index][0]):
            if not allotment.take(index):
                break
    return allotment.owners()


def missing(wishes: Sequence[Wish], counts: Mapping[Cell, int]) -> tuple[int, ...]:
    """How many items each line lacks when all are served as well as possible; the sum is least.

    Args:
        wishes: One a line.
        counts: How many items each cell has.
    """
    stock, at = {}, 0
    for cell, count in counts.items():
        stock[cell] = range(at, at + count)
        at += count
    owners = allot(wishes, stock)
    got = [0] * len(wishes)
    for index in owners.values():
        got[index] += 1
    return tuple(wanted - has for (wanted, _cells), has in zip(wishes, got, strict=True))


def _least_choice_first(
    wishes: Sequence[Wish], stock: Mapping[Cell, Sequence[int]]
) -> Sequence[int]:
    def slack(index: int) -> tuple[int, int]:
        wanted, cells = wishes[index]
        return sum(len(stock[cell]) for cell in cells if cell in stock) - wanted, index

    return sorted(range(len(wishes)), key=slack)


class _Allotment:
    """What has been given to whom so far."""

    def __init__(self, wishes: Sequence[Wish], stock: Mapping[Cell, Sequence[int]]) -> None:
        self._stock = stock
        self._given = dict.fromkeys(stock, 0)
        # in the order of the stock: the order of a set changes from run to run
        self._fitting = [[cell for cell in stock if cell in cells] for _wanted, cells in wishes]
        self._held: list[dict[Cell, list[int]]] = [defaultdict(list) for _ in wishes]

    def take(self, index: int) -> bool:
        """Give the line one item more, if need be by moving others to other items."""
        came_from: dict[int, tuple[int, Cell]] = {}
        waiting = [index]
        for line in waiting:
            cell = self._foremost(line)
            if cell is not None:
                self._hand_out(line, cell)
                self._pass_on(line, came_from)
                return True
            for owner, shared in self._owners_beside(line):
                if owner != index and owner not in came_from:
                    came_from[owner] = (line, shared)
                    waiting.append(owner)
        return False

    def owners(self) -> dict[int, int]:
        return {
            place: index
            for index, held in enumerate(self._held)
            for places in held.values()
            for place in places
        }

    def _foremost(self, line: int) -> Cell | None:
        """The cell whose next free item stands foremost of all that fit."""
        free = (cell for cell in self._fitting[line] if self._given[cell] < len(self._stock[cell]))
        return min(free, key=lambda cell: self._stock[cell][self._given[cell]], default=None)

    def _hand_out(self, line: int, cell: Cell) -> None:
        self._held[line][cell].append(self._stock[cell][self._given[cell]])
        self._given[cell] += 1

    def _owners_beside(self, line: int) -> Iterator[tuple[int, Cell]]:
        """Lines that hold an item which would fit this one."""
        for cell in self._fitting[line]:
            for owner, held in enumerate(self._held):
                if held.get(cell):
                    yield owner, cell

    def _pass_on(self, line: int, came_from: Mapping[int, tuple[int, Cell]]) -> None:
        """The line has one too many: it hands one to whoever asked it, and so on."""
        while line in came_from:
            asker, cell = came_from[line]
            self._held[asker][cell].append(self._held[line][cell].pop())
            line = asker

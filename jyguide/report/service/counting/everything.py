"""All numbers of all areas, in the order of a report; an area is loaded for its first number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from jyguide.report.service.counting.asked import Counting


def _office() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.office import OFFICE  # noqa: PLC0415 - when asked for

    return OFFICE


def _training() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.training import TRAINING  # noqa: PLC0415 - as above

    return TRAINING


def _exams() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.exams import EXAMS  # noqa: PLC0415 - as above

    return EXAMS


def _standard() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.standard import STANDARD  # noqa: PLC0415 - as above

    return STANDARD


def _secretaries() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.secretaries import SECRETARIES  # noqa: PLC0415 - as above

    return SECRETARIES


def _grid() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.grid import GRID  # noqa: PLC0415 - as above

    return GRID


def _village() -> tuple[Counting, ...]:
    from jyguide.report.service.counting.village import VILLAGE  # noqa: PLC0415 - as above

    return VILLAGE


_AREAS: tuple[Callable[[], tuple[Counting, ...]], ...] = (
    _office,
    _training,
    _exams,
    _standard,
    _secretaries,
    _grid,
    _village,
)
"""Those that the first page needs come first: a start loads no others."""


class Countings(Mapping[str, Counting]):
    """By key, in the order of a report."""

    def __init__(self) -> None:
        self._known: dict[str, Counting] = {}
        self._waiting = list(_AREAS)

    def __getitem__(self, key: str) -> Counting:
        while key not in self._known and self._waiting:
            self._load()
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            self._load()
        return iter(self._known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def some(self, keys: Collection[str]) -> list[Counting]:
        """Those of these keys, in the order of a report, without loading what none is of.

        Raises:
            KeyError: there is no such number.
        """
        wanted = {key: self[key] for key in keys}
        return [one for key, one in self._known.items() if key in wanted]

    def _load(self) -> None:
        self._known |= {one.what.key: one for one in self._waiting[0]()}
        del self._waiting[0]  # only now: what could not be loaded is asked for again


COUNTINGS = Countings()
"""All of them."""

"""Several cases in one test, where making ready costs more than what is tried."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def case(*what: object) -> Iterator[None]:
    """Whatever fails inside says with what it was tried."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"case: {', '.join(map(repr, what))}")
        raise


def for_each(values: Iterable[Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """One test of a rule over all values, where each by itself is done in no time.

    Parametrising hundreds of these costs more than what they test. Every value that fails is
    named, with what failed.
    """
    values = list(values)
    assert values

    def walked(test: Callable[[Any], None]) -> Callable[[], None]:
        def over_all() -> None:
            faults = []
            for value in values:
                try:
                    test(value)
                except Exception as fault:  # noqa: BLE001 - all of them are raised below
                    fault.add_note(f"for {value}")
                    faults.append(fault)
            if faults:
                raise ExceptionGroup(test.__name__, faults)

        over_all.__doc__ = test.__doc__
        return over_all

    return walked

"""Several cases in one test, where making ready costs more than what is tried."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def case(*what: object) -> Iterator[None]:
    """Whatever fails inside says with what it was tried."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"case: {', '.join(map(repr, what))}")
        raise

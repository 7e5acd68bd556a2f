"""Calling libraries that are written in another language on bytes we did not write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jyguide.errors import AppError, Cancelled

_OURS = (AppError, Cancelled, KeyboardInterrupt, SystemExit, GeneratorExit)


@contextmanager
def foreign_faults(explain: Callable[[str], Exception]) -> Iterator[None]:
    """Whatever such a library raises over a broken file becomes one explained error.

    Rust's panics come as an exception that is no `Exception`, and decoders raise anything from
    KeyError to MemoryError; each says the same about the file.

    Args:
        explain: Makes the error from technical words for the log.
    """
    try:
        yield
    except _OURS:
        raise
    except BaseException as error:
        raise explain(f"{type(error).__name__}: {error}") from error

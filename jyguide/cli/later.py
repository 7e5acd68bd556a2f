"""Commands whose modules are loaded when one of them is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module

import click

Sources = Sequence[str]
"""``module:name`` in `jyguide.cli`: first the command itself, then what else belongs to its group.

What is named may be several commands: as the first the one of this name is meant, else all.
"""


class LaterCommands(MutableMapping[str, click.Command]):
    """The commands of a group by name: those that are there, and those that can be had.

    The window and most commands need none of the other commands, and loading them all would take
    a third of a second of every start.
    """

    def __init__(self, there: Mapping[str, click.Command], sources: Mapping[str, Sources]) -> None:
        self._there = dict(there)
        self._sources = sources

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._there:
            self._there[name] = _loaded(name, self._sources[name])
        return self._there[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._there[name] = command

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"{name} stays")

    def __iter__(self) -> Iterator[str]:
        return iter({**self._there, **self._sources})

    def __len__(self) -> int:
        return len({**self._there, **self._sources})


def _loaded(name: str, sources: Sources) -> click.Command:
    first, *others = map(_named, sources)
    command = next(one for one in first if one.name == name)
    if isinstance(command, click.Group):
        for one in (one for found in others for one in found):
            command.add_command(one)
    return command


def _named(source: str) -> Sequence[click.Command]:
    module, name = source.split(":")
    found = getattr(import_module(f"jyguide.cli.{module}"), name)
    return (found,) if isinstance(found, click.Command) else tuple(found)

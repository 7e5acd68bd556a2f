"""The command line on a data folder, inside the test's own process."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from jyguide.cli.root import cli


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status and both of its streams."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def dialect():
    """Commands run the services, which are tested on both databases."""
    return "sqlite"


@pytest.fixture
def folder(new_folder):
    """The data folder commands work on; a station's, of 周庄镇."""
    return new_folder()


@pytest.fixture
def run(folder, monkeypatch):
    """Runs a command: ``run("people", "list", "--json")``; ``data=`` chooses another folder."""
    monkeypatch.delenv("JYGUIDE_HOME", raising=False)

    def run_(*words, data=folder):
        before = ["--data", str(data)] if data else []
        result = CliRunner().invoke(cli, [*before, *map(str, words)], prog_name="jyguide")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run_


@pytest.fixture
def done(run):
    """Runs a command that is to succeed; returns what it printed."""

    def done_(*words, **options):
        ran = run(*words, **options)
        assert (ran.status, ran.err) == (0, "")
        return ran.json if "--json" in words else ran.out.strip()

    return done_


@pytest.fixture
def refused(run):
    """Runs a command that is to be refused; returns its sentences."""

    def refused_(*words, **options):
        ran = run(*words, **options)
        assert (ran.status, ran.out) == (1, ""), ran
        assert "Traceback" not in ran.err
        return ran.err

    return refused_

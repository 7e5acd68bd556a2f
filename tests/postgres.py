"""A PostgreSQL server of the tests' own: made when first asked for, gone when they end.

It listens on a socket in a temporary folder and nowhere else, and runs as somebody without
rights where the tests run as root, because PostgreSQL refuses root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from tests.fast_folder import fast_folder

# A developer's own setting must never lead a test to a city's real data.
os.environ.pop("JYGUIDE_DATABASE_URL", None)

OWNER = "jyguide"

only_sqlite = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
"""For tests of what SQLite alone has: a file, pragmas, another program's look at it."""

on_both_databases = pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
"""For a test in a file whose others run on SQLite alone."""

only_postgresql = pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
"""For tests of what a server alone has."""

_PREFIX = "jyguide-pg-"
_AN_HOUR = 3600
_CLUSTER = [
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--locale-provider=icu",
    "--icu-locale=zh",
    "--no-sync",
    "--no-instructions",
]
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "jit": "off",
    "lc_messages": "C",
}


@dataclass
class Server:
    """A running cluster, and the databases made in it."""

    home: Path
    administrator: psycopg.Connection
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str) -> str:
        """How a program is told of one database."""
        query = {"host": str(self.home)}
        return URL.create(
            "postgresql", username=OWNER, password="secret", database=name, query=query
        ).render_as_string(hide_password=False)

    def create(self, template: str = "template0") -> str:
        """A database of its own, a copy of another one that nobody is connected to."""
        name = f"test{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """One statement of the administrator's."""
        self.administrator.execute(statement)  # type: ignore[call-overload] # our own names


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Every test that asks for it, or for a folder made by it, runs on both databases."""
    return str(request.param)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The one server of this run, or of this worker of it."""
    _sweep(Path(fast_folder() or tempfile.gettempdir()))
    home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=fast_folder()))
    try:
        with (
            _running(home),
            psycopg.connect(
                host=str(home), user=OWNER, dbname="postgres", autocommit=True
            ) as administrator,
        ):
            yield Server(home, administrator)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def new_database(postgres: Server) -> Iterator[Callable[..., str]]:
    """Makes databases that are gone after the test: ``new_database(template)`` is an address."""
    made: list[str] = []

    def make(template: str = "template0") -> str:
        made.append(postgres.create(template))
        return postgres.url(made[-1])

    yield make
    for name in made:
        postgres.drop(name)


def _sweep(place: Path) -> None:
    """Remove what runs left that were killed; their servers are gone with them."""
    for left in place.glob(f"{_PREFIX}*"):
        running = (left / "data" / "postmaster.pid").exists()
        if not running and time.time() - left.stat().st_mtime > _AN_HOUR:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _running(home: Path) -> Iterator[None]:
    data = home / "data"
    user = _hand_over(home)
    subprocess.run(
        [*user, _program("initdb"), "-D", data, "-U", OWNER, *_CLUSTER],
        check=True,
        cwd=home,
        stdout=subprocess.DEVNULL,
    )
    options = [part for pair in _SETTINGS.items() for part in ("-c", "=".join(pair))]
    # --pdeathsig: a run that is killed takes its server with it.
    prefix = user or ["setpriv"]
    process = subprocess.Popen(
        [*prefix, "--pdeathsig=INT", _program("postgres"), "-D", data, "-k", home, *options],
        cwd=home,
        stderr=subprocess.PIPE,
        text=True,
    )
    listener = _wait(process)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        listener.join()


def _hand_over(home: Path) -> list[str]:
    """What to put before a command so that it may use the folder and is not root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _program(name: str) -> str:
    """Debian keeps the server's programs off the path, one folder a version."""
    there = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4])
    )
    found = str(there[-1]) if there else shutil.which(name)
    if not found:
        pytest.fail(
            f"PostgreSQL's {name} is missing; the tests need it (apt-get install postgresql)",
            pytrace=False,
        )
    return found


def _wait(process: subprocess.Popen[str]) -> threading.Thread:
    """Until the server takes connections; what it says is read to the end, lest it block."""
    ready, ended = threading.Event(), threading.Event()
    said: list[str] = []

    def listen() -> None:
        assert process.stderr
        with process.stderr as lines:
            for line in lines:
                said.append(line)
                if "ready to accept connections" in line:
                    ready.set()
        ended.set()
        ready.set()

    listener = threading.Thread(target=listen)
    listener.start()
    ready.wait()
    if ended.is_set():
        process.wait()
        pytest.fail(f"PostgreSQL did not start:\n{''.join(said)}", pytrace=False)
    return listener

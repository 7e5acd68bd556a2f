"""The PC dies, or its disk is full, in the middle of an export or an import."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from jyguide.errors import FileError
from jyguide.sync.stick import find_bundles
from tests.jyguide.builders import add_people, looking_at
from tests.jyguide.sync.offices import shown

ROOT = Path(__file__).parents[2]
STATION = "S13"
TRIES = 8
"""Of each: every command is killed at so many of its steps, from the first to the last."""


@pytest.fixture(scope="module")
def process():
    """What is forked for every command, with all loaded that they need."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.flows.sync_process"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.stdin.close()
    assert process.wait() == 0
    process.stdout.close()


@pytest.fixture
def command(process, own_state, tmp_path):
    """Runs ``jyguide`` in a process of its own that can be told where to die.

    ``here`` is a rehearsal, in the process that is forked; see `tests.flows.sync_process`.
    """
    output = tmp_path / "output"

    def run(folder, *words, die_at=None, limit=None, here=False):
        asked = {
            "words": ["--data", str(folder), *map(str, words)],
            "output": str(output),
            "state": str(own_state),
            "die_at": die_at,
            "limit": limit,
            "here": here,
        }
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        return SimpleNamespace(**told, said="" if here else output.read_text("utf-8"))

    return run


@pytest.fixture
def again(offices, own_state, tmp_path):
    """Copies a folder with the mark of how far it had come, as if it had never been tried."""
    kept = tmp_path / "marks"

    def copy(name, to):
        offices.shut(name)
        offices.shut(to)
        if not kept.exists():
            shutil.copytree(own_state, kept)
        shutil.rmtree(own_state)
        shutil.copytree(kept, own_state)
        return offices.copy(name, to)

    return copy


def spread(steps):
    """Numbers of steps from the first to the last."""
    return sorted({round(place * (steps - 1) / (TRIES - 1)) for place in range(TRIES)})


def people(app):
    """Every person's row with all that it says."""
    with looking_at(app) as connection:
        return set(connection.execute(text("SELECT * FROM person")).all())


def killed(ran):
    return ran.status == -signal.SIGKILL


@pytest.fixture
def sent(offices):
    """A bundle with some people of 周庄镇 for the city."""
    add_people(offices.a, 30)
    return offices.export("a", "city")


@pytest.mark.flow
def test_a_killed_import_is_whole_or_nothing_and_the_next_one_goes_on(
    offices, sent, command, again
):
    before = people(offices.city)
    assert command(again("city", "whole"), "sync", "import", sent, here=True).status == 0
    ran = command(again("city", "whole"), "sync", "import", sent)
    assert ran.status == 0, ran.said
    after = people(offices.whole)
    offices.shut_all()
    seen = []
    for step in spread(ran.steps):
        assert killed(command(again("city", "try"), "sync", "import", sent, die_at=step))
        found = people(offices["try"])
        seen.append(found == after)
        assert found in (before, after), step
        assert offices["try"].sync.status().waiting == 0
        offices.shut("try")
        assert command(offices.folder("try"), "sync", "import", sent).status == 0
        assert people(offices["try"]) == after
        assert offices["try"].sync.office(STATION).agrees
    assert seen == sorted(seen), "before up to one step, and after from there on"
    assert not seen[0]
    assert seen[-1]


@pytest.mark.flow
def test_a_killed_export_leaves_no_half_file_that_is_taken_in(offices, command, again, tmp_path):
    add_people(offices.a, 30)
    stick = tmp_path / "stick"
    stick.mkdir()
    export = ("sync", "export", "--to", "市级", stick / "一.jysync")
    rehearsed = (*export[:-1], tmp_path / "零.jysync")
    assert command(again("a", "whole"), *rehearsed, here=True).status == 0
    ran = command(again("a", "whole"), *export)
    assert ran.status == 0, ran.said
    exported = people(offices.a)
    left = set()
    steps = sorted({*spread(ran.steps), *range(ran.steps - 24, ran.steps - 13)})
    for step in steps:
        for path in stick.iterdir():
            path.unlink()
        assert killed(command(again("a", "try"), *export, die_at=step))
        found = find_bundles([stick])
        left.update(one.problem or "whole" for one in found)
        again("city", "reader")
        for path in list(stick.iterdir()):
            whole = any(one.path == path and not one.problem for one in found)
            if not whole:
                assert path.suffix == ".part"
                with pytest.raises(FileError):
                    offices.reader.sync.take_in(path)
            else:
                offices.reader.sync.take_in(path)
        ran = command(offices.folder("try"), "sync", "export", "--to", "市级", stick / "二.jysync")
        assert ran.status == 0, ran.said
        offices.reader.sync.take_in(stick / "二.jysync")
        assert people(offices.reader) == exported, step
        assert offices.reader.sync.office(STATION).agrees
    assert {"truncated", "whole"} <= left, "it was killed in the middle of writing too"


@pytest.mark.flow
def test_a_full_disk_while_importing_keeps_nothing_and_says_so(offices, command):
    add_people(offices.a, 120)
    sent = offices.export("a", "city")
    before = shown(offices.city)
    folder = offices.shut("city")
    for limit in (8 << 10, 64 << 10, 256 << 10):
        ran = command(folder, "sync", "import", sent, limit=limit)
        assert ran.status == 1, ran.said
        assert "磁盘" in ran.said
        assert "Traceback" not in ran.said
        assert shown(offices.city) == before
        offices.shut("city")
    assert command(folder, "sync", "import", sent).status == 0
    assert len(offices.city.people.people()) == 120


@pytest.mark.flow
def test_a_full_stick_while_exporting_leaves_nothing(offices, command, tmp_path):
    add_people(offices.a, 100)
    folder = offices.shut("a")
    (tmp_path / "stick").mkdir()
    target = tmp_path / "stick" / "一.jysync"
    ran = command(folder, "sync", "export", "--to", "市级", target, limit=4 << 10)
    assert ran.status == 1, ran.said
    assert "Traceback" not in ran.said
    assert list(target.parent.iterdir()) == []
    ran = command(folder, "sync", "export", "--to", "市级", target)
    assert ran.status == 0, ran.said
    assert offices.city.sync.take_in(target).applied == 200

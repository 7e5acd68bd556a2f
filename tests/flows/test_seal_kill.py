"""The PC dies in the middle of opening a sealed exam, or its disk is full while taking one in."""

import pytest

from jyguide.exam.seal import file
from jyguide.exam.seal.file import Cost
from jyguide.exam.seal.row import SealPlan
from tests.flows.test_sync_kill import again, command, killed, process
from tests.jyguide.builders import a_blueprint
from tests.jyguide.sync.offices import shown

fixtures = (again, command, process)
TRIES = 7
TABLES = ("paper", "paper_item", "item", "item_revision", "seal_try", "sealed_exam")


@pytest.fixture
def sealed(offices, monkeypatch):
    """A file and its code."""
    monkeypatch.setattr(file, "COST", Cost(1, 8192))
    path = offices.file(file.ENDING)
    draft = offices.city.papers.draft(a_blueprint(), "统考卷", 7)
    return path, offices.city.seals.seal(draft, SealPlan("年度统考", 45), path)


def kept(app):
    return {name: rows for name, rows in shown(app).items() if name in TABLES}


@pytest.mark.flow
def test_a_killed_opening_is_whole_or_nothing_and_the_next_one_opens_it(
    offices, sealed, command, again
):
    path, code = sealed
    seal = offices.a.unsealing.take_in(path)
    before = kept(offices.a)
    opening = ("exam", "open", seal, "--code", code)
    assert command(again("a", "whole"), *opening, here=True).status == 0
    ran = command(again("a", "whole"), *opening)
    assert ran.status == 0, ran.said
    paper, count = ran.said.strip(), len(kept(offices.whole)["paper_item"])
    offices.shut_all()
    seen = []
    for step in sorted({round(at * (ran.steps - 1) / (TRIES - 1)) for at in range(TRIES)}):
        assert killed(command(again("a", "try"), *opening, die_at=step))
        found = kept(offices["try"])
        seen.append(found != before)
        assert not seen[-1] or (len(found["paper"]), len(found["seal_try"])) == (1, 1)
        offices.shut("try")
        assert command(offices.folder("try"), *opening).said.strip() == paper
        assert len(kept(offices["try"])["paper_item"]) == count
        (row,) = offices["try"].unsealing.received()
        assert (str(row.paper_id), row.wrong) == (paper, 0)
    assert seen == sorted(seen), "before up to one step, and after from there on"
    assert not seen[0]
    assert seen[-1]


@pytest.mark.flow
def test_a_full_disk_keeps_nothing_and_says_so(offices, sealed, command, tmp_path):
    path, _code = sealed
    before = kept(offices.a)
    folder = offices.shut("a")
    for limit in (8 << 10, 256 << 10):
        ran = command(folder, "exam", "take-in", path, limit=limit)
        assert ran.status == 1, ran.said
        assert "磁盘" in ran.said
        assert "Traceback" not in ran.said
        assert kept(offices.a) == before
        offices.shut("a")
    assert command(folder, "exam", "take-in", path).status == 0
    target, city = tmp_path / "统考.jyexam", offices.shut("city")
    lines = ("single:4:2", "--pass", "4", "--minutes", "30")
    sealing = ("exam", "seal", *lines, "--title", "统考", "--seed", "7", "--out", target)
    issued = kept(offices.city)
    offices.shut("city")
    for limit in (8 << 10, 600 << 10):  # the file itself, then what the city keeps of it
        ran = command(city, *sealing, limit=limit)
        assert ran.status == 1, ran.said
        assert "Traceback" not in ran.said
        assert not target.exists(), "nobody has a code for it"
        assert kept(offices.city) == issued
        offices.shut("city")

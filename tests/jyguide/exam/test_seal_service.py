"""Sealed at the city, taken in and opened at a station."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from db.merging import lines
from jyguide.errors import FileError, RuleError
from jyguide.exam.paper import printed
from jyguide.exam.seal import file
from jyguide.exam.seal.code import spaced
from jyguide.exam.seal.file import Cost
from jyguide.exam.seal.row import SealPlan
from jyguide.exam.seal.waiting import Waiting
from jyguide.exam.service import seals
from tests.jyguide.builders import a_blueprint, rows_kept, run_sql, table
from tests.jyguide.sync.offices import files_of, opened
from tests.postgres import only_sqlite

WRONG = "0" * 20


@pytest.fixture(autouse=True, scope="module")
def cheap():
    """What a try costs is Argon2id's own; here it would only take time."""
    patch = pytest.MonkeyPatch()
    patch.setattr(file, "COST", Cost(1, 8192))
    yield
    patch.undo()


def a_draft(app):
    return app.papers.draft(a_blueprint(), "统考卷", 7)


def a_seal(offices, hour=3600, **changes):
    """Sealed by the city for an hour from now: the file and its code."""
    target = offices.file(file.ENDING)
    starts = offices.clock() + timedelta(seconds=hour) if hour is not None else None
    plan = SealPlan(**({"title": "年度统考", "minutes": 45, "starts_at": starts} | changes))
    return target, offices.city.seals.seal(a_draft(offices.city), plan, target)


def refusal(work, kind=RuleError):
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.hint
    return caught.value.message


def test_a_paper_goes_from_city_to_station_and_nobody_sees_it_before(offices):
    city, station = offices.city, offices.a
    path, code = a_seal(offices)
    (issued,) = city.seals.issued()
    assert (issued.plan.title, issued.items, issued.total_points) == ("年度统考", 10, 200)
    assert not city.papers.papers(), "it is no paper yet"
    assert code not in "".join(map(str, rows_kept(city).values())), "the code is kept nowhere"
    found = station.unsealing.look(path)
    assert (found.plan, found.office, found.checked, found.known) == (
        issued.plan,
        city.place.office,
        True,
        False,
    )
    seal = station.unsealing.take_in(path)
    before = rows_kept(station)
    assert station.unsealing.take_in(path) == seal
    assert rows_kept(station) == before, "the same file twice is nothing new"
    assert station.unsealing.look(path).known
    (row,) = station.unsealing.received()
    assert (row.here, row.checked, row.opened_at, row.paper_id) == (True, True, None, None)
    assert station.unsealing.early_seconds(seal) > 3500
    paper = station.unsealing.open(seal, spaced(code))
    opened = station.papers.paper(paper)
    draft = a_draft(city)
    assert [(place.revision_id, place.points, place.order) for place in opened.places] == [
        (item.revision_id, item.points, item.order) for item in draft.items
    ]
    assert (opened.row.title, opened.row.minutes, opened.row.seal_id) == ("年度统考", 45, seal)
    assert opened.row.pass_points == draft.plan.blueprint.pass_points
    (try_,) = table(station, "seal_try")
    assert try_["early_seconds"] > 3500, "opened before the hour: kept in the journal"
    (row,) = station.unsealing.received()
    assert (row.paper_id, row.opened_at is not None) == (paper, True)
    assert station.unsealing.open(seal, code) == paper, "opened again it is the same paper"
    assert "已经启封" in refusal(lambda: station.unsealing.remove(seal))


def test_nothing_of_it_goes_to_a_station_by_the_exchange(offices):
    city, station = offices.city, offices.c
    _path, code = a_seal(offices)
    offices.city.papers.save_blueprint(a_blueprint())  # that something does go
    sent = opened(offices, offices.export("city", "c"), "c")
    told = b"".join(line for body in sent.bodies for line in lines.unpack(body)).decode()
    assert "blueprint" in told
    offices.send("city", "c")
    assert not table(station, "sealed_exam")
    assert not table(station, "paper")
    (kept,) = table(city, "sealed_exam")
    for everything in (str(rows_kept(station)), told + str(sent.manifest)):
        assert kept["digest"] not in everything
        assert kept["seal_id"] not in everything.replace("-", "")
        assert "年度统考" not in everything
        assert code not in everything


def clocked(offices, name="a"):
    """A station whose waiting goes by the offices' clock."""
    station = offices[name]
    station.unsealing._waiting = Waiting(lambda: offices.clock().timestamp())
    return station


def test_wrong_codes_wait_longer_and_slips_do_not_count(offices):
    station = clocked(offices)
    path, code = a_seal(offices, hour=-60)
    seal = station.unsealing.take_in(path)
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert "不计入" in refusal(lambda: station.unsealing.open(seal, slip))
    assert not table(station, "seal_try")
    for wait in (1, 2, 4):
        said = refusal(lambda: station.unsealing.open(seal, WRONG))
        assert f"{wait} 秒后可以再试" in said
        assert "请再等" in refusal(lambda: station.unsealing.open(seal, code)), (
            "even the right one"
        )
        assert station.unsealing.seconds_to_wait(seal) == wait
        offices.clock.advance(wait)
    assert station.unsealing.received()[0].wrong == 3
    refusal(lambda: station.unsealing.open(seal, WRONG))
    offices.shut("a")
    assert clocked(offices).unsealing.seconds_to_wait(seal) == 8, "waiting outlives the program"
    offices.clock.advance(8)
    offices.a.unsealing.open(seal, code)
    assert offices.a.unsealing.received()[0].wrong == 0
    assert [row["opened"] for row in table(offices.a, "seal_try")] == [0, 0, 0, 0, 1]
    assert {row["early_seconds"] for row in table(offices.a, "seal_try")} == {0}


def test_a_clock_set_back_wins_nothing(offices):
    station = offices.a
    path, code = a_seal(offices)
    seal = station.unsealing.take_in(path)
    for _ in range(2):
        refusal(lambda: station.unsealing.open(seal, WRONG))
        station.unsealing._waiting = Waiting(lambda: 0.0)  # as if the program had been restarted
        offices.clock.advance(-3600)
        assert station.unsealing.seconds_to_wait(seal) > 0
        assert "请再等" in refusal(lambda: station.unsealing.open(seal, code))
        offices.clock.advance(7200)
        assert "请再等" in refusal(lambda: station.unsealing.open(seal, code)), "nor set forward"
        station.unsealing._waiting = Waiting(lambda: 0.0)
    assert station.unsealing.open(seal, code)


def test_an_older_bank_asks_copies_of_its_own_and_draws_them_no_more(offices):
    city, station = offices.city, offices.a
    changed = [one.revision_id for one in a_draft(city).items]
    items = [row for row in city.bank.items() if row.revision_id in changed]
    city.items.change_many(
        [items[0].id],
        lambda content: replace(content, explanation=content.explanation + "新。"),
        "补充解析",
    )
    draft = a_draft(city)
    target = offices.file(file.ENDING)
    code = city.seals.seal(draft, SealPlan("年度统考", 45), target)
    pool = len(station.papers.candidates())
    paper = station.unsealing.open(station.unsealing.take_in(target), code)
    shown = station.papers.paper(paper)
    said = city.bank.contents([one.revision_id for one in draft.items])
    assert [place.content for place in shown.places] == [
        printed(said[one.revision_id], one.order) for one in draft.items
    ]
    lacking = {one.revision_id for one in draft.items} - {p.revision_id for p in shown.places}
    assert len(lacking) == 1
    assert len(station.papers.candidates()) == pool
    offices.b.unsealing.open(offices.b.unsealing.take_in(target), code)
    offices.settle_down(["a", "b"])
    for name in ("a", "b", "city"):
        assert [row.id for row in offices[name].papers.papers()] == [paper], "two PCs, one paper"
        assert len(offices[name].papers.paper(paper).places) == 10
        status = offices[name].sync.status()
        assert (status.open_conflicts, status.waiting, status.refused) == (0, 0, 0)


def test_what_is_not_the_citys_is_refused_whole(offices, tmp_path):
    path, _code = a_seal(offices)
    station, folder = offices.d, offices.folder("d")
    before = files_of(folder)
    content = path.read_bytes()
    spoiled = tmp_path / "坏.jyexam"
    cases = [
        (content[:-7], "不完整或被改动过"),
        (content.replace("年度统考".encode(), "季度统考".encode()), "不完整或被改动过"),
        (content.replace(b"JYEXAM1", b"JYEXAM9", 1), "更新版本"),
        (b"PK\x03\x04" + bytes(9000), "不是统考文件"),
    ]
    for wrong, sentence in cases:
        spoiled.write_bytes(wrong)
        for attempt in (station.unsealing.look, station.unsealing.take_in):
            assert sentence in refusal(lambda do=attempt: do(spoiled), FileError)
    with spoiled.open("wb") as huge:
        huge.truncate(1 << 36)
    assert "太大，不会是统考文件" in refusal(lambda: station.unsealing.look(spoiled), FileError)
    assert files_of(folder) == before
    assert "指导站接收" in refusal(lambda: offices.city.unsealing.take_in(path))
    assert "只有市级" in refusal(station.seals.issued)
    assert "没有找到" in refusal(lambda: station.unsealing.open(uuid4(), WRONG))


def test_another_city_is_told_from_ours(offices):
    other = offices.make("other", "", "A")
    path = offices.file(file.ENDING)
    code = other.seals.seal(a_draft(other), SealPlan("假统考", 45), path)
    assert "不是市级签发" in refusal(lambda: offices.a.unsealing.take_in(path), FileError)
    alone = offices.make("e", "祝塘镇", "A")
    assert not alone.unsealing.look(path).checked
    assert "无法核对" in refusal(lambda: alone.unsealing.take_in(path))
    assert not table(alone, "sealed_exam")
    seal = alone.unsealing.take_in(path, even_unchecked=True)
    (row,) = alone.unsealing.received()
    assert not row.checked
    assert alone.unsealing.open(seal, code)


def test_a_forged_file_of_the_same_exam_gives_way(offices, monkeypatch):
    """Its header is open to all: whoever copies it could keep the true file out for good."""
    path, code = a_seal(offices)
    forged, other = offices.file(file.ENDING), offices.make("other", "", "A")
    with monkeypatch.context() as patch:
        patch.setattr(seals.uuid, "uuid4", lambda: offices.city.seals.issued()[0].seal_id)
        other.seals.seal(a_draft(other), SealPlan("假统考", 45), forged)
    alone = offices.make("e", "祝塘镇", "A")
    seal = alone.unsealing.take_in(forged, even_unchecked=True)
    assert alone.unsealing.look(path).known, "neither of them can be checked: the first stays"
    alone.unsealing.remove(seal)
    alone.unsealing.take_in(path, even_unchecked=True)
    assert alone.unsealing.received()[0].plan.title == "年度统考"
    alone.unsealing.remove(seal)
    alone.unsealing.take_in(forged, even_unchecked=True)
    offices.let_in("e")
    assert not alone.unsealing.look(path).known
    alone.unsealing.take_in(path)
    (row,) = alone.unsealing.received()
    assert (row.plan.title, row.checked) == ("年度统考", True)
    assert (
        table(alone, "sealed_exam")[0]["digest"] == table(offices.city, "sealed_exam")[0]["digest"]
    )
    assert "不是市级签发" in refusal(lambda: alone.unsealing.take_in(forged), FileError)
    assert alone.unsealing.open(seal, code)


@only_sqlite
def test_what_cannot_be_sealed_leaves_nothing(city, tmp_path):
    before = rows_kept(city)
    draft = a_draft(city)
    target = tmp_path / "统考.jyexam"
    for plan in (SealPlan(" ", 45), SealPlan("长" * 61, 45), SealPlan("卷", 0)):
        refusal(lambda plan=plan: city.seals.seal(draft, plan, target))
    said = refusal(
        lambda: city.seals.seal(draft, SealPlan("卷", 45), tmp_path / "没有" / "x.jyexam"),
        FileError,
    )
    assert "没有保存" in said
    assert not list(tmp_path.glob("*.jyexam"))
    assert rows_kept(city) == before


def test_written_again_it_is_the_same_file_and_a_lost_one_is_removed(city, tmp_path):
    first, again = tmp_path / "一.jyexam", tmp_path / "二.jyexam"
    city.seals.seal(a_draft(city), SealPlan("卷", 45), first)
    (row,) = city.seals.issued()
    city.seals.write_again(row.seal_id, again)
    assert again.read_bytes() == first.read_bytes()
    assert "结业" not in str(city.seals.draft_document(a_draft(city), row.plan).title)
    run_sql(city, "DELETE FROM sealed_file")  # the other PC of the city has it
    assert "另一台电脑" in refusal(lambda: city.seals.write_again(row.seal_id, tmp_path / "三"))
    city.seals.remove(row.seal_id)
    assert city.seals.issued() == []
    assert "没有找到这场统考" in refusal(lambda: city.seals.returns(row.seal_id))
    assert "没有找到这场统考" in refusal(lambda: city.seals.write_again(row.seal_id, again))
    assert re.fullmatch(r"\d{20}", city.seals.seal(a_draft(city), SealPlan("卷", 45), first))

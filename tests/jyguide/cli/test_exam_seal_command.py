"""``jyguide exam seal`` at the city, ``open`` at a station, ``returns`` at the city again."""

import time

import pytest

from jyguide.exam.composing.blueprint_file import write_blueprint
from jyguide.exam.seal import file
from jyguide.exam.seal.code import spaced
from jyguide.exam.seal.file import Cost
from jyguide.exam.service.unsealing import UnsealService
from tests.jyguide.builders import a_blueprint, looking_at, rows_kept

SEAL = ("exam", "seal", "single:4:2", "true_false:2:1", "--title", "年度统考", "--seed", "7")
MORE = ("--pass", "6", "--minutes", "45", "--starts-at", "2026-11-20T10:00+08:00", "--out")


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """What a try costs is Argon2id's own; here it would only take time."""
    monkeypatch.setattr(file, "COST", Cost(1, 8192))


def test_from_the_city_to_a_station(offices, run, done, refused, tmp_path):
    offices.clock.advance(-3600)
    folders = {name: offices.shut(name) for name in ("city", "a") if offices[name]}
    path = tmp_path / "统考.jyexam"
    made = done(*SEAL, *MORE, path, "--json", data=folders["city"])
    assert made["file"] == str(path)
    (issued,) = done("exam", "sealed", "--json", data=folders["city"])
    assert made.items() >= issued.items()
    seal = issued["seal"]
    assert (issued["title"], issued["minutes"], issued["items"]) == ("年度统考", 45, 6)
    assert done("exam", "take-in", path, data=folders["a"]) == seal
    (row,) = done("exam", "sealed", "--json", data=folders["a"])
    assert (row["checked"], row["paper"], row["starts_at"]) == (
        True,
        None,
        "2026-11-20T10:00:00+08:00",
    )
    slip = made["code"][1:]
    assert "不计入" in run("exam", "open", seal, "--code", slip, data=folders["a"]).err
    typed = tmp_path / "口令.txt"
    typed.write_text(spaced(made["code"]) + "\n", "utf-8")
    paper = run("exam", "open", path, "--code-file", typed, data=folders["a"])
    assert paper.status == 0
    (listed,) = done("exam", "papers", "--json", data=folders["a"])
    assert paper.out.strip() == listed["id"]
    assert (listed["items"], listed["total"], listed["pass"]) == (6, 10.0, 6.0)
    offices.send("a", "city")
    offices.shut("city")
    board = done("exam", "returns", seal, "--json", data=folders["city"])
    states = {row["name"]: row["state"] for row in board}
    assert len(states) == 18
    assert states["周庄镇"] == "opened"
    assert set(states.values()) == {"opened", "nothing"}
    assert "周庄镇\t已启封\t0\t0\t" in done("exam", "returns", seal, data=folders["city"])


def test_after_a_wrong_code_it_waits_even_where_the_clock_was_set_back(
    offices, done, run, monkeypatch
):
    path, home = offices.file(file.ENDING), offices.shut("city")
    made = done(*SEAL, *MORE, path, "--json", data=home)
    words, steady = ("exam", "open", path, "--code"), [0.0]
    monkeypatch.setattr(UnsealService.__init__, "__defaults__", (lambda: steady[0],))
    monkeypatch.setattr(time, "sleep", lambda seconds: steady.append(steady.pop() + seconds))
    offices.a.unsealing.take_in(path)
    folder = offices.shut("a")
    assert "口令不对" in run(*words, "0" * 20, data=folder).err
    with looking_at(offices.a) as data:
        data.exec_driver_sql("UPDATE seal_try SET at = '2099-01-01T00:00:00.000+08:00'")
    offices.shut("a")
    opened = run(*words, made["code"], data=folder)
    assert "等 1 秒后核对" in opened.err
    assert opened.status == 0
    assert steady == [1.0]


def test_a_blueprint_in_a_file_says_the_rest(city, done, run, tmp_path):
    home, path, plan = city.place.folder, tmp_path / "统考.jyexam", tmp_path / "蓝图.toml"
    write_blueprint(a_blueprint(), plan)
    words = ("exam", "seal", "--title", "统考", "--seed", "7", "--out", path)
    assert "口令" in run(*words, "--blueprint", plan, data=home).out
    (issued,) = done("exam", "sealed", "--json", data=home)
    assert (issued["items"], issued["minutes"], issued["starts_at"]) == (10, 30, None)
    assert run(*words, data=home).status == 2
    assert run(*words, "single:1:2", "--blueprint", plan, data=home).status == 2


def test_refusals(city, refused, run, tmp_path):
    home, path = city.place.folder, tmp_path / "统考.jyexam"
    before = rows_kept(city)
    assert "只有市级" in refused(*SEAL, *MORE, path)
    assert "开考时间" in refused(*SEAL, *MORE, path, "--starts-at", "明天", data=home)
    assert rows_kept(city) == before
    assert not path.exists()
    assert "找不到文件" in refused("exam", "open", path, "--code", "0" * 20)
    assert run("exam", "open", path).status == 2
    assert "只有市级" in refused("exam", "returns", "0" * 32)

"""A made-up city: the same from the same seed, sound, whole or not there."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.keys import keys_from, new_key
from db.models import JournalEntry
from jyguide.app import open_application
from jyguide.backup.service.check_database import check_schema
from jyguide.backup.service.check_journal import check_journal
from jyguide.cli.root import cli
from jyguide.errors import Cancelled, RuleError
from jyguide.generate.digest import digests
from jyguide.generate.figures import Figures, parted, scaled, shares, stations_of
from jyguide.generate.keys import MadeClock, SeededKeys
from jyguide.generate.run import LAST_DAY, Order, generate
from jyguide.generate.station import stations
from jyguide.generate.tree import made_tree
from jyguide.life import notice
from jyguide.progress import CancelToken, Silent
from jyguide.standard.kinds import Rating
from jyguide.sync.service.forms import FORMS

TINY = 0.01


class Stopping:
    """Cancels at a step."""

    def __init__(self, at):
        self.at, self.cancel = at, CancelToken()

    def step(self, done, total, text=""):
        if done == self.at:
            self.cancel.cancel()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What the command says of a tiny city, and its folder."""
    out = tmp_path_factory.mktemp("city") / "out"
    words = ["generate", str(out), "--scale", str(TINY), "--seed", "5", "--json"]
    ran = CliRunner().invoke(cli, words)
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout), out


@pytest.fixture
def city(made):
    app = open_application(made[1] / "市级")
    yield app
    app.close()


def test_the_folder_is_sound_and_says_that_it_is_made_up(made, city, tmp_path):
    said, out = made
    assert [one.name for one in out.iterdir()] == ["市级"]
    with city._store.read() as session:
        assert notice(session) == ""  # to whoever opens it first it is no copy of anything
        lines = [*check_schema(session.connection()), *check_journal(session, lambda: None)]
    assert [one.sentence for one in lines if not one.sound] == []
    found = digests(city._store)
    assert (found.rows, found.journal) == (said["digest"], said["journal"])
    with pytest.raises(RuleError, match="样例数据"):
        city.devices.accept(tmp_path / "request", "", tmp_path / "reply")


def test_every_value_has_the_form_that_other_offices_ask(city):
    asked = 0
    with city._store.read() as session:
        for table, after in session.execute(select(JournalEntry.table, JournalEntry.after)):
            for column, fits in FORMS.get(table, {}).items():
                if column in after:
                    asked += 1
                    assert fits(msgspec.json.encode(after[column])), (table, column, after)
    assert asked > 1_000


def test_there_is_as_much_of_everything_as_the_city_says(made, city):
    rows, figures = made[0]["rows"], scaled(TINY)
    assert rows["person"] == figures.people
    assert rows["instructor"] == figures.instructors
    assert rows["grid_unit"] == 1 + figures.villages + figures.branches + figures.cells
    assert rows["contact_target"] == figures.members + figures.households
    assert rows["property_deal"] == 3 * figures.deals
    gone = figures.people - len(city.people.people())
    assert gone == 0  # too few members for one to be merged or to have died
    assert rows["marking"] > rows["attempt"]  # short answers were marked by a person


def test_what_follows_from_rules_is_published(city):
    (closed, _) = sorted(city.rounds.rounds(), key=lambda one: one.facts.year)
    (publication,) = city.ratings.publications(closed.id)
    assert sum(publication.counts.values()) == scaled(TINY).branches
    assert publication.counts[Rating.MODEL] > 0


def test_one_seed_one_city_and_by_file_the_same_rows(made, tmp_path):
    order = Order(TINY, 5, by_file=True)
    again = generate(tmp_path / "again", order, Silent(), CancelToken())
    assert again.digest == made[0]["digest"]
    assert again.journal != made[0]["journal"]  # of what was taken in
    assert sorted(one.name for one in (tmp_path / "again").iterdir()) == ["S01", "市级"]


def test_another_seed_is_another_city():
    one, same, other = (made_tree(stations(0.2, seed, LAST_DAY)[0]).branches for seed in "aab")
    assert [branch.label for branch in one] == [branch.label for branch in same]
    assert [branch.label for branch in one] != [branch.label for branch in other]


@pytest.mark.parametrize("scale", [0, 0.009, 10.1, float("nan")])
def test_a_scale_that_cannot_be_is_refused(tmp_path, scale):
    with pytest.raises(RuleError, match="没有生成"):
        generate(tmp_path / "out", Order(scale), Silent(), CancelToken())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path):
    (tmp_path / "theirs.txt").write_text("x")
    with pytest.raises(RuleError, match="已有内容"):
        generate(tmp_path, Order(TINY), Silent(), CancelToken())
    assert [one.name for one in tmp_path.iterdir()] == ["theirs.txt"]


def test_cancelled_it_leaves_nothing(tmp_path):
    stopping = Stopping(0)
    with pytest.raises(Cancelled):
        generate(tmp_path / "out", Order(TINY), stopping, stopping.cancel)
    assert not list(tmp_path.iterdir())


def test_keys_from_a_seed_rise_and_are_of_their_block_alone():
    clock = MadeClock(date(2026, 1, 5))

    def some():
        with keys_from(SeededKeys("a", clock)):
            return [new_key() for _ in range(50)]

    first = some()
    assert first == some() == sorted(set(first))
    assert {key.version for key in first} == {7}
    with keys_from(SeededKeys("a", clock)), ThreadPoolExecutor(1) as other:
        assert other.submit(new_key).result() not in first
    assert new_key() != new_key()


@given(st.integers(0, 10_000), st.lists(st.integers(0, 50), min_size=1).filter(any))
def test_shares_are_all_there_is_and_in_proportion(total, weights):
    found = shares(total, weights)
    assert sum(found) == total
    for share, weight in zip(found, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < 1


def test_stations_have_together_what_the_city_has():
    parts = parted(Figures(), stations_of(1))
    assert len(parts) == 18
    for name, whole in asdict(Figures()).items():
        assert sum(getattr(one, name) for one in parts) == whole
    assert parts[-1].villages == 0 < parts[-1].instructors  # the park has no grid

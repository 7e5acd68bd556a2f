"""Offices that work apart come to agree, whatever the post and the machines do to them.

Random edits, deletions, moves between stations, exams, certificates, forgeries, exports,
deliveries in any order, twice or never, imports taken back, clocks off by decades, old programs,
backups restored with and without anybody noticing. At the end the post works again, and everybody
must show the same.

JYGUIDE_WORLDS sets how many worlds, in place of what a normal run can afford.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.db.merging.acting import FIELDS, OFF, OLD, Offices
from tests.db.merging.world import PAIR, STAR, WIDE, World

WORLDS = int(os.environ.get("JYGUIDE_WORLDS", "6"))

who = st.integers(0, 5)
few = st.integers(0, 3)
many = st.integers(0, 30)
maybe = st.booleans()


class Machine(Offices, RuleBasedStateMachine):
    """The offices under hypothesis."""

    furnished: Callable[[Mapping[str, str]], World]
    began = False

    @initialize(pcs=st.sampled_from([PAIR, STAR, STAR, WIDE]), old=st.integers(0, 9))
    def start(self, pcs, old):
        self.begin(type(self).furnished(pcs))
        self.began = True
        if old < len(self.names):
            self.pc(old).old = OLD

    edit = rule(who=who, place=few, field=st.sampled_from(FIELDS))(Offices.edit)
    edit_again = rule(who=who, place=few, field=st.sampled_from(FIELDS))(Offices.edit)
    delete = rule(who=who, place=few, deleted=maybe)(Offices.delete)
    add = rule(who=who)(Offices.add)
    enrol = rule(who=who, place=few)(Offices.enrol)
    move = rule(place=few, who=who)(Offices.move)
    unify = rule(place=few)(Offices.unify)
    undo = rule(who=who)(Offices.undo)
    sit = rule(who=who, place=few)(Offices.sit)
    certify = rule(who=who, place=few, number=st.integers(1, 3))(Offices.certify)
    forge = rule(who=who, place=few, what=st.integers(0, 6))(Offices.forge)
    write = rule(who=who, now=maybe)(Offices.write)
    write_again = rule(who=who, now=st.just(True))(Offices.write)
    deliver = rule(place=many, dry=st.sampled_from([False, False, False, True]))(Offices.deliver)
    deliver_again = rule(place=many, dry=st.just(False))(Offices.deliver)
    lose = rule(place=many)(Offices.lose)
    set_clock = rule(who=who, seconds=st.sampled_from(OFF))(Offices.set_clock)
    back_up = rule(who=who)(Offices.back_up)
    restore = rule(who=who, noticed=st.sampled_from([True, True, True, False]))(Offices.restore)
    take_back = rule(who=who, place=few)(Offices.take_back)
    take_up = rule(who=who)(Offices.take_up)
    upgrade = rule(who=who)(Offices.upgrade)

    @invariant()
    def holds(self):
        if self.began:
            self.check()

    def teardown(self):
        if self.began:
            self.agree()


@pytest.mark.timeout(60 + 10 * WORLDS)
def test_offices_come_to_agree(furnished):
    Machine.furnished = staticmethod(furnished)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=WORLDS,
            stateful_step_count=40,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
